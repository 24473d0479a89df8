"""All units of all days, indexed for questions about one day in one hierarchy. A registry never changes.

``apply_acts`` and ``undo`` in ``thidua.units.acts`` give another registry.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from thidua.dates import show_day
from thidua.errors import NotInForce, OfficerError
from thidua.units.versions import LEVELS, TERRITORY, Succession, SuccessionEdge, Unit, UnitVersion


@dataclass(frozen=True)
class Registry:
    """Versions, edges and acts; ``certain_from`` is the first day that a list covers.

    A day before ``certain_from`` is answered from that first list and ``certain(day)`` says no.
    """

    versions: tuple[UnitVersion, ...]
    edges: tuple[SuccessionEdge, ...] = ()
    acts: Mapping[str, Succession] = field(default_factory=dict)
    certain_from: date | None = None

    def certain(self, *days: date) -> bool:
        """Say whether a list covers every one of ``days``."""
        return self.certain_from is None or all(day >= self.certain_from for day in days)

    @cached_property
    def by_unit(self) -> dict[str, list[UnitVersion]]:
        """Index versions by unit, oldest first."""
        return _grouped(self.versions, 0)

    @cached_property
    def by_code(self) -> dict[str, list[UnitVersion]]:
        """Index versions by code, oldest first."""
        return _grouped(self.versions, 1)

    @cached_property
    def heirs(self) -> dict[str, list[SuccessionEdge]]:
        """Index edges by the unit that ended."""
        return _indexed(self.edges, 1)

    @cached_property
    def origins(self) -> dict[str, list[SuccessionEdge]]:
        """Index edges by the unit that began."""
        return _indexed(self.edges, 2)

    def unit(self, key: str) -> Unit:
        """Give a unit with all its versions."""
        return Unit(key, tuple(self.by_unit.get(key, ())))

    def version_on(self, unit: str, day: date) -> UnitVersion | None:
        """Give how a unit stood on a day, or None where it did not exist."""
        return next((v for v in self.by_unit.get(unit, ()) if v.covers(day)), None)

    def bearer(self, code: str, day: date) -> UnitVersion:
        """Give the unit that bore ``code`` on ``day``; a code means a unit only together with a day.

        Raises OfficerError for a code that no list knows, NotInForce for one that nobody bore on that day.
        """
        bearers = self.by_code.get(code)
        if not bearers:
            raise OfficerError(f"Mã «{code}» không có trong danh mục đơn vị.")
        for version in bearers:
            if version.covers(day):
                return version
        raise NotInForce(f"Mã {code} không có hiệu lực ngày {show_day(day)}; {_lives(bearers)}.")

    def children_on(self, day: date, hierarchy: str) -> dict[str, list[UnitVersion]]:
        """Index the versions of a day by the unit above them."""
        below: dict[str, list[UnitVersion]] = defaultdict(list)
        for version in self.versions:
            parent = version.parent(hierarchy)
            if parent is not None and version.covers(day):
                below[parent].append(version)
        return below

    def fingerprint(self, until: date | None = None) -> str:
        """Hash all rows, or what can be asked about the days before ``until``; equal hashes, equal answers."""
        digest = hashlib.sha256()
        for row in self._rows(until):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def _rows(self, until: date | None) -> Iterator[tuple[object, ...]]:
        for v in sorted(self.versions, key=lambda v: (v.unit, v.valid_from or date.min, v.valid_to or date.max)):
            if until is None:
                yield v
            elif v.valid_from is None or v.valid_from < until:
                ended = v.valid_to is not None and v.valid_to < until
                yield v if ended else v._replace(valid_to=None, closed_by="")
        for e in sorted(self.edges, key=lambda e: (e.on, e.origin, e.heir)):
            if until is None or e.on < until:
                yield e
        yield from (self.acts[k] for k in sorted(self.acts) if until is None or self.acts[k].on < until)


def _grouped(versions: Iterable[UnitVersion], column: int) -> dict[str, list[UnitVersion]]:
    groups: dict[str, list[UnitVersion]] = defaultdict(list)
    for version in versions:
        groups[str(version[column])].append(version)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda v: (v.valid_from or date.min, v.valid_to or date.max))
    return dict(groups)  # a key that is asked for must not come to be there


def _indexed(edges: Iterable[SuccessionEdge], column: int) -> dict[str, list[SuccessionEdge]]:
    groups: dict[str, list[SuccessionEdge]] = defaultdict(list)
    for edge in edges:
        groups[str(edge[column])].append(edge)
    return dict(groups)


def _lives(bearers: list[UnitVersion]) -> str:
    lives = []
    for v in bearers:
        since = f"từ {show_day(v.valid_from)} " if v.valid_from else ""
        until = f"trước {show_day(v.valid_to)}" if v.valid_to else "đến nay"
        lives.append(f"mã này là {v.full_name} {since}{until}")
    return "; ".join(lives)


def units_as_of(
    registry: Registry, day: date, *, hierarchy: str = TERRITORY, level: str | None = None
) -> list[UnitVersion]:
    """List the units of a day that stand in a hierarchy, by code.

    The roots of the territory are the provinces; in another hierarchy a unit counts once it has a parent there or is
    a parent there.
    """
    alive = [v for v in registry.versions if v.covers(day) and (level is None or v.level == level)]
    if hierarchy != TERRITORY:
        above = registry.children_on(day, hierarchy)
        alive = [v for v in alive if v.parent(hierarchy) is not None or v.unit in above]
    return sorted(alive, key=lambda v: v.code)


def ancestors(registry: Registry, unit: str, day: date, *, hierarchy: str = TERRITORY) -> list[UnitVersion]:
    """Give what stands above a unit on a day, the nearest first."""
    found: list[UnitVersion] = []
    version = registry.version_on(unit, day)
    while version is not None and (parent := version.parent(hierarchy)) is not None:
        version = registry.version_on(parent, day)
        if version is not None:
            found.append(version)
    return found


def descendants(registry: Registry, unit: str, day: date, *, hierarchy: str = TERRITORY) -> list[UnitVersion]:
    """Give everything below a unit on a day, by code."""
    below = registry.children_on(day, hierarchy)
    found: list[UnitVersion] = []
    waiting = [unit]
    while waiting:
        children = below.get(waiting.pop(), [])
        found += children
        waiting += [c.unit for c in children]
    return sorted(found, key=lambda v: v.code)


def count_units(registry: Registry, day: date) -> tuple[dict[str, int], dict[str, int]]:
    """Count the units of a day by level, and the communes by kind (most frequent first)."""
    alive = [v for v in registry.versions if v.covers(day)]
    levels = Counter(v.level for v in alive)
    kinds = Counter(v.kind for v in alive if v.level == "commune")
    return {level: levels[level] for level in LEVELS}, dict(kinds.most_common())
