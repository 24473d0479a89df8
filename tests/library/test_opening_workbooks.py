"""What offices call «the Excel file» is opened, or one sentence says what it is instead."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.library.test_workbooks import KEYS, form, numbers, workbook

from thidua.errors import UnreadableFile
from thidua.figures.cells import Cell
from thidua.figures.workbooks import read_workbook
from thidua.figures.workbooks.opening import open_book, workbooks_in


def sheet(write: Any) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book, book.add_worksheet("Số liệu"))
    book.close()
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "trống"),
        (b"\x00" * 400, "trống"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0", "ảnh"),
        (b"Rar!\x1a\x07", ".rar"),
        (b"MIME-Version: 1.0\n", "trang web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (zipped(**{"word/document_xml": b"<w/>"}), "tệp Word"),
        (zipped(anh_jpg=b"1"), "không có tệp Excel nào"),
        (b"<html><body>Loi 500</body></html>", "bảng"),
        (b"so lieu thang nay", "không phải tệp Excel"),
    ],
)
def test_what_is_no_workbook_says_what_it_is(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        open_book(data, "bieu.xlsx")
    assert word in refusal.value.sentence and refusal.value.place.file == "bieu.xlsx"


LOCKED = Path(__file__).with_name("mat-khau.xlsx")
"""A workbook that opens with the password 123456 only (ECMA-376 agile encryption, as Excel writes it)."""


@pytest.mark.parametrize("name", ["bieu.xlsx", "bieu.xls"])
def test_a_workbook_with_a_password_says_so_and_how_to_take_it_off(name: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        open_book(LOCKED.read_bytes(), name)
    assert "Tệp đặt mật khẩu" in refusal.value.sentence and "bỏ mật khẩu" in refusal.value.sentence
    assert refusal.value.place.file == name


def test_a_file_cut_off_while_it_was_sent_is_refused() -> None:
    whole = workbook(form(cells=numbers()))
    for size in (30, len(whole) // 2, len(whole) - 40):
        with pytest.raises(UnreadableFile):
            open_book(whole[:size])


def test_one_stray_cell_at_the_end_of_the_sheet_is_named_instead_of_filling_the_memory() -> None:
    def far(book: Any, page: Any) -> None:
        page.write("A1", 1)
        page.write("XFD1048576", "x")

    with pytest.raises(UnreadableFile) as refusal:
        open_book(sheet(far))
    assert "XFD1048576" in refusal.value.sentence and refusal.value.place.sheet == "Số liệu"


def opendocument(cells: str) -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = f'<office:spreadsheet><table:table table:name="A">{cells}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return zipped(content_xml=content.encode())


def wide_and_high(book: Any, page: Any) -> None:
    page.write("A50000", 1)
    page.write("BXX1", 1)


REPEATED = (
    '<table:table-row table:number-rows-repeated="50000"><table:table-cell table:number-columns-repeated="1900" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)


@pytest.mark.parametrize(
    "data",
    [
        sheet(wide_and_high),
        opendocument(REPEATED),
        b"<html><table><tr><td rowspan=50000 colspan=1900>1</td></tr></table></html>",
    ],
)
def test_a_few_bytes_that_span_a_hundred_million_cells_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        open_book(data)
    assert len(data) < 20_000 and ("quá xa" in refusal.value.sentence or "quá nhiều" in refusal.value.sentence)


def test_a_sheet_whose_cells_never_end_is_given_up_at_once() -> None:
    whole = sheet(lambda book, page: page.write("A1", 1))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</c>", b"").replace(b"</row>", b'<c r="B1">' * 300_000 + b"</row>")
            target.writestr(entry, data)
    try:
        open_book(out.getvalue())
    except UnreadableFile as refusal:
        assert refusal.sentence


def test_an_archive_that_swells_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        open_book(zipped(**{"[Content_Types]_xml": b"", "xl/a_bin": b"0" * (300 * 2**20)}))
    assert "256 MB" in refusal.value.sentence


def test_a_zip_gives_its_workbooks_and_a_workbook_itself() -> None:
    one = workbook(form(cells=numbers()))
    assert workbooks_in(one, "a.xlsx") == [("a.xlsx", one)]
    assert workbooks_in(zipped(xa_xlsx=one, ghi_txt=b"..."), "a.zip") == [("xa.xlsx", one)]
    with pytest.raises(UnreadableFile) as refusal:
        open_book(zipped(a_xlsx=one, b_xlsx=one))
    assert "2 tệp" in refusal.value.sentence


def first_cell(write: Any) -> Any:
    """The reading of the first element where ``write`` put its cell into F6."""

    def table(book: Any, page: Any) -> None:
        page.write_row(1, 0, ["Kỳ báo cáo", "2024-Q1"])
        page.write_row(2, 0, ["Mã đơn vị", "25507"])
        page.write_row(4, 1, ["Mã số liệu", "Chỉ tiêu", "Đơn vị tính", "Kỳ trước", "Kỳ này"])
        page.write_string(5, 1, KEYS[0])
        write(book, page)

    return read_workbook(sheet(table), form(), "bieu.xlsx").readings["25507", KEYS[0]]


@pytest.mark.parametrize(
    ("look", "value"),
    [
        ({"num_format": "0%"}, 1),
        ({"num_format": "#,##0,"}, 68000),
        ({"num_format": ";;;"}, 12),
        ({"num_format": '0" triệu"'}, 12),
        ({"num_format": "0.000"}, 5),
        ({"font_strikeout": True}, 12),
    ],
)
def test_a_number_that_shows_another_number_is_asked_about(look: dict[str, object], value: int) -> None:
    reading = first_cell(lambda book, page: page.write_number(5, 5, value, book.add_format(look)))
    assert reading.cell is None and reading.doubt


@pytest.mark.parametrize("look", ["#,##0", "0.00E+00", '0" vụ"', "000000", "[Red]0", "#,##0.00"])
def test_a_number_that_shows_itself_is_read(look: str) -> None:
    reading = first_cell(lambda book, page: page.write_number(5, 5, 12, book.add_format({"num_format": look})))
    assert reading.cell == Cell.of(12)


def test_a_struck_figure_beside_the_new_one_and_a_raised_mark_are_not_run_together() -> None:
    def corrected(book: Any, page: Any) -> None:
        page.write_rich_string(5, 5, book.add_format({"font_strikeout": True}), "15", "12")

    def footnote(book: Any, page: Any) -> None:
        page.write_rich_string(5, 5, "12", book.add_format({"font_script": 1}), "1")

    for deed in (corrected, footnote):
        reading = first_cell(deed)
        assert reading.cell is None and reading.meant == Cell.of(12)


def test_dates_errors_and_formulas() -> None:
    day = first_cell(
        lambda book, page: page.write_datetime(5, 5, date(2024, 2, 1), book.add_format({"num_format": 14}))
    )
    failed = first_cell(lambda book, page: page.write_formula(5, 5, "=A1/0", None, "#DIV/0!"))
    counted = first_cell(lambda book, page: page.write_formula(5, 5, "=3+4", None, 7))
    assert "ngày tháng" in day.doubt and "lỗi" in failed.doubt and counted.cell == Cell.of(7)


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_csv_of_any_separator(sign: str) -> None:
    lines = [["Kỳ báo cáo", "2024-Q1"], ["Mã đơn vị", "25507"], ["Mã số liệu", "Kỳ này"], [KEYS[0], "1.234"]]
    text = "\r\n".join(sign.join(line) for line in lines)
    for data in (text.encode("utf-8-sig"), text.encode("utf-8"), b"\xff\xfe" + text.encode("utf-16-le")):
        assert read_workbook(data, form(), "b.csv").readings["25507", KEYS[0]].cell == Cell.of(1234)


def test_last_years_sheet_in_the_file_is_left_out_and_said_so() -> None:
    def both(book: Any, page: Any) -> None:
        other = book.add_worksheet("Năm ngoái")
        for target, period, value in ((page, "2024-Q1", 7), (other, "2023-Q1", 5)):
            target.write_row(1, 0, ["Kỳ báo cáo", period])
            target.write_row(2, 0, ["Mã đơn vị", "25507"])
            target.write_row(4, 1, ["Mã số liệu", "Kỳ này"])
            target.write_row(5, 1, [KEYS[0], value])

    result = read_workbook(sheet(both), form())
    assert result.readings["25507", KEYS[0]].cell == Cell.of(7)
    assert any("Năm ngoái" in note and "2023-Q1" in note for note in result.notes)


def test_a_file_that_no_longer_says_whose_it_is_is_asked_about_cell_by_cell() -> None:
    def bare(book: Any, page: Any) -> None:
        page.write_row(0, 0, ["Mã số liệu", "Kỳ này"])
        page.write_row(1, 0, [KEYS[0], 12])

    reading = read_workbook(sheet(bare), form()).readings["25507", KEYS[0]]
    assert reading.cell is None and reading.meant == Cell.of(12) and "kỳ" in reading.doubt


def test_a_column_whose_kinds_moved_by_one_row_is_not_believed() -> None:
    kept = [e for e in form().elements if e.key in ("fires", "hotspots_selected", "plan_issued", "good_practice")]
    asked = form()
    asked = type(asked)(asked.form, asked.title, asked.period, asked.period_label, asked.units, tuple(kept))

    def shifted(book: Any, page: Any) -> None:
        page.write_row(1, 0, ["Kỳ báo cáo", "2024-Q1"])
        page.write_row(2, 0, ["Mã đơn vị", "25507"])
        page.write_row(4, 1, ["Mã số liệu", "Kỳ này"])
        for row, (element, value) in enumerate(zip(kept, [3, "có", "Nhân rộng mô hình", None], strict=True), 5):
            page.write_row(row, 1, [element.key, value])

    assert not read_workbook(sheet(shifted), asked).sure()
