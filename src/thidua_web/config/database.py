"""Which database: SQLite in the home folder by default, PostgreSQL by one URL. Only what both have is used."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PRAGMAS = (
    "PRAGMA journal_mode=WAL;"  # readers never wait for the writer
    "PRAGMA synchronous=FULL;"  # an acknowledged return survives a power cut
    "PRAGMA foreign_keys=ON;"
    "PRAGMA busy_timeout=20000;"
    "PRAGMA cache_size=-32000;"
    "PRAGMA temp_store=MEMORY;"
)


def database(url: str, folder: Path) -> dict[str, Any]:
    """Turn ``THIDUA_DATABASE_URL`` into Django's setting; an empty URL means SQLite in the home folder.

    ``postgresql://user:password@host:5432/name`` or, over a socket, ``postgresql:///name?host=/var/run/postgresql``.
    """
    if not url:
        return _sqlite(folder / "thidua.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"THIDUA_DATABASE_URL bắt đầu bằng «{parts.scheme}:»; chỉ nhận postgresql:// (để trống thì dùng SQLite)."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query, keep_blank_values=True))
    # compiling a query to machine code takes longer than the query of any page runs; ``options`` in the URL wins
    options.setdefault("options", "-c jit=off")
    # a worker asks the same few hundred questions for ever: each is parsed and planned once per connection
    options["server_side_binding"] = True
    options["prepare_threshold"] = _threshold(options.get("prepare_threshold", "5"))
    return {
        "ENGINE": "thidua_web.config.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "thidua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _threshold(said: str) -> int | None:
    """How often a question is asked before it is prepared; empty: never (a pooler that cannot carry prepared ones)."""
    if said and not (said.isascii() and said.isdigit()):
        raise ImproperlyConfigured(
            f"THIDUA_DATABASE_URL: prepare_threshold là «{said}»; ghi một số, ví dụ 5, hoặc để trống để không dùng."
        )
    return int(said) if said else None


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "thidua_web.config.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        "TEST": {"NAME": None},
    }
