"""Read the head of a paper: number and symbol, place and day, issuing body.

Reads  ``Folded``, the mentions of papers, the first lines.
Writes ``Head``; offsets in the folded copy.
"""

import re
from dataclasses import dataclass, field

from thidua.citations import Mention
from thidua.citations.codes import kind_of, opens_with_body, tidy_symbol
from thidua.citations.issuers import issuer_at
from thidua.citations.tables import SYMBOL, tables
from thidua.printed_dates import PrintedDate, find_dates
from thidua.text import Folded

Span = tuple[int, int]
ZONE_LINES, ZONE_CHARS = 60, 4000


@dataclass(slots=True)
class Head:
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


_COLUMN = re.compile(r"[ \t\u00a0]{3,}|\t|\|")


def zone_of(fold: Folded) -> list[Span]:
    """The lines that may belong to the head, columns apart: folded spans, bars of tables and rules trimmed off."""
    cells: list[Span] = []
    for start, end in fold.lines[:ZONE_LINES]:
        if start > ZONE_CHARS:
            break
        cells += cells_of(fold, start, end)
    return cells


def cells_of(fold: Folded, start: int, end: int) -> list[Span]:
    """Part a line where its columns stand apart: three spaces, a tab or a bar."""
    a, b = fold.span(start, end)
    line = fold.text[a:b]
    edges = [m.span() for m in _COLUMN.finditer(line)]
    cells = []
    for left, right in zip([0, *(e for _, e in edges)], [*(s for s, _ in edges), len(line)], strict=True):
        bare = line[left:right].strip(" |*_#>\u00a0\t")
        if bare.strip("-=. "):
            at = a + left + line[left:right].index(bare)
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
    for m in mentions:
        if m.code[0] > end:
            break
        word = fold.folded[m.start : m.code[0]]
        at = m.start + max(word.rfind("S"), word.rfind("s"), 0)
        written = fold.folded[at : m.code[0]]
        if m.number is None or m.symbol is None or not (_NUMBER_WORD.match(written) or _NUMBER_WORD.match(word)):
            continue
        spoken = m.start in starts and _NUMBER_WORD.match(word) is not None
        leading = at in starts or spoken or ":" in written or fold.folded[max(0, at - 2) : at].strip() == "|"
        if leading and (fold.folded[at] == "S" or at in starts or spoken):
            head.number, head.year, head.symbol, head.mention = m.number, m.year, m.symbol, m
            head.kind = m.kind if not m.kind_said else (m.kind or None)
            head.spans["number"] = (at, m.code[1])
            return
    blank = _BLANK.search(fold.folded, 0, end)
    if blank:
        head.symbol, head.blank = blank["s"].replace(" ", ""), True
        head.kind = kind_of(tables(), head.symbol) or ("Công văn" if opens_with_body(tables(), head.symbol) else None)
        head.spans["number"] = (blank.start(), blank.end())
        return
    _listed_number(fold, mentions, end, head)


_LISTED = re.compile(r"số (?:hiệu|ký hiệu|kí hiệu|hiệu văn bản|/ký hiệu)[ :|]*$")


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
    m = _CARD_NUMBER.search(fold.folded, 0, end)
    if m is None:
        return
    head.number, head.symbol = m["n"], tidy_symbol(m["s"].replace(" ", ""))
    head.kind = kind_of(tables(), head.symbol) or "Công văn"
    head.spans["number"] = m.span()


_NAME_WORD = r"[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\W\d_]*"
_PLACE = re.compile(
    rf"(?:(?:TP|Tp|T\.P|Thành phố|Thị xã|Huyện|Xã|Phường)\.? ?)?{_NAME_WORD}(?:(?: -)? {_NAME_WORD}){{0,4}}$"
)
_UNDATED = re.compile(
    r", ?(?P<d>ngày ?[._… ]*(?P<day>\d{1,2})?[._… ]*tháng ?[._… ]*(?P<m>\d{1,2})?[._… ]*năm ?(?P<y>20\d\d))"
)


def _place_and_day(fold: Folded, lines: list[Span], head: Head) -> None:
    end = lines[-1][1] if lines else 0
    for date in find_dates(fold.lower, 0, end):
        comma = fold.folded[max(0, date.start - 2) : date.start].rstrip()
        lone = (date.start, date.end) in _tails(lines)
        if not (date.named or lone) or date.form not in ("words", "slashed") or comma[-1:] != ",":
            continue
        place = _place_before(fold, lines, date.start)
        if place is not None:
            head.printed, head.date = date, date.date
            head.place = place[0]
            head.spans["place"], head.spans["date"] = place[1], (date.start, date.end)
            return
    undated = _UNDATED.search(fold.lower, 0, end)
    place = _place_before(fold, lines, undated.start("d")) if undated else None
    if undated and place:
        month = f"-{int(undated['m']):02d}" if undated["m"] and 1 <= int(undated["m"]) <= 12 else ""
        head.date, head.place = undated["y"] + month, place[0]
        head.spans["place"], head.spans["date"] = place[1], undated.span("d")
        return
    _listed_day(fold, end, head)


