"""Is a number asked for, or only told? Reads: the words before it. Writes: a verdict.

Plans and news mix what must be reached with what was reached, with shares, rankings and budgets. The nearest cue
before the number decides; without one, the place (heading, kind of document) does.
"""

import re
from dataclasses import dataclass
from functools import cache

from thidua.reading.lexicon import either, load, words
from thidua.reading.outline import Node
from thidua.reading.plan import Span

_TARGET_HEAD = re.compile(r"chỉ tiêu|mục tiêu|phấn đấu|phần đầu|các tiêu chí thi đua|kết quả cần đạt")
_RESULT_HEAD = re.compile(
    r"^(?:đánh giá |khái quát |một số )?(?:tình hình|kết quả|thực trạng|tồn tại|hạn chế|đặc điểm|ưu điểm|bối cảnh)"
    r"|^(?:điều kiện|tiêu chuẩn|đối tượng|tiêu chí) (?:để |được )?"
    r"(?:xét|công nhận|tặng|đề nghị|áp dụng|tham gia|khen|dự)"
    r"|kết quả (?:đạt được|thực hiện|nổi bật|công tác)|những kết quả|nguyên nhân|sự cần thiết"
)
_PART = re.compile(r"\((?P<inside>[^()]{0,160})$")
_SHARE = re.compile(
    r"(?:so với cùng kỳ|cùng kỳ|tỷ lệ (?:phiếu|tán thành)|bình chọn|giảm giá|lãi suất|mức phạt|nồng độ)"
    r"(?:[^,.;]{0,24})$"
)
_MAKES_UP = re.compile(r"chiếm(?: khoảng| trên| hơn| gần)? ?$")
_FLOOR = re.compile(r"ít nhất|tối thiểu|từ |không dưới|không quá|≥")
_OF_PLAN = re.compile(r" ?(?:so với )?(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|mục tiêu|so với cùng kỳ)(?! hành động)")
_MEASURED_BY = ("chỉ tiêu", "kế hoạch", "mục tiêu")
_OWN_STATE = re.compile(
    r"(?:thực trạng|hiện trạng|kết quả(?! cần đạt)|tình hình|đánh giá|tồn tại|hạn chế)[^:.;]{0,60}:"
)
_NOW = re.compile(r"hiện (?:toàn [^\W\d_]+ )?(?:có|còn)(?: khoảng| trên| hơn| gần| tổng số)? ?$")
_BACKWARD = re.compile(r"so với (?:cùng kỳ|năm trước|quý trước|tháng trước|năm ngoái)")
_CONDITION = re.compile(
    r"[^,;.]{2,60}?(?:%|\d) ?(?:[^,;.]{0,40} )?(?:thì|phải kiểm điểm|bị (?:thu hồi|trừ|phê bình|xử lý))(?!\w)"
)
_COST = re.compile(r"(?:kinh phí|tổng vốn|nguồn vốn|dự toán)[^.;]{0,120}?đồng")
_YEAR = re.compile(r"(?<!so với )năm (20\d\d)(?! ?-)")
_MONEY = re.compile(
    r"(?:kinh phí|ngân sách|nguồn vốn|tổng vốn|tổng mức|dự toán|trị giá|số tiền|mức chi|phạt tiền|bố trí"
    r"|phân bổ|thưởng|hỗ trợ|tặng|phạt|nộp phạt|chi trả|đóng góp|quyên góp|trao)"
)


_NEAR = 160
"""Most cues stand this near; only where none does is the wider stretch read."""


@dataclass(slots=True)
class Setting:
    """What is known of the paper: the plan itself or a page that tells of it, its year, whether it reports results."""

    article: bool = False
    year: int | None = None
    reports: bool = False


@dataclass(slots=True)
class Mood:
    """What the words so far in a paragraph have set: past, plan or None."""

    told: str | None = None


@cache
def _cues() -> "re.Pattern[str]":
    data = load("targets")["results"]
    kept = "|".join(re.escape(w) for w in sorted(data["not_results"], key=len, reverse=True))
    return re.compile(
        rf"(?P<keep>(?<!\w)(?:{kept})(?!\w))|(?P<plan>{either(words('targets', 'plans'))})"
        rf"|(?P<past>{either(words('targets', 'results'))}|(?<!\w)hiện (?:có|còn)(?= (?:khoảng |trên |hơn )?\d))"
    )


