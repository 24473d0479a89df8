"""Read the kind and the title (trích yếu) printed under the head of a paper.

Reads  ``Folded``, the lines of the head.
Writes folded spans.
"""

import re

from msgspec import Struct

from thidua.citations.tables import tables
from thidua.text import Folded, fold_name

Span = tuple[int, int]


class Heading(Struct):
    """Kind and title as printed; ``at`` is where the kind stands, ``ends`` where the title ends (the body follows)."""

    kind: str | None = None
    kind_span: Span | None = None
    title_span: Span | None = None
    ends: int = 0


_DAY_LINE = re.compile(r"[^,]{2,30}, ?ngày ?[\d.…_ ]{1,6} ?tháng ")
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")
_RULE = re.compile(r"^[\W_]*$")
_MOTTO = re.compile(
    r"^cộng ?hòa|^xã hội chủ nghĩa|chủ nghĩa việt nam|^độc lập|độc lập ?- ?tự do|tự do ?- ?hạnh phúc|^hạnh phúc$|"
    r"^đảng cộng sản|^việt nam$|^hòa xã hội"
)
_BODY = re.compile(
    r"(?:Căn cứ|CĂN CỨ|Thực hiện|Nhằm|Để |Tiếp tục|Phát huy|Theo|Xét|Kính gửi|KÍNH GỬI|Trong |Sau |Trên cơ sở|"
    r"Thời gian qua|Những năm |Hiện nay|Vừa qua|Qua |Nhìn chung|Để triển khai|Ngày \d|Năm 20\d\d,|Từ (?:đầu|ngày) |"
    r"Triển khai|Hưởng ứng|I[.\-/]|1\.|"
    r"A[.\-]|Điều |ĐIỀU |Chương |CHƯƠNG |Phần |PHẦN |UBND|Ủy ban|Ban |Công an|\(Kèm|\(Ban hành|QUYẾT ĐỊNH:|"
    r"QUYẾT NGHỊ:|Số:|Số )"
)
_BODY_NAME = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|ỦY BAN|HỘI ĐỒNG NHÂN DÂN|THỦ TƯỚNG|CHÍNH PHỦ$|CHỦ TỊCH|BỘ TRƯỞNG|BỘ |GIÁM ĐỐC|"
    r"BAN THƯỜNG VỤ|BAN CHẤP HÀNH|BAN CHỈ ĐẠO|QUỐC HỘI|"
    r"HỘI ĐỒNG|TỈNH ỦY|SỞ |CÔNG AN TỈNH|CÔNG AN THÀNH PHỐ|TỈNH |THÀNH PHỐ |DÂN |NGHĨA VIỆT NAM)"
)
_ROMAN = re.compile(r"^(?:[IVX]{1,5}[.\-/):]|[A-D][.):]|\d{1,2}[.):]) ?\S|^(?:PHẦN|CHƯƠNG(?! TRÌNH)|MỤC|ĐIỀU)\b")
_OF_BODY = re.compile(r"(?:CỦA|Của|của) (?:BAN|ỦY|UBND|BỘ|CHỦ|TỈNH|HUYỆN|Ban|Ủy|Bộ|Chủ|Tỉnh)")
_CARD_VALUE = re.compile(r"(?:cơ quan ban hành|đơn vị ban hành|nơi ban hành|người ký|lĩnh vực|loại văn bản)[ :|]*$")
_ABOUT = re.compile(r"(?:về việc|v/v:?|về)\s+", re.I)
_ONLY_OPENED = re.compile(r"(?:về việc |v/v )?(?:ban hành|phê duyệt|công bố)|về việc|v/v:?")
"""A first line that says nothing yet: "BAN HÀNH" above "CHƯƠNG TRÌNH …"."""
_LETTER_ABOUT = re.compile(r"v/v:? |về việc ")


def read_heading(fold: Folded, lines: list[Span], after: int, symbol_kind: str | None) -> Heading:
    """Read kind and title from the lines; ``after``: the end of number and day, before which no kind stands.

    >>> from thidua.reading.header import zone_of
    >>> fold = Folded("Số: 12/KH-UBND\\n\\nKẾ HOẠCH\\nPhát động thi đua năm 2024\\n\\nCăn cứ Luật")
    >>> h = read_heading(fold, zone_of(fold), 14, "Kế hoạch")
    >>> h.kind, fold.folded[h.title_span[0]:h.title_span[1]]
    ('Kế hoạch', 'Phát động thi đua năm 2024')
    """
    heading = Heading(kind=symbol_kind)
    for index, (start, end) in enumerate(lines):
        if _LETTER_ABOUT.match(fold.lower, start) and symbol_kind == "Công văn":
            _take(fold, lines, index, start, heading)
            return heading
        if end <= after or _CARD_VALUE.search(fold.lower, max(0, start - 24), start):
            continue
        if index and _BODY.match(fold.folded, start) and not fold.folded[start:end].isupper():
            if start < after:
                continue  # number and day on one line
            break
        kind = _kind_line(fold, start, end) or _kind_in_two(fold, lines, index)
        if kind is not None:
            name, kind_end = kind
            heading.kind, heading.kind_span = name, (start, kind_end)
            _title_from(fold, lines, index + (kind_end > end), kind_end, heading)
            return heading
    for index, (start, end) in enumerate(lines):
        kind = _kind_line(fold, start, end) if start < after else None
        if kind is not None:  # a công điện prints its number below its kind
            heading.kind, heading.kind_span = kind[0], (start, kind[1])
            _title_from(fold, lines, index, kind[1], heading)
            return heading
    _title_without_kind(fold, lines, after, heading)
    return heading


