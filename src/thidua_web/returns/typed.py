"""What a person typed into a return's form, cell by cell; what cannot be read is shown again as it was typed.

Fields: ``c-KEY`` the value, ``s-KEY`` a state instead of a value, ``p-KEY`` the paper, ``w-KEY`` an explanation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thidua.figures.cells import Cell, CellState
from thidua.figures.checks import Problem, unreadable
from thidua.figures.elements import Element, ElementKind
from thidua.figures.workbooks.form import cell_from_excel, cell_to_excel

CHOSEN = {CellState.NOT_APPLICABLE.value, CellState.NOT_YET.value}


@dataclass
class Typed:
    """Cells that could be read, words of explanation, and what could not be read (element -> as typed)."""

    cells: dict[str, Cell] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_typed(elements: Iterable[Element], post: Mapping[str, str]) -> Typed:
    """Read a posted form. A number in words, a decimal or a doubtful grouping is a problem, never a guess."""
    typed = Typed()
    sent = dict(post.items())  # a posted form raises for each field that is not there, and most have no word or state
    for element in elements:
        key = element.key
        word = sent.get(f"w-{key}", "").strip()
        if word:
            typed.words[key] = word[:500]
        raw, state = sent.get(f"c-{key}", ""), sent.get(f"s-{key}", "")
        if state in CHOSEN:
            typed.cells[key] = Cell(CellState(state))
            continue
        cell, doubt, _ = cell_from_excel(element, raw)
        if cell is None:
            typed.unread[key] = raw[:200]
            typed.problems.append(unreadable(element, doubt))
            continue
        paper = sent.get(f"p-{key}", "").strip() if element.held_elsewhere else ""
        is_stated = paper and cell.state is CellState.VALUE and cell.value is not None
        typed.cells[key] = Cell.of(cell.value, paper) if is_stated else cell
    return typed


def fill_unchanged(elements: Iterable[Element], typed: Typed, before: Mapping[str, Cell]) -> None:
    """Take last period's cell where nothing was typed. Words are written anew; so is the paper of another body."""
    for element in elements:
        cell, last = typed.cells.get(element.key), before.get(element.key)
        if cell is None or cell.state is not CellState.MISSING or last is None:
            continue
        is_own_words = element.kind is ElementKind.NARRATIVE or element.held_elsewhere
        if last.state is not CellState.VALUE or not is_own_words:
            typed.cells[element.key] = last


def fields_of(elements: Iterable[Element], cells: Mapping[str, Cell], words: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form as these cells fill them: the counterpart of ``read_typed``."""
    found: dict[str, str] = {}
    for element in elements:
        key, cell = element.key, cells.get(element.key)
        found[f"c-{key}"] = shown(element, cell)
        found[f"s-{key}"] = cell.state.value if cell and cell.state.value in CHOSEN else ""
        found[f"w-{key}"] = words.get(key, "")
        if element.held_elsewhere:
            found[f"p-{key}"] = (cell.paper or "") if cell else ""
    return found


def shown(element: Element, cell: Cell | None) -> str:
    """What stands in the input for a cell: grouped digits for numbers, có/không, the text itself."""
    if cell is None or cell.state is not CellState.VALUE:
        return ""
    if element.is_number and cell.number is not None:
        return f"{cell.number:,}".replace(",", ".")
    if element.kind is ElementKind.NARRATIVE:
        return str(cell.value)
    return str(cell_to_excel(Cell.of(cell.value) if cell.value is not None else cell) or "")
