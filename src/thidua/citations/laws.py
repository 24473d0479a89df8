"""Find laws, codes, ordinances and the Constitution cited by name, with or without a number.

Reads  ``Folded``, the numbered mentions; ``rules/documents/laws.yaml``.
Writes more ``Mention``; a numbered one whose name stands before it gets that name as its title.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from thidua.citations.around import date_after, date_before
from thidua.citations.issuers import issuer_before
from thidua.citations.model import Mention
from thidua.citations.tables import any_of, tables
from thidua.printed_dates import PrintedDate
from thidua.text import Folded

_ANCHOR = re.compile(
    r"(?<![^\W\d_])(?:Bộ [Ll]uật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH|Hiến pháp|HIẾN PHÁP)(?![^\W\d_])"
)
_RARE = ("Luật", "LUẬT", "Bộ luật", "Pháp lệnh", "PHÁP LỆNH", "Hiến pháp", "HIẾN PHÁP")
_NOT_A_LAW = re.compile(r"(?:dự án|dự thảo|hội|đoàn|văn phòng|khoa|đại học|trung tâm) $")
_NO_NAME = re.compile(r" ?(?:gia|sư|này|trên|đó|nêu|khác|và|có|của|số|để)(?![^\W\d_])|[^ ]")
_AMENDING = re.compile(
    r" ?(?:sửa đổi,? (?:và )?bổ sung|sửa đổi)(?: một số điều)?(?: của)? (?=(?:các |\d+ )?(?:bộ luật|luật|pháp lệnh))"
)
_AMENDING_ALONE = re.compile(
    r" ?(?:sửa đổi,? (?:và )?bổ sung|sửa đổi)(?:,? (?:một số|các) điều)?(?: của luật này)?"
    r"(?=,? (?:\(luật )?(?:số|ngày|năm) ?\d)"
)
"""Named after a law that it changes, by its day alone: "… và Luật sửa đổi, bổ sung một số điều ngày 22/11/2019"."""
_INNER = re.compile(r"(?:các )?(?:bộ luật|luật|pháp lệnh)")
_AND = re.compile(r"(?: và|,|;| và của) (?=(?:bộ luật|luật|pháp lệnh) )")
_REVISED = re.compile(r" ?\((?:đã )?(?:được )?sửa đổi(?P<more>[^)]{0,60})\)")
_YEAR = re.compile(r"(?:,? ?(?:năm |\()| (?=\d{4}(?![\d/%]|[-.,]\d)))((?:19|20)\d\d)(?!\d)\)?")
_INITIALS = re.compile(r" [A-ZĐ&]{3,9}(?![^\W_])")
_CODE = re.compile(r",? ?(?:\(?(?:(?:bộ )?luật|pháp lệnh)? ?số:? ?|\()$")
_SHORT_NAME = re.compile(r"\([A-ZĐ]{2,8}\)")
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")


def add_laws(fold: Folded, mentions: list[Mention]) -> list[Mention]:
    """Add the laws cited by name to the numbered mentions; all in reading order.

    >>> fold = Folded("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    >>> m = add_laws(fold, [])[0]
    >>> m.kind, fold.folded[m.title[0]:m.title[1]], m.date
    ('Luật', 'Thi đua, khen thưởng', '2022-06-15')
    """
    by_code = {m.code[0]: m for m in mentions}
    added: list[Mention] = []
    done = 0
    for anchor in _anchors(fold.folded):
        if anchor.start() < done or _NOT_A_LAW.search(fold.lower[max(0, anchor.start() - 12) : anchor.start()]):
            continue
        law = _law_at(fold, anchor)
        if law is None:
            continue
        done = law.end
        numbered = _numbered(fold, law, by_code)
        if numbered is None:
            added.append(law)
        else:
            done = max(done, numbered.end)
    return sorted([*mentions, *added], key=lambda m: (m.start, m.end))


def _anchors(folded: str) -> Iterator["re.Match[str]"]:
    """Where a kind of law stands; plain searches for its words run at memory speed."""
    places: set[int] = set()
    for word in _RARE:
        at = folded.find(word)
        while at >= 0:
            wide = word in ("Luật", "LUẬT") and folded[at - 3 : at] in ("Bộ ", "BỘ ")
            places.add(at - 3 if wide else at)
            at = folded.find(word, at + len(word))
    for at in sorted(places):
        anchor = _ANCHOR.match(folded, at)
        if anchor:
            yield anchor


def _law_at(fold: Folded, anchor: "re.Match[str]") -> Mention | None:
    kind = anchor[0].capitalize()
    end = anchor.end()
    if kind == "Hiến pháp":
        return _constitution(fold, anchor)
    if _NO_NAME.match(fold.lower, end):
        return None
    name_end = _name_end(fold, end, kind.lower())
    if name_end is None:
        return None
    revised = _REVISED.match(fold.lower, name_end)
    after = name_end
    if revised:
        after = revised.end()
        if not revised["more"].strip():
            name_end = after
    law = Mention(anchor.start(), after, kind, None, title=(end + 1, name_end), bare_law=True)
    _date_of(fold, law, after)
    return law


def _constitution(fold: Folded, anchor: "re.Match[str]") -> Mention | None:
    tail = re.compile(r" nước cộng hòa xã hội chủ nghĩa việt nam").match(fold.lower, anchor.end())
    end = tail.end() if tail else anchor.end()
    law = Mention(anchor.start(), end, "Hiến pháp", None, bare_law=True, title=(anchor.start(), end))
    _date_of(fold, law, end)
    return law if law.year or law.date or tail else None


def _date_of(fold: Folded, law: Mention, at: int) -> None:
    date = date_after(fold, at)
    if date is not None and date.form != "year" and date.named:
        law.date, law.date_doubt, law.date_meant = date.date, date.doubt, date.suggests
        law.date_span, law.end = (date.start, date.end), date.end
        return
    year = _YEAR.match(fold.lower, at)
    if year:
        law.year, law.end = year[1], year.end()


def _name_end(fold: Folded, at: int, kind: str) -> int | None:
    """End of the name that begins behind the kind at ``at``."""
    amending = _AMENDING.match(fold.lower, at)
    if amending:
        return _amended_end(fold, amending.end())
    alone = _AMENDING_ALONE.match(fold.lower, at)
    if alone:
        return alone.end()
    known = _known_end(fold, at, kind)
    if known is not None:
        return known
    return _unknown_end(fold, at)


def _amended_end(fold: Folded, at: int) -> int | None:
    end = None
    for _ in range(6):
        inner = _INNER.match(fold.lower, at)
        if inner is None:
            break
        name = _known_end(fold, inner.end(), inner[0].removeprefix("các ")) or _unknown_end(fold, inner.end())
        if name is None:
            break
        end = name
        more = _AND.match(fold.lower, end)
        if more is None or not _dated_soon(fold, more.end()):
            break
        at = more.end()
    return end


def _dated_soon(fold: Folded, at: int) -> bool:
    """A further law belongs to the amending one only where a date closes the whole."""
    return re.compile(r"[^;.]{4,110}? (?:ngày \d|năm \d{4})").match(fold.lower, at) is not None


def _comma_free(kind: str) -> frozenset[str]:
    found = _NAMES.get(kind)
    if found is None:
        names = tables().laws.get(kind, frozenset())
        found = _NAMES[kind] = frozenset(" ".join(_WORD.findall(n)) for n in names)
    return found


_NAMES: dict[str, frozenset[str]] = {}


def _known_end(fold: Folded, at: int, kind: str) -> int | None:
    names = _comma_free(kind)
    words: list[str] = []
    best = None
    after_short = 0
    for m in _WORD.finditer(fold.lower, at, min(len(fold.lower), at + 140)):
        if m.start() < after_short:
            continue
        if words and fold.lower[m.start() - 2 : m.start()] == " (":
            short = _SHORT_NAME.match(fold.folded, m.start() - 1)
            if short is None:
                break
            after_short = short.end()  # "an ninh, trật tự (ANTT) ở cơ sở"
            continue
        if (words and fold.lower[m.start() - 1] not in " -") or fold.lower[m.start() - 2 : m.start()] in ("; ", ". "):
            break
        words.append(m[0])
        told = " ".join(words)
        if told in names:
            best = m.end()
        elif told.removesuffix("ngày") in names:
            return m.end() - 4  # "Luật tổ chức HĐND và UBNDngày 26 tháng 11"
        if len(words) > 17:
            break
    return best


@lru_cache(maxsize=1)
def _unknown_stop() -> "re.Pattern[str]":
    words = any_of(tables().raw["titles"]["law_stops"])
    return re.compile(rf"[,;.:()|“”\"\[]| (?:ngày|năm|số) ?\d|ngày \d| {words}(?![^\W\d_])")


def _unknown_end(fold: Folded, at: int) -> int | None:
    """A law that the table does not know: a capitalised name up to the first stop."""
    if not fold.folded[at + 1 : at + 2].isupper() or fold.folded[at + 1 : at + 12].isupper():
        return None
    stop = _unknown_stop().search(fold.lower, at + 1, at + 110)
    if stop is None:
        return None
    end = stop.start()
    if stop[0] == ",":
        later = re.compile(r", [^;.:()“”]{3,60}?(?= (?:ngày \d|năm (?:19|20)\d\d|số \d))").match(fold.lower, end)
        end = later.end() if later else end
    dated = stop[0].strip().startswith(("ngày", "năm", "số"))
    least = 1 if dated and _INITIALS.fullmatch(fold.folded, at, end) else 2  # "Luật PCCC năm 2001"
    return end if least <= fold.lower[at + 1 : end].count(" ") + 1 <= 16 else None


def _issued_before(fold: Folded, law: Mention) -> PrintedDate | None:
    """ "Ngày 28/11/2023, Quốc hội đã thông qua Luật X (Luật số …)"."""
    issuer = issuer_before(fold, law.start, 0)
    return date_before(fold, issuer[0], 0) if issuer else None


def _numbered(fold: Folded, law: Mention, by_code: dict[int, Mention]) -> Mention | None:
    """The number that follows the name: "Luật X số 06/2022/QH15", "Luật X (Luật số 30/2023/QH15)"."""
    for place in range(law.end, min(law.end + 18, len(fold.folded))):
        numbered = by_code.get(place)
        if numbered is None:
            continue
        if not _CODE.match(fold.lower[law.end : place]) or numbered.year is None:
            return None
        numbered.kind, numbered.title = law.kind, law.title
        numbered.start = law.start
        if numbered.date is None and law.date is None:
            before = _issued_before(fold, law)
            law.date, law.date_span = (before.date, (before.start, before.end)) if before else (None, None)
        numbered.date, numbered.date_span = numbered.date or law.date, numbered.date_span or law.date_span
        return numbered
    return None
