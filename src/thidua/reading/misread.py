"""Words misread by a scanner. Reads: folded text. Writes: doubts ``misread-word`` with what may be meant.

Three ways: a phrase of the lexicon with other diacritics ("thể trận" for "thế trận"); a word that goes with few others
only, followed by one that differs by a letter ("vững chức"); two syllables run together ("hiệnthi").
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, reduce
from itertools import pairwise
from operator import or_

from thidua.reading.letters import LOWER
from thidua.reading.lexicon import load
from thidua.reading.misprints import mixed, torn
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
_SIGHT = 12
"""Marked letters around a word without marks, where the text has marks: "Bộ Cong an" lost its own."""
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


# What a piece of text between two spaces may be to its neighbors, in four bytes: as the first word of a phrase, the
# same with other marks, as a second word with other marks, as a second word. A bit of a byte is a class of phrases: two
# pieces may be a variant of a phrase where the first two bytes of one and the last two of the next share a bit.
_SIZE, _CLASSES = 4, 7
_RUN_ON = _CUT = 1 << _CLASSES
"""The bit of the first byte: a number and a word run on, or a number is misprinted; of the second: two syllables do."""
_ANY = bytes([0]) + b"\1" * 255
_IS_TOLD = bytes(value >= 0x80 for value in range(256))


@cache
def _rights() -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[tuple[str, int]]]]:
    """Folded word -> the words meant, each with the class of its phrase, for first and for second words of phrases.

    Phrases of one first word are a class. Which words share one is chosen so that phrases printed as they should be are
    hardly ever looked at; a word without a class has one by its length.
    """
    firsts: dict[str, list[tuple[str, int]]] = {}
    seconds: dict[str, list[tuple[str, int]]] = {}
    for first, second in _pairs():
        firsts.setdefault(fold_name(first), []).append((first, 1 << _class(first)))
        seconds.setdefault(fold_name(second), []).append((second, 1 << _class(first)))
    return firsts, seconds


@cache
def _class(word: str) -> int:
    """Give the class of a first word."""
    told = next((number for number, words in enumerate(load("misread")["classes"]) if word in words), None)
    return len(word) % _CLASSES if told is None else told


@cache
def _pairs() -> dict[tuple[str, str], None]:
    """The first two words of each phrase as they should be, in order."""
    return dict.fromkeys((words[0], words[1]) for right, _, _ in _phrases().values() for words in [right.split(" ")])


class _Vocabulary(dict[str, bytes]):
    """Hold the bytes of what stands between two spaces, found out where it is first met: texts repeat their words."""

    def __missing__(self, piece: str) -> bytes:
        if len(self) >= 60_000:
            self.clear()
        told = _may_be(piece)
        if len(piece) < 40:
            self[piece] = told
        return told


_VOCABULARY = _Vocabulary()


def _may_be(piece: str) -> bytes:
    """Give the four bytes of a piece; a sign behind its last word, or before its first, parts it from the next."""
    words = (piece,) if piece.isalpha() else tuple(_WORD.findall(piece))
    if not words:
        return bytes((_RUN_ON if torn(piece) is not None else 0, 0, 0, 0))
    first, first_odd = _classes(words[-1], 0) if piece.endswith(words[-1]) else (0, 0)
    second, second_odd = _classes(words[0], 1) if piece.startswith(words[0]) else (0, 0)
    for word, goes in load("misread")["closed"].items():
        first |= (words[-1] == word) << _class(word)
        near = any(_one_letter(fold_name(words[0]), fold_name(right)) for right in goes["right"])
        second_odd |= near << _class(word)
    first |= _RUN_ON if len(piece) < 40 and (run_on(piece) or mixed(piece) or torn(piece) is not None) else 0
    first_odd |= _CUT if any(_cuts(word) for word in words) else 0
    return bytes((first, first_odd, second_odd, second))


def _classes(word: str, which: int) -> tuple[int, int]:
    """Give the classes of the phrases with this first (0) or second (1) word, and of those that mark it otherwise."""
    meant = _rights()[which].get(fold_name(word), ())
    return reduce(or_, (of for _, of in meant), 0), reduce(or_, (of for right, of in meant if right != word), 0)


def marked(low: str) -> tuple[list[str], bytes]:
    """Give what stands between the spaces of a text, and the bits of each.

    >>> marked("giảm5% số vụ")[1][0] >= 0x80, marked("giảm 5% số vụ")[0]
    (True, ['giảm', '5%', 'số', 'vụ'])
    """
    pieces = low.split(" ")
    return pieces, b"".join(map(_VOCABULARY.__getitem__, pieces))


def apart(fold: Folded) -> tuple[Folded, list[Doubt]]:
    """Give the text with words and numbers that run on parted, and digits for the letters a scan put for them.

    The doubts tell of those letters, and of days without their strokes; their spans count the text as it was read.

    >>> fold, doubts = apart(Folded("Giảm5% số vụ trước ngày 3O/6/2024"))
    >>> fold.folded, [(doubt.found, doubt.suggests) for doubt in doubts]
    ('Giảm 5% số vụ trước ngày 30/6/2024', [('3O/6/2024', '30/6/2024')])
    """
    pieces, marks = fold.once(marked)
    runs = marks[0::_SIZE].translate(_IS_TOLD)
    if 1 not in runs:
        return fold, []
    at, cuts, mends, doubts = 0, list[int](), list[tuple[int, str]](), list[Doubt]()
    for number, (piece, run) in enumerate(zip(pieces, runs, strict=True)):
        if run:
            letters, day = mixed(piece), torn(piece)
            cuts += [at + cut for cut in run_on(piece)]
            if letters is not None:
                mends.append((at + letters[0], letters[1]))
                doubts.append(_misprinted(fold, at + letters[0], at + letters[0] + len(letters[1]), letters[1]))
            elif day is not None and (piece.count("/") > 1 or (number and pieces[number - 1] == "ngày")):
                start = at - 5 * (number > 0 and pieces[number - 1] == "ngày")
                doubts.append(_misprinted(fold, start, at + len(piece.rstrip(".,;:)”")), day))
        at += len(piece) + 1
    return fold.mended(mends).spaced(cuts), doubts


def _misprinted(fold: Folded, start: int, end: int, meant: str) -> Doubt:
    span = fold.span(start, end)
    found = fold.text[slice(*span)]
    told = f"; có lẽ là {meant}" if meant else ""
    return Doubt(
        span, "broken-number", found, meant or None, f"“{found}” in không đúng cách viết số{told}. Xem bản gốc."
    )


def misread_words(fold: Folded) -> list[Doubt]:
    """Give every place where a word is likely misread, in reading order.

    >>> [(d.found, d.suggests) for d in misread_words(Folded("phần đầu giữ thể trận vững chức"))]
    [('phần đầu', 'phấn đấu'), ('thể trận', 'thế trận'), ('vững chức', 'vững chắc')]
    """
    text, low = fold.folded, fold.lower
    pieces, marks = fold.once(marked)
    met = {(pieces[at], pieces[at + 1]) for at in _variants(marks)} - _beside()
    pairs = {(_word(first, -1), _word(second, 0)) for first, second in met}
    doubts = [doubt for pair in pairs if (right := _suspect(pair)) for doubt in _places(text, low, pair, right)]
    glued = [pieces[at] for at in _each(marks[1::_SIZE].translate(_IS_TOLD))]
    cut = [word for piece in glued for word in _WORD.findall(piece) if _cuts(word)]
    doubts += _glued(text, low, dict.fromkeys(cut))
    return sorted(doubts, key=lambda doubt: doubt.span)


def _variants(marks: bytes) -> list[int]:
    """Give which pieces may be a variant of a phrase together with the next; all are tried at once, as long numbers."""
    number = int.from_bytes(marks, "little")
    both = number & (number >> 8 * (_SIZE + _SIZE // 2))  # the last two bytes of the next stand over the first two
    told = (both | both >> 8).to_bytes(len(marks), "little")
    return list(_each(told[::_SIZE].translate(_ANY)))


def _each(told: bytes) -> Iterator[int]:
    """Give where a byte is 1."""
    at = told.find(1)
    while at >= 0:
        yield at
        at = told.find(1, at + 1)


def _word(piece: str, which: int) -> str:
    """Give the first (0) or the last (-1) word of a piece."""
    if piece.isalpha():
        return piece
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
    if found in also:
        return
    bare = _MARKED.search(found) is None
    rest = right.count(" ") - 1
    for start, end in _standing(low, pair, rest):
        printed = low[start:end]
        following = _WORD.match(low, end + 1)
        if (rest and fold_name(printed) != key) or printed in also or printed == right:
            continue
        if bare and len(_MARKED.findall(low, max(0, start - 60), end + 60)) < _SIGHT:
            continue  # a whole text without marks
        if (following and following[0] in unless) or _named(text, start + len(pair[0]) + 1):
            continue
        if _claimed(low, start, pair[0], printed, following[0] if following else ""):
            continue
        meant = right[0].upper() + right[1:] if text[start].isupper() else right
        yield _doubt(text, (start, end), meant)


def _named(text: str, second: int) -> bool:
    """Say whether the second word of a pair is written as a name: "Điện Biên", "tỉnh Nguyễn"."""
    return text[second].isupper() and not text[second + 1 : second + 2].isupper()


def _claimed(low: str, start: int, first: str, printed: str, following: str) -> bool:
    """Say whether a word of a pair belongs with the one beside it: "gia đình ký", "phổ biến pháp luật"."""
    before = low[low.rfind(" ", max(0, start - 9), max(0, start - 1)) + 1 : max(0, start - 1)]
    return (before, first) in _ends() or (printed[printed.rfind(" ") + 1 :], following) in _pairs()


@cache
def _ends() -> frozenset[tuple[str, ...]]:
    """The last two words of each phrase as they should be: "ninh trật" ends none, so "trật tụ" behind it is told."""
    return frozenset(tuple(right.split(" ")[-2:]) for right, _, _ in _phrases().values())


@cache
def _beside() -> frozenset[tuple[str, str]]:
    """The words that stand side by side in the phrases as they should be."""
    return frozenset(pair for right, _, _ in _phrases().values() for pair in pairwise(right.split(" ")))


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