def _kind_line(fold: Folded, start: int, end: int) -> tuple[str, int] | None:
    """A line that is a kind in capitals, or begins with one: ("Kế hoạch", where it ends)."""
    text = fold.folded[start:end]
    if _CARD_VALUE.search(fold.lower, max(0, start - 24), start):
        return None  # the card of a page, not the paper
    known = tables().kinds
    if _SPACED.fullmatch(text):
        text_joined = text.replace(" ", "").lower()
        for name in known:
            if name.replace(" ", "") == text_joined:
                return str(known[name]["name"]), end
    if text.endswith(":") and len(text) < 20:
        return None  # "QUYẾT ĐỊNH:" opens the articles, it is no title
    bare = text.rstrip(" :.*")
    if bare.isupper() and bare.lower() not in known and len(bare) < 24:
        misread = tables().folded_kinds.get(fold_name(bare))  # "KÉ HOẠCH"
        if misread:
            return str(known[misread]["name"]), start + len(bare)
    if bare.lower() in known and (bare.isupper() or (bare[0].isupper() and len(bare) == len(text))):
        return str(known[bare.lower()]["name"]), start + len(bare)
    if text.isupper() or text[:10].isupper():
        words = text.split(" ")
        for count in range(min(4, len(words) - 1), 0, -1):
            name = " ".join(words[:count]).lower().rstrip(":")
            if name in known and known[name]["family"] != "law" and words[0].isupper():
                return str(known[name]["name"]), start + len(" ".join(words[:count]))
    return None


def _kind_in_two(fold: Folded, lines: list[Span], index: int) -> tuple[str, int] | None:
    """A kind broken over two lines: "KẾ" / "HOẠCH"."""
    if index + 1 >= len(lines):
        return None
    start, end = lines[index][0], lines[index + 1][1]
    text = fold.folded[start:end]
    known = tables().kinds
    if text.isupper() and text.lower() in known and lines[index][1] - start < 12:
        return str(known[text.lower()]["name"]), end
    return None


def _title_from(fold: Folded, lines: list[Span], index: int, kind_end: int, heading: Heading) -> None:
    start, end = lines[index]
    rest = fold.folded[kind_end:end].strip(" :")
    if rest in ("KHẨN", "HỎA TỐC", "THƯỢNG KHẨN"):
        heading.ends = end
        return
    if rest:
        _take(fold, lines, index, kind_end + 1, heading)
        return
    for following in range(index + 1, min(index + 5, len(lines))):
        start, end = lines[following]
        text = fold.folded[start:end]
        if _RULE.match(text) or _MOTTO.search(text.lower()) or _OF_BODY.match(text):
            continue
        _take(fold, lines, following, start, heading)
        return
    heading.ends = end


_SIGNS = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐỦ]")


def _title_without_kind(fold: Folded, lines: list[Span], after: int, heading: Heading) -> None:
    """A head whose kind was lost: the first line in capitals below number and day."""
    for index, (start, end) in enumerate(lines):
        text = fold.folded[start:end]
        if (
            start < after
            or not text.isupper()
            or len(text) < 12
            or _MOTTO.search(text.lower())
            or _BODY_NAME.match(text)
            or _SIGNS.match(text)
        ):
            continue
        if _ROMAN.match(text):
            return
        _take(fold, lines, index, start, heading)
        return


def _take(fold: Folded, lines: list[Span], index: int, start: int, heading: Heading) -> None:
    """Take the title from ``start`` on, line by line, until the body begins."""
    end = lines[index][1]
    capitals = fold.folded[start:end].isupper()
    for following in range(index + 1, min(index + 10, len(lines))):
        a, b = lines[following]
        text = fold.folded[a:b]
        if capitals:
            body = _BODY_NAME.match(text) and not _runs_on(fold, end, text)
            ended = not _ONLY_OPENED.fullmatch(fold.lower, start, end) and (body or _ROMAN.match(text))
            if ended or not text.isupper():
                break
        elif (
            (fold.parted(end, a) and not (text[:1].islower() and fold.folded[end - 1].isalnum()))
            or _BODY.match(text)
            or text.isupper()
            or _RULE.match(text)
            or _DAY_LINE.match(text)
            or b - start > 600
            or fold.folded[end - 1] in ".;:"
        ):
            break
        end = b
    about = _ABOUT.match(fold.folded, start)
    begin = about.end() if about else start
    end = begin + len(fold.folded[begin:end].rstrip(" .:-_*|/"))
    if end > begin:
        heading.title_span = (begin, end)
    heading.ends = max(heading.ends, end)


def _runs_on(fold: Folded, end: int, text: str) -> bool:
    """A title may break before "TỈNH X" or "BỘ …": it does where the line before ends in the middle of a phrase."""
    last = fold.lower[max(0, end - 12) : end].split(" ")[-1]
    return last in ("bàn", "của", "và", "các", "trên", "tỉnh", "phố", "do", "nhân", "tại", "vực") and len(text) < 40
