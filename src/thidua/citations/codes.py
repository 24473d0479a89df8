"""Read number, year and symbol where the digits of a code begin.

Reads  the folded copy and a place in it.
Writes ``Code``; None where no paper's number stands there.
"""

import re
from functools import lru_cache

from msgspec import Struct

from thidua.citations.tables import Shape, Tables, tables

_SPACED = re.compile(r" ?([-/.]) ?")
_SEPARATOR = re.compile(r"([-/])")
_FIRST = re.compile(r"[^-/(]*")
_LAST_DIGITS = re.compile(r"\d+$")
_ASSEMBLY = re.compile(r"Q[Hh] ?-?[\dXVI]")


class Code(Struct, frozen=True):
    """One number as read; offsets in the folded copy. ``meant``: the code as the law writes it, if not so printed.

    ``kind`` is the kind that the symbol opens with ("KH" -> Kế hoạch), None for a công văn or a bare number.
    """

    start: int
    end: int
    number: str
    year: str | None
    symbol: str | None
    kind: str | None
    shape: str
    meant: str | None = None


def parse_code(folded: str, at: int, said: bool = False, kind: str | None = None) -> Code | None:
    """Read the code whose digits begin at ``at``; ``said``: "số" stands before it; ``kind``: the kind before it.

    >>> code = parse_code("Kế hoạch số 27451HD-BTDKT ngày", 12, said=True)
    >>> code.number, code.symbol, code.kind, code.meant
    ('2745', 'HD-BTĐKT', 'Hướng dẫn', '2745/HD-BTĐKT')
    >>> parse_code("giai đoạn 2021-2025", 10) is None
    True
    """
    known = tables()
    for shape in known.shapes:
        if (shape.needs == "said" and not (said or kind)) or (shape.needs == "kind" and not kind):
            continue
        m = shape.pattern.match(folded, at)
        if m is None:
            continue
        code = _read(known, shape, m, kind)
        if code is not None and _stands(known, code, shape, said, kind, folded):
            return code
    return None


def _read(known: Tables, shape: Shape, m: "re.Match[str]", kind: str | None) -> Code | None:
    parts = m.groupdict()
    number = m["n"].replace(".", "").replace(" ", "")
    end = m.end()
    symbol: str | None
    if shape.name == "hyphen-lost":
        closes = _blocks_end(known, m, kind)
        if closes is None:
            return None
        end = closes
        symbol = f"{parts['t']}-{_GAPS.sub('-', m.string[m.start('o') : end])}"
    elif parts.get("t"):
        joined = parts.get("j") or shape.join
        symbol = f"{parts['t']}{joined.strip()}{parts['o']}"
    else:
        symbol = parts.get("s")
    if symbol is None:
        return Code(m.start(), end, number, parts.get("y"), None, None, shape.name)
    symbol = symbol.upper() if shape.upper else symbol
    if " " in symbol:
        symbol = _SPACED.sub(r"\1", symbol).replace(" ", "")
    tidy = tidy_symbol(symbol, kind)
    meant = None
    if shape.damaged or tidy.upper() != symbol.upper():
        year = f"/{parts['y']}" if parts.get("y") else ""
        party = "/" in tidy and shape.name != "hyphen-lost"
        meant = f"{number}{year}{'-' if party else '/'}{tidy}"
    code_kind = kind_of(known, tidy)
    return Code(m.start(), end, number, parts.get("y"), tidy, code_kind, shape.name, meant)


_BLOCK = re.compile(r"[^ -]+")
_GAPS = re.compile(r"[ -]+")
_CLOSED = re.compile(
    r",? ?(?:ngày \d|\(|[;)|]|$)|[,.](?= |$)| [a-zà-ỹđ]"
    r"| (?:[A-ZĐ][^\W\d_A-ZĐ]+ ?-? ?){1,5}, ?ngày| (?:KẾ HOẠCH|QUYẾT ĐỊNH|V/v|CỘNG H|ĐẢNG CỘNG|Độc lập)"
)
_UNIT_CODE = re.compile(r"[A-ZĐ]{1,2}\d{1,3}")
_LEVEL = re.compile(r" (?:tỉnh|thành|huyện|xã|quận|thị|phường|tp|tx)(?![^\W\d_])", re.I)


def _blocks_end(known: Tables, m: "re.Match[str]", kind: str | None) -> int | None:
    """Where a symbol parted by spaces ends: behind the last block that is a body, a numbered unit or a room of one.

    A body that nobody has listed belongs to it where what stands behind closes a number: "301/BC BVHXH ngày".
    None where the words behind the kind are the issuer rather than part of the symbol ("12/QĐ UBND tỉnh").
    """
    letter = m["t"].split("/")[0] not in known.kind_of_code
    if letter and m["t"] not in known.organs and kind is None:
        return None
    if _CLOSED.match(m.string, m.end()) and m.end("o") - m.start("o") > 1 and not _LEVEL.match(m.string, m.end()):
        return m.end()
    end = None
    for block in _BLOCK.finditer(m.string, m.start("o"), m.end("o")):
        code = block[0].split("/")[0]
        code = known.canonical.get(code, code)
        body = not letter and (code in known.organs or _LAST_DIGITS.sub("", code) in known.organs)
        room = (letter or end is not None) and code in known.rooms
        torn = m.string[block.end() : block.end() + 1].isalpha()
        if torn or not (body or room or _UNIT_CODE.fullmatch(code)):
            break
        end = block.end()
    return None if end is None or _LEVEL.match(m.string, end) else end


