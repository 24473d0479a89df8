"""Cut a paper into segments so that overlapping readings can all be marked in place.

Every segment holds plain text between two borders of spans; together they are the text, nothing lost, nothing doubled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from thidua_web.documents.models import Reading

HEADING = 160


@dataclass(frozen=True)
class Mark:
    """A span to be shown: `item` is the reading's key in the page, `kind` decides its color and word."""

    start: int
    end: int
    kind: str
    item: int
    state: str = ""


@dataclass
class Segment:
    """A run of text under the same marks, the innermost (shortest) first; `opens` are the marks that begin here."""

    start: int
    text: str
    marks: list[Mark] = field(default_factory=list)
    opens: list[Mark] = field(default_factory=list)
    heading: bool = False

    @property
    def kinds(self) -> str:
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def items(self) -> str:
        return " ".join(dict.fromkeys(str(mark.item) for mark in self.marks))

    @property
    def state(self) -> str:
        return self.marks[0].state if self.marks else ""


@dataclass
class Page:
    """The segments of one page; `number` is None where the format has no pages."""

    number: int | None
    segments: list[Segment]


def marks_of(readings: Iterable[Reading]) -> list[Mark]:
    """Give every span of the readings: their own, the doubts within them, and other mentions of a citation."""
    marks = []
    for r in readings:
        if r.start < r.end:
            marks.append(Mark(r.start, r.end, r.kind, r.pk, r.state))
        spans = r.value.get("mentions") or () if r.kind == "citation" else ()
        marks += [Mark(s, e, "mention", r.pk, r.state) for s, e in spans if s < e]
        marks += [Mark(*d["span"], "doubt", r.pk, r.state) for d in r.doubts if d["span"][0] < d["span"][1]]
    return marks


def segments(text: str, marks: Iterable[Mark], borders: Iterable[int] = ()) -> Iterator[Segment]:
    """Cut `text` at every border of a mark (and at `borders`); marks outside the text are cut back to it."""
    size = len(text)
    kept = [m for m in marks if m.start < min(m.end, size)]
    cuts = sorted(
        {0, size, *(m.start for m in kept), *(min(m.end, size) for m in kept), *(b for b in borders if b <= size)}
    )
    by_start: dict[int, list[Mark]] = {}
    for mark in kept:
        by_start.setdefault(mark.start, []).append(mark)
    live: list[Mark] = []
    for start, end in pairwise(cuts):
        opens = by_start.get(start, [])
        live = [m for m in live if m.end > start] + opens
        inner = sorted(live, key=lambda m: (m.kind != "doubt", m.end - m.start, m.item))
        yield Segment(start, text[start:end], inner, opens)


def pages(
    text: str, marks: Iterable[Mark], pieces: Iterable[dict[str, Any]], headings: Iterable[tuple[int, int]]
) -> list[Page]:
    """Group the segments by page and set headings apart."""
    starts: dict[int, int] = {}
    for piece in pieces:
        if piece.get("page"):
            starts.setdefault(piece["page"], piece["start"])
    begin = {0 if n == 0 else at: number for n, (number, at) in enumerate(sorted(starts.items(), key=lambda p: p[1]))}
    heads = sorted(headings)
    borders = [*begin, *(border for head in heads for border in head)]
    out = [Page(begin.get(0), [])]
    at = 0
    for segment in segments(text, marks, borders):
        if segment.start in begin and segment.start:
            out.append(Page(begin[segment.start], []))
        while at < len(heads) and heads[at][1] <= segment.start:
            at += 1
        segment.heading = at < len(heads) and heads[at][0] <= segment.start < heads[at][1]
        out[-1].segments.append(segment)
    return out


def heading_spans(text: str, sections: Iterable[dict[str, Any]]) -> list[tuple[int, int]]:
    """Give the first line of each section that reads as a heading: short, and not ended like a sentence."""
    spans = []
    for section in sections:
        start = section["span"][0]
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip()
        if section.get("title") and len(line) <= HEADING and not line.endswith((".", ";", ",")):
            spans.append((start, end))
    return spans
