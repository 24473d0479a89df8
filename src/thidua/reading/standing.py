"""Is a number asked for, or only told? Reads: the words before it. Writes: a verdict.

Plans and news mix what must be reached with what was reached, with shares, rankings and budgets. The nearest cue
before the number decides; without one, the place (heading, kind of document) does.
"""

import re
from functools import cache

from msgspec import Struct

from thidua.reading.announcing import AIMS
from thidua.reading.conditions import AIMED, conditional
from thidua.reading.lexicon import load, spaced, words
from thidua.reading.plan import Span
from thidua.reading.years import bracketed, ended, since, taught, year_before

_PART = re.compile(r"\((?P<inside>[^()]{0,160})$")
_SHARE = re.compile(
    r"(?:so với cùng kỳ|cùng kỳ|tỷ lệ phiếu|tán thành|biểu quyết|bình chọn|giảm giá|lãi suất|mức phạt|độ dốc"
    r"|(?<!vi phạm )nồng độ(?![^,.;]{0,24}(?:giảm|tăng))"
    r"|(?:vượt|cao hơn|thấp hơn) (?:mục tiêu|chỉ tiêu|kế hoạch|dự toán))"
    r"(?:[^,.;]{0,24})$"
    r"|(?:,| -) (?:cao|thấp) hơn (?:so với )?(?:năm 20\d\d|cùng kỳ|năm trước)(?: là)? $"
)
_MAKES_UP = re.compile(r"chiếm(?: (?:tỷ|tỉ) lệ)?(?: khoảng| trên| hơn| gần)? ?$")
_FLOOR = re.compile(r"ít nhất|tối thiểu|từ |không dưới|không quá|≥")
_OF_PLAN = re.compile(r" ?(?:so với )?(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|mục tiêu|so với cùng kỳ)(?! hành động)")
_KEEPING = (
    "hằng năm", "hàng năm", "mỗi năm", "giữ vững", "duy trì", "tăng cường", "kế hoạch", "tiếp tục", "đảm bảo",
    "bảo đảm",
)  # fmt: skip
_LASTING = ("hằng năm", "hàng năm", "mỗi năm", "giữ vững", "duy trì")
_SET_BY = ("giao", "đề ra", "đặt ra", "chỉ tiêu", "mục tiêu", "kế hoạch")
_OUTDONE = re.compile(r"(?:vượt|cao hơn|thấp hơn|so với)(?!\w)(?: (?!phấn đấu)[^\W\d_]+){0,8} $")
_OF_SET = re.compile(r"\d ?% (?:dự toán|kế hoạch|chỉ tiêu)[^,;.\d]{0,40}$")
"""What a share is of: "đạt 140% dự toán HĐND tỉnh giao"."""
_WHICH = re.compile(r" ?(?:các|những) [^,;.:\d]{2,40} đã được [^,;.:\d]{2,40} (?:có|phải|không|bảo đảm|đảm bảo) ")
"""Which are meant: "Các địa bàn đã được chuyển hóa có tỷ lệ khám phá …"."""
_BARELY = ("mới đạt", "mới có")
_MEASURED_BY = ("chỉ tiêu", "kế hoạch", "mục tiêu")
_STANDS_NOW = re.compile(r" ?hiện (?:toàn )?(?:[^\W\d_]+ ){1,3}(?:duy trì|có|còn|đang|quản lý) ")
_OWN_STATE = re.compile(
    r"(?:thực trạng|hiện trạng|kết quả(?! cần đạt| học tập| rèn luyện| học lực| giáo dục| tốt nghiệp| xếp loại)"
    r"|tình hình|đánh giá|tồn tại|hạn chế)[^:.;]{0,60}:"
)
_NOW = re.compile(r"hiện (?:toàn [^\W\d_]+ )?(?:có|còn)(?: khoảng| trên| hơn| gần| tổng số)? ?$")
_BACKWARD = re.compile(
    r"so với (?:cùng kỳ|giai đoạn (?:20|trước)|(?:năm|năm học|quý|tháng|nhiệm kỳ) trước|năm ngoái"
    r"|đầu (?:năm|kỳ|nhiệm kỳ)"
    r"|trước (?:khi|đây|đó))"
    r"|(?:cao|thấp) hơn (?:[\d,]+ ?% )?so với năm 20\d\d"
)
_OFFENDS = re.compile(r"(?:quá tốc độ|quá tải|quá khổ|nồng độ cồn|tải trọng(?: trục)?)(?: cho phép| quy định)? $")
"""By how much a rule is broken."""
_OTHERWISE = re.compile(
    r"ngân sách(?! nhà nước (?:sẽ|phải))(?<!thu ngân sách)(?<!thu nộp ngân sách) [^,;.\d]{0,40}$"
    r"|trên tổng số (?:phải|cần) [^,;.\d]{0,40}$"
    r"|(?:trừ(?<!\wtrừ)|cộng(?<!\wcộng)|thưởng(?<!\wthưởng)) (?:thêm )?$"
)
"""Shares of a budget, points added or taken."""
_PASSED_BY = re.compile(
    r"(?:,| \([^()]{3,40}\),?) (?:đạt và )?vượt (?:xa |so với )?(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán)"
)
_STAGE = re.compile(r"[(;] ?năm (20\d\d): $")
_OUTDO = re.compile(r"vượt (?:dự toán|kế hoạch|chỉ tiêu)(?: (?:được )?giao| năm)? $")
_COST = re.compile(r"(?:kinh phí|tổng vốn|nguồn vốn|dự toán)[^.;]{0,120}?đồng")
_EACH = re.compile(r"mỗi (?<!bình quân mỗi )(?<!trung bình mỗi )")
_MEAN = re.compile(r"(?:bình quân|trung bình) mỗi (?!năm|tháng|quý)")
"""On a page, what each has on the average is told, not asked for."""

