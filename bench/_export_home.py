"""Write a table of many units as a workbook in a process of its own, and tell the peak of its memory."""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from thidua.figures.cells import Cell
from thidua.figures.elements import catalogue
from thidua.figures.workbooks import FormSheet, UnitRef, write_workbook


class Counted(Mapping[tuple[str, str], Cell]):
    """Figures that are reckoned when asked for, as a database would hand them out row by row."""

    def __getitem__(self, key: tuple[str, str]) -> Cell:
        return Cell.of(int(key[0]) * 7 % 9973)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0


def main(units: int, elements: int) -> None:
    """Print seconds, size of the file and peak memory."""
    sort = next(e for e in catalogue(date(2024, 6, 1)).elements.values() if e.is_number)
    asked = tuple(replace(sort, key=f"so_lieu_{n}", label=f"Số liệu {n}") for n in range(elements))
    codes = tuple(UnitRef(f"{n:05d}", f"xã {n}") for n in range(units))
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "bieu.xlsx"
        with target.open("wb") as out:
            write_workbook(FormSheet("quy", "Biểu", "2024-Q1", "Quý I năm 2024", codes, asked, Counted()), out)
        size = target.stat().st_size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.process_time() - start
    print(f"export {units:,} × {elements}: CPU {seconds:.0f} s, file {size:.0f} MB, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
