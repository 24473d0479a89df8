"""Words misread by a scanner. Reads: folded text. Writes: doubts ``misread-word`` with what may be meant.

Three ways: a phrase of the lexicon with other diacritics ("thể trận" for "thế trận"); a word that goes with few others
only, followed by one that differs by a letter ("vững chức"); two syllables run together ("hiệnthi").
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import compress

from thidua.reading.letters import LOWER
from thidua.reading.lexicon import load
from thidua.reading.plan import Doubt
from thidua.reading.run_on import run_on
from thidua.text import Folded, fold_name

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|kr|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}(?:ch|ng|nh|[cmnptk])?"
)
_MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_VOWEL = re.compile(f"[{LOWER.removeprefix('a-z').replace('đ', '')}aeiouy]")
_WORDLIKE = re.compile(r"\w")
_REST = [re.compile(r" [^\W\d_]+" * rest + r"(?!\w)") for rest in range(6)]
_CAP = 40
"""Most glued words told of one text: beyond that the whole text was extracted without spaces."""


@cache
def _phrases() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """Folded phrase -> (right words, words that may follow a variant, variants that mean something)."""
    return {
        fold_name(entry["right"]): (
            entry["right"],
            frozenset(entry.get("unless_next", ())),
            frozenset(entry.get("also", ())),
        )
        for entry in load("misread")["phrases"]
    }


# What a piece of text between two spaces may be to its neighbors, as bits of one byte.
_STEM, _STEM_ODD, _TAIL, _TAIL_ODD, _CLOSED, _CUT, _RUN_ON = 1, 2, 4, 8, 16, 32, 64
"""Its last word begins a phrase; with other marks than some phrase has; its first word is a phrase's second; with other
marks; its last word goes with few words only; one of its words is no syllable but two; a number and a word run on."""


def _table(*pairs: tuple[int, int]) -> bytes:
    """Give the table that turns bits of one kind into bits of another."""
    return bytes(sum(to for of, to in pairs if value & of) for value in range(256))


# A pair may be a variant where a bit stands on both sides: the phrase has other marks in its first word, in its second,
# or its first word goes with few words only.
_LEFT = _table((_STEM_ODD, 1), (_STEM, 2), (_CLOSED, 4))
_RIGHT = bytes((value & _TAIL and 1) | (value & _TAIL_ODD and 2) | 4 for value in range(256))
_IS_CUT = _table((_CUT, 1))
_IS_RUN_ON = _table((_RUN_ON, 1))


def _may_be(marks: bytes) -> bytes:
    """Give for each piece whether it and the next may be a variant; all at once, as two long numbers."""
    size = len(marks)
    both = int.from_bytes(marks.translate(_LEFT), "little") & (int.from_bytes(marks.translate(_RIGHT), "little") >> 8)
    return both.to_bytes(size, "little")


@cache
def _rights() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Folded word -> the words meant, for the first and for the second words of the phrases."""
    firsts: dict[str, set[str]] = {}
    seconds: dict[str, set[str]] = {}
    for right, _, _ in _phrases().values():
        first, second = right.split(" ")[:2]
        firsts.setdefault(fold_name(first), set()).add(first)
        seconds.setdefault(fold_name(second), set()).add(second)
    return firsts, seconds


class _Vocabulary(dict[str, int]):
    """Hold the bits of what stands between two spaces, found out where it is first met: texts repeat their words."""

    def __missing__(self, piece: str) -> int:
        if len(self) >= 60_000:
            self.clear()
        bits = _bits(piece)
        if len(piece) < 40:
            self[piece] = bits
        return bits


_VOCABULARY = _Vocabulary()


