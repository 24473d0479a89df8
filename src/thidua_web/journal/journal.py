"""The one door into the journal: ``journal.record(...)``, called by an act inside its own transaction."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext

from thidua_web.journal.middleware import request_number
from thidua_web.journal.models import JournalEntry

if TYPE_CHECKING:
    from thidua_web.people.models import User


def record(
    *,
    act: str,
    by: "User | None",
    of: models.Model | None = None,
    changes: dict[str, Any] | Callable[[], dict[str, Any]] | None = None,
) -> JournalEntry:
    """Add one row: ``act`` names the function that acts, ``changes`` maps a field to ``[before, after]`` or a value.

    Words of ours that go into the row (labels, names of roles) are kept in Vietnamese, whatever language the person
    reads: give ``changes`` as a function then, it is asked in Vietnamese.

    Outside a transaction the row could stand without its deed, or the deed without its row: that raises.

    Example, in an act::

        journal.record(act="confirm_programme", by=user, of=programme, changes={"state": ["draft", "confirmed"]})
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            gettext("journal.record() chỉ dùng trong giao dịch của việc được ghi.")
        )
    with translation.override(settings.LANGUAGE_CODE):
        told = changes() if callable(changes) else changes
        of_text = str(of)[:300] if of is not None else ""
    return JournalEntry.objects.create(
        act=act,
        by=by,
        of_kind=of._meta.label_lower if of is not None else "",
        of_key=str(of.pk) if of is not None else "",
        of_text=of_text,
        changes=told or {},
        request=request_number(),
    )


WINDOW = 5000
"""Rows that are counted behind the newest: PostgreSQL commits out of order, so a row may still appear among them."""
WITHOUT_CONSEQUENCE = ("sign_in", "fail_sign_in", "change_password", "activate_account", "fail_activation")
"""Acts after which every page of figures still says the same."""


def stand() -> tuple[object, ...]:
    """A token that moves with every act that can change what pages of figures say; two small queries.

    >>> stand() == stand()  # doctest: +SKIP
    True
    """
    rows = JournalEntry.objects.exclude(act__in=WITHOUT_CONSEQUENCE).order_by("-pk")
    newest = rows.values_list("pk", "at").first()
    return (*newest, rows.filter(pk__gt=newest[0] - WINDOW).order_by().count()) if newest else ()
