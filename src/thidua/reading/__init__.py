"""Read a plan: text in, ``Plan`` out. Never raises on any text; what is unsure becomes a ``Doubt``."""

from dataclasses import replace
from typing import TypeVar

from thidua.printed_dates import find_dates
from thidua.reading.outline import outline
from thidua.reading.paragraphs import paragraphs
from thidua.reading.plan import Document, Plan, Section, Source, Target
from thidua.reading.standing import Setting
from thidua.reading.stopping import stops_reading
from thidua.reading.targets import TargetReader
from thidua.text import Folded

__all__ = ["Plan", "read_text"]

Placed = TypeVar("Placed", Section, Target)


def read_text(text: str, *, name: str | None = None, sha256: str | None = None, encoding: str | None = None) -> Plan:
    """Read the text of a paper into a ``Plan``; every span counts code points of ``text``.

    >>> read_text("").doubts[0].code
    'empty'
    >>> plan = read_text("I. CHỈ TIÊU\\n- Ít nhất 80% hộ dân được tuyên truyền.")
    >>> [(t.comparator, t.value, t.unit, t.subject) for t in plan.targets]
    [('ge', 80, '%', 'hộ dân')]
    """
    source = Source(name=name, sha256=sha256, chars=len(text), encoding=encoding)
    stopped = stops_reading(text)
    if stopped:
        return Plan(source, Document(), doubts=(stopped,))
    fold = Folded(text)
    sections, nodes = outline(fold.folded, paragraphs(fold))
    printed = find_dates(fold.lower)
    setting = Setting()
    reader = TargetReader(fold.folded, fold.lower, setting, printed, [(d.start, d.end) for d in printed])
    targets = reader.read(nodes, None)
    return Plan(
        source,
        Document(),
        sections=tuple(_carried(fold, s) for s in sections),
        targets=tuple(_carried(fold, t) for t in targets),
    )


def _carried(fold: Folded, entry: Placed) -> Placed:
    return replace(entry, span=fold.span(*entry.span))
