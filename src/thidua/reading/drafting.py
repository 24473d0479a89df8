"""A target while its clause is read. Reads: a number, the words around it. Writes: ``Draft``: noun, claim, comparator.

Numbers of one clause share words: a predicate told once, a year before each, a change told of the first.
"""

import re
from functools import cache
from itertools import pairwise

from msgspec import Struct

from thidua.reading import phrases
from thidua.reading.lexicon import either, words
from thidua.reading.plan import Span
from thidua.reading.segments import Segment

_LATER_AT_LEAST = re.compile(r"trở lên(?<!\wtrở lên)(?!\w)")
_ORDINAL = re.compile(r"thứ (?:\d{1,2}|hai|ba|tư|năm|sáu) $")
_GRADED = re.compile(
    r"(?:loại|hạng|mức|khá|tốt|giỏi|sắc|trung bình|tiên tiến|đạt yêu cầu|[”\"]|cấp|độ|nghề|học|\d \w+"
    r"|(?:loại|hạng) \w{1,3})(?: trở lên)?$"
)
"""What a grade ends with: "được xếp loại tốt trở lên" bounds the grade, not the share of those who reach it."""
_MANY = re.compile(r" có \d[^,;]{0,40}$")
"""The bound is of another number: "90% doanh nghiệp có 30 lao động trở lên"."""
_RATE = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "mức", "thu nhập", "tốc độ", "chỉ số", "tổng số", "diện tích", "tỷ suất")
_BY_YEAR = re.compile(r"(?:năm|đến|tới) 20\d\d(?!\d)")
_WHOLE = re.compile(r" (?:tổng (?!hợp|đàn|diện tích)|chỉ tiêu|kế hoạch|dự toán|số phải thu|grdp|gdp)")
_SAVES = ("tiết kiệm", "cắt giảm")
_SIDES = re.compile(r"(?:cả )?(?:0?\d|hai|ba|bốn) (?:tiêu chí|mặt|chỉ số)(?: .*)?|(?:vụ|trường hợp)(?: ?/ ?\w+)?")


class Draft(Struct):
    """A target while its clause is read: offsets in the folded text."""

    segment: Segment
    noun: Span
    predicate: Span
    verb: Span
    comparator: str
    scope: str | None
    per: str | None
    effort: str
    base: str | None
    deadline: str | None
    asked: bool = True


def shape(low: str, segment: Segment) -> tuple[Span, Span, Span]:
    """Choose what the number is told of: the noun behind it, or the one before a level verb."""
    before, claim = phrases.before(low, segment.left, segment.quantity.lead)
    before = (before[0], before[0]) if low[before[0] : before[1]] in ("tổng số", "số lượng") else before
    noun, predicate, verb = segment.noun, segment.predicate, (before[0], max(claim[1], before[1]))
    shared = low.endswith("chiếm ", segment.left, segment.quantity.lead) and low.startswith("số ", before[0])
    bounds = segment.quantity.direction or segment.quantity.cue in ("lt", "le")
    moved = low.endswith((" xuống ", " lên ", " còn "), segment.left, segment.quantity.lead)
    counted = low.startswith("số ", before[0]) and (bounds or moved) and segment.quantity.kind == "count"
    parts = "/" in segment.quantity.unit and segment.quantity.kind == "measure"
    share = segment.quantity.kind in ("percent", "ratio") and not segment.quantity.direction
    whole = (
        share
        and not low.startswith(_SAVES, before[0])
        and (_WHOLE.match(low, segment.quantity.tail) is not None or _of_all(low, segment))
        and _nounlike(low, before)
    )
    if whole and low.startswith(" chỉ tiêu", segment.quantity.tail):
        before, claim = _last_named(low, segment, before, claim)
    sides = _SIDES.fullmatch(low, *noun) is not None and _nounlike(low, before)  # "TNGT giảm 2 vụ", "5% cả 3 mặt"
    sides = sides and _bodies().fullmatch(low, *before) is None
    named = _named_before(low, segment, before)
    joined = low.endswith(" và ", segment.left, segment.quantity.lead) and _some(noun)  # "giảm tỷ lệ A và 100% B"
    joined = joined or (_some(noun) and low.startswith(", phấn đấu ", max(before[1], claim[1])))
    rated = (not joined and _some(before)) and (
        named or low.startswith(_RATE, before[0]) or shared or counted or parts or whole or sides
    )
    open_ = not _some(noun) and _some(before) and (rated or not _some(predicate) or _nounlike(low, before))
    if (rated or open_) and segment.quantity.direction and _some(claim):
        return (before[0], claim[1]), predicate, (0, 0)  # "số vụ xử lý hình sự tăng …": what changes, whole
    if rated or open_:
        return before, claim if _some(claim) else predicate, (0, 0)
    return noun, predicate, verb