_MILESTONES = re.compile(
    r"[^;.]{2,200}? năm (20\d\d)(?: và| lên|,)(?: đạt| là| tiến tới| trên| ít nhất| lên)* \d[\d.,]* ?%?"
    r"[^;.]{0,60}? năm (20\d\d)"
)
"""A figure of one year and the next one of a later year: "90% … vào năm 2025 và 95% vào năm 2030"."""

_BIDS = re.compile(r" ?(?:date 20[\d-]+ )?(?:[^\W\d_][^:;.,\d]{1,28}: )?(?:kéo giảm|giảm|nâng|đưa) (?:tỷ|tỉ) lệ ")
"""A headline that bids: "Giảm tỷ lệ trẻ em … xuống dưới 1,12%"."""

_SAYS = re.compile(
    r" ?(?:cùng với đó|bên cạnh(?: đó)?|ngoài ra|đồng thời|song song|cụ thể|kế hoạch (?:nêu|xác định|hướng)"
    r"|theo (?:đó|kế hoạch|nội dung|chỉ thị|quyết định|đề án|quy chế|nghị quyết|chương trình))(?!\w)"
)
"""How a page goes on to tell what the plan that it named asks for."""

_PASSED = (
    r"hiện c(?:ó|òn)(?= (?:khoảng |trên |hơn )?\d)"
    r"|(?:qua|sau)(?= (?:gần |hơn |trên )?(?:\d{1,2}|một|hai|ba|bốn) (?:năm|tháng|tuần)"
    r"(?:,(?! (?:phấn đấu|sẽ|phải))"
    r"| (?:thực hiện|triển khai|xây dựng|hoạt động|phát động|đi vào|ra mắt|thành lập|áp dụng|vận hành|tổ chức)(?!\w)))"
)
"""What tells of the past in more than fixed words: "hiện có 12", "Qua 3 năm thực hiện"."""

_SAID = (".", ";")
"""What a sentence ends with; a headline or a caption has no such sign."""
_NEAR = 160
"""Most cues stand this near; only where none does is the wider stretch read."""


class Setting(Struct):
    """What is known of the paper: the plan itself or a page that tells of it, its year, whether it reports results.

    ``planned``: the page tells of a numbered plan, so that what it names without a cue is asked for.
    ``pledged``: units pledge themselves to what it lists.
    """

    article: bool = False
    year: int | None = None
    reports: bool = False
    planned: bool = False
    month: int | None = None
    pledged: bool = False


class Mood(Struct):
    """What the words so far in a paragraph have set: past, plan or None.

    ``carried``: the paragraph before told of the plan, and a page goes on with it until something tells of what was.
    """

    told: str | None = None
    carried: bool = False


@cache
def _cue_words() -> dict[str, str]:
    """Cue -> what it says of the number behind it: "keep" nothing, "plan", "past"."""
    told = {**dict.fromkeys(words("targets", "results"), "past"), **dict.fromkeys(words("targets", "plans"), "plan")}
    return told | dict.fromkeys(load("targets")["results"]["not_results"], "keep")


