"""Locks hold on both databases, and only inside a transaction."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction
from tests import cast

from thidua_web.config.locking import locked
from thidua_web.people.models import User


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        locked(User.objects.all())


@pytest.mark.django_db(transaction=True)
def test_two_acts_on_one_row_come_one_after_the_other():
    """Eight acts read a name and write it longer; without the lock some of the steps would be lost."""
    user = cast.person("officer")
    User.objects.filter(pk=user.pk).update(unit_text="")

    def lengthen() -> None:
        with transaction.atomic():
            held = locked(User.objects.filter(pk=user.pk)).get()
            held.unit_text += "x"
            held.save(update_fields=["unit_text"])
        connection.close()

    threads = [threading.Thread(target=lengthen) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    user.refresh_from_db()
    assert user.unit_text == "x" * 8
