"""One database copied whole and put back, by each database's own means, and its rows counted for proof."""

import errno
import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from thidua.errors import AuthorError, why

FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def is_sqlite(database: Mapping[str, Any]) -> bool:
    """Whether this setting speaks of SQLite."""
    return str(database["ENGINE"]).endswith("sqlite3")


def file_of(vendor: str) -> str:
    """What the copy of a database is called in a backup."""
    return "database.sqlite3" if vendor == "sqlite" else "database.sql"


def copy_out(database: Mapping[str, Any], folder: Path) -> None:
    """Copy the database as of one moment into a folder, whoever writes meanwhile."""
    (_copy_sqlite if is_sqlite(database) else _dump_postgresql)(database, folder)


def count(copy: Path) -> dict[str, int]:
    """Rows of each table in a copy; AuthorError where the copy is broken."""
    return count_sqlite(copy) if copy.suffix == ".sqlite3" else count_dump(copy)


def put_back(copy: Path, database: Mapping[str, Any], known: Mapping[str, int]) -> None:
    """Put a copy in the place of what stands there; the rows of each table must be those known."""
    if is_sqlite(database):
        _put_sqlite(copy, Path(database["NAME"]), known)
    else:
        _put_postgresql(copy, database)
        compare(known, _count_postgresql(database, known))


def compare(known: Mapping[str, int], found: Mapping[str, int]) -> None:
    """AuthorError with the first table whose rows differ from the list."""
    for table in sorted({*known, *found}):
        if known.get(table) != found.get(table):
            raise AuthorError(f"Bảng «{table}» có {found.get(table)} dòng, danh sách ghi {known.get(table)}.")


def has_data(database: Mapping[str, Any]) -> bool:
    """Whether anything stands where a copy would be put."""
    if is_sqlite(database):
        place = Path(database["NAME"])
        return place.exists() and place.stat().st_size > 0
    ask = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'"
    return _ask_postgresql(database, ask).strip() != "0"


def replace_file(source: Path, place: Path) -> None:
    """Copy a file beside its place, make it safe on the disk, then let it take the place in one step."""
    with _beside(source, place) as fresh:
        fresh.replace(place)


