"""Read, on a page that tells of a plan, which paper it tells of and whose it is.

Reads  ``Folded``, the mentions of papers.
Writes the mention that is the subject, the body that issued it.
"""

import re
from bisect import bisect_left, bisect_right

from thidua.citations import Mention
from thidua.citations.issuers import issuer_at
from thidua.printed_dates import find_dates
from thidua.text import Folded

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
    r"(?:,? tại (?:kỳ họp|phiên họp|hội nghị|đại hội)[^,.;]{0,40}?)?,? "
    r"(?:vừa|đã|mới|có|ra(?! quân| mắt)|sẽ|ban hành|thông qua|triển khai|ký|phát động|xây dựng|mở|tổ chức"
    r"|phấn đấu|quyết nghị|quyết tâm|yêu cầu|đề ra|chỉ đạo|công bố|đặt|xác định|giao|đề nghị|cũng|họp|cho biết)"
    r"(?![^\W\d_])"
)
_CONTENT = re.compile(
    r"(?:đó|đây) là (?:một trong những |những )?(?:nội dung|mục tiêu|yêu cầu|chỉ đạo)"
    r"[^.;]{0,30} (?:tại|trong|của|theo) $"
)
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
    r"(?<![^\W\d_])(?:chủ tịch (?:ubnd|ủy ban)|ubnd|ủy ban nhân dân|bộ công an|công an (?:tỉnh|thành phố|huyện|"
    r"thị xã|quận|tp)|ban chỉ đạo|ban (?:an toàn giao thông|atgt)|tỉnh ủy|thành ủy|huyện ủy|"
    r"đảng ủy|hội đồng nhân dân|hđnd|sở |thủ tướng|chính phủ|bộ (?!máy|phận)|ban thường vụ|hội đồng thi đua|"
    r"ủy ban an toàn|hội liên hiệp|hội lhpn|hội nông dân|tỉnh đoàn|liên đoàn lao động|"
    r"bộ chỉ huy|bảo hiểm xã hội|ban thi đua|ban chấp hành|đảng bộ|(?:chi |tổng )?cục )"
)


def subject_of(fold: Folded, mentions: list[Mention]) -> Mention | None:
    """Find the paper that the page tells of: the first that a named body is said to have issued.

    >>> from thidua.citations import find
    >>> fold = Folded("Ngày 13/01/2023, Ban chỉ đạo tỉnh đã ban hành Kế hoạch số 338/KH-BCĐ về công tác năm 2023")
    >>> subject_of(fold, find(fold)).number
    '338'
    """
    for m in mentions:
        if m.start > _OPENING:
            return None
        if m.bare_law or (m.kind or "").lower() in _NO_SUBJECT or m.number is None:
            continue
        at = min(m.start, m.issuer[0]) if m.issuer and m.issuer_before else m.start
        before = fold.lower[max(_line_start(fold, at), at - 160) : at]
        told = m.issuer_before and m.issuer is not None and _issues(fold, m) and not _carried_out(fold, m)
        if told and not _EARLIER.search(before.rsplit(". ", 1)[-1]):
            return m
        if m.issuer and not m.issuer_before and _CONTENT.search(before):
            return m
        if m.start < 40 and m.symbol is not None and not before.startswith("xét "):
            return m
    return None


def _carried_out(fold: Folded, m: Mention) -> bool:
    """The page goes on "Thực hiện chỉ thị trên, tỉnh …": the paper stands above the one that is told of."""
    at = fold.lower.find(f"thực hiện {(m.kind or '').lower()}", m.end, m.end + 420)
    return at > 0 and (fold.lower[at - 2 : at] == ". " or _line_start(fold, at) == at)


def _line_start(fold: Folded, at: int) -> int:
    k = bisect_left(fold.breaks, at)
    return fold.breaks[k - 1] if k else 0


