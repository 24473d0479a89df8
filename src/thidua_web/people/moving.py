"""Posts at units that are no more: found, and moved to the units that came, many at once.

A merger ends a unit and not the work of its officers: until their posts are moved nobody reports for the new unit. The
registry knows what a unit became; where it became several, only a person knows who goes where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua_web.config.keeping import Kept
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.authority import authority_of
from thidua_web.people.giving import Giving, in_words
from thidua_web.people.models import Post, User
from thidua_web.people.naming_units import NamedUnit
from thidua_web.register.live import stand
from thidua_web.register.models import UnitVersion

BATCH = 500
COUNTS: Kept[int] = Kept(2)


@dataclass(frozen=True)
class Stranded:
    """A post whose unit is no more, and what the unit became: mostly one, after a split several, sometimes none."""

    post: Post
    heirs: list[UnitVersion]

    @property
    def only(self) -> int | None:
        """The one unit it can go to."""
        return self.heirs[0].unit_id if len(self.heirs) == 1 else None


def stranded_posts(day: date, most: int | None = None) -> list[Stranded]:
    """Posts open on a day at units that do not live on it, by unit; deputies go with the post they stand in for."""
    rows = Post.objects.stranded(day).select_related("user").order_by("unit_text", "user__sort_key", "pk")[:most]
    heirs: dict[int, list[UnitVersion]] = {}
    found = []
    for post in rows:
        assert post.unit_id is not None
        if post.unit_id not in heirs:
            heirs[post.unit_id] = UnitVersion.objects.heirs_of(post.unit_id, day)
        found.append(Stranded(post, heirs[post.unit_id]))
    return found


def count_stranded(day: date) -> int:
    """How many there are; asked again after an act, or when the registry moved."""
    return COUNTS.get(day, (journal.stand(), stand()), lambda: Post.objects.stranded(day).count())


@transaction.atomic
def move_posts(*, moves: Mapping[int, int], on: date, by: User) -> int:
    """Move posts (number -> number of the new unit) on a day, all or none; their deputies go along. Returns how many.

    PermissionDenied for anyone but the standing office. OfficerError where a unit still lives or became another one.
    """
    if not authority_of(by).is_office:
        raise PermissionDenied
    rows = locked(Post.objects.stranded(on).filter(pk__in=moves).select_related("user"))
    posts = {post.pk: post for post in rows}
    if missing := moves.keys() - posts.keys():
        raise OfficerError(
            gettext("%(count)s vị trí không còn phải chuyển (đơn vị còn, hoặc đã kết thúc); tải lại trang.")
            % {"count": len(missing)}
        )
    ended = {post.unit_id for post in posts.values() if post.unit_id is not None}
    heirs = {unit: {v.unit_id: v for v in UnitVersion.objects.heirs_of(unit, on)} for unit in ended}
    followers = {pk: _follower(post, heirs[post.unit_id or 0].get(moves[pk]), on) for pk, post in posts.items()}
    new = {pk: follower for pk, follower in followers.items() if not _is_held(follower)}
    Post.objects.bulk_create(new.values(), batch_size=BATCH)
    _move_deputies(new, on)
    Post.objects.filter(pk__in=posts).update(valid_to=on)
    for pk, post in posts.items():
        if post.user.unit_text == post.unit_text:
            User.objects.filter(pk=post.user_id).update(unit_text=followers[pk].unit_text)
        journal.record(act="move_post", by=by, of=post.user, changes=partial(_told, post, followers[pk]))
    return len(posts)


def _follower(post: Post, heir: UnitVersion | None, on: date) -> Post:
    """The same post at the new unit, not saved."""
    if heir is None:
        raise OfficerError(
            gettext("«%(name)s»: đơn vị được chọn không phải đơn vị mới của %(unit)s; tải lại trang rồi chọn lại.")
            % {"name": post.user, "unit": post.unit_text}
        )
    if on <= post.valid_from:
        raise OfficerError(
            gettext("Vị trí này chưa bắt đầu: %(post)s; kết thúc nó rồi giao vị trí mới.") % {"post": in_words(post)}
        )
    unit = NamedUnit(heir.unit_id, heir.code, heir.full_name, heir.level, "")
    giving = Giving(post.role, unit, on, post.valid_to, post.hierarchy)
    giving.check()
    return giving.post(post.user)


def _is_held(post: Post) -> bool:
    """Whether the person was given the post at the new unit already."""
    same = {"user": post.user, "role": post.role, "unit": post.unit_id, "hierarchy": post.hierarchy}
    return Post.objects.filter(**same).in_force(post.valid_from).exists()


def _move_deputies(followers: Mapping[int, Post], on: date) -> None:
    for deputy in Post.objects.open(on).filter(stands_in_for__in=followers):
        follower = followers[deputy.stands_in_for_id or 0]
        Post.objects.create(
            user_id=deputy.user_id, role=follower.role, unit_id=follower.unit_id, hierarchy=follower.hierarchy,
            unit_text=follower.unit_text, valid_from=max(on, deputy.valid_from), valid_to=deputy.valid_to,
            stands_in_for=follower,
        )  # fmt: skip
        if deputy.valid_from >= on:
            deputy.delete()  # never came into force
        else:
            Post.objects.filter(pk=deputy.pk).update(valid_to=on)


def _told(post: Post, follower: Post) -> dict[str, str]:
    return {"vị trí": in_words(follower), "từ đơn vị": post.unit_text}
