"""Tables and lists whose heads no longer say what stands below them: each such cell is asked about, none is taken."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.library.test_workbooks import ELEMENTS, MANY, form, mangled, numbers

from thidua.figures.cells import Cell
from thidua.figures.elements import ElementKind
from thidua.figures.workbooks import FormSheet, WorkbookReading, read_workbook
from thidua.figures.workbooks.opening import open_book

FIRST = 7
"""The row of the first unit in a table, as Excel counts."""


def table() -> FormSheet:
    cells = {(u.code, e.key): Cell.of(100 + n) for u in MANY for n, e in enumerate(ELEMENTS) if e.is_number}
    return form(MANY, cells)


def read(sheet: FormSheet, deed) -> WorkbookReading:  # type: ignore[no-untyped-def]
    return read_workbook(mangled(sheet, lambda _book, page: deed(page)), sheet)


def asked(result: WorkbookReading) -> set[str]:
    return {one.element for one in result.doubtful()}


def silently_wrong(result: WorkbookReading, sheet: FormSheet) -> dict:  # type: ignore[type-arg]
    return {key: cell for key, cell in result.sure().items() if cell != sheet.cells.get(key, Cell.missing())}


def split(page: Worksheet, *, merged: bool) -> None:
    """Two columns under the head of households: the last period's stands first."""
    page.insert_cols(3)
    for row in (5, 6):
        page.cell(row, 3).value, page.cell(row, 4).value = page.cell(row, 4).value, None
        if merged:
            page.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
    if not merged:
        page.insert_rows(FIRST)
        page.cell(FIRST, 3).value, page.cell(FIRST, 4).value = "Kỳ trước", "Kỳ này"
    for row in range(FIRST + (not merged), FIRST + (not merged) + len(MANY)):
        page.cell(row, 3).value = 77


@pytest.mark.parametrize("merged", [True, False])
def test_a_head_over_two_columns_is_asked_about(merged: bool) -> None:
    result = read(table(), lambda page: split(page, merged=merged))
    assert asked(result) == {"households"} and not silently_wrong(result, table())


def test_another_measure_under_a_head_is_asked_about_and_the_numbers_of_columns_are_not() -> None:
    def deed(page: Worksheet) -> None:
        page.insert_rows(FIRST, 2)
        page.cell(FIRST, 3).value, page.cell(FIRST, 4).value = "nghìn hộ", "hộ"
        for column in range(1, page.max_column + 1):
            page.cell(FIRST + 1, column).value = f"({column})"

    assert asked(read(table(), deed)) == {"households"}


@pytest.mark.parametrize("by", ["row", "column"])
def test_a_block_of_figures_pushed_by_one_is_asked_about(by: str) -> None:
    down, across = (1, 0) if by == "row" else (0, 1)

    def deed(page: Worksheet) -> None:
        page.move_range(f"C{FIRST}:{page.cell(FIRST + 2, page.max_column).coordinate}", rows=down, cols=across)

    result = read(table(), deed)
    assert not silently_wrong(result, table()) and result.doubtful()


def test_heads_far_below_that_say_otherwise_are_heard() -> None:
    """A wide table printed in two parts, one under the other: the columns of the second part are other figures."""

    def deed(page: Worksheet) -> None:
        for column in range(3, page.max_column + 1):
            page.cell(150, column).value = page.cell(6, page.max_column + 3 - column).value

    result = read(table(), deed)
    assert not result.sure() and result.doubtful()


def test_figures_in_a_column_that_nobody_sees_are_asked_about() -> None:
    sheet = form(cells=numbers())

    def deed(page: Worksheet) -> None:
        page.column_dimensions["F"].hidden = True
        page["G5"] = "Kỳ này (đã sửa)"

    result = read(sheet, deed)
    assert not result.sure() and {one.doubt for one in result.doubtful()} == {"cột số liệu đang bị ẩn"}
    unused = read(sheet, lambda page: setattr(page.column_dimensions["G"], "hidden", True))
    assert not unused.doubtful()


def test_a_row_counted_in_thousands_is_asked_about() -> None:
    sheet = form(cells=numbers())

    def deed(page: Worksheet) -> None:
        for row in range(6, page.max_row + 1):
            if page.cell(row, 4).value == "hộ":
                page.cell(row, 4).value = "Nghìn hộ"

    assert asked(read(sheet, deed)) == {e.key for e in ELEMENTS if e.unit == "hộ"}


@pytest.mark.parametrize("said", ["Đơn vị tính: triệu đồng", "(ĐVT: 1.000 đồng)"])
def test_money_counted_in_millions_above_the_table_is_asked_about(said: str) -> None:
    money = {e.key for e in ELEMENTS if e.kind is ElementKind.MONEY}
    assert money
    one = read(form(cells=numbers()), lambda page: setattr(page["F3"], "value", said))
    many = read(table(), lambda page: setattr(page["F3"], "value", said))
    assert asked(one) == asked(many) == money
    plain = read(table(), lambda page: setattr(page["F3"], "value", "Đơn vị tính: đồng"))
    assert not plain.doubtful()


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="S"><table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="9000"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_the_hidden_column_is_known_in_xlsx_and_ods() -> None:
    book, out, archive = openpyxl.Workbook(), BytesIO(), BytesIO()
    book.active["A1"], book.active["C1"] = "x", 5
    book.active.column_dimensions["C"].hidden = True
    book.save(out)
    with ZipFile(archive, "w") as file:
        file.writestr("content.xml", ODS)
    for data in (out.getvalue(), archive.getvalue()):
        assert open_book(data).sheets[0].hidden == {2}