def zone(node: Node) -> str | None:
    """Say what the headings above a paragraph make of its numbers: "target", "result" or None."""
    for above in reversed(node.above):
        head = above.cues.get("head")
        if head is None:
            long = len(above.text) > 260 and not above.text.rstrip().endswith(":")
            low = "" if long else above.text[:300].casefold()
            if _RESULT_HEAD.search(low):
                head = "result"
            elif _TARGET_HEAD.search(low):
                head = "target"
            else:
                head = ""
            above.cues["head"] = head
        if head:
            return str(head)
    return None


def asked(low: str, opens: Span, lead: int, end: int, mood: Mood, setting: Setting, place: str | None) -> bool:
    """Say whether the number whose comparator begins at ``lead`` is asked for; ``opens``: its sentence, its clause.

    >>> told = lambda words: asked(words, (0, 0), words.index("9"), len(words), Mood(), Setting(), None)
    >>> told("phấn đấu đạt 95% hộ dân"), told("đến nay đã có 95% hộ dân"), told("số này chiếm 95% tổng số")
    (True, False, False)
    """
    start = max(opens[0], lead - 600)
    state = _OWN_STATE.match(low, opens[0], min(lead, opens[0] + 90))
    if state is not None:
        mood.told = "past"
        start = max(start, state.start() + 1)
    if _CONDITION.match(low, lead, end) or _COST.search(low, start, lead):
        return False
    if _aside(low, start, lead):
        return False
    made_up = _MAKES_UP.search(low, max(start, lead - 16), lead) is not None and not _FLOOR.match(low, lead)
    cue, year = _last_cue(low, start, opens[1], lead), _year_before(low, start, lead)
    if year is not None and setting.year is not None and year < setting.year and cue != "plan":
        mood.told = "past"
        return False
    if made_up and (cue or mood.told) != "plan" and place != "target":
        return False
    if cue is not None:
        mood.told = cue
        return cue == "plan"
    if setting.article and place != "target" and mood.told is None and _of_plan(low, lead, end):
        mood.told = "past"
    if mood.told == "past":
        return False
    if mood.told == "plan" or place == "target":
        return True
    if place == "result" or setting.reports:
        return False
    if _BACKWARD.search(low, lead, min(end, lead + 160)) and setting.article:
        return False
    return True if not setting.article else _likely(low, lead, end)


def _aside(low: str, start: int, lead: int) -> bool:
    """Say whether the words right before a number make it a share, what there is now, or a word in brackets."""
    if _SHARE.search(low, max(start, lead - 40), lead) or _NOW.search(low, max(start, lead - 30), lead):
        return True
    inside = _PART.search(low, max(start, lead - 160), lead)
    return inside is not None and low[lead].isdigit() and not _has_plan(inside["inside"])


def _of_plan(low: str, lead: int, end: int) -> bool:
    """Say whether a percentage measures what was done: "đạt 96% dự toán"."""
    at = low.find("%", lead, min(end, lead + 40))
    return at >= 0 and _OF_PLAN.match(low, at + 1) is not None


def _has_plan(inside: str) -> bool:
    return any(m["plan"] for m in _cues().finditer(inside))


def _last_cue(low: str, start: int, clause: int, lead: int) -> str | None:
    last = _last_within(low, max(start, lead - _NEAR), clause, lead) if lead - start > _NEAR else None
    if last is None:
        last = _last_within(low, start, clause, lead)
    each = "mỗi " in low[max(clause, lead - 90) : lead]
    if last is None and (each or low.startswith(("ít nhất", "tối thiểu", "không quá"), lead)):
        return "plan"
    return last


def _last_within(low: str, start: int, clause: int, lead: int) -> str | None:
    last = None
    for match in _cues().finditer(low, start, min(len(low), lead + 8)):
        if match.end() > lead or (match.start() < clause and match[0].startswith("đã")):
            continue
        if match[0] in _MEASURED_BY and low[match.start() - 2 : match.start()] == "% ":
            continue
        if match["plan"]:
            last = "plan"
        elif match["past"]:
            last = "past"
    return last


def _year_before(low: str, start: int, lead: int) -> int | None:
    years = [int(y) for y in _YEAR.findall(low, start, lead)]
    return max(years) if years else None


def _likely(low: str, lead: int, end: int) -> bool:
    return (
        low.startswith(("100%", "100 %", "ít nhất", "tối thiểu", "từ ", "trên "), lead)
        or "trở lên" in low[lead : min(end, lead + 40)]
    )


def is_money_spent(low: str, start: int, lead: int) -> bool:
    """Say whether a sum of money is a budget or a gift, not an income or an output to be reached."""
    found = _MONEY.search(low, max(start, lead - 90), lead)
    return found is not None and not low.startswith("thu ngân sách", found.start() - 4)
