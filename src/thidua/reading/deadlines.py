"""By when a target must be reached. Reads: words around it, its headings. Writes: a day, a year or "hằng năm"."""

import re
from bisect import bisect_left
from calendar import monthrange

from thidua.printed_dates import PrintedDate

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHEN = re.compile(  # every way begins with its own letter: the scan leaps from one such letter to the next
    r"hằng năm|hàng năm|mỗi năm"
    r"|giai đoạn 20\d\d ?- ?(?P<to>20\d\d)"
    r"|đến (?=20\d\d(?![\d/.-]| ?-))|tới (?=20\d\d(?![\d/.-]| ?-))|hết (?=20\d\d(?![\d/.-]| ?-))"
    r"|quý (?P<quarter>i{1,3}|iv|[1-4]) ?(?:[/-]|,? ?năm)? ?(?P<qyear>20\d\d)"
    r"|năm(?<!tháng \d năm)(?<!tháng \d\d năm) (?P<year>20\d\d)(?: ?- ?(?P<last>20\d\d))?"
)
_BASE = re.compile(r"so với (?:(?!đến năm|phấn đấu)[^\W\d_]+ ){0,4}")

_QUARTER = re.compile(
    r"(?:trong|trước|hết|xong|đến) (?:hết )?quý (?P<quarter>i{1,3}|iv|[1-4]) ?(?:[/-]|,? ?năm)? ?(?P<year>20\d\d)"
)
_MONTH = re.compile(r"\d{4}-\d\d")
_LIMIT = re.compile(r"(?:trước|đến|đến hết|hết|chậm nhất|xong|trong|muộn nhất|tới)(?: là)? ?(?:ngày )?$")


def last_day(printed: str) -> str:
    """Give the last day of what is printed: "2024-07" → "2024-07-31"; a year stays a year.

    >>> last_day("2024-07"), last_day("2024-03-29"), last_day("2025")
    ('2024-07-31', '2024-03-29', '2025')
    """
    if len(printed) == 7 and _MONTH.fullmatch(printed):
        year, month = int(printed[:4]), int(printed[5:])
        return f"{printed}-{monthrange(year, month)[1]:02d}"
    return printed


_REACH = 700
"""Of a longer stretch only the two ends are read: else a line of a thousand numbers would be read a thousand times."""


def deadline_in(low: str, start: int, end: int, printed: list[PrintedDate]) -> str | None:
    """Find the deadline told in a stretch of text, the last one where several stand.

    >>> deadline_in("đến năm 2025, 95% hộ dân, so với năm 2020", 0, 40, [])
    '2025'
    """
    if end - start > 2 * _REACH:
        near = deadline_in(low, end - _REACH, end, printed)
        return near or deadline_in(low, start, start + _REACH, printed)
    found: str | None = None
    for match in _WHEN.finditer(low, start, end) if _tells_years(low, start, end) else ():
        if match["year"]:
            if not _is_base(low, start, match.start()):
                found = match["last"] or match["year"]
        elif match["to"]:
            found = match["to"]
        elif match["quarter"]:
            found = last_day(f"{match['qyear']}-{3 * QUARTERS[match['quarter']]:02d}")
        elif match[0].endswith(" năm"):
            found = found or match[0]
        else:
            found = low[match.end() : match.end() + 4]
    day = day_in(low, start, end, printed)
    return day or found


def _tells_years(low: str, start: int, end: int) -> bool:
    for word in ("năm", " 20", "quý", "giai đoạn"):  # noqa: SIM110  # a generator costs more than the searches
        if low.find(word, start, end) >= 0:
            return True
    return False


def _is_base(low: str, start: int, at: int) -> bool:
    """Say whether a year at ``at`` is what a change is measured against: "so với cùng kỳ năm 2023"."""
    against = low.rfind("so với ", max(start, at - 60), at)
    beside = low.endswith((" hơn ", " bằng ", " so "), max(start, at - 8), at) and not low.endswith(
        "sớm hơn ", start, at
    )
    return beside or (against >= 0 and _BASE.fullmatch(low, against, at) is not None)


def day_in(low: str, start: int, end: int, printed: list[PrintedDate], yearless: bool = False) -> str | None:
    """Find the last day, month or quarter that a stretch of text sets as a limit."""
    found = None
    for match in _QUARTER.finditer(low, start, end) if low.find("quý", start, end) >= 0 else ():
        found = last_day(f"{match['year']}-{3 * QUARTERS[match['quarter']]:02d}")
    k = bisect_left(printed, start, key=lambda d: d.start)
    while k < len(printed) and printed[k].start < end:
        date = printed[k]
        k += 1
        if date.date is None or (date.date.startswith("--") and not yearless):
            continue
        if date.role == "end" and found is not None:
            continue  # "báo cáo trước 20/12/2025, số liệu từ 15/12/2024 đến 14/12/2025"
        if _LIMIT.search(low, max(start, date.start - 24), date.start):
            found = last_day(date.date)
    return found
