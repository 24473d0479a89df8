"""From the reader's JSON to rows that a person decides on: which doubt belongs to which entry, and in which order."""

from typing import Any

from thidua_web.documents.models import Document, Reading

LISTS = {"targets": "target", "tasks": "task", "dates": "date", "citations": "citation", "initiatives": "initiative"}
PAPER_FIELDS = (
    "kind",
    "type",
    "number",
    "year",
    "symbol",
    "date",
    "place",
    "issuer",
    "title",
    "signer",
    "recipients",
    "runs",
)
ABOUT_THE_PAPER = {"issuer-missing"}
"""Doubts that no words carry: what is missing is one of the paper's own fields, and is entered there."""


def lay_out(document: Document) -> list[Reading]:
    """Make the unsaved rows of a freshly read document, the paper's own fields first."""
    reading = document.reading
    rows = [_paper(document)]
    for name, kind in LISTS.items():
        rows += [_entry(document, kind, n, entry) for n, entry in enumerate(reading.get(name, ()), start=1)]
    loose = _attach(rows, reading.get("doubts", ()))
    rows += [_entry(document, "doubt", n, doubt) for n, doubt in loose]
    return rows


def _paper(document: Document) -> Reading:
    about = document.reading.get("document") or {}
    spans = [tuple(span) for span in (about.get("spans") or {}).values()]
    value = {name: about.get(name) for name in PAPER_FIELDS}
    start, end = min(spans, default=(0, 0))
    return Reading(document=document, kind="paper", key="paper", start=start, end=end, original=value, value=value)


def _entry(document: Document, kind: str, n: int, entry: dict[str, Any]) -> Reading:
    value = {name: part for name, part in entry.items() if name not in ("id", "span")}
    start, end = entry["span"]
    key = entry.get("id") or f"{kind}-{n}"
    return Reading(document=document, kind=kind, key=key, start=start, end=end, original=value, value=value)


def _spans(row: Reading) -> list[list[int]]:
    """The words that an entry was read from; the paper's own fields stand in several places."""
    if row.kind == "paper":
        return list(((row.document.reading.get("document") or {}).get("spans") or {}).values())
    return [[row.start, row.end]]


def _attach(rows: list[Reading], doubts: Any) -> list[tuple[int, dict[str, Any]]]:
    """Hang each doubt on the entries whose words it touches; give back those that touch none."""
    loose = []
    for n, doubt in enumerate(doubts, start=1):
        start, end = doubt["span"]
        touched = [row for row in rows if any(s < max(end, start + 1) and start < e for s, e in _spans(row))]
        touched = rows[:1] if doubt["code"] in ABOUT_THE_PAPER else touched
        if not touched:
            loose.append((n, doubt))
        for row in touched:
            row.doubts = [*row.doubts, doubt]
    return loose
