"""Tell which mentions name the same paper.

Reads  ``Folded`` and its mentions, the code of the paper itself.
Writes ``Cited``: one ``Citation`` per paper, in the order of its first mention, and what is unsure.
"""

from itertools import count

from msgspec import Struct

from thidua.citations.doubts import ambiguous, broken_number, date_conflict, unread_date
from thidua.citations.model import Citation, Cited, Mention, Suspicion
from thidua.citations.tables import tables
from thidua.instruments import Identity, identity, number_key, same_body, symbol_key
from thidua.text import Folded, fold_name


class Own(Struct):
    """The code of the paper that is read: it never stands among its own citations."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None


class _Paper:
    """One paper while its mentions are gathered; names and year stand apart, so that adding always costs the same."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.issuers: list[str] = []
        self.year: str | None = None

    def add(self, fold: Folded, m: Mention) -> "_Paper":
        self.mentions.append(m)
        self.year = self.year or m.year or _year(m.date)
        name = fold.folded[slice(*m.issuer)] if m.issuer else None
        if name and name not in self.issuers and len(self.issuers) < 8:
            self.issuers.append(name)
        return self


def _year(date: str | None) -> str | None:
    return date[:4] if date and date[0] != "-" else None


def resolve(fold: Folded, mentions: list[Mention], own: Own | None = None) -> Cited:
    """Join the mentions of one paper, leave out the paper itself, and tell what disagrees.

    >>> from thidua.citations.find import find
    >>> fold = Folded("Chỉ thị số 05/CT-TTg ngày 23/02/2023 của Thủ tướng Chính phủ; tại Chỉ thị 05/CT-TTg")
    >>> cited = resolve(fold, find(fold))
    >>> [(c.type, c.number, c.symbol, c.date, len(c.mentions)) for c in cited.citations]
    [('Chỉ thị', '05', 'CT-TTg', '2023-02-23', 1)]
    """
    doubts: list[Suspicion] = []
    cited = []
    for m in mentions:
        if not _is_own(fold, m, own):
            cited.append(m)
        elif own is not None and own.date is not None and _dated_otherwise(m, own.date):
            doubts.append(date_conflict(fold, m, own.date))
    papers = _papers(fold, [m for m in cited if not m.bare_law], doubts)
    papers += _laws(fold, [m for m in cited if m.bare_law], papers)
    for paper in papers:
        paper.mentions.sort(key=lambda m: m.start)
    papers.sort(key=lambda p: p.mentions[0].start)
    numbers = count(1)
    citations = [_citation(fold, paper, f"c{next(numbers)}", doubts) for paper in papers]
    doubts.sort(key=lambda d: d.span)
    return Cited(citations, doubts)


def _is_own(fold: Folded, m: Mention, own: Own | None) -> bool:
    if own is None or own.number is None or m.number is None or number_key(own.number) != number_key(m.number):
        return False
    if m.symbol is None:
        return bool(own.kind and m.kind and own.kind.casefold() == m.kind.casefold() and m.year is None)
    if symbol_key(own.symbol) != symbol_key(m.symbol):
        return False
    mine, theirs = _year(own.date), _year(m.date) or m.year
    return mine is None or theirs is None or mine == theirs


def _dated_otherwise(m: Mention, date: str) -> bool:
    """Say whether a mention of the paper itself gives another whole day than its head."""
    return m.date is not None and len(m.date) == len(date) == 10 and m.date != date


def _papers(fold: Folded, mentions: list[Mention], doubts: list[Suspicion]) -> list[_Paper]:
    groups: dict[Identity, list[Mention]] = {}
    bare: list[Mention] = []
    for m in mentions:
        if m.number is None:
            continue
        if m.symbol is None:
            bare.append(m)
        else:
            groups.setdefault(identity(m.kind, m.number, m.year, m.symbol), []).append(m)
    papers: list[_Paper] = []
    for group in groups.values():
        papers += _by_year(fold, group, doubts)
    _join_bare(fold, papers, bare, doubts)
    return [p for p in papers if p.mentions]


def _by_year(fold: Folded, group: list[Mention], doubts: list[Suspicion]) -> list[_Paper]:
    """Part a group by calendar year and, where the series is kept by many bodies, by issuer."""
    papers: list[_Paper] = []
    undated: list[Mention] = []
    many = group[0].symbol is None or not _one_body(group[0].symbol)
    for m in group:
        year = m.year or _year(m.date)
        if year is None:
            undated.append(m)
            continue
        paper = next((p for p in papers if p.year == year and (not many or _same_issuer(fold, p, m))), None)
        if paper is None:
            papers.append(paper := _Paper())
        paper.add(fold, m)
    for m in undated:
        fits = [p for p in papers if not many or _same_issuer(fold, p, m)]
        if len(fits) == 1:
            fits[0].add(fold, m)
        elif fits and any(p.year for p in fits):
            doubts.append(ambiguous(fold, m))
        else:
            papers.append(_Paper().add(fold, m))
    return papers


def _one_body(symbol: str) -> bool:
    """Say whether a symbol names a body that is alone in its series."""
    known = tables().organs
    blocks = symbol.replace("/", "-").split("-")
    return any(known.get(b, {}).get("one") for b in blocks) or blocks[-1] == "TW" or symbol.startswith("QH")


