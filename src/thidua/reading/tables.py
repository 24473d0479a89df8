"""Targets in tables. Reads: rows of a pipe table under a heading row. Writes: ``Target`` entries.

The heading row names the columns: what is counted ("Chỉ tiêu"), its unit ("Đơn vị tính"), what is planned.
"""

import re
from itertools import pairwise

from msgspec import Struct

from thidua.reading.outline import Node
from thidua.reading.plan import Span, Target
from thidua.reading.quantities import NUMBER, number

_NAME = re.compile(r"(?:tên )?(?:chỉ tiêu|nội dung|tiêu chí)(?: chủ yếu| thi đua| cụ thể)?$")
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)$")
_PLANNED = re.compile(r"(?:kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|giao)(?: năm)? ?(20\d\d)?$|(?:đến )?năm (20\d\d)$")
_VALUE = re.compile(
    rf"(?P<cue>≥|>=|≤|<=|>|<|trên|dưới|ít nhất|tối thiểu|không quá|từ)? ?(?P<n>{NUMBER}) ?(?P<pct>%)?(?: trở lên)?$"
)
_CHANGE = re.compile(r"(?:(?P<up>tăng)|(?:kéo )?giảm)(?! cường| nghèo| thiểu| trưởng| dần)(?: tỷ lệ)? (?!còn|lên)")
_CUES = {
    "≥": "ge", ">=": "ge", "ít nhất": "ge", "tối thiểu": "ge", "từ": "ge", "≤": "le", "<=": "le", "không quá": "le",
    ">": "gt", "trên": "gt", "<": "lt", "dưới": "lt",
}  # fmt: skip


class _Columns(Struct):
    name: int
    unit: int | None
    planned: list[tuple[int, str | None]]
    """Each planned column with the year it is for."""


def table_targets(text: str, low: str, nodes: list[Node], final: str | None, year: int | None) -> list[Target]:
    """Read the rows whose planned columns hold one number; columns of years before ``year`` tell of the past."""
    found: list[Target] = []
    columns: _Columns | None = None
    for node in nodes:
        if not node.paragraph.table or node.tail:
            columns = None
            continue
        cells = cells_of(low, node.paragraph.start, node.paragraph.end)
        heading = _columns(low, cells, year)
        if heading is not None:
            columns = heading
        elif columns is not None:
            told = (_row(text, low, node, cells, columns, planned, final) for planned in columns.planned)
            found += [target for target in told if target]
    return found


def cells_of(low: str, start: int, end: int) -> list[Span]:
    """Give the cells of a row of a pipe table, spaces left out.

    >>> cells_of("tên | số", 0, 8)
    [(0, 3), (6, 8)]
    """
    marks = [start - 1, *(i for i in range(start, end) if low[i] == "|"), end]
    spans = []
    for a, b in pairwise(marks):
        first, last = a + 1, b
        while first < last and low[first] == " ":
            first += 1
        while last > first and low[last - 1] == " ":
            last -= 1
        spans.append((first, last))
    return spans


def _columns(low: str, cells: list[Span], year: int | None) -> _Columns | None:
    heads = [low[a:b] for a, b in cells]
    names = [i for i, head in enumerate(heads) if _NAME.match(head)]
    planned = [(i, m) for i, head in enumerate(heads) if (m := _PLANNED.match(head)) and i not in names[:1]]
    if not names or not planned:
        return None
    units = [i for i, head in enumerate(heads) if _UNIT.match(head)]
    dated = [(i, m[1] or m[2]) for i, m in planned]
    ahead = [(i, told) for i, told in dated if year is not None and told is not None and int(told) >= year]
    return _Columns(names[0], units[0] if units else None, ahead or dated[-1:])


def _row(
    text: str,
    low: str,
    node: Node,
    cells: list[Span],
    columns: _Columns,
    planned: tuple[int, str | None],
    final: str | None,
) -> Target | None:
    column, year = planned
    if len(cells) <= max(columns.name, column):
        return None
    value = _VALUE.match(low[slice(*cells[column])])
    name = text[slice(*cells[columns.name])]
    if value is None or len(name) < 4:
        return None
    printed = low[slice(*cells[columns.unit])] if columns.unit is not None else ""
    unit = "%" if value["pct"] or printed == "%" else (printed if "đồng" in printed or printed == "lần" else "count")
    amount = number(value["n"])
    told = int(amount) if amount.is_integer() else amount
    cue = _CUES.get(value["cue"] or "", "ge" if value[0].endswith("trở lên") else "eq")
    way = _CHANGE.match(name.casefold())
    if way is not None and cue in ("eq", "ge", "gt"):
        cue, name = ("increase_ge" if way["up"] else "decrease_ge"), name[way.end() :]
    span = (cells[columns.name][0], cells[column][1])
    if span[1] <= span[0]:
        return None
    return Target("", span, node.section, name, None, None, cue, told, None, unit, deadline=year or final)
