"""The life line of a unit, ready to be shown: where it came from, what it became, what is still unknown."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext

from thidua.units.lineage import known_shares
from thidua.units.registry import Registry
from thidua.units.versions import SUCCESSION_KINDS, SuccessionEdge, UnitVersion


@dataclass(frozen=True)
class Kin:
    """A unit on the other side of an act, with the share of people that goes over; None where nobody states it."""

    key: str
    name: str
    share: str | None


@dataclass
class Turn:
    """One dated act in the life of a unit."""

    on: date | None
    what: str
    act: str
    basis: str
    origins: list[Kin] = field(default_factory=list)
    heirs: list[Kin] = field(default_factory=list)

    @property
    def lacks_shares(self) -> bool:
        """Whether the unit was split and some share is not known."""
        return any(kin.share is None for kin in self.heirs)


@dataclass
class Life:
    """All of it, oldest first."""

    versions: list[UnitVersion]
    turns: list[Turn]


def life_of(registry: Registry, key: str) -> Life:
    """Put together the life of one unit."""
    versions = registry.by_unit[key]
    turns = []
    origins, heirs = registry.origins.get(key, []), registry.heirs.get(key, [])
    if origins:
        turns.append(_turn(registry, origins, gettext("Lập từ"), origins=True))
    turns += [_changed(registry, before, after) for before, after in pairwise(versions)]
    if heirs:
        turns.append(_turn(registry, heirs, gettext("Thành"), origins=False))
    elif versions[-1].valid_to:
        last = versions[-1]
        turns.append(Turn(last.valid_to, gettext("Thôi hoạt động"), last.closed_by, _basis(registry, last.closed_by)))
    return Life(list(versions), turns)


def _turn(registry: Registry, edges: list[SuccessionEdge], what: str, *, origins: bool) -> Turn:
    act = edges[0].act
    kins = [_kin(registry, edge, origins=origins) for edge in edges]
    turn = Turn(edges[0].on, what, act, _basis(registry, act))
    (turn.origins if origins else turn.heirs).extend(sorted(kins, key=lambda kin: kin.name))
    return turn


def _kin(registry: Registry, edge: SuccessionEdge, *, origins: bool) -> Kin:
    shares = known_shares(registry.heirs[edge.origin], "people")
    share = shares[edge.heir]
    key = edge.origin if origins else edge.heir
    version = registry.by_unit[key][-1 if origins else 0]
    return Kin(key, version.full_name, None if share is None else (gettext("toàn bộ") if share == 1 else str(share)))


def _changed(registry: Registry, before: UnitVersion, after: UnitVersion) -> Turn:
    told = []
    if before.full_name != after.full_name:
        told.append(f"{before.full_name} → {after.full_name}")
    if before.parents != after.parents:
        told.append(gettext("chuyển đơn vị trực thuộc"))
    if before.code != after.code:
        told.append(gettext("mã %(code)s → %(code2)s") % {"code": before.code, "code2": after.code})
    basis = _basis(registry, after.opened_by)
    return Turn(after.valid_from, "; ".join(told) or gettext("thay đổi"), after.opened_by, basis)


def _basis(registry: Registry, act: str) -> str:
    found = registry.acts.get(act)
    return found.basis or SUCCESSION_KINDS[found.kind] if found else act