@cache
def _cues() -> "re.Pattern[str]":
    kinds: dict[str, list[str]] = {"keep": [], "plan": [], "past": []}
    for word, kind in _cue_words().items():
        kinds[kind].append(word)
    return re.compile(spaced(*kinds.values(), first=_PASSED))


def _cue(word: str) -> str:
    return _cue_words().get(word, "past")  # "hiện có 12"


def asked(low: str, opens: Span, lead: int, end: int, mood: Mood, setting: Setting, place: str | None) -> bool:
    """Say whether the number whose comparator begins at ``lead`` is asked for; ``opens``: its sentence, its clause.

    >>> told = lambda words: asked(words, (0, 0), words.index("9"), len(words), Mood(), Setting(), None)
    >>> told("phấn đấu đạt 95% hộ dân"), told("đến nay đã có 95% hộ dân"), told("số này chiếm 95% tổng số")
    (True, False, False)
    """
    start = max(opens[0], lead - 600)
    state = _OWN_STATE.match(low, opens[0], min(lead, opens[0] + 90))
    if state is None and setting.month and low.find("quý ", opens[0], lead) >= 0:
        state = ended(low, opens[0], lead, setting.month)
    if state is not None:
        mood.told = "past"
        start = max(start, state.start() + 1)
    aside = _aside(low, start, lead) and not (place == "target" and _ahead(low, lead, setting.year))
    outdone = setting.article and place != "target" and _outdone(low, lead, end)
    mood.told = "past" if outdone else mood.told
    if place == "terms" or aside or outdone or conditional(low, opens[0], lead, end, place):
        return False
    made_up = _MAKES_UP.search(low, max(start, lead - 16), lead) is not None and not _FLOOR.match(low, lead)
    now = _STANDS_NOW.match(low, opens[1], lead) is not None
    calm = _calm(mood, setting, place, now)
    cue, year = _last_cue(low, start, opens[1], lead, calm), year_before(low, start, lead)
    passed = year is not None and setting.year is not None and year < setting.year
    passed = passed or taught(low, opens[0], lead, setting.year, setting.month)
    passed = passed and (cue != "plan" or not _aimed(low, since(low, start, lead), lead + 8))
    passed = passed or (now and cue != "plan")
    if passed or (cue == "plan" and _looks_back(low, opens, lead, end, setting, calm)):
        mood.told = "past"
        return False
    if made_up and (cue or mood.told) != "plan" and not (cue is None and mood.carried) and place != "target":
        return False
    if cue is not None:
        if low.rfind("(", start, lead) <= low.rfind(")", start, lead):
            mood.told = cue  # what stands in brackets is told aside: "đạt 88% (kế hoạch là trên 85%); tin báo đạt 93%"
        return cue == "plan"
    ahead = year is not None and setting.year is not None and year >= setting.year
    return _by_place(low, opens, lead, end, mood, setting, place, ahead)


def _calm(mood: Mood, setting: Setting, place: str | None, now: bool) -> tuple[str, ...]:
    """Give the cues that say nothing here."""
    calm: tuple[str, ...] = (
        _KEEPING if place == "result" or now else (_LASTING if setting.article and mood.told == "past" else ())
    )
    if mood.told == "plan" or mood.carried or place in ("target", "item"):
        calm += _BARELY  # "số ca phát hiện mới đạt mức dưới 70"
    return calm


def _by_place(
    low: str, opens: Span, lead: int, end: int, mood: Mood, setting: Setting, place: str | None, ahead: bool
) -> bool:
    """Say whether a number that no word asks for is asked for where it stands; ``ahead``: of a year not yet passed."""
    if setting.article and place != "target" and low.startswith(("so với ", " so với "), opens[0]):
        mood.told = "past"  # "So với năm trước, số vụ giảm 19%"
    if setting.article and place != "target" and mood.told is None:
        mean = _MEAN.search(low, opens[1], lead)
        mood.told = "past" if mean or _of_plan(low, lead, end) else None
    if mood.told == "past" and not (place == "target" and ahead):
        return False
    if mood.told == "plan" or place in ("target", "item"):
        return True
    if place == "result" or setting.reports:
        return False
    if _BACKWARD.search(low, lead, min(end, lead + 160)) and setting.article:
        return False
    stages = _MILESTONES.match(low, lead, end) if setting.article else None
    if stages is not None and int(stages[1]) < int(stages[2]) and int(stages[2]) > (setting.year or 0):
        mood.told = "plan"
    if setting.planned and _SAYS.match(low, opens[0], lead):
        mood.told = "plan"
    if mood.carried and mood.told is None and _HAS.match(low, opens[1], lead):
        mood.told, mood.carried = "past", False
        return False
    if setting.planned and mood.told is None and low[end : end + 1] in _SAID and "%" in low[lead : lead + 20]:
        return not _HAS.match(low, opens[1], lead)
    return True if not setting.article or mood.told == "plan" or mood.carried else _likely(low, opens, lead, end, mood)


