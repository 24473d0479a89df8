"""What a reader hands back: plain data, every entry with the span of the words that it was read from.

A span is half-open and counts code points of the text read; cutting the text at a span gives the words back.
``Plan.as_json`` gives the JSON object that ``thidua read --json`` prints, keys in one fixed order.
"""

from msgspec import field

from thidua.citations.model import Citation
from thidua.entry import Entry

Span = tuple[int, int]
"""Half-open, in code points of the text read."""


class Source(Entry, frozen=True, gc=False):
    """Say which bytes were read."""

    name: str | None = None
    sha256: str | None = None
    chars: int = 0
    encoding: str | None = None


class Document(Entry, frozen=True, gc=False):
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


class Section(Entry, frozen=True, gc=False):
    """A numbered part of the paper; its span reaches to its next sibling, its id is made of labels ("II.2")."""

    id: str
    label: str
    title: str
    span: Span
    parent: str | None = None


class Target(Entry, frozen=True, gc=False):
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


class Task(Entry, frozen=True, gc=False, rename={"supporting": "with"}):
    """A nhiệm vụ: who leads (chủ trì), who supports (phối hợp), what, by when."""

    id: str
    span: Span
    section: str | None
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    action: str
    deadline: str | None = None
    recurs: str | None = None


class DatedEvent(Entry, frozen=True, gc=False):
    """A day, month or year that the paper sets: deadline, event, period_start, period_end or commemoration."""

    span: Span
    date: str
    kind: str
    label: str


class Initiative(Entry, frozen=True, gc=False):
    """A mô hình (or a programme run like one by units), by its name."""

    span: Span
    name: str


class Doubt(Entry, frozen=True, gc=False):
    """What could not be read surely: the code, what was found, what may be meant, one Vietnamese sentence."""

    span: Span
    code: str
    found: str
    suggests: str | None
    message: str


class Plan(Entry, frozen=True, gc=False):
    """A paper as read; ``document`` is None only where a secrecy mark stopped the reading."""

    source: Source
    document: Document | None
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    doubts: tuple[Doubt, ...] = ()
