"""The sentence around a span, for showing a doubt where it stands."""

import re

_END = re.compile(r"[.;!?…](?=\s)|\n")


def sentence_around(text: str, start: int, end: int, most: int = 240) -> tuple[int, int]:
    """Give the span of the sentence that holds ``[start, end)``, cut to about ``most`` characters around it.

    >>> text = "Câu một. Giảm phần đầu 5%; câu ba."
    >>> a, b = sentence_around(text, 14, 22)
    >>> text[a:b]
    'Giảm phần đầu 5%;'
    """
    low = max(0, start - most // 2)
    marks = [m.end() for m in _END.finditer(text, low, start)]
    first = marks[-1] if marks else low
    after = _END.search(text, max(end, start), min(len(text), end + most // 2))
    last = after.end() if after else min(len(text), end + most // 2)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def line_of(text: str, offset: int) -> int:
    """Give the line, from 1, that ``offset`` stands on.

    >>> line_of("a\\nb", 2)
    2
    """
    return text.count("\n", 0, offset) + 1