def _looks_back(low: str, opens: Span, lead: int, end: int, setting: Setting, calm: tuple[str, ...]) -> bool:
    """Say whether a clause of a page measures against what was, and only clauses before it spoke of plans."""
    if not setting.article or opens[0] == opens[1] or not _BACKWARD.search(low, lead, min(end, lead + 160)):
        return False
    aimed = AIMED.search(low, opens[0], opens[1])
    told = low.find("đã ", opens[0], opens[1]) >= 0
    return told and aimed is None and _last_within(low, opens[1], opens[1], lead, calm) is None


def _aside(low: str, start: int, lead: int) -> bool:
    """Say whether the words right before a number make it a share, what there is now, or a word in brackets."""
    if low.find("đồng", start, lead) >= 0 and _COST.search(low, start, lead):
        return True
    if _SHARE.search(low, max(start, lead - 40), lead) or _NOW.search(low, max(start, lead - 30), lead):
        return True
    if low.endswith(("tải trọng ", "tải trọng trục "), start, lead):
        return True
    offends = low.startswith(("trên ", "từ ", "vượt "), lead) and _OFFENDS.search(low, max(start, lead - 30), lead)
    if offends or _OTHERWISE.search(low, max(start, lead - 40), lead):
        return True
    inside = _PART.search(low, max(start, lead - 160), lead)
    described = "%" not in low[lead : lead + 24] and low.startswith(("từ ", "tối đa ", "không quá "), lead)
    return (
        inside is not None
        and (low[lead].isdigit() or described or low.startswith(("cao hơn", "thấp hơn"), lead))
        and not inside["inside"].startswith(("riêng ", "trong đó ", "đối với ", "với "))
        and not _has_plan(inside["inside"])
        and low.find("mục tiêu", max(start, inside.start() - 24), inside.start()) < 0
    )


def _ahead(low: str, lead: int, year: int | None) -> bool:
    """Say whether a bracket opens with a year that has not passed, or a budget is to be outdone by so much at least."""
    if low.startswith(("từ ", "ít nhất ", "tối thiểu ", "trên "), lead) and _OUTDO.search(low, max(0, lead - 40), lead):
        return True
    told = _STAGE.search(low, max(0, lead - 12), lead)
    return told is not None and year is not None and int(told[1]) >= year


def _outdone(low: str, lead: int, end: int) -> bool:
    """Say whether a percentage is said to have passed what was set: "tỷ lệ 56,4%, vượt chỉ tiêu Nghị quyết"."""
    at = low.find("%", lead, min(end, lead + 24))
    return at >= 0 and _PASSED_BY.match(low, at + 1) is not None


def _of_plan(low: str, lead: int, end: int) -> bool:
    """Say whether a percentage measures what was done: "đạt 96% dự toán"."""
    at = low.find("%", lead, min(end, lead + 40))
    return at >= 0 and _OF_PLAN.match(low, at + 1) is not None


def _has_plan(inside: str) -> bool:
    return any(_cue(m[0][1:]) == "plan" for m in _cues().finditer(f" {inside}"))


def _last_cue(low: str, start: int, clause: int, lead: int, calm: tuple[str, ...]) -> str | None:
    """Give what the last cue says; words of ``calm`` ask for nothing where all around only tells."""
    last = _last_within(low, max(start, lead - _NEAR), clause, lead, calm) if lead - start > _NEAR else None
    if last is None:
        last = _last_within(low, start, clause, lead, calm)
    each = _EACH.search(low, max(clause, lead - 90), lead) is not None
    if last is None and (each or low.startswith(("ít nhất", "tối thiểu", "không quá"), lead)):
        return "plan"
    return last


