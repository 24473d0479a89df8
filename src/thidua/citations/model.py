"""Plain data of citations: what one place names (``Mention``), the paper (``Citation``), what is unsure."""

from msgspec import Struct, field

from thidua.entry import Entry

Span = tuple[int, int]


class Mention(Struct):
    """One place that names a paper. Offsets stand in the folded copy; ``start``–``end`` runs from type to issuer.

    ``date`` is as exact as the text ("2024-03-25", "2024", "--11-14"); ``date_doubt`` says why it could not be read.
    ``issuer_before``: the issuer was told before the number, outside the span. ``bare_law``: a law by its name only.
    """

    start: int
    end: int
    kind: str | None
    number: str | None
    year: str | None = None
    symbol: str | None = None
    date: str | None = None
    date_span: Span | None = None
    date_doubt: str | None = None
    date_meant: str | None = None
    issuer: Span | None = None
    issuer_before: bool = False
    title: Span | None = None
    code: Span = (0, 0)
    shape: str = ""
    meant: str | None = None
    bare_law: bool = False
    kind_said: bool = False


class Citation(Entry, frozen=True, gc=False):
    """One paper that a text names, with every place that names it. Spans are half-open, in code points of the text."""

    id: str
    span: Span
    type: str | None
    number: str | None
    year: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    mentions: tuple[Span, ...] = ()

    @property
    def code(self) -> str:
        """The number as it is said: "124/2021/TT-BCA", "46-CT/TW"; empty for a law by name."""
        return show_code(self.number, self.year, self.symbol)


class Suspicion(Struct, frozen=True):
    """What could not be read surely; same fields as a doubt of a reading, so that it becomes one as it is."""

    span: Span
    code: str
    found: str
    suggests: str | None
    message: str


class Cited(Struct):
    """What ``resolve`` hands back: the papers in the order of their first mention, and what is unsure."""

    citations: list[Citation] = field(default_factory=list)
    doubts: list[Suspicion] = field(default_factory=list)


def show_code(number: str | None, year: str | None, symbol: str | None) -> str:
    """Join number, year and symbol as papers print them.

    >>> show_code("124", "2021", "TT-BCA"), show_code("46", None, "CT/TW"), show_code("14", None, None)
    ('124/2021/TT-BCA', '46-CT/TW', '14')
    """
    if number is None:
        return ""
    if symbol and "/" in symbol and year is None:
        return f"{number}-{symbol}"
    return "/".join(part for part in (number, year, symbol) if part)
