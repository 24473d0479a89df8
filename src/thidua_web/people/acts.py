"""Deeds around accounts. Each is one transaction and leaves its line in the journal."""

import secrets
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from thidua_web.journal import journal
from thidua_web.people.models import Post, User


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
