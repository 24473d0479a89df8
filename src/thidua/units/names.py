"""Find which units a written name may mean on a day: candidates with a score, best first, never a silent choice.

Names repeat (Tân Phú, Hòa Bình, Phường 3 …), so what follows or precedes the name is read as its place: ``xã Tân Phong
huyện Tân Biên``, ``Tây Ninh, Tân Biên, Tân Phong``, ``p3 tp tay ninh``. Forgiven: case, diacritics, where the tone
mark stands (hòa, hoà), i for y, apostrophes and hyphens, abbreviations (tx tp tt h. p. x. q. đk), Roman and
zero-padded numbers, and a slip of one or two letters where nothing fits exactly.
"""

import re
import unicodedata
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from thidua.text import fold_name
from thidua.units.registry import Registry, ancestors, units_as_of
from thidua.units.versions import LEVELS, TERRITORY, UnitVersion

AT_MOST = 10
FOLDED, OTHER_MARKS, PARTIAL, WORST = 0.98, 0.90, 0.80, 0.45
"""Scores: same letters without marks; same letters, other marks; only a beginning or a word; not worth showing."""

_SHORT = {
    "x": "xa", "p": "phuong", "tt": "thi tran", "tx": "thi xa", "tp": "thanh pho", "h": "huyen", "q": "quan",
    "t": "tinh", "dk": "dac khu", "hcm": "ho chi minh", "tphcm": "thanh pho ho chi minh", "hn": "ha noi",
    "brvt": "ba ria vung tau",
}  # fmt: skip
_KINDS = ("thanh pho", "thi tran", "thi xa", "dac khu", "phuong", "huyen", "quan", "tinh", "xa")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


class Candidate(NamedTuple):
    """A unit that a name may mean; ``path`` names what stands above it, the province first."""

    version: UnitVersion
    path: tuple[str, ...]
    score: float


def resolve_name(
    registry: Registry, text: str, day: date, *, hierarchy: str = TERRITORY, limit: int = AT_MOST
) -> list[Candidate]:
    """Give the units of ``day`` that ``text`` may mean, best first.

    >>> from thidua.units.shipped import shipped_units
    >>> best = resolve_name(shipped_units(), "xa tan phong tan bien", date(2025, 6, 30))[0]
    >>> best.version.code, best.path, best.score
    ('25507', ('Tây Ninh', 'Tân Biên'), 0.98)
    """
    readings = _readings(text)
    if not readings:
        return []
    alive = units_as_of(registry, day, hierarchy=hierarchy)
    found = [Candidate(v, _path(registry, v, day, hierarchy), 1.0) for v in alive if v.code == text.strip()]
    keys = [(v, squeeze(v.name)) for v in alive]
    for slips in (False, True):
        for version, key in keys:
            close = max((r.likeness(key, slips) for r in readings), default=0.0)
            if close > WORST:
                found += _weigh(registry, version, key, readings, text, day, hierarchy, slips)
        if any(c.score >= PARTIAL for c in found):
            break
    rank = {level: n for n, level in enumerate(LEVELS)}
    best: dict[str, Candidate] = {}
    for c in sorted(found, key=lambda c: (-c.score, rank.get(c.version.level, 9), c.version.code)):
        best.setdefault(c.version.unit, c)
    return list(best.values())[:limit]


def squeeze(name: str) -> str:
    """Fold a name to bare letters and digits, i for y.

    >>> squeeze("B'Lao"), squeeze("Bà Rịa - Vũng Tàu"), squeeze("Mỹ Đình 1")
    ('blao', 'bariavungtau', 'midinh1')
    """
    return re.sub(r"[^a-z0-9]", "", fold_name(name)).replace("y", "i")


class Reading(NamedTuple):
    """One way to read the words: the first words are the name, the rest its place."""

    kind: str
    words: tuple[str, ...]
    place: tuple[str, ...]

    def split(self, key: str) -> int:
        """Say how many words make up ``key``, 0 for none."""
        joined = ""
        for n, word in enumerate(self.words, 1):
            joined += word
            if joined == key:
                return n
            if len(joined) > len(key):
                break
        return 0

    def likeness(self, key: str, slips: bool) -> float:
        """Measure how well the leading words say ``key``; 1 is letter for letter."""
        if self.split(key):
            return 1.0
        whole = "".join(self.words)
        if len(whole) >= 3 and whole in key:
            return PARTIAL * (0.75 + 0.25 * len(whole) / len(key)) - 0.1 * (not key.startswith(whole))
        if not slips:
            return 0.0
        heads = ["".join(self.words[:n]) for n in range(1, len(self.words) + 1)]
        return max((_near(head, key) for head in heads), default=0.0)


