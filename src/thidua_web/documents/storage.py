"""Where originals lie: under THIDUA_HOME, named by their hash, outside everything that is served as static files."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from thidua_web.frame.doors import doors


def path_of(sha256: str) -> Path:
    """Tell where the original with this hash lies."""
    return Path(settings.MEDIA_ROOT) / "papers" / sha256[:2] / sha256


def keep(sha256: str, content: bytes) -> bool:
    """Write the original whole or not at all; False where it lay there already."""
    place = path_of(sha256)
    if place.exists():
        return False
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place, content)
    return True


def write_whole(place: Path, content: bytes) -> None:
    """Write beside the place, have the disk hold it, then give it its name."""
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def forget(sha256: str) -> None:
    """Remove an original, and the pictures of its pages, that no row of any app speaks of any more."""
    if any(door.holds(sha256) for door in doors()):
        return
    place = path_of(sha256)
    for picture in place.parent.glob(f"{sha256}.*"):
        picture.unlink(missing_ok=True)
    drop(sha256)


def drop(sha256: str) -> None:
    """Remove an original whose row could not be written."""
    path_of(sha256).unlink(missing_ok=True)
