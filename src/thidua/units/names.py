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
    named: dict[str, list[UnitVersion]] = {}
    for version in alive:
        named.setdefault(version.name, []).append(version)
    keys = [(squeeze(name), versions) for name, versions in named.items()]
    for tried, slips in ((readings, False), (_placed_first(text), False), (readings, True)):
        for key, versions in keys:
            if max([reading.likeness(key, slips)[0] for reading in tried], default=0) > WORST:
                for version in versions:
                    found += _weigh(registry, version, key, tried, text, day, hierarchy, slips)
        if any(c.score >= PARTIAL for c in found):
            break
    rank = {level: n for n, level in enumerate(LEVELS)}
    best: dict[str, Candidate] = {}
    for c in sorted(found, key=lambda c: (-c.score, rank.get(c.version.level, 9), c.version.code)):
        best.setdefault(c.version.unit, c)
    return list(best.values())[:limit]


class _Squeezer(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = fold_name(chr(code))
        self[code] = "i" if letter == "y" else letter if letter.isascii() and letter.isalnum() else ""
        return self[code]


_SQUEEZER = _Squeezer()


def squeeze(name: str) -> str:
    """Fold a name to bare letters and digits, i for y.

    >>> squeeze("B'Lao"), squeeze("Bà Rịa - Vũng Tàu"), squeeze("Mỹ Đình 1")
    ('blao', 'bariavungtau', 'midinh1')
    """
    return name.translate(_SQUEEZER)


class Reading:
    """One way to read the words: the first words are the name, the rest its place."""

    def __init__(self, kind: str, words: list[str], place: list[str]) -> None:
        self.kind, self.words, self.place = kind, words, place
        plain = [word.replace("y", "i") for word in words]
        self.heads = {"".join(plain[:n]): n for n in range(1, len(plain) + 1)}
        self.whole = "".join(plain)
        self.near = [(h, len(h), frozenset(h), _digits(h)) for h in self.heads if len(h) >= 4]

    def likeness(self, key: str, slips: bool) -> tuple[float, int]:
        """Measure how well the leading words say ``key`` (1 is letter for letter), and how many words say it."""
        if key in self.heads:
            return 1.0, self.heads[key]
        if self.whole in key and len(self.whole) >= 3:
            share = len(self.whole) / len(key)
            return PARTIAL * (0.75 + 0.25 * share) - 0.1 * (not key.startswith(self.whole)), len(self.words)
        best = (0.0, 0)
        if slips and len(key) >= 4:
            size, letters, most = len(key), frozenset(key), max(1, len(key) // 6)
            for head, length, its, digits in self.near:
                if -most <= length - size <= most and len(its ^ letters) <= 2 * most and digits == _digits(key):
                    best = max(best, (_near(head, key), self.heads[head]))
        return best


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _near(one: str, other: str) -> float:
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
    return words


def _unkind(words: list[str]) -> tuple[str, list[str]]:
    text = " ".join(words) + " "
    kind = next((k for k in _KINDS if text.startswith(k + " ")), "")
    return kind, words[len(kind.split()) :]


def _readings(text: str) -> list[Reading]:
    parts = [w for part in re.split(r"[,;/>›]| - ", text) if (w := _words(part))]
    readings = []
    for n, part in enumerate(parts):
        place = [word for m, other in enumerate(parts) if m != n for word in other]
        kind, bare = _unkind(part)
        readings += [Reading(kind, bare, place)] if bare else []
        readings += [Reading("", part, place)] if kind else []
    return readings


def _placed_first(text: str) -> list[Reading]:
    """Read the last words as the name and those before them as its place: ``Tây Ninh Tân Biên xã Tân Phong``."""
    words = _words(text)
    readings = []
    for start in range(1, len(words)):
        kind, bare = _unkind(words[start:])
        if bare:
            readings.append(Reading(kind, bare, words[:start]))
    return readings


def _weigh(
    registry: Registry, version: UnitVersion, key: str, readings: list[Reading], text: str, day: date,
    hierarchy: str, slips: bool,
) -> list[Candidate]:  # fmt: skip
    path = _path(registry, version, day, hierarchy)
    above = [squeeze(name) for name in path]
    scores = []
    for reading in readings:
        close, used = reading.likeness(key, slips)
        if close <= WORST:
            continue
        rest = [*reading.words[used:], *reading.place]
        score = close * (_marks(text, version.name) if close == 1 else 1.0)
        score -= 0.08 * bool(reading.kind and reading.kind != fold_name(version.kind))
        scores.append(score * (0.4 + 0.6 * _placed(rest, above)))
    best = round(max(scores, default=0.0), 3)
    return [Candidate(version, path, best)] if best > WORST else []


def _placed(words: list[str], above: list[str]) -> float:
    """Say how much of the words about the place is borne out by what stands above."""
    left, unmet = words, []
    for name in sorted(above, key=len, reverse=True):
        before, left = left, _without(left, name)
        unmet += [name] if left is before else []
    size = len("".join(_strip_kinds(words)))
    rest = "".join(_strip_kinds(left)).replace("y", "i")
    if any(abs(len(rest) - len(n)) <= 2 and len(n) >= 4 and _near(rest, n) for n in unmet):
        return 1.0
    return 1 - min(len(rest), size) / size if size else 1.0


def _without(words: list[str], name: str) -> list[str]:
    for start in range(len(words)):
        joined = ""
        for end in range(start, len(words)):
            joined += words[end].replace("y", "i")
            if joined == name:
                return words[:start] + words[end + 1 :]
            if len(joined) >= len(name):
                break
    return words


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
    """Weigh the marks of the words that say the name; a word without any is no contradiction."""
    asked: dict[str, set[str]] = {}
    for word, mark in _toned(text):
        asked.setdefault(word, set()).add(mark)
    pairs = [(asked[word], mark) for word, mark in _toned(name) if word in asked]
    if any(mark not in marks and "" not in marks for marks, mark in pairs):
        return OTHER_MARKS
    written = any(mark for marks in asked.values() for mark in marks)
    return 1.0 if written and all(mark in marks for marks, mark in pairs) else FOLDED


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
