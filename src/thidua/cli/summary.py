"""Print a reading for a person at a terminal: what paper it is, targets, tasks, deadlines, papers cited, doubts."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from thidua.cli.ink import PLAIN, Ink
from thidua.cli.terminal import pad, table, underlined, visible, wrap
from thidua.reading.showing.sentences import line_of, sentence_around
from thidua.reading.showing.words import (
    DATE_KINDS,
    amount_in_words,
    code_in_words,
    day_in_words,
    number_in_words,
    paper_in_words,
    runs_in_words,
)

Reading = dict[str, Any]
TOTALS = {"targets": "chỉ tiêu", "tasks": "nhiệm vụ", "doubts": "chỗ còn ngờ"}
_LABEL = 20


def summary(reading: Reading, text: str, width: int, ink: Ink = PLAIN) -> str:
    """Lay out one reading for a terminal ``width`` cells wide; ``reading`` is what ``Plan.as_dict`` gives."""
    source = reading["source"]
    size = ink.dim(f"· {source['encoding']} · {number_in_words(source['chars'])} ký tự")
    lines = [f"{ink.bold(visible(source['name']))} {size}"]
    if reading["document"] is None:
        return "\n".join([*lines, "", *_spoken(reading["doubts"], width), ""])
    blocks = [_document, _targets, _tasks, _dates, _initiatives, _citations]
    for block in blocks:
        lines += block(reading, width, ink)
    return "\n".join([*lines, *_doubts(reading["doubts"], text, width, ink), ""])


def total(count: int, refused: int, found: Mapping[str, int]) -> str:
    """Say in one sentence what many files gave together.

    >>> total(3, 1, {"targets": 40, "tasks": 12, "doubts": 5})
    'Cả 3 văn bản: 40 chỉ tiêu, 12 nhiệm vụ, 5 chỗ còn ngờ. 1 tệp không mở được, nêu ở dòng lỗi.'
    """
    lost = f" {number_in_words(refused)} tệp không mở được, nêu ở dòng lỗi." if refused else ""
    told = ", ".join(f"{number_in_words(found[kind])} {name}" for kind, name in TOTALS.items())
    return f"Cả {number_in_words(count)} văn bản: {told}.{lost}"


def _headed(title: str, count: int, body: list[str], ink: Ink) -> list[str]:
    return ["", ink.bold(f"{title} ({count})"), *body] if count else []


def _document(reading: Reading, width: int, ink: Ink) -> Iterator[str]:
    paper = reading["document"]
    about = "Văn bản được nói tới" if paper["kind"] == "article" else "Văn bản"
    told = [
        (about, code_in_words(paper)),
        ("Ngày, nơi ban hành", ", ".join(part for part in (day_in_words(paper["date"]), paper["place"]) if part)),
        ("Cơ quan ban hành", paper["issuer"]),
        ("Trích yếu", paper["title"]),
        ("Người ký", paper["signer"]),
        ("Thời gian", runs_in_words(paper["runs"])),
        ("Nơi nhận", "; ".join(paper["recipients"])),
    ]
    for label, value in told:
        first, *rest = wrap(value or "chưa rõ", max(width - _LABEL - 2, 16))
        yield f"{ink.dim(pad(label, _LABEL))}  {first if value else ink.dim(first)}"
        yield from (" " * (_LABEL + 2) + line for line in rest)


def _targets(reading: Reading, width: int, ink: Ink) -> list[str]:
    rows = [
        [
            entry["section"] or "",
            " — ".join(part for part in (entry["subject"], entry["scope"]) if part),
            entry["indicator"] or "",
            amount_in_words(entry) + (f" mỗi {entry['per']}" if entry["per"] else ""),
            day_in_words(entry["deadline"]),
        ]
        for entry in reading["targets"]
    ]
    head = ["Mục", "Đối tượng", "Nội dung", "Mức", "Hạn"]
    return _headed("CHỈ TIÊU", len(rows), table(head, rows, width) if rows else [], ink)


def _tasks(reading: Reading, width: int, ink: Ink) -> list[str]:
    rows = [
        [
            entry["section"] or "",
            ", ".join(entry["lead"]) or "chưa rõ",
            entry["action"] + (f" (phối hợp: {', '.join(entry['with'])})" if entry["with"] else ""),
            day_in_words(entry["deadline"]) or entry["recurs"] or "",
        ]
        for entry in reading["tasks"]
    ]
    return _headed("NHIỆM VỤ", len(rows), table(["Mục", "Chủ trì", "Việc", "Hạn"], rows, width) if rows else [], ink)


def _dates(reading: Reading, width: int, ink: Ink) -> list[str]:
    rows = [[day_in_words(d["date"]), DATE_KINDS.get(d["kind"], d["kind"]), d["label"]] for d in reading["dates"]]
    return _headed("MỐC THỜI GIAN", len(rows), table(["Ngày", "Loại", "Việc"], rows, width) if rows else [], ink)


def _initiatives(reading: Reading, width: int, ink: Ink) -> list[str]:
    names = list(dict.fromkeys(entry["name"] for entry in reading["initiatives"]))
    return _headed("MÔ HÌNH", len(names), [f"- {line}" for name in names for line in wrap(name, width - 2)], ink)


def _citations(reading: Reading, width: int, ink: Ink) -> list[str]:
    lines: list[str] = []
    for entry in reading["citations"]:
        again = len(entry.get("mentions") or ())
        said = paper_in_words(entry) + (f" (nhắc lại {again} lần)" if again else "")
        first, *rest = wrap(said, width - 2)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return _headed("VIỆN DẪN", len(reading["citations"]), lines, ink)


def _doubts(doubts: list[Reading], text: str, width: int, ink: Ink) -> list[str]:
    lines: list[str] = []
    for doubt in doubts:
        start, end = doubt["span"]
        lines += ["", *_spoken([doubt], width)]
        if start < end and doubt["code"] != "long-line":
            first, last = sentence_around(text, start, end)
            shown = underlined(text[first:last], start - first, min(end, last) - first, width - 4, ink)
            lines += [
                ink.dim(f"  dòng {line_of(text, start)}:"),
                *textwrap.indent("\n".join(shown), "    ").split("\n"),
            ]
    return _headed("CHỖ CÒN NGỜ", len(doubts), lines[1:], ink)


def _spoken(doubts: list[Reading], width: int) -> list[str]:
    return [line for doubt in doubts for line in wrap(doubt["message"], width)]
