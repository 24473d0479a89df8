"""Tell before reading whether a paper takes seconds or longer, so that whoever waits can be sent elsewhere meanwhile.

Reads: bytes, no more than an index of them. Writes: yes or no. A broken file is quick: it is refused fast.
"""

import io
import zipfile

from thidua.reading.opening.sniff import sniff

_QUICK_TEXT = 2 * 2**20
"""Bytes of text or of a web page that are read in about a second."""
_QUICK_XML = 8 * 2**20
"""Bytes of unpacked XML of a .docx, ten of which make about one of text."""
_QUICK_PAGES = 30


def takes_long(data: bytes, *, name: str) -> bool:
    """Say whether reading the file will take more than a second or two.

    >>> takes_long("Số: 12/KH-UBND".encode(), name="ke-hoach.txt")
    False
    """
    kind = sniff(data, name)
    if kind == "pdf":
        return _long_pdf(data)
    if kind == "docx":
        return _unpacked(data) > _QUICK_XML
    return len(data) > _QUICK_TEXT


def _long_pdf(data: bytes) -> bool:
    """A scan that can be recognized, or very many pages."""
    from thidua.reading.opening import printed, scanned

    pages, is_scan = printed.count_slow_pages(data, most=_QUICK_PAGES + 1)
    return pages > _QUICK_PAGES or (is_scan and scanned.lacking() is None)


def _unpacked(data: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return sum(part.file_size for part in package.infolist() if part.filename.endswith(".xml"))
    except (zipfile.BadZipFile, ValueError, OSError):
        return 0
