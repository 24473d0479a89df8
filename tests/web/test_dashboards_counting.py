"""An indicator over many units in whole numbers says what the library says of each unit by itself."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.figures.elements import catalogue
from thidua.figures.measures import measure
from thidua.figures.scoring import Bar, Extent, judge_counts, judge_each, reaches
from thidua_web.dashboards.counting import Counts

DAY = date(2024, 3, 31)
SHARE = catalogue(DAY).indicators["households_reached_share"]
TOTAL = catalogue(DAY).indicators["social_order_crimes_total"]
CODES = [str(n) for n in range(6)]
COLUMN = st.dictionaries(st.sampled_from(CODES), st.integers(0, 30))
COMPARATORS = st.sampled_from(["ge", "gt", "le", "lt", "eq", None])
BARS = st.builds(
    Bar, COMPARATORS, st.none() | st.integers(0, 120).map(Fraction), st.none() | st.integers(0, 120).map(Fraction),
    st.sampled_from(["%", "vụ"]),
)  # fmt: skip
PERIODS = ["2024-Q1"]


def counts(indicator, columns: dict[str, tuple[dict, dict]]) -> Counts:
    return Counts.of(indicator, [{(key, PERIODS[0]): ends for key, ends in columns.items()}], PERIODS)


@given(COLUMN, COLUMN, BARS)
def test_a_share_of_each_unit_is_what_the_library_measures(part: dict, whole: dict, bar: Bar) -> None:
    (above,), (below,) = SHARE.numerator, SHARE.denominator
    found = counts(SHARE, {above: (part, part), below: (whole, whole)})
    slow = {code: measure(SHARE, {above: part.get(code), below: whole.get(code)}) for code in CODES}
    extents = {code: None if m.value is None else Extent.of(m.value) for code, m in slow.items()}
    assert {code: found.extent(code) for code in CODES} == extents
    assert dict(found.reached_by(bar, CODES)) == {code: reaches(bar, extents[code]) for code in CODES}
    judged = judge_counts(bar, found.reached(bar, CODES), 1, as_of=DAY)
    assert judged == judge_each(bar, extents, 1, as_of=DAY)
    shared = part.keys() & whole.keys()
    total = found.total
    assert (total is None) == (not shared)
    if total:
        assert total.numerator == sum(part[c] for c in shared) and total.denominator == sum(whole[c] for c in shared)
    assert sum(found.tenths(CODES)) == sum(extent is not None for extent in extents.values())


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 2**62)), st.dictionaries(
    st.sampled_from(CODES), st.integers(0, 5) | st.integers(2**62 - 5, 2**62)), st.booleans())  # fmt: skip
def test_a_place_is_one_more_than_how_many_are_better(part: dict, whole: dict, fewer: bool) -> None:
    (above,), (below,) = SHARE.numerator, SHARE.denominator
    found = counts(SHARE, {above: (part, part), below: (whole, whole)})
    values = {code: Fraction(part[code], whole[code]) for code in part.keys() & whole.keys() if whole[code]}
    for code in CODES:
        own = values.get(code)
        better = [v for v in values.values() if own is not None and (v < own if fewer else v > own)]
        assert found.place(code, fewer_is_better=fewer) == (None if own is None else 1 + len(better))


@given(COLUMN, st.dictionaries(st.sampled_from(CODES), st.integers(0, 5)), BARS)
def test_a_count_between_two_ends_is_certain_only_where_both_say_the_same(low: dict, more: dict, bar: Bar) -> None:
    (key,) = TOTAL.numerator
    high = {code: number + more.get(code, 0) for code, number in low.items()}
    found = counts(TOTAL, {key: (low, high)})
    for code in low:
        extent = Extent(Fraction(low[code]), Fraction(high[code]))
        assert found.extent(code) == extent
        assert dict(found.reached_by(bar, [code]))[code] == reaches(bar, extent)
    assert found.exact == {code: (low[code], 1) for code in low if low[code] == high[code]}


def test_a_unit_that_lacks_a_period_is_left_out() -> None:
    (key,) = TOTAL.numerator
    first, second = {(key, "2024-Q1"): ({"a": 2, "b": 3},) * 2}, {(key, "2024-Q2"): ({"a": 5},) * 2}
    found = Counts.of(TOTAL, [first, second], ["2024-Q1", "2024-Q2"])
    assert found.codes == {"a"} and found.total is not None and found.total.value == 7
    assert Counts.of(TOTAL, [{}], PERIODS).total is None
