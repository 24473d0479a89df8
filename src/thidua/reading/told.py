"""Read, on a page that tells of a plan, which paper it tells of and whose it is.

Reads  ``Folded``, the mentions of papers.
Writes the mention that is the subject, the body that issued it.
"""

import re
from bisect import bisect_left, bisect_right

from thidua.citations import Mention
from thidua.citations.issuers import behind_officer, issuer_at
from thidua.printed_dates import find_dates
from thidua.text import Folded, places

Span = tuple[int, int]
_OPENING = 1600  # characters in which a page says what it tells of

_NO_SUBJECT = frozenset(
    ["luật", "bộ luật", "pháp lệnh", "hiến pháp", "nghị định", "thông tư", "thông tư liên tịch", "tờ trình", "điện"]
)
_EARLIER = re.compile(
    r"(?:trước đó|xét (?:báo cáo|đề nghị|tờ trình)|căn cứ|thực hiện(?!(?: [^\W\d_]+){1,4} (?:trên|này), $)|theo"
    r"|triển khai|quán triệt|cụ thể hóa)[^.;]{0,120}$"
)
_DEED = re.compile(
    r"(?: (?:nước cộng hòa[^,.;]{0,40}|việt nam|\([^()]{2,40}\)(?: (?:tỉnh|thành phố|huyện))?))?"
    r"(?:,? (?:\(?nhiệm kỳ|lần thứ) [^,.;]{1,24}?)?"
    r"(?:,? tại (?:kỳ họp|phiên họp|hội nghị|đại hội)[^,.;]{0,40}?)?,? "
    r"(?:vừa|đã|mới|có|ra(?! quân| mắt)|sẽ|ban hành|thông qua|triển khai|ký|phát động|xây dựng|mở|tổ chức"
    r"|phấn đấu|quyết nghị|quyết tâm|yêu cầu|đề ra|chỉ đạo|công bố|đặt|xác định|giao|đề nghị|cũng|họp|cho biết|tiếp tục"
    r"|tập trung)"
    r"(?![^\W\d_])"
)
_POLICE_WORK = re.compile(
    r" (?:bắt|khởi tố|tạm giữ|phát hiện|thu giữ|triệt phá|xử phạt|điều tra|làm rõ|tiếp nhận|nhận được|cứu)(?![^\W\d_])"
)
"""What was done, not what is asked."""
_CONTENT = re.compile(
    r"(?<![^\W\d_])là (?:một trong (?:những|các|số) |những |các )?"
    r"(?:nội dung|mục tiêu|yêu cầu|chỉ đạo|chỉ tiêu|nhiệm vụ|phấn đấu)"
    r"(?: (?!thực hiện|triển khai)[^\W\d_]+){0,6}?(?: (?:tại|trong|của|theo))? $"
)
"""What the page told before stands in the paper named next: "Đó là chỉ tiêu đặt ra tại Kế hoạch số …"."""
_JUST = re.compile(
    r",? (?:vừa|mới) (?:được )?(?:ký |chính thức )?(?:ban hành|phê duyệt|thông qua|ký|công bố)(?![^\W\d_])"
)
_DONE_BY = re.compile(r"(?:được|mà|do) $")
_SIGNS = re.compile(r" (?:(?:vừa|đã|mới) )?(?:ký )?(?:ban hành|phê duyệt|ký|thông qua)(?![^\W\d_])")
_ACT = re.compile(
    r"(?:kế hoạch|đề án|quyết định|chỉ thị|công văn|chương trình|hướng dẫn|phong trào|đợt|chỉ tiêu|mục tiêu|"
    r"nghị quyết|thi đua)"
)
_ISSUED = re.compile(
    r"ban hành|(?<![^\W\d_])(?:có|ký|ra|xây dựng|phê duyệt|thông qua|phát hành|triển khai|công bố)(?![^\W\d_])"
)
_OF_LEVEL = re.compile(
    r"(?:kế hoạch|đề án|quyết định|chỉ thị|nghị quyết|chương trình)(?: số \d+)? của (huyện|tỉnh|thành phố|"
    r"thị xã|xã|phường)(?! ủy|[^\W\d_])"
)
_HEAD = re.compile(
    r"(?<![^\W\d_])(?:chủ tịch (?:ubnd|ủy ban|hđnd|hội đồng)|ubnd|ủy ban nhân dân|bộ công an|"
    r"công an (?:tỉnh|thành phố|huyện|thị xã|quận|tp|xã|phường)|ban chỉ đạo|bcđ|lđlđ|"
    r"(?:ủy ban |ub ?)?mttq|mặt trận tổ quốc|"
    r"(?:ủy )?ban (?:an toàn giao thông|atgt)|ban dân tộc|tỉnh ủy|thành ủy|huyện ủy|"
    r"đảng ủy|hội đồng nhân dân|hđnd|sở |thủ tướng|chính phủ|bộ (?!máy|phận)|ban thường vụ|hội đồng thi đua|"
    r"ủy ban an toàn|hội liên hiệp|hội lhpn|hội nông dân|tỉnh đoàn|liên đoàn lao động|"
    r"phòng (?:gd|giáo dục|csgt|cảnh sát|nội vụ|y tế|văn hóa|tư pháp|kinh tế|lao động)|đoàn (?:thanh niên|tncs)|"
    r"trường (?:thpt|thcs|th|tiểu học|mầm non|cao đẳng|chính trị)(?![^\W\d_])|"
    r"bộ chỉ huy|bảo hiểm xã hội|ban thi đua|ban chấp hành|đảng bộ|(?:chi |tổng )?cục )"
)