@lru_cache(maxsize=4096)
def tidy_symbol(symbol: str, kind: str | None = None) -> str:
    """Write a symbol as the law does: TTg for TTG, NĐ for a NĐ whose marks were lost, a hyphen put back.

    >>> tidy_symbol("QĐ-TTG"), tidy_symbol("ND-CP"), tidy_symbol("KHBCĐ"), tidy_symbol("DA-BCA", "Đề án")
    ('QĐ-TTg', 'NĐ-CP', 'KH-BCĐ', 'ĐA-BCA')
    """
    known = tables()
    blocks = _SEPARATOR.split(symbol)
    first = known.canonical.get(blocks[0], blocks[0])
    if (kind and first not in known.kind_of_code) or (kind and first not in _codes(known, kind)):
        first = next((c for c in _codes(known, kind) if _bare(c) == _bare(first)), first)
    if len(blocks) == 1 and first not in known.organs and first not in known.kind_of_code:
        first = _parted(known, first)
    rest = [b if b in known.organs else known.canonical.get(b, b) for b in blocks[1:]]
    return "".join([first, *rest])


def _codes(known: Tables, kind: str) -> list[str]:
    entry = known.kinds.get(kind.lower())
    return list(entry["codes"]) if entry else []


def _bare(code: str) -> str:
    return code.upper().replace("Đ", "D")


def _parted(known: Tables, block: str) -> str:
    """KHBCĐ -> KH-BCĐ: a known kind followed by a known body, in one way only."""
    ways = {
        f"{block[:cut]}-{block[cut:]}"
        for cut in range(2, min(6, len(block) - 1))
        if block[:cut] in known.kind_of_code and _LAST_DIGITS.sub("", block[cut:]) in known.organs
    }
    return ways.pop() if len(ways) == 1 else block


def kind_of(known: Tables, symbol: str) -> str | None:
    """Name the kind that a symbol opens with; None where a body opens it (công văn) or nothing known.

    >>> kind_of(tables(), "KH-UBND"), kind_of(tables(), "UBND-NC"), kind_of(tables(), "QH15")
    ('Kế hoạch', None, 'Luật')
    """
    first = _FIRST.match(symbol)[0]  # type: ignore[index]  # it matches every text
    if first in ("QH", "Qh") or _ASSEMBLY.match(symbol):
        return "Luật"
    if first.startswith("UBTVQH"):
        return "Pháp lệnh"
    return known.kind_of_code.get(first)


def opens_with_body(known: Tables, symbol: str) -> bool:
    """Say whether a symbol opens with a known body, as those of công văn do."""
    first = _FIRST.match(symbol)[0]  # type: ignore[index]  # it matches every text
    return first in known.organs or _LAST_DIGITS.sub("", first) in known.organs


_ASKS_BODY = {
    "separator-lost", "party-slash-misread", "type-alone", "slash-misread", "year-slash-misread",
    "first-slash-lost", "letter-misread",
}  # fmt: skip
_PERIOD = re.compile(r"\d{1,2} (?:năm|tháng|ngày(?! ?\d))|(?:19|20)\d\d(?!\d)")
_DATED = re.compile(r",? ?ngày \d")
_AFTER_BARE = re.compile(
    r",? ?(?:của|ngày|yêu cầu|đề nghị|chỉ đạo|về|năm|khóa|nêu|trên|này|nói|và|do|\(|\)|“|”|$|[.;:,](?= |$))"
)


def _stands(known: Tables, code: Code, shape: Shape, said: bool, kind: str | None, folded: str) -> bool:
    """Refuse what only looks like a code: quantities, dates, names of programmes, chemical or road numbers."""
    entry = known.kinds.get(kind.lower()) if kind else None
    if shape.name == "bare":
        if entry is None or not (said or entry.get("bare")) or entry["family"] == "law":
            return False
        if entry.get("named") and not _DATED.match(folded, code.end):
            return False  # "Đề án số 06" is the name of a programme
        if entry["family"] in ("paper", "letter") and not said and _PERIOD.match(folded, code.start):
            return False  # "Kế hoạch 5 năm", "Kế hoạch 2023": a span of time
        return _AFTER_BARE.match(folded, code.end) is not None
    if shape.name == "number-and-year":
        return entry is not None and entry["family"] in ("normative", "law")
    if shape.name in _ASKS_BODY:
        blocks = (code.symbol or "").replace("/", "-").split("-")
        return any(_LAST_DIGITS.sub("", b) in known.organs for b in blocks[-2:]) or code.symbol in known.kind_of_code
    if code.kind is not None:
        return True
    if entry is not None and entry.get("named") and not said:
        return False  # "Đề án 06/CP" is the name of a programme
    body = opens_with_body(known, code.symbol or "")
    return bool(kind) or (said and (body or "-" in (code.symbol or ""))) or (body and "-" in (code.symbol or ""))
