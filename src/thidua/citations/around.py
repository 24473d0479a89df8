"""Read what stands around a number: the kind before it, the day behind or before it.

Reads  ``Folded`` and a place in it.
Writes kinds by name, ``PrintedDate``.
"""

import re
from bisect import bisect_right

from thidua.citations.tables import tables
from thidua.printed_dates import PrintedDate, find_dates, make_date
from thidua.text import Folded, fold_name

_NUMBER_WORD = re.compile(r"(?:,? ?(?:số|sô|só|sổ)(?: hiệu)?)? ?[:.]? ?$")
_SAID = re.compile(r"s[ốôóổ]")
_WINDOW = 52
_SHORT_KIND = re.compile(r"(?<![\w/.-])[A-ZĐ][A-ZĐr]{1,4}$")
_GLUED = re.compile(
    r"(?<=[a-zà-ỹ])[A-ZĐ][^\W\d_]+(?: [^\W\d_]+){0,3}$"
)  # "hiệnKế hoạch": its capital tells where it begins


def kind_before(fold: Folded, at: int) -> tuple[str | None, int]:
    """Name the kind before a number that begins at ``at``, and where the citation begins.

    >>> kind_before(Folded("theo Kế hoạch số 12/KH-UBND"), 17)
    ('Kế hoạch', 5)
    >>> kind_before(Folded("Thực hiệnKế hoạch số 12/KH-UBND"), 21)
    ('Kế hoạch', 9)
    """
    floor = max(0, at - _WINDOW)
    before = fold.lower[floor:at]
    word = _NUMBER_WORD.search(before, max(0, len(before) - 13))
    stem = before[: word.start()] if word else before
    stem = stem.rstrip(' (“"')
    found = _kind_at_end(fold, stem, floor)
    if found:
        return found
    told = _issuer_between(fold, stem, floor)
    if told:
        return told
    said = _SAID.search(before, word.start()) if word else None
    return None, floor + said.start() if said else at


def _kind_at_end(fold: Folded, stem: str, floor: int) -> tuple[str, int] | None:
    known = tables()
    words = stem.split(" ")
    for count in range(min(known.longest_kind, len(words)), 0, -1):
        name = " ".join(words[-count:])
        tail = name.lstrip('(“"-+*|.:;,[/')
        if tail in known.kinds or tail in known.generic:
            start = floor + len(stem) - len(tail)
            return (known.kinds[tail]["name"] if tail in known.kinds else tail), start
    short = _SHORT_KIND.search(fold.folded, max(floor, floor + len(stem) - 6), floor + len(stem))
    if short and len(short[0]) > 1 and short[0] in known.kind_of_code and floor + len(stem) < floor + _WINDOW:
        return known.kind_of_code[short[0]], short.start()  # "KH 09/KH-UBND", "CV số 37/PVHTT"
    glued = _GLUED.search(fold.folded, floor, floor + len(stem))
    if glued and glued[0].lower() in known.kinds:
        return known.kinds[glued[0].lower()]["name"], glued.start()
    for count in (2, 3):
        if len(words) >= count:
            name = " ".join(words[-count:])
            kind = known.folded_kinds.get(fold_name(name)) if len(name) < 30 else None
            if kind and fold.folded[floor + len(stem) - len(name)].isupper():
                return known.kinds[kind]["name"], floor + len(stem) - len(name)
    return None


_OF = re.compile(r"(?:^|[ (“\"])((?:[^\W\d_]+ ){0,2}[^\W\d_]+) (?:của|do) ([^,;.:()“”]{4,44})$")


def _issuer_between(fold: Folded, stem: str, floor: int) -> tuple[str, int] | None:
    """ "Chỉ thị của Ban Bí thư số 09-CT/TW": the kind stands before its issuer."""
    m = _OF.search(stem)
    if m is None:
        return None
    known = tables()
    words = m[1].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[-count:])
        if name in known.kinds:
            return known.kinds[name]["name"], floor + m.end(1) - len(name)
    return None


_TO_DATE = re.compile(
    r" ?(?:\[\d{1,3}\]|\(\d{1,2}\)|[¹²³⁴-⁹*])?,? ?\(? ?"
    r"(?:(?:hồi |lúc |phát lúc )\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?,? )?"
    r"(?:được )?(?:ký |ban hành |ký ban hành |cùng (?=ngày))?(?=(?:ngày|ngay|ngàv|tháng|năm|\d))"
)
_YEAR_ONLY = re.compile(r" ?năm ((?:19|20)\d\d)(?!\d)")
_PLAIN = re.compile(r"(ngày ?)?(\d{1,2})(?:/(\d{1,2})/| tháng (\d{1,2}) năm )((?:19|20)\d\d)(?!\d)")
_CUT_OFF = re.compile(r"ngày ?(\d{1,2})(?= ?(?:$|[;,.)]| tháng))")
_MISREAD = re.compile(r"ngày ?(\d{1,2}/\d{5,6}|\d{3,4}/(?:19|20)\d\d|\d{7,8})(?![\d/])")


