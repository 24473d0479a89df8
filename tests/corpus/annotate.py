"""Turn an annotator's notes into a text and its gold.

    python -m tests.corpus.annotate NOTES… --out tests/corpus/dev

One notes file holds many texts.  Offsets are never typed: a note quotes the words it was read from (``@words``,
``@first … last`` for a long stretch, ``@2:words`` for the second place) and the place is looked up, blind only to how
spaces and line breaks fall.
The notation is told in docs/explanation/corpus.md.
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
LISTS = ("citations", "targets", "dates", "tasks", "initiatives", "doubts", "sections")
CITED = ("type", "number", "symbol", "year", "date", "issuer")
MANY = {"kind_alt", "issuer_alt", "subject_alt", "type_alt", "alt", "alt_comparators", "deadline_alt", "lead_also"}
UNESCAPED = {r"\u00a0": "\u00a0", r"\ufeff": "\ufeff", r"\t": "\t"}


class NoteError(ValueError):
    """A note that cannot be placed; the annotator mends it."""


def find(text: str, quote: str, nth: int = 1, start: int = 0) -> tuple[int, int]:
    """Give the place of the nth occurrence of the words, whatever white space stands between them."""
    pattern = r"\s+".join(re.escape(w) for w in quote.split())
    places = list(re.finditer(pattern, text[start:]))
    if len(places) < nth:
        raise NoteError(f"not in the text: {quote!r} ({nth})")
    return start + places[nth - 1].start(), start + places[nth - 1].end()


def place(text: str, quote: str) -> tuple[int, int]:
    """Give the span of ``words``, ``2:words`` or ``first … last``."""
    m = re.match(r"(\d+):(.*)", quote, re.S)
    nth, quote = (int(m[1]), m[2]) if m else (1, quote)
    head, gap, tail = quote.partition("…")
    start, end = find(text, head, nth)
    if gap:
        end = find(text, tail, 1, end)[1]
    return start, end


def value(field: str) -> float | int | None:
    """Read 75, 7.5 or -."""
    if field == "-":
        return None
    number = float(field)
    return int(number) if number.is_integer() else number


def spread(parts: list[str]) -> Gold:
    """Read trailing ``key=value`` fields; a bare word is a flag."""
    out: Gold = {}
    for part in parts:
        key, eq, told = part.partition("=")
        if not eq:
            out[key] = True
        elif key in MANY:
            out[key] = [x.strip() for x in told.split(";")]
        else:
            out[key] = told
    return out


def _citation(parts: list[str]) -> Gold:
    entry: Gold = dict(zip(CITED, (None if p == "-" else p for p in parts), strict=False))
    return entry | spread(parts[len(CITED) :]) | ({} if entry["number"] else {"numberless": True})


def _target(parts: list[str]) -> Gold:
    comparator, figure, unit = parts[0].split(" ", 2)
    low, _, high = figure.partition("~")
    entry: Gold = {"subject": parts[1], "indicator": parts[2], "scope": None}
    entry |= {"comparator": None if comparator == "-" else comparator, "value": value(low)}
    entry |= {"value_max": value(high) if high else None, "unit": None if unit == "-" else unit}
    entry["comparator"] = entry["comparator"] if entry["value"] is not None else None
    return entry | {"baseline": None, "effort": "must", "deadline": None, "per": None} | spread(parts[3:])


def _task(parts: list[str]) -> Gold:
    lead, supporting = ([] if p == "-" else [x.strip() for x in p.split(";")] for p in parts[:2])
    return {"lead": lead, "with": supporting, "deadline": None if parts[2] == "-" else parts[2]} | spread(parts[3:])


def _date(parts: list[str]) -> Gold:
    return {"date": parts[0].split(" ")[0], "kind": parts[0].split(" ")[1], "label": parts[1]} | spread(parts[2:])


def _doubt(parts: list[str]) -> Gold:
    return {"code": parts[0], "found": parts[1], "suggests": None if parts[2] == "-" else parts[2]} | spread(parts[3:])


READERS = {
    "c": ("citations", _citation),
    "t": ("targets", _target),
    "k": ("tasks", _task),
    "d": ("dates", _date),
    "i": ("initiatives", lambda parts: {"name": parts[0]} | spread(parts[1:])),
    "x": ("doubts", _doubt),
    "s": (
        "sections",
        lambda parts: {"id": parts[0], "label": parts[1], "title": parts[2].strip("-")} | spread(parts[3:]),
    ),
}


def entry_of(text: str, letter: str, parts: list[str]) -> tuple[str, Gold]:
    """Read one note into the list it belongs to and the entry with its span."""
    quotes = [p[1:] for p in parts if p.startswith("@")]
    listed, read = READERS[letter]
    entry = read([p for p in parts if not p.startswith("@")])
    if letter == "x":
        pattern = r"\s+".join(re.escape(w) for w in entry["found"].split())
        entry["offsets"] = [m.start() for m in re.finditer(pattern, text)]
        if not entry["offsets"]:
            raise NoteError(f"not in the text: {entry['found']!r}")
        if quotes:
            entry["offsets"] = [place(text, quotes[0])[0]]
        return listed, entry
    default = {"i": entry.get("name"), "s": f"{entry.get('label')} {entry.get('title')}"}.get(letter)
    quote = quotes[0] if quotes else default
    if quote is None:
        raise NoteError(f"no @words: {parts}")
    start, end = place(text, quote)
    entry |= {"span": [start, end], "words": text[start:end] if end - start <= 120 else text[start : start + 60]}
    if letter == "c":
        entry |= {"offset": start, "text_start": text[start : start + 25]}
    if letter == "k":
        entry |= {"text_start": text[start : start + 40]}
    return listed, entry


def gold_of(name: str, text: str, notes: str) -> Gold:
    """Build the gold of one text from its notes."""
    gold: Gold = {"id": name, "text": f"{name}.txt", "metadata": {}, "dates_optional": [], "noise": [], "whole": False}
    gold |= {key: [] for key in LISTS}
    for line in notes.strip().splitlines():
        if not line.strip():
            continue
        letter, _, rest = line.partition(" ")
        parts = [p.strip() for p in rest.split(" | ")]
        if letter == "m":
            gold["metadata"] |= {k: (None if v == "-" else v) for k, v in spread(parts).items()}
        elif letter in ("n", "p"):
            told = [tag.strip() for tag in rest.split(",")]
            gold["noise" if letter == "n" else "provenance"] = told if letter == "n" else rest.strip()
        elif letter == "o":
            gold["dates_optional"] += [d.strip() for d in rest.split(",")]
        elif letter == "w":
            gold["whole"] = True
        else:
            try:
                listed, entry = entry_of(text, letter, parts)
            except (NoteError, KeyError, ValueError, IndexError) as error:
                raise NoteError(f"{name}: {line[:90]}: {error}") from error
            gold[listed].append(entry)
    if not gold["whole"]:
        for key in ("tasks", "initiatives", "doubts", "sections"):
            if not gold[key]:
                del gold[key]
    return gold


def read_notes(path: Path) -> list[tuple[str, str, Gold]]:
    """Give (name, text, gold) of every text in a notes file."""
    out = []
    for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        name, *ways = head.split()
        text, _, notes = body.partition("\n--- gold\n")
        for escaped, real in UNESCAPED.items():
            text = text.replace(escaped, real)
        if "nfd" in ways:
            text, notes = unicodedata.normalize("NFD", text), unicodedata.normalize("NFD", notes)
        gold = gold_of(name, text + "\n", notes)
        if "nfd" in ways:  # gold speaks plainly; its spans count the code points of the text
            gold = json.loads(unicodedata.normalize("NFC", json.dumps(gold, ensure_ascii=False)))
        out.append((name, text + "\n", gold))
    return out


def main(argv: list[str]) -> int:
    """Write the texts and gold of the notes files into a folder."""
    parser = argparse.ArgumentParser(description="Dựng văn bản và đáp án từ ghi chú của người chú giải.")
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--of", type=Path, help="folder of texts that stay where they are (gold only, keyed by sha256)")
    given = parser.parse_args(argv)
    given.out.mkdir(parents=True, exist_ok=True)
    for path in given.notes:
        try:
            for name, text, gold in texts_of(path, given.of):
                if given.of is None:
                    (given.out / f"{name}.txt").write_text(text, encoding="utf-8")
                written = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
                (given.out / f"{name}.json").write_text(written, encoding="utf-8")
        except NoteError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            return 1
    return 0


def texts_of(path: Path, folder: Path | None) -> list[tuple[str, str, Gold]]:
    """Read notes on texts that stand in the notes, or on texts of a folder that are only pointed to."""
    if folder is None:
        return read_notes(path)
    out = []
    for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, notes = block.partition("\n")
        file = next(folder.glob(f"{name.strip()}*.txt"))
        text = file.read_text(encoding="utf-8")
        gold = gold_of(name.strip(), text, notes)
        gold |= {"text": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        for entry in (e for key in LISTS for e in gold.get(key, []) if "words" in e):
            entry["words"] = entry["words"][:40]  # of a text that is not ours only short quotes are kept
        out.append((name.strip(), text, gold))
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
