"""What is written about a person: the name, and how to reach them at work. Corrected, never replaced by another person.

Whoever keeps an account corrects all of it; everybody corrects their own telephone and address.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.authority import authority_of
from thidua_web.people.models import User, folded_person, person_sort_key


def may_rename(by: User, user: User) -> bool:
    """Whether a person's name is theirs to correct."""
    return authority_of(by).may_manage(user)


@transaction.atomic
def correct_account(*, by: User, user: User, phone: str, email: str, full_name: str | None = None) -> list[str]:
    """Correct the telephone and address, and the name where one is given. Returns the fields that changed.

    ValidationError where somebody else has the address; PermissionDenied where the account is neither theirs nor
    their own.
    """
    held = locked(User.objects.filter(pk=user.pk)).get()
    is_renamed = full_name is not None and full_name != held.full_name
    if not may_rename(by, held) and (held.pk != by.pk or is_renamed):
        raise PermissionDenied
    said = {"full_name": held.full_name if full_name is None else full_name, "phone": phone, "email": email}
    changes = {key: [getattr(held, key) or None, new or None] for key, new in said.items() if getattr(held, key) != new}
    if not changes:
        return []
    for key in changes:
        setattr(held, key, said[key])
    held.folded = folded_person(held.full_name, held.username)
    held.sort_key = person_sort_key(held.full_name)
    if email and User.objects.filter(email__iexact=email).exclude(pk=held.pk).exists():
        raise ValidationError({"email": gettext("Đã có người dùng địa chỉ thư này.")})
    held.full_clean(exclude=["password"])
    held.save(update_fields=[*changes, "folded", "sort_key"])
    journal.record(act="correct_account", by=by, of=held, changes=changes)
    return list(changes)
