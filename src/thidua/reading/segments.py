"""Share a clause out among its numbers. Reads: a clause, its quantities. Writes: ``Segment``: what each has around it.

"95% xã, 90% cơ quan đạt …" and "tỷ lệ khám phá đạt trên 75%, các loại án nghiêm trọng đạt trên 90%" differ in where the
words between two numbers belong: to the first where a noun follows it at once, to the second where none does.
"""

import re
from functools import cache
from itertools import pairwise

from msgspec import Struct

from thidua.reading import phrases
from thidua.reading.lexicon import either, words
from thidua.reading.quantities import Quantity

_FROM_TO = re.compile(
    r" ?(?:\(?(?:cuối |đầu )?năm \d{4}\)?,? )?"
    r"(?:lên|xuống|xuống còn|còn|lên đến|lên trên|xuống dưới)(?: (?:còn|đến|mức|tới))? ?$"
)
_SOFT = re.compile(r"(?:,|;| và| hoặc|:) ?$")
_COMMA = re.compile(r",(?= |[^\W\d_])| và(?= )|: | trong (?:số )?đó(?!\w)| để (?=(?:tỷ|tỉ) lệ )")
_RATED = ("nâng", "giảm", "tăng", "kéo giảm", "tỷ lệ", "tỉ lệ", "tỷ trọng")
_LEVEL_ALONE = re.compile(
    r",(?= )(?: (?:và|phải|sẽ|cần|theo lộ trình|tiến tới|hướng tới"
    r"|(?:(?:đến|vào|trong) (?:cuối |hết )?)?năm 20\d\d,?)){0,3}"
    r" (?:theo lộ trình|tiến tới|hướng tới|(?:nâng |tăng |giảm |phải )?(?:lên|còn|xuống còn)|đạt) $"
)
"""Only a level stands between a comma and a number: "100% hộ được tập huấn, theo lộ trình lên 60%"."""
_IN_BRACKET = re.compile(
    r"\((?:riêng |trong đó )?(?:đến |hết )?(?:cuối |hết )?(?:năm|quý|giai đoạn) [\w/ -]{1,12}[,:]?[^\d]{0,16}$"
    r"|\(đối với [^()\d]{2,40} (?:là|đạt|phải đạt) (?:trên |ít nhất )?$"
)
_LEVEL_BEFORE = re.compile(r"(?<!\w)(?:lên|xuống|còn|về|đạt|lên đến)(?: (?:còn|mức|tới))? $")
_SCALED = re.compile(r"(?:triệu|nghìn|ngàn|vạn) (?!đồng|usd)([^/]+)")
_COUNTED = ("số ", "tổng số ")


class Segment(Struct):
    """A number, the words before it that are its own (``left`` on), the words after it (to ``right``)."""

    quantity: Quantity
    left: int
    right: int
    follows: bool = False
    noun: tuple[int, int] = (0, 0)
    predicate: tuple[int, int] = (0, 0)
    nested: bool = False


@cache
def _starters() -> "re.Pattern[str]":
    choices = sorted({*words("targets", "starters"), *words("targets", "acts")}, key=len, reverse=True)
    return re.compile(rf"(?:,| và| \(|:|;) ?(?={either(choices)}|{'|'.join(_COUNTED)})| (?=trong đó(?!\w))")


def segments(low: str, start: int, end: int, found: list[Quantity]) -> list[Segment]:
    """Share the clause ``start:end`` out; numbers that only open a change ("từ 80% lên 90%") are left out.

    >>> from thidua.reading.quantities import quantities
    >>> text = "tỷ lệ đạt trên 75%, án nghiêm trọng đạt trên 90%"
    >>> parts = segments(text, 0, len(text), list(quantities(text, 0, len(text))))
    >>> [text[s.left:s.quantity.lead] for s in parts]
    ['tỷ lệ đạt ', ' án nghiêm trọng đạt ']
    """
    for opener, closer in pairwise(found):
        if closer.lead - opener.tail <= 40 and _FROM_TO.match(low, opener.tail, closer.lead):
            closer.lead, opener.kind = opener.lead, "opener"
    kept = [q for q in found if q.kind != "opener"]
    kept = [q for i, q in enumerate(kept) if i + 1 == len(kept) or not _told_of(low, q, kept[i + 1])]
    kept = [q for i, q in enumerate(kept) if i + 1 == len(kept) or not _describes(low, q, kept[i + 1])]
    kept = [q for i, q in enumerate(kept) if i == 0 or not _qualifies(low, kept[i - 1], q)]
    for quantity in kept:
        when = _WHEN_FIRST.match(low, quantity.tail)
        quantity.tail = when.end() if when else quantity.tail
    shared: list[Segment] = []
    left = start
    for i, quantity in enumerate(kept):
        edge = kept[i + 1].lead if i + 1 < len(kept) else end
        segment = Segment(quantity, left, edge, phrases.has_noun(low, quantity.tail, edge))
        if i + 1 < len(kept):
            segment.right, left = _split(low, segment, edge)
            segment.nested = segment.right == edge and left < edge
        elif not segment.follows:
            segment.right = end
        _fill(low, segment)
        shared.append(segment)
    return shared