def date_after(fold: Folded, at: int) -> PrintedDate | None:
    """Read the day printed right behind a number or an issuer.

    >>> date_after(Folded("30-CT/TU, ngày 26 tháng 4 năm 2023 của"), 8).date
    '2023-04-26'
    >>> date_after(Folded("91/2017/NĐ-CP ngày 3117/2017"), 13).suggests
    '31/7/2017'
    """
    lower = fold.lower
    link = _TO_DATE.match(lower, at)
    if link is None:
        return None
    start = link.end()
    named = lower.startswith(("ngày", "ngay", "ngàv"), start)
    year = _YEAR_ONLY.match(lower, at)
    if year:
        return PrintedDate(year.start() + 1, year.end(), year[1], "year", False, year=int(year[1]))
    plain = _PLAIN.match(lower, start)
    if plain and (named or plain[3]):
        parts = (int(plain[2]), int(plain[3] or plain[4]), int(plain[5]))
        made, doubt, suggests = make_date(*parts)
        form = "slashed" if plain[3] else "words"
        return PrintedDate(start, plain.end(), made, form, named, None, doubt, suggests, *parts)
    misread = _MISREAD.match(lower, start)
    if misread:
        return _mended(misread)
    window = find_dates(lower, start, min(len(lower), start + 44))
    whole_month = window and window[0].form == "month" and lower.startswith("tháng", start) and window[0].year
    if window and window[0].start == start and (named or whole_month or window[0].form == "slashed"):
        return window[0]
    cut = _CUT_OFF.match(lower, start) if named else None
    if cut:
        return PrintedDate(start, cut.end(), None, "cut", True, doubt="broken-number")
    return None


_TOLD = re.compile(
    r",? (?:đã |được )?(?:ký |ký, )?(?:ban hành|ký|phát hành|phê duyệt) (?:hôm |vào ngày |vào |ngày )?(?=\d)"
)


def date_told(fold: Folded, at: int) -> PrintedDate | None:
    """The day told behind the issuer as a deed: "… của Ban Dân vận ban hành hôm 10/2/2023"."""
    m = _TOLD.match(fold.lower, at)
    dates = find_dates(fold.lower, m.end(), min(len(fold.lower), m.end() + 30)) if m else []
    return dates[0] if m and dates and dates[0].start == m.end() else None


def _mended(m: "re.Match[str]") -> PrintedDate:
    """A slash read as 1 ("3117/2017", "07/412014"): taken where one reading alone is a day."""
    digits = m[1]
    readings = {}
    for i, sign in enumerate(digits):
        if sign == "1":
            parts = (digits[:i] + "/" + digits[i + 1 :]).split("/")
            if len(parts) == 3 and all(parts) and len(parts[2]) == 4 and len(parts[0]) <= 2 and len(parts[1]) <= 2:
                date, doubt, _ = make_date(int(parts[0]), int(parts[1]), int(parts[2]))
                if date and not doubt:
                    readings[date] = "/".join(parts)
    if len(readings) == 1:
        date, shown = readings.popitem()
        return PrintedDate(m.start(), m.end(), date, "slashed", True, doubt="broken-number", suggests=shown)
    return PrintedDate(m.start(), m.end(), None, "cut", True, doubt="broken-number")


_DAY_BEFORE = re.compile(r"(?:,? ?(?:thay mặt|đồng chí|đ/c)[^,;.]{0,40})?,? ?$")


def date_before(fold: Folded, at: int, floor: int) -> PrintedDate | None:
    """Read a day that stands right before the issuer ("Ngày 28/7, UBND tỉnh đã ban hành Kế hoạch số …")."""
    lower = fold.lower
    floor = max(floor, at - 46)
    place = lower.rfind("ngày", floor, at)
    if place < 0:
        return None
    dates = find_dates(lower, place, at)
    if dates and dates[0].start == place and dates[0].role is None and _DAY_BEFORE.match(lower[dates[0].end : at]):
        return dates[0]
    return None


def lines_between(fold: Folded, start: int, end: int) -> int:
    """Count line ends inside a folded span."""
    return bisect_right(fold.breaks, end) - bisect_right(fold.breaks, start)
