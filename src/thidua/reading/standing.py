"""Is a number asked for, or only told? Reads: the words before it. Writes: a verdict.

Plans and news mix what must be reached with what was reached, with shares, rankings and budgets. The nearest cue
before the number decides; without one, the place (heading, kind of document) does.
"""

import re
from functools import cache

from msgspec import Struct

from thidua.reading.lexicon import load, ranked, words
from thidua.reading.outline import Node
from thidua.reading.plan import Span

_TARGET_HEAD = re.compile(r"chỉ tiêu|mục tiêu|phấn đấu|phần đầu|các tiêu chí thi đua|kết quả cần đạt")
_RESULT_HEAD = re.compile(
    r"^(?:đánh giá |khái quát |một số )?(?:tình hình|kết quả|thực trạng|tồn tại|hạn chế|đặc điểm|ưu điểm|bối cảnh)"
    r"|kết quả (?:đạt được|thực hiện|nổi bật|công tác)|những kết quả|nguyên nhân|sự cần thiết"
)
_TERMS_HEAD = re.compile(
    r"\W*(?:điều kiện|tiêu chuẩn|đối tượng|tiêu chí) (?:để |được )?"
    r"(?:xét|công nhận|tặng|đề nghị|áp dụng|tham gia|khen|dự)"
    r"|\W*(?:chính sách|mức hỗ trợ|mức thưởng|nguồn lực|nguồn vốn|kinh phí|cách (?:chấm|tính) điểm|xếp loại)"
    r"[^,.:;]{0,40}(?:$|:)"
)
"""Headings of what entitles a body to something, of aid and of money: nothing below them is asked for."""
_TERMS_OWN = re.compile(
    r" ?(?:thù lao|kinh phí|mức hỗ trợ|mức thưởng|mức đóng|ngu[ồô]n vốn|cơ cấu vốn|chính sách hỗ trợ)[^,.:;]{0,40}:"
)
_AID = re.compile(
    r"(?:hỗ trợ|chi trả|miễn|trợ giá) (?:[^\W\d_]+ ){0,2}\d[\d,]* ?% (?:chi phí|mức đóng|kinh phí|học phí|lãi|giá)"
)
_AIMED = re.compile(r"phấn đấu|phần đầu|mục tiêu|chỉ tiêu")
_RULED = re.compile(
    r" ?(?:khi|nếu|trường hợp|muốn)(?!\w)(?! triển khai| thực hiện)|[^;.]{0,90}được (?:công nhận|xét|hỗ trợ|hưởng)"
    r"[^;.,]{0,40}(?<!\w)(?:khi|nếu)(?!\w)"
)
_AIM_HEAD = re.compile(r"yêu cầu|thống nhất|quyết định|đề nghị|giao (?!lưu)|thi đua|xác định|quyết tâm|kế hoạch")
_PART = re.compile(r"\((?P<inside>[^()]{0,160})$")
_SHARE = re.compile(
    r"(?:so với cùng kỳ|cùng kỳ|tỷ lệ phiếu|tán thành|biểu quyết|bình chọn|giảm giá|lãi suất|mức phạt|độ dốc"
    r"|nồng độ(?![^,.;]{0,24}(?:giảm|tăng))|vượt (?:mục tiêu|chỉ tiêu|kế hoạch|dự toán))"
    r"(?:[^,.;]{0,24})$"
)
_MAKES_UP = re.compile(r"chiếm(?: khoảng| trên| hơn| gần)? ?$")
_FLOOR = re.compile(r"ít nhất|tối thiểu|từ |không dưới|không quá|≥")
_OF_PLAN = re.compile(r" ?(?:so với )?(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|mục tiêu|so với cùng kỳ)(?! hành động)")
_KEEPING = ("hằng năm", "hàng năm", "mỗi năm", "giữ vững", "duy trì", "tăng cường", "kế hoạch", "tiếp tục")
_MEASURED_BY = ("chỉ tiêu", "kế hoạch", "mục tiêu")
_OWN_STATE = re.compile(
    r"(?:thực trạng|hiện trạng|kết quả(?! cần đạt)|tình hình|đánh giá|tồn tại|hạn chế)[^:.;]{0,60}:"
)
_AIMS = re.compile(
    r"phấn đấu|phần đ[ầấ]u|mục tiêu|chỉ tiêu|(?:đến|đến cuối|đến hết) năm|đề ra|đặt ra|phải|yêu cầu|sẽ"
    r"|ít nhất|tối thiểu|giữ vững|duy trì|kế hoạch|kéo giảm|(?:bảo|đảm) (?:đảm|bảo)|nâng tỷ lệ|giao|cần"
)
"""What asks for something even where a year that has passed was named before it."""
_NOW = re.compile(r"hiện (?:toàn [^\W\d_]+ )?(?:có|còn)(?: khoảng| trên| hơn| gần| tổng số)? ?$")
_BACKWARD = re.compile(r"so với (?:cùng kỳ|năm trước|quý trước|tháng trước|năm ngoái)")
_CONDITION = re.compile(
    r"[^,;.]{2,60}?(?:%|\d) ?(?:[^,;.]{0,40} )?(?:thì|phải (?:kiểm điểm|giải trình|báo cáo giải trình)"
    r"|bị (?:thu hồi|trừ|phê bình|xử lý|phạt|tước|buộc)|không được (?:xét|xếp)|mới nghiệm thu"
    r"|được (?:đề nghị tặng|xét tặng|thưởng|miễn))(?!\w)"
    r"|[^,;.\d]{0,12}\d+ điểm(?: trở lên)? (?:thì |mới )?(?:được|đủ điều kiện)(?!\w)"
)
_AWARDED = re.compile(
    r"[^;.]{4,80}(?:được|đề nghị|xét|tặng) (?:[^\W\d_]+ ){0,3}(?:bằng khen|giấy khen|cờ thi đua|khen thưởng)"
)
"""Of those who take part so many may be commended: a quota of the scheme, nothing to reach."""
_VOTED = re.compile(r"[\d%, ]{1,8}(?:số )?đại biểu[^,;.]{0,30}(?:biểu quyết|tán thành|nhất trí|đồng ý|thông qua)")
_COST = re.compile(r"(?:kinh phí|tổng vốn|nguồn vốn|dự toán)[^.;]{0,120}?đồng")
_YEAR = re.compile(r"năm (?<!so với năm )(?<!so năm )(?<!cùng kỳ năm )(20\d\d)(?! ?-)")
_MONEY = re.compile(
    r"(?:kinh phí|ngân sách|nguồn vốn|tổng vốn|tổng mức|dự toán|trị giá|số tiền|mức chi|phạt tiền|bố trí"
    r"|phân bổ|thưởng|(?<!quỹ )hỗ trợ|được chi|thù lao|phụ cấp|trợ cấp|tặng|phạt|nộp|vay|chi trả"
    r"|(?<!năng )(?<!công )suất|phần quà|mái ấm|mỗi căn|đóng góp|quyên góp|trao|tiền (?:ăn|công|vé)|giá vé|định mức)"
)


