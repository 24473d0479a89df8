"""Read issuing bodies: after "của" behind a number, or before the number as the subject that issued the paper.

Reads  ``Folded`` and a place in it; ``rules/documents/issuers.yaml``, ``places.yaml``.
Writes spans in the folded copy.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from thidua.citations.tables import any_of, tables
from thidua.text import Folded

Span = tuple[int, int]

LONGEST = 220  # characters of the longest name read, a steering committee with its whole field


@lru_cache(maxsize=1)
def _grammar() -> "tuple[re.Pattern[str], dict[str, tuple[str, bool]]]":
    """One pattern with a group per entry, in the order of the table."""
    raw = tables().raw["issuers"]
    fields = "|".join(re.escape(f) for f in sorted(raw["ministries"], key=len, reverse=True))
    places = {**raw["placeholders"], "ministry": f"(?:{fields})(?![^\\W\\d_])"}
    parts, tails = [], {}
    for index, entry in enumerate(raw["issuers"]):
        pattern = entry["pattern"]
        for name, put in places.items():
            pattern = pattern.replace("{" + name + "}", put)
        parts.append(f"(?P<i{index}>{pattern})")
        tails[f"i{index}"] = (entry["tail"], bool(entry.get("strip")))
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(parts) + r")(?![^\W\d_])"), tails


@lru_cache(maxsize=1)
def _stops() -> "re.Pattern[str]":
    words = any_of([*tables().raw["issuers"]["stops"], "do"])
    return re.compile(
        rf" (?!giao thông){words}(?![^\W\d_])| (?:số|năm|ngày|giai đoạn):? ?(?=\d)|[;:(“”\"|\[]|\.(?= |$)|,"
    )


@lru_cache(maxsize=1)
def _heads() -> "re.Pattern[str]":
    """What every name begins with: a cheap look before the grammar is tried."""
    return re.compile(r"(?<![^\W\d_])" + any_of(tables().raw["issuers"]["heads"]))


def issuer_at(fold: Folded, at: int) -> Span | None:
    """Read the name of a body that begins at ``at`` of the folded copy.

    >>> fold = Folded("của Ban Bí thư Trung ương Đảng (khóa XI) về tăng cường")
    >>> a, b = issuer_at(fold, 4)
    >>> fold.folded[a:b]
    'Ban Bí thư Trung ương Đảng'
    """
    pattern, tails = _grammar()
    m = pattern.match(fold.lower, at, at + LONGEST)
    if m is None or m.lastgroup is None:
        return None
    tail, strip = tails[m.lastgroup]
    end = m.end()
    if strip:
        inside = _TERM.search(m[0])
        end = m.start() + inside.start() if inside else end
    elif tail == "place":
        place = _with_place(fold, end)
        named = fold.lower[end:place]
        person = _CHIEF.match(fold.lower, at) and _OFFICER.fullmatch(fold.lower[end - 5 : place])
        end = end if person and named.strip() not in tables().provinces else place
    elif tail == "open":
        end = _open_end(fold, at, end)
    elif tail == "name":
        end = _name_end(fold, end)
    return at, end


_CHIEF = re.compile(r"(?:phó )?(?:chủ tịch|bộ trưởng|thứ trưởng|giám đốc|bí thư|trưởng ban|trưởng|thủ tướng) ?")
_SURNAME = (
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|đoàn|mai|lương|trương|đào|cao|hà"
)
_OFFICER = re.compile(
    rf"(?: tỉnh (?:{_SURNAME})(?: [^\W\d_]+){{1,3}}|(?:.? ?phố|.{{1,2}} tp\.?) (?:{_SURNAME})(?: [^\W\d_]+){{2,3}})"
)
"""Behind the office the officer's own name: "Chủ tịch UBND tỉnh Trần Văn B"; no province is called so."""
_TERM = re.compile(r" \(?khóa [xvi\d]+\)?$")
_LEVEL_WORD = re.compile(r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã) ")
_SOME_LEVEL = re.compile(r"(?:tỉnh|trung ương|quốc gia|huyện)(?![^\W\d_])")
_INSIDE = re.compile(r", (?:[a-zà-ỹđ ]{2,20} và |chống|chữa cháy|cứu|giáo dục|an toàn)")
_ACTS = re.compile(r",? (?:ban hành|tổ chức|lập|xây dựng|triển khai|yêu cầu|đề nghị|đã|có)")
_CAPITALS = re.compile(
    r" ?(?:- ?)?[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\W\d_A-ZĐ]*(?![^\W\d_])"
)
_NUMBERED_BODY = re.compile(
    r" \d{2,4}(?:/[a-zđ]{2,4})? (?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?![^\W\d_]| ủy)"
)
"""A committee that goes by a number ends with its level: "Ban Chỉ đạo 138 tỉnh đề ra …"."""
_CITY = re.compile(r"\.? ?(?:tp\.? ?)?hcm(?![^\W\d_])")
_SHORT_LEVEL = re.compile(r"(?<![^\W\d_])(?:t[ptx]|[hqpx])\.?$")
_NUMBERED = re.compile(r"\d{1,2}(?![\w/.-])")
_BEFORE_PLACE = re.compile(r" ?(?:tỉnh |thành phố |tp\.? ?|huyện |thị xã |quận |xã |phường |thị trấn |đặc khu )")
_LEVEL_AFTER = re.compile(r"(?: -)?,? (?=(?:tỉnh|thành phố|tp|huyện|quận|thị xã) )")


