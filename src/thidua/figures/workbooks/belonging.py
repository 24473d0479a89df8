"""Whose workbook it is: form, period and units, as the hidden sheet, the face of each sheet and the keywords say.

A workbook of another period, unit or form is refused. A single sheet of another period or unit among sheets of this one
is left out, and said so. Reads: Book, FormSheet. Writes: Belonging.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thidua.errors import OfficerError, Place
from thidua.figures.workbooks import form as f
from thidua.figures.workbooks.grid import Book, Grid
from thidua.figures.workbooks.layout import folded_head, folded_key
from thidua.figures.workbooks.tables import folded_code
from thidua.text import fold_name

_PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:Q[1-4]|H[12]|N9|W\d\d|\d\d))?")
_PERIOD_WORDS = re.compile(r"(quy|thang|tuan|6 thang|9 thang) ?(iv|i{1,3}|\d\d?|dau|cuoi)?(?: nam |/)(20\d\d)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_CODE = re.compile(r"(?=.*\d)[0-9A-Z][0-9A-Z.-]{0,19}")
_MOST_ROWS, _MOST_COLUMNS = 60, 60
_UNSURE = "tệp không còn cho biết kỳ hoặc đơn vị, cần bạn nhận là của kỳ này"


@dataclass
class Belonging:
    """Say which sheets count, which unit a sheet is of where it names one, and a doubt where nothing tells."""

    left_out: set[str] = field(default_factory=set)
    unit_of: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubt: str = ""


def belonging(book: Book, expected: f.FormSheet, file: str) -> Belonging:
    """Tell whose workbook it is; OfficerError where it is another's."""
    own = Belonging()
    faces = {grid.name: set(_face(grid, expected)) for grid in book.sheets if grid.name != f.META_SHEET}
    hidden = {said for grid in book.sheets if grid.name == f.META_SHEET for said in _hidden(grid)}
    hidden |= {(name, value) for name, _, value in (word.partition("=") for word in book.keywords.split())}
    _leave_out(faces, expected, own)
    told = hidden | {said for name, said_here in faces.items() if name not in own.left_out for said in said_here}
    place = Place(file=file or None)
    _refuse("period", told, {expected.period}, f"Tệp này là của kỳ {{}}, không phải kỳ {expected.period}; "
            "tải biểu của kỳ này về rồi chép số sang.", place)  # fmt: skip
    _refuse("form", told, {expected.form}, "Tệp này là của biểu mẫu «{}»; tải đúng biểu về rồi chép số sang.", place)
    codes = {u.code for u in expected.units}
    whose = "Tệp này là của đơn vị mã {}, không phải của đơn vị đang nộp; mở báo cáo của đúng đơn vị ấy rồi nộp."
    _refuse("unit", told, codes, whose, place)
    _name_lists(faces, hidden, expected, own)
    names = {name for name, _ in told}
    own.doubt = "" if "period" in names and names & {"unit", "table of units"} else _UNSURE
    return own


def _name_lists(
    faces: Mapping[str, set[tuple[str, str]]], hidden: set[tuple[str, str]], expected: f.FormSheet, own: Belonging
) -> None:
    """A workbook of one unit sent among many: its sheets are lists of that unit, also where their face is gone."""
    units = {value for name, value in hidden if name == "unit"}
    if len(expected.units) > 1 and len(units) == 1:
        for name in faces:
            own.unit_of.setdefault(name, next(iter(units)))


def _leave_out(faces: Mapping[str, set[tuple[str, str]]], expected: f.FormSheet, own: Belonging) -> None:
    """Sheets of another period or unit, as long as another sheet is of this one."""
    codes = {u.code for u in expected.units}
    for name, said in faces.items():
        periods, units = ({v for n, v in said if n == kind} for kind in ("period", "unit"))
        if len(units) == 1 and units <= codes and len(expected.units) > 1:
            own.unit_of[name] = next(iter(units))
        strange = sorted(periods - {expected.period}) + sorted(units - codes)
        at_home = any(("period", expected.period) in other for other in faces.values())
        if strange and at_home and not (periods & {expected.period} and not units - codes):
            own.left_out.add(name)
            own.notes.append(f"Không đọc trang tính «{name}»: trang ấy là của «{strange[0]}».")
    if len(own.left_out) == len(faces):
        own.left_out.clear()
        own.notes.clear()


