"""Read a plan: text in, ``Plan`` out. Never raises on any text; what is unsure becomes a ``Doubt``."""

import re
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import force_setattr

from thidua.citations import Mention, Suspicion, find_all, resolve
from thidua.printed_dates import PrintedDate, find_dates
from thidua.reading.dates import read_dates
from thidua.reading.initiatives import read_initiatives
from thidua.reading.metadata import read_metadata
from thidua.reading.misread import apart, misread_words
from thidua.reading.outline import Node, outline
from thidua.reading.paragraphs import opens_story, paragraphs
from thidua.reading.plan import DatedEvent, Document, Doubt, Initiative, Plan, Section, Source, Span, Target, Task
from thidua.reading.runs import year_of
from thidua.reading.secrecy import secret_doubt
from thidua.reading.spans import Spans
from thidua.reading.standing import Setting
from thidua.reading.stopping import stops_reading
from thidua.reading.targets import TargetReader
from thidua.reading.tasks import read_tasks
from thidua.text import Folded, one_byte_each

if TYPE_CHECKING:
    from thidua.reading.revision import compare

__all__ = ["Plan", "compare", "read_text"]

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
    fold, misprints = apart(Folded(text))
    secret = secret_doubt(fold)
    if secret:
        return Plan(source, None, doubts=(secret,))
    sections, nodes = outline(fold.folded, paragraphs(fold), fold.once(one_byte_each))
    printed = fold.once(find_dates)
    mentions = list(find_all(fold))
    metadata = read_metadata(fold, mentions)
    cited = resolve(fold, mentions, metadata.own)
    masked = _masks(mentions)
    headline = _headline_year(nodes)
    setting = _setting(fold, metadata.document, _spoken_from(nodes, headline) or _published(printed, masked))
    reader = TargetReader(fold, setting, printed, masked)
    targets = reader.read(nodes, metadata.ends or headline)
    dates, doubts = read_dates(fold.folded, fold.lower, nodes, printed, _own_day(fold, metadata.document, masked))
    doubts = [*doubts, *reader.doubts, *misread_words(fold)]
    return Plan(
        source,
        metadata.document,
        sections=_carried(fold, sections),
        citations=tuple(cited.citations),
        targets=_carried(fold, targets),
        tasks=_carried(fold, read_tasks(fold.folded, fold.lower, nodes, printed)),
        dates=_carried(fold, dates),
        initiatives=_carried(fold, read_initiatives(fold.folded, fold.lower, _body_end(nodes))),
        doubts=_all_doubts((*metadata.doubts, *misprints, *_carried(fold, doubts)), cited.doubts),
    )


def _masks(mentions: list[Mention]) -> list[Span]:
    """Give the stretches that name papers: their numbers and days are nobody's targets or deadlines."""
    return [span for m in mentions for span in ((m.start, m.end), m.date_span, m.title) if span is not None]


def _headline_year(nodes: list[Node]) -> str | None:
    """Give the one year that the first line names, where it is a headline, or the opening of the story below it."""
    if not nodes or nodes[0].paragraph.rank is not None:
        return None
    opening = next((n.text for n in nodes[1:3] if opens_story(n.text)), "")
    return year_of(nodes[0].text[:300]) or year_of(opening[:300])


def _spoken_from(nodes: list[Node], headline: str | None) -> str | None:
    """Leave out a year of the headline that is only aimed at: "Đến năm 2025, 80% …"."""
    return None if headline and f"đến năm {headline}" in nodes[0].text[:300].lower() else headline


def _own_day(fold: Folded, document: Document, masked: list[Span]) -> Spans:
    """Add the paper's own day to the spans of cited papers: no day there is one that the paper sets."""
    told = document.spans.get("date") if document.kind == "document" else None
    return Spans([*masked, (fold.offset(told[0]), fold.offset(told[1]))] if told else masked)


_REPORTS = ("Báo cáo", "Tờ trình")
_NO_PLAN = ("Báo cáo", "Tờ trình", "Thông báo", "Luật", "Nghị định", "Thông tư", "Biên bản")


def _published(printed: list[PrintedDate], masked: list[Span]) -> str | None:
    """Give the year of the first day printed near the top of a page, cited papers left out: when it was published."""
    taken = Spans(masked)
    for date in printed:
        if date.start > _TOP:
            return None
        if date.year and date.day and not taken.meets(date.start, date.end):
            return str(date.year)
    return None


_TOP = 300
"""Characters: where a page says when it was published."""


_HEAD = 700
_PLEDGED = re.compile(r"(?:GIAO ƯỚC|ĐĂNG KÝ) THI ĐUA")
"""The name of a paper in which units say what they will reach."""


def _setting(fold: Folded, document: Document, headline: str | None) -> Setting:
    """Say what the paper's own head tells of its numbers: a page or the plan, its year, whether it reports."""
    day = document.date or document.runs["from"] or ""
    year = int(day[:4]) if day[:4].isdigit() else int(headline) if headline else None
    loose = document.kind == "article" or (document.number is None and document.date is None)
    told_of = document.kind == "article" and document.number is not None and document.type not in _NO_PLAN
    month = int(day[5:7]) if document.date and day[5:7].isdigit() else None
    pledged = _PLEDGED.search(fold.folded, 0, _HEAD) is not None
    return Setting(loose, year, document.type in _REPORTS, told_of, month, pledged)


def _all_doubts(own: tuple[Doubt, ...], suspicions: list[Suspicion]) -> tuple[Doubt, ...]:
    """Put the doubts of all readers together in the order of the text, each once."""
    whole = {(s.span, s.code): Doubt(s.span, s.code, s.found, s.suggests, s.message) for s in suspicions}
    for doubt in own:
        whole.setdefault((doubt.span, doubt.code), doubt)
    return tuple(sorted(whole.values(), key=lambda doubt: (doubt.span, doubt.code)))


def _body_end(nodes: list[Node]) -> int:
    return max((node.paragraph.end for node in nodes if not node.tail), default=0)


def _carried(fold: Folded, entries: list[Placed]) -> tuple[Placed, ...]:
    """Carry the spans of entries back to the text, in place: this reading made them, nobody else holds them yet."""
    for entry in entries:
        force_setattr(entry, "span", fold.span(*entry.span))
    return tuple(entries)


def __getattr__(name: str) -> Any:
    """Load what a first reading does not need when it is asked for."""
    if name == "compare":
        from thidua.reading.revision import compare

        return compare
    raise AttributeError(f"module 'thidua.reading' has no attribute {name!r}")
