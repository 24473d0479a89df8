"""Tables of a printed page, by the lines that are drawn between their cells.

Reads: the drawn paths of a page and its printed lines. Writes: the same lines, those within a table as one line for
each row, the cells between bars.
"""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw
from msgspec import Struct

from thidua.reading.opening.grid import Cell, spread
from thidua.reading.opening.lines import PrintedLine, glue

_NEAR = 3.0
"""Points between two strokes that draw one line, and between the ends of strokes that meet."""
_SHORTEST = 6.0
_MOST = 20_000
"""Strokes looked at on one page; a drawing has more, a table never."""
Point = tuple[float, float]


class Stroke(Struct):
    """A straight line across or down the page: where it stands, from where to where."""

    at: float
    start: float
    end: float


class Ruled(Struct):
    """One table: the places of its columns and rows, outer edges included, and the strokes that draw it."""

    columns: list[float]
    rows: list[float]
    down: list[Stroke]
    over: list[Stroke]

    def row_of(self, line: PrintedLine) -> int | None:
        """Tell the row, from the top, that holds the middle of a line; None outside the table."""
        x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        if not self.columns[0] < x < self.columns[-1]:
            return None
        return next((at for at, (top, bottom) in enumerate(pairwise(self.rows)) if bottom < y < top), None)

    def parts(self, left: float, right: float, at: float) -> bool:
        """Say whether a stroke down stands between the middles of two letters at a height of the page."""
        if not self.rows[-1] < at < self.rows[0]:
            return False
        return any(left < s.at < right and s.start < at < s.end for s in self.down)

    def cells(self, lines: list[PrintedLine], row: int) -> list[Cell]:
        """Give the cells of a row with their words; a cell without a stroke beside or above it is part of another."""
        top, bottom = self.rows[row], self.rows[row + 1]
        found: list[Cell] = []
        for left, right in pairwise(self.columns):
            if found and not _drawn(self.down, left, (top + bottom) / 2):
                found[-1].across += 1
            else:
                goes_on = row > 0 and not _drawn(self.over, top, (left + right) / 2)
                found.append(Cell("", goes_on=goes_on))
            for line in lines:
                if left <= (line.left + line.right) / 2 < right:
                    before = found[-1].words
                    found[-1].words = f"{before}{glue(before, line.text)}{line.text}" if before else line.text
        return found


def _drawn(strokes: list[Stroke], at: float, through: float) -> bool:
    return any(abs(s.at - at) < _NEAR and s.start - _NEAR < through < s.end + _NEAR for s in strokes)


def tables_of(page: Any) -> list[Ruled]:
    """Find the tables drawn on a page: strokes down, one beside the other, that strokes across divide."""
    strokes = list(_strokes(page))
    down = _joined(Stroke(a[0], *sorted((a[1], b[1]))) for a, b in strokes if abs(a[0] - b[0]) < 1)
    over = _joined(Stroke(a[1], *sorted((a[0], b[0]))) for a, b in strokes if abs(a[1] - b[1]) < 1)
    found = []
    for group in _together(down):
        left, right = min(s.at for s in group), max(s.at for s in group)
        low, high = min(s.start for s in group), max(s.end for s in group)
        mine = [
            s for s in over if low - _NEAR < s.at < high + _NEAR and s.start < right + _NEAR and s.end > left - _NEAR
        ]
        if not mine:
            continue
        columns = _places([*(s.at for s in group), min(s.start for s in mine), max(s.end for s in mine)])
        rows = _places([*(s.at for s in mine), low, high])[::-1]
        if len(columns) > 2 and len(rows) > (
            2 if len(columns) == 3 else 1
        ):  # one row of three cells may be cut off by a page
            found.append(Ruled(columns, rows, group, mine))
    return found


def in_rows(lines: list[PrintedLine], tables: list[Ruled]) -> list[PrintedLine]:
    """Put the lines of each table in the place of its first one, row by row."""
    if not tables:
        return lines
    placed = [
        next(((t, r) for t, table in enumerate(tables) if (r := table.row_of(x)) is not None), None) for x in lines
    ]
    out: list[PrintedLine] = []
    done: set[int] = set()
    for line, place in zip(lines, placed, strict=True):
        if place is None:
            out.append(line)
        elif place[0] not in done:
            done.add(place[0])
            own = [(p[1], x) for p, x in zip(placed, lines, strict=True) if p is not None and p[0] == place[0]]
            out += _printed_rows(tables[place[0]], own)
    return out


def _printed_rows(table: Ruled, own: list[tuple[int, PrintedLine]]) -> Iterator[PrintedLine]:
    told = [
        table.cells(sorted((x for r, x in own if r == row), key=lambda x: -x.top), row)
        for row in range(len(table.rows) - 1)
    ]
    for row, cells in enumerate(spread(told)):
        text = f"| {' | '.join(cells)} |"
        if text.strip(" |"):
            yield PrintedLine(text, table.columns[0], table.rows[row + 1], table.columns[-1], table.rows[row])


def _strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    left = _MOST
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3):
        count = raw.FPDFPath_CountSegments(drawn)
        left -= count
        if left < 0:
            return
        matrix = drawn.get_matrix()
        first = last = (0.0, 0.0)
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(drawn, index)
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            here = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield last, here
            last = here
            if raw.FPDFPathSegment_GetClose(segment):
                yield last, first


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join strokes that go on with one another: every cell may have drawn its own."""
    out: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.at / _NEAR), s.start)):
        last = out[-1] if out else None
        if last and abs(last.at - stroke.at) < _NEAR and stroke.start <= last.end + _NEAR:
            last.end = max(last.end, stroke.end)
        else:
            out.append(stroke)
    return [s for s in out if s.end - s.start >= _SHORTEST]


def _together(down: list[Stroke]) -> Iterator[list[Stroke]]:
    """Group the strokes down by the stretch of the page that they cover."""
    group: list[Stroke] = []
    end = 0.0
    for stroke in sorted(down, key=lambda s: s.start):
        if group and stroke.start > end - _NEAR:
            yield group
            group = []
        end = max(end, stroke.end) if group else stroke.end
        group.append(stroke)
    if group:
        yield group


def _places(told: Iterable[float]) -> list[float]:
    out: list[float] = []
    for at in sorted(told):
        if not out or at - out[-1] > _NEAR:
            out.append(at)
    return out
