"""Years and quarters named beside a number. Reads: the words before it. Writes: whether that time has passed."""

import re

from thidua.reading.deadlines import QUARTERS

_SCHOOL_YEAR = re.compile(r"năm học 20\d\d ?- ?(20\d\d)")
_QUARTER = re.compile(r" ?(?:trong |hết |đến hết )?quý (i{1,3}|iv|[1-4])(?! ?[/-]|,? ?năm|\w)")
_YEAR = re.compile(r"năm (?<!so với năm )(?<!so năm )(?<!cùng kỳ năm )(20\d\d)(?! ?-)")
_OF_A_YEAR = re.compile(r"năm 20\d\d,? (?:[^\W\d_]+ ){0,2}(?:có|đạt|còn|là) (?:trên |hơn |khoảng |gần )?$")
_LAW = re.compile(r"luật(?<!\wluật) (?!sư|gia)[^;.:\d]{2,64}$")
_STRIVES = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu|đặt ra|đề ra")


def ended(low: str, start: int, lead: int, month: int) -> "re.Match[str] | None":
    """Say whether a sentence opens with a quarter that had ended when the paper was signed: "Trong quý I, tỷ lệ …"."""
    quarter = _QUARTER.match(low, start, lead)
    return quarter if quarter is not None and 3 * QUARTERS[quarter[1]] < month else None


def taught(low: str, start: int, lead: int, year: int | None, month: int | None) -> bool:
    """Say whether a school year is named that had ended when the paper was signed: "Năm học 2023-2024: …"."""
    if year is None or low.find("năm học 20", start, lead) < 0:
        return False
    named = _SCHOOL_YEAR.search(low, start, lead)
    last = int(named[1]) if named else year + 1
    return last < year or (last == year and (month or 0) > 7)


def since(low: str, start: int, lead: int) -> int:
    """Give where a statement of one year begins: "giữ vững danh hiệu; năm 2022 có 97% hộ"."""
    at = low.rfind("năm 20", start, lead)
    if at >= 0 and low.endswith(("đến ", "tới ", "hết "), start, at) and _STRIVES.search(low, max(start, at - 40), at):
        return start  # "đặt mục tiêu đến năm 2020 có 100% số xã"
    return at if at >= 0 and _OF_A_YEAR.match(low, at, lead) else start


def year_before(low: str, start: int, lead: int) -> int | None:
    """Give the latest year named before a number; "Luật … năm 2022" names a law, not when."""
    years = [
        int(m[1])
        for m in _YEAR.finditer(low, start, lead)
        if not _LAW.search(low, max(start, m.start() - 70), m.start()) and not bracketed(low, start, m.start(), lead)
    ]
    return max(years, default=None)


def bracketed(low: str, start: int, at: int, lead: int) -> bool:
    """Say whether ``at`` stands in brackets that close before ``lead``: "giảm xuống 0,15% (năm 2022 là 0,23%); …"."""
    return low.rfind("(", start, at) > low.rfind(")", start, at) and low.find(")", at, lead) >= 0
