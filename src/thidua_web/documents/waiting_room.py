"""Where files wait while they are read: `THIDUA_HOME/waiting`, by hash, for as long as the job is open and no longer.

Outside the uploads, so that no backup takes a file along whose secrecy nobody has looked at yet. A process that reads a
file holds the lock of that file: it falls with the process, however it ends, and the next one may take the job.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from thidua_web.documents.storage import write_whole


def place_of(sha256: str) -> Path:
    return _room() / sha256


def keep(sha256: str, content: bytes) -> None:
    """Write the file whole; what lay there under the same hash is replaced."""
    _room().mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place_of(sha256), content)


def drop(sha256: str) -> None:
    place_of(sha256).unlink(missing_ok=True)


@contextmanager
def taken(sha256: str) -> Iterator[BinaryIO | None]:
    """Hold the file for reading; None where another process holds it. FileNotFoundError where it is gone."""
    with place_of(sha256).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield file


@contextmanager
def reader_on_duty() -> Iterator[None]:
    """Let the pages see that a process reads here, as long as it lives."""
    _room().mkdir(parents=True, exist_ok=True, mode=0o700)
    with _duty().open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_a_reader_on_duty() -> bool:
    with suppress(FileNotFoundError), _duty().open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _room() -> Path:
    return Path(settings.HOME) / "waiting"


def _duty() -> Path:
    return _room() / ".on-duty"
