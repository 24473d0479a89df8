"""Follow a unit from one day to another: what it became, what it was made of, and what part went where.

Forward and backward walk the same edges. A weight is the share of an origin that arrives: 1, an exact fraction, or None
where no source and no province states it; it is never guessed from an area, a name or the number of parts.
"""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from thidua.units.registry import Registry
from thidua.units.versions import MERGE, RENAME, SPLIT, TRANSFER, SuccessionEdge, UnitVersion

Weight = Fraction | None
ONE, NOUGHT = Fraction(1), Fraction(0)


class Change(NamedTuple):
    """One dated change met on the way."""

    kind: str
    on: date
    act: str


class Trace(NamedTuple):
    """Where a unit went: the units of the other day with the weight of each, and the changes between, oldest first."""

    origin: UnitVersion
    to: tuple[tuple[UnitVersion, Weight], ...]
    succession: tuple[Change, ...]


def known_shares(edges: list[SuccessionEdge], element: str) -> dict[str, Weight]:
    """Give heir -> share for the edges of one origin; what is left for a single unknown part is known as well.

    One heir takes everything. Where the known shares reach 1 the others get nothing.
    """
    if len(edges) == 1:
        return {edges[0].heir: ONE}
    shares = {edge.heir: edge.share(element) for edge in edges}
    unknown = [heir for heir, share in shares.items() if share is None]
    rest = ONE - sum((s for s in shares.values() if s is not None), NOUGHT)
    if len(unknown) == 1 or rest == 0:
        shares |= dict.fromkeys(unknown, rest)
    return shares


def ends_on(registry: Registry, unit: str) -> date | None:
    """Give the day on which a unit ceased to exist, or None."""
    return registry.by_unit[unit][-1].valid_to


def begins_on(registry: Registry, unit: str) -> date | None:
    """Give the day on which a unit came to exist, or None where no list reaches that far."""
    return registry.by_unit[unit][0].valid_from


def successors_of(registry: Registry, unit: str, day: date, *, element: str = "people") -> list[tuple[str, Weight]]:
    """Give what a unit has become by ``day``: ``(unit, weight)``; itself with weight 1 while it lives.

    An empty list: it was abolished and nothing came after.
    """
    return sorted(_onward(registry, unit, day, element, {}).items())


def _onward(
    registry: Registry, unit: str, day: date, element: str, seen: dict[str, dict[str, Weight]]
) -> dict[str, Weight]:
    if unit in seen:
        return seen[unit]
    ended = ends_on(registry, unit)
    found: dict[str, Weight] = {}
    if ended is None or ended > day:
        found[unit] = ONE
    else:
        for heir, share in known_shares(registry.heirs.get(unit, []), element).items():
            for final, weight in _onward(registry, heir, day, element, seen).items():
                found[final] = _plus(found.get(final, NOUGHT), _times(share, weight))
    seen[unit] = found
    return found


def _times(one: Weight, other: Weight) -> Weight:
    if one == 0 or other == 0:
        return NOUGHT
    return None if one is None or other is None else one * other


def _plus(one: Weight, other: Weight) -> Weight:
    return None if one is None or other is None else one + other


def predecessors_of(registry: Registry, unit: str, day: date, *, element: str = "people") -> list[tuple[str, Weight]]:
    """Give what a unit was on an earlier ``day``: ``(unit, share of that unit which came here)``."""
    now = begins_on(registry, unit)
    if now is None or now <= day:
        return [(unit, ONE)]
    last = registry.by_unit[unit][0]
    origins: set[str] = set()
    waiting, done = [unit], {unit}
    while waiting:
        one = waiting.pop()
        since = begins_on(registry, one)
        if since is None or since <= day:
            origins.add(one)
            continue
        fresh = {edge.origin for edge in registry.origins.get(one, [])} - done
        done |= fresh
        waiting += fresh
    arrived = last.valid_from or day
    seen: dict[str, dict[str, Weight]] = {}
    return [(origin, _onward(registry, origin, arrived, element, seen).get(unit)) for origin in sorted(origins)]


def trace(registry: Registry, unit: str, start: date, end: date) -> Trace:
    """Follow a unit that lived on ``start`` to ``end``, forward or backward; weights are shares of people."""
    origin = registry.version_on(unit, start)
    if origin is None:
        raise KeyError(unit)
    if end >= start:
        reached = successors_of(registry, unit, end)
        changes = _changes_onward(registry, unit, start, end)
    else:
        reached = predecessors_of(registry, unit, end)
        changes = _changes_back(registry, unit, start, end)
    to = [(v, w) for u, w in reached if (v := registry.version_on(u, end)) is not None]
    return Trace(origin, tuple(sorted(to, key=lambda pair: pair[0].code)), tuple(sorted(changes, key=lambda c: c.on)))


def _changes_onward(registry: Registry, unit: str, start: date, end: date) -> list[Change]:
    changes = own_changes(registry, unit, start, end)
    ended = ends_on(registry, unit)
    if ended is None or ended > end:
        return changes
    edges = registry.heirs.get(unit, [])
    if not edges:
        last = registry.by_unit[unit][-1]
        return [*changes, Change("abolish", ended, last.closed_by)]
    merged = any(len(registry.origins[e.heir]) > 1 for e in edges)
    kind = SPLIT if len(edges) > 1 else MERGE if merged else TRANSFER
    changes += dict.fromkeys(Change(kind, e.on, e.act) for e in edges)
    for edge in edges:
        changes += [c for c in _changes_onward(registry, edge.heir, ended, end) if c not in changes]
    return changes


def _changes_back(registry: Registry, unit: str, start: date, end: date) -> list[Change]:
    changes = own_changes(registry, unit, end, start)
    began = begins_on(registry, unit)
    if began is None or began <= end:
        return changes
    edges = registry.origins.get(unit, [])
    if not edges:
        return [*changes, Change("found", began, registry.by_unit[unit][0].opened_by)]
    kind = MERGE if len(edges) > 1 else SPLIT
    changes += dict.fromkeys(Change(kind, e.on, e.act) for e in edges)
    for edge in edges:
        changes += [c for c in _changes_back(registry, edge.origin, began, end) if c not in changes]
    return changes


def own_changes(registry: Registry, unit: str, after: date, until: date) -> list[Change]:
    """List what changed on the unit itself after one day and up to another: rename (name, kind, code), transfer."""
    changes: list[Change] = []
    versions = registry.by_unit[unit]
    for before, now in pairwise(versions):
        on = now.valid_from
        if on is None or not after < on <= until:
            continue
        if (before.code, before.name, before.kind) != (now.code, now.name, now.kind):
            changes.append(Change(RENAME, on, now.opened_by))
        if before.parents != now.parents:
            changes.append(Change(TRANSFER, on, now.opened_by))
    return changes
