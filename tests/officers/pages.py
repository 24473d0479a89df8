"""A workbook as boxes that remember which figure they carry, read from what the writer wrote."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from io import BytesIO

import openpyxl

from thidua.figures.cells import Cell
from thidua.figures.elements import Element
from thidua.figures.workbooks import FormSheet, write_workbook

Figure = tuple[str, str]


class How(Enum):
    """What the officer's file says of a figure, to a careful person who looks at it."""

    SURE = "it says this and nothing else"
    EITHER = "it probably says this: reading it so and asking are both right"
    DOUBT = "nobody can be sure: only asking is right"
    GONE = "the file no longer speaks of it"


@dataclass
class Box:
    """One cell: what is stored, how it is shown, which figure it carries, what it is for."""

    value: object = None
    shown: str = ""  # number format
    of: Figure | None = None
    role: str = ""
    runs: list[tuple[str, str]] = field(default_factory=list)  # ("", "12"), ("struck", "15"), ("raised", "1")
    formula: str = ""
    cached: bool = True
    is_struck: bool = False


@dataclass
class Page:
    """One sheet of boxes."""

    name: str
    rows: list[list[Box]]
    merges: list[tuple[Box, Box]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    has_filter: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def square(self) -> None:
        """Make all rows equally long."""
        width = self.width
        for row in self.rows:
            row.extend(Box() for _ in range(width - len(row)))

    def boxes(self) -> Iterator[tuple[int, int, Box]]:
        for r, row in enumerate(self.rows):
            for c, box in enumerate(row):
                yield r, c, box

    def where(self, role: str) -> list[tuple[int, int]]:
        return [(r, c) for r, c, box in self.boxes() if box.role == role]

    def body(self) -> list[int]:
        """Rows that carry figures."""
        return sorted({r for r, _, box in self.boxes() if box.of})

    def column_of(self, role: str) -> int | None:
        found = {c for _, c in self.where(role)}
        return found.pop() if len(found) == 1 else None

    def place(self, wanted: Box) -> tuple[int, int] | None:
        return next(((r, c) for r, c, box in self.boxes() if box is wanted), None)

    def copy(self, name: str) -> Page:
        return Page(name, [[replace(box) for box in row] for row in self.rows])


@dataclass
class Said:
    """The truth of one figure."""

    how: How
    cell: Cell


@dataclass
class Book:
    """A workbook on its way back to the office."""

    sheet: FormSheet
    pages: list[Page]
    truth: dict[Figure, Said]
    names: dict[str, Box]
    name_mode: str = "follow"  # follow, stale, none
    first_places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    has_meta: bool = True
    meta: dict[str, str] = field(default_factory=dict)
    keywords: bool = True
    may_refuse: bool = False
    deeds: list[str] = field(default_factory=list)
    container: str = "xlsx"

    @property
    def page(self) -> Page:
        return self.pages[0]

    @property
    def is_list(self) -> bool:
        return len(self.sheet.units) == 1

    def element(self, key: str) -> Element:
        return next(e for e in self.sheet.elements if e.key == key)

    def spoil(self, how: How, *figures: Figure) -> None:
        """Figures become less certain, never more."""
        order = list(How)
        for figure in figures:
            said = self.truth[figure]
            if order.index(how) > order.index(said.how):
                said.how = how

    def spoil_all(self, how: How) -> None:
        self.spoil(how, *self.truth)

    def sure_boxes(self) -> list[Box]:
        """Boxes of figures that are still sure, on the first page."""
        return [box for _, _, box in self.page.boxes() if box.of and self.truth[box.of].how is How.SURE]


def opened(sheet: FormSheet) -> Book:
    """The writer's workbook as boxes."""
    out = BytesIO()
    write_workbook(sheet, out)
    source = openpyxl.load_workbook(BytesIO(out.getvalue()))["Số liệu"]
    rows = [[Box(cell.value) for cell in row] for row in source.iter_rows()]
    page = Page("Số liệu", rows)
    page.square()
    truth = {(u.code, e.key): Said(How.SURE, Cell.missing()) for u in sheet.units for e in sheet.elements}
    for figure, cell in sheet.cells.items():
        truth[figure].cell = cell
    book = Book(sheet, [page], truth, {})
    (_tag_list if book.is_list else _tag_table)(book)
    for name, box in book.names.items():
        r, c = page.place(box) or (0, 0)
        book.first_places[name] = (page.name, r, c)
    return book


def _tag_list(book: Book) -> None:
    page, unit = book.page, book.sheet.units[0].code
    for r in (0, 1, 2):
        for box in page.rows[r]:
            box.role = ("title", "period", "unit")[r]
    for c, role in enumerate(("no", "key", "label", "measure", "before", "value")):
        page.rows[4][c].role = f"head-{role}"
        for number, element in enumerate(book.sheet.elements):
            box = page.rows[5 + number][c]
            box.role = role
            if role == "value":
                box.of = (unit, element.key)
                book.names[f"v_{element.key}"] = box
            if role == "key":
                book.names[f"k_{element.key}"] = box


def _tag_table(book: Book) -> None:
    page = book.page
    for r in (0, 1):
        for box in page.rows[r]:
            box.role = ("title", "period")[r]
    for c, box in enumerate(page.rows[4]):
        box.role = "label" if c > 1 else ""
    for c, box in enumerate(page.rows[5]):
        box.role = "key" if c > 1 else ("head-code", "head-name")[c]
    for number, unit in enumerate(book.sheet.units):
        row = page.rows[6 + number]
        row[0].role, row[1].role = "code", "name"
        for c, element in enumerate(book.sheet.elements, start=2):
            row[c].role, row[c].of = "value", (unit.code, element.key)


def insert_row(page: Page, at: int, boxes: dict[int, Box] | None = None) -> None:
    row = [Box() for _ in range(page.width)]
    for c, box in (boxes or {}).items():
        row[c] = box
    page.rows.insert(at, row)
    page.hidden_rows = {r + (r >= at) for r in page.hidden_rows}


def insert_column(page: Page, at: int, boxes: dict[int, Box] | None = None) -> None:
    page.square()
    for r, row in enumerate(page.rows):
        row.insert(at, (boxes or {}).get(r, Box()))


def shuffled(dice: random.Random, items: list[object]) -> list[object]:
    return dice.sample(items, len(items))
