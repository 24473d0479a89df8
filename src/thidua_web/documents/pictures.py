"""Pictures of PDF pages, made when first asked for and kept beside the original."""

import struct
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

WIDTH = 900
_one_at_a_time = threading.Lock()  # PDFium is not made for several threads


def picture_of(pdf: Path, number: int) -> bytes | None:
    """Render page `number` (from 1) as PNG, `WIDTH` pixels wide; None where there is no such page."""
    kept = pdf.with_name(f"{pdf.name}.{number}.png")
    if kept.exists():
        return kept.read_bytes()
    picture = _render(pdf, number)
    if picture is not None:
        part = kept.with_suffix(f".{threading.get_ident()}.part")
        part.write_bytes(picture)
        part.replace(kept)
    return picture


def _render(pdf: Path, number: int) -> bytes | None:
    import pypdfium2

    with _one_at_a_time:
        try:
            paper = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, FileNotFoundError):
            return None
        try:
            if not 1 <= number <= len(paper):
                return None
            page = paper[number - 1]
            scale = min(4.0, WIDTH / max(page.get_width(), 1))
            return png(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy())
        finally:
            paper.close()


def png(pixels: "numpy.ndarray") -> bytes:
    """Write rows of RGB pixels (height × width × 3 bytes) as a PNG file."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels[:, :, :3])
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
