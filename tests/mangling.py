"""Mangle a workbook of returns as people do, keeping track of what it still truly says.

A truth of None means: no careful person could be sure, only a doubt is right.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import pairwise

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from thidua.figures.cells import Cell
from thidua.figures.elements import Element, catalogue
from thidua.figures.workbooks import FormSheet, UnitRef, write_workbook

ELEMENTS = tuple(e for e in catalogue(date(2024, 6, 1)).elements_for("commune"))
FIRST_ROW = 6


@dataclass
class Mangled:
    """Hold a workbook, the form that was sent, what each cell truly says and where doubt is the only right answer."""

    sheet: FormSheet
    book: openpyxl.Workbook
    page: Worksheet
    truth: dict[str, int]
    unsure: set[str] = field(default_factory=set)
    deeds: list[str] = field(default_factory=list)

    def saved(self) -> bytes:
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def rows(self) -> list[tuple[int, Element]]:
        """Rows of the page that still name an element."""
        labels = {e.label: e for e in ELEMENTS} | {e.key: e for e in ELEMENTS}
        found = []
        for row in self.page.iter_rows():
            named = next((labels[c.value] for c in row if c.value in labels), None)
            if named is not None:
                found.append((row[0].row, named))
        return found

    def column(self, header: str) -> int | None:
        return next((c.column for row in self.page.iter_rows() for c in row if c.value == header), None)


Deed = Callable[[Mangled, random.Random], None]


def fresh(dice: random.Random) -> Mangled:
    truth = {
        e.key: dice.choice([0, dice.randrange(10), dice.randrange(10**4), dice.randrange(10**7)])
        for e in ELEMENTS
        if e.is_number
    }
    unit = UnitRef("25507", "xã Tân Phong")
    cells = {(unit.code, key): Cell.of(value) for key, value in truth.items()}
    sheet = FormSheet("quy", "Biểu số liệu quý", "2024-Q1", "Quý I năm 2024", (unit,), ELEMENTS, cells)
    out = BytesIO()
    write_workbook(sheet, out)
    book = openpyxl.load_workbook(BytesIO(out.getvalue()))
    return Mangled(sheet, book, book["Số liệu"], truth)


def rename_sheet(m: Mangled, dice: random.Random) -> None:
    m.page.title = dice.choice(["Sheet1", "Bản của xã", "Q1", "Số liệu (2)"])


def insert_rows(m: Mangled, dice: random.Random) -> None:
    m.page.insert_rows(dice.randrange(1, 40), dice.randrange(1, 3))


def insert_columns(m: Mangled, dice: random.Random) -> None:
    m.page.insert_cols(dice.randrange(1, 8), dice.randrange(1, 3))


def sort_rows(m: Mangled, dice: random.Random) -> None:
    rows = [row for row, _ in m.rows()]
    if not rows:
        return
    width = m.page.max_column
    values = [[m.page.cell(r, c).value for c in range(1, width + 1)] for r in rows]
    dice.shuffle(values)
    for r, row in zip(rows, values, strict=True):
        for c, value in enumerate(row, start=1):
            m.page.cell(r, c).value = value


def merge_title(m: Mangled, dice: random.Random) -> None:
    m.page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=dice.randrange(2, 9))


def drop_column(header: str) -> Deed:
    def deed(m: Mangled, dice: random.Random) -> None:
        column = m.column(header)
        other = {"Mã số liệu": "Chỉ tiêu", "Chỉ tiêu": "Mã số liệu"}.get(header)
        if column and (other is None or m.column(other)):
            m.page.delete_cols(column)
            if header == "Chỉ tiêu" and "total_row" in m.deeds:
                m.unsure |= set(m.truth)  # a total without its word looks like a column pushed down

    deed.__name__ = f"drop {header}"
    return deed


def drop_hidden_sheet(m: Mangled, dice: random.Random) -> None:
    if "_thidua" in m.book.sheetnames:
        del m.book["_thidua"]


def copy_sheet(m: Mangled, dice: random.Random) -> None:
    if len(m.book.sheetnames) < 3:
        m.book.copy_worksheet(m.page)


def retype(m: Mangled, dice: random.Random) -> None:
    """Numbers become text or figures of another habit."""
    column = m.column("Kỳ này")
    for row, element in dice.sample(m.rows(), min(12, len(m.rows()))):
        if column is None or element.key not in m.truth or element.key in m.unsure:
            continue
        value = m.truth[element.key]
        dotted = f"{value:,}".replace(",", ".")
        typed, sure = dice.choice(
            [(dotted, True), (f" {value} ", True), (f"{value:03d}", True), (f"{value:,}".replace(",", " "), True),
             (dotted + ",5", False), (date(2024, 1, 2), False), (f"{value} hộ", element.unit == "hộ"), ("-", False),
             ("?", False)]
        )  # fmt: skip
        m.page.cell(row, column).value = typed
        if not sure:
            m.unsure.add(element.key)


def thousands_as_decimals(m: Mangled, dice: random.Random) -> None:
    """«1.234» typed into an Excel that reads a dot as a decimal point."""
    column = m.column("Kỳ này")
    for row, element in m.rows():
        value = m.truth.get(element.key, 0)
        if column and 1000 <= value < 10**6 and value % 10 and dice.random() < 0.3 and element.key not in m.unsure:
            m.page.cell(row, column).value = value / 1000
            m.unsure.add(element.key)


def merge_values(m: Mangled, dice: random.Random) -> None:
    column, rows = m.column("Kỳ này"), m.rows()
    pairs = [(a, b) for a, b in pairwise(rows) if b[0] == a[0] + 1]
    if column and pairs:
        (top, first), (bottom, second) = dice.choice(pairs)
        m.page.merge_cells(start_row=top, start_column=column, end_row=bottom, end_column=column)
        m.unsure |= {first.key, second.key}


def total_row(m: Mangled, dice: random.Random) -> None:
    column, label = m.column("Kỳ này"), m.column("Chỉ tiêu")
    if column and label and m.rows():
        row = max(r for r, _ in m.rows()) + 1
        m.page.cell(row, label).value = "Tổng cộng"
        m.page.cell(row, column).value = 999


def push_down(m: Mangled, dice: random.Random) -> None:
    """Cells of the value column pushed down from somewhere on: nobody can tell any more."""
    column, rows = m.column("Kỳ này"), [r for r, _ in m.rows()]
    if column and rows:
        start, last = dice.choice(rows), m.page.max_row
        moved = [m.page.cell(r, column).value for r in range(start, last + 1)]
        for r, value in zip(range(start, last + 2), [None, *moved], strict=True):
            m.page.cell(r, column).value = value
        m.page.cell(last + 1, column).value = m.page.cell(last + 1, column).value or 7
        m.unsure |= {e.key for r, e in m.rows() if r >= start}


def second_header(m: Mangled, dice: random.Random) -> None:
    header = next((c for row in m.page.iter_rows() for c in row if c.value == "Kỳ này"), None)
    if header is not None:
        m.page.cell(header.row, m.page.max_column + 1).value = "Kỳ này"
        m.unsure |= set(m.truth)


def contradict(m: Mangled, dice: random.Random) -> None:
    """Two keys change places while labels and figures stay."""
    column, rows = m.column("Mã số liệu"), m.rows()
    if column and m.column("Chỉ tiêu") and len(rows) > 1:
        (a, first), (b, second) = dice.sample(rows, 2)
        m.page.cell(a, column).value, m.page.cell(b, column).value = second.key, first.key
        m.unsure |= {first.key, second.key}


def errors(m: Mangled, dice: random.Random) -> None:
    column = m.column("Kỳ này")
    for row, element in dice.sample(m.rows(), min(3, len(m.rows()))):
        if column:
            m.page.cell(row, column).value = dice.choice(["#REF!", "=A1*2", "=1/0"])
            m.unsure.add(element.key)


DEEDS: list[Deed] = [
    rename_sheet,
    insert_rows,
    insert_columns,
    sort_rows,
    merge_title,
    *map(drop_column, ("Mã số liệu", "Chỉ tiêu", "Đơn vị tính", "TT", "Kỳ trước")),
    drop_hidden_sheet,
    copy_sheet,
    retype,
    thousands_as_decimals,
    total_row,
    errors,
]
LAST_DEEDS: list[Deed] = [push_down, merge_values, second_header, contradict]
"""What spoils the table itself comes last: after it nothing else may move."""


def mangle(seed: int) -> Mangled:
    """A workbook after one to five deeds, the same for the same seed."""
    dice = random.Random(seed)
    m = fresh(dice)
    deeds = dice.sample(DEEDS, dice.randrange(1, 6))
    if dice.random() < 0.3:
        deeds.append(dice.choice(LAST_DEEDS))
    for deed in deeds:
        deed(m, dice)
        m.deeds.append(deed.__name__)
    return m