def subject_of(fold: Folded, mentions: list[Mention]) -> Mention | None:
    """Find the paper that the page tells of: the first that a named body is said to have issued.

    >>> from thidua.citations import find
    >>> fold = Folded("Ngày 13/01/2023, Ban chỉ đạo tỉnh đã ban hành Kế hoạch số 338/KH-BCĐ về công tác năm 2023")
    >>> subject_of(fold, find(fold)).number
    '338'
    """
    found = _first_told(fold, mentions)
    resumed = next((m for m in mentions if m.start <= _OPENING and _may_be(m) and _resumed(fold, m)), None)
    if resumed is None or resumed.issuer is None or (found and (found.kind == resumed.kind or _resumed(fold, found))):
        return found
    return resumed


def _may_be(m: Mention) -> bool:
    return not m.bare_law and m.number is not None and (m.kind or "").lower() not in _NO_SUBJECT


def _first_told(fold: Folded, mentions: list[Mention]) -> Mention | None:
    for m in mentions:
        if m.start > _OPENING:
            return None
        if not _may_be(m):
            continue
        at = min(m.start, m.issuer[0]) if m.issuer and m.issuer_before else m.start
        before = fold.lower[max(_line_start(fold, at), at - 160) : at]
        told = m.issuer_before and m.issuer is not None and _issues(fold, m) and not _carried_out(fold, m)
        earlier = _EARLIER.search(before.rsplit(". ", 1)[-1])
        if told and earlier and before.endswith(", ") and not earlier[0].startswith("trước đó"):
            earlier = None  # "Thực hiện Kế hoạch số … của …, UBND tỉnh ban hành": the comma closes what is carried out
        if (told or _passively(fold, m)) and not earlier:
            return m
        if _told_now(fold, m) or _CONTENT.search(before):
            return m
        if m.start < 40 and m.symbol is not None and (not earlier or before.endswith("theo ")):
            return m
    return None


_GOING_ON = re.compile(
    r"(?:này |trên |(?:cũng )?của (?P<whose>[^.;,:]{4,40}?) )?(?:đã |còn |cũng )?"
    r"(?:nêu|đề ra|đặt (?:ra|mục)|xác định|yêu cầu|phấn đấu|đưa ra|hướng (?:đến|tới))(?![^\W\d_])"
)


def _resumed(fold: Folded, m: Mention) -> bool:
    """The page goes on to tell what the paper asks: "… Kế hoạch số 8/KH-UBND. Kế hoạch của UBND xã nêu rõ: …"."""
    kind = (m.kind or "").lower()
    if not kind:
        return False
    for at in places(f"{kind} ", fold.lower, m.end, min(len(fold.lower), m.end + 900)):
        opens = _begins(fold, at) or fold.lower[max(0, at - 7) : at].endswith(("; ", ": ", ". theo "))
        more = _GOING_ON.match(fold.lower, at + len(kind) + 1) if opens else None
        if more is None:
            continue
        told = fold.lower[slice(*m.issuer)] if m.issuer else ""
        return more["whose"] is None or more["whose"] == told
    return False


