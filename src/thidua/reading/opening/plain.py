"""A text file: find its encoding, give its text.

Reads: bytes. Writes: the text with newlines folded to ``\\n`` (nothing else of a UTF-8 file changes, its mark stays),
the name of the encoding, remarks on bytes that could not be read.
"""

import codecs
import re
import unicodedata

from thidua import old_letters as legacy
from thidua.reading.opening import refusals
from thidua.reading.opening.opened import Remark

_BROKEN = re.compile("\ufffd+")
_SAMPLE = 65_536
_MOSTLY = 50
"""A file is still UTF-8 when at most one in this many of its non-ASCII characters is broken."""


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    """Give text, encoding and remarks; UnreadableFile where the bytes are no text in any encoding we know.

    >>> decode("Số: 12/KH-UBND\\r\\n".encode(), "a.txt")
    ('Số: 12/KH-UBND\\n', 'utf-8', ())
    >>> decode("Số: 12/KH-UBND".encode("utf-16"), "a.txt")[:2]
    ('Số: 12/KH-UBND', 'utf-16')
    """
    wide = _wide(data)
    try:
        text, old = legacy.mend(data.decode(wide or "utf-8"))
        encoding = old or ("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        text, encoding = (data.decode(wide, "replace"), "utf-16") if wide else _not_utf8(data, name)
    text = fold_newlines(text)
    return text, encoding, broken(text) if "\ufffd" in text else ()


def fold_newlines(text: str) -> str:
    """Fold ``\\r\\n`` and ``\\r`` to ``\\n``.

    >>> fold_newlines("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def broken(text: str, most: int = 20) -> tuple[Remark, ...]:
    """Remark on each stretch that could not be decoded, the first ``most`` of them."""
    found = [m.span() for m, _ in zip(_BROKEN.finditer(text), range(most), strict=False)]
    sentence = "Chỗ này trong tệp bị hỏng, không đọc được chữ; so lại với bản gốc."
    return tuple(Remark("broken-bytes", sentence, start, end) for start, end in found)


def _wide(data: bytes) -> str | None:
    """UTF-16 by its mark, or by the zeros of its Latin letters, which all stand on one side."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head) // 2 or min(even, odd) * 20 >= max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _not_utf8(data: bytes, name: str) -> tuple[str, str]:
    replaced = data.decode("utf-8", errors="replace")
    letters = sum(1 for c in replaced if c > "\x7f")
    if replaced.count("\ufffd") * _MOSTLY <= letters:
        return replaced, "utf-8"
    start = next(i for i, byte in enumerate(data) if byte > 127)
    start = max(0, start - _SAMPLE // 4)
    sample = data[start : start + _SAMPLE]
    latin = sample.decode("latin-1")
    tried = {old: legacy.convert(latin, old) for old in legacy.NAMES}
    tried["windows-1258"] = _windows(sample)
    best = legacy.best_of(tried)
    if best == "windows-1258":
        return _windows(data), best
    if best:
        return legacy.convert(data.decode("latin-1"), best), best
    if sum(byte > 127 for byte in sample) * 3 > len(sample):
        raise refusals.refusal(name, refusals.BINARY)
    return data.decode("windows-1252", errors="replace"), "windows-1252"


def _windows(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("windows-1258", errors="replace"))
