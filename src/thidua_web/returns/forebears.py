"""What was reported for the period before: by the unit itself, or by the units before it, by the successions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
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
    code = owed.window.previous_code()
    since = owed.unit_version.valid_from
    if since is None or since <= owed.form.window(code).last_day:
        return Before()
    rows = Return.objects.filter(
        obligation__form=owed.form_id,
        obligation__period=code,
        obligation__unit__in=_ancestors(owed.unit_id, owed.last_day),
    ).values_list("obligation__unit", "accepted__cells", "current__cells", "current__submitted_at")
    told = {
        unit: cells_from_json(current if accepted is None else accepted)
        for unit, accepted, current, sent_at in rows if accepted is not None or sent_at
    }  # fmt: skip
    if not told:
        return Before()
    parts = [part for part, _ in parts_of(owed.unit_id, told, owed.last_day)]
    found = {e.key: cell for e in owed.elements if e.is_number and (cell := inherited(e, parts)) is not None}
    return Before(", ".join(part.name for part in parts), found)


def parts_of(unit: int, told: Mapping[int, Mapping[str, Cell]], day: date) -> list[tuple[Part, int]]:
    """The parts of a unit, each with its unit; one that tells nothing and came from none that does is a gap."""
    found: list[tuple[Part, int]] = []
    for name, origin, is_whole in _edges_into(unit, day):
        if origin not in told and _ancestors(origin, day) & told.keys():
            before = parts_of(origin, told, day)
            found += [(Part(part.name, part.cells, part.is_whole and is_whole), of) for part, of in before]
        else:
            found.append((Part(name, told.get(origin), is_whole), origin))
    return found


def _edges_into(heir: int, day: date) -> list[tuple[str, int, bool]]:
    """The units that went into one, in the order of their names, each with whether it went there whole."""
    into = set(SuccessionEdge.objects.filter(heir=heir, on__lte=day).values_list("origin", "on"))
    origins = [origin for origin, _ in into]
    heirs_of: dict[tuple[int, date], set[int]] = {}
    for origin, on, other in SuccessionEdge.objects.filter(origin__in=origins).values_list("origin", "on", "heir"):
        heirs_of.setdefault((origin, on), set()).add(other)
    versions = UnitVersion.objects.filter(unit__in=origins).order_by()
    names = {v.unit_id: v.full_name for v in sorted(versions, key=lambda v: v.valid_from or date.min)}
    return sorted((names.get(origin, ""), origin, len(heirs_of[origin, on]) == 1) for origin, on in into)


def _ancestors(unit: int, day: date) -> set[int]:
    """The units that went into one, by at most so many steps."""
    found: set[int] = set()
    edge = {unit}
    for _ in range(STEPS):
        edge = set(SuccessionEdge.objects.filter(heir__in=edge, on__lte=day).values_list("origin", flat=True)) - found
        if not edge:
            break
        found |= edge
    return found