_EACH = re.compile(r"mỗi (?<!bình quân mỗi )(?<!trung bình mỗi )")
_MEAN = re.compile(r"(?:bình quân|trung bình) mỗi (?!năm|tháng|quý)")
"""On a page, what each has on the average is told, not asked for."""

_BIDS = re.compile(r" ?(?:date 20[\d-]+ )?(?:kéo giảm|giảm|nâng|đưa) (?:tỷ|tỉ) lệ ")
"""A headline that bids: "Giảm tỷ lệ trẻ em … xuống dưới 1,12%"."""

_SAYS = re.compile(
    r" ?(?:cùng với đó|bên cạnh đó|ngoài ra"
    r"|theo (?:đó|kế hoạch|nội dung|chỉ thị|quyết định|đề án)|cụ thể|kế hoạch (?:nêu|xác định|hướng))(?!\w)"
)
"""How a page goes on to tell what the plan that it named asks for."""

_NEAR = 160
"""Most cues stand this near; only where none does is the wider stretch read."""


class Setting(Struct):
    """What is known of the paper: the plan itself or a page that tells of it, its year, whether it reports results.

    ``planned``: the page tells of a numbered plan, so that what it names without a cue is asked for.
    """

    article: bool = False
    year: int | None = None
    reports: bool = False
    planned: bool = False


class Mood(Struct):
    """What the words so far in a paragraph have set: past, plan or None."""

    told: str | None = None


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
    return re.compile(ranked(*kinds.values()) + r"|hiện c(?<!\whiện c)(?:ó|òn)(?= (?:khoảng |trên |hơn )?\d)")


