"""Signs that a table is not what its heads say: split heads, another measure, rows or columns pushed along.

Reads: Grid. Writes: a doubt, or "".
"""

import re
from collections.abc import Collection, Mapping

from thidua.figures.elements import Element, ElementKind
from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Grid
from thidua.text import fold_name

HIDDEN = "cột số liệu đang bị ẩn"
PUSHED = "cột «Kỳ này» có thể bị đẩy lệch dòng"
_SCALE = re.compile(r"\b(?:nghin|ngan|trieu|ty|ti|tram|chuc)\b|%|\b1[.,]?0{2,}\b")
_MEASURE = re.compile(r"(?:don vi(?: tinh)?|dvt)\b[ :(]*(.*)")
_LEAST_LETTERS = 2


def other_measure(said: object, element: Element) -> str:
    """Say that what stands as the measure is thousands or millions of what the form asks for.

    >>> from datetime import date
    >>> from thidua.figures.elements import catalogue
    >>> other_measure("nghìn hộ", catalogue(date(2024, 6, 1)).elements["households"])
    'đơn vị tính ghi «nghìn hộ», biểu hỏi theo «hộ»'
    """
    if not isinstance(said, str) or not element.is_number or fold_name(said) == fold_name(element.unit):
        return ""
    if not _SCALE.search(fold_name(said)):
        return ""
    return f"đơn vị tính ghi «{said.strip()[:30]}», biểu hỏi theo «{element.unit}»"


def measure_above(grid: Grid, first: int) -> str:
    """What a line above the table says of the measure of all its figures: «Đơn vị tính: triệu đồng»."""
    for row in grid.rows[:first]:
        for text in (v for v in row if isinstance(v, str)):
            said = _MEASURE.match(fold_name(text).lstrip("( "))
            if said and _SCALE.search(said[1]):
                return text.strip().strip("()").partition(":")[2].strip() or text.strip()
    return ""


def whole_table_measured(said: str, element: Element) -> str:
    """What a measure above the table does to one figure: thousands of đồng concern money only."""
    is_money = "dong" in fold_name(said).split()
    if not said or (is_money and element.kind is not ElementKind.MONEY):
        return ""
    return other_measure(said, element)


def split_head(grid: Grid, column: int, heads: Collection[int], first: int, elements: list[Element]) -> str:
    """Say that a head covers several columns, or that words below it divide or change what it says.

    ``heads``: the rows in which the head names its element; ``first``: the first row of a unit.
    """
    for row in heads:
        area = grid.merged_over((row, column))
        if area and area[1][1] > area[0][1]:
            return "tiêu đề gộp nhiều cột"
    known = {fold_name(word) for e in elements for word in (e.unit, f.VALUE_HEADER)}
    for row in range(max(heads) + 1, first):
        said = grid.at((row, column))
        if isinstance(said, str) and sum(map(str.isalpha, said)) >= _LEAST_LETTERS and fold_name(said) not in known:
            return f"dưới tiêu đề còn ghi «{said.strip()[:30]}»: cột bị chia nhỏ hoặc đổi đơn vị tính"
    return ""


def stray_row(grid: Grid, rows: Collection[int], columns: Collection[int]) -> str:
    """Say that figures stand on a row below the first unit on which nothing says whose they are, while that unit has
    none: the block was pushed down. A sum whose word went with the column of names stands below a unit with figures.
    """
    if any(_is_figure(grid.at((min(rows), c))) for c in columns):
        return ""
    for number in range(min(rows) + 1, len(grid.rows)):
        row = grid.rows[number]
        if number in rows or not any(_is_figure(grid.at((number, c))) for c in columns):
            continue
        if all(v is None or v == "" for c, v in enumerate(row) if c not in columns):
            return f"dòng {number + 1} có số mà không ghi đơn vị: số có thể bị đẩy lệch dòng"
    return ""


def stray_columns(grid: Grid, header: int, rows: Collection[int], columns: Mapping[int, object]) -> set[int]:
    """The rows with a figure right of the table, under no head at all: it was pushed out of its column."""
    last, first = max(columns), min(rows)
    headless = [
        c for c in range(last + 1, max(map(len, grid.rows)))
        if not any(grid.at((r, c)) is not None for r in range(header, first))
    ]  # fmt: skip
    return {r for r in rows if any(_is_figure(grid.at((r, c))) for c in headless)}


def _is_figure(value: object) -> bool:
    if isinstance(value, str):
        return any(map(str.isdigit, value)) and not any(map(str.isalpha, value))
    return isinstance(value, int | float) and not isinstance(value, bool)
