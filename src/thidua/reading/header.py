"""Read the head of a paper: number and symbol, place and day, issuing body.

Reads  ``Folded``, the mentions of papers, the first lines.
Writes ``Head``; offsets in the folded copy.
"""

import re
from bisect import bisect_left
from itertools import chain
from operator import itemgetter

from msgspec import Struct, field

from thidua.citations import Mention
from thidua.citations.codes import kind_of, opens_with_body, tidy_symbol
from thidua.citations.tables import SYMBOL, tables
from thidua.printed_dates import PrintedDate, find_dates
from thidua.text import Folded, fold_name

Span = tuple[int, int]
ZONE_LINES, ZONE_CHARS = 60, 4000


class Head(Struct):
    """What the head of a paper says; None where it says nothing."""

    number: str | None = None
    year: str | None = None
    symbol: str | None = None
    kind: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    assembled: bool = False
    printed: PrintedDate | None = None
    mention: Mention | None = None
    blank: bool = False
    spans: dict[str, Span] = field(default_factory=dict)


_COLUMN = re.compile(
    r"[ \t\u00a0]{3,}|\t|\||<[bB][rR] ?/?>|&nbsp;"
    r"| {1,2}(?=CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập ?[-–] ?Tự do)"
    r"| {2}(?=[^\W\d_][^\d\n,]{2,30}, ?ngày )"
)
_WIDE = re.compile(r"[ \t\u00a0]{2}")
_EDGE = " |*_#>\u00a0\t"


def zone_of(fold: Folded) -> list[Span]:
    """The lines that may belong to the head, columns apart: folded spans, bars of tables and rules trimmed off."""
    cells: list[Span] = []
    for start, end in fold.lines[:ZONE_LINES]:
        if start > ZONE_CHARS:
            break
        cells += cells_of(fold, start, end)
    return cells


def _may_part(line: str) -> bool:
    """Say, by plain searches, whether a line holds a sign without which no column ends."""
    if "|" in line or "\t" in line or "<" in line or "&nbsp;" in line or "CỘNG" in line or "Độc lập" in line:
        return True
    if "\u00a0" in line:
        return _WIDE.search(line) is not None
    return "  " in line and ("   " in line or ", ngày " in line or ",ngày " in line)


def cells_of(fold: Folded, start: int, end: int) -> list[Span]:
    """Part a line where its columns stand apart: three spaces, a tab or a bar."""
    a, b = fold.span(start, end)
    line = fold.text[a:b]
    edges = [0, len(line)]
    if _may_part(line):
        edges[1:1] = chain.from_iterable(m.span() for m in _COLUMN.finditer(line))
    elif line.strip(_EDGE) == line:
        return [(start, end)] if line.strip("-=. ") else []
    cells = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        cell = line[left:right].lstrip(_EDGE)
        bare = cell.rstrip(_EDGE)
        if bare.strip("-=. "):
            at = a + right - len(cell)
            cells.append((fold.offset(at), fold.offset(at + len(bare))))
    return cells


def read_head(fold: Folded, mentions: list[Mention], lines: list[Span]) -> Head:
    """Read number, symbol, place, day and issuer out of the head."""
    head = Head()
    _number(fold, mentions, lines, head)
    _place_and_day(fold, lines, head)
    return head


_NUMBER_WORD = re.compile(r"^\W*(?:[A-ZĐ]{2,4} )?[Ss][ỐốÔôÓóOo](?: hiệu)? ?[:.|]* ?$")
_BLANK = re.compile(rf"S[ốôóỐ] ?: ?[.…_ ]*[/-] ?(?P<s>{SYMBOL})")


