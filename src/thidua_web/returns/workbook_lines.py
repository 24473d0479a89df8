"""The lines of a workbook's preview: where a cell stands, what is in the draft, what the file says, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from thidua.figures.cells import Cell, CellState
from thidua.figures.checks import Problem, check_return, unreadable
from thidua.figures.elements import Element
from thidua.figures.workbooks import CellReading, WorkbookReading
from thidua.figures.workbooks.form import cell_from_excel
from thidua_web.people.models import today
from thidua_web.returns.acts import last_period_cells
from thidua_web.returns.admission import why_not
from thidua_web.returns.models import Obligation, Return
from thidua_web.returns.typed import shown
from thidua_web.returns.workbooks import FigureName, cells_to_enter, code_of, draft_of

MOST_LINES = 2_000


@dataclass
class Line:
    """One cell that changes the draft, or that a person must look at."""

    element: Element
    name: str
    place: str
    raw: str
    old: str
    new: str
    doubt: str = ""
    meant: str = ""
    typed: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass
class UnitLines:
    """What a workbook does to one return."""

    owed: Obligation
    revision: int
    closed: str
    """Why nothing may be written into it; empty where something may."""
    lines: list[Line] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    same: int = 0
    blanks: int = 0

    @property
    def is_open(self) -> bool:
        return not self.closed

    @property
    def doubts(self) -> list[Line]:
        return [line for line in self.lines if line.doubt]

    @property
    def wrong(self) -> int:
        """Cells that would stop the return."""
        return sum(any(p.is_error for p in line.problems) for line in self.changes)

    @property
    def changes(self) -> list[Line]:
        return [line for line in self.lines if not line.doubt]


@dataclass
class Corrections:
    """What a person answered to doubtful cells: cells, and what could not be read of what was typed."""

    cells: dict[FigureName, Cell] = field(default_factory=dict)
    typed: dict[FigureName, str] = field(default_factory=dict)
    problems: dict[FigureName, Problem] = field(default_factory=dict)


def lines_of(obligations: list[Obligation], reading: WorkbookReading, answers: Corrections) -> list[UnitLines]:
    """One entry per return of which the file speaks; one that stays as it is has no lines."""
    found = []
    for owed in obligations:
        if any(code == code_of(owed) for code, _ in reading.readings) or len(obligations) == 1:
            before = last_period_cells(owed) if len(obligations) == 1 else None
            found.append(_of_unit(owed, reading, answers, before))
    return found


def _of_unit(
    owed: Obligation, reading: WorkbookReading, answers: Corrections, before: Mapping[str, Cell] | None
) -> UnitLines:
    answer: Return | None = getattr(owed, "answer", None)
    draft, code = draft_of(owed), code_of(owed)
    unit = UnitLines(owed, answer.revision if answer else 0, _closed(owed, answer))
    after = cells_to_enter(owed, reading, answers.cells, clears_blanks=False)
    problems: dict[str, list[Problem]] = {}
    words = frozenset(answer.current.words) if answer and answer.current else frozenset[str]()
    last = before if before is not None else {}
    for problem in check_return(owed.elements, after, last_period=last, explained=words, complete=False):
        problems.setdefault(problem.element, []).append(problem)
    for element in owed.elements:
        found, old = reading.readings.get((code, element.key)), draft.get(element.key)
        if found is None:
            unit.lost.append(element.label)
        elif found.cell is None:
            unit.lines.append(_doubtful(owed, element, found, old, answers))
        elif found.cell.state is CellState.MISSING:
            unit.blanks += old is not None and old.state is not CellState.MISSING
        elif found.cell == old and element.key not in problems:
            unit.same += 1
        else:
            line = _line(owed, element, found, old)
            line.new, line.problems = said(element, found.cell), problems.get(element.key, [])
            unit.lines.append(line)
    return unit


def _closed(owed: Obligation, answer: Return | None) -> str:
    if answer is not None and not answer.is_editable and answer.state != answer.State.PASSED_ON:
        return gettext(
            "Báo cáo này đã gửi hoặc đã khóa: số trong tệp không được ghi. Muốn sửa thì rút lại hoặc xin mở lại."
        )
    return why_not(owed, today())


def _line(owed: Obligation, element: Element, found: CellReading, old: Cell | None) -> Line:
    raw = "" if found.raw is None else f"{found.raw:.15g}" if isinstance(found.raw, float) else str(found.raw)
    place = f"{found.place.sheet}!{found.place.column}"
    return Line(element, f"{owed.pk}-{element.key}", place, raw[:200], said(element, old), "")


def _doubtful(owed: Obligation, element: Element, found: CellReading, old: Cell | None, answers: Corrections) -> Line:
    line, name = _line(owed, element, found, old), (owed.pk, element.key)
    line.doubt = found.doubt
    line.meant = said(element, found.meant) if found.meant and found.meant.state is not CellState.MISSING else ""
    line.typed = answers.typed.get(name, "")
    line.problems = [answers.problems.get(name) or unreadable(element, found.doubt)]
    return line


def said(element: Element, cell: Cell | None) -> str:
    """A cell in words: its value, its paper, or why it has none."""
    if cell is None or cell.state is CellState.MISSING:
        return ""
    text = shown(element, cell) or cell.state.label
    return f"{text}; {cell.paper}" if cell.paper else text


def read_corrections(obligations: list[Obligation], reading: WorkbookReading, post: Mapping[str, str]) -> Corrections:
    """Read what was answered: ``v-PK-KEY`` a value typed, ``m-PK-KEY`` «it is what was meant»."""
    answers = Corrections()
    for owed in obligations:
        for element in owed.elements:
            found = reading.readings.get((code_of(owed), element.key))
            if found is None or found.cell is not None:
                continue
            name, field_name = (owed.pk, element.key), f"{owed.pk}-{element.key}"
            typed = post.get(f"v-{field_name}", "").strip()
            if typed:
                answers.typed[name] = typed
                taken = cell_from_excel(element, typed)
                if taken.cell is None:
                    answers.problems[name] = unreadable(element, taken.doubt)
                else:
                    answers.cells[name] = taken.cell
            elif post.get(f"m-{field_name}") and found.meant is not None:
                answers.cells[name] = found.meant
    return answers
