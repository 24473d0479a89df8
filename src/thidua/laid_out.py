"""Tables laid out with tabs, or one cell a line with a bar or a blank line between: their rows put on lines of bars.

Reads a text; writes one of the same length, sign for sign, so that every offset stays what it was.
"""

import re
from itertools import groupby, pairwise

Span = tuple[int, int]

_OPENS = re.compile(r"\n[ \t]*(?P<head>(?:stt|tt|số tt|số thứ tự)[ \t.]*)(?=\n[ \t]*\|?[ \t]*\n)", re.I)
"""The head of the first column of a table."""
_BAR = re.compile(r"\n[ \t]*\|[ \t]*(?=\n)")
"""A bar alone on its line: it parts two cells, or two rows."""
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
"""A blank line does the same on other pages."""
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-E])[.)]?\s*")
_TELLS = re.compile(r"\s*[^\W\d_][^\W\d_]")
_WIDEST = 12
"""Columns: beyond these it is no table that a plan holds."""
_LONGEST_CELL = 1200
_LONGEST_FIGURE = 40
"""Letters of what stands behind the name in the last row of a table: a longer line is the text that goes on."""


def rows_on_lines(text: str) -> str:
    """Put a bar for every tab of a table, and each row of a table of one cell a line on a line of its own.

    >>> rows_on_lines("Chỉ tiêu\\tĐVT\\tNăm 2025\\nTỷ lệ hộ nghèo\\t%\\t2")
    'Chỉ tiêu|ĐVT|Năm 2025\\nTỷ lệ hộ nghèo|%|2'
    >>> rows_on_lines("TT\\n|\\nTên\\n|\\nMức\\n|\\n1\\n|\\nSố\\nthôn\\n|\\n12\\n|\\n2\\n|\\nSố hộ\\n|\\n30\\n|\\nHết")
    'TT | Tên | Mức\\n  1 | Số thôn | 12\\n  2 | Số hộ | 30\\n \\nHết'
    >>> rows_on_lines("TT\\n\\nTên\\n\\nMức\\n\\n1\\n\\nSố\\nthôn\\n\\n12\\n\\n2\\n\\nSố hộ\\n\\n30\\n\\nHết")
    'TT| Tên| Mức\\n 1| Số thôn| 12\\n 2| Số hộ| 30\\n\\nHết'
    """
    if "\t" in text:
        text = _barred(text)
    if "|\n" not in text and "\n\n" not in text:
        return text
    framed = f"\n{text}"
    return _gathered(framed)[1:] if _OPENS.search(framed) else text


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
        if head.start("head") < done:
            continue
        bar = _BAR if _BAR.match(text, head.end()) else _BLANK
        for start, stop in _rows(text, head, bar):
            pieces += (text[done:start], _on_one_line(text[start:stop], bar))
            between = _BAR.match(text, stop) if bar is _BAR else None
            done = between.end() if between else stop
            pieces.append("\n" + " " * (done - stop - 1) if between else "")
    return "".join([*pieces, text[done:]])


def _on_one_line(row: str, bar: "re.Pattern[str]") -> str:
    barred = row if bar is _BAR else bar.sub(lambda blank: "|" + " " * (len(blank[0]) - 1), row)
    return barred.replace("\n", " ")


def _rows(text: str, head: "re.Match[str]", bar: "re.Pattern[str]") -> list[Span]:
    """Give the rows of a table, the head first; none where what stands below the head is no table."""
    cells = _Cells(text, head, bar)
    width = next((k for k in range(2, _WIDEST + 1) if cells.opens_row(k)), 0)
    if not width:
        return []
    begins, last = [0, width], width
    while True:
        shorter = range(last + 2, last + width) if bar is _BAR else ()
        following = next((k for k in (last + width, *shorter) if cells.opens_row(k)), 0)
        if not following:
            break
        begins.append(following)
        last = following
    end = last + width if bar is _BAR else cells.row_ends(last, width)
    return [cells.joined(first, behind - 1) for first, behind in pairwise([*begins, end])]


class _Cells:
    """The cells of a table of one cell a line, cut as they are asked for."""

    def __init__(self, text: str, head: "re.Match[str]", bar: "re.Pattern[str]") -> None:
        self.text, self._bars, self._open = text, bar.finditer(text, head.end()), bar is _BLANK
        self._found: list[Span] = []
        self._at, self._ended = head.start("head"), False

    def _cut(self, k: int) -> Span | None:
        while len(self._found) <= k and not self._ended:
            bar = next(self._bars, None)
            if bar is None or bar.start() - self._at > _LONGEST_CELL:
                self._ended = True
                if self._open and 0 < len(self.text) - self._at <= _LONGEST_FIGURE:
                    self._found.append((self._at, len(self.text)))
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

    def row_ends(self, first: int, width: int) -> int:
        """Give the cell behind the last row, which begins with the cell ``first``: no line closes it."""
        for k in range(first + 2, first + width):
            cell = self._cut(k)
            if cell is None or cell[1] - cell[0] > _LONGEST_FIGURE:
                return k
        return first + width

    def joined(self, first: int, last: int) -> Span:
        """Give the stretch from one cell to another; where the text does not close that, to the last one it does."""
        return self._found[first][0], (self._cut(last) or self._found[-1])[1]