def _refuse(name: str, told: set[tuple[str, str]], wanted: set[str], sentence: str, place: Place) -> None:
    strange = {value for kind, value in told if kind == name} - wanted
    if strange:
        raise OfficerError(sentence.format(min(strange)), place)


def _hidden(grid: Grid) -> Iterator[tuple[str, str]]:
    for r, row in enumerate(grid.rows):
        for c, value in enumerate(row[:5]):
            said = _beside(grid, r, c) if value in ("form", "period", "unit") else None
            if said:
                yield str(value), said


def _face(grid: Grid, expected: f.FormSheet) -> Iterator[tuple[str, str]]:
    """What a sheet says of itself above its table; units of a table say so by their codes or names."""
    codes = {folded_code(u.code): u.code for u in expected.units}
    names = {fold_name(u.name): u.code for u in expected.units}
    heads = {e.key for e in expected.elements} | {folded_key(e.label) for e in expected.elements}
    for r, row in enumerate(grid.rows[:_MOST_ROWS]):
        if any(folded_key(v) in heads for v in row):
            break
        yield from _periods(row, expected)
        yield from _units(grid, r, codes, names)
    if len(expected.units) > 1:
        known = codes.keys() | names.keys()
        cells = (v for row in grid.rows for v in row[:_MOST_COLUMNS])
        if any(folded_code(v) in known or (isinstance(v, str) and fold_name(v) in known) for v in cells):
            yield "table of units", ""


def _periods(row: list[object], expected: f.FormSheet) -> Iterator[tuple[str, str]]:
    """A period by its code; a bare year only behind its label or before «Năm 2024», for years stand everywhere."""
    heads = {folded_head(v) for v in row}
    for text in map(_text, row[:_MOST_COLUMNS]):
        bare = "-" not in text
        if _PERIOD.fullmatch(text) and (not bare or heads & {folded_head(f.PERIOD_HEADER), f"nam {text}"}):
            yield "period", text
        elif folded_head(text) == folded_head(expected.period_label):
            yield "period", expected.period
        elif words := _PERIOD_WORDS.fullmatch(folded_head(text)):
            yield "period", _code_of(words)


def _code_of(words: re.Match[str]) -> str:
    """The code of a period named in words: «Quý I/2024», «Tháng 3/2024», «6 tháng đầu năm 2024»."""
    kind, part, year = words.groups()
    number = _ROMAN.get(part or "", part or "")
    if kind == "6 thang":
        return f"{year}-H{2 if part == 'cuoi' else 1}"
    if kind == "9 thang":
        return f"{year}-N9"
    return f"{year}-{ {'quy': 'Q', 'tuan': 'W', 'thang': ''}[kind] }{number if kind == 'quy' else number.zfill(2)}"


def _units(grid: Grid, r: int, codes: Mapping[str, str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A unit by its code behind the label or beside its name; by its name behind the label."""
    row = grid.rows[r][:_MOST_COLUMNS]
    label = next((c for c, v in enumerate(row) if folded_head(v) == folded_head(f.CODE_HEADER)), None)
    named = next((names[fold_name(v)] for v in row if isinstance(v, str) and fold_name(v) in names), None)
    own = next((codes[folded_code(v)] for v in row if folded_code(v) in codes), None)
    said = _beside(grid, r, label) if label is not None else None
    if own is not None and (named is not None or label is not None):
        yield "unit", own
    elif said and _CODE.fullmatch(said):
        yield "unit", said
    elif named is not None and label is not None:
        yield "unit", named


def _beside(grid: Grid, row: int, column: int) -> str | None:
    """The value right of a label (merged or emptied cells are stepped over), as text without a stray .0."""
    for step in range(1, 12):
        text = _text(grid.at((row, column + step)))
        if text:
            return None if folded_head(text) == folded_head(f.NAME_HEADER) else text
    return None


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
