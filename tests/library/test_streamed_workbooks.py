"""A streamed workbook says what was put into it, arrives in pieces, and can be left in the middle."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO

import openpyxl
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.figures.workbooks.streaming import PIECE, stream_xlsx

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
VALUES = st.none() | st.integers(-(10**15), 10**15) | TEXT


def read(content: bytes) -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


@settings(max_examples=60)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=40))
def test_what_goes_in_is_read_back(rows: list[list[object]]) -> None:
    content = b"".join(stream_xlsx([["a", "b", "c"], *rows], head=1))
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=len(rows) + 1, max_col=3)]
    assert found == rows


def test_shares_and_moments_are_numbers_with_a_format() -> None:
    moment = datetime(2024, 3, 5, 14, 30)  # noqa: DTZ001 as a clock on the wall shows it
    content = b"".join(stream_xlsx([["tỷ lệ", "lúc"], [Fraction(2, 3), moment]], head=1, fixed=1))
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None and sheet.freeze_panes == "B2"
    assert abs(sheet["A2"].value - 2 / 3) < 1e-12 and sheet["A2"].number_format == "0.00%"
    assert sheet["B2"].value == moment
    assert read(content)[1][1] == moment


def test_days_and_broken_numbers_keep_their_kind_and_the_sheet_its_name() -> None:
    rows = [["ngày", "số"], [date(2024, 2, 5), 1234.5], [date(1900, 3, 1), -0.25]]
    content = b"".join(stream_xlsx(rows, head=1, widths=(40,), name='Xã & "phường"'))
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None and sheet.title == 'Xã & "phường"'
    assert sheet["A2"].number_format == "dd/mm/yyyy" and sheet["B2"].number_format == "#,##0.##"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (40, 16)
    assert read(content)[1:] == rows[1:]


def test_a_text_longer_than_a_cell_is_cut_where_the_cell_ends() -> None:
    assert read(b"".join(stream_xlsx([["é" * 40_000]], head=0))) == [["é" * 32_767]]


def test_what_no_spreadsheet_holds_is_left_out_and_nothing_runs() -> None:
    content = b"".join(stream_xlsx([["a\x00b\x0bc", "=1+1", "<x> & y"]], head=0))
    assert read(content) == [["abc", "=1+1", "<x> & y"]]
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None and sheet["B1"].data_type != "f"


def test_the_head_leaves_before_the_rows_are_made_and_one_may_go_away() -> None:
    asked: list[int] = []

    def rows() -> Iterator[list[object]]:
        yield ["đầu"]
        for n in range(200_000):
            asked.append(n)
            yield [n, "x" * 50]

    pieces = stream_xlsx(rows(), head=1)
    assert next(pieces) and len(asked) < 100
    assert len(next(pieces)) < 2 * PIECE and len(asked) < 100_000
    pieces.close()
    assert list(pieces) == []
