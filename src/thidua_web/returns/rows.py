"""The rows of a return's form, ready for the template: one per element, in the groups of the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from thidua.figures.cells import Cell
from thidua.figures.checks import Problem, claims_evidence
from thidua.figures.elements import Element, ElementKind
from thidua_web.returns.asked import Asked, asked_by
from thidua_web.returns.models import Evidence, Obligation
from thidua_web.returns.proof import unproven
from thidua_web.returns.typed import shown


@dataclass
class Row:
    """One element of the form with what stands in it."""

    element: Element
    value: str
    state: str
    paper: str
    before: str
    word: str
    problems: list[Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    changed: bool = False
    asks: list[str] = field(default_factory=list)
    """What a verifier should ask about this figure."""
    sent: str = ""
    """What stood in the version that was sent last, where this one is written after it."""
    other: str = ""
    """What somebody else saved meanwhile, where it is not what was typed here."""
    is_bare: bool = False
    """Asks for evidence and has none."""
    asked: Asked | None = None
    """The targets that it is counted for."""
    stands: bool = False
    """Its evidence came with an earlier period, and the number is still the same."""

    @property
    def sort(self) -> str:
        """Which control is shown."""
        if self.element.kind is ElementKind.NARRATIVE:
            return "narrative"
        return "yes_no" if self.element.kind is ElementKind.YES_NO or self.element.held_elsewhere else "number"

    @property
    def asks_evidence(self) -> bool:
        """Whether a file is asked for; a body that keeps its figures names its paper instead."""
        return self.element.evidence_required and not self.element.held_elsewhere

    @property
    def is_wrong(self) -> bool:
        return any(p.is_error for p in self.problems)


def rows_of(
    elements: Iterable[Element],
    cells: Mapping[str, Cell],
    *,
    before: Mapping[str, Cell],
    words: Mapping[str, str],
    problems: Iterable[Problem] = (),
    unread: Mapping[str, str] | None = None,
    evidence: Iterable[Evidence] = (),
) -> list[tuple[str, list[Row]]]:
    """Group name -> rows."""
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.element, []).append(problem)
    files: dict[str, list[Evidence]] = {}
    for file in evidence:
        files.setdefault(file.element, []).append(file)
    found = []
    for element in elements:
        cell = cells.get(element.key)
        found.append(
            Row(
                element,
                (unread or {}).get(element.key) or shown(element, cell),
                cell.state.value if cell else "",
                (cell.paper or "") if cell else "",
                _said(element, before.get(element.key)),
                words.get(element.key, ""),
                told.get(element.key, []),
                files.get(element.key, []),
            )
        )
    return [(group, list(rows)) for group, rows in groupby(found, key=lambda row: row.element.group)]


def mark_proof(groups: list[tuple[str, list[Row]]], owed: Obligation, cells: Mapping[str, Cell]) -> list[Row]:
    """Say of each row whether evidence stands behind it; returns those that lack theirs."""
    bare = {e.key for e in unproven(owed, cells)}
    for row in (row for _, rows in groups for row in rows):
        claims = claims_evidence(row.element, cells.get(row.element.key, Cell.missing()))
        row.is_bare = row.element.key in bare
        row.stands = claims and not row.is_bare and not row.evidence
    return [row for _, rows in groups for row in rows if row.is_bare]


def mark_asked(groups: list[tuple[str, list[Row]]], owed: Obligation) -> None:
    """Lead each row to the sentence that asks for it."""
    rows = [row for _, found in groups for row in found]
    why = asked_by([row.element.key for row in rows], day=owed.last_day, programme=owed.form.programme)
    for row in rows:
        row.asked = why.get(row.element.key)


def _said(element: Element, cell: Cell | None) -> str:
    if cell is None:
        return ""
    return shown(element, cell) or cell.state.label
