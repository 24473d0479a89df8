"""Which yearly round a day belongs to, and which version of the law judges it.

A round is named by the year in which its window ends. The round of a day is the latest whose window has closed on or
before it; the version is the one in force on the last day of that window, so that old decisions stay on old law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from thidua.errors import OfficerError
from thidua.evaluation.sight import Round
from thidua.rulebook.rule_set import RuleSet, RuleVersion


@dataclass(frozen=True, slots=True)
class Seat:
    """The round of a case and the version that judges it; ``version`` None: before any known text."""

    round: Round
    version: RuleVersion | None


def seat(rules: RuleSet, kind: str, as_of: date, year: int | None = None) -> Seat:
    """Find the round and the version for a kind of unit on a day, or of a named year.

    Raises OfficerError where ``year`` is no year of our calendar.
    """
    if year is not None and not date.min.year < year < date.max.year:
        raise OfficerError(f"năm {year} không dùng được; ghi năm gồm bốn chữ số.")
    if not any(window_of(v.round_of(kind), 2000) for v in rules.versions):
        # No text tells when its rounds close: the version of the day of weighing, the year as named.
        return Seat(Round(year or as_of.year, None), rules.version_on(as_of))
    if year is not None:
        return seat_of_year(rules, kind, year)
    for candidate in range(min(as_of.year + 1, date.max.year - 1), max(as_of.year - 3, date.min.year), -1):
        found, closes = _placed(rules, kind, candidate)
        if closes is not None and closes <= as_of:
            return found
    return Seat(Round(max(as_of.year - 1, date.min.year), None), None)


def seat_of_year(rules: RuleSet, kind: str, year: int) -> Seat:
    """Find the version whose round of ``year`` ends while it is in force."""
    return _placed(rules, kind, year)[0]


def _placed(rules: RuleSet, kind: str, year: int) -> tuple[Seat, date | None]:
    named_by: date | None = None
    for version in reversed(rules.versions):
        entry = version.round_of(kind)
        window = window_of(entry, year)
        if entry is None:
            continue
        # A text whose window is not known for this kind names its rounds by the calendar of the text after it.
        end = window[1] if window else named_by
        named_by = end
        if end is not None and version.validity.covers(end - timedelta(days=1)):
            return Seat(Round(year, window, _day(year, entry.get("decide_before"))), version), end
    return Seat(Round(year, None), None), named_by


def window_of(entry: Mapping[str, Any] | None, year: int) -> tuple[date, date] | None:
    """Give the half-open window of a year from a rule set's entry.

    >>> window_of({"opens": "11-01", "opens_years_before": 1, "ends": "11-01"}, 2024)
    (datetime.date(2023, 11, 1), datetime.date(2024, 11, 1))
    """
    if entry is None or not entry.get("ends"):
        return None
    opens = _day(year - int(entry.get("opens_years_before", 0)), entry["opens"])
    ends = _day(year, entry["ends"])
    assert opens is not None and ends is not None
    return opens, ends


def is_late(round_: Round, as_of: date) -> bool | None:
    """Say whether the day for deciding has passed; None where that day is not known."""
    return None if round_.decide_before is None else as_of >= round_.decide_before


def _day(year: int, month_day: str | None) -> date | None:
    return None if month_day is None else date.fromisoformat(f"{year:04d}-{month_day}")
