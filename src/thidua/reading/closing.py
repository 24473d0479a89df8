"""Read the close of a paper: who receives it, who signed it.

Reads  ``Folded``.
Writes names as printed and folded spans.
"""

import re

from thidua.reading.header import ZONE_CHARS, cells_of
from thidua.text import Folded

Span = tuple[int, int]

_RECEIVERS = re.compile(r"nơi nhận ?:?")
_FILED = re.compile(r"lưu ?:|lưu,? ?(?:vt|vp|văn thư|hồ sơ)")
_OFFICE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|Tm|Kt)\.? ?[A-ZĐỦ]|CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|BỘ TRƯỞNG|THỨ TRƯỞNG|"
    r"THỦ TƯỚNG|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|"
    r"CHỦ TRÌ|CHỦ TỌA|ĐẠI DIỆN|CỤM TRƯỞNG|KHỐI TRƯỞNG|"
    r"TRƯỞNG PHÒNG|VỤ TRƯỞNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|PHÓ |TRƯỞNG |HIỆU TRƯỞNG|TỔNG GIÁM ĐỐC"
)
_SYLLABLE = r"(?:[A-Z]{1,2}[’'])?[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\W\d_]{0,6}"
_NAME = re.compile(
    rf"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy),? |(?:GS|PGS|TS|ThS|"
    rf"BS)\.? ?)*(?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{1,4}})\W*$"
)
_NO_NAME = re.compile(
    r"(?<![^\W\d_])(?:phòng|ban|sở|công an|tỉnh|thành phố|nơi nhận|ủy|ubnd|việt nam|phụ lục|kế hoạch|chủ tịch|"
    r"giám đốc|xã hội|(?<![^\W\d_] )hạnh phúc|đã ký|điều \d|mục \d|ký bởi|hội|thư ký|thành viên|đại diện|"
    r"trưởng|chủ trì|phó)(?![^\W\d_])",
    re.I,
)


_LONGEST_OFFICE = 240
"""Characters of a line with the offices of two columns."""
_PARTED = re.compile(r"; ?-? ?|(?<=[.;]) - ")
_CARD = re.compile(
    rf"[Nn]gười ký(?: duyệt| văn bản)?[ :|]*(?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{1,4}})(?= ?(?:\||$| [A-ZĐ]| \d))"
)


def read_recipients(fold: Folded) -> tuple[tuple[str, ...], Span | None]:
    """Read the bodies under "Nơi nhận:", the file copy ("Lưu: VT") left out.

    >>> read_recipients(Folded("Nơi nhận:\\n- Bộ Công an;\\n- Như Điều 3;\\n- Lưu: VT."))[0]
    ('Bộ Công an', 'Như Điều 3')
    """
    places = list(_RECEIVERS.finditer(fold.lower, max(0, len(fold.lower) - 6000)))
    if not places:
        return (), None
    place = places[-1]
    names: list[str] = []
    end, ended = place.end(), False
    for start, stop in _lines_from(fold, place.end()):
        text = fold.folded[start:stop].strip(" |*")
        if names and not ended and _goes_on(names[-1], text):
            names[-1], end = f"{names[-1]} {text}", stop  # "- Chủ tịch, các PCT UBND" / "tỉnh;"
            ended = text.endswith((";", "."))
            continue
        if (names and not text.startswith(("-", "+", "•"))) or len(names) > 60:
            break
        ended = text.endswith((";", "."))
        filed = _FILED.search(text.lower())
        names += [n for n in _PARTED.split(text[: filed.start()] if filed else text) if n.strip(" -")]
        end = stop
        if filed:
            break
    told = tuple(n.strip(" -+•;.,") for n in names)
    return tuple(n for n in told if 2 < len(n) < 160), (place.start(), end) if told else None


def _goes_on(entry: str, text: str) -> bool:
    """Say whether a line is the rest of an entry: "- Chủ tịch, các PCT" / "UBND tỉnh;"."""
    if text[:1].islower() or text.startswith("(") or entry.endswith(","):
        return True
    return text.endswith(";") and len(text) < 60 and not text.startswith(("-", "+", "•")) and not text.isupper()


def _lines_from(fold: Folded, at: int) -> list[Span]:
    """The first column of the lines after ``at``, the rest of its own line first."""
    found = []
    for start, end in reversed(fold.lines):
        if end <= at:
            break
        cells = cells_of(fold, max(start, at), end)
        if cells and (start >= at or cells[0][0] < at + 4):
            found.append(cells[0])
    return found[::-1][:80]


def read_signer(fold: Folded, body_from: int = 0) -> tuple[str, Span] | None:
    """Read the name under the office that signs, below the head; on a library card, the name behind "Người ký".

    >>> read_signer(Folded("TM. ỦY BAN NHÂN DÂN\\nKT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH\\n\\nVõ Đức Trọng"))[0]
    'Võ Đức Trọng'
    """
    told = fold.folded.find("gười ký", 0, ZONE_CHARS) >= 0
    card = _CARD.search(fold.folded, 0, ZONE_CHARS) if told else None
    if card and not _NO_NAME.search(card["name"]):
        return card["name"], card.span("name")
    lines = fold.lines[-90:]
    last = -1  # the line up to which a name may stand
    beside: tuple[str, Span] | None = None  # the name of the second of two who sign a joint paper
    joint = False
    for index, (line_start, line_end) in enumerate(lines):
        if line_start < body_from or (index > last and _is_prose(fold, line_start, line_end)):
            continue
        cells = cells_of(fold, line_start, line_end)
        joint = joint or sum(1 for a, b in cells if b - a < 60 and _OFFICE.match(fold.folded, a, b)) > 1
        for start, end in cells:
            if fold.lower.startswith("nơi nhận", start, end):
                last = max(last, index + 60)
            elif end - start < 60 and _OFFICE.match(fold.folded, start, end):
                last = max(last, index + 14)
            elif index <= last and not fold.folded.startswith("-", start):
                text = fold.folded[start:end]
                m = _NAME.match(text)
                if m and 5 <= len(m["name"]) <= 32 and not _NO_NAME.search(m["name"]):
                    at = start + text.index(m["name"])
                    signer = m["name"], (at, at + len(m["name"]))
                    if not joint or start == cells[0][0]:
                        return signer
                    beside = beside or signer
    return beside or _last_name(fold, body_from)


def _is_prose(fold: Folded, start: int, end: int) -> bool:
    """Say whether a line is too long for an office that signs."""
    return end - start > _LONGEST_OFFICE and not fold.lower.startswith("nơi nhận", start)


def _last_name(fold: Folded, body_from: int) -> tuple[str, Span] | None:
    """A name alone on the very last line, as under a công điện."""
    if not fold.lines or fold.lines[-1][0] < body_from or len(fold.lines) < 4:
        return None
    cells = cells_of(fold, *fold.lines[-1])
    m = _NAME.match(fold.folded[slice(*cells[-1])]) if cells else None
    if m is None or not 8 <= len(m["name"]) <= 32 or m["name"].count(" ") < 2 or _NO_NAME.search(m["name"]):
        return None
    at = cells[-1][0] + m.start("name")
    return m["name"], (at, at + len(m["name"]))
