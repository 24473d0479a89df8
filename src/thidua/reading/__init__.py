"""Read a plan: text in, ``Plan`` out. Never raises on any text; what is unsure becomes a ``Doubt``."""

from thidua.reading.outline import outline
from thidua.reading.paragraphs import paragraphs
from thidua.reading.plan import Document, Plan, Section, Source
from thidua.reading.stopping import stops_reading
from thidua.text import Folded

__all__ = ["Plan", "read_text"]


def read_text(text: str, *, name: str | None = None, sha256: str | None = None, encoding: str | None = None) -> Plan:
    """Read the text of a paper into a ``Plan``; every span counts code points of ``text``.

    >>> read_text("").doubts[0].code
    'empty'
    >>> [section.id for section in read_text("I. MỤC ĐÍCH\\nII. CHỈ TIÊU").sections]
    ['I', 'II']
    """
    source = Source(name=name, sha256=sha256, chars=len(text), encoding=encoding)
    stopped = stops_reading(text)
    if stopped:
        return Plan(source, Document(), doubts=(stopped,))
    fold = Folded(text)
    sections, _nodes = outline(fold.folded, paragraphs(fold))
    return Plan(source, Document(), sections=tuple(_carried(fold, section) for section in sections))


def _carried(fold: Folded, section: Section) -> Section:
    return Section(section.id, section.label, section.title, fold.span(*section.span), section.parent)