def _of_all(low: str, segment: Segment) -> bool:
    """Say whether a level is told of what stands before it: "án nghiêm trọng đạt 95% trong tổng số án khởi tố"."""
    levelled = low.endswith(("đạt ", "đạt từ ", "còn ", "chiếm "), segment.left, segment.quantity.lead)
    return levelled and low.startswith(" trong tổng số", segment.quantity.tail)


def _last_named(low: str, segment: Segment, before: Span, claim: Span) -> tuple[Span, Span]:
    """Give what stands behind the last comma: "làm tốt việc tuyển quân, bảo đảm giao quân 100% chỉ tiêu"."""
    comma = low.rfind(", ", before[0], segment.quantity.lead)
    last, ending = phrases.before(low, comma + 1, segment.quantity.lead) if comma >= 0 else ((0, 0), (0, 0))
    return (last, ending) if _some(last) else (before, claim)


_MERE = frozenset(("người", "lượt", "tấn", "con", "lít"))
"""What is counted where the name stands before: "Số lao động có việc làm: 900 người"."""


def _named_before(low: str, segment: Segment, before: Span) -> bool:
    """Say whether the noun behind only repeats a word of the name before: "Số hộ thoát cận nghèo: 280 hộ"."""
    start, end = segment.noun
    if low[start:end] in _MERE and _some(before) and segment.quantity.kind in ("count", "measure"):
        named = low.startswith(("số ", "tổng "), before[0]) or segment.quantity.kind == "measure"
        given = low.endswith(" cho ", segment.left, segment.quantity.lead)  # "trong đó tạo việc làm cho 500 người"
        return named or (not given and "trong đó" in low[max(0, segment.left - 10) : before[0]])
    if (
        end <= start
        or not low.startswith("số ", before[0])
        or not low.endswith((": ", " đạt "), segment.left, segment.quantity.lead)
    ):
        return False
    return low.find(low[start:end], *before) >= 0


def comparator(low: str, segment: Segment) -> str:
    """Give the comparator's class; "trở lên" behind the noun counts and is no part of the noun."""
    quantity = segment.quantity
    cue = quantity.cue
    if cue in (None, "gt") and segment.noun[1] > segment.noun[0]:
        later = _LATER_AT_LEAST.search(low, quantity.tail, segment.right)
        if later is not None and not _grade_ends(low, segment, later.start()):
            cue = "ge"
            start, stop = segment.noun
            segment.noun = phrases.trim(low, start, min(stop, later.start()))
            if segment.predicate[0] <= later.start() < segment.predicate[1]:
                segment.predicate = phrases.trim(low, later.end(), segment.predicate[1])
    if cue == "ge" and low.startswith("trở lên ", segment.predicate[0], segment.predicate[1]):
        segment.predicate = phrases.trim(low, segment.predicate[0] + 8, segment.predicate[1])
    if quantity.direction and cue not in ("lt", "le"):
        return f"{quantity.direction}_ge"
    return cue or "eq"


def _grade_ends(low: str, segment: Segment, at: int) -> bool:
    """Say whether "trở lên" at ``at`` closes a grade or a range that is told of the noun: "đạt loại khá trở lên"."""
    if low.find(" từ ", segment.quantity.tail, at) >= 0 or _MANY.search(low, segment.quantity.tail, at):
        return True
    if low.find("loại ", segment.quantity.tail, at) >= 0:
        return True  # "học sinh xếp loại khá, tốt trở lên"
    if _ORDINAL.search(low, max(0, at - 16), at):
        return True  # "người sinh con thứ 3 trở lên"
    told = segment.predicate[0] if segment.noun[1] > segment.noun[0] else at
    return told < at and _GRADED.search(low, max(told, at - 24), at - 1) is not None


