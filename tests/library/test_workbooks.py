"""Workbooks of returns: what goes out comes back the same; what was mangled is right or shown."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.errors import OfficerError, UnreadableFile
from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import ElementKind, catalogue
from thidua.figures.workbooks import FormSheet, UnitRef, read_workbook, write_workbook

ELEMENTS = tuple(catalogue(date(2024, 6, 1)).elements_for("commune"))
KEYS = [e.key for e in ELEMENTS]
ONE = (UnitRef("25507", "xã Tân Phong"),)
MANY = (*ONE, UnitRef("00112", "phường Phúc Xá"), UnitRef("25510", "xã Mỏ Công"))


def form(units: tuple[UnitRef, ...] = ONE, cells: dict[tuple[str, str], Cell] | None = None) -> FormSheet:
    return FormSheet("quy", "Biểu số liệu quý", "2024-Q1", "Quý I năm 2024", units, ELEMENTS, cells or {})


def workbook(sheet: FormSheet) -> bytes:
    out = BytesIO()
    write_workbook(sheet, out)
    return out.getvalue()


def mangled(sheet: FormSheet, deed) -> bytes:  # type: ignore[no-untyped-def]
    book = openpyxl.load_workbook(BytesIO(workbook(sheet)))
    deed(book, book["Số liệu"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def numbers() -> dict[tuple[str, str], Cell]:
    return {("25507", e.key): Cell.of(1000 + n) for n, e in enumerate(ELEMENTS) if e.is_number}


STATES = st.sampled_from([Cell.missing(), Cell(CellState.NOT_APPLICABLE), Cell(CellState.NOT_YET)])
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=80).map(str.strip).filter(bool)


@st.composite
def returns(draw: st.DrawFn, units: tuple[UnitRef, ...]) -> dict[tuple[str, str], Cell]:
    cells = {}
    for unit in units:
        for element in draw(st.lists(st.sampled_from(ELEMENTS), max_size=20, unique=True)):
            if element.kind is ElementKind.NARRATIVE:
                value = WORDS.filter(lambda t: t.casefold() not in {"kad"}).map(Cell.of)
            elif element.kind is ElementKind.YES_NO:
                papers = st.none() if not element.held_elsewhere else st.just("12/BC-CAT")
                value = st.builds(Cell.of, st.booleans(), papers)
            else:
                value = st.integers(0, 10**12).map(Cell.of)
            cells[unit.code, element.key] = draw(st.one_of(value, STATES))
    return cells


@pytest.mark.parametrize("units", [ONE, MANY])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_export_then_import_is_identity(units: tuple[UnitRef, ...], data: st.DataObject) -> None:
    cells = data.draw(returns(units))
    result = read_workbook(workbook(form(units, cells)), form(units))
    assert not result.doubtful() and not result.not_found
    filled = {k: c for k, c in result.sure().items() if c.state is not CellState.MISSING}
    assert filled == {k: c for k, c in cells.items() if c.state is not CellState.MISSING}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234", 1234),
        ("1.234.567", 1234567),
        (" 05 ", 5),
        ("1 234", 1234),
        ("12,0", 12),
        (7.0, 7),
        ("0", 0),
        ("'12", 12),
        ("12 hộ", 12),
        ("12\u200b", 12),
    ],
)
def test_numbers_as_people_type_them(typed: object, value: int) -> None:
    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page["F6"] = typed

    reading = read_workbook(mangled(form(), deed), form()).readings["25507", KEYS[0]]
    assert reading.cell == Cell.of(value), reading.doubt


@pytest.mark.parametrize("typed", ["1.234,5", "1,234", 1.234, "khoảng 30", date(2024, 2, 1), "12 vụ", "#REF!", "3/4"])
def test_what_is_not_sure_is_shown_with_its_place(typed: object) -> None:
    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page["F6"] = typed

    reading = read_workbook(mangled(form(), deed), form(), "bao-cao.xlsx").readings["25507", KEYS[0]]
    assert reading.cell is None and reading.doubt
    assert "F6" in str(reading.place) and "Số liệu" in str(reading.place)


def test_rows_sorted_columns_moved_sheet_renamed_title_merged() -> None:
    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        rows = [[c.value for c in row] for row in page.iter_rows(min_row=6, max_row=5 + len(ELEMENTS))]
        page.delete_rows(6, len(ELEMENTS))
        for n, row in enumerate(sorted(rows, key=lambda r: str(r[2])[::-1])):
            for c, value in enumerate(row):
                page.cell(6 + n, c + 1, value)
        page.insert_cols(1, 2)
        page.insert_rows(1, 3)
        page.title = "Bản của xã"
        page.merge_cells("A1:H2")
        page["A1"] = "UBND XÃ TÂN PHONG"

    result = read_workbook(mangled(form(cells=numbers()), deed), form())
    assert {k: c for k, c in result.sure().items() if c.number is not None} == numbers()


def test_key_column_deleted_labels_still_tell() -> None:
    result = read_workbook(mangled(form(cells=numbers()), lambda book, page: page.delete_cols(2)), form())
    assert {k: c for k, c in result.sure().items() if c.number is not None} == numbers()


def test_a_column_of_figures_pushed_down_is_noticed() -> None:
    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page.move_range(f"F8:F{5 + len(ELEMENTS)}", rows=1)

    result = read_workbook(mangled(form(cells={("25507", KEYS[-1]): Cell.of("x"), **numbers()}), deed), form())
    wrong = [k for k, c in result.sure().items() if c.number is not None and c != numbers().get(k)]
    assert not wrong


def test_cells_merged_over_rows_and_two_headers_are_doubtful() -> None:
    merged = read_workbook(mangled(form(cells=numbers()), lambda book, page: page.merge_cells("F6:F7")), form())
    assert {r.element for r in merged.doubtful()} == set(KEYS[:2])

    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page["H5"] = "Kỳ này"

    assert not read_workbook(mangled(form(cells=numbers()), deed), form()).sure()


def test_a_label_that_contradicts_its_key_is_doubtful() -> None:
    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page["B6"], page["B7"] = page["B7"].value, page["B6"].value

    result = read_workbook(mangled(form(cells=numbers()), deed), form())
    assert {r.element for r in result.doubtful()} == set(KEYS[:2])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"period": "2024-Q2"}, "2024-Q1"),
        ({"units": (UnitRef("25510", "xã Mỏ Công"),)}, "25507"),
        ({"form": "nam"}, "quy"),
    ],
)
def test_a_workbook_of_another_unit_or_period_is_refused(other: dict, said: str) -> None:  # type: ignore[type-arg]
    sent = form()
    expected = FormSheet(**{**sent.__dict__, **other})
    with pytest.raises(OfficerError, match=said):
        read_workbook(workbook(sent), expected, "a.xlsx")


def test_what_is_no_workbook_is_refused() -> None:
    for data in (b"", b"PK\x03\x04 broken", b"%PDF-1.7", "chữ".encode()):
        with pytest.raises(UnreadableFile):
            read_workbook(data, form(), "a.xlsx")


def test_a_table_of_units_survives_sorting_and_lost_zeros() -> None:
    cells = {(u.code, k): Cell.of(n * 100 + m) for n, u in enumerate(MANY) for m, k in enumerate(KEYS[:9])}

    def deed(book, page) -> None:  # type: ignore[no-untyped-def]
        page["A8"] = 112
        page.move_range(f"A7:{page.cell(7, 60).coordinate}", rows=9)

    result = read_workbook(mangled(form(MANY, cells), deed), form(MANY))
    assert {k: c for k, c in result.sure().items() if c.number is not None} == cells


def test_two_swapped_heads_are_both_asked_about_though_a_hidden_copy_is_whole() -> None:
    """The heads said again lower down contradict the swapped ones; the copy of before is not the one place left."""
    cells = {(u.code, e.key): Cell.of(100 + n) for u in MANY for n, e in enumerate(ELEMENTS) if e.is_number}
    sheet = form(MANY, cells)

    def deed(book: openpyxl.Workbook, page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        copy = book.copy_worksheet(page)
        copy.title, copy.sheet_state = "Bản nháp", "hidden"
        head = next(row for row in page.iter_rows() if any(cell.value == "households" for cell in row))
        again = [cell.value for cell in head]
        one, other = (next(c for c in head if c.value == key) for key in ("households", "staff_reached"))
        one.value, other.value = other.value, one.value
        page.append(again)

    read = read_workbook(mangled(sheet, deed), sheet)
    for unit in MANY:
        for key in ("households", "staff_reached"):
            assert read.readings[unit.code, key].doubt, (unit.code, key)
        assert read.readings[unit.code, "initiatives"].cell == cells[unit.code, "initiatives"]