def _bits(piece: str) -> int:
    words = (piece,) if piece.isalpha() else tuple(_WORD.findall(piece))
    if not words:
        return 0
    firsts, seconds = _rights()
    stem, tail = firsts.get(fold_name(words[-1])), seconds.get(fold_name(words[0]))
    bits = (_STEM | (stem != {words[-1]} and _STEM_ODD)) if stem else 0
    bits |= (_TAIL | (tail != {words[0]} and _TAIL_ODD)) if tail else 0
    bits |= _CLOSED if words[-1] in load("misread")["closed"] else 0
    bits |= _RUN_ON if len(piece) < 40 and run_on(piece) else 0
    return bits | (_CUT if any(_cuts(word) for word in words) else 0)


def marked(low: str) -> tuple[list[str], bytes]:
    """Give what stands between the spaces of a text, and the bits of each.

    >>> marked("giảm5% số vụ")[1][0] & _RUN_ON > 0, marked("giảm 5% số vụ")[0]
    (True, ['giảm', '5%', 'số', 'vụ'])
    """
    pieces = low.split(" ")
    return pieces, bytes(map(_VOCABULARY.__getitem__, pieces))


def apart(fold: Folded) -> Folded:
    """Give the text with a space where a word and a number were run on: "giảm5%", "năm2024"; else the same object.

    >>> apart(Folded("Giảm5% số vụ")).folded
    'Giảm 5% số vụ'
    """
    pieces, marks = fold.once(marked)
    runs = marks.translate(_IS_RUN_ON)
    if 1 not in runs:
        return fold
    at, found = 0, list[int]()
    for piece, run in zip(pieces, runs, strict=True):
        found += [at + cut for cut in run_on(piece)] if run else ()
        at += len(piece) + 1
    return fold.spaced(found)


def misread_words(fold: Folded) -> list[Doubt]:
    """Give every place where a word is likely misread, in reading order.

    >>> [(d.found, d.suggests) for d in misread_words(Folded("phần đầu giữ thể trận vững chức"))]
    [('phần đầu', 'phấn đấu'), ('thể trận', 'thế trận'), ('vững chức', 'vững chắc')]
    """
    text, low = fold.folded, fold.lower
    pieces, marks = fold.once(marked)
    may_be = _may_be(marks)
    met = set(zip(compress(pieces, may_be), compress(pieces[1:], may_be), strict=True)) - _right_pairs()
    pairs = {(a if a.isalpha() else _word(a, -1), b if b.isalpha() else _word(b, 0)) for a, b in met}
    doubts = [doubt for pair in pairs if (right := _suspect(pair)) for doubt in _places(text, low, pair, right)]
    cut = [word for piece in compress(pieces, marks.translate(_IS_CUT)) for word in _WORD.findall(piece) if _cuts(word)]
    doubts += _glued(text, low, dict.fromkeys(cut))
    return sorted(doubts, key=lambda doubt: doubt.span)


def _word(piece: str, which: int) -> str:
    """Give the first (0) or the last (-1) word of a piece."""
    bare = piece.strip(".,;:()“”\"'-/")
    if bare.isalpha():
        return bare
    words = _WORD.findall(piece)
    return words[which] if words else ""


@cache
def _keys() -> tuple[frozenset[str], dict[str, str]]:
    """Give the keys of two words, and the first two words of each longer key with the key."""
    two = frozenset(key for key in _phrases() if key.count(" ") == 1)
    return two, {key.rsplit(" ", key.count(" ") - 1)[0]: key for key in _phrases() if key.count(" ") > 1}


@cache
def _right_pairs() -> frozenset[tuple[str, str]]:
    """The first two words of the phrases, where nothing else is meant by them: most of what is met."""
    first_two = [right.split(" ")[:2] for right, _, _ in _phrases().values()]
    return frozenset((first, second) for first, second in first_two if _suspect((first, second)) is None)


def _suspect(pair: tuple[str, str]) -> str | None:
    """Give the key of the phrase meant where a pair is not what the lexicon has."""
    two, longer = _keys()
    closed = load("misread")["closed"]
    first, second = pair
    if not second:
        return None
    found = None
    key = f"{fold_name(first)} {fold_name(second)}"
    if key in two and f"{first} {second}" != _phrases()[key][0]:
        found = key
    elif key in longer and not _phrases()[longer[key]][0].startswith(f"{first} {second}"):
        found = longer[key]
    if first in closed and second not in closed[first]["right"] and second not in closed[first]["also"]:
        near = [right for right in closed[first]["right"] if _one_letter(fold_name(second), fold_name(right))]
        if len(near) == 1:
            found = f"={first} {near[0]}"
    return found