@lru_cache(maxsize=1)
def _title_begins() -> "re.Pattern[str]":
    """What begins a kind, a title or a day rather than goes on with a place: "Kế hoạch", not "Kế Sách"."""
    words = any_of(tables().raw["titles"]["opening_words"])
    return re.compile(rf" ?(?:- ?)?(?:{words}(?![^\W\d_])|(?:ngày|số|năm)[: ]*\d)")


def _with_place(fold: Folded, end: int) -> int:
    """Take in the place after a level ("tỉnh Lào Cai", "huyện Thới Bình, tỉnh Cà Mau")."""
    city = _CITY.match(fold.lower, end)
    if city:
        return city.end()
    if _SHORT_LEVEL.search(fold.lower, max(0, end - 4), end):
        return _behind_short_level(fold, end)
    if fold.lower.endswith(("quận", "phường"), 0, end):
        number = _NUMBERED.match(fold.lower, end + 1)
        return number.end() if number and fold.lower[end] == " " else _named_place(fold, end)
    return _named_place(fold, end)


def _behind_short_level(fold: Folded, end: int) -> int:
    """Take in the place behind a level in short: "TP.Vinh", "TX. Gò Công", "Q.7"; the dot alone is no part of it."""
    dot = end if fold.lower[end - 1] == "." else end + (fold.lower[end : end + 1] == ".")
    begins = dot + (fold.lower[dot : dot + 1] == " ")
    number = _NUMBERED.match(fold.lower, begins) if fold.lower[end - 1 : dot].rstrip(".") in ("q", "p") else None
    if number:
        return number.end()
    named = _place_end(fold, begins)
    if named > begins:
        return fold.trimmed(0, named, " ,-")
    if dot > end - 1 and fold.lower[dot - 1] == "." and fold.folded[begins : begins + 1].islower():
        return dot  # "UBND TP. vừa ban hành": the dot ends no sentence
    return end - (fold.lower[end - 1] == ".")


def _named_place(fold: Folded, end: int) -> int:
    for _ in range(3):
        level = _BEFORE_PLACE.match(fold.lower, end)
        start = level.end() if level else end + 1
        if not level and fold.lower[end : end + 1] != " ":
            break
        number = _NUMBERED.match(fold.lower, start) if level else None
        best = number.end() if number else _place_end(fold, start)
        if best <= start:
            break
        end = best
        more = _LEVEL_AFTER.match(fold.lower, end)
        if not more:
            break
        end_of_word = more.end()
        if issuer_level(fold, end_of_word) is None:
            break
        end = end_of_word - 1 if fold.lower[end_of_word - 1] == " " else end
    return fold.trimmed(0, end, " ,-")


def _place_end(fold: Folded, start: int) -> int:
    """End of the name of a place that begins at ``start``: a province that is known, else its words in capitals."""
    known, longest = tables().provinces, _longest()
    words = fold.lower[start : start + 40].split(" ")
    best = 0
    for count in range(1, longest.get(words[0].rstrip(_LOOSE_SIGNS), 0) + 1):
        name = " ".join(words[:count]).rstrip(_LOOSE_SIGNS)
        if name in known:
            best = start + len(name)
    return best or _capitals(fold, start)


_LOOSE_SIGNS = ',.;:)(|”*_"'


@cache
def _longest() -> dict[str, int]:
    """First word of a province -> how many words its longest name has."""
    found: dict[str, int] = {}
    for name in tables().provinces:
        first, count = name.split(" ")[0], name.count(" ") + 1
        found[first] = max(found.get(first, 0), count)
    return found


def issuer_level(fold: Folded, at: int) -> Span | None:
    """Give the span of a level word at ``at`` when a place stands behind it."""
    m = _LEVEL_WORD.match(fold.lower, at)
    return (m.start(), m.end()) if m and fold.folded[m.end() : m.end() + 1].isupper() else None


