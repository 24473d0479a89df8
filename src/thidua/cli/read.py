"""``thidua read``: open papers, read them, print what stands in them."""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.reading.opening import Opened

HELP = "Đọc văn bản (.txt, .docx, .pdf, .html): chỉ tiêu, nhiệm vụ, thời hạn, viện dẫn, chỗ còn ngờ."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files, one form of output, the size limit."""
    parser.add_argument("files", nargs="+", metavar="TỆP", type=Path, help="văn bản cần đọc")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in JSON, mỗi tệp một dòng")
    form.add_argument("--text", action="store_true", help="in đúng phần chữ mà các vị trí (span) trỏ vào")
    parser.add_argument("--limit", type=_megabytes, default=64, metavar="MB", help="cỡ tệp lớn nhất, mặc định 64 MB")


def _megabytes(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"«{word}» không phải số MB; viết một số nguyên dương, ví dụ 128")
    return int(word)


def run(options: argparse.Namespace) -> int:
    """Print each file that opens; 2 at the end if one did not."""
    papers = Papers(options.files, options.limit * 2**20)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if options.text:
        for paper in papers:
            sys.stdout.write(paper.text)
    else:
        _print_json(papers)
    return 2 if papers.refused else 0


class Papers:
    """Open files one after the other, so that memory holds one paper; say what did not open on stderr."""

    def __init__(self, files: list[Path], limit: int) -> None:
        self.files, self.limit, self.refused = files, limit, 0

    def __iter__(self) -> Iterator["Opened"]:
        from thidua.errors import UnreadableFile
        from thidua.reading.opening import open_paper

        for file in self.files:
            try:
                yield open_paper(file, limit=self.limit)
            except UnreadableFile as error:
                self.refused += 1
                print(f"thidua read: {error}", file=sys.stderr)


def _print_json(papers: Papers) -> None:
    import json

    from thidua.reading import read_text

    for paper in papers:
        plan = read_text(paper.text, name=paper.name, sha256=paper.sha256, encoding=paper.encoding)
        sys.stdout.write(json.dumps(plan.as_dict(), ensure_ascii=False) + "\n")
