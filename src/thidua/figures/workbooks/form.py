"""What a workbook of returns holds, and how one cell is written in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind
from thidua.figures.numerals import LONGEST, read_whole
from thidua.text import fold_name

FORMAT = "thidua-returns-1"
META_SHEET = "_thidua"
VALUE_HEADER = "Kỳ này"
BEFORE_HEADER = "Kỳ trước"
KEY_HEADER = "Mã số liệu"
LABEL_HEADER = "Chỉ tiêu"
UNIT_HEADER = "Đơn vị tính"
PAPER_HEADER = "Văn bản, ghi chú"
CODE_HEADER = "Mã đơn vị"
NAME_HEADER = "Tên đơn vị"
PERIOD_HEADER = "Kỳ báo cáo"
NOT_APPLICABLE_WORD = "không áp dụng"
NOT_YET_WORD = "chưa đến kỳ"

_STATE_WORDS = {
    fold_name(NOT_APPLICABLE_WORD): CellState.NOT_APPLICABLE,
    "kad": CellState.NOT_APPLICABLE,
    fold_name(NOT_YET_WORD): CellState.NOT_YET,
    fold_name("chưa có"): CellState.MISSING,
}
_YES_NO = {"có": True, "co": True, "x": True, "đạt": True, "dat": True, "✓": True, "✔": True,
           "không": False, "khong": False, "chưa đạt": False, "chua dat": False}  # fmt: skip
_LIKELY = {"rồi": True, "có rồi": True, "đã có": True, "đã ban hành": True, "yes": True, "y": True, "true": True,
           "chưa": False, "ko": False, "k": False, "không đạt": False, "chưa có": False, "chưa ban hành": False,
           "no": False, "false": False}  # fmt: skip
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:502", "Err:508", "Err:522"}
_WITH_PAPER = re.compile(r"([^\W\d][^\d;,:(\n–-]*?)\s*[,:(\n–-]\s*(\d[^()]*/[^()]+)\)?", re.DOTALL)
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class UnitRef:
    """Name a unit in a workbook by its code on the period's last day."""

    code: str
    name: str


@dataclass(frozen=True)
class FormSheet:
    """Say what one workbook asks: form, period, units, elements, and what is already known.

    ``cells`` and ``before`` are keyed by (unit code, element key).
    """

    form: str
    title: str
    period: str
    period_label: str
    units: tuple[UnitRef, ...]
    elements: tuple[Element, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    before: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    sample: bool = False


def cell_to_excel(cell: Cell) -> int | str | None:
    """Give what is typed into Excel for a cell; a paper follows after «; » where it has one.

    >>> cell_to_excel(Cell.of(True, "12/BC-CAT")), cell_to_excel(Cell.missing())
    ('có; 12/BC-CAT', None)
    """
    if cell.state is CellState.NOT_APPLICABLE:
        return NOT_APPLICABLE_WORD
    if cell.state is CellState.NOT_YET:
        return NOT_YET_WORD
    if cell.state is CellState.MISSING:
        return None
    if isinstance(cell.value, bool):
        return ("có" if cell.value else "không") + (f"; {cell.paper}" if cell.paper else "")
    return cell.value


class Taken(NamedTuple):
    """Say what a cell holds: a cell, or None with the doubt and, where one reading is likely, what is ``meant``."""

    cell: Cell | None
    doubt: str = ""
    meant: Cell | None = None


def cell_from_excel(element: Element, raw: object) -> Taken:
    """Read what a person typed for an element, in Excel or in a form.

    >>> from datetime import date
    >>> from thidua.figures.elements import catalogue
    >>> fires = catalogue(date(2024, 6, 1)).elements["fires"]
    >>> cell_from_excel(fires, "12 vụ").cell.number, cell_from_excel(fires, "12 (tăng 3)").meant.number
    (12, 12)
    """
    text = raw.translate(_NO_WIDTH).strip() if isinstance(raw, str) else raw
    if text is None or text == "":
        return Taken(Cell.missing())
    if isinstance(text, str) and text in ERRORS:
        return Taken(None, "ô báo lỗi hoặc có công thức chưa tính")
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < LONGEST and element.is_number:
        return Taken(Cell.of(int(text)))  # most of what is typed: no words to fold
    folded = fold_name(text).rstrip(".") if isinstance(text, str) else ""
    if folded in _STATE_WORDS and element.kind is not ElementKind.NARRATIVE:
        return Taken(Cell(_STATE_WORDS[folded]))
    if element.kind is ElementKind.NARRATIVE:
        return _narrative(folded, raw)
    if element.kind is ElementKind.YES_NO or element.held_elsewhere:
        return _yes_no(text)
    numeral = read_whole(text, element.unit)
    if numeral.value is not None:
        return Taken(Cell.of(numeral.value))
    return Taken(None, numeral.doubt, None if numeral.meant is None else Cell.of(numeral.meant))


def _narrative(folded: str, raw: object) -> Taken:
    state = _STATE_WORDS.get(folded)
    if state in (CellState.NOT_APPLICABLE, CellState.NOT_YET):
        return Taken(Cell(state))
    if isinstance(raw, str):
        return Taken(Cell.of(raw))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        whole = isinstance(raw, int) or raw.is_integer()
        return Taken(Cell.of(str(int(raw)) if whole else f"{raw:.12g}".replace(".", ",")))
    return Taken(None, "ô phần lời chứa ngày tháng hoặc kiểu lạ")


def _yes_no(raw: object) -> Taken:
    if isinstance(raw, bool):
        return Taken(Cell.of(raw))
    if not isinstance(raw, str):
        doubt = "ô là ngày tháng hoặc số, không phải có hoặc không"
        return Taken(None, doubt, Cell.of(bool(raw)) if raw in (0, 1) else None)
    word, _, paper = raw.partition(";")
    value = _YES_NO.get(_word(word))
    if value is not None:
        return Taken(Cell.of(value, paper.strip() or None))
    doubt = f"«{raw[:40]}» không phải có hoặc không"
    joined = _WITH_PAPER.fullmatch(raw)
    if joined and (value := _YES_NO.get(_word(joined[1]), _LIKELY.get(_word(joined[1])))) is not None:
        return Taken(None, doubt, Cell.of(value, joined[2].strip()))
    likely = _LIKELY.get(_word(raw))
    return Taken(None, doubt, None if likely is None else Cell.of(likely))


def _word(said: str) -> str:
    """A word as it is compared: letters composed, small, one space; diacritics count (cớ is not có)."""
    return " ".join(unicodedata.normalize("NFC", said).casefold().split()).strip(".!")