def _capitals(fold: Folded, at: int) -> int:
    """End of a run of at most four capitalised words that is no title in capitals; ``at`` where there is none."""
    if fold.folded[at : at + 14].isupper() and fold.folded[at - 4 : at - 1].isupper():
        return at
    end = at
    for _ in range(4):
        m = _CAPITALS.match(fold.folded, end if end > at else at)
        if m is None or _title_begins().match(fold.lower, m.start()) or fold.parted(end, m.end()):
            break
        if end > at and m[0][0] != " ":
            break
        end = m.end()
    return end


_FIELD_ENDS = re.compile(
    r"(?:\d+|tỉnh|trung ương|huyện|thành phố|quốc gia|chính phủ|bộ công an|tw|xã|cấp trên|các cấp)"
    r"(?: (?:tỉnh|thành phố|huyện))?$"
)
_FIELD_GOES_ON = re.compile(r", ?(?:chống|chữa|tệ|trật|ma túy|phong|xây|cứu|cai|an)")
_QUOTED = re.compile(r" (?:(?:thực hiện )?phong trào )?[“\"][^“”\"]{2,70}[”\"]")
_LEVELS = ("tỉnh", "thành phố", "huyện", "xã", " tp", " tx", " quận", " phường")
_LEVEL_LAST = re.compile(r"(?:tỉnh|trung ương|huyện|thành phố|\d)$")


def _open_end(fold: Folded, at: int, end: int) -> int:
    """A steering committee: commas and deeds belong to its field until a level or a number closes the name."""
    lower = fold.lower
    numbered = _NUMBERED_BODY.match(lower, end)
    if numbered:
        return _with_place(fold, numbered.end())
    limit = min(len(lower), at + LONGEST)
    quoted = _QUOTED.match(lower, end)  # "Ban Chỉ đạo “Toàn dân đoàn kết …” huyện"
    end = quoted.end() if quoted else end
    in_a_field = tables().raw["issuers"]["field_words"]
    for m in _stops().finditer(lower, end, limit):
        word, told = m[0].strip(), lower[at : m.start()]
        if word == "," and not _FIELD_ENDS.search(told) and _FIELD_GOES_ON.match(lower, m.start()):
            continue
        if word in in_a_field and not (_LEVEL_LAST.search(told) and lower[end : m.start()].strip()):
            continue
        place = m.start()
        break
    else:
        place = _first_level(lower, end, limit)
    whole = fold.folded[at:place].rstrip()
    if place - at == len(whole) and whole.lower().endswith(_LEVELS):
        return _with_place(fold, place)
    return at + len(whole)


def _first_level(lower: str, start: int, limit: int) -> int:
    m = _SOME_LEVEL.search(lower, start, limit)
    return m.end() if m else start


def _name_end(fold: Folded, end: int) -> int:
    stop = _stops().search(fold.lower, end, end + 90)
    if stop and stop.start() == end and fold.folded[end + 1 : end + 2].isupper():
        stop = _stops().search(fold.lower, end + 1, end + 90)  # "Cục Xây dựng phong trào …"
    place = stop.start() if stop else min(end + 90, len(fold.lower))
    if stop and stop[0] == "," and _INSIDE.match(fold.lower, place, place + 30):
        later = _stops().search(fold.lower, place + 1, place + 60)
        place = later.start() if later else place
    place = fold.trimmed(0, place)
    return place - 3 if fold.lower.endswith(" và", 0, place) else place


_LINK = re.compile(
    r"(?:,? \(?khóa [xvi\d]+(?!\w))?"
    r"(?:\)|,| ?\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\(\d\))?,? ?(?:(?:của|do|(?:được )?ban hành bởi)(?: liên (?:bộ|ngành))?"
    r"|giữa|c ủa|cùa|cuả) ?(?:các )?"
)


def issuer_after(fold: Folded, at: int) -> Span | None:
    """Read the body named right after a number or a date: "… của X", "… giữa A với B", or the bare name."""
    link = _LINK.match(fold.lower, at)
    start = link.end() if link else at + 1
    if not link and fold.lower[at : at + 1] != " ":
        return None
    if not _heads().match(fold.lower, start):
        return _unknown(fold, start) if link else None
    found = issuer_at(fold, start)
    if found is None:
        return _unknown(fold, start) if link else None
    if not link and found[1] - found[0] < 9 and " " not in fold.folded[found[0] : found[1]]:
        return None
    return found[0], _joined(fold, found[1], link is not None and "giữa" in link[0])


