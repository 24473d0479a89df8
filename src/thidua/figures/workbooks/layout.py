"""Find where the cells of a form stand in a grid, by what rows and columns say of themselves.

Reads: Grid, names, FormSheet. Writes: Spot per unit and element, with a doubt where signs disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Grid, Position
from thidua.text import fold_name

Names = Mapping[str, tuple[str, Position]]
_TOTAL_WORDS = {"cong", "tong", "tong cong", "tong so"}


@dataclass(frozen=True)
class Spot:
    """Say where an element of a unit stands, what is there, and what speaks against it."""

    unit: str
    element: str
    sheet: str
    position: Position
    raw: object
    doubt: str = ""


def list_spots(grid: Grid, names: Names, expected: f.FormSheet) -> list[Spot]:
    """Spots of a list: a row names its element by key or label, the column is headed «Kỳ này»."""
    rows = _rows_of(grid, expected)
    if not rows:
        return []
    column, column_doubt = _value_column(grid, min(rows))
    if column is None:
        return _by_names(grid, names, expected, rows)
    shifted = _shifted(grid, column, rows)
    spots = []
    for row, (keys, row_doubt) in sorted(rows.items()):
        for key in keys:
            position = (row, column)
            doubt = row_doubt or column_doubt or shifted or _cell_doubt(grid, position)
            doubt = doubt or _name_doubt(grid, names, key, position)
            spots.append(Spot(expected.units[0].code, key, grid.name, position, grid.at(position), doubt))
    return spots


def _rows_of(grid: Grid, expected: f.FormSheet) -> dict[int, tuple[tuple[str, ...], str]]:
    """Rows that name elements: row -> (element keys it may be, doubt)."""
    keys = {e.key for e in expected.elements}
    labels: dict[str, list[str]] = {}
    for element in expected.elements:
        labels.setdefault(fold_name(element.label), []).append(element.key)
    found: dict[int, tuple[tuple[str, ...], str]] = {}
    for number, row in enumerate(grid.rows):
        texts = [v.strip() for v in row if isinstance(v, str) and v.strip()]
        by_key = {t for t in texts if t in keys}
        by_label = {k for t in texts for k in labels.get(fold_name(t), ())}
        if len(by_key) == 1:
            doubt = "mã và tên chỉ tiêu trên dòng không khớp nhau" if by_label and not by_key & by_label else ""
            found[number] = (tuple(by_key | by_label) if doubt else tuple(by_key), doubt)
        elif not by_key and by_label:
            found[number] = (tuple(by_label), "" if len(by_label) == 1 else "tên chỉ tiêu trùng nhau, thiếu mã")
        elif len(by_key) > 1:
            found[number] = (tuple(by_key), "dòng có nhiều mã số liệu")
    return found


def _value_column(grid: Grid, first_row: int) -> tuple[int | None, str]:
    """The column headed «Kỳ này» above the rows; None where no column is."""
    wanted = fold_name(f.VALUE_HEADER)
    seen: list[Position] = []
    for number in range(first_row - 1, -1, -1):
        seen = [(number, c) for c, v in enumerate(grid.rows[number]) if isinstance(v, str) and fold_name(v) == wanted]
        if seen:
            break
    if not seen:
        return None, ""
    if len(seen) > 1:
        return seen[0][1], "có nhiều cột «Kỳ này»"
    area = grid.merged_over(seen[0])
    if area and area[1][1] > area[0][1]:
        return seen[0][1], "tiêu đề «Kỳ này» gộp nhiều cột"
    return seen[0][1], ""


def _shifted(grid: Grid, column: int, rows: Mapping[int, object]) -> str:
    """A figure in the value column on a row without any word: the column may have been pushed down or up."""
    for number in range(min(rows), len(grid.rows)):
        row = grid.rows[number]
        if number in rows or grid.at((number, column)) is None:
            continue
        words = [fold_name(v) for v in row if isinstance(v, str) and v.strip()]
        if not words or (len(words) == 1 and isinstance(grid.at((number, column)), str)):
            return "có số nằm ngoài bảng ở cột «Kỳ này»: cột có thể bị đẩy lệch dòng"
    return ""


def _cell_doubt(grid: Grid, position: Position) -> str:
    if position in grid.broken:
        return "ô báo lỗi hoặc có công thức chưa tính"
    area = grid.merged_over(position)
    if area and area[1][0] > area[0][0]:
        return "ô bị gộp với dòng khác"
    if area and area[0] != position:
        return "ô bị gộp với cột khác"
    return ""


def _name_doubt(grid: Grid, names: Names, key: str, position: Position) -> str:
    """Named ranges follow cells that Excel moves; they count only while the key's own name still tells the truth."""
    key_name, value_name = names.get(f"k_{key}"), names.get(f"v_{key}")
    if key_name is None or value_name is None or key_name[0] != grid.name or value_name[0] != grid.name:
        return ""
    if grid.at(key_name[1]) != key or key_name[1][0] != position[0]:
        return ""
    return "" if value_name[1][0] == position[0] else "ô số liệu đã bị dời khỏi dòng của chỉ tiêu"


