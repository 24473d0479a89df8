"""Read a plan: text in, ``Plan`` out. Never raises on any text; what is unsure becomes a ``Doubt``."""

from thidua.reading.plan import Document, Doubt, Plan, Source

__all__ = ["Plan", "read_text"]


def read_text(text: str, *, name: str | None = None, sha256: str | None = None, encoding: str | None = None) -> Plan:
    """Read the text of a paper into a ``Plan``; every span counts code points of ``text``.

    >>> read_text("").doubts[0].code
    'empty'
    """
    source = Source(name=name, sha256=sha256, chars=len(text), encoding=encoding)
    doubts = () if text.strip() else (Doubt((0, 0), "empty", "", None, "Văn bản không có chữ nào để đọc."),)
    return Plan(source=source, document=Document(), doubts=doubts)