def _one_letter(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _places(text: str, low: str, pair: tuple[str, str], key: str) -> Iterator[Doubt]:
    right, unless, also = (key[1:], frozenset(), frozenset()) if key.startswith("=") else _phrases()[key]
    found = " ".join(pair)
    if found in also or not _MARKED.search(found):
        return
    rest = right.count(" ") - 1
    for start, end in _standing(low, pair, rest):
        printed = low[start:end]
        following = _WORD.match(low, end + 1)
        if (rest and fold_name(printed) != key) or printed in also or printed == right:
            continue
        if following and following[0] in unless:
            continue
        meant = right[0].upper() + right[1:] if text[start].isupper() else right
        yield _doubt(text, (start, end), meant)


def _standing(low: str, pair: tuple[str, str], rest: int) -> Iterator[tuple[int, int]]:
    """Give where a pair stands as whole words with ``rest`` more behind it; plain search, no pattern to compile."""
    for between in (" ",):
        sought = f"{pair[0]}{between}{pair[1]}"
        start = low.find(sought)
        while start >= 0:
            end = start + len(sought)
            more = _REST[rest].match(low, end)
            if more and not (start and _WORDLIKE.match(low, start - 1)):
                yield start, more.end()
            start = low.find(sought, end)


def _doubt(text: str, span: tuple[int, int], meant: str) -> Doubt:
    found = text[slice(*span)]
    return Doubt(span, "misread-word", found, meant, f"“{found}” có thể là “{meant}” đọc sai từ bản quét.")


def _glued(text: str, low: str, glued: Iterable[str]) -> Iterator[Doubt]:
    """Split words that are no syllable of Vietnamese but two of them."""
    told = 0
    for word in glued:
        cuts = _cuts(word)
        for first, start, last in _alone(low, word):
            if not text[start].islower():
                continue
            told += 1
            if told > _CAP:
                return
            cut = start + (cuts[-1] if len(cuts) == 1 else _best(word, cuts))
            yield _doubt(text, (first, last), f"{text[first:cut]} {text[cut:last]}")


def _alone(low: str, word: str) -> Iterator[tuple[int, int, int]]:
    """Give where a word stands as a whole: where the word before it begins, itself, where the one behind it ends."""
    at, start = 0, low.find(word)
    while start >= 0:
        end = start + len(word)
        if (start and _WORDLIKE.match(low, start - 1)) or _WORDLIKE.match(low, end):
            start = low.find(word, start + 1)
            continue
        first = start
        if first > at and low[first - 1] == " ":
            before = first - 1
            while before > at and _WORD.match(low, before - 1):
                before -= 1
            first = before if before < first - 1 else first
        behind = _WORD.match(low, end + 1) if low.startswith(" ", end) else None
        at = behind.end() if behind else end
        yield first, start, at
        start = low.find(word, at)


@lru_cache(maxsize=60_000)
def _cuts(word: str) -> tuple[int, ...]:
    """Give where a word that is no syllable falls into two of them."""
    if not 6 <= len(word) <= 14 or _SYLLABLE.fullmatch(word) or not _MARKED.search(word):
        return ()
    return tuple(i for i in range(2, len(word) - 1) if _fit(word[:i]) and _fit(word[i:]))


def _fit(part: str) -> bool:
    return _SYLLABLE.fullmatch(part) is not None and len(part) >= 2


def _best(word: str, cuts: tuple[int, ...]) -> int:
    """Prefer a second syllable that begins with a consonant, as long as it can be."""
    hard = [cut for cut in cuts if not _VOWEL.match(word, cut)]
    return min(hard or cuts)
