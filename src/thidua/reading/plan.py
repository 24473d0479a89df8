"""What a reader hands back: plain data, every entry with the span of the words that it was read from.

A span is half-open and counts code points of the text read; cutting the text at a span gives the words back.
``Plan.as_dict`` gives the JSON object that ``thidua read --json`` prints, keys in one fixed order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

Span = tuple[int, int]
"""Half-open, in code points of the text read."""


class Shown(Protocol):
    """An entry that can show itself as plain data."""

    def as_dict(self) -> dict[str, Any]: ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Source:
    """Say which bytes were read."""

    name: str | None = None
    sha256: str | None = None
    chars: int = 0
    encoding: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Document:
    """Identify the paper itself (``kind`` "document"), or the paper that a page tells of (``kind`` "article").

    ``runs`` holds printed days as ``{"from": …, "to": …}``; ``spans`` maps field names to spans.
    """

    kind: str = "document"
    type: str | None = None
    number: str | None = None
    year: str | None = None
    symbol: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    runs: dict[str, str | None] = field(default_factory=lambda: {"from": None, "to": None})
    spans: dict[str, Span] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the paper; its span reaches to its next sibling, its id is made of labels ("II.2")."""

    id: str
    label: str
    title: str
    span: Span
    parent: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Target:
    """A chỉ tiêu: whose share or count must reach what, by when.

    ``comparator`` is one of ge gt le lt eq increase_ge decrease_ge; both it and ``value`` are None where the paper sets
    a target without a number (a doubt then says so). ``unit`` is "%", "count", "ratio", "lần" or the printed words.
    """

    id: str
    span: Span
    section: str | None
    subject: str | None
    scope: str | None
    indicator: str | None
    comparator: str | None
    value: int | float | None
    value_max: int | float | None
    unit: str | None
    baseline: str | None = None
    effort: str = "must"
    deadline: str | None = None
    per: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Task:
    """A nhiệm vụ: who leads (chủ trì), who supports (phối hợp), what, by when."""

    id: str
    span: Span
    section: str | None
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    action: str
    deadline: str | None = None
    recurs: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry; the supporting bodies stand under "with"."""
        return {"with" if key == "supporting" else key: value for key, value in _plain(self).items()}


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A day, month or year that the paper sets: deadline, event, period_start, period_end or commemoration."""

    span: Span
    date: str
    kind: str
    label: str

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Initiative:
    """A mô hình (or a programme run like one by units), by its name."""

    span: Span
    name: str

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be read surely: the code, what was found, what may be meant, one Vietnamese sentence."""

    span: Span
    code: str
    found: str
    suggests: str | None
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Plan:
    """A paper as read; ``document`` is None only where a secrecy mark stopped the reading."""

    source: Source
    document: Document | None
    sections: tuple[Section, ...] = ()
    citations: tuple[Shown, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the whole reading as plain data, ready for JSON.

        >>> list(Plan(Source(name="a.txt"), Document()).as_dict())[:4]
        ['source', 'document', 'sections', 'citations']
        """
        whole: dict[str, Any] = {
            "source": self.source.as_dict(),
            "document": self.document.as_dict() if self.document else None,
        }
        lists: dict[str, tuple[Shown, ...]] = {
            "sections": self.sections, "citations": self.citations, "targets": self.targets, "tasks": self.tasks,
            "dates": self.dates, "initiatives": self.initiatives, "doubts": self.doubts,
        }  # fmt: skip
        return whole | {name: [entry.as_dict() for entry in entries] for name, entries in lists.items()}


def _plain(entry: Any) -> dict[str, Any]:
    names, values = _fields(entry.__class__)
    return {
        name: value if value.__class__ in _AS_IT_IS else _json(value)
        for name, value in zip(names, values(entry), strict=True)
    }


_AS_IT_IS = frozenset((str, int, float, type(None)))


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Give the names of an entry's fields, and what takes all their values at once."""
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [part if part.__class__ in _AS_IT_IS else _json(part) for part in value]
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    return value
