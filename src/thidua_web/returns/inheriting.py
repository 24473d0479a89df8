"""What the units before a unit had begun of the same return: seen by the heir, taken over where it is certain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element
from thidua.figures.inheriting import Part, inherited
from thidua_web.journal import journal
from thidua_web.people.models import User
from thidua_web.register.models import SuccessionEdge, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.models import Evidence, Obligation, Return
from thidua_web.returns.typed import shown

STEPS = 5
"""So many changes of units within one period are followed."""


@dataclass
class Line:
    """One figure: what each unit before had, and what would be taken over; empty where that is not certain."""

    element: Element
    parts: list[str]
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
                element, [_told(element, part.cells) for part in self.parts], inherited(element, self.parts),
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
        _follow(found, {owed.unit_id}, passed, owed.last_day)
    return found


def _follow(found: Inheritance, heirs: set[int], passed: Mapping[int, Return], day: date) -> None:
    """Go back step by step; a unit that had begun nothing and came from none that had is a gap."""
    edges = _edges_into(heirs, day)
    for origin, is_whole in edges:
        answer = passed.get(origin)
        if answer is None and not _leads_to(passed, origin, day):
            found.parts.append(Part(_name_of(origin), None, is_whole))
        elif answer is None:
            before = len(found.parts)
            _follow(found, {origin}, passed, day)
            if not is_whole:
                found.parts[before:] = [Part(p.name, p.cells, False) for p in found.parts[before:]]
        else:
            cells = answer.current.read_cells() if answer.current else {}
            found.parts.append(Part(answer.obligation.unit_version.full_name, cells, is_whole))
            found.answers.append(answer)


def _edges_into(heirs: Iterable[int], day: date) -> list[tuple[int, bool]]:
    """The units that went into these, in the order of their names, each with whether it went there whole."""
    into = list(SuccessionEdge.objects.filter(heir__in=heirs, on__lte=day).values_list("origin", "on").distinct())
    rows = SuccessionEdge.objects.filter(origin__in=[origin for origin, _ in into]).values_list("origin", "on", "heir")
    heirs_of: dict[tuple[int, date], set[int]] = {}
    for origin, on, heir in rows:
        heirs_of.setdefault((origin, on), set()).add(heir)
    return sorted(((origin, len(heirs_of[origin, on]) == 1) for origin, on in into), key=lambda e: _name_of(e[0]))


def _leads_to(passed: Mapping[int, Return], unit: int, day: date) -> bool:
    """Whether a unit came from one that had begun."""
    edge = {unit}
    for _ in range(STEPS):
        edge = set(SuccessionEdge.objects.filter(heir__in=edge, on__lte=day).values_list("origin", flat=True))
        if not edge or edge & passed.keys():
            break
    return bool(edge & passed.keys())


def _name_of(unit: int) -> str:
    newest = UnitVersion.objects.filter(unit=unit).order_by("-valid_from").first()
    return newest.full_name if newest else ""


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
    """The files that prove the parts prove the sum; who uploaded them, and when, stays as it was."""
    rows = Evidence.objects.filter(answer__in=found.answers, element__in=elements, dropped_at=None)
    kept = ("element", "name", "sha256", "size", "content_type", "effective_on", "keep_until", "uploaded_by_id",
            "uploaded_at")  # fmt: skip
    made = [Evidence(answer=answer, **{name: getattr(row, name) for name in kept}) for row in rows]
    return len(Evidence.objects.bulk_create(made))
