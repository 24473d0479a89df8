"""A web page of a reading: the paper on one side with every reading marked, the list on the other. Fetches nothing.

Reads: the text and the plain data of its reading. Writes: HTML in pieces, so that a long paper is never held twice.
"""

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Any

from thidua.reading.showing.words import (
    DATE_KINDS,
    amount_in_words,
    code_in_words,
    day_in_words,
    paper_in_words,
    runs_in_words,
)

Reading = dict[str, Any]
_KINDS = ("citations", "targets", "tasks", "dates", "initiatives", "doubts")
_HEADINGS = {
    "targets": "Chỉ tiêu", "tasks": "Nhiệm vụ", "dates": "Mốc thời gian", "initiatives": "Mô hình",
    "citations": "Viện dẫn", "doubts": "Chỗ còn ngờ",
}  # fmt: skip


def page(papers: Iterable[tuple[str, Reading]]) -> Iterator[str]:
    """Give the page of some papers, each its text and its reading, piece by piece.

    >>> "".join(page([])).startswith("<!DOCTYPE html>")
    True
    """
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Bản đọc văn bản</title><style>{style}</style></head><body>\n"
    )
    names: list[str] = []
    for number, (text, reading) in enumerate(papers, 1):
        names.append(reading["source"]["name"] or "Văn bản")
        yield from _article(number, text, reading)
    if len(names) > 1:
        yield from _index(names)
    yield "</body></html>\n"


def _index(names: list[str]) -> Iterator[str]:
    """All papers of the page, at its end: only then are they known."""
    yield f'<nav id="muc-luc" aria-label="Danh sách văn bản"><h2>Danh sách văn bản ({len(names)})</h2><ol>'
    yield from (f'<li><a href="#p{number}">{escape(name)}</a></li>' for number, name in enumerate(names, 1))
    yield "</ol></nav>\n"


def _legend() -> str:
    """What the marks mean; a reader without colors has the words in the list beside."""
    kinds = ("targets", "tasks", "dates", "initiatives", "citations", "doubts")
    shown = "".join(f'<li><mark class="{kind}">{_HEADINGS[kind]}</mark></li>' for kind in kinds)
    return f'<ul class="legend" aria-label="Chú giải">{shown}</ul>'


def _article(number: int, text: str, reading: Reading) -> Iterator[str]:
    yield f'<article id="p{number}"><header><h1>{escape(reading["source"]["name"] or "Văn bản")}</h1>'
    if reading["document"] is None:
        yield from (f"<p>{escape(doubt['message'])}</p>" for doubt in reading["doubts"])
        yield "</header></article>\n"
        return
    yield _identity(reading["document"]) + _legend()
    yield '<p class="jump"><a href="#muc-luc">Danh sách văn bản</a></p>'
    yield '</header><div class="sides"><section class="paper" aria-label="Văn bản">'
    yield from marked(text, reading, prefix=f"p{number}-")
    yield '</section><section class="list" aria-label="Bản đọc">'
    for kind in ("doubts", "targets", "tasks", "dates", "initiatives", "citations"):
        yield from _listed(kind, reading[kind], prefix=f"p{number}-")
    yield "</section></div></article>\n"


def _identity(paper: Reading) -> str:
    told = [
        ("Văn bản", code_in_words(paper)), ("Ngày", day_in_words(paper["date"])), ("Nơi ban hành", paper["place"]),
        ("Cơ quan", paper["issuer"]), ("Trích yếu", paper["title"]), ("Người ký", paper["signer"]),
        ("Thời gian", runs_in_words(paper["runs"])), ("Nơi nhận", "; ".join(paper["recipients"])),
    ]  # fmt: skip
    rows = (f"<dt>{label}</dt><dd>{escape(value or 'chưa rõ')}</dd>" for label, value in told)
    return f"<dl>{''.join(rows)}</dl>"


def _listed(kind: str, entries: list[Reading], prefix: str) -> Iterator[str]:
    if not entries:
        return
    yield f"<h2>{_HEADINGS[kind]} ({len(entries)})</h2><ol>"
    for number, entry in enumerate(entries, 1):
        anchor = f"{prefix}{kind}-{number}"
        said = "".join(f"<p>{escape(line)}</p>" for line in _told(kind, entry) if line)
        yield f'<li class="{kind}"><a href="#{anchor}">Xem trong văn bản</a>{said}</li>'
    yield "</ol>"


def _told(kind: str, entry: Reading) -> list[str]:
    """The lines that the list says of an entry."""
    if kind == "targets":
        per = f" mỗi {entry['per']}" if entry["per"] else ""
        about = " — ".join(part for part in (entry["subject"], entry["scope"], entry["indicator"]) if part)
        return [amount_in_words(entry) + per, about, f"Hạn: {day_in_words(entry['deadline']) or 'chưa rõ'}"]
    if kind == "tasks":
        partners = f"Phối hợp: {', '.join(entry['with'])}" if entry["with"] else ""
        due = day_in_words(entry["deadline"]) or entry["recurs"]
        return [f"{', '.join(entry['lead']) or 'Chưa rõ'}: {entry['action']}", partners, f"Hạn: {due}" if due else ""]
    if kind == "dates":
        return [f"{day_in_words(entry['date'])} ({DATE_KINDS.get(entry['kind'], entry['kind'])})", entry["label"]]
    if kind == "citations":
        return [paper_in_words(entry), entry.get("title") or ""]
    if kind == "doubts":
        return [entry["message"]]
    return [entry["name"]]


def marked(text: str, reading: Reading, prefix: str = "") -> Iterator[str]:
    """Give the text escaped, each stretch that a reading was taken from inside one ``<mark>`` with its kinds.

    Spans may overlap and nest; the sweep is linear in text and spans. Every entry has an anchor at its first letter.
    """
    edges: list[tuple[int, int, int, str]] = []
    anchors: dict[int, list[str]] = {}
    for at, kind in enumerate(_KINDS):
        for number, entry in enumerate(reading[kind], 1):
            start, end = entry["span"]
            anchors.setdefault(start, []).append(f'<a id="{prefix}{kind}-{number}"></a>')
            for first, last in ((start, end), *(entry.get("mentions") or ())):
                if first < last:
                    edges += [(first, 1, at, kind), (last, -1, at, kind)]
    edges.sort()
    cuts = sorted({0, len(text), *anchors, *(edge[0] for edge in edges)})
    depth = [0] * len(_KINDS)
    passed = 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        while passed < len(edges) and edges[passed][0] == start:
            depth[edges[passed][2]] += edges[passed][1]
            passed += 1
        yield "".join(anchors.get(start, ()))
        kinds = " ".join(kind for kind, open_ in zip(_KINDS, depth, strict=True) if open_)
        stretch = escape(text[start:end], quote=False)
        yield f'<mark class="{kinds}">{stretch}</mark>' if kinds and stretch else stretch
