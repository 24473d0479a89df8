"""Deeds of programs and their owners: making and revoking tokens, sending many returns at once."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua_web.api.models import KeptAnswer, Token, digest
from thidua_web.journal import journal
from thidua_web.people.models import User

PREFIX = "thidua_"
LIFETIMES = (30, 90, 180, 365)
"""Days for which a token may be made; there is none for ever."""
MOST = 20
"""Tokens in force that one person may have."""


class KeyUsedOtherwise(OfficerError):
    """The same idempotency key came with another body."""


@transaction.atomic
def make_token(*, by: User, name: str, scope: str, days: int) -> tuple[Token, str]:
    """Make a token for oneself; returns it with its secret, which is never to be had again."""
    now = timezone.now()
    if not name.strip() or len(name.strip()) > 80:
        raise OfficerError(gettext("Ghi mã này dùng cho phần mềm nào, không quá 80 ký tự."))
    if scope not in Token.Scope.values or days not in LIFETIMES:
        raise OfficerError(gettext("Chọn phạm vi và thời hạn có trong danh sách."))
    if by.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise OfficerError(
            gettext("Đã có %(most)s mã đang dùng; thu hồi mã không cần nữa rồi lập mã mới.") % {"most": MOST}
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = now + timedelta(days=days)
    token = Token.objects.create(
        owner=by, name=name.strip(), scope=scope, digest=digest(secret), made_at=now, expires_at=expires
    )
    journal.record(act="make_token", by=by, of=token, changes={"scope": scope, "expires_at": expires.isoformat()})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: User) -> None:
    """End one's own token at once; a second time changes nothing."""
    if token.owner_id != by.pk:
        raise PermissionDenied
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        journal.record(act="revoke_token", by=by, of=token)


@transaction.atomic
def answer_once(*, by: User, key: str, body: bytes, work: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], bool]:
    """Do the work and keep its answer, or give the answer kept under this key. True where it was kept before.

    The row is taken before the work and in its transaction: a second sender waits at the unique key, and a crash
    leaves neither figures nor answer. ``KeyUsedOtherwise`` where the key came with another body.
    """
    kept, is_new = KeptAnswer.objects.get_or_create(owner=by, key=key, defaults={"body": digest(body.hex())})
    if kept.body != digest(body.hex()):
        raise KeyUsedOtherwise(
            gettext("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; đặt khóa mới cho nội dung mới.")
        )
    if not is_new:
        return kept.answer, True
    kept.answer = _storable(work())
    kept.save(update_fields=["answer"])
    return kept.answer, False


def _storable(told: Any) -> Any:
    """The answer without the one character that PostgreSQL keeps in no text; it only ever echoes what was sent."""
    if isinstance(told, str):
        return told.replace("\x00", "\ufffd")
    if isinstance(told, dict):
        return {key: _storable(value) for key, value in told.items()}
    return [_storable(value) for value in told] if isinstance(told, list) else told