def _near(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 4:
        return 0.0
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or len(set(one) ^ set(other)) > 4:
        return 0.0
    slips = slips_between(one, other)
    return 0.0 if slips > max(1, len(other) // 6) else 0.92 - 0.12 * slips


def slips_between(one: str, other: str) -> int:
    """Count letters put in, left out, changed, or two neighbours exchanged.

    >>> slips_between("tanphogn", "tanphong"), slips_between("mocong", "mocogn")
    (1, 1)
    """
    older: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        older, last = last, row
    return last[-1]


def _words(text: str) -> list[str]:
    apart = re.sub(r"([a-z])(\d)", r"\1 \2", re.sub(r"['’]", "", fold_name(text)))
    words = " ".join(_SHORT.get(w, w) for w in re.findall(r"[a-z0-9]+", apart)).split()
    for n, (before, word) in enumerate(pairwise(words), 1):
        if word in _ROMAN and before in {"phuong", "quan"}:
            words[n] = _ROMAN[word]
        elif word.isdigit():
            words[n] = str(int(word))
    return [w.replace("y", "i") for w in words]


def _unkind(words: list[str]) -> tuple[str, list[str]]:
    text = " ".join(words)
    kind = next((k for k in _KINDS if text.startswith(k + " ")), "")
    return kind, words[len(kind.split()) :]


def _readings(text: str) -> list[Reading]:
    parts = [w for part in re.split(r"[,;/>›]| - ", text) if (w := _words(part))]
    readings = []
    for n, part in enumerate(parts):
        place = tuple(word for m, other in enumerate(parts) if m != n for word in other)
        kind, bare = _unkind(part)
        readings += [Reading(kind, tuple(bare), place)] if bare else []
        readings += [Reading("", tuple(part), place)] if kind else []
    return readings


def _weigh(
    registry: Registry, version: UnitVersion, key: str, readings: list[Reading], text: str, day: date,
    hierarchy: str, slips: bool,
) -> list[Candidate]:  # fmt: skip
    path = _path(registry, version, day, hierarchy)
    above = [squeeze(name) for name in path]
    scores = []
    for reading in readings:
        close = reading.likeness(key, slips)
        used = reading.split(key)
        if close <= WORST:
            continue
        rest = [*reading.words[used:], *reading.place] if used else list(reading.place)
        if not used and close < PARTIAL and slips:
            rest = [*reading.words[len(version.name.split()) :], *reading.place]
        score = close * (_marks(text, version.name) if close == 1 else 1.0)
        score -= 0.08 * bool(reading.kind and reading.kind != fold_name(version.kind))
        scores.append(score * (0.4 + 0.6 * _placed(rest, above)))
    best = round(max(scores, default=0.0), 3)
    return [Candidate(version, path, best)] if best > WORST else []


def _placed(words: list[str], above: list[str]) -> float:
    rest = "".join(_strip_kinds(words))
    size = len(rest)
    if not size:
        return 1.0
    for name in sorted(above, key=len, reverse=True):
        if name in rest:
            rest = rest.replace(name, "", 1)
        elif _near(rest, name):
            rest = ""
    return 1 - len(rest) / size


def _strip_kinds(words: list[str]) -> list[str]:
    left = list(words)
    kept = []
    while left:
        kind, bare = _unkind(left)
        if kind and not (bare and bare[0].isdigit()):
            left = bare
            continue
        kept.append(left.pop(0))
    return kept


def _marks(text: str, name: str) -> float:
    asked, meant = _toned(text), _toned(name)
    if not any(mark for _, mark in asked):
        return FOLDED
    marks = dict(asked)
    words = [(word, mark) for word, mark in meant if word in marks]
    if any(marks[word] and marks[word] != mark for word, mark in words):
        return OTHER_MARKS
    return 1.0 if all(marks[word] == mark for word, mark in words) else FOLDED


def _toned(text: str) -> list[tuple[str, str]]:
    """Give word -> its marks in an order that no longer says on which vowel the tone stood."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    pairs = []
    for word in words:
        parts = unicodedata.normalize("NFD", word)
        shape = "".join(c for c in parts if unicodedata.combining(c) and c not in _TONES)
        tone = "".join(c for c in parts if c in _TONES)
        pairs.append((fold_name(word), ("đ" if "đ" in word else "") + shape + tone))
    return pairs


def _path(registry: Registry, version: UnitVersion, day: date, hierarchy: str) -> tuple[str, ...]:
    return tuple(v.name for v in reversed(ancestors(registry, version.unit, day, hierarchy=hierarchy)))