def _passively(fold: Folded, m: Mention) -> bool:
    """The body behind the number is said to have issued it: "Kế hoạch số … (được, mà, do) UBND tỉnh ban hành"."""
    if m.issuer is None or m.issuer[0] < m.code[1]:
        return False
    opened = _DONE_BY.search(fold.lower, max(m.code[1], m.issuer[0] - 6), m.issuer[0])
    return opened is not None and _SIGNS.match(fold.lower, m.issuer[1]) is not None


def _told_now(fold: Folded, m: Mention) -> bool:
    """The page tells what was issued just now, or is asked by it: "Theo Công điện số … về …, UBND tỉnh yêu cầu"."""
    if m.issuer is not None and m.issuer[0] > m.end and fold.lower.endswith(", ", 0, m.issuer[0]):
        return True
    just = _JUST.match(fold.lower, m.end) or (m.issuer and _JUST.match(fold.lower, m.issuer[1]))
    return just is not None or (_passively(fold, m) and fold.lower.startswith((" vừa ", " mới "), m.code[1]))


def _carried_out(fold: Folded, m: Mention) -> bool:
    """The page goes on "Thực hiện chỉ thị trên, tỉnh …": the paper stands above the one that is told of."""
    at = fold.lower.find(f"thực hiện {(m.kind or '').lower()}", m.end, m.end + 420)
    return at > 0 and _begins(fold, at)


def _begins(fold: Folded, at: int) -> bool:
    """A sentence or a line begins at ``at``."""
    k = bisect_left(fold.breaks, at - 1)
    return fold.lower[max(0, at - 2) : at] in (". ", "") or (k < len(fold.breaks) and fold.breaks[k] == at - 1)


def _line_start(fold: Folded, at: int) -> int:
    """Where the break before ``at`` stands; 0 on the first line. A long line broken inside a sentence goes on."""
    k = bisect_left(fold.breaks, at)
    while k > 1 and fold.breaks[k - 1] > at - 400:
        above, here = fold.breaks[k - 2], fold.breaks[k - 1]
        if here - above < _SHORT_LINE or fold.lower[here - 1] in ".;:!?…”)" or fold.parted(here, here + 1):
            break
        k -= 1
    return fold.breaks[k - 1] if k else 0


_SHORT_LINE = 45
"""Characters: a shorter line was ended, not broken."""


def _issues(fold: Folded, m: Mention) -> bool:
    """Between issuer and paper stands a deed of issuing, not a request made "tại Tờ trình số …"."""
    if m.issuer is None:
        return False
    if m.issuer[0] > m.start:
        return fold.lower.endswith(", ", 0, m.issuer[0])  # "Tại Quyết định số …, Chủ tịch UBND tỉnh phê duyệt …"
    between = fold.lower[m.issuer[1] : m.start]
    return "từng " not in between and _ISSUED.search(between) is not None


def issuer_told(fold: Folded, mentions: list[Mention]) -> Span | None:
    """Find the body that a page without a numbered plan tells of: the first that does something."""
    cited = [m.start for m in mentions]
    above = [m.issuer for m in mentions if m.issuer and m.issuer_before and _carried_out(fold, m)]
    headline = _in_headline(fold)
    if headline is not None:
        return headline
    limit = _story_ends(fold)
    first: Span | None = None
    for head in _HEAD.finditer(fold.lower, 0, limit):
        found = issuer_at(fold, head.start())
        if found is None:
            continue
        k = bisect_right(cited, head.start()) - 1
        if k >= 0 and head.start() < mentions[k].end:
            continue  # the issuer of a cited paper
        done = behind_officer(fold, found)
        found = _with_field(fold, found)
        if fold.lower.startswith("phó chủ tịch ", head.start() - 4):
            found = (found[0] + 9, found[1])  # a deputy speaks for the body
        before = fold.lower[max(0, head.start() - 40) : head.start()]
        if before.endswith("trưởng ") and fold.lower.startswith(" cho biết", found[1]):
            continue  # who speaks, not who asks
        if before.endswith(("trước đó, ", "trước đó ")) or any(start <= head.start() < end for start, end in above):
            continue
        deed = _DEED.match(fold.lower, max(done, found[1]))
        deed = None if deed and _POLICE_WORK.match(fold.lower, deed.end()) else deed
        if deed and _asks(fold, deed, before):
            return found
        owns = head.start() < _OPENING and (_PLAN_OF.search(before) or _aimed_in(fold, found) or _set_by(fold, found))
        if owns and not _FOLLOWED.search(before):
            return found
        if first is None and deed:
            first = found
    return first or _of_level(fold) or _by_plan(fold, mentions) or _by_named_plan(fold) or _named_by_short(fold)