def _number(fold: Folded, mentions: list[Mention], lines: list[Span], head: Head) -> None:
    starts = {start for start, _ in lines}
    end = lines[-1][1] if lines else 0
    blank = _BLANK.search(fold.folded, 0, end)
    for m in mentions:
        if m.code[0] > end or (blank and m.code[0] > blank.end()):
            break
        word = fold.folded[m.start : m.code[0]]
        at = m.start + max(word.rfind("S"), word.rfind("s"), 0)
        written = fold.folded[at : m.code[0]]
        if m.number is None or m.symbol is None or not (_NUMBER_WORD.match(written) or _NUMBER_WORD.match(word)):
            continue
        if m.kind_said and m.start not in starts and fold.folded[at] == "s" and ":" not in written:
            continue  # "… thực hiện Kế hoạch" / "số 33/KH-UBND …": a sentence that a line breaks
        spoken = m.start in starts and _NUMBER_WORD.match(word) is not None
        leading = at in starts or spoken or ":" in written or fold.folded[max(0, at - 2) : at].strip() == "|"
        if leading and (fold.folded[at] == "S" or at in starts or spoken):
            head.number, head.year, head.symbol, head.mention = m.number, m.year, m.symbol, m
            told = m.kind_said and (spoken or ":" not in written)  # "… PHÁP LUẬT / Số: 19/KH-…": the line above
            head.kind = m.kind if told else kind_of(tables(), m.symbol) or m.kind
            head.spans["number"] = (at, m.code[1])
            return
    if blank:
        head.symbol, head.blank = blank["s"].replace(" ", ""), True
        head.kind = kind_of(tables(), head.symbol) or ("Công văn" if opens_with_body(tables(), head.symbol) else None)
        head.spans["number"] = (blank.start(), blank.end())
        return
    _unlisted_number(fold, lines, head)
    if head.number is None:
        _listed_number(fold, mentions, end, head)


_OWN = re.compile(rf"S[ốỐ] ?: ?(?P<n>\d{{1,5}}) ?[/-] ?(?P<s>{SYMBOL})")
"""The number of a body whose initials nobody has listed, alone on its line: "Số: 31/CĐYT"."""


def _unlisted_number(fold: Folded, lines: list[Span], head: Head) -> None:
    """Read a number alone on its line whose symbol names no body that is known."""
    for start, stop in lines:
        own = _OWN.fullmatch(fold.folded, start, stop) if fold.folded.startswith("S", start) else None
        if own is not None:
            head.number, head.symbol = own["n"], tidy_symbol(own["s"].replace(" ", ""))
            letter = "v/v" in fold.lower[stop : stop + 40]
            head.kind = kind_of(tables(), head.symbol) or ("Công văn" if letter else None)
            head.spans["number"] = (start, stop)
            return


_LISTED = re.compile(r"số ?(?:hiệu|ký hiệu|kí hiệu|hiệu văn bản|/ ?k[ýí] hiệu)[ :|]*$")


def _listed_number(fold: Folded, mentions: list[Mention], end: int, head: Head) -> None:
    """The card of a library page: "| Số hiệu | 188/KH-UBND |"."""
    for m in mentions:
        if m.code[0] > end:
            return
        if _LISTED.search(fold.lower[max(0, m.code[0] - 24) : m.code[0]]):
            head.number, head.year, head.symbol, head.kind, head.mention = m.number, m.year, m.symbol, m.kind, m
            head.spans["number"] = m.code
            return
    _parted_number(fold, end, head)


_CARD_NUMBER = re.compile(
    rf"[Ss]ố(?: văn bản| hiệu)?[ :|]+(?P<n>\d{{1,5}})[ |]+(?:Số )?[Kk][ýí] hiệu[ :|]+(?P<s>{SYMBOL})"
)


def _parted_number(fold: Folded, end: int, head: Head) -> None:
    """A card that keeps number and symbol apart: "Số văn bản: 29" / "Ký hiệu: CT-UBND"."""
    told = "ý hiệu" in fold.folded[:end] or "í hiệu" in fold.folded[:end]
    m = _CARD_NUMBER.search(fold.folded, 0, end) if told else None
    if m is None:
        return
    head.number, head.symbol = m["n"], tidy_symbol(m["s"].replace(" ", ""))
    head.kind = kind_of(tables(), head.symbol) or "Công văn"
    head.spans["number"] = m.span()


_NAME_WORD = r"[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\W\d_]*"
_PLACE = re.compile(
    rf"(?:Phường|Quận) \d{{1,2}}$|(?:(?:TP|Tp|T\.P|Thành phố|Thị xã|Thị trấn|Quận|Tỉnh|Đặc khu|Huyện|Xã|Phường)\.? ?)?"
    rf"{_NAME_WORD}(?:(?: -)? {_NAME_WORD}){{0,4}}$"
)
_UNDATED = re.compile(
    r", ?(?P<d>ngày ?[._… ]*(?P<day>\d{1,2})?[._… ]*tháng ?[._… ]*(?P<m>\d{1,2})?[._… ]*năm ?(?P<y>20\d\d))"
)


