"""Find the days and months printed in a folded text, however the paper writes or breaks them.

Reads  ``Folded.folded`` / ``Folded.lower``.
Writes ``PrintedDate`` in reading order, offsets in the folded copy.

A scan looks for the rare part first (a year behind a separator, the word "tháng", the word "ngày") and reads the rest
around it, so that the time is linear in the text.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from thidua.dates import show_month
from thidua.text import places

FIRST_YEAR, LAST_YEAR = 1930, 2099


class PrintedDate(NamedTuple):
    """Tell one printed day or month.

    ``date``    as exact as the text: ``2024-03-25``, ``2024-03``, ``--03-25`` (no year), or None where it is no day.
    ``form``    "slashed" 25/3/2024 · "words" 25 tháng 3 năm 2024 · "month" tháng 3/2024 · "short" 25/3 after "ngày".
    ``role``    "start" or "end" inside a printed range ("15.4 - 30.6.2021"), else None.
    ``doubt``   "impossible-date", "swapped-day-month", "broken-number" (cut off) or None; ``suggests`` what is meant.
    ``named``   whether the word "ngày" (or "tháng") stands before it; the span begins there.
    """

    start: int
    end: int
    date: str | None
    form: str
    named: bool
    role: str | None = None
    doubt: str | None = None
    suggests: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


# Anchors. Each begins with a literal or a small set, the day is read backwards from it.
_YEARS = [  # one pattern a century: a search for plain letters runs at memory speed, one for any of a set does not
    re.compile(rf"{century}(?:(?<=[/.\-]..)|(?<=[/.\-] ..))\d\d(?!\d| ?/ ?[a-zđ])") for century in ("20", "19")
]
_MONTH_WORD = re.compile(r"th[áảa]ng ?(\d[ilo]|[ilo]\d|\d{1,2})(?!(?!năm)\w)")
_DAY_WORD = re.compile(r"ngày ?(\d{1,2}) ?([/.\-]) ?(\d{1,2})(?![\d%])")
_MONTHS = re.compile(r" ?(?:-|và|đến|tới) ?(\d{1,2}) ?(?:/|năm ) ?((?:19|20)\d\d)(?!\d)")
_BEFORE_YEAR = re.compile(r"(?<![\d])(?<!\d[/.,])(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?$")
_BEFORE_MONTH = re.compile(r"(?:ng[àaạả][yvỵỳ] ?)?(?<![\w])(\d[ilo]|[ilo]\d|\d{1,2}) ?$|ng[àaạả][yvỵỳ](\d{1,2}) ?$")
_WORD_BEFORE = re.compile(r"ng[àaạả][yvỵỳ] ?:? ?$")
_DIGITS = str.maketrans("ilo", "110")
_YEAR_AFTER = re.compile(r",? ?(?:năm|/|\.|-) ?((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"/([0-3]\d)(?=[;,.)]? [^\W\d_])")
_CUT_AFTER = re.compile(r" ?([/.\-]) ?(\d{0,3})(?!\d)")
_RANGE_RIGHT = re.compile(r" ?(?:/|\. ?\d)")
_RANGE_LEFT = re.compile(
    r"(?:(?:ngày|tháng) ?)?(?<![\d/.])(\d{1,2})(?: ?([/.]) ?(\d{1,2}))?"
    r" ?(?:-|đến(?: hết)?|và|,|tới) ?(?:ngày ?|tháng ?)?$"
)
_RANGE_ENDS = ("-", "đến", "hết", "và", ",", "tới", "ngày", "tháng")


def find_dates(lower: str, start: int = 0, end: int | None = None) -> list[PrintedDate]:
    """Find every printed day and month in ``Folded.lower`` (or a part of it), in reading order, none overlapping.

    >>> [d.date for d in find_dates("từ ngày 15.4 - 30.6.2021, trước 20 tháng 11 năm 2024; trong tháng 7/2024")]
    ['2021-04-15', '2021-06-30', '2024-11-20', '2024-07']
    >>> [(d.date, d.doubt, d.suggests) for d in find_dates("ngày 12/25/2023 và ngày 31/4/2024")]
    [(None, 'swapped-day-month', '25/12/2023'), (None, 'impossible-date', None)]
    """
    end = len(lower) if end is None else end
    found = [*_by_month_word(lower, start, end), *_by_year(lower, start, end)]
    whole = frozenset([date.start for date in found])
    found += _by_day_word(lower, start, end, whole)
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[PrintedDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
        elif date.end > kept[-1].end and date.start == kept[-1].start:
            kept[-1] = date
    return _with_ranges(lower, kept)


def make_date(day: int | None, month: int | None, year: int | None) -> tuple[str | None, str | None, str | None]:
    """Put a day together: (date, doubt, suggestion).

    >>> make_date(29, 2, 2023), make_date(5, 3, None)
    ((None, 'impossible-date', None), ('--03-05', None, None))
    """
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None, "impossible-date", None
    if month is None or not 1 <= month <= 12:
        if day is not None and month is not None and 1 <= day <= 12 and 13 <= month <= 31:
            right = f"{month:02d}/{show_month(day)}" + (f"/{year}" if year else "")
            return None, "swapped-day-month", right
        return None, "impossible-date", None
    if day is None:
        return (f"{year:04d}-{month:02d}" if year else None), None, None
    if not 1 <= day <= monthrange(year or 2024, month)[1]:
        return None, "impossible-date", None
    return (f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"), None, None


def _printed(
    start: int, end: int, form: str, named: bool, parts: tuple[int | None, int | None, int | None]
) -> PrintedDate:
    date, doubt, suggests = make_date(*parts)
    day, month, year = parts
    return PrintedDate(start, end, date, form, named, None, doubt, suggests, day, month, year)


def _by_year(lower: str, start: int, end: int) -> Iterator[PrintedDate]:
    for m in chain.from_iterable(years.finditer(lower, start, end) for years in _YEARS):
        at = m.start() - (2 if lower[m.start() - 1] == " " else 1)
        if at < start:
            continue
        floor = max(start, at - 8)
        before = _BEFORE_YEAR.search(lower[floor:at])
        if before is None:
            continue
        separator = lower[at]
        if (separator == "-") != (before[2] == "-") and "/" not in (separator, before[2]):
            continue  # "2021 - 2025", "1.2-2021"
        if separator == "/" and " - " in before[0]:
            continue  # "từ 6 - 12/2025": months
        day, month = int(before[1]), int(before[3])
        if day > 31 or month > 31 or not (day and month):
            continue
        head, named = _head(lower, floor + before.start(), start)
        yield _printed(head, m.end(), "slashed", named, (day, month, int(m[0])))


def _head(lower: str, at: int, start: int) -> tuple[int, bool]:
    word = _WORD_BEFORE.search(lower[max(start, at - 7) : at])
    return (max(start, at - 7) + word.start(), True) if word else (at, False)


def _by_month_word(lower: str, start: int, end: int) -> Iterator[PrintedDate]:
    for m in _MONTH_WORD.finditer(lower, start, end):
        after = _YEAR_AFTER.match(lower, m.end(), end)
        year = int(after[1]) if after else None
        stop = after.end() if after else m.end()
        floor = max(start, m.start() - 9)
        before = _BEFORE_MONTH.search(lower[floor : m.start()])
        month = int(m[1].translate(_DIGITS))
        if before and lower.endswith("tuần ", start, floor + before.start()):
            before = None  # "tuần 3 tháng 5/2025"
        if before:
            head, day = floor + before.start(), before[1] or before[2]
            date = _printed(
                head, stop, "words", lower.startswith("ng", head), (int(day.translate(_DIGITS)), month, year)
            )
            misread = not (day + m[1]).isdigit() and date.doubt is None
            shown = f"{date.day:02d}/{show_month(month)}/{date.year}" if misread and date.year else None
            yield date._replace(doubt="broken-number", suggests=shown) if misread else date
        elif 1 <= month <= 12:
            both = _MONTHS.match(lower, m.end(), end) if year is None else None
            if both and 1 <= int(both[1]) <= 12:  # "tháng 6 - 7/2024"
                year = int(both[2])
                last = _printed(both.start(1), both.end(), "month", False, (None, int(both[1]), year))
                yield last._replace(role=None if "và" in both[0] else "end")
            yield _printed(m.start(), stop, "month", True, (None, month, year))
        elif after is not None:
            yield _printed(m.start(), stop, "month", True, (None, month, year))._replace(doubt="impossible-date")


def _by_day_word(lower: str, start: int, end: int, whole: frozenset[int]) -> Iterator[PrintedDate]:
    """ "ngày 14-11": no year, or one that was cut off ("ngày 25/10/20"); ``whole``: where days with a year begin."""
    for at in places("ngày", lower, start, end):
        m = _DAY_WORD.match(lower, at, end)
        if m is None or at in whole:
            continue
        date = _printed(m.start(), m.end(), "short", True, (int(m[1]), int(m[3]), None))
        if m[2] == "-" and _RANGE_RIGHT.match(lower, m.end()):
            continue  # "ngày 25 - 30/4/2024"
        short = _SHORT_YEAR.match(lower, m.end(), end) if m[2] != "-" else None
        if short:
            yield _printed(m.start(), short.end(), "slashed", True, (int(m[1]), int(m[3]), 2000 + int(short[1])))
            continue
        cut = _CUT_AFTER.match(lower, m.end(), end) if m[2] != "-" else None
        if cut and cut[1] == m[2] and (cut[2] or lower[cut.end() : cut.end() + 1] in ("", " ", ")", ",", ";")):
            date = date._replace(end=m.end() + len(cut[0].rstrip()), doubt=date.doubt or "broken-number")
        yield date


def _with_ranges(lower: str, found: list[PrintedDate]) -> list[PrintedDate]:
    """Add the left side of "15.4 - 30.6.2021" and "từ ngày 01 đến 15/7/2024": the right gives it month and year."""
    out: list[PrintedDate] = []
    for date in found:
        floor = max(out[-1].end if out else 0, date.start - 26)
        between = lower[floor : date.start]
        joined = date.doubt is None and between.rstrip(" ").endswith(_RANGE_ENDS)
        left = _RANGE_LEFT.search(between) if joined else None
        if left is not None and date.month is not None and not (out and out[-1].end > floor + left.start()):
            first = _left_side(left, floor, date)
            if first is not None:
                out.append(first)
                date = date._replace(role="end") if first.role else date
        elif out and out[-1].year is None and date.year and _joins(lower[out[-1].end : date.start]):
            out[-1] = _finish(out[-1], date, "và" not in lower[out[-1].end : date.start])
            date = date._replace(role="end") if out[-1].role else date
        elif out and date.day and out[-1].day and date.year and _spans(lower[out[-1].end : date.start]):
            out[-1], date = out[-1]._replace(role="start"), date._replace(role="end")
        out.append(date)
    return out


_LISTED = re.compile(r"(?:và|,) ?(?:ngày ?|tháng ?)?$")
_JOIN = re.compile(r" ?(?:-|đến(?: hết)?|tới|và|,) ?$")


def _joins(between: str) -> bool:
    return len(between) < 12 and _JOIN.match(between) is not None


def _spans(between: str) -> bool:
    """Whether two whole days are the ends of one range: "15.12.2020 - 28.2.2021"."""
    return "và" not in between and "," not in between and _joins(between)


def _finish(first: PrintedDate, last: PrintedDate, ranged: bool) -> PrintedDate:
    """Give a day without a year the year of the day it is joined to."""
    if first.month is None or last.year is None or first.doubt or (first.day is None) != (last.day is None):
        return first
    year = last.year - 1 if (first.month, first.day or 0) > (last.month or 12, last.day or 31) else last.year
    date, doubt, suggests = make_date(first.day, first.month, year)
    return first._replace(date=date, doubt=doubt, suggests=suggests, year=year, role="start" if ranged else None)


def _left_side(m: "re.Match[str]", floor: int, right: PrintedDate) -> PrintedDate | None:
    start, end = floor + m.start(1), floor + (m.end(3) if m[3] else m.end(1))
    named = m[0].startswith(("ngày", "tháng"))
    if named:
        start = floor + m.start()
    if right.day is None:  # "tháng 6 - 7/2024"
        if m[3] or not m[0].startswith("tháng"):
            return None
        parts: tuple[int | None, int | None, int | None] = (None, int(m[1]), right.year)
    elif m[3]:
        parts = (int(m[1]), int(m[3]), right.year)
    elif named or right.named:
        parts = (int(m[1]), right.month, right.year)
    else:
        return None
    date = _printed(start, end, "slashed" if m[3] else right.form, named, parts)
    if date.doubt or date.date is None:
        return None
    later = (date.month or 0, date.day or 0) > (right.month or 0, right.day or 99)
    if later and right.year is not None and date.month != right.month:
        date = _printed(start, end, date.form, named, (date.day, date.month, right.year - 1))
    ranged = not _LISTED.search(m[0])
    return date._replace(role="start" if ranged else None)
