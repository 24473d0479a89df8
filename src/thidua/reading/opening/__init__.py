"""Open a paper: bytes in, one text out, with a table of where each stretch stood in the file.

Reads: .txt in any encoding Vietnamese papers were stored in, .docx, .pdf, .html, told apart by content.
Writes: ``Opened``. What cannot be opened raises ``UnreadableFile`` with one Vietnamese sentence.
Each format is imported when it is met, so that a text file never pays for the others.
"""

import hashlib
from importlib import import_module
from pathlib import Path

from thidua.errors import why
from thidua.reading.opening import refusals
from thidua.reading.opening.opened import Opened, Piece, Progress, Remark
from thidua.reading.opening.sniff import sniff

__all__ = ["DEFAULT_LIMIT", "Opened", "Piece", "Progress", "Remark", "open_bytes", "open_paper"]

DEFAULT_LIMIT = 64 * 1024 * 1024
"""Bytes of the file, and of what a zipped file unpacks to."""

_OPENERS = {"docx": "word", "pdf": "printed", "html": "webpage"}


def open_paper(path: Path, *, limit: int = DEFAULT_LIMIT, progress: Progress | None = None) -> Opened:
    """Open the file at ``path``, at most ``limit`` bytes of it; a larger one is refused without reading it whole.

    ``progress`` hears of pages, as in ``open_bytes``.
    Raises UnreadableFile with the file's name and one sentence.
    """
    name = path.name.encode("utf-8", "replace").decode() or str(path)
    try:
        if path.is_dir():
            raise refusals.refusal(name, refusals.DIRECTORY)
        if path.stat().st_size > limit:
            raise refusals.refusal(name, refusals.TOO_LARGE.format(limit=limit // 2**20))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise refusals.refusal(name, refusals.MISSING) from None
    except PermissionError:
        raise refusals.refusal(name, refusals.FORBIDDEN) from None
    except (OSError, ValueError) as error:
        raise refusals.refusal(name, refusals.UNREADABLE.format(why=why(error))) from error
    return open_bytes(data, name=name, limit=limit, progress=progress)


def open_bytes(data: bytes, *, name: str, limit: int = DEFAULT_LIMIT, progress: Progress | None = None) -> Opened:
    """Open the bytes of a file that was called ``name``; ``progress`` hears of each page that takes seconds.

    >>> paper = open_bytes("Số: 12/KH-UBND".encode(), name="ke-hoach.txt")
    >>> paper.text, paper.encoding, paper.kind
    ('Số: 12/KH-UBND', 'utf-8', 'text')

    Raises UnreadableFile for what is too large, binary, encrypted, broken or a trap.
    """
    if len(data) > limit:
        raise refusals.refusal(name, refusals.TOO_LARGE.format(limit=limit // 2**20))
    digest = hashlib.sha256(data).hexdigest()
    kind = sniff(data, name)
    if kind in _OPENERS:
        opener = import_module(f"thidua.reading.opening.{_OPENERS[kind]}")
        heard = {"progress": progress} if kind == "pdf" else {}
        opened: Opened = opener.open_bytes(data, name=name, sha256=digest, limit=limit, **heard)
        return opened
    from thidua.reading.opening.plain import decode

    text, encoding, remarks = decode(data, name)
    return Opened(text, name, digest, encoding, "text", (Piece("body", 0, len(text)),), remarks)
