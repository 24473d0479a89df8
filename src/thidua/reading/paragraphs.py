"""Paragraphs and tables out of lines. Reads: a ``Folded`` text. Writes: ``Paragraph`` entries.

A scan or a web page breaks lines inside sentences, and a page break leaves a blank line there. A line goes on with the
one before it where that one did not end a sentence and this one does not begin anything.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from thidua.reading.letters import LOWER, UPPER
from thidua.text import Folded

_LABEL = re.compile(
    r" ?(?:\*{1,3} ?)?(?:"
    r"(?P<part>(?:Phần|PHẦN) (?:[IVXLC]{1,6}|\d{1,2}|(?:thứ|THỨ) \w{1,6}))\b[.:)]?"
    r"|(?P<chapter>(?:Chương|CHƯƠNG) (?:[IVXLC]{1,6}|\d{1,2}))\b[.:)]?"
    r"|(?P<item>(?:Mục|MỤC) (?:[IVXLC]{1,6}|\d{1,2}))\b[.:)]?"
    r"|(?P<article>(?:Điều|ĐIỀU) \d{1,3}[a-zđ]?)(?=[.:]|$)[.:]?"
    r"|(?P<ordinal>(?:Thứ|THỨ) (?i:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))(?= ?[,:;.] ?[^\s\d])[,:;.]?"
    rf"|(?P<roman>[IVX]{{1,5}})(?:[./)](?= |[{UPPER}])| ?-(?= ))"
    rf"|(?P<capital>[A-EĐ])[./)](?= [{UPPER}])"
    rf"|(?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[.)/](?= |[{UPPER}])|(?= [{UPPER}]))"
    rf"|(?P<number>\d{{1,2}})(?:(?:[.)]|/(?![{UPPER}][^\W\d_]{{0,6}}-))(?= |[{UPPER}“\"])(?! ?\d{{1,2}}[./])"
    rf"| ?-(?= [{UPPER}])|(?<!\d\d)-(?= 100 ?%))"
    r"|(?P<letter>[a-hđ])(?:\)|\.(?= ))"
    r"|(?P<bracket>\(\d{1,2}\))(?= )"
    r"|(?P<dash>[-–−•▪*●])(?= ?[^\s\d\-–−*|]| \d|\d{1,3} ?%)"
    r"|(?P<plus>\+|[oO◦](?= ))(?= ?\S)"
    r") ?"
)
RANKS = {
    "part": 0, "chapter": 1, "item": 2, "capital": 3, "roman": 4, "article": 5, "ordinal": 6, "number": 7, "dotted": 8,
    "letter": 11, "bracket": 12, "dash": 14, "plus": 15,
}  # fmt: skip
LEAD_IN = 13
"""Rank of an unmarked paragraph that ends with a colon: dash items hang under it."""

_ENDS = frozenset(".;:!?…")
_UNENDED = (
    " đến", " từ", " ít nhất", " tối thiểu", " không quá", " trên", " dưới", " hơn", " đạt", " cho", " của", " và",
    " với", " tại", " năm", " quý", " tháng", " ngày", " số", " có", " là", " các", " những", " mỗi", " để", " trong",
    " tỷ lệ", " giảm", " tăng", " về", " theo",
)  # fmt: skip
"""Words that no paragraph ends with."""
_LOWER = re.compile(rf"[{LOWER}%,;)]|\d{{1,3}}(?:[.,]\d+)? ?%")
_GOES_ON = re.compile(
    rf"[{LOWER}(“\"%,;)]|\d{{1,3}}(?:[.,]\d+)? ?%|\d{{1,3}}(?:\d|(?:\.\d{{3}})+)? [{LOWER}]|\d{{1,2}} ?[/.-] ?\d|[/-]\w"
)
_DATELINE = re.compile(rf"(?:\([^()\d]{{2,30}}\)|[{UPPER}]{{2,5}}) ?[-–] ?[{UPPER}][{LOWER}]")
"""The name of a paper that opens a story: "(KTO) - Ban Chỉ đạo …", "BTO- Mới đây"."""
_TELLS = re.compile(
    r"(?:Ngày \d[\d/.-]*,? ?)?(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|HĐND|Tỉnh ủy|Thành ủy|Huyện ủy|Ban Chỉ đạo"
    r"|Bộ [A-ZĐ]|Sở [A-ZĐ]|Công an|Thủ tướng)[^.;:\d]{0,40}? (?:vừa|mới|đã) "
    r"(?:có|ban hành|ký|ra|phê duyệt|xây dựng|thông qua|phát động)(?!\w)"
)
"""How a story begins below its headline."""
_BROUGHT = ("ban hành kèm", "kèm theo")
"""What a line in brackets below the title of an annex says: it is a line of its own."""
_REMARK = re.compile(r"\([^\W\d_A-ZĐ][^()]{2,60}\) [^\W\d_A-ZĐ]")
"""A remark in brackets that the margin sent to the next line: "(chuẩn mới) từ 20% …"."""
_CREDIT = re.compile(r"Ảnh(?:: ?| minh họa| CTV| tư liệu)")
_RECIPIENTS = re.compile(r"[ *]*[Nn](?:ơi nhận|ƠI NHẬN)(?: ?:|\Z)")
_WRAPPED, _FULL = 55, 0.7
"""A line shorter than so many letters, or than this share of the long lines of its text, was not broken by a margin."""
_YEAR = re.compile(r" ?(?:19|20)\d\d")
_PAGE = re.compile(r" ?(?:- ?)?\d{1,3}(?: ?-)? ?\Z| ?[Tt]rang \d{1,3}(?: ?/ ?\d{1,3})? ?\Z")


_ROW_HEAD = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[A-E]) ?\|")
"""A row that heads those below it: its number, its name and no more."""


class Paragraph(Struct):
    """One paragraph: its span, where its text begins after the label, the label and its rank (None: unmarked)."""

    start: int
    end: int
    body: int
    line: int
    """Where its last line begins."""
    label: str = ""
    kind: str = ""
    rank: int | None = None
    table: bool = False


def paragraphs(fold: Folded) -> list[Paragraph]:
    """Split a folded text; every span counts its characters.

    >>> fold = Folded("1. Giảm\\n5% số vụ.\\n- Có mô hình")
    >>> [(p.label, fold.folded[p.body:p.end]) for p in paragraphs(fold)]
    [('1.', 'Giảm 5% số vụ.'), ('-', 'Có mô hình')]
    """
    text = fold.folded
    found: list[Paragraph] = []
    previous: Paragraph | None = None
    gaps = frozenset(fold.gaps)
    full = _full_line(fold.lines)
    blank = False
    for start, end in fold.lines:
        blank = blank or (start - 1) in gaps
        if previous is not None and end - start <= 16 and _PAGE.match(text, start, end):
            continue
        entry = _entry(text, start, end)
        if previous is not None and _is_range(text, previous, entry):
            entry = Paragraph(start, end, start, start)
        if previous is not None and _joins(text, previous, entry, blank, full):
            previous.end, previous.line = entry.end, entry.start
        else:
            found.append(entry)
            previous = entry
        blank = False
    return found


def _entry(text: str, start: int, end: int) -> Paragraph:
    while start < end and text[start] == " ":
        start += 1
    first = text[start]
    if first == "|" and _one_cell(text, start, end):
        while text[end - 1] in " |":
            end -= 1
        return _entry(text, start + 1, end)
    bars = text.count("|", start, end)
    if first == "|" or bars > 1 or (bars and _ROW_HEAD.match(text, start)):
        return Paragraph(start, end, start, start, table=True)
    if first.isalpha() and first.islower() and text[start + 1 : start + 2] not in (")", "."):
        return Paragraph(start, end, start, start)
    match = _LABEL.match(text, start, end)
    if match is None:
        return Paragraph(start, end, start, start)
    kind = str(match.lastgroup)
    label = text[match.start(kind) : match.end()].strip()
    return Paragraph(start, end, match.end(), start, label, kind, _rank(kind, label))


def _one_cell(text: str, start: int, end: int) -> bool:
    """Say whether a row holds one cell and no more: a page that lays a whole paper out in a table of one column."""
    bars = text.count("|", start, end)
    whole = bars == 1 or (bars == 2 and text[end - 1] == "|")
    return whole and text[start + 1 : end].strip(" |") != ""


def _rank(kind: str, label: str) -> int:
    return RANKS[kind] + (label.strip(".)/").count(".") - 1 if kind == "dotted" else 0)


def _full_line(lines: Sequence[tuple[int, int]]) -> float:
    """Give the letters that a line needs to have met the margin: in a text of whole paragraphs hardly any has."""
    long = sorted(end - start for start, end in lines if end - start >= _WRAPPED)
    return max(_WRAPPED, long[len(long) * 3 // 4] * _FULL) if long else _WRAPPED


def _joins(text: str, previous: Paragraph, entry: Paragraph, blank: bool, full: float) -> bool:
    """Say whether the line goes on with the paragraph before it; ``full``: letters of a line that met the margin."""
    if entry.rank is not None or entry.table or previous.table or _RECIPIENTS.match(text, entry.start, entry.end):
        return False
    if _is_range(text, previous, entry):
        return True
    if text[entry.start] == "(" and text[entry.start + 1 : entry.start + 14].lower().startswith(_BROUGHT):
        return False
    last = text[previous.end - 1]
    if last in _ENDS or last == "|" or text.startswith("date 2", entry.start):
        return False
    if (blank or entry.start < 400) and _DATELINE.match(text, entry.start):
        return False
    if previous.start < 3 and _TELLS.match(text, entry.start) and last not in ",-/“(":
        return False  # a headline, and the story below it
    remark = _REMARK.match(text, entry.start) and (previous.rank is not None or _prose(text, previous))
    if not blank and (last in ",-/“(" or remark):
        return True
    if not blank and text.endswith(_UNENDED, previous.line, previous.end):
        return True
    credit = blank and _CREDIT.search(text, max(previous.start, previous.end - 40), previous.end)
    if credit or (blank and text[entry.end - 1] == ":" and text[entry.start].isdigit()):
        return False  # the words under a picture; "8 chỉ tiêu xã hội gồm:" stands above what follows
    if _GOES_ON.match(text, entry.start):
        return (not blank and _LOWER.match(text, entry.start) is not None) or _prose(text, previous)
    if blank:
        return False
    return previous.end - previous.line >= full and text[entry.start].isupper() and _prose(text, previous)


def opens_story(text: str) -> bool:
    """Say whether a paragraph opens a story of a newspaper: "(KTO)- Ban Chỉ đạo …"."""
    return _DATELINE.match(text) is not None


def _is_range(text: str, previous: Paragraph, entry: Paragraph) -> bool:
    """Say whether a line that begins with a dash is the rest of "5 - 10%"."""
    if text[entry.start] != "-" or not text[previous.end - 1].isdigit() or previous.table:
        return False
    if text.startswith(("20", "19"), previous.end - 4) and not _YEAR.match(text, entry.start + 1):
        return False  # "2.1. Đến năm 2028", and the first item below it
    return text[entry.start + 1 : entry.start + 3].strip()[:1].isdigit()


def _prose(text: str, paragraph: Paragraph) -> bool:
    words = text[paragraph.body : paragraph.end]
    return len(words) >= 30 and not words.isupper()