_HOUR = re.compile(r"(?:hồi|lúc) \d{1,2} ?(?:h|giờ|g) ?\d{0,2}(?:'| phút)?,? $")


def _place_and_day(fold: Folded, lines: list[Span], head: Head) -> None:
    end = lines[-1][1] if lines else 0
    tails = _tails(lines)
    for date in fold.once(find_dates):
        if date.end > end:
            break
        hour = _HOUR.search(fold.lower, max(0, date.start - 22), date.start)
        begins = hour.start() if hour else date.start
        comma = fold.folded[max(0, begins - 2) : begins].rstrip()
        lone = (date.start, date.end) in tails
        if not (date.named or lone) or date.form not in ("words", "slashed") or comma[-1:] != ",":
            continue
        place = _place_before(fold, lines, begins, head)
        if place is not None:
            head.printed, head.date = date, date.date
            head.place = _known_place(place[0])
            head.spans["place"], head.spans["date"] = place[1], (date.start, date.end)
            return
    undated = _UNDATED.search(fold.lower, 0, end)
    place = _place_before(fold, lines, undated.start("d"), head) if undated else None
    if undated and place:
        month = f"-{int(undated['m']):02d}" if undated["m"] and 1 <= int(undated["m"]) <= 12 else ""
        head.date, head.place = undated["y"] + month, place[0]
        head.spans["place"], head.spans["date"] = place[1], undated.span("d")
        return
    _listed_day(fold, end, head)


def _known_place(printed: str) -> str:
    """A province whose marks a scan misread gets its own name back: "Quàng Ngãi"."""
    if printed.lower() in tables().provinces:
        return printed
    near = [p for p in tables().provinces if fold_name(p) == fold_name(printed)]
    return near[0].title() if len(near) == 1 and " " in printed else printed


def _place_before(fold: Folded, lines: list[Span], at: int, head: Head) -> tuple[str, Span] | None:
    """The place in front of ", ngày …": a known province, or the only words of its line."""
    text = fold.folded[max(0, at - 48) : at].rstrip(" ,")
    base = max(0, at - 48)
    m = _PLACE.search(text)
    if m is None:
        return None
    last = bisect_left(lines, base + m.end(), key=itemgetter(0)) - 1
    cell = lines[last][0] if last >= 0 and base + m.end() <= lines[last][1] else 0
    if cell > base + m.start() and fold.folded[base + m.start() : cell].isupper():
        m = _PLACE.search(text, cell - base) or m
    words = m[0].split(" ")
    for cut in range(len(words)):
        name = " ".join(words[cut:])
        start = base + m.end() - len(name)
        if name.lower() in tables().provinces or name.lower().startswith(
            ("tp", "thành phố", "huyện", "xã ", "thị xã", "thị trấn", "quận ", "phường", "đặc khu")
        ):
            return name, (start, base + m.end())
    behind_number = head.spans["number"][1] + 1 if "number" in head.spans else 0
    for cut in range(len(words) - 1, -1, -1):
        name = " ".join(words[cut:])
        start = base + m.end() - len(name)
        k = bisect_left(lines, start, key=itemgetter(0))
        leads = start == behind_number or (k < len(lines) and lines[k][0] == start)
        if (leads or fold.folded[max(0, start - 4) : start].rstrip(" -").endswith("|")) and not name.isupper():
            return name, (start, base + m.end())
    if m.start() + base == cell and fold.folded[at : at + 4] == "NGÀY":
        return m[0].title(), (cell, base + m.end())  # a head typed in capitals throughout
    return None


def _tails(lines: list[Span]) -> set[Span]:
    """Ends of short lines as the spans a day of ten letters or less may have: "Trà Giang, 2/5/2023"."""
    return {(b - size, b) for a, b in lines if b - a < 40 for size in range(8, 11)}


_LISTED_DAY = re.compile(r"ngày (?:ban hành|ký|ban hành văn bản|văn bản)[ :|]*(?=\d)")


def _listed_day(fold: Folded, end: int, head: Head) -> None:
    m = _LISTED_DAY.search(fold.lower, 0, end)
    dates = find_dates(fold.lower, m.end(), min(end, m.end() + 30)) if m else []
    if dates and m and dates[0].start == m.end():
        head.printed, head.date = dates[0], dates[0].date
        head.spans["date"] = (dates[0].start, dates[0].end)
