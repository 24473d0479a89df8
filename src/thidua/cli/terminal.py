"""Lay words out on a terminal: real widths of Vietnamese and other letters, wrapping, tables, underlines."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from thidua.cli.ink import PLAIN, Ink

_GAP = "  "
_LEAST = 6
_NARROW = 60
"""Cells below which a table of more than three columns becomes one record after the other."""


def display_width(text: str) -> int:
    """Count terminal cells: a mark set on a letter takes none, a wide letter two.

    >>> display_width("tỉnh"), display_width("ti\\u0309nh"), display_width("計画")
    (4, 4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


@lru_cache(maxsize=4096)
def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def visible(text: str) -> str:
    """Make text safe to print: no control characters (they could steer the terminal), line breaks as blanks.

    >>> visible("a\\x1b[31m\\nb")
    'a[31m b'
    """
    return "".join(
        c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc" and c not in "\u202a\u202b\u202e"
    )


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` cells, between words where it can be done.

    >>> wrap("Công an tỉnh chủ trì", 12)
    ['Công an tỉnh', 'chủ trì']
    """
    lines, line, used = [], "", 0
    for word in visible(text).split():
        for piece in _cut(word, width):
            size = display_width(piece)
            if line and used + 1 + size > width:
                lines.append(line)
                line, used = piece, size
            else:
                line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    return [*lines, line] if line else lines or [""]


def _cut(word: str, width: int) -> list[str]:
    if display_width(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for letter in word:
        size = _cells(letter)
        if used + size > width and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + letter, used + size
    return [*pieces, piece]


def pad(text: str, width: int) -> str:
    """Fill with blanks up to ``width`` cells."""
    return text + " " * (width - display_width(text))


def columns(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share ``width`` cells among the columns: narrow ones keep what they need, wide ones give way."""
    needs = [max(display_width(visible(cell)) for cell in column) for column in zip(*rows, strict=True)]
    left = max(width - len(_GAP) * (len(needs) - 1), _LEAST * len(needs))
    given = [0] * len(needs)
    for taken, (need, at) in enumerate(sorted((need, at) for at, need in enumerate(needs))):
        given[at] = max(1, min(need, left // (len(needs) - taken)))
        left -= given[at]
    return given


def records(head: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> list[str]:
    """Lay out rows one below the other, each cell behind its name; empty cells are left out.

    >>> records(["Mục", "Mức", "Hạn", "Việc"], [["II.2", "ít nhất 75%", "", "xây dựng mô hình"]], 20)
    ['Mục   II.2', 'Mức   ít nhất 75%', 'Việc  xây dựng mô', '      hình', '']
    """
    lines: list[str] = []
    label = max(map(display_width, head)) + len(_GAP)
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            if visible(cell):
                first, *rest = wrap(cell, max(width - label, 1))
                lines += [pad(name, label) + first, *(" " * label + line for line in rest)]
        lines.append("")
    return lines


def table(head: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> list[str]:
    """Lay out a table that fits ``width`` cells; cells wrap, a rule stands below the head.

    >>> print("\\n".join(table(["Mục", "Mức"], [["II.2", "ít nhất 75%"]], 40)))
    Mục   Mức
    ────  ───────────
    II.2  ít nhất 75%
    """
    if width < _NARROW and len(head) > 3:
        return records(head, rows, width)[:-1]
    whole = [list(head), *(list(row) for row in rows)]
    widths = columns(whole, width)
    lines = []
    for at, row in enumerate(whole):
        wrapped = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for n in range(max(map(len, wrapped))):
            cells = (pad(cell[n] if n < len(cell) else "", size) for cell, size in zip(wrapped, widths, strict=True))
            lines.append(_GAP.join(cells).rstrip())
        if at == 0:
            lines.append(_GAP.join("─" * size for size in widths))
    return lines


def underlined(text: str, start: int, end: int, width: int, ink: Ink = PLAIN) -> list[str]:
    """Print a sentence wrapped, with a line of signs below the stretch ``[start, end)``.

    >>> print("\\n".join(underlined("Giảm phần đầu 5%", 5, 13, 40)))
    Giảm phần đầu 5%
         ~~~~~~~~
    """
    words: list[tuple[str, bool]] = []
    for part, marked in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        words += [
            (letter if not letter.isspace() else " ", marked)
            for letter in part
            if _cells(letter) or letter.isspace() or unicodedata.combining(letter)
        ]
    lines: list[str] = []
    row: list[tuple[str, bool]] = []
    for letter in words:
        row.append(letter)
        if sum(_cells(c) for c, _ in row) > width:
            last = max((i for i, (c, _) in enumerate(row) if c == " "), default=len(row) - 1) or len(row) - 1
            lines += _marked(row[:last], ink)
            row = row[last + 1 :] if row[last][0] == " " else row[last:]
    return lines + _marked(row, ink)


def _marked(row: list[tuple[str, bool]], ink: Ink) -> list[str]:
    signs = "".join(("~" if marked else " ") * _cells(letter) for letter, marked in row).rstrip()
    return ["".join(letter for letter, _ in row).rstrip(), *([ink.alarm(signs)] if signs else [])]
