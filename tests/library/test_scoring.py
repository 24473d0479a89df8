"""What is said of a target: reached, short, or not to be said yet; and that more figures never make it contradict."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.figures import scoring
from thidua.figures.elements import catalogue
from thidua.figures.scoring import Bar, Coverage, Extent, Verdict, judge, judge_each

DUE, BEFORE, AFTER = date(2024, 12, 31), date(2024, 6, 1), date(2025, 1, 5)
WHOLE, PART = Coverage(94, 94), Coverage(60, 94, 10)
COMPARATORS = ("ge", "gt", "le", "lt", "eq", "increase_ge", "decrease_ge")


def percent(comparator: str, value: int) -> Bar:
    return Bar(comparator, Fraction(value), unit="%", due_on=DUE)


def share(n: int, of: int = 100) -> Extent:
    return Extent.of(Fraction(n, of))


@pytest.mark.parametrize(
    ("bar", "value", "day", "verdict"),
    [
        (percent("ge", 80), share(80), BEFORE, "met"),
        (percent("gt", 80), share(80), AFTER, "not_met"),
        (percent("ge", 80), share(79), BEFORE, "not_yet_due"),
        (percent("ge", 80), share(79), AFTER, "not_met"),
        (percent("eq", 100), share(100), BEFORE, "met"),
        (percent("le", 5), share(4), BEFORE, "not_yet_due"),
        (percent("le", 5), share(4), AFTER, "met"),
        (percent("le", 5), share(6), AFTER, "not_met"),
        (percent("decrease_ge", 5), share(-5), AFTER, "met"),
        (percent("decrease_ge", 5), share(3), AFTER, "not_met"),
        (percent("increase_ge", 5), share(6), BEFORE, "met"),
        (percent("ge", 80), None, BEFORE, "undecidable"),
        (Bar(None, None, due_on=DUE), share(80), AFTER, "undecidable"),
        (percent("ge", 80), Extent(Fraction(7, 10), Fraction(9, 10)), AFTER, "undecidable"),
    ],
)
def test_a_value_of_every_unit(bar: Bar, value: Extent | None, day: date, verdict: str) -> None:
    score = judge(bar, value, WHOLE, as_of=day)
    assert score.verdict == verdict and score.because


def test_part_of_the_units_settles_no_share_but_a_sum_that_is_already_there() -> None:
    assert judge(percent("ge", 80), share(95), PART, as_of=AFTER).verdict is Verdict.LATE
    assert "60 trên 94" in judge(percent("ge", 80), share(95), PART, as_of=BEFORE).because
    count = Bar("ge", Fraction(120), due_on=DUE)
    assert judge(count, Extent.of(130), PART, as_of=BEFORE, is_sum=True).verdict is Verdict.MET
    ceiling = Bar("le", Fraction(120), due_on=DUE)
    assert judge(ceiling, Extent.of(100), PART, as_of=AFTER, is_sum=True).verdict is Verdict.LATE


def test_nothing_in_and_units_past_their_day_is_late_only_after_the_target_is_due() -> None:
    assert judge(percent("ge", 80), None, Coverage(0, 94, 94), as_of=AFTER).verdict is Verdict.LATE
    assert judge(percent("ge", 80), None, Coverage(0, 94, 94), as_of=BEFORE).verdict is Verdict.UNDECIDABLE


def test_each_unit_has_to_reach_it() -> None:
    bar = Bar("ge", Fraction(1), due_on=DUE)
    assert judge_each(bar, {"a": Extent.of(1), "b": Extent.of(2)}, as_of=BEFORE).verdict is Verdict.MET
    one_short = judge_each(bar, {"a": Extent.of(9), "b": Extent.of(0)}, as_of=AFTER)
    assert one_short.verdict is Verdict.NOT_MET and one_short.distance == 1
    assert judge_each(bar, {"a": Extent.of(9), "b": None}, as_of=AFTER).verdict is Verdict.UNDECIDABLE
    assert judge_each(bar, {"a": None}, 1, as_of=AFTER).verdict is Verdict.LATE


def test_what_other_bodies_hold_is_only_what_they_state() -> None:
    def stated(**said: bool | None) -> str:
        return scoring.judge_stated(said, due_on=DUE, as_of=AFTER).verdict.value

    assert [stated(a=True, b=True), stated(a=True, b=False), stated(a=True, b=None), stated(a=None)] == [
        "met", "not_met", "undecidable", "undecidable",
    ]  # fmt: skip


def test_only_flows_are_added_over_the_year() -> None:
    known = catalogue(date(2024, 6, 1))
    assert scoring.cumulates(known.indicators["social_order_crimes_total"], known.elements)
    assert not scoring.cumulates(known.indicators["households_reached_share"], known.elements)


@pytest.mark.parametrize(("part", "of"), [(1, 3), (2, 3), (1, 2), (3, 4), (4, 5), (1, 6), (5, 6), (7, 12)])
def test_exactly_a_fraction_of_the_plan_reaches_it(part: int, of: int) -> None:
    """The reader keeps «2/3 số hộ» with four decimals; two of three households reach it all the same."""
    kept = Fraction(str(round(part / of, 4)))
    bar = Bar("ge", kept, unit="ratio", due_on=DUE)
    assert bar.is_reached(Fraction(part, of)) and bar.is_reached_by(part * 40, of * 40)
    assert not bar.is_reached_by(part * 40 - 1, of * 40)
    assert judge(bar, Extent.of(Fraction(part, of)), WHOLE, as_of=AFTER).verdict is Verdict.MET


numbers = st.fractions(-3, 3, max_denominator=50)


@given(st.sampled_from(COMPARATORS), st.integers(1, 120), numbers, numbers, st.sampled_from([BEFORE, DUE, AFTER]))
def test_a_wider_extent_never_says_more(comparator: str, goal: int, one: Fraction, other: Fraction, day: date) -> None:
    """What is said of an extent is said of each value in it; and nothing short has no distance."""
    bar = percent(comparator, goal)
    wide = judge(bar, Extent(min(one, other), max(one, other)), WHOLE, as_of=day)
    for value in (one, other, (one + other) / 2):
        point = judge(bar, Extent.of(value), WHOLE, as_of=day)
        if wide.verdict in (Verdict.MET, Verdict.NOT_MET):
            assert point.verdict is wide.verdict
        assert (bar.short_by(value) > 0) <= (not bar.is_reached(value))
        if day > DUE:
            assert point.verdict in (Verdict.MET, Verdict.NOT_MET)
