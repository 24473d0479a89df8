"""Days and periods as the contracts use them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.dates import Period, Validity, parse_day, show_day
from thidua.errors import OfficerError


def test_periods_end_on_their_last_day() -> None:
    assert Period.parse("2024").last_day == date(2024, 12, 31)
    assert Period.parse("2024-02").last_day == date(2024, 2, 29)
    assert Period.parse("2025-H1").last_day == date(2025, 6, 30)
    assert Period.parse("2025-Q3").start == date(2025, 7, 1)


@pytest.mark.parametrize(
    "code", ["", "24", "2024-13", "2024-Q5", "2024-3", "2024-h1", "２０２４", "2024-", "9999", "2200-Q4"]
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(OfficerError):
        Period.parse(code)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert (
        parse_day(show_day(day)) == parse_day(day.isoformat()) == parse_day(f"{day.day}-{day.month}-{day.year}") == day
    )


@pytest.mark.parametrize("text", ["1/7/25", "2025-7-1", "20250701", "2025-02-30", "31/6/2025", "7/2025", "1/7.", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(OfficerError):
        parse_day(text)


def test_leading_zeros_follow_the_decree() -> None:
    assert show_day(date(2024, 3, 25)) == "25/3/2024"
    assert show_day(date(2024, 1, 9)) == "09/01/2024"


@given(st.dates(), st.dates(), st.dates())
def test_validity_is_half_open(a: date, b: date, day: date) -> None:
    start, end = min(a, b), max(a, b)
    inside = Validity(start, end)
    assert inside.covers(day) == (start <= day < end)
    if end < date.max:
        assert not inside.overlaps(Validity(end, end + timedelta(days=1)))
