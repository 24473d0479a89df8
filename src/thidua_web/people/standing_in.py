"""Standing in for a post: what must hold of it, and the holder who names a colleague without asking an administrator.

A holder names somebody of the same unit, for a while, for the posts that report or verify. Power over accounts is lent
by the standing office only.
"""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.giving import in_words
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.querysets import UserQuerySet

LENT = (
    Role.UNIT_OFFICER, Role.SECTOR_OFFICER, Role.ORGANIZATION_OFFICER, Role.VERIFIER, Role.CLUSTER_LEAD, Role.LEADER,
)  # fmt: skip
MOST_DAYS = 60
"""For longer an administrator appoints the deputy, or the post is handed over; a habit of the house, not law."""


def refuse_twice(post: Post) -> None:
    """OfficerError where the person holds this very post already."""
    same = Post.objects.filter(user=post.user, role=post.role, unit=post.unit_id, hierarchy=post.hierarchy)
    for other in same.open(post.valid_from):
        if post.valid_to is None or other.valid_from < post.valid_to:
            raise OfficerError(gettext("Người này đang có vị trí đó rồi: %(other)s.") % {"other": in_words(other)})


def stand_in(*, post: Post, deputy: User, valid_from: date, valid_to: date, by: User) -> Post:
    """Write a deputy's post; OfficerError where its days are none, or longer than the post itself."""
    if valid_to <= valid_from:
        raise OfficerError(
            gettext("Ngày thôi thay %(valid_to)s phải sau ngày bắt đầu %(valid_from)s.")
            % {"valid_to": show_day(valid_to), "valid_from": show_day(valid_from)}
        )
    if post.valid_to is not None and valid_to > post.valid_to:
        raise OfficerError(
            gettext("Vị trí này chỉ đến trước %(valid_to)s; người thay không giữ lâu hơn.")
            % {"valid_to": show_day(post.valid_to)}
        )
    made = Post(
        user=deputy, role=post.role, unit_id=post.unit_id, hierarchy=post.hierarchy, unit_text=post.unit_text,
        valid_from=valid_from, valid_to=valid_to, stands_in_for=post,
    )  # fmt: skip
    refuse_twice(made)
    made.save()
    journal.record(
        act="appoint_deputy", by=by, of=deputy, changes=lambda: {"vị trí": in_words(made), "thay cho": str(post.user)}
    )
    return made


def may_lend(post: Post, day: date) -> bool:
    """Whether its holder may name a deputy: a post of one's own that reports or verifies, and is in force."""
    return post.role in LENT and post.stands_in_for_id is None and post.is_in_force(day)


def colleagues_of(post: Post, day: date) -> UserQuerySet:
    """Who may stand in: people of the same unit with a post of their own there, whose account is open."""
    here = Post.objects.in_force(day).filter(unit=post.unit_id, stands_in_for=None).exclude(user=post.user_id)
    if post.unit_id is None:
        here = here.filter(unit_text=post.unit_text).exclude(unit_text="")
    return User.objects.filter(is_active=True, posts__in=here).distinct().order_by("sort_key", "pk")


@transaction.atomic
def lend_post(*, by: User, post: Post, deputy: User, valid_from: date, valid_to: date) -> Post:
    """Let a colleague stand in for one's own post for some days. OfficerError says what is not possible."""
    day = today()
    post = locked(Post.objects.filter(pk=post.pk)).get()
    if post.user_id != by.pk or not may_lend(post, day):
        raise PermissionDenied
    if not colleagues_of(post, day).filter(pk=deputy.pk).exists():
        raise OfficerError(gettext("Chọn một người cùng đơn vị đang có vị trí; người khác thì nhờ người quản trị cử."))
    if valid_from < day:
        raise OfficerError(gettext("Ngày bắt đầu %(day)s đã qua.") % {"day": show_day(valid_from)})
    if valid_to - valid_from > timedelta(days=MOST_DAYS):
        raise OfficerError(
            gettext("Tự cử người thay nhiều nhất %(days)s ngày; lâu hơn thì nhờ người quản trị cử hoặc bàn giao.")
            % {"days": MOST_DAYS}
        )
    return stand_in(post=post, deputy=deputy, valid_from=valid_from, valid_to=valid_to, by=by)


@transaction.atomic
def take_back_post(*, by: User, deputy: Post) -> None:
    """End the standing-in for one's own post today; one that never came into force leaves nothing behind."""
    deputy = locked(Post.objects.filter(pk=deputy.pk)).get()
    if deputy.stands_in_for is None or deputy.stands_in_for.user_id != by.pk:
        raise PermissionDenied
    day, told = today(), in_words(deputy)
    if not deputy.is_open(day):
        raise OfficerError(gettext("Vị trí này đã kết thúc: %(post)s.") % {"post": told})
    journal.record(act="end_post", by=by, of=deputy.user, changes=lambda: {"vị trí": told})
    if deputy.valid_from >= day:
        deputy.delete()
    else:
        deputy.valid_to = day
        deputy.save(update_fields=["valid_to"])