def _place_before(fold: Folded, lines: list[Span], at: int) -> tuple[str, Span] | None:
    """The place in front of ", ngày …": a known province, or the only words of its line."""
    text = fold.folded[max(0, at - 48) : at].rstrip(" ,")
    base = max(0, at - 48)
    m = _PLACE.search(text)
    if m is None:
        return None
    words = m[0].split(" ")
    for cut in range(len(words)):
        name = " ".join(words[cut:])
        start = base + m.end() - len(name)
        if name.lower() in tables().provinces or name.lower().startswith(
            ("tp", "thành phố", "huyện", "xã", "thị xã", "phường")
        ):
            return name, (start, base + m.end())
    leads = {a for a, _ in lines}
    for cut in range(len(words) - 1, -1, -1):
        name = " ".join(words[cut:])
        start = base + m.end() - len(name)
        if (start in leads or fold.folded[max(0, start - 4) : start].rstrip(" -").endswith("|")) and not name.isupper():
            return name, (start, base + m.end())
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


_HEADS = re.compile(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|ban chỉ đạo|công an (?:tỉnh|thành phố|huyện|xã|phường)|"
    r"bộ công an|bộ |sở |tỉnh ủy|thành ủy|huyện ủy|"
    r"đảng ủy|thủ tướng|chính phủ|ban |hội |ủy ban|văn phòng|cục |thanh tra|liên đoàn|tỉnh đoàn|quốc hội|chủ tịch)"
)


def read_issuer(fold: Folded, lines: list[Span], head: Head, body_from: int) -> None:
    """Read the issuing body: printed above the number, else put together from place and symbol."""
    stop_at = head.spans["number"][0] if "number" in head.spans else body_from
    spelled = _spelled(fold, lines, head.symbol, stop_at)
    if spelled is not None:
        head.spans["issuer"], head.issuer = spelled, proper_name(fold.folded[slice(*spelled)])
        return
    wanted = organ_name(head.symbol)
    stop = head.spans["number"][0] if "number" in head.spans else body_from
    found = _printed_issuer(fold, lines, wanted, max(stop, 0), body_from)
    if found is not None:
        head.spans["issuer"] = found
        head.issuer = proper_name(fold.folded[slice(*found)])
    one = tables().organs.get(_organ(head.symbol) or "", {}).get("one")
    if one and (head.issuer is None or (wanted and wanted.lower() not in head.issuer.lower())):
        head.issuer = wanted
        return
    if head.issuer is None or not names_a_place(head.issuer):
        _assemble(fold, head, wanted)


def _spelled(fold: Folded, lines: list[Span], symbol: str | None, stop: int) -> Span | None:
    """A line above the number whose initials are the body of the symbol, unknown to the tables: BAN TỔ CHỨC, BTC."""
    organ = _organ(symbol) or (re.split(r"[-/]", symbol)[-1] if symbol else None)
    if organ is None or len(organ) < 3:
        return None
    known = tables().organs.get(organ, {})
    above = [(a, b) for a, b in lines if b <= stop + 1 and fold.folded[a:b].isupper()]
    if any(str(known.get("name", "?")).upper() in fold.folded[a:b] for a, b in above):
        return None
    for a, b in reversed(above):
        words = re.findall(r"[^\W\d_]+", fold.folded[a:b])
        if "".join(w[0] for w in words) == organ:
            return a, b
    return None


def _organ(symbol: str | None) -> str | None:
    """The body inside a symbol: KH-UBND -> UBND, UBND-NC -> UBND, CT/TU -> TU, KH-BCA-V05 -> BCA."""
    if not symbol:
        return None
    blocks = re.split(r"[-/]", symbol)
    known = tables()
    for block in blocks[1:] if blocks[0] in known.kind_of_code and len(blocks) > 1 else blocks:
        bare = re.sub(r"\d+$", "", block)
        if block in known.organs or bare in known.organs:
            return block if block in known.organs else bare
    return None


def organ_name(symbol: str | None) -> str | None:
    """Name the body inside a symbol.

    >>> organ_name("KH-UBND"), organ_name("QĐ-TTg"), organ_name("KH-XYZ")
    ('Ủy ban nhân dân', 'Thủ tướng Chính phủ', None)
    """
    entry = tables().organs.get(_organ(symbol) or "")
    return str(entry["name"]) if entry else None