def _told_of(low: str, count: Quantity, share: Quantity) -> bool:
    """Say whether a count stands inside the noun of a share: "được tầm soát ít nhất 4 bệnh: 45%"."""
    return count.kind == "count" and share.kind == "percent" and low[count.tail : share.lead].rstrip().endswith(":")


_UPWARDS = re.compile(r"[^,;.\d]{0,30} trở lên(?!\w)")
_WHEN_FIRST = re.compile(
    r" \(\d{1,4}/\d{1,4}\)(?= [^\W\d_])| (?:vào|đến|trong) (?:cuối |hết )?năm 20\d\d(?= (?:các|số|những|tổng số) )"
)
"""The year may stand before the noun: "60% vào năm 2025 và 80% vào năm 2030 các cơ quan báo chí"."""
_TURNS = re.compile(r" (?:giảm|tăng) (?:ít nhất |tối thiểu |từ |trên )?")
_REACHED = re.compile(r"(?:đạt|lên|còn|có|đến|xuống|là|chiếm|tăng|giảm)(?: mức)? $")


def _describes(low: str, share: Quantity, change: Quantity) -> bool:
    """Say whether a share only tells which cases change: "số xe quá tải trên 50% giảm từ 20 đến 25%"."""
    bounded = share.kind == change.kind == "percent" and share.lead < share.start
    return (
        bounded
        and _TURNS.fullmatch(low, share.tail, change.lead) is not None
        and _REACHED.search(low, max(0, share.lead - 12), share.lead) is None
    )


def _qualifies(low: str, share: Quantity, count: Quantity) -> bool:
    """Say whether a count only says which bodies are meant: "100% doanh nghiệp có từ 300 lao động trở lên"."""
    many = low.startswith("từ", count.lead) or (_UPWARDS.match(low, count.end) and low.endswith(" có ", 0, count.lead))
    if count.kind != "count" or share.kind != "percent" or not many:
        return False
    between = low[share.tail : count.lead]
    return "," not in between and " và " not in between and len(between) < 60


def _fill(low: str, segment: Segment) -> None:
    whole = segment.quantity.direction is not None or segment.quantity.cue in ("lt", "le")
    counted = _SCALED.match(segment.quantity.unit)
    if counted:  # "2,6 triệu lượt khách": what is counted stands in the unit
        at = low.rfind(" ", 0, segment.quantity.end - len(counted[1])) if counted else 0
        segment.noun, segment.predicate = phrases.after(low, at, segment.right)
    elif segment.follows:
        tail, right = segment.quantity.tail, segment.right
        segment.noun, segment.predicate = phrases.after(low, tail, right, keep_whole=whole)
        if segment.quantity.kind == "count" and segment.noun[1] <= segment.noun[0] < segment.predicate[0] + 1:
            verb = low.find(" ", segment.predicate[0], segment.predicate[1])
            if (
                verb > 0
            ):  # "02 hoạt động chung", "03 báo cáo chuyên đề": what is counted is a noun, whatever its first word
                rest = phrases.after(low, verb, right)
                segment.noun, segment.predicate = (segment.predicate[0], max(rest[0][1], verb)), rest[1]


def _split(low: str, segment: Segment, edge: int) -> tuple[int, int]:
    """Give where the words of this number end and where those of the next begin."""
    at = segment.quantity.tail
    if not segment.follows:
        comma = _COMMA.search(low, at, edge)
        return (
            (comma.start(), comma.start() + (0 if comma[0].startswith(" trong") else len(comma[0])))
            if comma
            else (edge, edge)
        )
    bracket = low.rfind("(", at, edge)
    if bracket > at and low.find(")", bracket, edge) < 0 and _IN_BRACKET.match(low, bracket, edge):
        return bracket, bracket + 1  # "75% hộ phân loại rác (năm 2026 đạt tối thiểu 40%)": a stage of the same
    soft = _SOFT.search(low, max(at, edge - 8), edge)
    if soft is not None:
        return soft.start(), soft.end()
    level = _LEVEL_ALONE.search(low, max(at, edge - 48), edge)
    if level is not None:
        return level.start(), level.start() + 1
    starts = list(_starters().finditer(low, at, edge))
    if starts:
        chosen = starts[-1]
        counted = low.startswith(_COUNTED, chosen.end())
        turned = [s for s in starts[:-1] if low.startswith(("giảm", "tăng", "kéo giảm", "nâng"), s.end())]
        chosen = turned[-1] if counted and turned else chosen
        rated = [s for s in starts if low.startswith(_RATED, s.end())]
        chosen = rated[-1] if rated and _LEVEL_BEFORE.search(low, max(at, edge - 14), edge) else chosen
        return chosen.start(), chosen.end()
    predicate = phrases.after(low, at, edge)[1]
    comma_at = max(low.rfind(", ", at, edge), low.rfind(" và ", at, edge))
    if comma_at >= 0 and low.count("“", at, comma_at) > low.count("”", at, comma_at):
        comma_at = -1  # "01 “Tổ phòng, chống ma túy” từ 05 thành viên"
    if predicate[1] > predicate[0] and predicate[0] > comma_at:
        return edge, predicate[0]
    if comma_at < 0 or low.count(" ", comma_at, edge) > 16:
        return edge, edge
    return comma_at, comma_at + 1 if low[comma_at] == "," else comma_at + 3
