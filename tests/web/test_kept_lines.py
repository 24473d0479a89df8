"""A kept connection to PostgreSQL is looked at before a request: one that the server ended is replaced unnoticed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler

from thidua_web.config.database import database
from thidua_web.config.postgresql.base import DatabaseWrapper, is_quiet

pytestmark = pytest.mark.postgres


@pytest.fixture
def lines(postgresql: str, tmp_path: Path, django_db_blocker) -> Iterator[list[DatabaseWrapper]]:  # type: ignore[no-untyped-def]
    """Two connections of the site's own kind, beside the database of the tests, that have answered once."""
    with django_db_blocker.unblock():
        made = [ConnectionHandler({"default": database(postgresql, tmp_path)})["default"] for _ in range(2)]
        assert len({pid(line) for line in made}) == 2
        yield made
        for line in made:
            line.close()


def pid(line: DatabaseWrapper) -> int:
    """Which process of the server answers."""
    return asked(line, "SELECT pg_backend_pid()")


def asked(line: DatabaseWrapper, question: str, *values: object) -> Any:
    with line.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def next_request(line: DatabaseWrapper) -> None:
    """What Django does with a kept connection when a request begins and first asks."""
    line.close_if_unusable_or_obsolete()
    line.cursor().close()


def test_a_sound_line_is_not_asked(lines: list[DatabaseWrapper]) -> None:
    line, other = lines
    process = pid(line)
    asked(line, "SELECT 7 AS asked_last")
    next_request(line)
    seen = asked(other, "SELECT query FROM pg_stat_activity WHERE pid = %s", process)
    assert seen == "SELECT 7 AS asked_last"
    assert pid(line) == process


def test_a_line_that_the_server_ended_is_replaced(lines: list[DatabaseWrapper]) -> None:
    line, other = lines
    process = pid(line)
    assert asked(other, "SELECT pg_terminate_backend(%s, 5000)", process)
    assert not is_quiet(line.connection)
    next_request(line)
    assert pid(line) != process


def test_a_line_with_news_is_asked_and_kept(lines: list[DatabaseWrapper]) -> None:
    line, other = lines
    process = pid(line)
    with line.cursor() as cursor, other.cursor() as speaker:
        cursor.execute("LISTEN news")
        speaker.execute("NOTIFY news")
    next_request(line)
    assert pid(line) == process


def test_a_line_that_broke_is_replaced(lines: list[DatabaseWrapper]) -> None:
    line, _ = lines
    line.errors_occurred = True
    line.connection.close()
    next_request(line)
    assert not line.errors_occurred
    assert pid(line)