def _cue(word: str) -> str:
    return _cue_words().get(word, "past")  # "hiện có 12"


def zone(node: Node) -> str | None:
    """Say what the headings above a paragraph make of its numbers: "target", "result" or None."""
    for above in reversed(node.above):
        head = above.cues.get("head")
        if head is None and above.heads and _TERMS_HEAD.match(above.text[:80].casefold()):
            head = above.cues["head"] = "terms"
        if head is None:
            low = _heading_words(above)
            if len(above.text) > 260 and above.paragraph.rank is not None and not above.text.rstrip().endswith(":"):
                low = low[:80]
            if _RESULT_HEAD.search(low):
                head = "result"
            elif _TARGET_HEAD.search(low):
                head = "target"
            elif above.paragraph.rank is None and _AIM_HEAD.search(low):
                head = "item"
            else:
                head = ""
            above.cues["head"] = head
        if head:
            return str(head)
    return None


def place_of(node: Node) -> str | None:
    """Say where a paragraph stands: its zone, below a lead-in, or an item of a list ("item": likelier due than news).

    >>> from thidua.reading.paragraphs import Folded, paragraphs
    >>> from thidua.reading.outline import outline
    >>> fold = Folded("II. CHỈ TIÊU\\n- Giảm 5% số vụ.\\nIII. ĐIỀU KIỆN CÔNG NHẬN\\n- Có 80% số thôn.")
    >>> [place_of(node) for node in outline(fold.folded, paragraphs(fold))[1]]
    ['item', 'target', 'item', 'terms']
    """
    led = node.cues.get("led")
    return zone(node) or (str(led) if led else None) or ("item" if node.paragraph.rank is not None else None)


def _heading_words(node: Node) -> str:
    """Give the words of a heading that tell what stands below it: of a lead-in the last ones, else the first."""
    lead_in = node.paragraph.rank is None and node.text.rstrip().endswith(":")
    return (node.text[-220:] if lead_in else node.text[:300]).casefold()


def carry_lead_ins(nodes: list[Node]) -> None:
    """Let the items and lines below "… các chỉ tiêu sau:" stand under it, whatever signs they begin with."""
    lead: Node | None = None
    level: int | None = None
    for node in nodes:
        rank = node.paragraph.rank
        if rank is None and node.text.rstrip().endswith(":"):
            lead, level = node, None
        elif lead is not None and rank is not None:
            level = rank if level is None else level
            lead = lead if rank >= level else None
            if lead is not None and lead not in node.above:
                node.above, node.cues["carried"] = (lead, *node.above), lead
        elif lead is not None and level is None:
            node.cues["led"] = zone(node) or _led(lead)


def _led(lead: Node) -> str | None:
    low = _heading_words(lead)
    return "item" if _TARGET_HEAD.search(low) and not _RESULT_HEAD.search(low) else None


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
    if place == "terms" or _conditional(low, opens[0], lead, end) or _aside(low, start, lead):
        return False
    made_up = _MAKES_UP.search(low, max(start, lead - 16), lead) is not None and not _FLOOR.match(low, lead)
    cue, year = _last_cue(low, start, opens[1], lead), _year_before(low, start, lead)
    passed = year is not None and setting.year is not None and year < setting.year
    if passed and (cue != "plan" or not _AIMS.search(low, start, lead)):
        mood.told = "past"
        return False
    if made_up and (cue or mood.told) != "plan" and place != "target":
        return False
    if cue is not None:
        mood.told = cue
        return cue == "plan"
    if setting.article and place != "target" and mood.told is None:
        mean = _MEAN.search(low, opens[1], lead)
        mood.told = "past" if mean or _of_plan(low, lead, end) else None
    if mood.told == "past":
        return False
    if mood.told == "plan" or place in ("target", "item"):
        return True
    if place == "result" or setting.reports:
        return False
    if _BACKWARD.search(low, lead, min(end, lead + 160)) and setting.article:
        return False
    if setting.planned and _SAYS.match(low, opens[0], lead):
        mood.told = "plan"
    return True if not setting.article or mood.told == "plan" else _likely(low, opens[0], lead, end)


