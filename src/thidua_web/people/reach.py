"""How far a person's posts reach today: everything, or some units and all that stands below them.

Everything is for posts of the province without a unit, and for posts at the installation's own province
(``OwnProvince``). A province that is not the installation's own is a unit like any other: its ground and no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.units.versions import TERRITORY
from thidua_web.config.keeping import Kept
from thidua_web.people.models import Role, today

if TYPE_CHECKING:
    from thidua_web.people.models import Post, User

PROVINCE_WIDE = frozenset({Role.STANDING_OFFICE, Role.HOME_AFFAIRS, Role.VERIFIER, Role.COUNCIL_MEMBER, Role.LEADER})
"""Roles whose post without a unit covers the province; any other post without a unit covers nothing."""

DEPTH = 6
"""Province, district, commune, residential area and then some: a circle of parents would stop here."""


@dataclass(frozen=True)
class Reach:
    """``everything``, or the numbers of the units that are covered."""

    everything: bool = False
    units: frozenset[int] = field(default_factory=frozenset)

    def covers(self, unit: int) -> bool:
        """Whether a unit lies within."""
        return self.everything or unit in self.units


def reach_of(user: "User", *roles: Role, day: date | None = None, hierarchy: str = "") -> Reach:
    """How far the posts in force on ``day`` reach; only those of ``roles`` where some are named, and only those of one
    hierarchy where it is named (a post without a unit stands in every hierarchy).

    Asked once per request and set of roles; kept on the user object.
    """
    day = day or today()
    kept: dict[tuple[date, frozenset[str], str], Reach] = user.__dict__.setdefault("_reach", {})
    asked = (day, frozenset(str(r) for r in roles), hierarchy)
    if asked not in kept:
        posts = [p for p in user.posts_on(day) if not roles or p.role in asked[1]]
        posts = [p for p in posts if not hierarchy or p.unit_id is None or p.hierarchy == hierarchy]
        same = frozenset(post.pk for post in posts)
        worked_out: dict[tuple[date, frozenset[int]], Reach] = user.__dict__.setdefault("_reach_of_posts", {})
        if (day, same) not in worked_out:
            worked_out[day, same] = reach_of_posts(posts, day)
        kept[asked] = worked_out[day, same]
    return kept[asked]


def reach_of_posts(posts: Iterable["Post"], day: date) -> Reach:
    """How far some posts reach together on a day."""
    from thidua_web.people.models import OwnProvince

    posts = list(posts)
    if any(post.unit_id is None and post.role in PROVINCE_WIDE for post in posts):
        return Reach(everything=True)
    here = {post.unit_id for post in posts if post.unit_id is not None}
    if not here:
        return Reach()
    if all(post.is_alone for post in posts if post.unit_id is not None):
        return Reach(units=frozenset(here))  # most officers: asked with their posts
    own = set(OwnProvince.objects.values_list("unit", flat=True))
    if own and own <= here:
        return Reach(everything=True)
    found: set[int] = set()
    for hierarchy in {post.hierarchy for post in posts}:
        found |= _below({p.unit_id for p in posts if p.hierarchy == hierarchy and p.unit_id}, hierarchy, day)
    if found == here and not any(getattr(post, "is_heir", True) for post in posts):
        return Reach(units=frozenset(found))
    return Reach(units=frozenset(_with_forebears(found, day)))


@dataclass(frozen=True)
class Lineage:
    """Which units went into which, and since when: read once for each stand of the registry."""

    origins: Mapping[int, list[tuple[int, date]]]
    heirs: Mapping[int, set[int]]

    @classmethod
    def read(cls) -> "Lineage":
        """All edges; some twelve thousand for the country."""
        from thidua_web.register.models import SuccessionEdge

        found = cls(defaultdict(list), defaultdict(set))
        for origin, on, heir in SuccessionEdge.objects.order_by().values_list("origin", "on", "heir"):
            found.origins[heir].append((origin, on))
            found.heirs[origin].add(heir)
        return found


LINEAGE: Kept[Lineage] = Kept(1)


def _with_forebears(found: set[int], day: date) -> set[int]:
    """The units, and those of before all of whose heirs are among them: whoever holds the heir holds what it came from.

    Of a unit that was divided no heir alone holds the returns; somebody above all of them does.
    """
    from thidua_web.register.live import stand

    token = stand()
    lineage = LINEAGE.get("edges", token, Lineage.read) if token else Lineage.read()
    edge = set(found)
    while edge:
        before = {origin for heir in edge for origin, on in lineage.origins.get(heir, ()) if on <= day}
        edge = {origin for origin in before - found if lineage.heirs[origin] <= found}
        found |= edge
    return found


def own_ground(day: date) -> frozenset[int] | None:
    """The units of a day within the installation's own provinces, those that became them included; None where no
    province is named: then every unit is the installation's.
    """
    from thidua_web.people.models import OwnProvince

    own = set(OwnProvince.objects.values_list("unit", flat=True))
    return frozenset(_below(_with_forebears(own, today()), TERRITORY, day)) if own else None


def is_of_no_province(day: date) -> bool:
    """Whether nobody has said which province this installation serves, though the registry of a day holds several."""
    from thidua_web.people.models import OwnProvince
    from thidua_web.register.models import Level, UnitVersion

    if OwnProvince.objects.exists():
        return False
    return UnitVersion.objects.as_of(day).filter(level=Level.PROVINCE).order_by().values("unit").distinct().count() > 1


def whole_ground(day: date) -> frozenset[int] | None:
    """The units of the installation's provinces; OfficerError where that would be the units of the whole country."""
    if is_of_no_province(day):
        raise OfficerError(
            gettext(
                "Chưa nêu tỉnh của bản cài đặt, nên kỳ báo cáo sẽ giao cho đơn vị của cả nước: "
                "nêu tỉnh ở trang Tỉnh của bản cài đặt trước, rồi giao kỳ."
            )
        )
    return own_ground(day)


def _below(here: set[int], hierarchy: str, day: date) -> set[int]:
    """Units and all below them in a hierarchy; one query a level."""
    from thidua_web.register.models import UnitVersion

    found, edge = set(here), set(here)
    for _ in range(DEPTH):
        rows = UnitVersion.objects.as_of(day)
        if hierarchy == TERRITORY:
            rows = rows.filter(parent__in=edge)
        else:
            rows = rows.filter(other_parents__hierarchy=hierarchy, other_parents__parent__in=edge)
        edge = set(rows.order_by().values_list("unit", flat=True)) - found
        if not edge:
            break
        found |= edge
    return found