def _by_names(
    grid: Grid, names: Names, expected: f.FormSheet, rows: Mapping[int, tuple[tuple[str, ...], str]]
) -> list[Spot]:
    """Without a headed column only named ranges that stand on the right rows can be trusted."""
    spots = []
    for row, (keys, doubt) in sorted(rows.items()):
        for key in keys:
            sheet, position = names.get(f"v_{key}", ("", (row, 0)))
            if sheet != grid.name or position[0] != row:
                doubt = doubt or "không tìm thấy cột «Kỳ này»"
            spots.append(Spot(expected.units[0].code, key, grid.name, position, grid.at(position), doubt))
    return spots


def table_spots(grid: Grid, expected: f.FormSheet) -> list[Spot]:
    """Spots of a table: a row begins with the unit's code, a column is headed by the element's key or label."""
    header, columns = _columns_of(grid, expected)
    if not columns:
        return []
    codes = {u.code: fold_name(u.name) for u in expected.units}
    spots = []
    for number in range(header + 1, len(grid.rows)):
        code, row_doubt = _unit_of(grid.rows[number], codes, set(columns))
        if code is None:
            continue
        for column, (key, column_doubt) in columns.items():
            position = (number, column)
            doubt = row_doubt or column_doubt or _cell_doubt(grid, position)
            spots.append(Spot(code, key, grid.name, position, grid.at(position), doubt))
    return spots


def _columns_of(grid: Grid, expected: f.FormSheet) -> tuple[int, dict[int, tuple[str, str]]]:
    """The lowest header row and what each column is: column -> (element key, doubt)."""
    keys = {e.key for e in expected.elements}
    labels = {fold_name(e.label): e.key for e in expected.elements}
    by_key: dict[int, str] = {}
    by_label: dict[int, str] = {}
    header = -1
    for number, row in enumerate(grid.rows[:60]):
        here_key = {c: v.strip() for c, v in enumerate(row) if isinstance(v, str) and v.strip() in keys}
        here_label = {
            c: labels[fold_name(v)] for c, v in enumerate(row) if isinstance(v, str) and fold_name(v) in labels
        }
        if here_key or here_label:
            header = number
        by_key |= here_key
        by_label |= here_label
    columns: dict[int, tuple[str, str]] = {}
    for column in sorted(by_key.keys() | by_label.keys()):
        key, label = by_key.get(column), by_label.get(column)
        wrong = key is not None and label is not None and key != label
        columns[column] = (key or label or "", "mã và tên ở đầu cột không khớp nhau" if wrong else "")
    return header, columns


def _unit_of(row: list[object], codes: Mapping[str, str], columns: set[int]) -> tuple[str | None, str]:
    """The unit that a row speaks of, by its code and its name."""
    said, named = None, set()
    for column, value in enumerate(row):
        if column in columns:
            continue
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        match = next((c for c in codes if c == text or (text.isdigit() and c.lstrip("0") == text)), None)
        if match is not None:
            if said is not None and said != match:
                return said, "dòng có hai mã đơn vị"
            said = match
        if isinstance(value, str):
            named |= {c for c, name in codes.items() if name == fold_name(value)}
    if said is None:
        return (named.pop(), "") if len(named) == 1 else (None, "")
    if named and said not in named:
        return said, "mã và tên đơn vị trên dòng không khớp nhau"
    return said, ""
