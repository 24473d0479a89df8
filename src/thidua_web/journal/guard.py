"""The guard in the database itself: a row of the journal cannot be changed or removed, by whatever program."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "journal_journalentry"

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{deed} BEFORE {deed.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    for deed in ("update", "delete")
]
POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'journal is append-only'; END $$",
    f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
    f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{deed}" for deed in ("update", "delete")]
POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
]


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: only a migration backwards, or a test database that is emptied, does this."""
    _run(connection, SQLITE_LIFT if connection.vendor == "sqlite" else POSTGRESQL_LIFT)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
