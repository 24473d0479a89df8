"""Read a plan: text in, ``Plan`` out. Never raises on any text; what is unsure becomes a ``Doubt``."""

from dataclasses import replace
from typing import TypeVar

from thidua.printed_dates import find_dates
from thidua.reading.dates import read_dates
from thidua.reading.initiatives import read_initiatives
from thidua.reading.misread import misread_words
from thidua.reading.outline import Node, outline
from thidua.reading.paragraphs import paragraphs
from thidua.reading.plan import DatedEvent, Document, Doubt, Initiative, Plan, Section, Source, Target, Task
from thidua.reading.standing import Setting
from thidua.reading.stopping import stops_reading
from thidua.reading.targets import TargetReader
from thidua.text import Folded

__all__ = ["Plan", "read_text"]

Placed = TypeVar("Placed", Section, Target, Task, DatedEvent, Initiative, Doubt)


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
    dates, doubts = read_dates(fold.folded, fold.lower, nodes, printed, [])
    doubts = [*doubts, *reader.doubts, *misread_words(fold.folded, fold.lower)]
    return Plan(
        source,
        Document(),
        sections=_carried(fold, sections),
        targets=_carried(fold, targets),
        dates=_carried(fold, dates),
        initiatives=_carried(fold, read_initiatives(fold.folded, fold.lower, _body_end(nodes))),
        doubts=_carried(fold, sorted(doubts, key=lambda doubt: doubt.span)),
    )


def _body_end(nodes: list[Node]) -> int:
    return max((node.paragraph.end for node in nodes if not node.tail), default=0)


def _carried(fold: Folded, entries: list[Placed]) -> tuple[Placed, ...]:
    """Carry the spans of entries back to the text."""
    return tuple(replace(entry, span=fold.span(*entry.span)) for entry in entries)
