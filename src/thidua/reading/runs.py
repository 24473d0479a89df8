"""Read how long the plan or movement runs: from which day to which, as printed.

Reads  ``Folded``, the day of the paper ("từ nay" means that day).
Writes days; the span that they were read from.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from thidua.printed_dates import PrintedDate, find_dates
from thidua.text import Folded

_DEEDS = (
    "triển khai",
    "thực hiện",
    "phát động",
    "tổ chức",
    "diễn ra",
    "đợt thi đua",
    "đợt cao điểm",
    "mở đợt",
    "mở cao điểm",
)
_SINCE = r"[^.;|]{0,60}? từ (?=ngày|tháng|nay|năm|\d)"
_CUE = re.compile(  # every way begins with a plain letter: the scan leaps from one such letter to the next
    r"từ nay (?:cho )?đến|từ (?:khi|ngày) (?:phát động|ban hành|ký)[^.;]{0,30}? đến"
    r"|thời (?:gian|hạn)(?: thực hiện| thi đua| phát động| triển khai| tổ chức)?[^.;|]{0,60}?(?= từ| bắt đầu|:)|"
    + "|".join(f"{opening}{deed}{_SINCE}" for opening in ("được ", "") for deed in _DEEDS)
)
_DRIVE = re.compile(r"(?:mở )?(?:đợt )?cao điểm|mở đợt")
_OPENING = 900
"""Characters: where a paper that is about one drive names it."""
_RARE = (re.compile(r"từ (?=[ntk\d])"), re.compile("thời (?=gian|hạn)"))
_LONGEST = 160
"""Characters, more than any cue has."""
_STAGE = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ) ?(20\d\d) ?(?:-|đến) ?(20\d\d)")
_YEAR = re.compile(r"năm ?(20\d\d)(?!\d| ?-)")
_NAMED_YEAR = re.compile(r"năm (?:[^\W\d_]+ ){2,6}(20\d\d)(?!\d| ?-)")
"""A year that bears a name: "Năm An toàn giao thông 2025"."""
_DAY = re.compile(r"ngày \d{1,2} tháng \d{1,2} năm 20\d\d")
_ABOUT_ALL = re.compile(r"phong trào|đợt|kế hoạch|thi đua|cao điểm|chương trình|thời gian|thời hạn|chiến dịch|từ nay")
_UNTIL = re.compile(r"(?:đến|tới)(?: hết)?(?: ngày)? ?$")
_TO = re.compile(r" ?(?:-|đến(?: hết)?|tới)(?: hết)? ?(?:ngày )?")


def read_runs(fold: Folded, signed_on: str | None) -> tuple[dict[str, str | None], tuple[int, int] | None]:
    """Read the first printed run of the whole plan.

    >>> read_runs(Folded("Phong trào thi đua thực hiện từ nay đến hết ngày 31/12/2024."), "2024-03-25")[0]
    {'from': '2024-03-25', 'to': '2024-12-31'}
    """
    for cue in _cues(fold.lower):
        if _DRIVE.match(cue[0].removeprefix("được ")) and not _DRIVE.search(fold.lower, 0, _OPENING):
            continue  # one drive among much else that the paper asks for
        before = fold.lower[max(0, cue.start() - 90) : cue.end() + 4].rsplit(". ", 1)[-1]
        if not _ABOUT_ALL.search(before):
            continue
        printed = fold.once(find_dates)
        first = bisect_left(printed, cue.end() - 8, key=attrgetter("start"))
        behind = bisect_right(printed, cue.end() + 110, lo=first, key=attrgetter("end"))
        found = _run(fold, cue, [d for d in printed[first:behind] if d.date], signed_on)
        if found is not None:
            last = _last_phase(fold.lower, *found[1])
            return {**found[0], "to": last or found[0]["to"]}, found[1]
    return {"from": None, "to": None}, None


_FIRST_PHASE = re.compile(r"(?:giai đoạn|đợt) (?:0?1|i|một)(?!\w)")
_NEXT_PHASE = re.compile(r"[^.]{0,60}?(?:giai đoạn|đợt) (?:0?2|ii|hai)(?!\w)")


def _last_phase(low: str, start: int, end: int) -> str | None:
    """ "giai đoạn 1 từ nay đến 19/5, giai đoạn 2 từ 20/5 đến 19/8/2025": the whole ends with its last phase."""
    if not _FIRST_PHASE.search(low, max(0, start - 30), end) or not _NEXT_PHASE.match(low, end):
        return None
    days = find_dates(low, end, min(len(low), end + 260))
    ends = [d.date for d in days if d.date and len(d.date) == 10 and _UNTIL.search(low[d.start - 14 : d.start])]
    return max(ends, default=None)


def _cues(low: str) -> Iterator["re.Match[str]"]:
    """Find the cues in reading order; each stands around a "từ" or begins with "thời": only there the text is read."""
    start = end = 0
    for at in sorted([m.start() for word in _RARE for m in word.finditer(low)]):
        if at - _LONGEST > end:
            yield from _CUE.finditer(low, start, end)
            start = at - _LONGEST
        end = at + _LONGEST
    yield from _CUE.finditer(low, start, end)


_SIGNED = re.compile(r"nay|(?:khi|ngày) (?:ký|ban hành|phát động|có hiệu lực)")


def stage_of(title: str) -> dict[str, str | None] | None:
    """Read the years that a title gives the whole plan, as their first and last day.

    >>> stage_of("phòng cháy, chữa cháy giai đoạn 2023 - 2027")
    {'from': '2023-01-01', 'to': '2027-12-31'}
    """
    m = _STAGE.search(unicodedata.normalize("NFC", title).lower().replace("–", "-"))
    return {"from": f"{m[1]}-01-01", "to": f"{m[2]}-12-31"} if m and m[1] <= m[2] else None


def year_of(title: str) -> str | None:
    """Read the one year that a title gives the plan.

    >>> year_of("Phát động phong trào thi đua năm 2024"), year_of("tổng kết năm 2023, triển khai năm 2024")
    ('2024', None)
    >>> year_of("thực hiện Năm An toàn giao thông 2025 với chủ đề")
    '2025'
    >>> year_of("thực hiện Nghị quyết ngày 01 tháng 12 năm 2021 trong năm 2022")
    '2022'
    """
    told = _DAY.sub("", unicodedata.normalize("NFC", title).lower())
    years = set(_YEAR.findall(told) or _NAMED_YEAR.findall(told))
    return years.pop() if len(years) == 1 else None


def _run(
    fold: Folded, cue: "re.Match[str]", dates: list[PrintedDate], signed_on: str | None
) -> tuple[dict[str, str | None], tuple[int, int]] | None:
    """What stands behind a cue: from the signing to a day, from a day to a day, or up to a day."""
    if not dates or dates[0].start > cue.end() + 60:
        return None
    first = dates[0]
    between = fold.lower[cue.start() : first.start]
    until = _UNTIL.search(between) is not None
    if until and _SIGNED.search(between):
        return {"from": signed_on, "to": first.date}, (cue.start(), first.end)
    if len(dates) > 1 and first.start <= cue.end() + 26 and _TO.fullmatch(fold.lower[first.end : dates[1].start]):
        return {"from": first.date, "to": dates[1].date}, (first.start, dates[1].end)
    if until and first.start <= cue.end() + 26:
        return {"from": None, "to": first.date}, (cue.start(), first.end)
    return None
