"""``thidua read``: open papers, read them, print what stands in them."""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from thidua.cli.incoming import FILES_HELP, open_word

if TYPE_CHECKING:
    from thidua.reading.opening import Opened
    from thidua.reading.plan import Plan

HELP = "Đọc văn bản (.txt, .docx, .pdf, .html): chỉ tiêu, nhiệm vụ, thời hạn, viện dẫn, chỗ còn ngờ."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files, one form of output, the size limit."""
    parser.add_argument("files", nargs="+", metavar="TỆP", type=Path, help=f"văn bản cần đọc; {FILES_HELP}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in JSON, mỗi tệp một dòng")
    form.add_argument("--html", metavar="TRANG", type=Path, help="ghi một trang web có tô chỗ đã đọc, không cần mạng")
    form.add_argument("--text", action="store_true", help="in đúng phần chữ mà các vị trí (span) trỏ vào")
    parser.add_argument("--limit", type=_megabytes, default=64, metavar="MB", help="cỡ tệp lớn nhất, mặc định 64 MB")


def _megabytes(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"«{word}» không phải số MB; viết một số nguyên dương, ví dụ 128")
    return int(word)


def run(options: argparse.Namespace) -> int:
    """Print each file that opens; 2 at the end if one did not."""
    from thidua.patterns import kept_patterns

    with kept_patterns():
        return _read(options)


def _read(options: argparse.Namespace) -> int:
    papers = Papers(options.files, options.limit * 2**20)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if options.text:
        for paper in papers:
            sys.stdout.write(paper.text)
    elif options.json:
        _print_json(papers)
    elif options.html:
        _write_page(papers, options.html)
    else:
        _print_summaries(papers)
    return 2 if papers.refused else 0


class Ticker:
    """Say on one line of the terminal which page is being read; gone when the paper is open."""

    def __init__(self, name: str, stream: TextIO) -> None:
        self.name, self.stream, self.shown = name, stream, ""

    def __call__(self, done: int, whole: int) -> None:
        from thidua.cli.terminal import visible

        line = f"{visible(self.name)[-40:]}: trang {min(done + 1, whole)}/{whole} …"
        if line != self.shown:
            self.wipe()
            self.stream.write(line)
            self.stream.flush()
            self.shown = line

    def __enter__(self) -> "Ticker":
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Take the line away."""
        if self.shown:
            self.stream.write("\r" + " " * len(self.shown) + "\r")
            self.stream.flush()
            self.shown = ""


class Papers:
    """Open files one after the other, so that memory holds one paper; say what did not open on stderr."""

    def __init__(self, files: list[Path], limit: int) -> None:
        self.files, self.limit, self.refused = files, limit, 0

    def __iter__(self) -> Iterator["Opened"]:
        from thidua.errors import UnreadableFile

        for file in self.files:
            try:
                with Ticker(file.name, sys.stderr) as ticker:
                    paper = open_word(file, limit=self.limit, progress=ticker if sys.stderr.isatty() else None)
            except UnreadableFile as error:
                self.refused += 1
                print(f"thidua read: {error}", file=sys.stderr)
            else:
                yield paper

    def plans(self) -> Iterator[tuple[str, "Plan"]]:
        """Give text and plan of each; say on stderr what stopped a reading, which is no failure."""
        from thidua.reading.across import Across
        from thidua.reading.papers import read_paper

        across = Across()
        for paper in self:
            plan = across.add(read_paper(paper))
            for doubt in plan.doubts:
                if doubt.code in ("empty", "long-line", "secret-mark"):
                    print(f"thidua read: {paper.name}: {doubt.message}", file=sys.stderr)
            yield paper.text, plan

    def readings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give text and reading of each, as plain data."""
        return ((text, plan.as_dict()) for text, plan in self.plans())


def _print_json(papers: Papers) -> None:
    for _, plan in papers.plans():
        sys.stdout.write(plan.as_json().decode() + "\n")


def _print_summaries(papers: Papers) -> None:
    from shutil import get_terminal_size

    from thidua.cli.ink import ink_for
    from thidua.cli.summary import TOTALS, summary, total

    width = max(40, get_terminal_size((100, 40)).columns)
    ink = ink_for(sys.stdout, os.environ)
    count, found = 0, dict.fromkeys(TOTALS, 0)
    for text, reading in papers.readings():
        print("\n" * bool(count) + summary(reading, text, width, ink))
        count += 1
        found = {kind: many + len(reading[kind]) for kind, many in found.items()}
    if count > 1:
        print("\n" + ink.bold(total(count, papers.refused, found)))


def _write_page(papers: Papers, out: Path) -> None:
    """Write beside the page and rename: a reader never meets half a page."""
    from thidua.errors import OfficerError, Place, why
    from thidua.reading.showing.page import page

    half = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with half.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(page(papers.readings()))
        half.replace(out)
    except OSError as error:
        half.unlink(missing_ok=True)
        sentence = f"Không ghi được trang ({why(error)}); chọn thư mục khác."
        raise OfficerError(sentence, Place(file=str(out))) from error
