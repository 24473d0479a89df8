"""Find where the cells of a form stand in a grid, by what rows and columns say of themselves.

Reads: Grid, names, FormSheet. Writes: Spot per unit and element, with a doubt where signs disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Grid, Oddity, Position
from thidua.figures.workbooks.kinds import kinds_disagree
from thidua.figures.workbooks.straying import HIDDEN, PUSHED, measure_above, other_measure, whole_table_measured
from thidua.text import fold_name

Names = Mapping[str, tuple[str, Position]]
Rows = dict[int, tuple[tuple[str, ...], str]]
_OWN_HEADS = {fold_name(h) for h in (f.KEY_HEADER, f.LABEL_HEADER, f.UNIT_HEADER, f.BEFORE_HEADER)}
_TOTAL_WORDS = {"cong", "tong", "tong cong", "tong so", "cong quy i", "cong quy ii", "cong quy iii", "cong quy iv"}
_VALUE_WORDS = ("ky nay", "so lieu", "thuc hien", "ket qua")


@dataclass(frozen=True)
class Spot:
    """Say where an element of a unit stands, what is there, and what speaks against it."""

    unit: str
    element: str
    sheet: str
    position: Position
    raw: object
    doubt: str = ""
    odd: Oddity | None = None


def folded_head(value: object) -> str:
    """The words of a head without case, diacritics and stray signs: «KỲ  NÀY:» is «ky nay»."""
    return fold_name(value).strip(" :.;*-") if isinstance(value, str) else ""


def folded_key(value: object) -> str:
    """A key as keyboards and phones restyle it: «Households reached.» is «households_reached»."""
    return "_".join(value.casefold().strip(" .:;\u00a0").split()) if isinstance(value, str) else ""


def list_spots(grid: Grid, names: Names, expected: f.FormSheet, unit: str) -> list[Spot]:
    """Spots of a list: a row names its element by key or label, the column is headed «Kỳ này»."""
    rows = _rows_of(grid, expected)
    if not rows:
        return []
    column, column_doubt = _value_column(grid, names, expected, rows)
    before = _before_column(grid, min(rows))
    hidden = HIDDEN if column in grid.hidden else ""
    whole = column_doubt or hidden or (_shifted(grid, expected, column, rows) if column is not None else "")
    owners = _owners(grid, names)
    measures = _measures(grid, expected, rows)
    spots = []
    for row, (keys, row_doubt) in sorted(rows.items()):
        for key in keys:
            position = (row, column if column is not None else 0)
            row_doubt = row_doubt or measures.get((row, key), "")
            doubt = (
                row_doubt or whole or merged_doubt(grid, position) or _name_doubt(grid, names, owners, key, position)
            )
            doubt = doubt or _before_doubt(grid, expected, unit, key, position, before)
            spots.append(Spot(unit, key, grid.name, position, grid.at(position), doubt, grid.odd.get(position)))
    return spots


def _rows_of(grid: Grid, expected: f.FormSheet) -> Rows:
    """Rows that name elements: row -> (element keys it may be, doubt)."""
    keys = {e.key for e in expected.elements}
    labels: dict[str, list[str]] = {}
    for element in expected.elements:
        labels.setdefault(folded_head(element.label), []).append(element.key)
    found: Rows = {}
    for number, row in enumerate(grid.rows):
        texts = [v for v in row if isinstance(v, str) and v.strip()]
        by_key = {folded_key(t) for t in texts} & keys
        by_label = {k for t in texts for k in labels.get(folded_head(t), ())}
        if len(by_key) == 1:
            doubt = "mã và tên chỉ tiêu trên dòng không khớp nhau" if by_label and not by_key & by_label else ""
            found[number] = (tuple(by_key | by_label) if doubt else tuple(by_key), doubt)
        elif not by_key and by_label:
            found[number] = (tuple(by_label), "" if len(by_label) == 1 else "dòng có tên của nhiều chỉ tiêu, thiếu mã")
        elif len(by_key) > 1:
            found[number] = (tuple(by_key), "dòng có nhiều mã số liệu")
    return found


def _measures(grid: Grid, expected: f.FormSheet, rows: Rows) -> dict[tuple[int, str], str]:
    """Rows and elements whose figures the sheet counts by another measure than the form: thousands, millions."""
    first, above = min(rows), measure_above(grid, min(rows))
    wanted = folded_head(f.UNIT_HEADER)
    heads = (
        c for number in range(first - 1, -1, -1) for c, v in enumerate(grid.rows[number]) if folded_head(v) == wanted
    )
    column = next(heads, None)
    elements = {e.key: e for e in expected.elements}
    found = {}
    for row, (keys, _) in rows.items():
        for key in keys:
            beside = other_measure(grid.at((row, column)), elements[key]) if column is not None else ""
            found[row, key] = beside or whole_table_measured(above, elements[key])
    return found


def _value_column(grid: Grid, names: Names, expected: f.FormSheet, rows: Rows) -> tuple[int | None, str]:
    """The column of figures and what speaks against it: headed «Kỳ này», else the one where the names still point."""
    wanted, first = folded_head(f.VALUE_HEADER), min(rows)
    for number in range(first - 1, -1, -1):
        seen = [c for c, v in enumerate(grid.rows[number]) if folded_head(v) == wanted]
        if seen:
            area = grid.merged_over((number, seen[0]))
            wide = bool(area and area[1][1] > area[0][1])
            below = any(isinstance(grid.at((n, seen[0])), str) for n in range(number + 1, first))
            split = "tiêu đề «Kỳ này» gộp nhiều cột hoặc chia cột con" if wide or below else ""
            return seen[0], "có nhiều cột «Kỳ này»" if len(seen) > 1 else split
    column = _named_column(grid, names, rows)
    if column is None:
        return None, "không tìm thấy cột «Kỳ này»"
    head = next((grid.at((n, column)) for n in range(first - 1, -1, -1) if _is_head_row(grid.rows[n])), None)
    said = folded_head(head)
    periods = {folded_head(expected.period), folded_head(expected.period_label)}
    known = said in periods or any(word in said for word in _VALUE_WORDS)
    return column, "" if known and "truoc" not in said else "không tìm thấy cột «Kỳ này»"


def _is_head_row(row: list[object]) -> bool:
    return len({folded_head(v) for v in row} & _OWN_HEADS) >= 2


def _named_column(grid: Grid, names: Names, rows: Rows) -> int | None:
    """The one column where every value name points at the row of its own element."""
    found = set()
    for row, (keys, _) in rows.items():
        for key in keys:
            sheet, (r, c) = names.get(f"v_{key}", ("", (-1, -1)))
            found.add(c if sheet == grid.name and r == row else None)
    return found.pop() if len(found) == 1 else None


def _before_column(grid: Grid, first: int) -> int | None:
    wanted = folded_head(f.BEFORE_HEADER)
    for number in range(first - 1, -1, -1):
        seen = [c for c, v in enumerate(grid.rows[number]) if folded_head(v) == wanted]
        if seen:
            return seen[0] if len(seen) == 1 else None
    return None


def _before_doubt(
    grid: Grid, expected: f.FormSheet, unit: str, key: str, position: Position, before: int | None
) -> str:
    """An empty cell beside a changed figure of last period: this period's was typed one column too early."""
    sent = expected.before.get((unit, key))
    if before is None or sent is None or grid.at(position) is not None:
        return ""
    element = next(e for e in expected.elements if e.key == key)
    there = f.cell_from_excel(element, grid.at((position[0], before))).cell
    return "" if there == sent else "ô trống mà cột «Kỳ trước» khác số đã gửi: có thể gõ nhầm cột"


