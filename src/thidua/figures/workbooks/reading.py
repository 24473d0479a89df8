"""Read a workbook of returns that people have worked in: moved, merged, renamed, retyped.

A cell is taken only where its row says which element it is and its column says which period; where two signs disagree
the cell is doubtful and shown with its place. Nothing is ever taken from position alone.

Reads: .xlsx bytes and the FormSheet that was sent out. Writes: WorkbookReading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thidua.errors import OfficerError, Place
from thidua.figures.cells import Cell
from thidua.figures.elements import Element
from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Book, Grid, cell_name, open_book
from thidua.figures.workbooks.layout import Spot, list_spots, table_spots
from thidua.text import fold_name

UnitElement = tuple[str, str]
_SAYS = {"period": re.compile(r"\d{4}(-(?:[QHNW]?\d{1,2}))?"), "unit": re.compile(r"[0-9A-Z][0-9A-Z.-]{1,19}")}


@dataclass(frozen=True)
class CellReading:
    """Say what one cell of the workbook holds, and how sure that is.

    ``cell`` is None where it is doubtful; ``doubt`` then says why. ``place`` names sheet and cell (``F12``).
    """

    unit: str
    element: str
    cell: Cell | None
    raw: object
    place: Place
    doubt: str = ""


@dataclass
class WorkbookReading:
    """Hold what a workbook says: sure cells, doubtful cells, and elements that were not found at all."""

    readings: dict[UnitElement, CellReading] = field(default_factory=dict)
    not_found: list[UnitElement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def sure(self) -> dict[UnitElement, Cell]:
        """Cells that need no person."""
        return {key: r.cell for key, r in self.readings.items() if r.cell is not None}

    def doubtful(self) -> list[CellReading]:
        """Cells that a person must look at, in the order of the form."""
        return [r for r in self.readings.values() if r.cell is None]


def read_workbook(data: bytes, expected: f.FormSheet, file: str = "") -> WorkbookReading:
    """Read a workbook against the form that was sent out.

    Raises UnreadableFile where it is no workbook, OfficerError where it belongs to another unit, period or form.
    """
    book = open_book(data, file)
    _refuse_strangers(book, expected, file)
    spots: dict[UnitElement, list[Spot]] = {}
    for grid in _visible(book):
        for spot in _spots(grid, book, expected):
            spots.setdefault((spot.unit, spot.element), []).append(spot)
    result = WorkbookReading()
    by_key = {e.key: e for e in expected.elements}
    for unit in expected.units:
        for key, element in by_key.items():
            found = spots.get((unit.code, key), [])
            if not found:
                result.not_found.append((unit.code, key))
            else:
                result.readings[unit.code, key] = _settle(unit.code, element, found, file)
    return result


def _visible(book: Book) -> Iterator[Grid]:
    return (grid for grid in book.sheets if grid.name != f.META_SHEET)


def _spots(grid: Grid, book: Book, expected: f.FormSheet) -> list[Spot]:
    if len(expected.units) == 1:
        return list_spots(grid, book.names, expected)
    return table_spots(grid, expected)


def _settle(unit: str, element: Element, spots: list[Spot], file: str) -> CellReading:
    """One reading from all the places where an element of a unit stands."""
    first = spots[0]
    place = Place(file=file or None, sheet=first.sheet, column=cell_name(first.position))
    doubts = [s.doubt for s in spots if s.doubt]
    values = [f.cell_from_excel(element, s.raw) for s in spots]
    if doubts:
        return CellReading(unit, element.key, None, first.raw, place, doubts[0])
    if len({repr(v[0]) for v in values}) > 1:
        where = ", ".join(f"{s.sheet}!{cell_name(s.position)}" for s in spots)
        return CellReading(unit, element.key, None, first.raw, place, f"có ở nhiều nơi với số khác nhau ({where})")
    cell, doubt = values[0]
    return CellReading(unit, element.key, cell, first.raw, place, doubt)


def _refuse_strangers(book: Book, expected: f.FormSheet, file: str) -> None:
    """Refuse a workbook that says it belongs elsewhere, on its hidden sheet or on its face."""
    told = {said for grid in book.sheets for said in _identity(grid)}
    told |= {(name, value) for name, _, value in (word.partition("=") for word in book.keywords.split())}
    periods = {value for name, value in told if name == "period"}
    forms = {value for name, value in told if name == "form"}
    units = {value for name, value in told if name == "unit"}
    if periods - {expected.period}:
        wrong = min(periods - {expected.period})
        raise OfficerError(f"Tệp này là của kỳ {wrong}, không phải kỳ {expected.period}.", Place(file=file or None))
    if forms - {expected.form}:
        raise OfficerError(f"Tệp này là của biểu mẫu «{min(forms - {expected.form})}».", Place(file=file or None))
    strangers = units - {u.code for u in expected.units}
    if strangers:
        raise OfficerError(f"Tệp này là của đơn vị mã {min(strangers)}.", Place(file=file or None))
    if not periods or not units:
        sentence = "Tệp không còn cho biết kỳ hoặc đơn vị; tải lại biểu mẫu trên trang rồi chép số sang."
        raise OfficerError(sentence, Place(file=file or None))


def _identity(grid: Grid) -> Iterator[tuple[str, str]]:
    """What a sheet says of itself."""
    names: Mapping[str, str] = (
        {"form": "form", "period": "period", "unit": "unit"}
        if grid.name == f.META_SHEET
        else {fold_name(f.PERIOD_HEADER): "period", fold_name(f.CODE_HEADER): "unit"}
    )
    for r, row in enumerate(grid.rows if grid.name == f.META_SHEET else grid.rows[:40]):
        for c, value in enumerate(row[:40]):
            name = names.get(fold_name(value)) if isinstance(value, str) else None
            said = _beside(grid, r, c) if name else None
            if name and said and (grid.name == f.META_SHEET or _SAYS[name].fullmatch(said)):
                yield name, said


def _beside(grid: Grid, row: int, column: int) -> str | None:
    """The value right of a label (merged or emptied cells are stepped over), as text without a stray .0."""
    for step in range(1, 12):
        value = grid.at((row, column + step))
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            text = str(value).strip()
            return None if fold_name(text) == fold_name(f.NAME_HEADER) else text
    return None
