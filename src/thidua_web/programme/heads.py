"""The head of a programme as its paper suggests it."""

import re
from typing import Any

from thidua_web.documents.models import Document, Reading


def first_guess(paper: Document, readings: list[Reading]) -> dict[str, Any]:
    """Fill title, issuer, years and days from the paper's own fields as they were confirmed."""
    about = next((r.value for r in readings if r.kind == Reading.Kind.PAPER), {})
    runs = about.get("runs") or {}
    title = about.get("title") or paper.name
    title = title[:1].upper() + title[1:]  # it stands behind the number there, and alone here
    first, last = _years(title)
    first = first or (runs.get("from") or about.get("date") or "")[:4]
    named = {"title": title, "issuer": about.get("issuer") or "", "from_year": first}
    named["to_year"] = last or (runs.get("to") or first)[:4]
    return named | {"runs_from": runs.get("from") or "", "runs_to": runs.get("to") or ""}


def _years(title: str) -> tuple[str, str]:
    """Give the years that a title names: `giai đoạn 2026 - 2030`, `năm 2024`."""
    if span := re.search(r"\b(20\d\d)\s*[-–]\s*(20\d\d)\b", title):
        return span[1], span[2]
    year = re.search(r"\bnăm\s+(20\d\d)\b", title)
    return (year[1], year[1]) if year else ("", "")
