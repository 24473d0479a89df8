"""The register of instruments: one row per legal thing, however papers print it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from thidua.instruments import number_key, symbol_key
from thidua.text import fold_name
from thidua_web.documents.models import Citation, Document, Instrument, Reading

LOCAL_SERIES = re.compile(r"ubnd|hđnd|bcđ|mttq|btt|[/-](tu|hu|đu)|^(tu|hu|đu)|sở|tđkt")
"""Symbols that every province, commune or board uses for a series of its own: there the place tells papers apart."""
BASIS = re.compile(r"(?:^|[\n;.,])\W*căn cứ(?: vào)?(?: các)?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Key:
    """What two mentions must share to name one instrument; `year` and `place` may be unknown."""

    type: str
    number: str
    symbol: str
    year: str
    place: str

    @property
    def series(self) -> str:
        return f"{self.type}|{self.number}|{self.symbol}"

    @property
    def identity(self) -> str:
        return f"{self.series}|{self.year or '?'}|{self.place}"[:400]


def key_of(named: dict[str, Any], *, place: str | None = None) -> Key:
    """Fold what is printed of an instrument into its key; a body without its place takes that of the citing paper."""
    number, symbol = str(named.get("number") or ""), symbol_key(named.get("symbol"))
    year = str(named.get("year") or "") or (named.get("date") or "")[:4].strip("-")
    head = number_key(number) if number else fold_name(named.get("title") or "")[:200]
    return Key(fold_name(named.get("type") or ""), head, symbol, year, _place(named, symbol, place))


def _place(named: dict[str, Any], symbol: str, fallback: str | None) -> str:
    if not LOCAL_SERIES.search(symbol) or symbol.endswith("tw"):
        return ""
    issuer = fold_name(named.get("issuer") or "")
    own = re.search(r"\b(tinh|thanh pho|huyen|thi xa|quan|xa|phuong)\s+(?!uy\b)(\w.*)", issuer)
    return own[2].strip() if own else fold_name(fallback or "")


def enter(named: dict[str, Any], *, place: str | None = None) -> Instrument:
    """Find the instrument that these words name, or enter it; what the register did not know yet is filled in."""
    key = key_of(named, place=place)
    found = Instrument.objects.filter(identity=key.identity).first() or _only_candidate(key)
    if found is None:
        found = Instrument(identity=key.identity)
    for field, part in (("type", "type"), ("number", "number"), ("symbol", "symbol"), ("date", "date"),
                        ("issuer", "issuer"), ("subject", "title")):  # fmt: skip
        if not getattr(found, field):
            setattr(found, field, named.get(part) or "")
    found.year = found.year or (int(named["year"]) if named.get("year") else None)
    if found.identity != key.identity and key.year and "|?|" in found.identity:
        found.identity = key.identity
    found.folded = fold_name(
        f"{found.type} {found.code} {found.symbol.replace('-', ' ')} {found.issuer} {found.subject}"
    )
    found.save()
    return found


def _only_candidate(key: Key) -> Instrument | None:
    """Give the one instrument that the mention can mean: an undated mention joins the only dated one."""
    fitting = []
    for instrument in Instrument.objects.filter(identity__startswith=f"{key.series}|"):
        year, place = instrument.identity.split("|")[3:5]
        if (year in ("?", key.year) or not key.year) and (place == key.place or not place or not key.place):
            fitting.append(instrument)
    return fitting[0] if len(fitting) == 1 else None


def sentence_around(text: str, start: int, end: int, *, reach: int = 280) -> str:
    """Cut the sentence that a span stands in, at most `reach` characters to each side."""
    left = max(text.rfind(mark, max(0, start - reach), start) for mark in ("\n", ". ", "; "))
    left = left + 1 if left >= 0 else max(0, start - reach)
    stops = [at for mark in ("\n", ". ", ";") if (at := text.find(mark, end, end + reach)) >= 0]
    right = min(stops) if stops else min(len(text), end + reach)
    return " ".join(text[left:right].split())


def is_basis(text: str, start: int) -> bool:
    """Say whether what begins at `start` is named as a basis: `Căn cứ` stands right before it, opening its clause.

    >>> line = "Căn cứ Kế hoạch số 5/KH-BCA thực hiện Chỉ thị số 2/CT-TTg;"
    >>> is_basis(line, 7), is_basis(line, line.index("Chỉ"))
    (True, False)
    """
    return bool(BASIS.search(text[max(0, start - 40) : start]))


def forget(instruments: Iterable[Instrument]) -> None:
    """Take those out of the register that no paper names any more and no programme rests on."""
    for instrument in instruments:
        if not instrument.citations.exists() and not instrument.documents.exists():
            with suppress(ProtectedError), transaction.atomic():
                instrument.delete()


def link(reading: Reading, document: Document) -> Citation:
    """Enter the instrument of one citation reading and draw (or redraw) its edge."""
    place = (document.reading.get("document") or {}).get("place")
    edge, _new = Citation.objects.update_or_create(
        reading=reading,
        defaults={
            "document": document,
            "instrument": enter(reading.value, place=place),
            "start": reading.start,
            "end": reading.end,
            "sentence": sentence_around(document.text, reading.start, reading.end),
            "date": (reading.value.get("date") or "")[:10],
            "is_legal_basis": is_basis(document.text, reading.start),
        },
    )
    return edge
