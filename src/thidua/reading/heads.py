"""Read the bodies printed at the head of a paper: each line in capitals begins a body or goes on with the one above.

Reads  ``Folded``, the lines of the head.
Writes ``Body``: name and folded span, the higher body first.
"""

import re
from functools import cache

from msgspec import Struct

from thidua.citations.tables import tables
from thidua.reading.lexicon import load
from thidua.text import Folded, fold_name

Span = tuple[int, int]
MOST = 90  # characters of the longest line that names a body

_MOTTO = re.compile(
    r"CỘNG ?HÒA ?XÃ|ĐẢNG CỘNG SẢN VIỆT|ĐỘC LẬP ?-|(?:HỘI )?CHỦ NGHĨA VIỆT|HẠNH PHÚC|^(?:VIỆT )?NAM$|^NGHĨA VIỆT"
)
_YOUTH = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
"""Stands for the motto beside the name of a body of the Youth Union."""
_CODE = re.compile(r"[A-ZĐ]{1,5}[-/]|S[ỐÔÓO] ?[:.\d]")
_LEVELS = "tỉnh|thành phố|tp|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu"
_LEVEL_LINE = re.compile(rf"(?:{_LEVELS})\.? [^\W\d_]")
_PLACE_LAST = re.compile(rf"(?<![^\W\d_])(?P<level>{_LEVELS})\.? (?P<name>[^\W\d_][^,;:()“”]{{1,40}})$")
_LEVELED = re.compile(rf"(?<![^\W\d_])({_LEVELS})(\.?) (?!hội(?![^\W\d_]))((?:[^\W\d_]+ ?-? ?){{1,6}})", re.I)
_UNDER_PARTY = re.compile(
    rf"(?<![^\W\d_])((?:tỉnh|huyện|thành|thị|quận) ủy) (?!(?:{_LEVELS})(?![^\W\d_]))((?:[^\W\d_]+ ?-? ?){{1,4}})$", re.I
)
_LEVEL_LAST = re.compile(rf"(?<![^\W\d_])(?:{_LEVELS})$")


class Body(Struct, frozen=True):
    """Tell one body of a head; ``name`` in capitals as printed, its lines joined."""

    name: str
    span: Span


def bodies_of(fold: Folded, lines: list[Span], stop: int) -> list[Body]:
    """Read the bodies printed above ``stop``, the higher first.

    >>> from thidua.reading.header import zone_of
    >>> fold = Folded("UBND TỈNH GIA LAI   CỘNG HÒA XÃ HỘI CHỦ NGHĨA\\nSỞ GIÁO DỤC\\nVÀ ĐÀO TẠO\\nSố: 1/KH-SGDĐT")
    >>> [body.name for body in bodies_of(fold, zone_of(fold), 80)]
    ['UBND TỈNH GIA LAI', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO']
    """
    found: list[Body] = []
    place: Body | None = None
    hangs = False
    for start, end in _mended(fold, lines, stop):
        motto = _MOTTO.search(fold.folded[start:end]) or (_YOUTH.search(fold.folded[start:end]) if found else None)
        line_end = start + motto.start() if motto else end
        end = fold.trimmed(start, line_end, " -*")
        hanging, hangs = hangs, fold.folded[end:line_end].strip() == "-"
        text = _reread(fold.folded[start:end])
        place = place if text.isupper() or not text[:1].isalpha() else None  # a line of the site stands between
        if not text.isupper() or not 2 < end - start <= MOST or _other().match(text.lower()) or _CODE.match(text):
            continue
        if text.lower().rstrip(" :") in tables().kinds:
            if found:
                break
            continue
        if _opener().match(text.lower()) and not _not_opener().match(text.lower()):
            name = f"{text} {place.name}" if place and not found and not _PLACE_LAST.search(text.lower()) else text
            found.append(Body(name, (start, end)))
        elif found and not text[0].isdigit():
            dash = " -" if hanging else ""  # "HỘI ĐỒNG THI ĐUA -" / "KHEN THƯỞNG"
            found[-1] = Body(f"{found[-1].name}{dash} {text}", (found[-1].span[0], end))
        elif _LEVEL_LINE.match(text.lower()):
            place = Body(text, (start, end))
    return found


