"""Sentences of the library in English: all it says of a target or a figure is told, with what stood in the gaps."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.web.test_languages import VIETNAMESE
from tests.web.test_returns_acts import form, owed, person, place  # noqa: F401

from thidua.dates import parse_day
from thidua.errors import OfficerError
from thidua.figures import scoring
from thidua.figures.cells import Cell
from thidua.figures.checks import check_return
from thidua.figures.elements import catalogue
from thidua.figures.regimes import regimes
from thidua.figures.scoring import Bar, Coverage, Extent
from thidua_web.frame.retelling import SAID, period_name, retold
from thidua_web.returns.models import Obligation

GAP = re.compile(r"%\((\w+)\)s")
DUE = date(2024, 12, 31)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("template", SAID)
def test_a_sentence_is_found_by_its_words_and_keeps_what_stood_in_the_gap(template: str) -> None:
    gaps = {name: f"{n}.05{n}" for n, name in enumerate(GAP.findall(template))}
    told = retold(template % gaps)
    assert not VIETNAMESE.search(told) and all(gap in told for gap in gaps.values())
    with translation.override("vi"):
        assert retold(template % gaps) == template % gaps


bars = st.builds(
    Bar, st.sampled_from(["ge", "gt", "le", "lt", "eq", "increase_ge", "decrease_ge"]),
    st.none() | st.integers(0, 120).map(Fraction), unit=st.sampled_from(["%", "count", "ratio"]), due_on=st.just(DUE),
)  # fmt: skip
values = st.none() | st.builds(lambda a, b: Extent(min(a, b), max(a, b)), *[st.fractions(-2, 3, max_denominator=9)] * 2)
days = st.sampled_from([date(2024, 6, 1), date(2025, 2, 1)])


@given(bars, values, st.builds(Coverage, st.integers(0, 5), st.just(5), st.integers(0, 2)), days)
def test_every_verdict_says_why_in_english(bar: Bar, value: Extent | None, coverage: Coverage, day: date) -> None:
    score = scoring.settle(scoring.judge(bar, value, coverage, as_of=day), bar, date(2024, 9, 30), as_of=day)
    each = scoring.judge_each(bar, {"a": value, "b": Extent.of(1), "c": None}, coverage.overdue, as_of=day)
    stated = scoring.judge_stated({"a": True, "b": None if value is None else False}, due_on=DUE, as_of=day)
    with translation.override("en"):
        told = [retold(s.because) for s in (score, each, stated)]
    assert not [one for one in told if VIETNAMESE.search(one)]


@given(
    st.one_of(
        st.integers(-5, 10**15),
        st.text("0123.,:- abZ%«»/", max_size=12),
        st.floats(allow_nan=False),
        st.booleans(),
        st.none(),
    )
)
def test_every_problem_of_a_figure_is_told_behind_its_label(value: object) -> None:
    known = catalogue(date(2024, 6, 1)).elements
    asked = [known[key] for key in ("households", "households_reached", "clearance_rate_reached")]
    cells = {
        "households": Cell.of(10),
        **{e.key: Cell.of(value) for e in asked[1:] if value is not None},
        "la": Cell.of(1),
    }
    problems = check_return(asked, cells, last_period={"households_reached": Cell.of(4000)}, evidenced=frozenset())
    for problem in problems:
        with translation.override("en"):
            told = f"{retold(problem.sentence)} {retold(problem.instruction)}"
        for element in asked:
            told = told.replace(element.label, "").replace(element.instruction or "?!", "")
        assert not VIETNAMESE.search(told.replace(str(value), "")), told


def test_what_is_not_known_stays_and_a_day_that_is_none_is_told() -> None:
    assert retold("Câu này không ai viết sẵn.") == "Câu này không ai viết sẵn."
    with pytest.raises(OfficerError) as refused:
        parse_day("31/2/2025")
    assert retold(refused.value.sentence) == "«31/2/2025» is not a day; write it as 01/7/2025 or 2025-07-01."
    assert retold("a" * 10_000) == "a" * 10_000


def test_every_period_of_every_regime_has_an_english_name() -> None:
    names = set()
    for kind in regimes().values():
        assert not VIETNAMESE.search(retold(kind.label)), kind.label
        for length in kind.lengths:
            windows = list(kind.windows_of_year(2024, length))
            said = [period_name(window.label) for window in windows]
            assert not [name for name in said if VIETNAMESE.search(name) or "2024" not in name], said
            assert len(set(said)) == len(windows), "two periods of one name"
            names |= set(said)
            with translation.override("vi"):
                assert [period_name(window.label) for window in windows] == [window.label for window in windows]
    assert "Quarter IV of 2024" in names and period_name("Quý V năm 2024") == "Quý V năm 2024"


@pytest.mark.django_db
def test_pages_of_returns_name_periods_in_the_reader_s_language(owed: Obligation) -> None:  # noqa: F811
    browser, address = cast.browser("office"), f"/so-lieu/{owed.pk}/"
    browser.post("/ngon-ngu/", {"language": "en"})
    for page in ("/so-lieu/", f"/so-lieu/bieu-mau/{owed.form.key}/", address, "/"):
        told = browser.get(page).content.decode()
        assert "Quarter I of 2024" in told and "Quý I năm 2024" not in told, page
    browser.post("/ngon-ngu/", {"language": "vi"})
    assert "Quý I năm 2024" in browser.get(address).content.decode()