def _shifted(grid: Grid, expected: f.FormSheet, column: int, rows: Rows) -> str:
    """Signs that the column of figures as a whole was pushed down or up, or is split in two."""
    for number in range(min(rows), len(grid.rows)):
        there = grid.at((number, column)), (number, column) in grid.odd
        if number not in rows and there != (None, False) and _is_stray(grid, column, number, max(rows)):
            return f"có số nằm ngoài bảng: {PUSHED}"
    kinds = {e.key: e for e in expected.elements}
    known = [(r, kinds[keys[0]]) for r, (keys, _) in sorted(rows.items()) if len(keys) == 1]
    return PUSHED if kinds_disagree([(element, grid.at((r, column))) for r, element in known]) else ""


def _is_stray(grid: Grid, column: int, number: int, last: int) -> bool:
    """A cell of the column on a row of no element: no word says what it is, or a sum that is no number."""
    words = [v for v in grid.rows[number] if isinstance(v, str) and v.strip()]
    said = grid.at((number, column))
    if not words:
        return True
    if isinstance(said, str) and {folded_head(v) for v in words} & _TOTAL_WORDS:
        return not _is_figure(said)
    return len(words) == 1 and isinstance(said, str) and (number == last + 1 or _is_figure(words[0]))


def _is_figure(said: str) -> bool:
    return any(letter.isdigit() for letter in said) and not any(letter.isalpha() for letter in said)


def merged_doubt(grid: Grid, position: Position) -> str:
    """Say that a cell is no cell of its own."""
    area = grid.merged_over(position)
    if area and area[1][0] > area[0][0]:
        return "ô bị gộp với dòng khác"
    if area and area[0] != position:
        return "ô bị gộp với cột khác"
    return ""


def _owners(grid: Grid, names: Names) -> dict[Position, str]:
    """Which element's value name points at a cell, as far as that element's own name still tells the truth."""
    found = {}
    for name, (sheet, position) in names.items():
        key_sheet, key_position = names.get(f"k_{name[2:]}", ("", position))
        if name.startswith("v_") and sheet == key_sheet == grid.name and folded_key(grid.at(key_position)) == name[2:]:
            found[position] = name[2:]
    return found


def _name_doubt(grid: Grid, names: Names, owners: Mapping[Position, str], key: str, position: Position) -> str:
    """Named ranges follow cells that Excel moves; they count only while the key's own name still tells the truth."""
    moved = "ô số liệu đã bị dời khỏi dòng của chỉ tiêu"
    if owners.get(position, key) != key:
        return moved
    key_name, value_name = names.get(f"k_{key}"), names.get(f"v_{key}")
    if key_name is None or value_name is None or key_name[0] != grid.name or value_name[0] != grid.name:
        return ""
    if folded_key(grid.at(key_name[1])) != key or key_name[1][0] != position[0]:
        return ""
    return "" if value_name[1][0] == position[0] else moved
