"""Vietnamese text: names folded for comparison, and a folded copy of a paper whose offsets lead back to the text.

All reading happens on ``Folded(text).folded``: composed letters, one tone placement, one kind of hyphen, one space
wherever the paper has white space of any kind. Every span found there is carried back with ``Folded.span``.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from thidua.laid_out import rows_on_lines

Found = TypeVar("Found")

_MARKS = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"}
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"})


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Fold a name for search: no diacritics, no case, đ as d, single spaces; tone placement no longer matters.

    >>> fold_name("Xã  Hoà Bình"), fold_name("HÒA BÌNH"), fold_name("Đặng Xá")
    ('xa hoa binh', 'hoa binh', 'dang xa')
    """
    bare = unicodedata.normalize("NFD", name.translate(_LETTERS)).translate(_MARKS)
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def places(word: str, text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Give where a word stands in a text, by plain search.

    >>> places("xã", "mỗi xã, hai xã")
    [4, 12]
    """
    found = []
    at = text.find(word, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word), end)
    return found


def in_word(sign: str) -> bool:
    """Say whether a sign may stand inside a word, as ``\\w`` has it: a letter, a digit, "_"."""
    return sign.isalnum() or sign == "_"


def one_byte_each(text: str) -> bytes:
    """Give the lowest byte of every letter: what is one byte in there is found at memory speed (``bytes.find``).

    A letter beyond Latin may end with the byte of a sign ("…" with that of "&"): look at the text where one is found.

    >>> list(one_byte_each("5%…"))
    [53, 37, 38]
    """
    pairs = text.encode("utf-16-le", "surrogatepass")
    return pairs[::2] if len(pairs) == 2 * len(text) else text.encode("utf-32-le", "surrogatepass")[::4]


# One character for one character: str.replace runs at memory speed and returns the same object where nothing is met.
_LIKE = {
    "Đ": "Ð\u0189",  # Icelandic and African letters typed for Đ
    "đ": "ð\u0256",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ac",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x1f",
    "\n": "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
    "/": "\u2044\u2215\uff0f",
    "'": "\u2018\u2019\u02bc\u2032",
    "“": "„‟«\u2036",
    "”": "»\u2033",
    ":": "\uff1a",
    "Ư": "\u01a2",  # typed for ư where a font had it in that place
    "ư": "\u01a3",
    "I": "\u0130",  # its lower case would be two characters long
}
_USUAL = "–—\t\xa0‘’"
_SAME_LENGTH = sorted(((odd, plain) for plain, odds in _LIKE.items() for odd in odds), key=lambda p: p[0] not in _USUAL)
_NO_SPACE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_UNSEEN = re.compile(f"[{_NO_SPACE}]")
_DIGITS = "０-９٠-٩۰-۹𝟎-𝟿"  # full width, Arabic, Persian, mathematical: one of ten in turn
_RARE_LIKE = dict(_SAME_LENGTH[len(_USUAL) :])
_MARK = re.compile("[\u0300-\u036f]")
_RARE = re.compile(f"[{_NO_SPACE}{''.join(_RARE_LIKE)}{_DIGITS}\u0300-\u036f]")
_RUN = re.compile(f"[ \n{_NO_SPACE}]+")
_SPACES = re.compile("  +")
_GLUED = re.compile(r",(?=[^\W\d_])(?<=[^\W\d_],)")  # "nông thôn mới,phấn đấu": the space after the comma was lost
_ESCAPED = re.compile(r" ?(?:\\[rnt] ?)+")  # line ends that a page prints as "\\r\\n"
_LINE_END = re.compile(r"\n[ \n]*")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")

# Tone placement. An open syllable carries the mark on o/u (hòa, ủy), a closed one on a/y (hoàn, huỳnh); after q always
# on y (quý). Written the other way ("hoà", "uỷ", "tòan", "qúy") the same syllable is meant.
_PAIRS = {
    f"{first}{last}": f"{tone}{base}"
    for first, base, lasts, tones in (
        ("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for last, tone in zip(lasts, tones, strict=True)
}  # fmt: skip
_SHIFT = {f(k): f(v) for k, v in _PAIRS.items() for f in (str, str.upper, str.capitalize)}
_SHIFT_BACK = {v: k for k, v in _SHIFT.items()}
_MOVED = re.compile(
    r"[oOòóỏõọÒÓỎÕỌúùủũụÚÙỦŨỤýỳỷỹỵÝỲỶỸỴ](?:"
    r"(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?![^\W\d_])"
    r"|(?<=[òóỏõọÒÓỎÕỌ])(?:[aA](?=[cimnptyCIMNPTY])|[eE](?=[nNoOtT]))"
    r"|(?<=[úùủũụÚÙỦŨỤ])(?<=[qQ].)[yY]"
    r"|(?<=[uU][ýỳỷỹỵÝỲỶỸỴ])(?<![qQ]..)(?![^\W\d_]))"
)


def _place_tones(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for m in _MOVED.finditer(text):
        start = m.start() - (len(m[0]) == 1)  # of "uỷ" only the second letter was matched
        pair = text[start : m.end()]
        pieces += (text[done:start], _SHIFT.get(pair) or _SHIFT_BACK.get(pair, pair))
        done = m.end()
    return "".join([*pieces, text[done:]]) if pieces else text


class Folded:
    """Hold a text and its folded copy, with the way back from each folded offset.

    ``folded``  NFC, tone placement of "ủy, hòa, hoàn, quý", Đ for Ð, "-" for every dash, plain digits, exactly one
                space for any run of white space (line ends included), nothing for zero-width characters. Case is kept.
    ``lower``   the same in lower case, offset for offset.
    ``breaks``  folded offsets of the spaces that stand for line ends; ``gaps`` those that stand for blank lines.

    >>> fold = Folded("Kế\\nhoạch  số 860 /KH–UBND của Uỷ ban")
    >>> fold.folded
    'Kế hoạch số 860 /KH-UBND của Ủy ban'
    >>> fold.span(0, 7), fold.breaks
    ((0, 7), [2])
    >>> start, end = fold.span(fold.folded.index("số"), fold.folded.index(" của"))
    >>> fold.text[start:end]
    'số 860 /KH–UBND'
    """

    __slots__ = ("__dict__", "_folded_at", "_once", "_text_at", "breaks", "folded", "gaps", "lower", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded_at, self._text_at = [0], [0]
        self._once: dict[object, Any] = {}
        self.breaks: list[int] = []
        self.gaps: list[int] = []
        text = rows_on_lines(text)
        for odd, plain in _SAME_LENGTH[: len(_USUAL)]:
            text = text.replace(odd, plain)
        rare = _RARE.search(text) is not None
        if rare:
            for odd in set(_RARE.findall(text)):
                plain = _RARE_LIKE.get(odd) or str(unicodedata.decimal(odd, odd))
                text = text.replace(odd, plain) if plain != odd else text
        self.folded = _place_tones(self._make(text, _changes(text, rare)))
        self.lower = self.folded.lower()
        if len(self.lower) != len(self.folded):
            self.lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.folded)

    def _make(self, text: str, changes: list[tuple[int, int, str]]) -> str:
        """Make the changes that alter the length, noting where, and where lines end."""
        pieces: list[str] = []
        done = shift = 0
        ragged = "\r\n" in self.text
        for start, end, put in changes:
            at = start - shift
            lines = text.count("\n", start, end) if put == " " else 0
            if ragged:
                lines -= self.text.count("\r\n", start, end)
            if lines > 0:
                self.breaks.append(at)
                if lines > 1:
                    self.gaps.append(at)
            if end - start != len(put):
                shift += end - start - len(put)
                self._folded_at.append(at + len(put))
                self._text_at.append(end)
            pieces += (text[done:start], put)
            done = end
        pieces.append(text[done:])
        return "".join(pieces)

    def spaced(self, places: list[int]) -> "Folded":
        """Give a copy with a space put in at each of the folded offsets, which come in order.

        >>> fold = Folded("giảm\\ngần5%hộ").spaced([8, 10])
        >>> fold.folded, fold.span(9, 11), fold.span(5, 14), fold.breaks
        ('giảm gần 5% hộ', (8, 10), (5, 12), [4])
        """
        copy = object.__new__(Folded)
        copy.text, copy._once = self.text, {}
        copy.folded, copy.lower = (" ".join(_cut(whole, places)) for whole in (self.folded, self.lower))
        copy.breaks, copy.gaps = ([at + bisect_left(places, at) for at in ends] for ends in (self.breaks, self.gaps))
        moved = [(at + bisect_left(places, at), to) for at, to in zip(self._folded_at, self._text_at, strict=True)]
        moved += [(at + shift, self.at(at)) for shift, at in enumerate(places, start=1)]
        moved.sort()
        copy._folded_at, copy._text_at = [at for at, _ in moved], [to for _, to in moved]
        return copy

    def mended(self, mends: list[tuple[int, str]]) -> "Folded":
        """Give a copy with other letters at some folded offsets, as many as stood there.

        >>> Folded("ngày 3O/6").mended([(5, "30")]).folded
        'ngày 30/6'
        """
        if not mends:
            return self
        copy = self.spaced([])
        for name in ("folded", "lower"):
            whole, done, pieces = getattr(self, name), 0, list[str]()
            for at, put in mends:
                pieces += (whole[done:at], put)
                done = at + len(put)
            setattr(copy, name, "".join([*pieces, whole[done:]]))
        return copy

    def at(self, offset: int) -> int:
        """Carry one folded offset back to the text."""
        k = bisect_right(self._folded_at, offset) - 1
        return min(self._text_at[k] + offset - self._folded_at[k], len(self.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a folded span back to the text: ``text[a:b]`` are the words that stood there, noise included."""
        folded_at, text_at, most = self._folded_at, self._text_at, len(self.text)
        k = bisect_right(folded_at, start) - 1
        first = text_at[k] + start - folded_at[k]
        if not start <= end < (folded_at[k + 1] if k + 1 < len(folded_at) else end + 1):
            k = bisect_right(folded_at, end) - 1
        last = text_at[k] + end - folded_at[k]
        return (first if first < most else most), (last if last < most else most)

    def offset(self, text_offset: int) -> int:
        """Carry an offset of the text forward to the folded copy."""
        k = bisect_right(self._text_at, text_offset) - 1
        step = self._folded_at[k] + text_offset - self._text_at[k]
        return min(step, self._folded_at[k + 1] if k + 1 < len(self._folded_at) else len(self.folded))

    def broken(self, start: int, end: int) -> bool:
        """Say whether a line ends inside a folded span."""
        k = bisect_left(self.breaks, start)
        return k < len(self.breaks) and self.breaks[k] < end

    def parted(self, start: int, end: int) -> bool:
        """Say whether a blank line lies inside a folded span."""
        k = bisect_left(self.gaps, start)
        return k < len(self.gaps) and self.gaps[k] < end

    def once(self, find: Callable[[str], Found]) -> Found:
        """Give what ``find`` makes of the lower-case copy; found once, for all who ask.

        >>> Folded("Ba Đình").once(str.split)
        ['ba', 'đình']
        """
        if find not in self._once:
            self._once[find] = find(self.lower)
        found: Found = self._once[find]
        return found

    def trimmed(self, start: int, end: int, signs: str = " ") -> int:
        """Move the end of a folded span left over the given signs, without copying the text before it.

        >>> Folded("Tỉnh ủy ,").trimmed(0, 9, " ,")
        7
        """
        while end > start and self.folded[end - 1] in signs:
            end -= 1
        return end

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Folded spans of the lines that hold anything, in order.

        >>> fold = Folded("I. MỤC TIÊU\\n\\n1. Tất cả xã")
        >>> [fold.folded[a:b] for a, b in fold.lines]
        ['I. MỤC TIÊU', '1. Tất cả xã']
        """
        starts = [0, *(b + 1 for b in self.breaks)]
        ends = [*self.breaks, len(self.folded)]
        return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b and self.folded[a:b] != " "]


def _cut(whole: str, places: list[int]) -> list[str]:
    return [whole[start:end] for start, end in zip([0, *places], [*places, len(whole)], strict=True)]


def _changes(text: str, rare: bool) -> list[tuple[int, int, str]]:
    """Find what changes length: white space beyond one space, what cannot be seen, letters typed in pieces."""
    if rare and _UNSEEN.search(text):
        found = [(m.start(), m.end(), " " if m[0].strip(_NO_SPACE) else "") for m in _RUN.finditer(text) if m[0] != " "]
    else:
        found = [(m.start(), m.end(), " ") for m in _SPACES.finditer(text)] if "  " in text else []
        found += [(m.end(), m.end(), " ") for m in _GLUED.finditer(text)]
        others = bool(found)
        for m in _LINE_END.finditer(text):
            start, end = m.span()
            while start and text[start - 1] == " ":
                start -= 1
            found.append((start, end, " "))
        if not (others or rare or "\\n" in text):
            return found
    if rare and _MARK.search(text) and not unicodedata.is_normalized("NFC", text):
        for m in _CLUSTER.finditer(text):
            if m[0][0] not in " \n":
                found.append((m.start(), m.end(), unicodedata.normalize("NFC", m[0])))
    if "\\n" in text:
        found += [(m.start(), m.end(), " ") for m in _ESCAPED.finditer(text)]
    found.sort(key=lambda change: (change[0], -change[1]))
    kept: list[tuple[int, int, str]] = []
    for change in found:
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept
