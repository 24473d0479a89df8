"""Tell a paper without its head from a page that tells of one.

Reads  ``Folded``, the lines of the head.
Writes whether the text speaks as a paper does.
"""

import re

from thidua.citations.tables import tables
from thidua.reading.told import published_on
from thidua.text import Folded

Span = tuple[int, int]

_NEWS = re.compile(
    r"[ (|>“-](?:vừa (?:ban hành|ký|có|phê duyệt|phát động|triển khai|tổ chức|xây dựng|thông qua|"
    r"đề ra|công bố|diễn ra)|mới ban hành|cho biết|lượt xem|"
    r"số lần xem|trang chủ|đăng lúc|ngày đăng|cập nhật|phát biểu|sáng nay|chiều nay|hôm nay|hôm qua|nguồn tin|"
    r"theo đó|tin, ảnh|tin và ảnh|ảnh ?:|tác giả|bình luận|(?:sáng|chiều|tối)(?: ngày)? \d{1,2} ?(?:[/.-] ?\d|tháng)|"
    r"phóng viên|khảo sát|"
    r"kế hoạch nêu|công văn nêu|văn bản nêu|bạn đọc|báo tỉnh|bạn đánh giá|trả lời|email|e-mail|ảnh minh họa|"
    r"ban hành (?:kế hoạch|chỉ thị|quyết định|công văn|văn bản|nghị quyết|hướng dẫn)(?! này)|"
    r"nhấn mạnh|khẳng định|ngày \d{1,2} ?[/-] ?\d{1,2}, )"
)
_DATELINE = re.compile(r"(?:^|\s)\(?(?:[A-ZĐ]{2,6}|[A-Z]\w+\.vn|[A-ZĐ][^\W\d_]+(?: [A-ZĐ][^\W\d_]+)?)\)? ?- [A-ZĐ]")
_EXPLAINS = re.compile(
    r"(?:căn cứ|theo)(?: quy định tại| nội dung)?(?: điểm \w)?,?(?: khoản \d{1,2})?,? điều \d{1,3}(?: của)? "
    r"(?:thông tư|nghị định|luật|bộ luật|quyết định)"
)
"""A line that opens so explains the law to readers."""
_LISTED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)/] ?|[a-eđg]\) |[-+•*] |[IVX]{1,4}[./-] ?|Điều \d)")
_OPENS = 3  # lines among which a kind may open a paper without its head


def speaks_as_paper(fold: Folded, lines: list[Span]) -> bool:
    """Say whether a text without number and motto is (part of) a paper: a kind opens it, or points follow each other.

    >>> from thidua.reading.header import zone_of
    >>> part = Folded("Kế hoạch trật tự năm 2025 (trích)\\n2. Chỉ tiêu\\n2.1. Giảm 5% số vụ\\n2.2. Không để ùn tắc")
    >>> speaks_as_paper(part, zone_of(part))
    True
    >>> page = Folded("Kế hoạch mới của tỉnh\\n(QNO) - UBND tỉnh vừa ban hành kế hoạch:\\n1. Giảm 5%\\n2. Tăng 3%")
    >>> speaks_as_paper(page, zone_of(page))
    False
    """
    if fold.lower.startswith("kính gửi"):
        return True
    if _tells_of(fold, lines):
        return False
    if has_sections(fold):
        return True
    if _NEWS.search(f" {fold.lower[:3000]}") or published_on(fold):
        return False
    if any(_DATELINE.match(fold.folded, max(a - 1, 0), min(b, a + 40)) for a, b in lines[:4]):
        return False
    if any(_capital_kind(fold, a, b) for a, b in lines[:2]):
        return True
    points = sum(1 for k, (a, _) in enumerate(fold.lines[:60]) if _LISTED.match(fold.folded, a) and _parted(fold, k))
    return points >= 2 or (points == 1 and any(_kind_opens(fold, a, b) for a, b in lines[:_OPENS]))


