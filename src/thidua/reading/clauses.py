"""Sentences and clauses of a paragraph. Reads: folded text. Writes: spans; nothing is cut inside a number."""

import re

from thidua.reading.letters import UPPER
from thidua.reading.plan import Span

_STOP = rf"(?=[”\"’)]{{0,2}} ?[{UPPER}“\"(\-+•]| \d{{1,3}} ?%| ?\d{{1,2}}[/.)] ?[{UPPER}\d]|$| ?/)"
_END = re.compile(rf"[.!?…;](?:(?<=;)|{_STOP})")
_END_OR_PLUS = re.compile(rf"[.!?…]{_STOP}|;| \+ ")
_SHORT_ENDS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐpxhtv")
_SHORT = re.compile(r"(?:^|[^\w])(?:TP|Tp|TX|Tx|P|Q|ThS|TS|PGS|GS|BS|KS|Th|St|Sđt|ĐT|v\.v|[A-ZĐ]|HĐ|TT)$")

LONGEST = 4000
"""Characters of a sentence, list of clauses included."""


def sentences(text: str, start: int, end: int) -> list[list[Span]]:
    """Give the sentences of a stretch of folded text, each as its clauses (cut at semicolons).

    >>> text = "Giảm 5% số vụ; tỷ lệ đạt 7,5%. Có 2.000 hộ ở TP. Huế."
    >>> [[text[a:b] for a, b in clauses] for clauses in sentences(text, 0, len(text))]
    [['Giảm 5% số vụ', ' tỷ lệ đạt 7,5%'], [' Có 2.000 hộ ở TP. Huế']]
    """
    whole: list[list[Span]] = []
    clauses: list[Span] = []
    at = start
    ends = _END if text.find(" + ", start, end) < 0 else _END_OR_PLUS
    for mark in ends.finditer(text, start, end):
        stop, behind = mark.span()
        sign = text[stop]
        if sign == "." and text[stop - 1] in _SHORT_ENDS and _SHORT.search(text, max(start, stop - 5), stop):
            continue
        if stop > at:
            clauses.append((at, stop))
        at = behind
        if clauses and sign not in "; ":
            whole.append(clauses)
            clauses = []
    if at < end:
        clauses.append((at, end))
    if clauses:
        whole.append(clauses)
    return whole if end - start <= LONGEST else [part for sentence in whole for part in _bounded(text, sentence)]


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