def _issues(fold: Folded, m: Mention) -> bool:
    """Between issuer and paper stands a deed of issuing, not a request made "tại Tờ trình số …"."""
    if m.issuer is None:
        return False
    if m.issuer[0] > m.start:
        return True  # "Tại Quyết định số …, Chủ tịch UBND tỉnh phê duyệt …"
    between = fold.lower[m.issuer[1] : m.start]
    return "từng " not in between and _ISSUED.search(between) is not None


def issuer_told(fold: Folded, mentions: list[Mention]) -> Span | None:
    """Find the body that a page without a numbered plan tells of: the first that does something."""
    cited = [m.start for m in mentions]
    above = [m.issuer for m in mentions if m.issuer and m.issuer_before and _carried_out(fold, m)]
    headline = _in_headline(fold)
    if headline is not None:
        return headline
    limit = min(len(fold.lower), 3000)
    first: Span | None = None
    level: Span | None = None
    for head in _HEAD.finditer(fold.lower, 0, limit):
        found = issuer_at(fold, head.start())
        if found is None:
            continue
        k = bisect_right(cited, head.start()) - 1
        if k >= 0 and head.start() < mentions[k].end:
            continue  # the issuer of a cited paper
        found = _with_field(fold, found)
        before = fold.lower[max(0, head.start() - 40) : head.start()]
        if before.endswith(("trước đó, ", "trước đó ")) or any(start <= head.start() < end for start, end in above):
            continue
        deed = _DEED.match(fold.lower, found[1])
        if (
            deed
            and (not before.endswith("phó ") or "ký" in deed[0] or "ban hành" in deed[0])
            and (_ACT.search(fold.lower[deed.start() : deed.end() + 60]) or "sẽ" in deed[0] or "phấn đấu" in deed[0])
        ):
            return found
        if head.start() < _OPENING and _PLAN_OF.search(before):
            return found
        if first is None and deed:
            first = found
    of_level = _OF_LEVEL.search(fold.lower, 0, _OPENING)
    if of_level:
        level = issuer_at(fold, of_level.start(1))
    return first or level or _by_plan(fold, mentions)


def _in_headline(fold: Folded) -> Span | None:
    """A headline that opens with the body: "SỞ GD&ĐT ĐIỆN BIÊN: TRIỂN KHAI PHONG TRÀO …"."""
    if not fold.lines:
        return None
    start, end = fold.lines[0]
    found = issuer_at(fold, start) if _HEAD.match(fold.lower, start) else None
    return found if found and found[1] < end and fold.folded[found[1] : found[1] + 1] == ":" else None


def _by_plan(fold: Folded, mentions: list[Mention]) -> Span | None:
    """ "Theo Kế hoạch số 18-KH/BDVTU của Ban Dân vận Tỉnh ủy": the issuer of the plan that the page follows."""
    for m in mentions:
        if m.start > _OPENING:
            break
        if m.issuer and not m.bare_law and fold.lower[max(0, m.start - 6) : m.start].endswith("theo "):
            return m.issuer
    return None


_PLAN_OF = re.compile(r"(?<!, )(?:kế hoạch|đề án|quyết định|chỉ thị|chương trình|công văn|hướng dẫn)[^.;,]{0,14} của $")
_FIELD = re.compile(r" \([^()]{4,60}\)(?: (?:tỉnh|thành phố|huyện))?")


def _with_field(fold: Folded, found: Span) -> Span:
    """ "Ban Chỉ đạo … (Ban Chỉ đạo 138) tỉnh": the level stands behind the bracket."""
    m = _FIELD.match(fold.lower, found[1])
    return (found[0], m.end()) if m and m[0].endswith(("tỉnh", "phố", "huyện")) else found


_STAMP = re.compile(
    r"(?:\d{1,2}:\d\d|cập nhật|ngày đăng|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|gmt|đăng lúc|date|\d{1,2}h\d\d|-)"
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
        around = fold.lower[max(0, date.start - 28) : date.end + 18]
        if date.date and len(date.date) == 10 and not date.named and _STAMP.search(around):
            told = date.date
    return told
