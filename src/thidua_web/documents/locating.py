"""Find the words that a person marked or copied, even where the page showed them with other spaces."""

import re


def locate(text: str, words: str, *, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Give the span of `words` in `text`: where the page said they stand, else the nearest place that holds them.

    Runs of white space in `words` match any run in the text; None where the words stand nowhere.

    >>> locate("Giảm ít nhất\\n05% tội phạm", "ít nhất 05%", start=None, end=None)
    (5, 16)
    """
    told = start is not None and end is not None and 0 <= start < end <= len(text)
    if told and (not words or text[start:end].split() == words.split()):
        return _trim(text, start or 0, end or 0)
    parts = words.split()
    if not parts or len(words) > 20_000:
        return None
    places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    return min(places, key=lambda span: abs(span[0] - (start or 0)), default=None)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Leave white space out of both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
