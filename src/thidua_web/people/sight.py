"""Who sees what: how far each post reaches today, and who reaches a unit. Both are worked out, never stored."""

from dataclasses import dataclass
from datetime import date

from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.granting import DEEDS
from thidua_web.people.models import OwnProvince, Post, User, today
from thidua_web.people.reach import DEPTH, PROVINCE_WIDE, Reach, reach_of_posts
from thidua_web.register.models import UnitVersion


@dataclass(frozen=True)
class Sight:
    """One post in force: how far it reaches and what it lets its holder do."""

    post: Post
    reach: Reach
    deeds: str


def seen_by(user: User, day: date | None = None) -> list[Sight]:
    """What the posts in force let a person see and do."""
    day = day or today()
    return [
        Sight(post, reach_of_posts([post], day), DEEDS[post.role]) for post in user.posts.in_force(day).order_by("pk")
    ]


def who_sees(unit: int, day: date) -> list[Post]:
    """The posts in force that reach a unit, by way of each hierarchy; accounts that are disabled left out."""
    posts = Post.objects.in_force(day).filter(user__is_active=True)
    wide = posts.filter(unit=None, role__in=PROVINCE_WIDE)
    own = list(OwnProvince.objects.values_list("unit", flat=True))
    found = wide | posts.filter(unit__in=own if len(own) == 1 else [])
    for hierarchy in HIERARCHIES:
        found |= posts.filter(hierarchy=hierarchy, unit__in=_above(unit, hierarchy, day))
    return list(found.select_related("user").order_by("role", "user__sort_key", "pk"))


def _above(unit: int, hierarchy: str, day: date) -> set[int]:
    """A unit and those above it in a hierarchy, one query a level; of a unit that is no more those above all its heirs,
    for whoever holds them holds what they came from (``reach``).
    """
    chain, here = {unit}, unit
    heirs = UnitVersion.objects.heirs_of(unit, day)
    if heirs and not UnitVersion.objects.as_of(day).filter(unit=unit).exists():
        return chain | set.intersection(*(_above(heir.unit_id, hierarchy, day) for heir in heirs))
    for _ in range(DEPTH):
        rows = UnitVersion.objects.as_of(day).filter(unit=here).order_by()
        if hierarchy == TERRITORY:
            above = rows.values_list("parent", flat=True).first()
        else:
            above = (
                rows.filter(other_parents__hierarchy=hierarchy).values_list("other_parents__parent", flat=True).first()
            )
        if above is None or above in chain:
            break
        chain.add(above)
        here = above
    return chain
