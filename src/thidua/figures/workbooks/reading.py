"""Read a workbook of returns that people have worked in: moved, merged, renamed, retyped.

A cell is taken only where its row says which element it is and its column says which period; where two signs disagree
the cell is doubtful and shown with its place. Nothing is ever taken from position alone.

Reads: the bytes of a workbook and the FormSheet that was sent out. Writes: WorkbookReading.
"""

from dataclasses import dataclass, field

from thidua.errors import Place
from thidua.figures.cells import Cell
from thidua.figures.elements import Element
from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.belonging import Belonging, belonging
from thidua.figures.workbooks.grid import Book, Grid, cell_name
from thidua.figures.workbooks.layout import Spot, list_spots
from thidua.figures.workbooks.opening import open_book
from thidua.figures.workbooks.tables import table_spots

UnitElement = tuple[str, str]


@dataclass(frozen=True)
class CellReading:
    """Say what one cell of the workbook holds, and how sure that is.

    ``cell`` is None where it is doubtful; ``doubt`` then says why and ``meant`` what is likely meant, where one reading
    is. ``place`` names sheet and cell (``F12``).
    """

    unit: str
    element: str
    cell: Cell | None
    raw: object
    place: Place
    doubt: str = ""
    meant: Cell | None = None


@dataclass
class WorkbookReading:
    """Hold what a workbook says: sure cells, doubtful cells, elements that were not found, and what was left out."""

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
    own = belonging(book, expected, file)
    result = WorkbookReading(notes=list(own.notes))
    spots: dict[UnitElement, list[Spot]] = {}
    for grid in book.sheets:
        if grid.name != f.META_SHEET and grid.name not in own.left_out:
            for spot in _spots(grid, book, expected, own):
                spots.setdefault((spot.unit, spot.element), []).append(spot)
    for unit in expected.units:
        for element in expected.elements:
            found = spots.get((unit.code, element.key), [])
            if not found:
                result.not_found.append((unit.code, element.key))
            else:
                result.readings[unit.code, element.key] = _settle(unit.code, element, found, file, own.doubt)
    return result


def _spots(grid: Grid, book: Book, expected: f.FormSheet, own: Belonging) -> list[Spot]:
    """A sheet is a list of one unit, or a table of many; one workbook may hold a list per unit."""
    unit = own.unit_of.get(grid.name)
    if len(expected.units) == 1:
        return list_spots(grid, book.names, expected, expected.units[0].code)
    if unit is not None:
        return list_spots(grid, book.names, expected, unit)
    return table_spots(grid, expected)


def _settle(unit: str, element: Element, spots: list[Spot], file: str, doubt: str) -> CellReading:
    """One reading from all the places where an element of a unit stands."""
    first = spots[0]
    place = Place(file=file or None, sheet=first.sheet, column=cell_name(first.position))
    taken = [_taken(element, spot) for spot in spots]
    doubts = [spot.doubt for spot in spots if spot.doubt] + [t.doubt for t in taken if t.doubt] + [doubt] * bool(doubt)
    read = {repr(t.cell or t.meant): t.cell or t.meant for t in taken}
    if len(read) > 1:
        where = ", ".join(f"{s.sheet}!{cell_name(s.position)}" for s in spots)
        told = next((s.doubt for s in spots if s.doubt), f"có ở nhiều nơi với số khác nhau ({where})")
        return CellReading(unit, element.key, None, first.raw, place, told)
    only = next(iter(read.values()))
    if doubts:
        return CellReading(unit, element.key, None, first.raw, place, doubts[0], only)
    return CellReading(unit, element.key, only, first.raw, place)


def _taken(element: Element, spot: Spot) -> f.Taken:
    """What a spot says; where the eye sees another thing than what is stored, only a doubt."""
    odd = spot.odd
    if odd is None or (odd.only_numbers and not element.is_number):
        return f.cell_from_excel(element, spot.raw)
    meant = f.cell_from_excel(element, odd.meant) if odd.meant is not None else f.Taken(None)
    return f.Taken(None, odd.doubt, meant.cell or meant.meant)
