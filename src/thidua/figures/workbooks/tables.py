"""Find the cells of a table of many units: a row is a unit by its code or name, a column an element by its head.

Reads: Grid, FormSheet. Writes: Spot per unit and element, with a doubt where signs disagree.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Grid
from thidua.figures.workbooks.kinds import rows_pushed
from thidua.figures.workbooks.layout import Spot, folded_head, folded_key, merged_doubt
from thidua.figures.workbooks.straying import (
    HIDDEN,
    measure_above,
    split_head,
    stray_columns,
    stray_row,
    whole_table_measured,
)
from thidua.text import fold_name

Column = tuple[tuple[str, ...], str]
"""The element that a column is; or all that it may be, with the doubt: each of them is asked about, for a copy on
another sheet would else be taken for the one place where it stands."""


def table_spots(grid: Grid, expected: f.FormSheet) -> list[Spot]:
    """Spots of a table."""
    header, columns = _columns_of(grid, expected)
    if not columns:
        return []
    units = _units_of(grid, expected, header, set(columns))
    if not units:
        return []
    columns = _looked_at(grid, expected, header, min(units), columns)
    pushed = _pushed(grid, expected, header, units, columns)
    spots = []
    for number, (codes, said) in units.items():
        row_doubt = said or pushed.get(number, "")
        for code in codes:
            for column, (keys, column_doubt) in columns.items():
                position = (number, column)
                doubt = row_doubt or column_doubt or merged_doubt(grid, position)
                odd = grid.odd.get(position)
                spots += [Spot(code, key, grid.name, position, grid.at(position), doubt, odd) for key in keys]
    return spots


def _columns_of(grid: Grid, expected: f.FormSheet) -> tuple[int, dict[int, Column]]:
    """The first row of heads and what each column is. Heads may be said again below."""
    keys = {e.key for e in expected.elements}
    labels: dict[str, set[str]] = {}
    for element in expected.elements:
        labels.setdefault(folded_head(element.label), set()).add(element.key)
    by_key: dict[int, set[str]] = {}
    by_label: dict[int, set[str]] = {}
    header = -1
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            key, meant = folded_key(value), labels.get(folded_head(value), set())
            if key in keys or meant:
                if header < 0:
                    header = number
                (by_key if key in keys else by_label).setdefault(column, set()).update({key} if key in keys else meant)
    columns: dict[int, Column] = {}
    for column in sorted(by_key.keys() | by_label.keys()):
        columns[column] = _column(by_key.get(column, set()), by_label.get(column, set()))
    return header, columns


def _pushed(
    grid: Grid, expected: f.FormSheet, header: int, units: Collection[int], columns: Mapping[int, Column]
) -> dict[int, str]:
    """The rows whose figures may have been pushed out of their row or their column."""
    if whole := stray_row(grid, units, columns):
        return dict.fromkeys(units, whole)
    elements = {e.key: e for e in expected.elements}
    order = [(column, elements[keys[0]]) for column, (keys, _) in sorted(columns.items()) if len(keys) == 1]
    out = stray_columns(grid, header, units, columns)
    out |= rows_pushed({r: [(element, grid.at((r, column))) for column, element in order] for r in units})
    return dict.fromkeys(out, "số trên dòng có thể bị đẩy lệch cột")


def _looked_at(
    grid: Grid, expected: f.FormSheet, header: int, first: int, columns: Mapping[int, Column]
) -> dict[int, Column]:
    """The columns with what speaks against each: hidden, its head split, counted by another measure."""
    elements = {e.key: e for e in expected.elements}
    words = {folded_key(e.key) for e in expected.elements} | {folded_head(e.label) for e in expected.elements}
    above = measure_above(grid, first)
    found = {}
    for column, (keys, doubt) in columns.items():
        heads = [r for r in range(header, first) if {folded_key(v := grid.at((r, column))), folded_head(v)} & words]
        own = [elements[key] for key in keys]
        doubt = doubt or (HIDDEN if column in grid.hidden else "")
        doubt = doubt or (split_head(grid, column, heads, first, own) if heads else "")
        found[column] = keys, doubt or next(filter(None, (whole_table_measured(above, e) for e in own)), "")
    return found


def _column(said: set[str], labelled: set[str]) -> Column:
    every = tuple(sorted(said | labelled))
    if len(said) > 1:
        return every, "đầu cột có nhiều mã số liệu"
    if said and labelled and not said <= labelled:
        return every, "mã và tên ở đầu cột không khớp nhau"
    if not said and len(labelled) > 1:
        return every, "tên ở đầu cột là của nhiều số liệu, thiếu mã"
    return tuple(said or labelled), ""


def folded_code(value: object) -> str:
    """A unit's code as sheets spoil it: «25507.0», «'25507», 112 for 00112; zeros in front do not count."""
    if isinstance(value, bool) or value is None:
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = text.strip(" '\u00a0\u200b\ufeff").removesuffix(".0")
    return text.lstrip("0") if text.isdigit() else text


def _units_of(
    grid: Grid, expected: f.FormSheet, header: int, columns: set[int]
) -> dict[int, tuple[tuple[str, ...], str]]:
    """Rows below the heads that speak of a unit: row -> (codes it may be, doubt)."""
    codes = {folded_code(u.code): u.code for u in expected.units}
    names: dict[str, set[str]] = {}
    for unit in expected.units:
        names.setdefault(fold_name(unit.name), set()).add(unit.code)
    code_column = _code_column(grid, codes, header, columns)
    found: dict[int, tuple[tuple[str, ...], str]] = {}
    for number in range(header + 1, len(grid.rows)):
        said = codes.get(folded_code(grid.at((number, code_column)))) if code_column is not None else None
        texts = [v for c, v in enumerate(grid.rows[number]) if c not in columns and isinstance(v, str)]
        named = {code for text in texts for code in names.get(fold_name(text), ())}
        if said is not None:
            wrong = bool(named) and said not in named
            told = (said, *named) if wrong and len(named) == 1 else (said,)
            found[number] = (told, "mã và tên đơn vị trên dòng không khớp nhau" if wrong else "")
        elif len(named) == 1:
            other = code_column is not None and folded_code(grid.at((number, code_column))).isdigit()
            found[number] = (tuple(named), "mã trên dòng không phải mã của đơn vị này" if other else "")
        elif named:
            found[number] = (tuple(sorted(named)), "tên đơn vị trùng nhau, thiếu mã")
    return found


def _code_column(grid: Grid, codes: Mapping[str, str], header: int, columns: set[int]) -> int | None:
    """The column of codes: headed so, else the one that holds the most of them; a running number is none."""
    wanted = folded_head(f.CODE_HEADER)
    for number in range(header + 1, -1, -1):
        row = grid.rows[number] if number < len(grid.rows) else []
        headed = [c for c, v in enumerate(row) if folded_head(v) == wanted]
        if len(headed) == 1:
            return headed[0]
    hits: Counter[int] = Counter()
    for row in grid.rows[header + 1 :]:
        hits.update({c for c, v in enumerate(row) if c not in columns and folded_code(v) in codes})
    best = hits.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]
