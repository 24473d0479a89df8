"""Tables that a text lays out with tabs, or one cell a line with a bar between: their rows put on lines of bars.

Reads a text; writes one of the same length, sign for sign, so that every offset stays what it was.
"""

import re
from itertools import groupby, pairwise

Span = tuple[int, int]

_OPENS = re.compile(r"^[ \t]*(?:stt|tt|số tt|số thứ tự)[ \t.]*(?=\n[ \t]*\|[ \t]*\n)", re.M | re.I)
"""The head of the first column of a table."""
_BAR = re.compile(r"\n[ \t]*\|[ \t]*(?=\n)")
"""A bar alone on its line: it parts two cells, or two rows."""
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-E])[.)]?\s*")
_TELLS = re.compile(r"\s*[^\W\d_][^\W\d_]")
_WIDEST = 12
"""Columns: beyond these it is no table that a plan holds."""
_LONGEST_CELL = 1200


def rows_on_lines(text: str) -> str:
    """Put a bar for every tab of a table, and each row of a table of one cell a line on a line of its own.

    >>> rows_on_lines("Chỉ tiêu\\tĐVT\\tNăm 2025\\nTỷ lệ hộ nghèo\\t%\\t2")
    'Chỉ tiêu|ĐVT|Năm 2025\\nTỷ lệ hộ nghèo|%|2'
    >>> rows_on_lines("TT\\n|\\nTên\\n|\\nMức\\n|\\n1\\n|\\nSố\\nthôn\\n|\\n12\\n|\\n2\\n|\\nSố hộ\\n|\\n30\\n|\\nHết")
    'TT | Tên | Mức\\n  1 | Số thôn | 12\\n  2 | Số hộ | 30\\n \\nHết'
    """
    if "\t" in text:
        text = _barred(text)
    return _gathered(text) if "|\n" in text and _OPENS.search(text) else text


def _barred(text: str) -> str:
    """Put bars into lines that stand one below the other with as many tabs each, two or more."""
    lines: list[str] = []
    for tabs, run in groupby(text.split("\n"), lambda line: line.count("\t")):
        rows = list(run)
        lines += [row.replace("\t", "|") for row in rows] if tabs > 1 and len(rows) > 1 else rows
    return "\n".join(lines)


def _gathered(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for head in _OPENS.finditer(text):
        if head.start() < done:
            continue
        for start, stop in _rows(text, head):
            pieces += (text[done:start], text[start:stop].replace("\n", " "))
            bar = _BAR.match(text, stop)
            done = bar.end() if bar else stop
            pieces.append("\n" + " " * (done - stop - 1) if bar else "")
    return "".join([*pieces, text[done:]])


def _rows(text: str, head: "re.Match[str]") -> list[Span]:
    """Give the rows of a table, the head first; none where what stands below the head is no table."""
    cells = _Cells(text, head)
    width = next((k for k in range(2, _WIDEST + 1) if cells.opens_row(k)), 0)
    if not width:
        return []
    begins, last = [0, width], width
    while True:
        following = next((k for k in (last + width, *range(last + 2, last + width)) if cells.opens_row(k)), 0)
        if not following:
            break
        begins.append(following)
        last = following
    return [cells.joined(first, behind - 1) for first, behind in pairwise([*begins, last + width])]


class _Cells:
    """The cells of a table of one cell a line, cut as they are asked for."""

    def __init__(self, text: str, head: "re.Match[str]") -> None:
        self.text, self._bars = text, _BAR.finditer(text, head.end())
        self._found: list[Span] = []
        self._at, self._ended = head.start(), False

    def _cut(self, k: int) -> Span | None:
        while len(self._found) <= k and not self._ended:
            bar = next(self._bars, None)
            if bar is None or bar.start() - self._at > _LONGEST_CELL:
                self._ended = True
            else:
                self._found.append((self._at, bar.start()))
                self._at = bar.end()
        return self._found[k] if k < len(self._found) else None

    def opens_row(self, k: int) -> bool:
        """Say whether a cell numbers a row: "1", "II", words in the cell behind it."""
        here, behind = self._cut(k), self._cut(k + 1)
        return (
            here is not None
            and behind is not None
            and _NUMBERED.fullmatch(self.text, *here) is not None
            and _TELLS.match(self.text, *behind) is not None
        )

    def joined(self, first: int, last: int) -> Span:
        """Give the stretch from one cell to another; where the text does not close that, to the last one it does."""
        return self._found[first][0], (self._cut(last) or self._found[-1])[1]