_SHORT = re.compile(
    r"(?<![^\W\d_])(Hội|Đoàn|Ban|Sở|Đảng bộ|Liên đoàn|Công đoàn|Hội đồng|Chi cục|Bộ|Trường) (?:đã |cũng |sẽ )?"
    r"(?:phấn đấu|đề ra|đặt (?:ra|mục)|phát động|giao|yêu cầu|ban hành|quyết tâm)(?![^\W\d_])"
)


def _named_by_short(fold: Folded) -> Span | None:
    """ "… Hội LHPN huyện … Nhiệm kỳ tới, Hội phấn đấu …": the first word stands for the body named before."""
    short = _SHORT.search(fold.folded, 0, min(len(fold.folded), 3000))
    if short is None:
        return None
    word = short[1].lower()
    for head in _HEAD.finditer(fold.lower, 0, short.start()):
        found = issuer_at(fold, head.start()) if fold.lower.startswith(f"{word} ", head.start()) else None
        if found and found[1] > head.start() + len(word) + 3:
            return found
    return None


_SET = re.compile(
    r"(?:(?P<plan>kế hoạch|đề án|chương trình|nghị quyết|chỉ thị|quyết định)|mục tiêu|chỉ tiêu)[^.;]{0,120}? "
    r"(?:(?:vừa |đã |mới )?được|do) $"
)
_SETTING = re.compile(r" (?:đặt|đưa|đề) ra(?![^\W\d_])")


def _set_by(fold: Folded, found: Span) -> bool:
    """ "Theo kế hoạch vừa được UBND tỉnh phê duyệt", "mục tiêu được UBND tỉnh đặt ra": the body behind set it."""
    told = _SET.search(fold.lower, max(_line_start(fold, found[0]), found[0] - 160), found[0])
    if told is None:
        return False
    return (_SIGNS if told["plan"] else _SETTING).match(fold.lower, found[1]) is not None


_FOOT = re.compile(
    r"(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|khác|cùng|mới|cũ|đã đưa|tiếp)|bình luận|bản quyền|"
    r"xem thêm|đọc thêm|đọc nhiều|"
    r"có thể bạn|chia sẻ|từ khóa|ý kiến (?:bạn đọc|của bạn)|thống kê truy cập|tin nổi bật|cùng chuyên mục"
)


def _story_ends(fold: Folded) -> int:
    """Where other stories and the furniture of the page follow: who acts there asks nothing here."""
    foot = next((a for a, b in fold.lines[3:] if b - a < 60 and _FOOT.match(fold.lower, a, b)), len(fold.lower))
    return min(foot, 3000)


_ASKED = re.compile(r"[^.;:]{0,60}?(?:phải|giảm|đạt|tăng|hạ|nâng) (?:ít nhất|tối thiểu|từ|trên|\d)")


def _asks(fold: Folded, deed: "re.Match[str]", before: str) -> bool:
    """The deed is one of issuing a plan or of asking for what it asks, done by the body itself."""
    if before.endswith("phó ") and not ("ký" in deed[0] or "ban hành" in deed[0]):
        return False
    if "sẽ" in deed[0] or "phấn đấu" in deed[0] or _ACT.search(fold.lower[deed.start() : deed.end() + 60]):
        return True
    return deed[0].endswith(("yêu cầu", "giao", "đặt", "đề ra")) and _ASKED.match(fold.lower, deed.end()) is not None


def _of_level(fold: Folded) -> Span | None:
    """ "Kế hoạch của huyện": the level whose plan it is, where no body is named."""
    of_level = _OF_LEVEL.search(fold.lower, 0, _OPENING)
    return issuer_at(fold, of_level.start(1)) if of_level else None


def _in_headline(fold: Folded) -> Span | None:
    """A headline that opens with the body: "SỞ GD&ĐT ĐIỆN BIÊN: TRIỂN KHAI PHONG TRÀO …"."""
    for k, (start, end) in enumerate(fold.lines[:8]):
        found = issuer_at(fold, start) if _HEAD.match(fold.lower, start) else None
        opens = found is not None and (k == 0 or fold.folded[start : found[1]].isupper())
        if found and opens and found[1] < end and fold.folded.startswith(":", found[1]):
            return found
    return None


