"""What the units before a unit had begun of the same return: seen by the heir, taken over where it is certain."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element
from thidua.figures.inheriting import Part, inherited
from thidua_web.journal import journal
from thidua_web.people.models import User
from thidua_web.returns import acts
from thidua_web.returns.forebears import Descent, parts_of
from thidua_web.returns.models import Evidence, Obligation, Return
from thidua_web.returns.typed import shown


@dataclass
class Line:
    """One figure: what each unit before had, and what would be taken over; empty where that is not certain."""

    element: Element
    told: list[tuple[str, str]]
    """Name of the unit, what it had."""
    cell: Cell | None
    is_open: bool
    """Nothing stands there yet: taking over fills it."""

    @property
    def value(self) -> str:
        """As it reads."""
        return said(self.element, self.cell) if self.cell else ""


@dataclass
class Inheritance:
    """The units that a unit came from, as far as one of them had begun the same return."""

    owed: Obligation
    parts: list[Part] = field(default_factory=list)
    answers: list[Return] = field(default_factory=list)
    """The returns behind the parts that have one."""

    def __bool__(self) -> bool:
        return bool(self.answers)

    @property
    def names(self) -> str:
        """The units whose figures are there."""
        return ", ".join(part.name for part in self.parts if part.cells is not None)

    @property
    def lacking(self) -> str:
        """The units that had begun nothing."""
        return ", ".join(part.name for part in self.parts if part.cells is None)

    @property
    def is_split(self) -> bool:
        """Whether a part did not go over whole."""
        return any(not part.is_whole for part in self.parts)

    def lines(self) -> list[Line]:
        """Every figure of the return."""
        answer: Return | None = getattr(self.owed, "answer", None)
        here = answer.current.read_cells() if answer and answer.current else {}
        return [
            Line(
                element, [(part.name, _told(element, part.cells)) for part in self.parts],
                inherited(element, self.parts),
                here.get(element.key, Cell.missing()).state is CellState.MISSING,
            )
            for element in self.owed.elements
        ]  # fmt: skip

    def to_take(self) -> dict[str, Cell]:
        """What taking over would fill."""
        return {line.element.key: line.cell for line in self.lines() if line.cell is not None and line.is_open}


def said(element: Element, cell: Cell) -> str:
    """A cell in words."""
    return shown(element, cell) or cell.state.label


def _told(element: Element, cells: Mapping[str, Cell] | None) -> str:
    return gettext("chưa nhập") if cells is None else said(element, cells.get(element.key, Cell.missing()))


def inheritance_of(owed: Obligation) -> Inheritance:
    """The parts of a unit's return that units before it had begun; nothing is asked further where there are none."""
    passed = {
        answer.obligation.unit_id: answer
        for answer in Return.objects.filter(
            state=Return.State.PASSED_ON, obligation__form=owed.form_id, obligation__period=owed.period
        ).select_related("obligation__unit_version", "current")
    }
    found = Inheritance(owed)
    if passed:
        told = {unit: a.current.read_cells() if a.current else {} for unit, a in passed.items()}
        for part, unit in parts_of(owed.unit_id, told, Descent.of([owed.unit_id], owed.last_day)):
            found.parts.append(part)
            found.answers += [passed[unit]] if unit in passed else []
    return found


@transaction.atomic
def take_over_return(*, obligation: Obligation, revision: int, by: User) -> int:
    """Fill what is still empty in the draft with what the units before had, where it is certain; evidence goes along.

    ``Stale`` where somebody saved meanwhile, OfficerError where there is nothing to take. Returns how many figures.
    """
    acts.permit_reporting(by, obligation.unit_id)
    found = inheritance_of(obligation)
    cells = found.to_take()
    if not cells:
        raise OfficerError(gettext("Không còn số liệu nào của đơn vị cũ để đưa vào bản nháp."))
    answer: Return | None = getattr(obligation, "answer", None)
    version = answer.current if answer else None
    before, words = (version.read_cells(), version.words) if version else ({}, {})
    saved = acts.save_draft(obligation=obligation, cells={**before, **cells}, words=words, revision=revision, by=by)
    files = _copy_evidence(found, saved.answer, set(cells))
    told = {"cells": len(cells), "from_units": found.names} | ({"files": files} if files else {})
    journal.record(act="take_over_return", by=by, of=saved.answer, changes=told)
    return len(cells)


def _copy_evidence(found: Inheritance, answer: Return, elements: set[str]) -> int:
    """The files that prove the parts prove the sum; who uploaded them, and when, stays as it was.

    One file stands once behind a figure, though several parts had it, or the heir attached it already.
    """
    rows = Evidence.objects.filter(answer__in=found.answers, element__in=elements, dropped_at=None)
    kept = ("element", "name", "sha256", "size", "content_type", "effective_on", "keep_until", "uploaded_by_id",
            "uploaded_at")  # fmt: skip
    there = set(answer.evidence.filter(dropped_at=None).values_list("element", "sha256"))
    new = {(row.element, row.sha256): row for row in rows if (row.element, row.sha256) not in there}
    made = [Evidence(answer=answer, **{name: getattr(row, name) for name in kept}) for row in new.values()]
    return len(Evidence.objects.bulk_create(made))
