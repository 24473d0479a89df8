"""What was reported for the period before: by the unit itself, or by the units before it, by the successions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db.models import QuerySet

from thidua.figures.cells import Cell, cells_from_json
from thidua.figures.inheriting import Part, inherited
from thidua_web.register.models import SuccessionEdge, UnitVersion
from thidua_web.returns.models import Obligation, Return

STEPS = 5
"""So many changes of units are followed back."""


@dataclass(frozen=True)
class Before:
    """The period before as the units before reported it; nothing where that cannot be summed."""

    names: str = ""
    cells: Mapping[str, Cell] | None = None

    @property
    def known(self) -> Mapping[str, Cell]:
        """The cells that are certain."""
        return self.cells or {}


def last_period_cells(obligation: Obligation) -> dict[str, Cell]:
    """What the same unit reported for the period before, as accepted or else as submitted; of a unit that is newer
    than that what the units before it reported.
    """
    before = {"form": obligation.form_id, "unit": obligation.unit_id, "period": obligation.window.previous_code()}
    for accepted, current, submitted_at in _answered().filter(**before):
        return cells_from_json(accepted if accepted is not None else current if submitted_at else {})
    return dict(last_period_of_forebears(obligation).known)


@cache
def _answered() -> QuerySet[Obligation, tuple[Any, ...]]:
    """Cells accepted, cells as they stand and when they were sent, of what was begun; to be filtered. Every sender
    asks, and to build the question costs more than to ask it.
    """
    columns = ("answer__accepted__cells", "answer__current__cells", "answer__current__submitted_at")
    return Obligation.objects.filter(answer__isnull=False).order_by().values_list(*columns)


def last_period_of_forebears(owed: Obligation) -> Before:
    """The period before, of a unit that did not stand in it: sums of what the units reported that went into it.

    Numbers only where every part went over whole and reported; of a split unit nothing is said.
    """
    return last_periods_of_forebears([owed]).get(owed.unit_id, Before())


def last_periods_of_forebears(owed: Sequence[Obligation]) -> dict[int, Before]:
    """Unit -> the same of many units that owe one form for one period; a few queries for all of them."""
    newer = [one for one in owed if _came_after(one)]
    if not newer:
        return {}
    first = newer[0]
    descent = Descent.of((one.unit_id for one in newer), first.last_day)
    told = _told(first, descent.origins)
    if not told:
        return {}
    found: dict[int, Before] = {}
    for one in newer:
        parts = [part for part, _ in parts_of(one.unit_id, told, descent)]
        if any(part.cells is not None for part in parts):
            sums = {e.key: cell for e in first.elements if e.is_number and (cell := inherited(e, parts)) is not None}
            found[one.unit_id] = Before(", ".join(part.name for part in parts), sums)
    return found


def _came_after(owed: Obligation) -> bool:
    """Whether the unit did not yet stand in the period before."""
    since = owed.unit_version.valid_from
    return since is not None and since > owed.form.window(owed.window.previous_code()).last_day


def _told(owed: Obligation, units: Iterable[int]) -> dict[int, Mapping[str, Cell]]:
    """Unit -> what it reported for the period before, as accepted or else as submitted."""
    rows = Return.objects.filter(
        obligation__form=owed.form_id, obligation__period=owed.window.previous_code(), obligation__unit__in=units
    ).values_list("obligation__unit", "accepted__cells", "current__cells", "current__submitted_at")
    return {
        unit: cells_from_json(current if accepted is None else accepted)
        for unit, accepted, current, sent_at in rows if accepted is not None or sent_at
    }  # fmt: skip


def parts_of(unit: int, told: Mapping[int, Mapping[str, Cell]], descent: "Descent") -> list[tuple[Part, int]]:
    """The parts of a unit, each with its unit; one that tells nothing and came from none that does is a gap."""
    found: list[tuple[Part, int]] = []
    for name, origin, is_whole in descent.edges_into(unit):
        if origin not in told and descent.ancestors(origin) & told.keys():
            before = parts_of(origin, told, descent)
            found += [(Part(part.name, part.cells, part.is_whole and is_whole), of) for part, of in before]
        else:
            found.append((Part(name, told.get(origin), is_whole), origin))
    return found


@dataclass(frozen=True)
class Descent:
    """Which units went into some units, up to a day and by at most so many steps. ``into``: heir -> (origin, day)."""

    into: Mapping[int, set[tuple[int, date]]]

    @classmethod
    def of(cls, units: Iterable[int], day: date) -> "Descent":
        """Read it: a query for each step back."""
        into: dict[int, set[tuple[int, date]]] = defaultdict(set)
        edge = set(units)
        for _ in range(STEPS):
            rows = SuccessionEdge.objects.filter(heir__in=edge, on__lte=day).order_by()
            edge = set()
            for heir, origin, on in rows.values_list("heir", "origin", "on"):
                edge |= {origin} if origin not in into else set()
                into[heir].add((origin, on))
            if not edge:
                break
        return cls(dict(into))

    @property
    def origins(self) -> set[int]:
        """Every unit that went into one of them."""
        return {origin for edges in self.into.values() for origin, _ in edges}

    def ancestors(self, unit: int) -> set[int]:
        """The units that went into one."""
        found: set[int] = set()
        edge = {unit}
        while edge:
            edge = {origin for heir in edge for origin, _ in self.into.get(heir, ())} - found
            found |= edge
        return found

    def edges_into(self, heir: int) -> list[tuple[str, int, bool]]:
        """The units that went into one, in the order of their names, each with whether it went there whole."""
        into = self.into.get(heir, set())
        return sorted((self._names.get(origin, ""), origin, len(self._heirs[origin, on]) == 1) for origin, on in into)

    @cached_property
    def _heirs(self) -> Mapping[tuple[int, date], set[int]]:
        found: dict[tuple[int, date], set[int]] = defaultdict(set)
        rows = SuccessionEdge.objects.filter(origin__in=self.origins).order_by().values_list("origin", "on", "heir")
        for origin, on, heir in rows:
            found[origin, on].add(heir)
        return found

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """Each by its newest name."""
        versions = UnitVersion.objects.filter(unit__in=self.origins).order_by()
        return {v.unit_id: v.full_name for v in sorted(versions, key=lambda v: v.valid_from or date.min)}