def share(low: str, drafts: list[Draft]) -> None:
    """Give a number without a predicate the one of the next number that has one, and a change to bare nouns."""
    if len(drafts) > 2 and drafts[0].comparator == drafts[-1].comparator == "ge" and _ranges(low, drafts):
        for draft in drafts[1:-1]:
            draft.comparator = "ge" if draft.comparator == "eq" else draft.comparator
    for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        bare = not _some(draft.predicate) and _some(draft.noun) and draft.segment.follows
        bare = bare and not low.startswith(" đối với", draft.segment.quantity.tail)
        if bare and later.segment.follows and not draft.segment.quantity.direction and _some(later.predicate):
            draft.predicate = later.predicate
    for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        bare = not draft.segment.follows and (not _some(draft.noun) or _two_years(low, draft, later))
        if bare and _some(later.noun) and later.segment.follows and _timed(low, draft) and _timed(low, later):
            # "đến năm 2025 đạt 50%, đến năm 2030 đạt 70% số hộ …"
            draft.noun, draft.predicate, draft.segment.follows = later.noun, later.predicate, True
    for earlier, draft in pairwise(drafts):
        _go_on(low, earlier, draft)
    for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if draft.base is None and draft.segment.quantity.direction and later.segment.quantity.direction:
            draft.base = later.base


def _go_on(low: str, earlier: Draft, draft: Draft) -> None:
    """Let a number without words of its own change as the one before it does, and be a rate of the same."""
    way, quantity, first = earlier.segment.quantity.direction, draft.segment.quantity, earlier.segment.quantity
    left = low[draft.segment.left : quantity.lead].strip(" ,")
    whole = quantity.kind == "percent" and quantity.value == 100  # nothing is lowered by all of itself
    level = low.endswith(("còn ", "xuống ", "lên "), quantity.lead, quantity.start)
    bare = left in ("", "và") and not _some(draft.predicate) and not whole and not level
    if way and not quantity.direction and bare:
        quantity.direction = way
        draft.comparator = f"{way}_ge"
    if bare and quantity.cue is None and first.cue in ("lt", "le") and low.startswith(" (", quantity.tail):
        draft.comparator = first.cue  # "xuống dưới 10% (nội thành), 5% (ngoại thành)"
    if quantity.unit[0] == "/" and first.unit.startswith(quantity.unit):
        quantity.unit = first.unit  # "550/100.000 trẻ em … và 500/100.000"


def _ranges(low: str, drafts: list[Draft]) -> bool:
    """Say whether "từ … trở lên" holds a whole list: "từ 85% thôn, 80% xã, 90% cơ quan trở lên đạt chuẩn"."""
    last = drafts[-1].segment
    opens = low.startswith("từ ", drafts[0].segment.quantity.lead)
    return opens and low.find(" trở lên", last.quantity.end, last.right) >= 0


_YEARS = re.compile(r" và (?:đến |tới )(?:cuối |hết )?năm 20\d\d (?:có|đạt) ")


def _two_years(low: str, draft: Draft, later: Draft) -> bool:
    """Say whether two years share the noun behind: "năm 2027 có 80% và đến năm 2030 có 90% số người …"."""
    between = _YEARS.fullmatch(low, draft.segment.quantity.tail, later.segment.quantity.lead)
    return between is not None and low.endswith((" có ", " đạt "), 0, draft.segment.quantity.lead)


def _timed(low: str, draft: Draft) -> bool:
    """Say whether a number stands behind a year of its own."""
    behind = low.startswith((" vào năm ", " đến năm "), draft.segment.quantity.end)
    return behind or _BY_YEAR.search(low, draft.segment.left, draft.segment.quantity.lead) is not None


def _some(span: Span) -> bool:
    return span[1] > span[0]


@cache
def _bodies() -> "re.Pattern[str]":
    """Who is asked, where what changes stands behind: "các huyện, thị xã tiếp tục kéo giảm 5% số vụ"."""
    kinds = either(words("targets", "unit_kinds"))
    return re.compile(rf"{kinds}(?:(?:,| và|, các) {kinds})*(?: tiếp tục| phải| cần)?")


@cache
def _acting() -> "re.Pattern[str]":
    deeds = [*words("targets", "acts"), *words("targets", "predicates"), "tuyên truyền", "kiểm tra", "nâng"]
    return re.compile(rf" ?(?:{either(deeds)})")


def _nounlike(low: str, span: Span) -> bool:
    """Say whether a stretch begins with a thing rather than with a deed."""
    return _acting().match(low, span[0], span[1]) is None
