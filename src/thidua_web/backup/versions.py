"""Which version made a copy: the migrations that it went through, beside those that this program has."""

import re
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from thidua.errors import AuthorError

_STEPS = re.compile(r'COPY (?:public\.)?"?django_migrations"? \((?P<columns>[^)]*)\) FROM stdin;\n')


def known_steps() -> set[str]:
    """The migrations of this program, «app.name», those that later ones replaced included."""
    from django.db.migrations.loader import MigrationLoader

    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}" for key, step in disk.items() for app, name in [key, *step.replaces]}


def check_version(copy: Path, known: Collection[str], version: str) -> None:
    """AuthorError where a copy went through a migration that this program does not have: its pages would break."""
    strange = sorted(steps_of(copy) - set(known))
    if strange:
        raise AuthorError(
            f"Bản sao lưu do phiên bản mới hơn làm ra ({version}; phần mềm này chưa có bước «{strange[0]}»): "
            "nâng cấp phần mềm rồi khôi phục lại."
        )


def steps_of(copy: Path) -> set[str]:
    """The migrations that a copied database went through."""
    return _of_sqlite(copy) if copy.suffix == ".sqlite3" else _of_dump(copy)


def _of_sqlite(copy: Path) -> set[str]:
    with closing(sqlite3.connect(copy)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
            return set()
        return {f"{app}.{name}" for app, name in db.execute("SELECT app, name FROM django_migrations")}


def _of_dump(copy: Path) -> set[str]:
    found: set[str] = set()
    columns: list[str] | None = None
    with copy.open(encoding="utf-8") as lines:
        for line in lines:
            if columns is None:
                if head := _STEPS.fullmatch(line):
                    columns = head["columns"].split(", ")
            elif line == "\\.\n":
                return found
            else:
                row = dict(zip(columns, line.rstrip("\n").split("\t"), strict=False))
                found.add(f"{row.get('app')}.{row.get('name')}")
    return found
