"""Locks are taken in acts only, and only through ``locked``: one behavior on both databases."""

from typing import TypeVar

from django.db import models, transaction

M = TypeVar("M", bound=models.Model)


def locked(rows: "models.QuerySet[M]") -> "models.QuerySet[M]":
    """These rows, held until the transaction ends, in the order of their keys: no two acts wait for each other.

    PostgreSQL locks the rows. SQLite holds its one write lock from the start of the transaction
    (``transaction_mode = IMMEDIATE``), which is stronger. Outside a transaction a lock would mean nothing: that raises.
    """
    if not transaction.get_connection(rows.db).in_atomic_block:
        raise transaction.TransactionManagementError("locked() chỉ dùng trong transaction.atomic().")
    return rows.select_for_update(of=("self",)).order_by("pk")
