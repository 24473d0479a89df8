"""Texts that are not read: empty ones, and those with a line so long that no paper was ever typed like that.

Reads: the text. Writes: the one doubt that stops the reading, or None.
"""

from thidua.reading.plan import Doubt

LONGEST_LINE = 1_000_000
"""Characters. The longest paragraph of a plan has thousands; a page saved without line breaks ten thousands."""


def stops_reading(text: str) -> Doubt | None:
    """Give the doubt that stops the reading of ``text``.

    >>> stops_reading(" \\n").code, stops_reading("Kế hoạch")
    ('empty', None)
    """
    if not text or text.isspace() or not text.strip("\ufeff \t\n"):
        return Doubt((0, 0), "empty", "", None, "Văn bản không có chữ nào để đọc.")
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            size = f"{stop - start:,}".replace(",", ".")
            sentence = f"Có một dòng dài {size} ký tự, không phải văn bản; mở bản gốc, lưu lại có xuống dòng rồi đọc."
            return Doubt((start, stop), "long-line", "", None, sentence)
        start = end + 1
    return None
