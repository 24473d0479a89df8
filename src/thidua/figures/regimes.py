"""Reporting regimes: which days a period of a regime covers, when it closes and until when a return is in time.

The window belongs to the regime (Nghị định 09/2019/NĐ-CP, Điều 8), not to the calendar: a year may run from 15/12 to
14/12. Windows are half-open; ``due_on`` is the last day on which a return is in time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from thidua.dates import show_month
from thidua.errors import OfficerError, Place, RuleKeeperError

LENGTHS = ("week", "month", "quarter", "half", "nine_months", "year")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}


@dataclass(frozen=True)
class Window:
    """Cover ``opens_on <= day < closes_on``; a return is in time up to and including ``due_on``.

    ``code`` names the period: ``2024``, ``2024-03``, ``2024-Q1``, ``2024-H1``, ``2024-N9`` (nine months), ``2024-W07``.
    """

    code: str
    length: str
    opens_on: date
    closes_on: date
    due_on: date

    @property
    def last_day(self) -> date:
        """The last day whose events count: units are those of this day."""
        return self.closes_on - timedelta(days=1)

    @property
    def label(self) -> str:
        """The name that officials use.

        >>> regime("calendar").window("2024-Q1").label
        'Quý I năm 2024'
        """
        year, _, part = self.code.partition("-")
        names = {"": f"Năm {year}", "H1": f"6 tháng đầu năm {year}", "H2": f"6 tháng cuối năm {year}"}
        if part in names:
            return names[part]
        if part.startswith("Q"):
            return f"Quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]} năm {year}"
        if part == "N9":
            return f"9 tháng năm {year}"
        if part.startswith("W"):
            return f"Tuần {int(part[1:])} năm {year}"
        return f"Tháng {show_month(int(part))}/{year}"

    def previous_code(self) -> str:
        """The code of the period before, of the same length.

        >>> regime("calendar").window("2024-Q1").previous_code()
        '2023-Q4'
        """
        year, _, part = self.code.partition("-")
        if part in ("", "N9"):
            return f"{int(year) - 1}{'-' + part if part else ''}"
        if self.length == "week":
            monday = date.fromisocalendar(int(year), int(part[1:]), 1) - timedelta(days=7)
            return f"{monday.isocalendar().year}-W{monday.isocalendar().week:02d}"
        letter, count = part[0] if part[0] in "QH" else "", int(part.lstrip("QH"))
        per_year = {"Q": 4, "H": 2, "": 12}[letter]
        before, shift = (per_year, 1) if count == 1 else (count - 1, 0)
        return f"{int(year) - shift}-{letter}{before:02d}" if not letter else f"{int(year) - shift}-{letter}{before}"


@dataclass(frozen=True)
class Regime:
    """Say how a reporting regime cuts time.

    ``closes_on_day``: the last counted day of the closing month (14: a month runs from the 15th of the month before);
    None: calendar months.
    """

    key: str
    label: str
    closes_on_day: int | None
    grace_days: int
    grace_counts: str
    lengths: tuple[str, ...]
    basis: str
    confidence: str
    holidays: frozenset[date] = frozenset()

    def window(self, code: str) -> Window:
        """Give the window of a period code; OfficerError where it is no code of this regime.

        >>> w = regime("closing_14").window("2024")
        >>> w.opens_on, w.last_day
        (datetime.date(2023, 12, 15), datetime.date(2024, 12, 14))
        """
        length, first_month, year = _parse(code)
        if length not in self.lengths:
            raise OfficerError(f"Chế độ «{self.label}» không có kỳ «{code}».")
        if length == "week":
            monday = _monday(code, year, first_month)
            return Window(code, length, monday, monday + timedelta(days=7), self._due(monday + timedelta(days=7)))
        opens = self._boundary(year, first_month)
        closes = self._boundary(year, first_month + _MONTHS[length])
        return Window(code, length, opens, closes, self._due(closes))

    def windows_of_year(self, year: int, length: str) -> Iterator[Window]:
        """Give every window of one length that belongs to a year."""
        for code in _codes(year, length):
            yield self.window(code)

    def _boundary(self, year: int, month: int) -> date:
        first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        if self.closes_on_day is None:
            return first
        before = first - timedelta(days=1)
        return date(before.year, before.month, self.closes_on_day + 1)

    def _due(self, closes: date) -> date:
        due = closes - timedelta(days=1)
        left = self.grace_days
        while left:
            due += timedelta(days=1)
            if self.grace_counts == "days" or (due.weekday() < 5 and due not in self.holidays):
                left -= 1
        return due


def _monday(code: str, year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise OfficerError(f"Năm {year} không có tuần {week} («{code}»).") from None


def _parse(code: str) -> tuple[str, int, int]:
    """Length, first month (or week number) and year of a period code."""
    year, dash, part = code.partition("-")
    fixed = {"": ("year", 1), "N9": ("nine_months", 1), "H1": ("half", 1), "H2": ("half", 7)}
    fixed |= {f"Q{q}": ("quarter", 3 * q - 2) for q in range(1, 5)} | {f"{m:02d}": ("month", m) for m in range(1, 13)}
    if len(year) == 4 and year.isascii() and year.isdigit() and "1900" < year < "2200" and bool(dash) == bool(part):
        if part in fixed:
            return (*fixed[part], int(year))
        if len(part) == 3 and part[0] == "W" and part[1:].isascii() and part[1:].isdigit():
            return "week", int(part[1:]), int(year)
    raise OfficerError(f"«{code}» không phải một kỳ; viết 2024, 2024-03, 2024-Q1, 2024-H1, 2024-N9 hoặc 2024-W07.")


def _codes(year: int, length: str) -> list[str]:
    if length == "week":
        return [f"{year}-W{w:02d}" for w in range(1, date(year, 12, 28).isocalendar().week + 1)]
    tails: Mapping[str, list[str]] = {
        "year": [""],
        "nine_months": ["-N9"],
        "half": ["-H1", "-H2"],
        "quarter": [f"-Q{q}" for q in range(1, 5)],
        "month": [f"-{m:02d}" for m in range(1, 13)],
    }
    return [f"{year}{tail}" for tail in tails[length]]


_own: list[tuple[str, str]] = []
"""Files of the province: name and text."""


@lru_cache(maxsize=1)
def regimes() -> Mapping[str, Regime]:
    """Read the regimes that ship with the library and those that a province added (``add_regimes``)."""
    text = resources.files("thidua").joinpath("rules/regimes/reporting.yaml").read_text(encoding="utf-8")
    files = [("reporting.yaml", yaml.safe_load(text)), *((name, _loaded(name, own)) for name, own in _own)]
    holidays = frozenset(day for _, content in files for day in content.get("holidays") or ())
    found: dict[str, Regime] = {}
    for name, content in files:
        for key, row in (content.get("regimes") or {}).items():
            if key in found:
                raise RuleKeeperError(f"Chế độ báo cáo «{key}» có hai định nghĩa.", Place(file=name))
            found[key] = _regime(name, str(key), row, holidays)
    return found


def add_regimes(files: Mapping[str, str]) -> None:
    """Add a province's own regimes and days off (name of the file -> its text); RuleKeeperError where one is wrong.

    A file holds ``regimes`` (as in rules/regimes/reporting.yaml) and ``holidays``: days that are no working days for
    the grace of any regime, as the Government announces them each year.
    """
    before = list(_own)
    _own.extend(pair for pair in files.items() if pair not in _own)
    regimes.cache_clear()
    try:
        regimes()
    except RuleKeeperError:
        _own[:] = before
        regimes.cache_clear()
        raise


def _loaded(name: str, text: str) -> dict[str, Any]:
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise RuleKeeperError(f"Tệp không phải YAML: {error}", Place(file=name)) from None
    if not isinstance(content, dict) or set(content) - {"regimes", "holidays"}:
        raise RuleKeeperError("Tệp chế độ báo cáo chỉ có «regimes» và «holidays».", Place(file=name))
    if not all(isinstance(day, date) for day in content.get("holidays") or ()):
        raise RuleKeeperError("Ngày nghỉ viết năm-tháng-ngày, ví dụ 2025-09-02.", Place(file=name))
    return content


def _regime(name: str, key: str, row: Mapping[str, Any], holidays: frozenset[date]) -> Regime:
    try:
        made = Regime(key=key, holidays=holidays, **{**row, "lengths": tuple(row["lengths"])})
    except (KeyError, TypeError):
        asked = "label, closes_on_day, grace_days, grace_counts, lengths, basis, confidence"
        raise RuleKeeperError(f"Chế độ «{key}» cần đúng các mục: {asked}.", Place(file=name)) from None
    closes, grace = made.closes_on_day, made.grace_days
    is_whole = closes is None or (isinstance(closes, int) and 1 <= closes <= 27)
    if not is_whole or not isinstance(grace, int) or not 0 <= grace <= 60:
        told = "ngày chốt từ 1 đến 27 (hoặc null), số ngày gia hạn từ 0 đến 60"
        raise RuleKeeperError(f"Chế độ «{key}»: {told}.", Place(file=name))
    if made.grace_counts not in ("days", "working_days") or not set(made.lengths) <= set(LENGTHS):
        raise RuleKeeperError(
            f"Chế độ «{key}»: grace_counts là days hoặc working_days; kỳ thuộc {LENGTHS}.", Place(file=name)
        )
    return made


def regime(key: str) -> Regime:
    """Give one regime by its key; OfficerError where there is none."""
    try:
        return regimes()[key]
    except KeyError:
        raise OfficerError(f"Không có chế độ báo cáo «{key}».") from None