@contextmanager
def _beside(source: Path, place: Path) -> Iterator[Path]:
    """A copy on the same disk as its place; one that did not get there is not left behind to fill the disk."""
    fresh = place.with_name(place.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        with source.open("rb") as old, os.fdopen(os.open(fresh, FRESH, 0o600), "wb") as new:
            while piece := old.read(1 << 20):
                new.write(piece)
            new.flush()
            os.fsync(new.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


# --- SQLite -----------------------------------------------------------------------------------------------------------
def _copy_sqlite(database: Mapping[str, Any], part: Path) -> None:
    """SQLite's own online copy: one moment of the database, whoever writes meanwhile."""
    source = Path(database["NAME"])
    if not source.is_file():
        raise AuthorError(f"Chưa có cơ sở dữ liệu ở «{source}»; kiểm tra THIDUA_HOME.")
    address = f"{source.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(address, uri=True, timeout=60)) as live,
            closing(sqlite3.connect(part / file_of("sqlite"))) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        told = why(OSError(errno.ENOSPC, "")) if "disk is full" in str(error) else str(error)
        raise AuthorError(f"Không chép được cơ sở dữ liệu «{source.name}»: {told}.") from error


def count_sqlite(path: Path) -> dict[str, int]:
    """Rows of each table, after SQLite's own check of the whole file."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            if (told := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise AuthorError(f"Cơ sở dữ liệu «{path.name}» hỏng: {told}.")
            if copy.execute("PRAGMA foreign_key_check").fetchone():
                raise AuthorError(f"Cơ sở dữ liệu «{path.name}» có dòng chỉ tới dòng không có.")
            names = [row[0] for row in copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]  # fmt: skip
            return {name: copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}
    except sqlite3.DatabaseError as error:
        raise AuthorError(f"Cơ sở dữ liệu «{path.name}» không đọc được: {error}.") from error


def _put_sqlite(copy: Path, place: Path, known: Mapping[str, int]) -> None:
    """The copy, proven beside its place, takes it in one step; until then the old database stands with its journals.

    Journals of the old one must not be read into the new one, nor go before the new one is safe: they hold what was
    written last.
    """
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _beside(copy, place) as fresh:
        compare(known, count_sqlite(fresh))
        let_go(place)
        for end in ("-wal", "-shm", "-journal"):
            place.with_name(place.name + end).unlink(missing_ok=True)
        fresh.replace(place)


def let_go(place: Path) -> None:
    """Have a database take in its journals. AuthorError where a program still has it open, as a running site has."""
    if not place.exists():
        return
    try:
        with closing(sqlite3.connect(place, timeout=1)) as old:
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            told = "Trang web hay một lệnh khác còn mở cơ sở dữ liệu: dừng nó, rồi khôi phục lại. Chưa thay gì."
            raise AuthorError(told) from None
    except sqlite3.DatabaseError:
        return  # it is broken, and about to be replaced


# --- PostgreSQL -------------------------------------------------------------------------------------------------------
def _dump_postgresql(database: Mapping[str, Any], part: Path) -> None:
    _run("pg_dump", database, "--no-owner", "--no-privileges", "--format=plain", f"--file={part / 'database.sql'}")


def count_dump(path: Path) -> dict[str, int]:
    """Rows of each table in a dump: the lines between COPY and its end. AuthorError where the dump has no end."""
    counts: dict[str, int] = {}
    table, ended = None, False
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if table is not None:
                if line == "\\.\n":
                    table = None
                else:
                    counts[table] += 1
            elif line.startswith("COPY ") and line.endswith("FROM stdin;\n"):
                table = line.split(" ", 2)[1].split(".")[-1].strip('"')
                counts[table] = 0
            ended = ended or line.startswith("-- PostgreSQL database dump complete")
    if not ended or table is not None:
        raise AuthorError("Bản kết xuất PostgreSQL bị cắt ngang.")
    return counts


def _put_postgresql(dump: Path, database: Mapping[str, Any]) -> None:
    """Everything in one transaction: where a line fails, what was there before stands as it was."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as clear:
        clear.write("DROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n")
        clear.flush()
        stop = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null")
        _run("psql", database, *stop, f"--file={clear.name}", f"--file={dump}")


def _count_postgresql(database: Mapping[str, Any], tables: Mapping[str, int]) -> dict[str, int]:
    """Rows of these tables as they stand."""
    if not tables:
        return {}
    ask = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM \"{name}\"" for name in tables)
    rows = _ask_postgresql(database, ask).split()
    return {name: int(count) for name, count in (row.split("|") for row in rows)}


def _ask_postgresql(database: Mapping[str, Any], ask: str) -> str:
    return _run("psql", database, "--no-psqlrc", "--no-align", "--tuples-only", f"--command={ask}")


def _run(program: str, database: Mapping[str, Any], *arguments: str) -> str:
    """A program of PostgreSQL's; the password travels by the environment, never on the command line."""
    options = {str(k): str(v) for k, v in (database.get("OPTIONS") or {}).items() if k in ("sslmode", "sslrootcert")}
    env = os.environ | {f"PG{key.upper()}": value for key, value in options.items()}
    env |= {f"PG{key}": str(database[key]) for key in ("HOST", "PORT", "USER", "PASSWORD") if database.get(key)}
    env["LC_MESSAGES"] = "C"  # one of its sentences is read below
    try:
        ran = subprocess.run(
            [program, f"--dbname={database['NAME']}", *arguments], env=env, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        told = f"Máy này không có «{program}»: cài gói máy khách PostgreSQL (postgresql-client) cùng đời với máy chủ."
        raise AuthorError(told) from None
    if "server version mismatch" in ran.stderr:
        told = f"«{program}» trên máy này cũ hơn máy chủ PostgreSQL: cài gói postgresql-client cùng đời với máy chủ."
        raise AuthorError(told)
    if ran.returncode and "No space left" in ran.stderr:
        raise AuthorError(f"{program} không làm được: {why(OSError(errno.ENOSPC, ''))}.")
    if ran.returncode:
        said = ran.stderr.strip().splitlines()
        raise AuthorError(f"{program} không làm được: {said[-1][:300] if said else ran.returncode}")
    return ran.stdout
