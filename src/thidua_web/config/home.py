"""Where one installation lives: ``THIDUA_HOME`` holds the database, uploads, the key, collected static files.

Nothing is written outside it. The folder is made on first use, readable by its owner only, because it holds the key.
"""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The folder of this installation, made when missing (default: ``./var``)."""
    folder = Path(os.environ.get("THIDUA_HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: from ``THIDUA_SECRET_KEY``, else made once and kept in the home folder.

    The file is created exclusively, so that two workers starting at once agree on one key.
    """
    if given := os.environ.get("THIDUA_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
