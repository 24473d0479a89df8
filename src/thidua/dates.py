"""Days, half-open periods and how Vietnamese officials write them.

Law and units live on days (``datetime.date`` in Asia/Ho_Chi_Minh). ``Validity`` is half-open:
``valid_from <= day < valid_to``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.errors import OfficerError

_WRITTEN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def parse_day(text: str) -> date:
    """Read a day as officials write it, the day first, or as machines do.

    >>> parse_day("2025-07-01") == parse_day("1/7/2025") == parse_day("01.7.2025")
    True

    Raises OfficerError with a sentence for anything else: nothing is guessed of two digits of a year.
    """
    bare = text.strip()
    try:
        if written := _WRITTEN.fullmatch(bare):
            return date(int(written[3]), int(written[2]), int(written[1]))
        if len(bare) != 10:
            raise ValueError
        return date.fromisoformat(bare)
    except ValueError:
        raise OfficerError(f"«{text}» không phải một ngày; viết theo dạng 01/7/2025 hoặc 2025-07-01.") from None


def show_month(month: int) -> str:
    """Write the number of a month as in a day: 1 and 2 get a leading zero.

    >>> show_month(2), show_month(3)
    ('02', '3')
    """
    return f"{month:02d}" if month < 3 else str(month)


def show_day(day: date) -> str:
    """Write a day as Nghị định 30/2020/NĐ-CP does: days below 10 and months 1, 2 get a leading zero.

    >>> show_day(date(2024, 3, 5)), show_day(date(2024, 2, 15)), show_day(date(2024, 11, 25))
    ('05/3/2024', '15/02/2024', '25/11/2024')
    """
    return f"{day.day:02d}/{show_month(day.month)}/{day.year}"


@dataclass(frozen=True, order=True)
class Validity:
    """Hold from a day on, up to but not including another; ``None`` is open.

    >>> Validity(date(2022, 2, 10), None).covers(date(2022, 2, 9))
    False
    """

    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether ``day`` lies inside."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: "Validity") -> bool:
        """Say whether some day lies inside both.

        >>> Validity(date(2022, 1, 1), date(2023, 1, 1)).overlaps(Validity(date(2023, 1, 1), None))
        False
        """
        starts = [v for v in (self.valid_from, other.valid_from) if v is not None]
        ends = [v for v in (self.valid_to, other.valid_to) if v is not None]
        return not starts or not ends or max(starts) < min(ends)


@dataclass(frozen=True)
class Period:
    """A named reporting period: ``2024``, ``2024-03``, ``2024-Q1``, ``2024-H1``; days are half-open.

    >>> Period.parse("2024-Q1").last_day
    datetime.date(2024, 3, 31)
    """

    code: str
    start: date
    end: date

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a period code; OfficerError where it is none."""
        year, dash, part = code.partition("-")
        is_year = len(year) == 4 and year.isascii() and year.isdigit() and "1900" <= year < "2200"
        if is_year and bool(dash) == bool(part):
            first_month, months = _PARTS.get(part, (0, 0))
            if first_month:
                return cls(code, _month_start(int(year), first_month), _month_start(int(year), first_month + months))
        raise OfficerError(f"«{code}» không phải một kỳ; viết 2024, 2024-03, 2024-Q1 hoặc 2024-H1.")

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)


_PARTS: dict[str, tuple[int, int]] = {
    "": (1, 12),
    **{f"{m:02d}": (m, 1) for m in range(1, 13)},
    **{f"Q{q}": (3 * q - 2, 3) for q in range(1, 5)},
    **{f"H{h}": (6 * h - 5, 6) for h in (1, 2)},
}


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
