"""The right version and the right round on every boundary day: the day before, the day, the day after."""

from datetime import date, timedelta

import pytest

from thidua.recognition.rounds import is_late, seat
from thidua.rulebook import load_rule_set

RULES = load_rule_set("recognition")
DAY = timedelta(days=1)


def ends_under_124(kind: str, year: int) -> date:
    return date(year, 11, 1) if kind == "residential_area" else date(year, 11, 16)


@pytest.mark.parametrize("kind", ["residential_area", "commune", "agency", "enterprise", "school"])
@pytest.mark.parametrize("year", range(2022, 2031))
def test_rounds_of_the_circular_of_2021(kind: str, year: int) -> None:
    end = ends_under_124(kind, year)
    due = date(year, 11, 15) if kind == "residential_area" else date(year, 11, 20)
    for day, expected in ((end - DAY, year - 1), (end, year), (end + DAY, year)):
        place = seat(RULES, kind, day)
        assert place.round.year == expected
        assert place.version and place.version.key == ("tt-124-2021" if expected >= 2022 else "tt-23-2012")
        if expected >= 2022:
            assert place.round.window == (ends_under_124(kind, expected - 1), ends_under_124(kind, expected))
    for day, late in ((due - DAY, False), (due, True), (due + DAY, True)):
        assert is_late(seat(RULES, kind, day).round, day) is late


@pytest.mark.parametrize("kind", ["residential_area", "commune", "agency", "enterprise", "school"])
def test_a_named_year_is_that_round_on_any_day(kind: str) -> None:
    old, new = "tt-23-2012", "tt-124-2021"
    for year, version in ((2011, None), (2012, old), (2021, old), (2022, new), (2040, new)):
        for day in (date(2009, 1, 1), date(2022, 2, 9), date(2022, 2, 10), date(2026, 11, 22)):
            place = seat(RULES, kind, day, year)
            assert place.round.year == year and (place.version and place.version.key) == version


def test_rounds_of_the_circular_of_2012() -> None:
    for year in range(2012, 2022):
        for kind, end in (("residential_area", date(year, 11, 1)), ("commune", date(year, 12, 1))):
            for day, expected in ((end - DAY, year - 1), (end, year), (end + DAY, year)):
                place = seat(RULES, kind, day)
                assert place.round.year == expected
                assert (place.version and place.version.key) == ("tt-23-2012" if expected >= 2012 else None)


def test_days_at_the_end_of_the_calendar_do_not_break() -> None:
    for day in (date.min, date.max):
        assert seat(RULES, "commune", day).round.year