def _last_within(low: str, start: int, clause: int, lead: int, calm: tuple[str, ...]) -> str | None:
    last, reached = None, start
    if not start:  # a cue that opens the text has no space before it
        low, start, clause, lead = f" {low[: lead + 8]}", 1, clause + 1, lead + 1
    for match in _cues().finditer(low, start - 1, lead + 8):
        at, word = match.start() + 1, match[0][1:]
        if match.end() > lead or (at < clause and word.startswith("đã")) or _quoted(low, start, at, lead):
            continue
        if word.startswith("đã") and _WHICH.match(low, start, lead):
            continue
        if word == "kế hoạch" and last == "past" and low.startswith(" số ", match.end()):
            continue  # "Sau 2 năm thực hiện Kế hoạch số …, tỷ lệ phá án 89%": the name of a paper
        if word in calm or (last == "past" and (word in _KEEPING or (word == "nâng tỷ lệ" and reached >= clause))):
            continue
        if last == "plan" and (word == "lũy kế" or (word in _BARELY and low.find(",", reached, at) < 0)):
            continue  # "phấn đấu thêm 9 xã, lũy kế 145 xã", "phấn đấu tỷ lệ đảng viên mới đạt từ 4%": new members
        if word in _SET_BY and _measures(low, (start, lead), at, word):
            continue
        kind = _cue(word)
        if kind != "keep":
            last, reached = kind, at
    return last


def _measures(low: str, within: Span, at: int, word: str) -> bool:
    """Say whether a cue only names what a figure is measured by."""
    start, lead = within
    if word in _MEASURED_BY:
        if low[max(0, at - 2)] in "%0123456789" or bracketed(low, start, at, lead):
            return True  # "đạt 88,5% (kế hoạch là trên 85%); tỷ lệ … đạt 94,5%"
        if low.endswith((", đạt ", " và đạt ", ") đạt "), start, at):
            return True  # "giảm 7 vụ, đạt chỉ tiêu giảm 5%"
        behind = at + len(word) + 1
        if low.startswith("ở ", at - 2) and low[behind : behind + 1].isdecimal():
            return True  # "88,5% ở chỉ tiêu 5"
    # "vượt chỉ tiêu Bộ Công an giao", "cao hơn mục tiêu Quốc hội đề ra"
    return _OUTDONE.search(low, max(start, at - 45), at) is not None or _OF_SET.search(low, start, at) is not None


def _quoted(low: str, start: int, at: int, lead: int) -> bool:
    """Say whether ``at`` stands in a name in quotation marks that ends before ``lead``."""
    opens = low.rfind("“", max(start, at - 90), at)
    return opens >= 0 and low.find("”", opens, at) < 0 <= low.find("”", at, lead)


def _aimed(low: str, start: int, end: int) -> bool:
    """Say whether something is asked for; "đến hết năm 2024" of a year that has passed asks for nothing."""
    return any(not m[0].startswith("đến") for m in AIMS.finditer(low, start, end))


def _likely(low: str, opens: Span, lead: int, end: int, mood: Mood) -> bool:
    """Say whether a number on a page that no word asks for still sounds like a bid: a bound, or all of them."""
    if _BACKWARD.search(low, opens[0], lead) or low.find(" đã ", lead, min(end, lead + 60)) >= 0:
        return False
    if low.startswith(("100%", "100 %"), lead):
        before = low[opens[1] : lead].strip(" -–+•“")
        said = not before or before.endswith(":") or _SAYS.match(low, opens[0]) is not None
        mood.told = "plan" if said else mood.told  # "100% thư viện cấp huyện, 80% thư viện cấp xã …"
        return said
    return (
        _BIDS.match(low, opens[0]) is not None
        or low.startswith(("ít nhất", "tối thiểu", "từ "), lead)
        or (low.startswith("trên ", lead) and _DIGIT.search(low, opens[0], lead) is None)
        or "trở lên" in low[lead : min(end, lead + 40)]
    )


_DIGIT = re.compile(r"\d")
_HAS = re.compile(
    r"\W*(?:hiện(?: nay)?,? |trong năm học[^,;.]{0,20}, )?(?:toàn |cả )?"
    r"(?:tỉnh|huyện|xã|phường|thị xã|thành phố|nước|ngành|địa phương|cụm|khối)(?: [^\W\d_]+){0,5} "
    r"(?:có|mới[^,;.]{0,20}) (?:trên |hơn |khoảng |gần )?$"
)
"""What a place has, told of between what it plans: "Tỉnh có 5% thôn khó khăn"."""
