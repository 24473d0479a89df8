"""What a workbook of returns holds, and how one cell is written in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind
from thidua.figures.numerals import read_whole
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
_YES_NO = {"co": True, "x": True, "dat": True, "khong": False, "chua dat": False}


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


def cell_from_excel(element: Element, raw: object) -> tuple[Cell | None, str]:
    """Read what stands in Excel for an element: a cell, or None and why one cannot be sure."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Cell.missing(), ""
    folded = fold_name(raw) if isinstance(raw, str) else ""
    if folded in _STATE_WORDS and element.kind is not ElementKind.NARRATIVE:
        return Cell(_STATE_WORDS[folded]), ""
    if element.kind is ElementKind.NARRATIVE:
        return _narrative(folded, raw)
    if element.kind is ElementKind.YES_NO or element.held_elsewhere:
        return _yes_no(raw)
    numeral = read_whole(raw)
    return (None, numeral.doubt) if numeral.value is None else (Cell.of(numeral.value), "")


def _narrative(folded: str, raw: object) -> tuple[Cell | None, str]:
    state = _STATE_WORDS.get(folded)
    if state in (CellState.NOT_APPLICABLE, CellState.NOT_YET):
        return Cell(state), ""
    if isinstance(raw, str):
        return Cell.of(raw), ""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Cell.of(f"{raw:g}"), ""
    return None, "ô phần lời chứa ngày tháng hoặc kiểu lạ"


def _yes_no(raw: object) -> tuple[Cell | None, str]:
    if isinstance(raw, bool):
        return Cell.of(raw), ""
    if isinstance(raw, str):
        word, _, paper = raw.partition(";")
        value = _YES_NO.get(fold_name(word))
        if value is not None:
            return Cell.of(value, paper.strip() or None), ""
    return None, f"«{str(raw)[:40]}» không phải có hoặc không"