def _printed_issuer(fold: Folded, lines: list[Span], wanted: str | None, stop: int, body_from: int) -> Span | None:
    """The lowest body named above the number, or the one that the symbol asks for anywhere before the body."""
    best: Span | None = None
    for start, end in lines:
        if start >= max(stop, body_from):
            break
        if not _HEADS.match(fold.lower, start) or not fold.folded[start : start + 6].isupper():
            continue
        found = issuer_at(fold, start)
        if found is None or found[1] < min(end, start + 8):
            continue
        fits = wanted is not None and wanted.lower() in _full(fold.lower[start:end])
        if fits or (wanted is None and start < stop):
            better = (
                best is None
                or names_a_place(fold.folded[slice(*found)])
                or not names_a_place(fold.folded[slice(*best)])
            )
            best = found if better else best
    return best


def _full(name: str) -> str:
    return (
        name.replace("ubnd", "ủy ban nhân dân", 1)
        .replace("hđnd", "hội đồng nhân dân", 1)
        .replace("bcđ", "ban chỉ đạo", 1)
    )


_PLACED = re.compile(
    r"(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|tỉnh ủy|thành ủy|huyện ủy) [^\W\d_]", re.I
)


def names_a_place(issuer: str) -> bool:
    """Say whether a name tells which province, district or commune; bodies without a level need none.

    >>> names_a_place("UBND tỉnh Tây Ninh"), names_a_place("Ủy ban nhân dân"), names_a_place("Chính phủ")
    (True, False, True)
    """
    low = issuer.lower()
    local = (
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "hđnd",
        "công an",
        "sở ",
        "ban chỉ đạo",
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "ban ",
    )
    return bool(_PLACED.search(issuer)) or not low.startswith(local) or low.endswith(("trung ương", "quốc gia"))


def _assemble(fold: Folded, head: Head, wanted: str | None) -> None:
    """Put the issuer together from the body and the place: "UBND" + "Tây Ninh" -> "UBND tỉnh Tây Ninh"."""
    place = _province_told(fold, head)
    body = wanted or (head.issuer if head.issuer else None)
    if body is None or place is None:
        return
    level = _level_of(fold, place)
    if level is None:
        return
    place = re.sub(r"^(?:TP\.? ?|Thành phố )", "", place)
    name = re.sub(r" (?:tỉnh|thành phố|huyện|xã|phường|quận)$", "", body.replace("Ủy ban nhân dân", "UBND"))
    if name.startswith(("Tỉnh ủy", "Thành ủy")):
        head.issuer = f"{name} {place}"
    else:
        head.issuer = f"{name} {level} {place}"
    head.assembled = True


def _level_of(fold: Folded, place: str) -> str | None:
    """What the place is: by the table, else by the word that stands before its name most often in the text."""
    low = place.lower()
    if low in tables().cities:
        return "thành phố"
    if low in tables().provinces:
        return "tỉnh"
    words = re.compile(rf"(tỉnh|huyện|thị xã|quận|thành phố|xã|phường|thị trấn|đặc khu) {re.escape(low)}(?!\w)")
    told = [m[1] for m in words.finditer(fold.lower)]
    if told:
        return max(dict.fromkeys(told), key=told.count)
    ubnd = [m[1] for m in re.finditer(r"ubnd (tỉnh|huyện|thành phố|xã|phường)(?! [^\W\d_]*(?:,|và))", fold.lower)]
    return "tỉnh" if "tỉnh" in ubnd else None


_CARD = re.compile(r"(?:cơ quan ban hành|nơi ban hành|cơ quan)[ :|]*(?:ubnd |ủy ban nhân dân )?(?:tỉnh|thành phố) ")


def _province_told(fold: Folded, head: Head) -> str | None:
    if head.place:
        return head.place
    m = _CARD.search(fold.lower, 0, ZONE_CHARS)
    if m is None:
        return None
    words = fold.folded[m.end() : m.end() + 40].split(" ")
    for count in range(5, 0, -1):
        name = " ".join(words[:count]).strip(" |,.;")
        if name.lower() in tables().provinces:
            return name
    return None


def proper_name(printed: str) -> str:
    """Write a name printed in capitals the way running text does.

    >>> proper_name("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA"), proper_name("BỘ CÔNG AN"), proper_name("UBND tỉnh Lào Cai")
    ('Ủy ban nhân dân tỉnh Khánh Hòa', 'Bộ Công an', 'UBND tỉnh Lào Cai')
    """
    if not printed.isupper() or printed in ("UBND", "HĐND"):
        return printed
    low = printed.lower()
    names = sorted((str(o["name"]) for o in tables().organs.values()), key=len, reverse=True)
    start = next((n for n in [*names, "UBND", "HĐND"] if low.startswith(n.lower())), "")
    rest = low[len(start) :] if start else low
    if not start:
        first, _, rest = low.partition(" ")
        start, rest = first.capitalize(), f" {rest}" if rest else ""
    levels = re.compile(r"(tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu) ((?:[^\W\d_]+ ?-? ?){1,6})")
    rest = levels.sub(lambda m: f"{m[1]} {m[2].title()}", rest)
    return start + rest
