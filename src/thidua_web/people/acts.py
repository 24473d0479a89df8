"""Deeds around accounts. Each is one transaction, permitted by ``authority``, and leaves its line in the journal."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.activation import digest_of, fresh_code, is_code
from thidua_web.people.authority import authority_of
from thidua_web.people.giving import Giving, Slip, in_words
from thidua_web.people.models import ActivationCode, OwnProvince, Post, Role, User, today
from thidua_web.people.reach import reach_of_posts
from thidua_web.people.standing_in import refuse_twice, stand_in
from thidua_web.register.models import Level, Unit, UnitVersion

if TYPE_CHECKING:
    from thidua_web.people.intake import Newcomer

BATCH = 500
"""Rows of one statement when many accounts are made."""


@transaction.atomic
def sign_in(request: HttpRequest, *, user: User, enter: Callable[[HttpRequest, User], None]) -> None:
    """Open a session; the moment of the sign-in before is kept, so that home can say what changed since."""
    before = user.last_login
    enter(request, user)
    request.session["since"] = before.isoformat() if before else None
    journal.record(act="sign_in", by=user, of=user)


@transaction.atomic
def note_failed_sign_in(*, typed: str) -> None:
    """Note a wrong password on an account that exists. What was typed is not kept: people type passwords into names."""
    if not typed:
        return
    user = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).first()
    if user:
        journal.record(act="fail_sign_in", by=None, of=user)


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Set a new password; the one given on paper is now gone."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    journal.record(act="change_password", by=user, of=user)


@transaction.atomic
def open_account(
    *, by: User | None, username: str, full_name: str, role: str, unit_text: str = "", email: str = ""
) -> tuple[User, str]:
    """Make an account with one post; return it with a password for one use, to be handed over on paper.

    ``by`` is None only from the command line of the server. ValidationError where the name or address is taken.
    """
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    user = User.objects.create_user(
        username, password, full_name=full_name, unit_text=unit_text, email=email, must_change_password=True
    )
    Post.objects.create(user=user, role=role, unit_text=unit_text)
    journal.record(act="open_account", by=by, of=user, changes={"vai trò": role, "đơn vị": unit_text})
    return user, password


@transaction.atomic
def note_second_factor(*, user: User, act: str) -> None:
    """Note that the second factor of an account was turned on, off or renewed by its owner."""
    journal.record(act=act, by=user, of=user)


@transaction.atomic
def activate_account(*, username: str, code: str, password: str) -> User | None:
    """Use a code on paper to set a password; None where name, code or day do not fit, without saying which."""
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    held = locked(ActivationCode.objects.filter(user=user, ended_at=None)).first() if user else None
    now = timezone.now()
    if user is None or held is None or held.expires_at <= now or not is_code(code, held.digest):
        if user is not None:
            journal.record(act="fail_activation", by=None, of=user)
        return None
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    journal.record(act="activate_account", by=user, of=user)
    return user


def permit_giving(by: User, giving: Giving) -> None:
    """PermissionDenied unless such a post is theirs to give."""
    if not authority_of(by).may_give(giving.role, giving.unit.pk if giving.unit else None):
        raise PermissionDenied


def _held(by: User, user: User) -> User:
    """The account, locked, where it is theirs to manage."""
    held = locked(User.objects.filter(pk=user.pk)).get()
    if not authority_of(by).may_manage(held):
        raise PermissionDenied
    return held


@transaction.atomic
def make_account(*, by: User, username: str, full_name: str, giving: Giving, email: str = "", phone: str = "") -> Slip:
    """Make an account with one post and a code on paper. ValidationError where the name or address is taken."""
    giving.check()
    permit_giving(by, giving)
    user = User.objects.create_user(
        username, None, full_name=full_name, email=email, phone=phone,
        unit_text=giving.unit.name if giving.unit else "",
    )  # fmt: skip
    post = giving.post(user)
    post.save()
    journal.record(act="make_account", by=by, of=user, changes=lambda: {"vị trí": in_words(post)})
    return _code(by, user)


@transaction.atomic
def import_accounts(*, by: User, people: Sequence["Newcomer"]) -> list[Slip]:
    """Make everyone of a checked list, each with a post and a code on paper, or nobody.

    In bulk: 2,000 people are a few dozen statements beside one line of the journal each. IntegrityError where somebody
    took one of the names since the list was checked; nothing is stored then.
    """
    made = []
    for person in people:
        person.giving.check()
        permit_giving(by, person.giving)
        made.append(person.account())
    User.objects.bulk_create(made, batch_size=BATCH)
    posts = [person.giving.post(user) for person, user in zip(people, made, strict=True)]
    Post.objects.bulk_create(posts, batch_size=BATCH)
    slips = [Slip(user, fresh_code(), timezone.now() + timedelta(days=settings.CODE_DAYS)) for user in made]
    codes = [ActivationCode(user=s.user, digest=digest_of(s.code), made_by=by, expires_at=s.expires_at) for s in slips]
    ActivationCode.objects.bulk_create(codes, batch_size=BATCH)
    for post in posts:
        journal.record(act="import_accounts", by=by, of=post.user, changes=partial(_place, post))
    return slips


def _code(by: User, user: User) -> Slip:
    now = timezone.now()
    ActivationCode.objects.filter(user=user, ended_at=None).update(ended_at=now)
    code, expires_at = fresh_code(), now + timedelta(days=settings.CODE_DAYS)
    ActivationCode.objects.create(user=user, digest=digest_of(code), made_by=by, expires_at=expires_at)
    return Slip(user, code, expires_at)


@transaction.atomic
def give_post(*, by: User, user: User, giving: Giving) -> Post:
    """Give one more post to an account. OfficerError where the same post is held on one of those days."""
    giving.check()
    permit_giving(by, giving)
    post = giving.post(_visible(by, user))
    refuse_twice(post)
    post.save()
    journal.record(act="give_post", by=by, of=post.user, changes=lambda: {"vị trí": in_words(post)})
    return post


@transaction.atomic
def end_post(*, by: User, post: Post, on: date) -> None:
    """End a post: ``on`` is the first day without it. Deputies of this post end with it."""
    post = _open_post(by, post, on)
    _keep_an_office(post.user, on)
    _end(post, on)
    journal.record(act="end_post", by=by, of=post.user, changes=lambda: {"vị trí": in_words(post)})


def _open_post(by: User, post: Post, on: date) -> Post:
    """The post, locked, where it is theirs to end and is open on that day."""
    post = locked(Post.objects.filter(pk=post.pk)).get()
    if not authority_of(by).may_give(post.role, post.unit_id):
        raise PermissionDenied
    if not post.is_open(on):
        raise OfficerError(gettext("Vị trí này đã kết thúc: %(post)s.") % {"post": in_words(post)})
    if on <= post.valid_from:
        raise OfficerError(
            gettext("Ngày kết thúc phải sau ngày bắt đầu %(valid_from)s.") % {"valid_from": show_day(post.valid_from)}
        )
    return post


def _end(post: Post, on: date) -> None:
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    for deputy in post.deputies.open(on):
        if deputy.valid_from >= on:
            deputy.delete()  # never came into force: nothing was seen or done by it
        else:
            deputy.valid_to = on
            deputy.save(update_fields=["valid_to"])


def _keep_an_office(user: User, day: date) -> None:
    """OfficerError where nobody else of the standing office would be left to open accounts again."""
    list(locked(Post.objects.filter(role=Role.STANDING_OFFICE)))  # two who leave at once would each see the other stay
    every = Post.objects.filter(role=Role.STANDING_OFFICE, user__is_active=True)
    if not user.is_active or not every.in_force(day).filter(user=user).exists():
        return
    if not every.in_force(day).exclude(user=user).exists():
        raise OfficerError(
            gettext(
                "Đây là tài khoản cuối cùng của cơ quan thường trực: giao vị trí cho người khác trước, rồi mới bỏ được."
            )
        )


@transaction.atomic
def hand_over(*, by: User, post: Post, to: User, on: date) -> Post:
    """Hand a post to another person: it ends for the one and begins for the other on the same day."""
    post = _open_post(by, post, on)
    to = _someone_else(by, post, to)
    until = post.valid_to
    follower = Post(
        user=to, role=post.role, unit_id=post.unit_id, hierarchy=post.hierarchy, unit_text=post.unit_text,
        valid_from=on, valid_to=until,
    )  # fmt: skip
    refuse_twice(follower)
    follower.save()
    _end(post, on)
    journal.record(
        act="hand_over", by=by, of=post.user, changes=lambda: {"vị trí": in_words(post), "bàn giao cho": str(to)}
    )
    journal.record(
        act="take_over", by=by, of=to, changes=lambda: {"vị trí": in_words(follower), "nhận từ": str(post.user)}
    )
    return follower


def _visible(by: User, user: User) -> User:
    """The account, locked, where it is one they may see."""
    if not User.objects.visible_to(by).filter(pk=user.pk).exists():
        raise PermissionDenied
    return locked(User.objects.filter(pk=user.pk)).get()


def _someone_else(by: User, post: Post, to: User) -> User:
    to = _visible(by, to)
    if to.pk == post.user_id:
        raise OfficerError(gettext("Chọn một người khác với người đang giữ vị trí."))
    if not to.is_active:
        raise OfficerError(
            gettext("Tài khoản của %(full_name)s đang ngừng: mở lại trước.") % {"full_name": to.full_name}
        )
    return to


@transaction.atomic
def appoint_deputy(*, by: User, post: Post, deputy: User, valid_from: date, valid_to: date) -> Post:
    """Let another person stand in for a post for some days; the holder keeps it. A last day is always asked for."""
    post = _open_post(by, post, max(valid_from, post.valid_from + timedelta(days=1)))
    deputy = _someone_else(by, post, deputy)
    return stand_in(post=post, deputy=deputy, valid_from=valid_from, valid_to=valid_to, by=by)


@transaction.atomic
def disable_account(*, by: User, user: User, reason: str) -> None:
    """Keep a person outside from this moment; posts, papers and journal stay."""
    held = _held(by, user)
    if held.pk == by.pk:
        raise OfficerError(gettext("Không tự ngừng tài khoản của chính mình được."))
    if not held.is_active:
        raise OfficerError(gettext("Tài khoản này đã ngừng rồi."))
    if not reason.strip():
        raise OfficerError(gettext("Ghi lý do ngừng tài khoản: nhật ký cần có."))
    _keep_an_office(held, today())
    held.is_active = False
    held.save(update_fields=["is_active"])
    ActivationCode.objects.filter(user=held, ended_at=None).update(ended_at=timezone.now())
    journal.record(
        act="disable_account", by=by, of=held, changes={"is_active": [True, False], "lý do": reason.strip()[:300]}
    )


@transaction.atomic
def enable_account(*, by: User, user: User) -> None:
    """Let a person in again."""
    held = _held(by, user)
    if held.is_active:
        raise OfficerError(gettext("Tài khoản này đang hoạt động."))
    held.is_active = True
    held.save(update_fields=["is_active"])
    journal.record(act="enable_account", by=by, of=held, changes={"is_active": [False, True]})


@transaction.atomic
def reset_accounts(*, by: User, users: Sequence[User]) -> list[Slip]:
    """Give new codes on paper: passwords end, second factors go, open windows are signed out.

    All or none: PermissionDenied where one of them is not theirs, OfficerError where one is disabled.
    """
    slips = []
    for user in users:
        held = _held(by, user)
        if not held.is_active:
            raise OfficerError(
                gettext("Tài khoản của %(full_name)s đang ngừng: mở lại trước khi cấp mã.")
                % {"full_name": held.full_name}
            )
        if held.pk == by.pk:
            raise OfficerError(
                gettext("Không tự cấp lại cho mình: đổi mật khẩu ở trang Tài khoản, hoặc nhờ người khác.")
            )
        held.set_unusable_password()
        held.save(update_fields=["password"])
        Authenticator.objects.filter(user=held).delete()
        slips.append(_code(by, held))
        journal.record(act="reset_accounts", by=by, of=held)
    return slips


@transaction.atomic
def name_own_province(*, by: User | None, unit: Unit) -> OwnProvince:
    """Say that this installation serves a province; ``by`` is None only where the machine sets the site up."""
    _permit_provinces(by)
    if not UnitVersion.objects.as_of(today()).filter(unit=unit, level=Level.PROVINCE).exists():
        raise OfficerError(gettext("Chỉ nêu được tỉnh, thành phố đang có hôm nay."))
    own, is_new = OwnProvince.objects.get_or_create(unit=unit, defaults={"named_by": by})
    if is_new:
        _keep_an_overseer(by)
        journal.record(act="name_own_province", by=by, of=own, changes={"tỉnh": [None, str(own)]})
    return own


@transaction.atomic
def drop_own_province(*, by: User, own: OwnProvince) -> None:
    """Take a province out of this installation's own; what its units reported stays."""
    _permit_provinces(by)
    journal.record(act="drop_own_province", by=by, of=own, changes={"tỉnh": [str(own), None]})
    own.delete()
    _keep_an_overseer(by)


def _permit_provinces(by: User | None) -> None:
    if by is not None and not authority_of(by).is_office:
        raise PermissionDenied


def _keep_an_overseer(by: User | None) -> None:
    """OfficerError where no account of the standing office would reach everything any more."""
    offices = list(Post.objects.in_force(today()).filter(role=Role.STANDING_OFFICE, user__is_active=True))
    if by is not None and not any(reach_of_posts([post], today()).everything for post in offices):
        raise OfficerError(
            gettext(
                "Sau việc này không còn tài khoản thường trực nào bao trùm cả bản cài đặt: giao cho một "
                "người vai trò cơ quan thường trực không ghi đơn vị trước."
            )
        )


def _place(post: Post) -> dict[str, str]:
    return {"vị trí": in_words(post)}
