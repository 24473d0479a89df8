"""Write a workbook of returns: locked but for the cells to fill, named ranges, a hidden sheet that says what it is.

Reads: FormSheet. Writes: .xlsx into a binary stream.
"""

from typing import Any, BinaryIO

import xlsxwriter

from thidua.figures.cells import Cell
from thidua.figures.elements import Element, ElementKind
from thidua.figures.workbooks import form as f

_SHEET = "Số liệu"
SAMPLE_MARK = "DỮ LIỆU MẪU"
MOST_NAMED = 200
"""Units named among the keywords of the file, which are one short text; the hidden sheet names them all."""


def write_workbook(sheet: f.FormSheet, out: BinaryIO) -> None:
    """Write one workbook: a list for one unit, a table for several.

    The workbook carries the form, the period and the units three times (visibly, on a hidden sheet, among the keywords
    of the file), so that a copy in the wrong place is noticed. A table is written row by row and held on disk, never
    whole in memory: 20,000 units with 200 elements fit a small server.
    """
    many = len(sheet.units) > 1
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | ({"constant_memory": True} if many else {"in_memory": True}))
    codes = " ".join(f"unit={unit.code}" for unit in sheet.units[:MOST_NAMED])
    book.set_properties({"title": sheet.title, "keywords": f"form={sheet.form} period={sheet.period} {codes}"})
    page = book.add_worksheet(_SHEET)
    style = _styles(book)
    page.write(0, 0, sheet.title, style["title"])
    if sheet.sample:
        page.write(0, 5, SAMPLE_MARK, style["title"])
    page.write_row(1, 0, [f.PERIOD_HEADER, sheet.period, sheet.period_label])
    (_write_table if many else _write_list)(book, page, sheet, style)
    page.protect("", {"format_columns": True, "format_rows": True, "sort": False, "select_locked_cells": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    _write_meta(book, sheet)
    book.close()


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14}),
        "head": book.add_format({**base, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEEEEE"}),
        "plain": book.add_format({**base, "border": 1, "text_wrap": True}),
        "before": book.add_format({**base, "border": 1, "num_format": "#,##0", "font_color": "#555555"}),
        "number": book.add_format({**base, "border": 1, "num_format": "#,##0", "locked": False, "bg_color": "#FFFDE7"}),
        "text": book.add_format(
            {**base, "border": 1, "num_format": "@", "locked": False, "text_wrap": True, "bg_color": "#FFFDE7"}
        ),
    }


def _write_list(book: Any, page: Any, sheet: f.FormSheet, style: dict[str, Any]) -> None:
    """One unit: a row per element."""
    unit = sheet.units[0]
    page.write_row(2, 0, [f.CODE_HEADER, unit.code, unit.name])
    headers = ["TT", f.KEY_HEADER, f.LABEL_HEADER, f.UNIT_HEADER, f.BEFORE_HEADER, f.VALUE_HEADER]
    page.write_row(4, 0, headers, style["head"])
    for width, column in zip((5, 30, 60, 14, 14, 18), range(6), strict=True):
        page.set_column(column, column, width)
    page.freeze_panes(5, 0)
    for number, element in enumerate(sheet.elements):
        row = 5 + number
        page.write_row(row, 0, [number + 1, element.key, element.label, element.unit], style["plain"])
        _put(page, row, 4, sheet.before.get((unit.code, element.key)), style["before"])
        _offer_words(page, element, (row, 5, row, 5))
        _fill(page, row, 5, element, sheet.cells.get((unit.code, element.key)), style)
        book.define_name(f"k_{element.key}", f"='{_SHEET}'!$B${row + 1}")
        book.define_name(f"v_{element.key}", f"='{_SHEET}'!$F${row + 1}")


def _write_table(book: Any, page: Any, sheet: f.FormSheet, style: dict[str, Any]) -> None:
    """Several units: a row per unit, a column per element; labels stand above their keys."""
    page.write_row(4, 0, ["", ""] + [e.label for e in sheet.elements], style["head"])
    page.write_row(5, 0, [f.CODE_HEADER, f.NAME_HEADER] + [e.key for e in sheet.elements], style["head"])
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 32)
    page.set_column(2, 1 + len(sheet.elements), 16)
    page.freeze_panes(6, 2)
    for column, element in enumerate(sheet.elements, start=2):
        _offer_words(page, element, (6, column, 5 + len(sheet.units), column))
    for number, unit in enumerate(sheet.units):
        row = 6 + number
        page.write_string(row, 0, unit.code, style["plain"])
        page.write_string(row, 1, unit.name, style["plain"])
        for column, element in enumerate(sheet.elements, start=2):
            _fill(page, row, column, element, sheet.cells.get((unit.code, element.key)), style)


def _fill(page: Any, row: int, column: int, element: Element, cell: Cell | None, style: dict[str, Any]) -> None:
    _put(page, row, column, cell, style["number" if element.is_number else "text"])


def _offer_words(page: Any, element: Element, area: tuple[int, int, int, int]) -> None:
    """A list to choose from; one rule for a whole column, for Excel holds at most 65,534 of them."""
    if element.kind is ElementKind.YES_NO and not element.held_elsewhere:
        words = ["có", "không", f.NOT_APPLICABLE_WORD, f.NOT_YET_WORD]
        page.data_validation(*area, {"validate": "list", "source": words})


def _put(page: Any, row: int, column: int, cell: Cell | None, style: Any) -> None:
    value = f.cell_to_excel(cell) if cell is not None else None
    if value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, str):
        page.write_string(row, column, value, style)
    else:
        page.write_number(row, column, value, style)


def _write_meta(book: Any, sheet: f.FormSheet) -> None:
    meta = book.add_worksheet(f.META_SHEET)
    meta.very_hidden()
    rows = [("format", f.FORMAT), ("form", sheet.form), ("period", sheet.period)]
    rows += [("unit", unit.code) for unit in sheet.units] + [("element", e.key) for e in sheet.elements]
    for number, (name, value) in enumerate(rows):
        meta.write_string(number, 0, name)
        meta.write_string(number, 1, value)
