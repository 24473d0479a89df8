"""Days printed without year, often without the word "ngày", and quarters. Reads: lower-case text. Writes: ``BareDate``.

"(19/8)" behind the name of a day, "trước 15-3", "Ngày hội … 18-11", "trong quý I/2024".
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from msgspec import Struct

from thidua.printed_dates import PrintedDate
from thidua.reading.deadlines import QUARTERS, last_day
from thidua.reading.lexicon import load
from thidua.reading.plan import Span
from thidua.reading.spans import Spans

_FORMS = re.compile(
    r"\( ?(?:ngày )?(?P<d1>\d{1,2}) ?[/.-] ?(?P<m1>\d{1,2})(?=(?: (?:hằng|hàng) năm)? ?[,;)])"
    r"|(?P<limit>(?<!\w)(?:trước|đến hết|đến|hết|hạn|chậm nhất|xong|từ|kể từ|sáng|chiều|tối|vào|dịp|tới"
    r"|hạn cuối|hôm)(?: là| nay,?| qua,?)?|(?<!\w)ngay) "
    r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})"
    r"(?![\d%]|[/.-] ?\d| ?%| (?!hằng|hàng|đến|năm|và|tới|tại|phải|để|gửi|về|là|đã|sẽ|vừa)[^\W\d_])"
    r"|(?:ngày hội|ngày)(?= [^\W\d_])[^.;()]{4,80}?[ -](?P<d3>\d{1,2}) ?[/.-] ?(?P<m3>\d{1,2})(?![\d%/]|[.-]\d| ?%)"
    r"|(?P<item>(?<!\w)[-+•]) ?(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?= ?: )"
    r"|(?<!\w)(?P<also>(?:trước |đến |hết )?ngày \d{1,2}[/-]\d{1,2}(?: và|,)) ?(?P<d5>\d{1,2})[/-](?P<m5>\d{1,2})"
    r"(?![\d%/]|[.-]\d| ?%)"
    r"|(?<![\d/.,-])(?P<d6>\d{1,2})/(?P<m6>\d{1,2})(?= năm 20\d\d(?!\d| ?-))"
    r"|ngày (?P<d0>\d{1,2})(?P<m0>[/.-]\d{1,2})? (?:đến|tới|-) (?:hết )?(?P<d7>\d{1,2})[/.-](?P<m7>\d{1,2})"
    r"(?![\d%/]|[.-]\d| ?%)"
    r"|(?P<feast>quốc khánh|giáng sinh|noel|quốc tế lao động|quốc tế phụ nữ|phụ nữ việt nam|giải phóng miền nam"
    r"|mừng đảng|kỷ niệm|chào mừng|lễ) "
    r"(?P<d8>\d{1,2})/(?P<m8>\d{1,2})(?![\d%/]|[.-]\d| ?%)"
    r"|(?P<due>hạn(?: cuối| chót)?[^.;:()\d]{0,30}): (?P<de>\d{1,2})/(?P<me>\d{1,2})(?![\d%/]|[.-]\d| ?%)"
    r"|(?<!\w)từ (?P<dc>\d{1,2})(?: ?- ?| đến )(?P<dd>\d{1,2})/(?P<mc>\d{1,2})"
    r"(?= ?(?:[.;,)]|$)| (?:trên|tại|ở|năm|hằng|hàng|và)(?!\w))"
    r"|ngày \d{1,2}(?:, \d{1,2})*(?: và|,) (?P<d9>\d{1,2})[/.-](?P<m9>\d{1,2})(?![\d%/]|[.-]\d| ?%)"
    r"|\( ?(?:từ )?(?P<da>\d{1,2})/(?P<ma>\d{1,2}) ?(?:-|đến) ?(?P<db>\d{1,2})/(?P<mb>\d{1,2})(?=[,;)])"
    r"|(?P<when>(?:trong|trước|hết|xong|đến|vào|cuối) (?:hết )?)?"
    r"quý (?P<quarter>iii|ii|iv|i|[1-4]) ?(?:[/-]|,? ?năm)? ?(?P<year>20\d\d)"
)
_LONGEST = 110
"""No form has more letters before the sign between day and month, or behind it."""
_BESIDE = re.compile(r"(?: và|,) (?:ngày )?(\d{1,2})[/-](\d{1,2})(?![\d%/]|[.-]\d| ?%)(?= ?(?:[.;,)]|$))")
_YEAR_BEHIND = re.compile(r" năm (20\d\d)(?!\d| ?-)")
_PAIRS = [  # one pattern a sign: a search for a plain sign runs at memory speed, one for any of a set does not
    re.compile(rf"{sign}(?:(?<=\d.)(?<!\d\d\d.)|(?<=\d .)(?<!\d\d\d .)) ?\d{{1,2}}(?![\d%])")
    for sign in ("/", "-", r"\.")
]
"""Day and month by the sign between them, with one or two digits on both sides."""
_TODAY = ("hôm nay", "sáng nay", "chiều nay", "tối nay", "hôm qua", "mai", " sáng", " chiều", " tối")
_DUE = ("trước", "đến", "hết", "hạn", "chậm", "xong", "tới")


class BareDate(Struct, frozen=True):
    """A day without a year, or a quarter by its last day; ``meant`` where day and month look swapped."""

    span: Span
    date: str
    kind: str
    meant: str | None = None


def bare_dates(low: str, start: int, end: int, taken: Spans, places: list[int] | None = None) -> Iterator[BareDate]:
    """Find what ``find_dates`` leaves; ``taken``: the dates it found; ``places``: those of ``places_of``.

    >>> text = "gửi trước 15-3; ngày toàn dân phòng cháy (10/4); xong trong quý i/2024"
    >>> [(d.date, d.kind, d.meant) for d in bare_dates(text, 0, len(text), Spans([]))]
    [('--03-15', 'deadline', None), ('--10-04', 'commemoration', '4/10'), ('2024-03-31', 'deadline', None)]
    >>> [d.date for d in bare_dates("- 20/6: họp. báo cáo trước ngày 5/7 và 20/11", 0, 44, Spans([(32, 35)]))]
    ['--06-20', '--11-20']
    """
    around = [(start, end)] if places is None else _around(places, start, end)
    for match in chain.from_iterable(_FORMS.finditer(low, *stretch) for stretch in around):
        if match["quarter"]:
            span = (match.start("quarter") - 4, match.end())
            day = last_day(f"{match['year']}-{3 * QUARTERS[match['quarter']]:02d}")
            yield BareDate(span, day, "deadline" if match["when"] else "event")
            continue
        which = next(k for k in "123456789ace" if match[f"d{k}"])
        span = (match.start(f"d{which}"), match.end(f"m{which}"))
        if which == "7":
            yield from _ends(match, taken)
        elif which in "ac":
            yield from _span(match, taken)
        elif not taken.meets(*span):
            told = list(
                _one(low, start, span, int(match[f"d{which}"]), int(match[f"m{which}"]), _limit(match), which == "8")
            )
            yield from told
            beside = _BESIDE.match(low, span[1], end) if told else None
            while beside and not taken.meets(*beside.span(1)):
                yield from _one(low, start, (beside.start(1), beside.end(2)), int(beside[1]), int(beside[2]), "ngày")
                beside = _BESIDE.match(low, beside.end(), end)


def _ends(match: "re.Match[str]", taken: Spans) -> Iterator[BareDate]:
    """Give both ends of "từ ngày 1 đến 30-6", "ngày 1/6 đến 30/6": the first may leave its month to the last."""
    month, last = int(match["m7"]), int(match["d7"])
    if taken.meets(*match.span("d7")) or not (1 <= month <= 12 and 1 <= last <= 31):
        return
    first = int(match["d0"])
    if match["m0"] is None and 1 <= first < last:
        yield BareDate(match.span("d0"), f"--{month:02d}-{first:02d}", "period_start")
    yield BareDate((match.start("d7"), match.end("m7")), f"--{month:02d}-{last:02d}", "period_end")


def _span(match: "re.Match[str]", taken: Spans) -> Iterator[BareDate]:
    """Give both ends of a stretch of days in brackets: "cao điểm 60 ngày đêm (5/10-4/12)"."""
    month_of = {"a": "ma", "b": "mb", "c": "mc", "d": "mc"}
    for which, kind in zip("ab" if match["da"] else "cd", ("period_start", "period_end"), strict=True):
        day, month = match[f"d{which}"], match[month_of[which]]
        behind = match.end(f"d{which}") if which == "c" else match.end(month_of[which])
        span = (match.start(f"d{which}"), behind)
        if not taken.meets(*span) and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield BareDate(span, f"--{int(month):02d}-{int(day):02d}", kind)


def _around(places: list[int], start: int, end: int) -> list[Span]:
    """Give the stretches of ``start:end`` in which a form around one of the places may stand."""
    found: list[Span] = []
    for at in places:
        first, last = max(start, at - _LONGEST), min(end, at + _LONGEST)
        if found and first <= found[-1][1]:
            first = found.pop()[0]
        found.append((first, last))
    return found


def places_of(low: str, taken: Spans) -> list[int]:
    """Give where in a paper such a day can stand at all: only the paragraphs around these places need the long look.

    >>> places_of("ngày 25/3/2024: 12,5%; (10/4); xong quý i/2024", Spans([(0, 14)]))
    [26, 36]
    """
    found = [at for pairs in _PAIRS for m in pairs.finditer(low) if not taken.meets((at := m.start()) - 2, at)]
    at = low.find("quý ")
    while at >= 0:
        found.append(at)
        at = low.find("quý ", at + 4)
    return sorted(found)


def _limit(match: "re.Match[str]") -> str | None:
    """What stands before the day: a limit, the dash of a point ("- 20/6: …"), the day before ("ngày 20/6 và 20/11")."""
    return match["limit"] or match["item"] or match["also"] or match["due"] or ("ngày" if match["d9"] else None)


def _one(
    low: str, start: int, span: Span, day: int, month: int, limit: str | None, fest: bool = False
) -> Iterator[BareDate]:
    name = low[max(start, span[0] - 90) : span[0]]
    meant = _swapped(name, day, month) if limit is None else None
    if meant:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    year = _YEAR_BEHIND.match(low, span[1])
    if year is not None:
        yield BareDate((span[0], year.end()), f"{year[1]}-{month:02d}-{day:02d}", "event")
    elif limit is not None:
        kind = "deadline" if limit.startswith(_DUE) else "event"
        yield BareDate(span, f"--{month:02d}-{day:02d}", kind)
    elif name.endswith("(") and name.rstrip("( ").endswith(_TODAY):
        yield BareDate(span, f"--{month:02d}-{day:02d}", "event")
    elif meant or fest or "ngày" in name or "tháng" in name:
        yield BareDate(span, f"--{month:02d}-{day:02d}", "commemoration", meant)


_FEAST = r"(?:ngày (?:hội|toàn dân|truyền thống|thế giới|quốc tế|pháp luật|gia đình|thương binh)|kỷ niệm|quốc khánh)"
_FEAST_BEFORE = re.compile(rf"{_FEAST}[^.;:]{{0,80}}$")
_FEAST_BEHIND = re.compile(rf" ?[-,:(]? ?(?:là )?{_FEAST}[^.;:)]{{0,60}}")
_LIMITED = ("trước ", "đến ", "hết ", "hạn ", "từ ", "xong ")


def feast(low: str, start: int, end: int, date: PrintedDate) -> BareDate | None:
    """Give a printed day beside the name of a feast whose day and month stand the other way round.

    >>> from thidua.printed_dates import find_dates
    >>> low = "ngày toàn dân phòng cháy và chữa cháy, ngày 10/4; gửi trước ngày 10/4"
    >>> [feast(low, 0, len(low), date) is not None for date in find_dates(low)]
    [True, False]
    """
    if low.endswith(_LIMITED, start, date.start) or date.day is None or date.month is None:
        return None
    before = _FEAST_BEFORE.search(low, max(start, date.start - 90), date.start)
    name = before or _FEAST_BEHIND.match(low, date.end, end)
    meant = _swapped(name[0], date.day, date.month) if name else None
    if meant is None:
        return None
    return BareDate((date.start, date.end), f"--{date.day:02d}-{date.month:02d}", "commemoration", meant)


@cache
def _days() -> list[tuple[list[str], str]]:
    return [(entry["words"], entry["day"]) for entry in load("commemorations")["days"]]


def _swapped(name: str, day: int, month: int) -> str | None:
    """Give the right day where day and month of a known day stand the other way round."""
    nearest = max(((name.rfind(word), right) for words, right in _days() for word in words), default=(-1, ""))
    if nearest[0] < 0:
        return None
    right_day, right_month = map(int, nearest[1].split("/"))
    return nearest[1] if (day, month) == (right_month, right_day) and day != month else None