@cache
def _commonest() -> dict[str, str]:
    return {fold_name(name): name for name in ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN MTTQ", "BAN CHỈ ĐẠO")}


def _reread(text: str) -> str:
    """Put right the commonest names whose marks a scan misread: "ƯỶ BAN NHÂN DÂN"."""
    words = text.split(" ")
    for count in (4, 3) if text.isupper() else ():
        right = _commonest().get(fold_name(" ".join(words[:count])))
        if right:
            return " ".join([right, *words[count:]])
    return text


def _mended(fold: Folded, lines: list[Span], stop: int) -> list[Span]:
    """The lines above ``stop``; a lone first word ("ỦY" / "BAN NHÂN DÂN") goes with the next."""
    out: list[Span] = []
    for start, end in lines:
        if start >= stop:
            break
        lone = out and out[-1][1] + 1 == start and fold.folded[slice(*out[-1])] in ("ỦY", "CỘNG", "HỘI", "TỈNH", "CÔNG")
        out[-1 if lone else len(out) :] = [(out[-1][0] if lone else start, end)]
    return out


def issuing(found: list[Body], fits: "re.Pattern[str] | None") -> tuple[str, Span] | None:
    """Give the name, in the spelling of running text, of the body that issues: the lowest, or the one that fits."""
    if not found:
        return None
    at = next((i for i in range(len(found) - 1, -1, -1) if fits and fits.search(found[i].name.lower())), len(found) - 1)
    if at + 1 < len(found) and found[at + 1].name.lower() in load("heads")["organs"]:
        at += 1  # "ỦY BAN MẶT TRẬN … TỈNH X" / "BAN THƯỜNG TRỰC": its organ issues
    body, above = found[at], found[at - 1] if at else None
    name = proper_name(body.name)
    if above is not None:
        name = _under(name, above)
    return name, body.span


def _under(name: str, above: Body) -> str:
    """Add what the body above tells: whose organ it is, or the place that the name lacks."""
    low, higher = name.lower(), above.name.lower()
    if low in load("heads")["organs"]:
        return f"{name} {proper_name(above.name)}"
    if tells_place(low):
        return name
    if low.startswith(("phòng ", "đội ")) and higher.startswith("công an "):
        return f"{name} {proper_name(above.name)}"
    if low == "văn phòng" and higher.startswith(("ủy ban nhân dân", "ubnd", "đoàn đại biểu", "hội đồng nhân dân")):
        return f"{name} {proper_name(above.name).replace('Ủy ban nhân dân', 'UBND')}"
    if higher.startswith(tuple(load("heads")["joined"])) and low.startswith(("ban ", "văn phòng", "ủy ban kiểm tra")):
        return f"{name} {proper_name(above.name)}"
    place = _PLACE_LAST.search(higher)
    if place is None:
        return name
    told = proper_name(f"UBND {place['level'].upper()} {place['name'].upper()}").removeprefix("UBND ")
    level = _LEVEL_LAST.search(low)
    if level:
        return f"{name} {told.split(' ', len(level[0].split(' ')))[-1]}" if low.endswith(place["level"]) else name
    return f"{name} {told}"


def tells_place(name: str) -> bool:
    """Say whether a name tells which province, district or commune; bodies without a level need none.

    >>> tells_place("UBND tỉnh Tây Ninh"), tells_place("Ủy ban nhân dân"), tells_place("Chính phủ")
    (True, False, True)
    """
    low = name.lower()
    if _placed().search(low) or _provinces_last(low):
        return True
    return not _local().match(low) or low.endswith(_CENTRAL)


_CENTRAL = ("trung ương", "trung ương đảng", "quốc gia", "việt nam", "chính phủ", "quốc hội")


def _provinces_last(low: str) -> list[str]:
    """Give the provinces whose names are the last words, by one look-up for each count of words."""
    words = low.split(" ")
    tails = [" ".join(words[-count:]) for count in range(1, min(6, len(words)))]
    return [tail for tail in tails if tail in tables().provinces]


def proper_name(printed: str) -> str:
    """Write a name printed in capitals the way running text does.

    >>> proper_name("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA"), proper_name("BỘ CÔNG AN"), proper_name("UBND tỉnh Lào Cai")
    ('Ủy ban nhân dân tỉnh Khánh Hòa', 'Bộ Công an', 'UBND tỉnh Lào Cai')
    >>> proper_name("TRƯỜNG THCS AN LỘC"), proper_name("BAN CHỈ HUY QUÂN SỰ XÃ THANH LƯƠNG")
    ('Trường THCS An Lộc', 'Ban Chỉ huy Quân sự xã Thanh Lương')
    """
    if not printed.isupper() or printed in ("UBND", "HĐND"):
        return printed
    if " - " in printed and all(_opener().match(part.lower()) for part in printed.split(" - ")):
        return " - ".join(proper_name(part) for part in printed.split(" - "))
    low = printed.lower()
    start = next((n for n, small in _spelled() if low.startswith(small) and not low[len(n) :][:1].isalpha()), "")
    start = _LEVEL_LAST.sub("", start).rstrip()
    if not start:
        named = next((n for n in _named() if low.startswith(f"{n} ")), "")
        if named:
            return " ".join([_sentence(named), *(_short(w) or w.title() for w in printed[len(named) + 1 :].split(" "))])
        start = _sentence(low.split(" ", 1)[0])
    rest = " ".join(_short(word) or word.lower() for word in printed[len(start) :].split(" "))
    rest = _LEVELED.sub(lambda m: f"{m[1]}{m[2]} {m[3].title()}", rest)
    provinces = [p for p in _provinces_last(rest.lower()) if not p.startswith(("thành phố", "tp"))]
    for name in provinces:  # a province without a word for its level
        rest = rest[: -len(name)] + rest[-len(name) :].title()
    whole = _UNDER_PARTY.sub(lambda m: f"{m[1]} {m[2].title()}", start + rest)
    low = whole.lower()
    for name in load("heads")["proper"]:
        at = low.find(name.lower())
        whole = whole[:at] + name + whole[at + len(name) :] if at >= 0 else whole
    return whole


def _sentence(words: str) -> str:
    told = " ".join(_short(word.upper()) or word for word in words.split(" "))
    return told[:1].upper() + told[1:]


_VOWEL = re.compile(r"[AEIOUYĂÂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]")


def _short(word: str) -> str | None:
    """An abbreviation keeps its capitals: no syllable has so few vowels, or such signs."""
    bare = word.strip("().,“”\"'")
    known = bare in ("UBND", "UBMTTQ", "UB", "ANTQ", "BVANTQ", "ANTT", "THCS", "THPT", "TNHH")
    return word if known or (len(bare) > 1 and bare.isupper() and not _VOWEL.search(bare)) else None


@cache
def _spelled() -> list[tuple[str, str]]:
    """Names as they are spelled, and in small letters."""
    names = [*sorted((str(o["name"]) for o in tables().organs.values()), key=len, reverse=True), "UBND", "HĐND"]
    return [(name, name.lower()) for name in names]


@cache
def _named() -> list[str]:
    return sorted(load("heads")["named"], key=len, reverse=True)


def _begins(key: str) -> "re.Pattern[str]":
    choices = sorted(load("heads")[key], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, choices))})(?![^\W\d_])")


@cache
def _opener() -> "re.Pattern[str]":
    return _begins("openers")


@cache
def _not_opener() -> "re.Pattern[str]":
    return _begins("not_openers")


@cache
def _other() -> "re.Pattern[str]":
    return _begins("others")


@cache
def _local() -> "re.Pattern[str]":
    return _begins("local")


@cache
def _placed() -> "re.Pattern[str]":
    return re.compile(rf"(?<![^\W\d_])(?:{_LEVELS}|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)\.? [^\W\d_]")