def _conditional(low: str, opening: int, lead: int, end: int) -> bool:
    """Say whether a number only tells when something follows: "khi có trên 2% hồ sơ …", "… thì phải giải trình"."""
    if _TERMS_OWN.match(low, opening, lead) or _AID.search(low, max(opening, lead - 20), min(end, lead + 24)):
        return True
    if _RULED.match(low, opening, lead) and not _AIMED.search(low, opening, lead):
        return True
    if _AWARDED.match(low, lead, end) or _VOTED.match(low, lead, end):
        return True
    return _CONDITION.match(low, lead, end) is not None and not low.startswith(("không", "100"), lead)


def _aside(low: str, start: int, lead: int) -> bool:
    """Say whether the words right before a number make it a share, what there is now, or a word in brackets."""
    if low.find("đồng", start, lead) >= 0 and _COST.search(low, start, lead):
        return True
    if _SHARE.search(low, max(start, lead - 40), lead) or _NOW.search(low, max(start, lead - 30), lead):
        return True
    inside = _PART.search(low, max(start, lead - 160), lead)
    return (
        inside is not None
        and low[lead].isdigit()
        and not inside["inside"].startswith(("riêng ", "trong đó "))
        and not _has_plan(inside["inside"])
    )


def _of_plan(low: str, lead: int, end: int) -> bool:
    """Say whether a percentage measures what was done: "đạt 96% dự toán"."""
    at = low.find("%", lead, min(end, lead + 40))
    return at >= 0 and _OF_PLAN.match(low, at + 1) is not None


def _has_plan(inside: str) -> bool:
    return any(_cue(m[0]) == "plan" for m in _cues().finditer(inside))


def _last_cue(low: str, start: int, clause: int, lead: int) -> str | None:
    last = _last_within(low, max(start, lead - _NEAR), clause, lead) if lead - start > _NEAR else None
    if last is None:
        last = _last_within(low, start, clause, lead)
    each = _EACH.search(low, max(clause, lead - 90), lead) is not None
    if last is None and (each or low.startswith(("ít nhất", "tối thiểu", "không quá"), lead)):
        return "plan"
    return last


def _last_within(low: str, start: int, clause: int, lead: int) -> str | None:
    last = None
    for match in _cues().finditer(low, start, min(len(low), lead + 8)):
        if match.end() > lead or (match.start() < clause and match[0].startswith("đã")):
            continue
        if match[0] in _MEASURED_BY and low[max(0, match.start() - 2)] in "%0123456789":
            continue
        if match[0] in _KEEPING and last == "past":
            continue
        if match[0] == "giao" and low.find("vượt ", max(start, match.start() - 45), match.start()) >= 0:
            continue  # "vượt chỉ tiêu Bộ Công an giao"
        kind = _cue(match[0])
        if kind != "keep":
            last = kind
    return last


def _year_before(low: str, start: int, lead: int) -> int | None:
    years = [int(y) for y in _YEAR.findall(low, start, lead)]
    return max(years) if years else None


def _likely(low: str, opening: int, lead: int, end: int) -> bool:
    return (
        _BIDS.match(low, opening) is not None
        or low.startswith(("100%", "100 %", "ít nhất", "tối thiểu", "từ ", "trên "), lead)
        or "trở lên" in low[lead : min(end, lead + 40)]
    )


_LIST = re.compile(
    r"(?:đề ra|đặt ra|đặt|giao|xác định|phấn đấu)(?: [^\W\d_]+){0,4}(?: \d{1,2})? (?:chỉ tiêu|mục tiêu)[^.;:\d]{0,40}:"
    r"|đến (?:cuối |hết )?năm 20\d\d, (?![^;]{0,40}đã )"
)


def opens_list(low: str, start: int, end: int) -> bool:
    """Say whether a clause opens a list of targets: "Hội đề ra chỉ tiêu: kết nạp 60 hội viên; giúp 12 hộ"."""
    found = _LIST.search(low, start, end)
    return found is not None and low.find("đã ", start, found.end()) < 0


def aims(low: str, start: int, end: int) -> bool:
    """Say whether a stretch itself asks for something: "phấn đấu", "mục tiêu", "đến năm 2025"."""
    return _AIMS.search(low, start, end) is not None


def is_money_spent(low: str, start: int, lead: int) -> bool:
    """Say whether a sum of money is a budget or a gift, not an income or an output to be reached."""
    found = _MONEY.search(low, max(start, lead - 90), lead)
    return found is not None and not low.startswith("thu ngân sách", found.start() - 4)