def _by_plan(fold: Folded, mentions: list[Mention]) -> Span | None:
    """ "Theo Kế hoạch số 18-KH/BDVTU của Ban Dân vận Tỉnh ủy": the issuer of the plan that the page follows."""
    for m in mentions:
        if m.start > _OPENING:
            break
        if m.issuer and _may_be(m) and fold.lower[max(0, m.start - 6) : m.start].endswith("theo "):
            return m.issuer
    return None


_FOLLOWS = re.compile(
    r"(?<![^\W\d_])theo (?:nội dung |dự thảo )?(?:kế hoạch|đề án|chương trình|chỉ thị|nghị quyết|hướng dẫn) "
    r"[^.;:“”]{0,120}? của (?=[^.;,]{3,60},)"
)


def _by_named_plan(fold: Folded) -> Span | None:
    """ "Theo đề án chuyển đổi số giai đoạn … của UBND thành phố, 100% hồ sơ …": nobody else does anything."""
    m = _FOLLOWS.search(fold.lower, 0, min(len(fold.lower), _OPENING))
    found = issuer_at(fold, m.end()) if m else None
    return found if found and fold.lower.startswith(",", found[1]) else None


_PLAN_OF = re.compile(r"(?<!, )(?:kế hoạch|đề án|quyết định|chỉ thị|chương trình|công văn|hướng dẫn)[^.;,]{0,14} của $")
_FOLLOWED = re.compile(r"(?:thực hiện|triển khai|chấp hành|quán triệt|cụ thể hóa|hưởng ứng|căn cứ)[^.;,]{0,24} của $")
"""A paper that is carried out stands above the one that the page tells of."""
_AIMED_IN = re.compile(
    r"là (?:một trong (?:những|các) |những |các )?(?:nội dung|mục tiêu|chỉ tiêu|yêu cầu)(?![^\W\d_])[^.;]{0,60}?"
    r" (?:trong|tại|theo|của) (?:kế hoạch|đề án|chỉ thị|nghị quyết|chương trình|công văn|hướng dẫn)[^.;]{0,120} của $"
)
_CLOSES = re.compile(r" ?(?:[.;:(]|,(?! )|$)|,? (?:vừa|mới|giai đoạn|năm|đến|nhằm|ban hành)(?![^\W\d_])")


def _aimed_in(fold: Folded, found: Span) -> bool:
    """ "… là mục tiêu của tỉnh trong chương trình chuyển đổi số của UBND tỉnh": whose programme holds the aim."""
    before = fold.lower[max(_line_start(fold, found[0]), found[0] - 240) : found[0]]
    return _AIMED_IN.search(before) is not None and _CLOSES.match(fold.lower, found[1]) is not None


_FIELD = re.compile(r" \([^()]{4,60}\)(?: (?:tỉnh|thành phố|huyện))?")


def _with_field(fold: Folded, found: Span) -> Span:
    """ "Ban Chỉ đạo … (Ban Chỉ đạo 138) tỉnh": the level stands behind the bracket."""
    m = _FIELD.match(fold.lower, found[1])
    return (found[0], m.end()) if m and m[0].endswith(("tỉnh", "phố", "huyện")) else found


_STAMP = re.compile(
    r"(?:\d{1,2}:\d\d|cập nhật|ngày đăng|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|gmt|đăng lúc|date|"
    r"\d{1,2}h\d\d|(?<!\d)-|-(?!\d))"
)


_OPENS = 700
"""Characters at the start of a page among which its own day stands."""


def published_on(fold: Folded, before: int | None = None) -> str | None:
    """The day of the page itself: a full day beside a clock time or a word of its kind, among the first lines.

    The last such day above ``before``, where one stands there: a portal's clock shows the visitor's day at the top.
    """
    told: str | None = None
    for date in fold.once(find_dates):
        if date.end > _OPENS or (told is not None and (before is None or date.start >= before)):
            break
        around = f"{fold.lower[max(0, date.start - 28) : date.start]}|{fold.lower[date.end : date.end + 18]}"
        if date.date and len(date.date) == 10 and not date.named and _STAMP.search(around):
            told = date.date
    return told
