"""Tell what a file is by its first bytes and, for a zip, by what it holds; never by its name.

Reads: bytes. Writes: a kind that can be opened, or raises UnreadableFile with what to do.
"""

import re

from thidua.reading.opening import refusals
from thidua.reading.opening.opened import Kind

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"(\xb5/\xfd", b"ustar")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODF = {
    b"application/vnd.oasis.opendocument.text": refusals.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": refusals.WORKBOOK,
    b"application/vnd.oasis.opendocument.presentation": refusals.SLIDES,
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27, 30, 31))
HEAD = 4096
"""How many bytes decide."""


def sniff(data: bytes, name: str) -> Kind:
    """Tell how to open ``data``; UnreadableFile for what is no paper.

    >>> sniff(b"%PDF-1.7 ...", "ke-hoach.txt"), sniff("Số: 12/KH-UBND".encode(), "ke-hoach.docx")
    ('pdf', 'text')
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024] and not _HTML.match(head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if head.startswith(_OLE2):
        locked = "EncryptedPackage".encode("utf-16-le") in data[: 1 << 20]
        raise refusals.refusal(name, refusals.LOCKED_OFFICE if locked else _compound(data))
    if head.startswith(b"{\\rtf"):
        raise refusals.refusal(name, refusals.RICH_TEXT)
    if head.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise refusals.refusal(name, refusals.ARCHIVE)
    if head.startswith(_PICTURES) and not _reads_as_text(head):
        raise refusals.refusal(name, refusals.PICTURE)
    if _HTML.match(_without_mark(head)):
        return "html"
    if not _reads_as_text(head):
        raise refusals.refusal(name, _named(data, name))
    return "text"


def _zipped(data: bytes, name: str) -> Kind:
    """A zip is a .docx only if it holds the part that every .docx holds."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = set(archive.namelist())
            if "mimetype" in held and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").strip()
                if kind in _ODF:
                    raise refusals.refusal(name, _ODF[kind])
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise refusals.refusal(name, refusals.BROKEN_WORD.format(why="tệp nén bị cắt hoặc sai")) from None
    if "word/document.xml" in held or any(h.startswith("word/document") for h in held):
        return "docx"
    if any(h.startswith("xl/") for h in held):
        raise refusals.refusal(name, refusals.WORKBOOK)
    if any(h.startswith("ppt/") for h in held):
        raise refusals.refusal(name, refusals.SLIDES)
    raise refusals.refusal(name, refusals.ARCHIVE)


def _compound(data: bytes) -> str:
    if "Workbook".encode("utf-16-le") in data:
        return refusals.WORKBOOK
    if "PowerPoint Document".encode("utf-16-le") in data:
        return refusals.SLIDES
    return refusals.OLD_WORD


def _named(data: bytes, name: str) -> str:
    """Name the format in the sentence where it is known; the table of signatures is loaded only here."""
    import puremagic

    try:
        found = puremagic.magic_string(data[:HEAD])
    except (puremagic.PureError, ValueError):
        return refusals.BINARY
    if found and found[0].confidence >= 0.8 and found[0].mime_type.startswith("image/"):
        return refusals.PICTURE
    return refusals.BINARY


def _without_mark(head: bytes) -> bytes:
    if head.startswith(_UTF16):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _wide(head: bytes) -> bool:
    """UTF-16 without its mark: the zeros of Latin letters stand on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) * 20 < max(even, odd) and max(even, odd) * 5 > len(head) // 2


def _reads_as_text(head: bytes) -> bool:
    """Few control bytes. VPS and VISCII keep capital letters among them, so a handful is borne."""
    if head.startswith(_UTF16) or _wide(head):
        return True
    odd = len(head) - len(head.translate(None, _CONTROLS))
    return odd * 20 <= len(head)
