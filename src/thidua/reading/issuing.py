"""Read the issuing body of a paper: printed above the number, else told by a card, else put together.

Reads  ``Folded``, the lines of the head, what number and place said.
Writes the issuer into ``Head``; offsets in the folded copy.
"""

import re

from thidua.citations.issuers import issuer_at
from thidua.citations.tables import tables
from thidua.reading.header import ZONE_CHARS, Head, Span
from thidua.reading.heads import Body, bodies_of, issuing, proper_name, tells_place
from thidua.text import Folded, places

_LAST_DIGITS = re.compile(r"\d+$")
_CITY = re.compile(r"^(?:TP\.? ?|Thành phố )")
_LEVEL_LAST = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|quận)$")
_HEADS = re.compile(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|ban chỉ đạo|công an (?:tỉnh|thành phố|huyện|xã|phường)|"
    r"bộ công an|bộ |sở |tỉnh ủy|thành ủy|huyện ủy|"
    r"đảng ủy|thủ tướng|chính phủ|ban |hội |ủy ban|văn phòng|cục |thanh tra|liên đoàn|tỉnh đoàn|quốc hội|chủ tịch)"
)


def read_issuer(fold: Folded, lines: list[Span], head: Head, body_from: int, kind_at: int | None) -> None:
    """Read the issuing body: printed at the head, named on a card, else put together from place and symbol."""
    stop_at = head.spans["number"][0] if "number" in head.spans else body_from
    wanted = organ_name(head.symbol)
    found = bodies_of(fold, lines, max(stop_at, kind_at or 0) if "number" in head.spans else kind_at or body_from)
    issuer = issuing(found, _fitting(wanted))
    one = tables().organs.get(_organ(head.symbol) or "", {}).get("one")
    if issuer and not (one and wanted and not _names(found, wanted, head.symbol)):
        head.issuer, head.spans["issuer"] = issuer
        if not tells_place(head.issuer) and not _from_authority(fold, lines, head, stop_at):
            _assemble(fold, head, wanted)
        return
    if one:
        head.issuer = wanted
        return
    told = _on_card(fold)
    if told is not None and tells_place(fold.folded[slice(*told)]):
        head.spans["issuer"], head.issuer = told, fold.folded[slice(*told)]
        return
    printed = _printed_issuer(fold, lines, wanted, max(stop_at, 0), body_from)
    if printed is not None:
        head.spans["issuer"] = printed
        head.issuer = proper_name(fold.folded[slice(*printed)])
    if head.issuer is None and wanted is not None:  # a công điện names its body below its number
        below = next((b for a, b in lines if a > stop_at), stop_at)
        printed = _printed_issuer(fold, [x for x in lines if x[0] >= below][:4], wanted, ZONE_CHARS, ZONE_CHARS)
        if printed is not None:
            head.spans["issuer"], head.issuer = printed, proper_name(fold.folded[slice(*printed)])
    if head.issuer is None:
        told = _on_card(fold)
        if told is not None:
            head.spans["issuer"], head.issuer = told, fold.folded[slice(*told)]
    if head.issuer is None or not tells_place(head.issuer):
        _assemble(fold, head, wanted)


def _fitting(wanted: str | None) -> "re.Pattern[str] | None":
    """What the name of the body must hold to be the one of the symbol: its name, or its initials."""
    if wanted is None:
        return None
    short = {"Ủy ban nhân dân": "|ubnd", "Hội đồng nhân dân": "|hđnd", "Ban Chỉ đạo": "|bcđ"}.get(wanted, "")
    return re.compile(rf"^(?:chủ tịch |thường trực )?(?:{re.escape(wanted.lower())}{short})(?![^\W\d_])")


def _names(found: list[Body], wanted: str, symbol: str | None) -> bool:
    """Say whether a printed body is the one that a code known in the whole country names, or has its initials."""
    organ = _organ(symbol) or ""
    return any(
        wanted.lower() in body.name.lower()
        or "".join(word[0] for word in re.findall(r"[^\W\d_]+", body.name)).startswith(organ)
        for body in found
    )


_CARD_WORDS = ("cơ quan", "nơi ban hành", "đơn vị ban hành")
_ON_CARD = re.compile(r"(?:cơ quan ban hành|nơi ban hành|đơn vị ban hành|cơ quan)(?: văn bản)?[ :|]+")


def _on_card(fold: Folded) -> Span | None:
    """The body on the card of a page: "Cơ quan ban hành: UBND tỉnh X"."""
    cards = sorted(at for word in _CARD_WORDS for at in places(word, fold.lower, 0, ZONE_CHARS))
    m = next((m for at in cards if (m := _ON_CARD.match(fold.lower, at))), None)
    found = issuer_at(fold, m.end()) if m else None
    return found if found and found[1] - found[0] > 8 else None


def _organ(symbol: str | None) -> str | None:
    """The body inside a symbol: KH-UBND -> UBND, UBND-NC -> UBND, CT/TU -> TU, KH-BCA-V05 -> BCA."""
    if not symbol:
        return None
    blocks = symbol.replace("/", "-").split("-")
    known = tables()
    for block in blocks[1:] if blocks[0] in known.kind_of_code and len(blocks) > 1 else blocks:
        bare = _LAST_DIGITS.sub("", block)
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
                best is None or tells_place(fold.folded[slice(*found)]) or not tells_place(fold.folded[slice(*best)])
            )
            best = found if better else best
    return best


_AUTHORITY = re.compile(r"(?:CHỦ TỊCH |GIÁM ĐỐC |TRƯỞNG )?(?=[A-ZĐỦỘ]{2})")


def _from_authority(fold: Folded, lines: list[Span], head: Head, after: int) -> bool:
    """The line of who decides, below the title ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"), tells the place."""
    name = _full((head.issuer or "").lower())
    for start, end in lines:
        text = fold.folded[start:end]
        begins = _AUTHORITY.match(text)
        if start < after or begins is None or not text.isupper():
            continue
        told = text[begins.end() :].rstrip(" ,.:-")
        if _full(told.lower()).startswith(f"{name} ") and tells_place(told) and len(told) < len(name) + 44:
            head.issuer, head.spans["issuer"] = (
                proper_name(told),
                (start + begins.end(), start + begins.end() + len(told)),
            )
            return True
    return False


def _full(name: str) -> str:
    return (
        name.replace("ubnd", "ủy ban nhân dân", 1)
        .replace("hđnd", "hội đồng nhân dân", 1)
        .replace("bcđ", "ban chỉ đạo", 1)
    )


def _assemble(fold: Folded, head: Head, wanted: str | None) -> None:
    """Put the issuer together from the body and the place: "UBND" + "Tây Ninh" -> "UBND tỉnh Tây Ninh"."""
    place = _province_told(fold, head)
    body = wanted or (head.issuer if head.issuer else None)
    if body is None or place is None:
        return
    level = _level_of(fold, place)
    if level is None:
        return
    place = _CITY.sub("", place)
    name = _LEVEL_LAST.sub("", body.replace("Ủy ban nhân dân", "UBND"))
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
