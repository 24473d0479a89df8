"""What is counted, in which window, checked how: elements, regimes, checks, measures, bindings."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import OfficerError, RuleKeeperError
from thidua.figures.binding import suggest_indicators
from thidua.figures.cells import Cell, CellState, cells_as_json, cells_from_json
from thidua.figures.checks import JUMP_FROM, check_return
from thidua.figures.elements import ElementKind, catalogue, check_definitions, parse_definitions
from thidua.figures.measures import Measure, change, measure
from thidua.figures.numerals import read_whole
from thidua.figures.private_lists import find_private_list
from thidua.figures.regimes import LENGTHS, regime, regimes
from thidua.figures.workbooks.form import cell_from_excel

DAY = date(2024, 6, 1)
FORM = catalogue(DAY).elements_for("commune")
FULL = {e.key: Cell.of(0) if e.is_number else Cell(CellState.NOT_APPLICABLE) for e in FORM}


def codes(cells: dict[str, Cell], **more: object) -> dict[str, str]:
    return {p.element: p.code for p in check_return(FORM, {**FULL, **cells}, **more)}  # type: ignore[arg-type]


def test_a_full_return_of_zeros_has_no_problem() -> None:
    assert codes({}) == {}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell.of(-1), "negative"),
        (Cell.of("12"), "not-a-number"),
        (Cell.of(True), "not-a-number"),
        (Cell.missing(), "missing"),
        (Cell.of(10**16), "too-large"),
    ],
)
def test_a_wrong_count_is_named(cell: Cell, code: str) -> None:
    assert codes({"outreach_sessions": cell}) == {"outreach_sessions": code}


def test_zero_missing_not_applicable_and_not_yet_are_kept_apart() -> None:
    for state in (CellState.NOT_APPLICABLE, CellState.NOT_YET):
        assert codes({"households": Cell(state)}) == {}
    assert codes({"households": Cell.missing()}, complete=False) == {}


def test_a_part_never_exceeds_its_whole() -> None:
    assert codes({"households": Cell.of(100), "households_reached": Cell.of(101)}) == {
        "households_reached": "part-over-whole"
    }
    assert codes({"households": Cell.of(100), "households_reached": Cell.of(100)}) == {}


def test_where_units_are_counted_a_unit_is_one_or_none() -> None:
    element = catalogue(date(2024, 12, 31)).elements["ntm_security_kept"]
    for number, found in ((0, []), (1, []), (2, ["over-most"])):
        problems = check_return([element], {element.key: Cell.of(number)})
        assert [p.code for p in problems] == found
    assert "phường, thị trấn ghi 0" in problems[0].instruction


def test_a_jump_asks_for_a_word_and_is_content_with_one() -> None:
    before = {"households": Cell.of(JUMP_FROM * 10)}
    now = {"households": Cell.of(JUMP_FROM)}
    assert codes(now, last_period=before) == {"households": "jump"}
    assert codes(now, last_period=before, explained=frozenset({"households"})) == {}
    assert not any(p.is_error for p in check_return(FORM, {**FULL, **now}, last_period=before))


def test_what_is_held_elsewhere_needs_its_paper() -> None:
    assert codes({"clearance_rate_reached": Cell.of(True)}) == {"clearance_rate_reached": "paper-missing"}
    assert codes({"clearance_rate_reached": Cell.of(True, "12/BC-CAT")}) == {}


def test_narratives_refuse_lists_of_persons() -> None:
    listed = "; ".join(f"07008500123{n}" for n in range(4))
    assert codes({"good_practice": Cell.of(listed)}) == {"good_practice": "private-list"}
    assert codes({"good_practice": Cell.of("Mỗi ấp họp một lần mỗi tháng.")}) == {}


def test_every_problem_tells_what_to_do() -> None:
    wrong = {"households": Cell.of(-1), "teams": Cell.missing(), "nothing": Cell.of(1), "good_practice": Cell.of(3)}
    for problem in check_return(FORM, {**FULL, **wrong}):
        assert problem.sentence.endswith(".") and problem.instruction


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("0912345678, 0987 654 321, +84 912 111 222", "số điện thoại"),
        ("A sinh ngày 01/02/1980; B sinh ngày 3-4-1981; C sinh ngày 05.06.1990", "ngày sinh"),
        ("sinh năm 1980, sinh năm 1985, sinh năm 1990", "ngày sinh"),
        ("Trực ban 0276 3822113; họp ngày 01/02/2024, 03/4/2024, 05/6/2024", None),
        ("Kinh phí 120000000 đồng; 125000000 đồng", None),
        ("", None),
    ],
)
def test_private_lists(text: str, sort: str | None) -> None:
    found = find_private_list(text)
    assert (found.sort if found else None) == sort
    if found:
        assert not any(word in found.sentence for word in text.split(", "))


SCALARS = st.one_of(st.integers(), st.booleans(), st.text(max_size=9), st.none())


@given(st.dictionaries(st.text("abc_", max_size=5), SCALARS, max_size=6))
def test_documents_come_back_the_same(plain: dict[str, object]) -> None:
    cells = cells_from_json(plain)
    assert cells_from_json(cells_as_json(cells)) == cells


@pytest.mark.parametrize("data", [1.5, [1], {"v": None}, {"s": "value"}, {"v": 1, "x": 2}, {}, {"v": [1]}])
def test_what_is_no_cell_is_refused(data: object) -> None:
    with pytest.raises(OfficerError):
        Cell.from_json(data)


@given(st.sampled_from(sorted(regimes())), st.integers(2015, 2035), st.sampled_from(LENGTHS))
def test_windows_of_a_year_follow_each_other(key: str, year: int, length: str) -> None:
    found = regime(key)
    if length not in found.lengths:
        return
    windows = list(found.windows_of_year(year, length))
    for before, after in pairwise(windows):
        assert before.closes_on == after.opens_on
        assert after.previous_code() == before.code
    assert found.window(windows[0].previous_code()).length == length
    if length != "nine_months":
        assert found.window(windows[0].previous_code()).closes_on == windows[0].opens_on
    for window in windows:
        assert window.opens_on < window.closes_on <= window.due_on + timedelta(days=1)
        assert window.label


def test_the_year_closes_on_the_fourteenth_of_december() -> None:
    window = regime("closing_14").window("2024")
    assert (window.opens_on, window.last_day) == (date(2023, 12, 15), date(2024, 12, 14))
    assert regime("closing_14").window("2024-N9").last_day == date(2024, 9, 14)
    assert regime("calendar").window("2024-Q1").due_on == date(2024, 4, 5)


def test_grace_in_working_days_steps_over_the_weekend() -> None:
    window = regime("closing_14").window("2024-03")
    assert window.last_day == date(2024, 3, 14) and window.last_day.weekday() == 3
    assert window.due_on == date(2024, 3, 18)


@pytest.mark.parametrize("code", ["2024-W54", "2024-Q0", "24", "2024-", "nay", "2023-W53"])
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(OfficerError):
        regime("calendar").window(code)
    with pytest.raises(OfficerError):
        regime("closing_14").window("2024-W07")


def test_shares_are_exact_and_zero_of_zero_is_unknown() -> None:
    share = catalogue(DAY).indicators["households_reached_share"]
    assert measure(share, {"households": 3, "households_reached": 2}).value == Fraction(2, 3)
    assert measure(share, {"households": 0, "households_reached": 0}).value is None
    assert measure(share, {"households": 3}).missing == ("households_reached",)
    assert Measure("x", 749, 1000, Fraction(749, 1000)).percent(0) == "75%"
    assert Measure("x", 2995, 4000, Fraction(2995, 4000)).percent(1) == "74,9%"


def test_a_fall_of_five_percent_is_minus_one_twentieth() -> None:
    crimes = catalogue(DAY).indicators["social_order_crimes_total"]
    now, before = (measure(crimes, {"social_order_crimes": n}) for n in (95, 100))
    assert change(now, before) == Fraction(-1, 20)
    assert change(now, measure(crimes, {"social_order_crimes": 0})) is None
    assert change(now, measure(crimes, {})) is None


@pytest.mark.parametrize(
    ("words", "unit", "comparator", "key"),
    [
        ("tổng số hộ dân trên địa bàn được tuyên truyền", "%", "ge", "households_reached_share"),
        ("khu dân cư đăng ký", "%", "eq", "residential_areas_registered_share"),
        ("khu dân cư được công nhận đạt tiêu chuẩn", "%", "ge", "residential_areas_recognised_share"),
        ("tội phạm về trật tự xã hội giảm", "%", "decrease_ge", "social_order_crimes_total"),
        ("địa bàn trọng điểm chuyển hóa thành công", "%", "ge", "hotspots_converted_share"),
        ("Ban Điều hành Tổ Dân cư tự quản hoạt động có chất lượng", "ratio", "ge", "boards_effective_share"),
        ("mỗi xã xây dựng mới ít nhất mô hình", "mô hình", "ge", "initiatives_new_total"),
    ],
)  # fmt: skip
def test_targets_find_their_indicator(words: str, unit: str, comparator: str, key: str) -> None:
    found = suggest_indicators(words, unit=unit, comparator=comparator, indicators=catalogue(DAY).indicators.values())
    assert found and found[0].indicator.key == key


def test_nothing_is_suggested_for_what_is_not_counted() -> None:
    indicators = catalogue(DAY).indicators.values()
    assert suggest_indicators("diện tích rừng được trồng", unit="%", comparator="ge", indicators=indicators) == []


def test_elements_have_their_days() -> None:
    assert "residential_areas_recognised" not in catalogue(date(2021, 12, 31)).elements
    assert "residential_areas_recognised" in catalogue(date(2022, 2, 10)).elements


REST = "label: A, unit: x, unit_kinds: [commune], frequency: year"


@pytest.mark.parametrize(
    "text",
    [
        f"elements: {{a: {{kind: integer, part_of: b, {REST}}}}}",
        f"elements: {{a: {{kind: yes_no, {REST}}}}}\nindicators: {{i: {{label: I, numerator: [a]}}}}",
        "indicators: {i: {label: I, numerator: [nothing]}}",
    ],
)  # fmt: skip
def test_contradicting_definitions_are_refused(text: str) -> None:
    with pytest.raises(RuleKeeperError):
        check_definitions(*parse_definitions(text, "a.yaml"))


@pytest.mark.parametrize("text", ["elements: {a: {}}", "elements: {a: 3}", "elements: {a: {kind: odd}}"])
def test_broken_definition_files_name_themselves(text: str) -> None:
    with pytest.raises(RuleKeeperError, match=r"a\.yaml"):
        parse_definitions(text, "a.yaml")


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_read_back_in_every_way_of_writing_them(number: int) -> None:
    dotted = f"{number:,}".replace(",", ".")
    assert read_whole(str(number)).value == read_whole(dotted).value == read_whole(float(number)).value == number


@given(st.one_of(st.text(), st.floats(), st.none(), st.datetimes()))
def test_any_raw_value_is_a_number_or_a_doubt(raw: object) -> None:
    found = read_whole(raw)
    assert (found.value is None) == bool(found.doubt)


@given(st.text("0123456789٣² -.", max_size=25))
def test_a_plain_number_of_a_form_is_read_as_every_other(typed: str) -> None:
    """Digits alone take the short way; what they come to is what the long way says."""
    number, read = next(e for e in FORM if e.is_number), read_whole(typed)
    cell, doubt, meant = cell_from_excel(number, typed)
    if typed.strip():
        assert (cell.number if cell else None, doubt, meant.number if meant else None) == (
            read.value, read.doubt, read.meant,
        )  # fmt: skip
    for other in (e for e in FORM if e.kind is ElementKind.NARRATIVE):
        told = cell_from_excel(other, typed).cell
        assert told is not None
        assert told.value in (typed, None), "words stay words"
    for other in (e for e in FORM if e.held_elsewhere):
        assert cell_from_excel(other, "1").cell is None, "a count is no yes or no"
