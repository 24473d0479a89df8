"""What changed between two days: which units went, came, were renamed or moved."""

from dataclasses import dataclass, field
from datetime import date

from thidua.units.registry import Registry
from thidua.units.versions import TERRITORY, SuccessionEdge, UnitVersion


@dataclass
class Comparison:
    """Hold the difference; every unit of either day stands in exactly one list."""

    ended: list[tuple[UnitVersion, list[SuccessionEdge]]] = field(default_factory=list)
    begun: list[tuple[UnitVersion, list[SuccessionEdge]]] = field(default_factory=list)
    changed: list[tuple[UnitVersion, UnitVersion]] = field(default_factory=list)
    same: int = 0


def compare_days(registry: Registry, earlier: date, later: date, *, units: frozenset[str] | None = None) -> Comparison:
    """Compare two days; ``units`` limits it to units of one area (keys of either day).

    A unit changed where its name, kind, code, level or parents differ. Ended units come with the edges that lead on,
    begun ones with the edges that lead back.
    """
    was = {v.unit: v for v in registry.versions if v.covers(earlier) and (units is None or v.unit in units)}
    now = {v.unit: v for v in registry.versions if v.covers(later) and (units is None or v.unit in units)}
    result = Comparison()
    for key in sorted(was, key=lambda k: was[k].code):
        if key not in now:
            result.ended.append((was[key], registry.heirs.get(key, [])))
        elif _face(was[key]) != _face(now[key]):
            result.changed.append((was[key], now[key]))
        else:
            result.same += 1
    for key in sorted(now.keys() - was.keys(), key=lambda k: now[k].code):
        result.begun.append((now[key], registry.origins.get(key, [])))
    return result


def area(registry: Registry, root: str, *days: date) -> frozenset[str]:
    """Give the keys of everything that stood below ``root`` on any of the days, and what it came from or became.

    >>> from thidua.units.shipped import shipped_units
    >>> "25507-1" in area(shipped_units(), "80-2", date(2025, 6, 30), date(2025, 7, 1))
    True
    """
    found = {root}
    for day in days:
        below = registry.children_on(day, TERRITORY)
        waiting = [root]
        while waiting:
            children = {v.unit for v in below.get(waiting.pop(), [])} - found
            found |= children
            waiting += children
    for key in tuple(found):
        found |= {e.origin for e in registry.origins.get(key, ())} | {e.heir for e in registry.heirs.get(key, ())}
    return frozenset(found)


def _face(v: UnitVersion) -> tuple[object, ...]:
    return v.code, v.name, v.kind, v.level, v.parents