_APPROVED = re.compile(
    r"(?!căn cứ|thực hiện|theo|xét|triển khai|để |nhằm ).{8,160}? (?:đã |vừa )?được .{4,80}? "
    r"(?:phê duyệt|ban hành|thông qua)(?: (?:bằng|tại|theo|kèm theo|trong))? "
)
_PORTRAIT = re.compile(
    r"(?:[ivx]{1,4}|\d{1,2})?[.)/:]? ?(?:(?:giới thiệu|tổng quan|đôi nét|vài nét|khái quát)(?![^\W\d_])|"
    r"vị trí địa lý|điều kiện tự nhiên|lịch sử (?:hình thành|phát triển)|quá trình hình thành)"
)
_AIMS_OF = re.compile(
    r"(?:Mục tiêu|Chỉ tiêu|Định hướng)(?: phát triển)?(?: của)? (?:tỉnh |thành phố |huyện |xã )?(?=[A-ZĐ])"
)


def _tells_of(fold: Folded, lines: list[Span]) -> bool:
    """Say whether the first lines speak of a paper, or of a place, from outside: explaining pages and portraits."""
    if not lines:
        return False
    a, b = lines[0]
    if fold.folded[a:b].isupper():
        return False
    asks = b - a < 240 and fold.folded.endswith("?", a, b)
    approved = _APPROVED.match(fold.lower, a, a + 400) is not None and b - a > _SHORT_LINE
    explains = any(_EXPLAINS.match(fold.lower, s) and fold.folded[e - 1] != ";" for s, e in lines[:4])
    return (
        asks
        or approved
        or explains
        or any(_PORTRAIT.match(fold.lower, s) for s, _ in lines[:2])
        or _aims_of_place(fold, a, b)
    )


def _aims_of_place(fold: Folded, start: int, end: int) -> bool:
    """A headline that calls the place by its name ("Mục tiêu Sóc Trăng đến năm 2020"), which a paper does not."""
    return end - start < 90 and _AIMS_OF.match(fold.folded, start, end) is not None


_SECTION = re.compile(r"(?:I|II|III|IV|V|VI{1,3})[./] ?[^\W\d_]{2}")
_CLOSE = re.compile(r"Nơi nhận ?:|(?:TM|KT|TL|TUQ)\. [A-ZĐỦ]{2}")


def has_sections(fold: Folded, after: int = 0) -> bool:
    """Say whether sections in capitals follow each other ("I. MỤC TIÊU", "II. …"), or one and the close of a paper."""
    sections = closes = 0
    for a, b in fold.lines:
        if a >= after:
            sections += _SECTION.match(fold.folded, a, b) is not None and fold.folded[a:b].isupper()
            closes += _CLOSE.match(fold.folded, a, b) is not None
    return sections >= 2 or (sections == 1 and closes > 0)


def _parted(fold: Folded, k: int) -> bool:
    """Say whether a line begins something, rather than goes on with a long line that was broken in a sentence."""
    if not k:
        return True
    a, b = fold.lines[k - 1]
    ended = fold.folded.endswith((".", ",", ";", ":", "/", "|", "”", ")"), a, b)
    return ended or b - a < _SHORT_LINE or fold.parted(b, fold.lines[k][0])


_SHORT_LINE = 45
"""Characters: a shorter line was ended, not broken."""


def _capital_kind(fold: Folded, start: int, end: int) -> bool:
    """A line in capitals that opens with a kind, or names an annex: "PHƯƠNG ÁN ỨNG PHÓ …", "PHỤ LỤC CHỈ TIÊU …"."""
    return fold.folded[start:end].isupper() and (
        fold.lower.startswith("phụ lục", start) or _kind_opens(fold, start, end)
    )


def _kind_opens(fold: Folded, start: int, end: int) -> bool:
    words = fold.lower[start : min(end, start + 40)].split(" ")
    return end - start < 160 and any(" ".join(words[:count]).rstrip(" :.") in tables().kinds for count in (2, 3))