def _unknown(fold: Folded, at: int) -> Span | None:
    """A name outside the grammar: taken to the next stop where it begins with a capital."""
    if not fold.folded[at : at + 1].isupper():
        return None
    end = _name_end(fold, at)
    return (at, end) if at < end <= at + 90 else None


_PARTY = re.compile(r"ủy(?![^\W\d_])|đảng|bí thư|bộ chính trị|trung ương|btv|bch|ban thường vụ|ban chấp hành")
_WRITTEN_OUT = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("bcđ", "ban chỉ đạo"))


def body_starts(fold: Folded, start: int, end: int) -> Iterator[int]:
    """Places of a stretch where the name of a body may begin."""
    return (m.start() for m in _heads().finditer(fold.lower, start, end))


def fits_symbol(symbol: str | None, name: str, named: bool = False) -> bool:
    """Say whether a body, in lower case, may have issued a paper with this symbol; one that names none tells
    nothing, and is refused where it must be ``named``.

    >>> fits_symbol("UBND-NC", "chủ tịch ubnd tỉnh"), fits_symbol("QĐ-TTg", "ubnd tỉnh")
    (True, False)
    """
    known = tables().organs
    if symbol is not None and symbol.endswith(("/TW", "/TU", "/HU", "/ĐU")):
        central = not symbol.endswith("/TW") or not _LEVEL_WORD.search(f"{name} ")
        return central and _PARTY.search(name) is not None
    for short, whole in _WRITTEN_OUT:
        name = name.replace(short, whole)
    for block in re.split("[-/]", symbol or ""):
        body = known.get(block) or known.get(block.rstrip("0123456789"))
        if body and len(block) > 2:
            return str(body["name"]).lower().removesuffix(" chính phủ") in name
    return not named


def issuers_at(fold: Folded, at: int) -> Span | None:
    """Read the name of a body, or of all bodies of a joint paper, that begins at ``at``."""
    found = issuer_at(fold, at)
    return (at, _joined(fold, found[1], False)) if found else None


_AND = re.compile(r"(?: với| và|,| -| cùng) ")


def _joined(fold: Folded, end: int, between: bool) -> int:
    """Take in the other bodies of a joint paper ("giữa Bộ Công an với …", "Bộ Công an và Bộ Tài chính")."""
    for _ in range(6):
        m = _AND.match(fold.lower, end)
        if m is None or (m[0] == ", " and not between) or not _heads().match(fold.lower, m.end()):
            break
        following = issuer_at(fold, m.end())
        if following is None or (not fold.folded[following[0]].isupper() and not between):
            break
        if _ACTS.match(fold.lower, following[1], following[1] + 20):
            break
        end = following[1]
    return end


@lru_cache(maxsize=1)
def _deeds() -> "re.Pattern[str]":
    words = any_of(tables().raw["issuers"]["deeds"])
    return re.compile(rf"(?:,? ?(?:\([^()]{{2,40}}\)|khóa [xvi\d]+|{words})(?![^\W\d_]))*,? ?[(“\"]?$")


_LAST_WORD = re.compile(r"(?:[^\W\d_]+|\))(?=[ ,(“\"]*$)")


@lru_cache(maxsize=1)
def _last_deeds() -> frozenset[str]:
    return frozenset(deed.split(" ")[-1] for deed in tables().raw["issuers"]["deeds"])


_PERSON = re.compile(rf"(?:{_CAPITALS.pattern}){{2,5}}(?= )")


def behind_officer(fold: Folded, found: Span) -> int:
    """Give where an office with its officer's name ends: "Phó Chủ tịch UBND tỉnh X Bùi Minh T vừa ký …"."""
    person = _PERSON.match(fold.folded, found[1]) if _CHIEF.match(fold.lower, found[0]) else None
    return person.end() if person else found[1]


def issuer_before(fold: Folded, at: int, floor: int) -> Span | None:
    """Read the body that issued the paper whose kind begins at ``at``: "UBND tỉnh ban hành Kế hoạch số …".

    Only words that tell of issuing may stand between; ``floor`` bounds the search.
    """
    lower = fold.lower
    last = _LAST_WORD.search(lower, max(0, at - 14), at)
    if last is None or (last[0] != ")" and last[0] not in _last_deeds()):
        return None
    floor = max(floor, at - LONGEST)
    best: Span | None = None
    place = floor
    while True:
        head = _heads().search(lower, place, at)
        if head is None:
            break
        found = issuer_at(fold, head.start())
        if found is None or found[1] > at:
            place = head.start() + 1
            continue
        begins = behind_officer(fold, found) if behind_officer(fold, found) < at else found[1]
        if _deeds().match(lower[begins:at]) and lower[begins:at].strip(' ,(“"'):
            best = found
        place = max(found[1], head.start() + 1)
    return best
