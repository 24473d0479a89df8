"""Sentences and clauses of a paragraph. Reads: folded text. Writes: spans; nothing is cut inside a number."""

import re

from thidua.reading.letters import UPPER
from thidua.reading.plan import Span
from thidua.text import one_byte_each

_STOP = rf"(?=[”\"’)]{{0,2}} ?[{UPPER}“\"(\-+•]| \d{{1,3}} ?%| ?\d{{1,2}}[/.)] ?[{UPPER}\d]|$| ?/)"
_STOPS = re.compile(_STOP)
_FULL = ".!?…"
_IS_SIGN = bytes(value in b".!?;+&" for value in range(256))  # "…" ends with the byte of "&"
_SHORT_ENDS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐpxhtv")
_SHORT = re.compile(r"(?:^|[^\w])(?:TP|Tp|TX|Tx|P|Q|ThS|TS|PGS|GS|BS|KS|Th|St|Sđt|ĐT|v\.v|[A-ZĐ]|HĐ|TT)$")

LONGEST = 4000
"""Characters of a sentence, list of clauses included."""


def signs_of(text: str, letters: bytes | None = None) -> bytes:
    """Give one byte a letter, 1 where a sign stands that may end a clause: sought there, signs cost next to nothing.

    >>> list(signs_of("a; b."))
    [0, 1, 0, 0, 1]
    """
    return (one_byte_each(text) if letters is None else letters).translate(_IS_SIGN)


def sentences(text: str, start: int, end: int, signs: bytes | None = None) -> list[list[Span]]:
    """Give the sentences of a stretch of folded text, each as its clauses (cut at semicolons).

    >>> text = "Giảm 5% số vụ; tỷ lệ đạt 7,5%. Có 2.000 hộ ở TP. Huế."
    >>> [[text[a:b] for a, b in clauses] for clauses in sentences(text, 0, len(text))]
    [['Giảm 5% số vụ', ' tỷ lệ đạt 7,5%'], [' Có 2.000 hộ ở TP. Huế']]
    """
    signs = signs_of(text) if signs is None else signs
    whole: list[list[Span]] = []
    clauses: list[Span] = []
    at = start
    place = signs.find(1, start, end)
    while place >= 0:
        sign, here = text[place], place
        place = signs.find(1, here + 1, end)
        if sign == "+":
            if not (start < here and here + 1 < end and text[here - 1] == " " == text[here + 1]):
                continue
            stop, behind = here - 1, here + 2
        elif sign == ";" or _ends(text, sign, here, start, end):
            stop, behind = here, here + 1
        else:
            continue
        if stop > at:
            clauses.append((at, stop))
        at = behind
        if clauses and sign not in ";+":
            whole.append(clauses)
            clauses = []
    if at < end:
        clauses.append((at, end))
    if clauses:
        whole.append(clauses)
    return whole if end - start <= LONGEST else [part for sentence in whole for part in _bounded(text, sentence)]


def _ends(text: str, sign: str, at: int, start: int, end: int) -> bool:
    """Say whether a sentence ends with the sign at ``at``."""
    if sign not in _FULL:
        return False
    if not (at + 2 < end and text[at + 1] == " " and text[at + 2].isupper()) and not _STOPS.match(text, at + 1, end):
        return False
    return not (sign == "." and text[at - 1] in _SHORT_ENDS and _SHORT.search(text, max(start, at - 5), at))


def _bounded(text: str, clauses: list[Span]) -> list[list[Span]]:
    """Cut a sentence longer than any that was ever written: what is read of a clause may look at all its sentence."""
    if clauses[-1][1] - clauses[0][0] <= LONGEST:
        return [clauses]
    parts: list[list[Span]] = [[]]
    for start, end in clauses:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            cut = start + LONGEST if cut < 0 else cut
            parts.append([(start, cut)])
            start = cut
        if parts[-1] and end - parts[-1][0][0] > LONGEST:
            parts.append([])
        parts[-1].append((start, end))
    return [part for part in parts if part]
