"""Read workbooks that a hundred officers have worked in, against their known truth: what is read, asked, lost, wrong.

    python -m bench.workbooks          # 2,000 workbooks; --quick 100

The workbooks are drawn by ``tests.officers``: several spoilings in combination, the same for the same number. A figure
is mapped when it is read to what the officer's file says, or, where the file itself is ambiguous, shown as doubtful.
Where LibreOffice is installed, a part of them goes through it (.xls, .ods, .xlsx) first. At last a table of 20,000
units with 200 elements is written in a process of its own, for the peak of its memory.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.officers.draw import Verdict, draw, judge
from tests.officers.pages import Book, How

WIDTHS = {"books": 7, "cells": 9, "read": 9, "asked": 8, "needless": 10, "lost": 6, "wrong": 7}
BOOKS, QUICK, THROUGH_OFFICE = 2000, 100, 300


def main(argv: list[str] | None = None) -> int:
    """Print one line per kind of file and one for all; 1 where a cell was silently wrong."""
    quick = bool(os.environ.get("THIDUA_BENCH_QUICK")) or "--quick" in (argv or [])
    totals: dict[str, Counter[str]] = {}
    reading, start = 0.0, time.process_time()
    for number in range(QUICK if quick else BOOKS):
        book, data, name = draw(number)
        before = time.process_time()
        verdict = judge(book, data, name)
        reading += time.process_time() - before
        _count(totals, book.container, verdict, number)
    for kind, number, verdict in _through_office(20 if quick else THROUGH_OFFICE):
        _count(totals, f"LibreOffice {kind}", verdict, number)
    _show(totals)
    print(f"CPU {time.process_time() - start:.0f} s, of which reading {reading:.1f} s", flush=True)
    units = "2000" if quick else "20000"
    subprocess.run([sys.executable, "-m", "bench._export_home", units, "200"], check=True)
    return 1 if sum(total["wrong"] for total in totals.values()) else 0


def _count(totals: dict[str, Counter[str]], kind: str, verdict: Verdict, number: int) -> None:
    total = totals.setdefault(kind, Counter())
    total["books"] += 1
    total["cells"] += verdict.cells
    total["read"] += verdict.right
    total["asked"] += verdict.asked_rightly
    total["needless"] += len(verdict.asked_needlessly)
    total["lost"] += len(verdict.lost)
    total["wrong"] += len(verdict.wrong)
    for figure, got, truth in verdict.wrong:
        print(f"SILENTLY WRONG in workbook {number} ({kind}): {figure} read as {got}, but {truth}")


def _show(totals: dict[str, Counter[str]]) -> None:
    print(f"{'':20}" + "".join(f"{name:>{width}}" for name, width in WIDTHS.items()) + f"{'mapped':>9}")
    whole: Counter[str] = Counter()
    for total in totals.values():
        whole.update(total)
    for kind, total in [*sorted(totals.items()), ("all", whole)]:
        mapped = (total["read"] + total["asked"]) / max(1, total["cells"])
        counts = "".join(f"{total[name]:>{width}}" for name, width in WIDTHS.items())
        print(f"{kind:20}{counts}{mapped:>9.2%}")


def _through_office(most: int) -> list[tuple[str, int, Verdict]]:
    """Workbooks converted by LibreOffice in one start per format; without it one line says so."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed: its round trips were left out.")
        return []
    found = []
    for kind in ("xls", "ods", "xlsx"):
        with tempfile.TemporaryDirectory() as folder:
            books = _drawn(Path(folder), most // 3, kind)
            out = Path(folder) / "out"
            command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind,
                       "--outdir", str(out), *map(str, sorted(Path(folder).glob("*.xlsx")))]  # fmt: skip
            subprocess.run(command, check=False, capture_output=True, timeout=600)
            for number, book in books.items():
                done = out / f"{number}.{kind}"
                if done.exists():
                    found.append((kind, number, judge(book, done.read_bytes(), done.name)))
    return found


def _drawn(folder: Path, most: int, kind: str) -> dict[int, Book]:
    """Workbooks without formulas (LibreOffice counts them anew), written as .xlsx."""
    found: dict[int, Book] = {}
    numbers = iter(range(100_000, 200_000))
    while len(found) < most:
        number = next(numbers)
        book, data, _ = draw(number)
        boxes = [box for page in book.pages for _, _, box in page.boxes()]
        if book.container.startswith("xlsx") and not any(box.formula for box in boxes):
            found[number] = book
            (folder / f"{number}.xlsx").write_bytes(data)
            if kind == "ods" and not book.has_meta and "drop_first_lines" in book.deeds:
                book.spoil_all(How.EITHER)
    return found


if __name__ == "__main__":
    random.seed(0)
    sys.exit(main(sys.argv[1:]))