def _same_issuer(fold: Folded, paper: _Paper, m: Mention) -> bool:
    if m.issuer is None:
        return True
    mine = fold.folded[m.issuer[0] : m.issuer[1]]
    return not paper.issuers or mine in paper.issuers or any(same_body(mine, name) for name in paper.issuers)


def _join_bare(fold: Folded, papers: list[_Paper], bare: list[Mention], doubts: list[Suspicion]) -> None:
    """A number without a symbol joins the only paper of its kind and number, else stands for itself."""
    by_number: dict[tuple[str, str], list[_Paper]] = {}
    for paper in papers:
        first = paper.mentions[0]
        for m in {m.kind: m for m in paper.mentions}.values():
            key = (number_key(first.number or ""), (m.kind or "").casefold())
            by_number.setdefault(key, []).append(paper)
    for m in bare:
        key = (number_key(m.number or ""), (m.kind or "").casefold())
        year = m.year or _year(m.date)
        fits = [p for p in by_number.get(key, []) if year is None or p.year in (None, year)]
        fits = [p for p in fits if _same_issuer(fold, p, m)]
        if len(fits) == 1:
            fits[0].add(fold, m)
        elif fits:
            doubts.append(ambiguous(fold, m))
        elif m.shape != "short":
            papers.append(_Paper().add(fold, m))
            by_number.setdefault(key, []).append(papers[-1])


def _laws(fold: Folded, laws: list[Mention], papers: list[_Paper]) -> list[_Paper]:
    """Join laws cited by name: to the numbered one of that name, else to each other."""
    by_name: dict[tuple[str, str], list[_Paper]] = {}
    for paper in papers:
        for m in paper.mentions:
            if m.year is not None and m.title is not None and m.kind in ("Luật", "Bộ luật", "Pháp lệnh"):
                by_name.setdefault(_law_key(fold, m), []).append(paper)
    added: list[_Paper] = []
    for m in laws:
        known = by_name.setdefault(_law_key(fold, m), [])
        year = m.year or _year(m.date)
        fits = [p for p in known if year is None or p.year in (None, year)]
        if fits:
            fits[0].add(fold, m)
        else:
            known.append(paper := _Paper().add(fold, m))
            added.append(paper)
    return added


def _law_key(fold: Folded, m: Mention) -> tuple[str, str]:
    name = fold.folded[m.title[0] : m.title[1]] if m.title else ""
    return (m.kind or "").casefold(), fold_name(name).replace(",", "").replace("(sua doi)", "").strip()


def _citation(fold: Folded, paper: _Paper, name: str, doubts: list[Suspicion]) -> Citation:
    mentions = paper.mentions
    best, dated = mentions[0], [m for m in mentions if m.date]
    date = dated[0].date if dated else None
    if len(mentions) > 1:
        best = max(mentions, key=lambda m: (bool(m.date) + bool(m.issuer and not m.issuer_before), -m.start))
        date = max(dated, key=lambda m: (len(m.date or ""), -m.start)).date if dated else None
    if len(dated) > 1 and date and len(date) == 10:
        differing = [m for m in dated if len(m.date or "") == 10 and m.date != date]
        doubts.extend(date_conflict(fold, m, date) for m in differing)
    broken = next((m for m in mentions if m.meant), None)
    if broken is not None:
        doubts.append(broken_number(fold, broken))
    doubts.extend(unread_date(fold, m) for m in mentions if m.date_doubt)
    span = fold.span(best.start, best.end)
    others = tuple(fold.span(m.start, m.end) for m in mentions if m is not best)
    symbol = next((m.symbol for m in mentions if m.symbol), None)
    kind = best.kind or next((m.kind for m in mentions if m.kind), None)
    year = next((m.year for m in mentions if m.year), None) if best.number or not date else None
    title = next((_clean(fold, m) for m in [best, *mentions] if m.title), None)
    return Citation(name, span, kind, best.number, year, symbol, date, _issuer(fold, mentions, symbol), title, others)


def _clean(fold: Folded, m: Mention) -> str | None:
    """The title in the words of the text, without the quotation marks that hold the whole of it."""
    if m.title is None:
        return None
    a, b = fold.span(*m.title)
    words = " ".join(fold.text[a:b].split())
    if len(words) > 2 and words[0] in '“"„«' and words[-1] in '”"»“' and not any(q in words[1:-1] for q in '“”"'):
        return words[1:-1].strip()
    return words


def _issuer(fold: Folded, mentions: list[Mention], symbol: str | None) -> str | None:
    """The issuer as printed; where none is printed, the one body that the symbol names."""
    told = [m for m in mentions if m.issuer]
    told.sort(key=lambda m: m.issuer_before)
    if told and told[0].issuer:
        a, b = fold.span(*told[0].issuer)
        return " ".join(fold.text[a:b].split()).replace("Ð", "Đ")
    if symbol is None:
        return None
    if symbol.upper().startswith("QH"):
        return "Quốc hội"
    known = tables().organs
    blocks = symbol.replace("/", "-").split("-")
    return next((str(known[b]["name"]) for b in blocks[:2] if known.get(b, {}).get("one")), None)
