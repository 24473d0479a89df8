"""``thidua cite``: print which papers a text cites, and what is unsure about them."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from thidua.cli.incoming import FILES_HELP, open_word

HELP = "Liệt kê văn bản được viện dẫn: loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files, JSON or a readable list, the size limit."""
    parser.add_argument("files", nargs="+", metavar="TỆP", type=Path, help=f"văn bản cần xem; {FILES_HELP}")
    parser.add_argument("--json", action="store_true", help="in JSON, mỗi tệp một dòng")
    parser.add_argument("--limit", type=int, default=64, metavar="MB", help="cỡ tệp lớn nhất, mặc định 64 MB")


def run(options: argparse.Namespace) -> int:
    """Print the citations of each file that opens; 2 at the end if one did not."""
    from thidua.patterns import kept_patterns

    with kept_patterns():
        return _cite(options)


def _cite(options: argparse.Namespace) -> int:
    from thidua.citations import compare_dates
    from thidua.errors import UnreadableFile

    read: list[tuple[str, list[Any], list[Any]]] = []
    refused = 0
    for file in options.files:
        try:
            paper = open_word(file, limit=options.limit * 2**20)
        except UnreadableFile as error:
            refused += 1
            print(f"thidua cite: {error}", file=sys.stderr)
        else:
            read.append((paper.name, *_cited(paper.text)))
    for (_, _, doubts), more in zip(read, compare_dates([(n, c) for n, c, _ in read]), strict=True):
        doubts.extend(more)
    for name, citations, doubts in read:
        (_print_json if options.json else _print_list)(name, citations, doubts)
    return 2 if refused else 0


def _cited(text: str) -> tuple[list[Any], list[Any]]:
    from thidua.citations import find_all, resolve
    from thidua.reading.metadata import read_metadata
    from thidua.reading.secrecy import secret_doubt
    from thidua.text import Folded

    fold = Folded(text)
    secret = secret_doubt(fold)
    if secret:
        return [], [secret]
    mentions = list(find_all(fold))
    cited = resolve(fold, mentions, read_metadata(fold, mentions).own)
    return cited.citations, list(cited.doubts)


def _print_json(name: str, citations: list[Any], doubts: list[Any]) -> None:
    from msgspec import to_builtins

    whole = {"source": {"name": name}, "citations": citations, "doubts": doubts}
    print(json.dumps(to_builtins(whole), ensure_ascii=False))


def _print_list(name: str, citations: list[Any], doubts: list[Any]) -> None:
    from thidua.citations.doubts import show

    print(f"{name}: {len(citations)} văn bản được viện dẫn")
    for c in citations:
        parts = [f"{c.type or 'Văn bản'} {c.code}".rstrip() if c.number else f"{c.type} {c.title or ''}".rstrip()]
        parts += [f"ngày {show(c.date)}" if c.date else "chưa có ngày"]
        parts += [c.issuer] if c.issuer else []
        parts += [f"nhắc {len(c.mentions) + 1} lần"] if c.mentions else []
        print("  " + " · ".join(parts))
        if c.title and c.number:
            print(f"      {c.title}")
    for d in doubts:
        print(f"  Ngờ: {d.message}")
