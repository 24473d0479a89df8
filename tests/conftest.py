"""What every test of the site may ask for: members of the cast, and clients signed in as them."""

import pytest
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.test import Client

from thidua_web.journal import guard

_empty = DatabaseOperations.execute_sql_flush


def _empty_with_guard_lifted(operations: DatabaseOperations, statements: list[str]) -> None:
    """Between tests with real transactions the database is emptied, which the journal's guard rightly refuses."""
    guard.lift(operations.connection)
    _empty(operations, statements)
    guard.lay(operations.connection)


DatabaseOperations.execute_sql_flush = _empty_with_guard_lifted


@pytest.fixture
def office(db: None):
    from tests import cast

    return cast.person("office")


@pytest.fixture
def officer(db: None):
    from tests import cast

    return cast.person("officer")


@pytest.fixture
def as_office(db: None) -> Client:
    from tests import cast

    return cast.browser("office")


@pytest.fixture
def as_officer(db: None) -> Client:
    from tests import cast

    return cast.browser("officer")


@pytest.fixture
def as_stranger(db: None) -> Client:
    from tests import cast

    return cast.browser("stranger")
