"""One code that checks a return, whatever door it came through: web, Excel or API.

A ``Problem`` says what was met, where (element, and cell or row where the door knows) and what to do. Errors stop a
return; warnings ask for a word of explanation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind
from thidua.figures.numerals import read_whole
from thidua.figures.private_lists import find_private_list

JUMP = Fraction(1, 2)
"""A change of more than half against the last period asks for a word; a house threshold, not a legal one."""
JUMP_FROM = 20
"""Smaller figures jump by nature and are not asked about."""
LARGEST = 10**15
NARRATIVE_LIMIT = 4000


class Severity(StrEnum):
    """Say whether a return may go on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Name one thing that is wrong with one cell, and what to do about it."""

    code: str
    element: str
    severity: Severity
    sentence: str
    instruction: str = ""

    @property
    def is_error(self) -> bool:
        """Say whether it stops the return."""
        return self.severity is Severity.ERROR


def check_return(
    form: Iterable[Element],
    cells: Mapping[str, Cell],
    *,
    last_period: Mapping[str, Cell] | None = None,
    explained: frozenset[str] = frozenset(),
    evidenced: frozenset[str] | None = None,
    complete: bool = True,
) -> list[Problem]:
    """Check the cells of one return against its form; problems stand in the order of the form.

    ``complete``: False for a draft, whose empty cells are no errors yet. ``explained``: elements for which the person
    gave a word, so that a jump is no longer asked about. ``evidenced``: elements whose evidence is there; one that asks
    for evidence and has neither that nor a word stops a complete return. None: nobody looked, nothing is said of it.
    """
    elements = {e.key: e for e in form}
    problems = [unknown_element(key) for key in cells if key not in elements]
    before = last_period or {}
    proven = explained | evidenced if complete and evidenced is not None else None
    for key, element in elements.items():
        cell = cells.get(key, Cell.missing())
        found = _check_cell(element, cell, complete)
        if not found:
            found = _check_part(element, cell, elements, cells) + _check_jump(element, cell, before.get(key), explained)
            if proven is not None and key not in proven:
                found += _check_evidence(element, cell)
        problems += found
    return problems


def claims_evidence(element: Element, cell: Cell) -> bool:
    """Say whether a cell claims something that evidence must stand behind.

    Nothing done (0, «không») needs none; a body that keeps its figures is believed for the paper that it names.

    >>> from datetime import date
    >>> from thidua.figures.elements import catalogue
    >>> reached = catalogue(date(2024, 6, 1)).elements["households_reached"]
    >>> claims_evidence(reached, Cell.of(80)), claims_evidence(reached, Cell.of(0))
    (True, False)
    """
    if not element.evidence_required or cell.state is not CellState.VALUE:
        return False
    return bool(cell.value) and not (element.held_elsewhere and (cell.paper or "").strip())


def unknown_element(key: str) -> Problem:
    """Say that a form does not ask for this element.

    >>> unknown_element("so_la").is_error
    True
    """
    told = f"Biểu mẫu này không có số liệu «{key[:60]}»."
    return Problem("unknown-element", key, Severity.ERROR, told, "Bỏ dòng này.")


def unreadable_cell(key: str, sentence: str) -> Problem:
    """Say that what was sent for an element is no cell at all."""
    return Problem("unreadable", key, Severity.ERROR, sentence, "Gửi số nguyên, chữ, có/không hoặc để trống.")


def unreadable(element: Element, doubt: str) -> Problem:
    """Say that what was typed for an element cannot be read, in the same words through every door.

    >>> from datetime import date
    >>> from thidua.figures.elements import catalogue
    >>> problem = unreadable(catalogue(date(2024, 6, 1)).elements["fires"], "«vài» không phải số nguyên")
    >>> problem.code, problem.sentence
    ('not-a-number', 'Số vụ cháy, nổ: «vài» không phải số nguyên.')
    """
    code, mend = "not-a-number", "Nhập số nguyên, ví dụ 1234 hoặc 1.234; không kèm chữ."
    if element.kind is ElementKind.NARRATIVE:
        code, mend = "not-text", "Nhập bằng chữ."
    elif not element.is_number:
        code, mend = "not-yes-no", "Chọn có hoặc không."
    return Problem(code, element.key, Severity.ERROR, f"{element.label}: {doubt.rstrip('.')}.", mend)


def _error(code: str, element: Element, sentence: str, instruction: str) -> list[Problem]:
    return [Problem(code, element.key, Severity.ERROR, f"{element.label}: {sentence}", instruction)]


def _check_cell(element: Element, cell: Cell, complete: bool) -> list[Problem]:
    if cell.state is CellState.MISSING:
        if complete and element.kind is not ElementKind.NARRATIVE:
            return _error(
                "missing", element, "chưa có số liệu.",
                "Nhập số (kể cả 0), hoặc chọn «không áp dụng», «chưa đến kỳ».",
            )  # fmt: skip
        return []
    if cell.state is not CellState.VALUE:
        return []
    if element.kind is ElementKind.NARRATIVE:
        return _check_narrative(element, cell)
    if element.kind is ElementKind.YES_NO or element.held_elsewhere:
        return _check_yes_no(element, cell, complete)
    return _check_number(element, cell)


def _check_number(element: Element, cell: Cell) -> list[Problem]:
    number = cell.number
    if number is None:
        return [unreadable(element, read_whole(cell.value).doubt or f"«{cell.value}» là chữ, không phải số")]
    if number < 0:
        mend = "Số đếm không thể âm; muốn sửa kỳ trước thì mở lại báo cáo kỳ ấy."
        return _error("negative", element, f"số âm ({number}).", mend)
    if element.at_most is not None and number > element.at_most:
        mend = element.instruction or f"Nhập số từ 0 đến {_show(element.at_most)}."
        return _error("over-most", element, f"{_show(number)} lớn hơn {_show(element.at_most)}.", mend)
    if number > LARGEST:
        return _error("too-large", element, f"số quá lớn ({number}).", f"Kiểm tra lại đơn vị tính ({element.unit}).")
    return []


def _check_yes_no(element: Element, cell: Cell, complete: bool) -> list[Problem]:
    if not isinstance(cell.value, bool):
        return [unreadable(element, f"«{cell.value}» không phải có hoặc không")]
    if element.held_elsewhere and complete and not (cell.paper or "").strip():
        return _error("paper-missing", element, "chưa ghi văn bản.", "Ghi số, ký hiệu văn bản của cơ quan giữ số liệu.")
    return []


def _check_narrative(element: Element, cell: Cell) -> list[Problem]:
    if not isinstance(cell.value, str):
        return [unreadable(element, "cần phần lời")]
    if len(cell.value) > NARRATIVE_LIMIT:
        mend = "Rút gọn, phần dài để ở tài liệu kèm theo."
        return _error("too-long", element, f"dài quá {NARRATIVE_LIMIT} ký tự.", mend)
    listed = find_private_list(cell.value)
    return _error("private-list", element, listed.sentence, "Bỏ danh sách cá nhân.") if listed else []


def _check_part(
    element: Element, cell: Cell, elements: Mapping[str, Element], cells: Mapping[str, Cell]
) -> list[Problem]:
    if element.part_of is None or element.part_of not in elements:
        return []
    part, whole = cell.number, cells.get(element.part_of, Cell.missing()).number
    if part is None or whole is None or part <= whole:
        return []
    label = elements[element.part_of].label
    return _error(
        "part-over-whole", element, f"{_show(part)} lớn hơn «{label}» ({_show(whole)}).", "Sửa một trong hai số."
    )


def _check_jump(element: Element, cell: Cell, before: Cell | None, explained: frozenset[str]) -> list[Problem]:
    now, then = cell.number, before.number if before else None
    if now is None or then is None or max(now, then) < JUMP_FROM or element.key in explained:
        return []
    if then and abs(Fraction(now - then, then)) <= JUMP:
        return []
    sentence = f"{element.label}: kỳ trước {_show(then)}, kỳ này {_show(now)}."
    return [Problem("jump", element.key, Severity.WARNING, sentence, "Nếu đúng, ghi một câu giải thích.")]


def _check_evidence(element: Element, cell: Cell) -> list[Problem]:
    if not claims_evidence(element, cell):
        return []
    mend = "Đính kèm tệp ở mục Minh chứng cuối biểu, hoặc ghi vào ô giải thích vì sao chưa có."
    return _error("evidence-missing", element, "chưa có minh chứng.", mend)


def _show(number: int) -> str:
    return f"{number:,}".replace(",", ".")
