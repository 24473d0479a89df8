"""Tables of earlier years: rows under a row of headings, in Excel or CSV; headings found by what they say.

Reads: bytes. Writes: Table. Cells that show another thing than they store are kept apart, with why.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thidua.errors import OfficerError, Place
from thidua.figures.workbooks.grid import Oddity
from thidua.figures.workbooks.opening import open_book
from thidua.text import fold_name

MOST_ROWS = 200_000
MOST_HEAD_ROWS = 20
Row = tuple[int, list[object]]


@dataclass
class Table:
    """Hold numbered rows (from 1, as people see them) and odd cells by (row, column from 0)."""

    file: str
    rows: list[Row] = field(default_factory=list)
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)

    def head(self, headings: Mapping[str, tuple[str, ...]], needed: Iterable[str]) -> tuple[dict[str, int], int] | None:
        """Find the row of headings: column of each heading and the index of the first row below; None where none is."""
        for at, (_, row) in enumerate(self.rows[:MOST_HEAD_ROWS]):
            words = [fold_name(text_of(cell)) for cell in row]
            found = {name: words.index(h) for name, known in headings.items() for h in reversed(known) if h in words}
            if set(needed) <= set(found):
                return found, at + 1
        return None

    def why_odd(self, row: int, column: int) -> str:
        """Why a cell cannot be taken as it is stored; "" where it can."""
        odd = self.odd.get((row, column))
        return odd.doubt if odd else ""


def read_table(data: bytes, file: str) -> Table:
    """Read a CSV (UTF-8) or the first sheet of a workbook that holds anything. OfficerError where it is neither."""
    table = Table(file)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        for grid in open_book(data, file).sheets:
            if any(cell is not None and cell != "" for row in grid.rows for cell in row):
                table.rows = _numbered(grid.rows)
                table.odd = {(r + 1, c): odd for (r, c), odd in grid.odd.items()}
                break
    else:
        table.rows = _numbered(_lines(data, file))
    if len(table.rows) > MOST_ROWS:
        raise OfficerError(f"Tệp có hơn {MOST_ROWS} dòng; chia nhỏ theo năm.", Place(file=file))
    return table


def _lines(data: bytes, file: str) -> Iterable[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OfficerError("Không đọc được tệp; cần Excel hoặc CSV mã hóa UTF-8.", Place(file=file)) from None
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")


def _numbered(rows: Iterable[Iterable[object]]) -> list[Row]:
    try:
        return [(number, list(row)) for number, row in enumerate(rows, 1)]
    except csv.Error:
        raise OfficerError("Tệp CSV hỏng: dấu ngoặc kép không khép.") from None


def text_of(cell: object) -> str:
    """A cell as words with single spaces; a whole number without its stray .0."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
