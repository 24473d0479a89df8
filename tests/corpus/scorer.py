"""Score readings against gold: right, told and asked for per field, and every miss by name.

A reading is the JSON object that ``thidua read --json`` prints; gold is what tests/corpus/annotate.py wrote.  What
counts as the same is told in docs/explanation/corpus.md.  ``optional`` gold is never asked for and never held against
a reader.
"""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.corpus.likeness import (
    alike,
    near,
    number_key,
    pairs,
    same_name,
    same_title,
    strong,
    symbol_key,
    texts,
    words,
)

Entry = dict[str, Any]


@dataclass
class Tally:
    """Count what was right, told and asked for in one field."""

    right: int = 0
    told: int = 0
    asked: int = 0

    @property
    def precision(self) -> float:
        """Share of what was told that is right; 1 where nothing was told."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Share of what was asked for that was told."""
        return self.right / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Case:
    """One annotated text."""

    name: str
    path: Path
    text: str
    gold: Entry


@dataclass
class Report:
    """Hold the tallies of a set and, by name, what was missed and what was told wrongly."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def book(self, name: str, right: int, told: int, asked: int) -> None:
        """Add to a field's tally."""
        t = self.tallies[name]
        t.right, t.told, t.asked = t.right + right, t.told + told, t.asked + asked


def load(folder: Path, elsewhere: Path | None = None) -> list[Case]:
    """Read the cases of a folder; with ``elsewhere`` the texts stand there (and are known by their hash)."""
    cases = []
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        path = (elsewhere or folder) / gold["text"]
        if path.is_file():
            cases.append(Case(file.stem, path, path.read_text(encoding="utf-8"), gold))
    return cases


def read(cases: Sequence[Case], command: Sequence[str]) -> dict[str, Entry]:
    """Run the reader once over all texts and give its objects by the name of the case."""
    if not cases:
        return {}
    run = subprocess.run([*command, *(str(c.path) for c in cases)], capture_output=True, text=True, check=True)
    lines = [line for line in run.stdout.splitlines() if line.strip()]
    return {c.name: json.loads(line) for c, line in zip(cases, lines, strict=True)}


def score(cases: Iterable[Case], readings: dict[str, Entry]) -> Report:
    """Compare every reading with its gold."""
    report = Report()
    for case in cases:
        told = readings.get(case.name, {})
        for judge in (citations, targets, dates, metadata, spans, tasks, initiatives, doubts, sections):
            judge(case, told, report)
    return report


def entries(told: Entry, key: str) -> list[Entry]:
    """Give the entries of a list of the reading; what is not an entry is left out."""
    return [e for e in told.get(key) or [] if isinstance(e, dict)]


# ------------------------------------------------------------------------------------------------ citations


def _one_each(told: Entry, gold: Entry) -> tuple[list[Entry], list[Entry]]:
    """Split what was told into numbered citations (with the plan an article tells of) and acts without a number."""
    listed = entries(told, "citations")
    document = told.get("document") or {}
    if gold["metadata"].get("kind") == "article" and document.get("number"):
        listed = [*listed, document]
    numbered: dict[tuple[str, ...], Entry] = {}
    bare: dict[tuple[str, ...], Entry] = {}
    for c in listed:
        if number_key(c.get("number")) is None:
            bare.setdefault((str(c.get("type")), " ".join(words(c.get("title"))), str(c.get("date"))), c)
            continue
        key = (
            " ".join(words(c.get("type"))),
            str(number_key(c["number"])),
            symbol_key(c.get("symbol")),
            str(c.get("year")),
        )
        kept = numbered.setdefault(key, dict(c))
        for k in ("date", "issuer"):
            kept[k] = kept.get(k) or c.get(k)
    return list(numbered.values()), list(bare.values())


def _same_instrument(g: Entry, t: Entry) -> bool:
    kinds = {" ".join(words(x)) for x in [g["type"], *g.get("type_alt", [])]}
    symbols = {symbol_key(x) for x in (g.get("symbol"), g.get("symbol_normalised") or g.get("symbol"))}
    same = " ".join(words(t.get("type"))) in kinds and number_key(t.get("number")) == number_key(g["number"])
    return same and symbol_key(t.get("symbol")) in symbols and (g.get("year") in (None, str(t.get("year"))))


def _same_act(g: Entry, t: Entry) -> bool:
    if words(g["type"]) != words(t.get("type")):
        return False
    wanted, given = words(g.get("title")), words(t.get("title"))
    kind = words(g["type"])
    given = given[len(kind) :] if given[: len(kind)] == kind and wanted[: len(kind)] != kind else given
    if wanted[:3] != given[:3] and not same_title(" ".join(wanted), " ".join(given)):
        return False
    year = str(t.get("year") or str(t.get("date") or "")[:4])
    return (
        not year
        or year in (str(g.get("year") or str(g.get("date") or "")[:4]), "")
        or not (g.get("year") or g.get("date"))
    )


def citations(case: Case, told: Entry, report: Report) -> None:
    """Judge citations by type, number, symbol and year; dates and issuers on those that match."""
    gold = [c for c in case.gold["citations"] if c.get("role") != "self_repeat"]
    own = [c for c in case.gold["citations"] if c.get("role") == "self_repeat"]
    numbered, bare = _one_each(told, case.gold)
    numbered = [t for t in numbered if not any(_same_instrument(o, t) for o in own)]
    wanted = [g for g in gold if g.get("number")]
    m = _judge("citations", wanted, numbered, _same_instrument, _cited, case, report)
    for i, j in m.items():
        _attributes(wanted[i], numbered[j], case, report)
    _judge("citations without number", [g for g in gold if not g.get("number")], bare, _same_act, _cited, case, report)


def _attributes(g: Entry, t: Entry, case: Case, report: Report) -> None:
    day, given = g.get("date"), t.get("date") or None
    right = day is not None and (day == given or bool(g.get("date_year_inferred") and str(given)[-5:] == day[-5:]))
    report.book("citation dates", int(right), int(given is not None), int(day is not None))
    if not right and (day or given):
        report.missed.append(("citation dates", case.name, f"{_cited(g)}: {day}, told {given}"))
    if g.get("issuer"):
        ok = any(same_name(n, t.get("issuer")) for n in [g["issuer"], *g.get("issuer_alt", [])])
        report.book("citation issuers", int(ok), int(bool(t.get("issuer"))), 1)
        if not ok:
            report.missed.append(("citation issuers", case.name, f"{_cited(g)}: {g['issuer']}, told {t.get('issuer')}"))


def _cited(c: Entry) -> str:
    code = "/".join(str(c[k]) for k in ("number", "year", "symbol") if c.get(k))
    return f"{c.get('type')} {code or str(c.get('title'))[:60]} {c.get('date') or ''}".strip()


def _judge(
    name: str,
    wanted: list[Entry],
    told: list[Entry],
    fits: Callable[[Entry, Entry], bool],
    show: Callable[[Entry], str],
    case: Case,
    report: Report,
    close: Callable[[Entry, Entry], float] | None = None,
) -> dict[int, int]:
    """Match, tally and name the misses; optional gold takes only what the rest left."""
    needed = [i for i, g in enumerate(wanted) if not g.get("optional")]
    first = pairs([wanted[i] for i in needed], told, fits, close)
    found = {needed[i]: j for i, j in first.items()}
    spare = [i for i, g in enumerate(wanted) if g.get("optional")]
    left = [j for j in range(len(told)) if j not in found.values()]
    free = pairs([wanted[i] for i in spare], [told[j] for j in left], lambda g, t: fits(g, t) or _same_place(g, t))
    forgiven = {left[j] for j in free.values()}
    report.book(name, len(found), len(told) - len(forgiven), len(needed))
    report.missed += [(name, case.name, show(wanted[i])) for i in needed if i not in found]
    used = set(found.values()) | forgiven
    report.wrong += [(name, case.name, show(t)) for j, t in enumerate(told) if j not in used]
    return found


def _same_place(g: Entry, t: Entry) -> bool:
    """Say whether something optional was read here, in whatever unit or words: the same figure at the same place."""
    a, b = g["span"]
    c, d = t.get("span") or (0, 0)
    return "value" in g and near(g["value"], t.get("value")) and min(b, d) > max(a, c)


# ------------------------------------------------------------------------------------------------ targets


def _same_unit(g: Entry, t: Entry) -> bool:
    a, b = words(g.get("unit")) or [str(g.get("unit"))], words(t.get("unit")) or [str(t.get("unit"))]
    if a == b:
        return True
    plain = {"%", "ratio", "count"}
    if g.get("unit") == "count":
        return t.get("unit") not in (None, "%", "ratio") and set(b) <= set(words(f"{g['subject']} {g['indicator']}"))
    return g.get("unit") not in plain and t.get("unit") not in plain and same_name(g.get("unit"), t.get("unit"))


def _same_target(g: Entry, t: Entry) -> bool:
    if not (near(g["value"], t.get("value")) and near(g.get("value_max"), t.get("value_max")) and _same_unit(g, t)):
        return False
    wanted = {g["comparator"], *g.get("alt_comparators", [])}
    wanted |= {"eq", "ge"} if g["unit"] == "%" and g["value"] == 100 and wanted & {"eq", "ge"} else set()
    if t.get("comparator") not in wanted:
        return False
    subject = t.get("subject")
    if not g.get("subject") or any(alike(subject, s) for s in [g["subject"], *g.get("subject_alt", [])]):
        return True
    return alike(subject, g["indicator"]) and alike(t.get("indicator"), g["subject"])


def _closeness(g: Entry, t: Entry) -> float:
    a, b = (set(strong(" ".join(str(x.get(k) or "") for k in ("subject", "scope", "indicator")))) for x in (g, t))
    return len(a & b) / len(a | b) if a | b else 0.0


def _aimed(t: Entry) -> str:
    high = f"–{t['value_max']}" if t.get("value_max") is not None else ""
    aim = f"{t.get('comparator')} {t.get('value')}{high} {t.get('unit')}"
    return f"{aim} | {t.get('subject')} | {str(t.get('indicator'))[:60]}"


def targets(case: Case, told: Entry, report: Report) -> None:
    """Judge targets by value, unit, comparator and subject; a target told twice (title and body) counts once."""
    given = [t for t in entries(told, "targets") if t.get("value") is not None]
    wanted = [g for g in case.gold["targets"] if g["value"] is not None]
    first = pairs(wanted, given, _same_target, _closeness)
    matched = [given[j] for j in first.values()]
    kept = [t for t in given if t in matched or not any(_twins(t, k) for k in matched)]
    m = _judge("targets", wanted, kept, _same_target, _aimed, case, report, _closeness)
    for i, j in m.items():
        _target_fields(wanted[i], kept[j], case, report)


def _twins(a: Entry, b: Entry) -> bool:
    same = all(a.get(k) == b.get(k) for k in ("value", "value_max", "unit", "comparator"))
    x, y = set(strong(a.get("subject"))), set(strong(b.get("subject")))
    return same and (x == y or (bool(x | y) and len(x & y) / len(x | y) >= 0.6))


def _target_fields(g: Entry, t: Entry, case: Case, report: Report) -> None:
    if not g.get("optional"):
        _field(
            "target effort",
            t.get("effort") in (g["effort"], g.get("effort_alt")),
            g["effort"],
            t.get("effort"),
            case,
            report,
        )
    for key in ("scope", "baseline", "per"):
        if g.get(key):
            ok = alike(t.get(key), g[key]) or same_name(g[key], t.get(key))
            _field(f"target {key}", ok, g[key], t.get(key), case, report)
    if g.get("deadline") and not g.get("deadline_optional"):
        _field(
            "target deadline",
            _same_deadline(g["deadline"], str(t.get("deadline") or "")),
            g["deadline"],
            t.get("deadline"),
            case,
            report,
        )


def _same_deadline(wanted: str, told: str) -> bool:
    every = {"hằng năm", "hàng năm", "mỗi năm"}
    last = wanted.split("-")[-1] if re.fullmatch(r"\d{4}-\d{4}", wanted) else wanted
    return told in (wanted, last) or {wanted, told} <= every or (len(last) == 4 and told.startswith(last))


def _field(name: str, ok: bool, wanted: object, told: object, case: Case, report: Report) -> None:
    report.book(name, int(ok), int(told not in (None, "")), 1)
    if not ok:
        report.missed.append((name, case.name, f"{wanted}, told {told}"))


# ------------------------------------------------------------------------------------------------ the rest


def same_day(wanted: str, told: object) -> bool:
    """Say whether a told date answers the wanted one: a day without a year takes any, a month takes its last day."""
    day = str(told or "")
    if wanted.startswith("--"):
        return day == wanted or (len(day) == 10 and day[5:] == wanted[2:])
    return day == wanted or (len(wanted) == 7 and day.startswith(wanted))


def dates(case: Case, told: Entry, report: Report) -> None:
    """Judge the dates asked for (recall), their kinds, and those told without need (precision)."""
    runs = (told.get("document") or {}).get("runs") or {}
    given = [(d.get("date"), d.get("kind")) for d in entries(told, "dates")]
    given += [(runs.get("from"), "period_start"), (runs.get("to"), "period_end")]
    known = list(case.gold["dates_optional"])
    for g in case.gold["dates"]:
        allowed = [g["date"], *g.get("alt", [])]
        known += allowed
        kinds = {kind for day, kind in given if any(same_day(w, day) for w in allowed)}
        if g.get("optional"):
            continue
        report.book("dates", int(bool(kinds)), 0, 1)
        if not kinds:
            report.missed.append(("dates", case.name, f"{g['date']} {g['label']}"))
        else:
            report.book("date kinds", int(bool(kinds & {g["kind"], *g.get("kind_alt", [])})), 1, 1)
    meta = case.gold["metadata"]
    known += [c["date"] for c in case.gold["citations"] if c.get("date")]
    known += [meta[k] for k in ("date", "published", "runs_from", "runs_to") if meta.get(k)]
    listed = {str(d.get("date")) for d in entries(told, "dates") if d.get("date")}
    stray = {d for d in listed if not any(same_day(w, d) or same_day(d, w) for w in known)}
    report.book("dates told", len(listed) - len(stray), len(listed), 0)
    report.wrong += [("dates", case.name, d) for d in sorted(stray)]


def metadata(case: Case, told: Entry, report: Report) -> None:
    """Judge the paper's own marks one by one; of a page that tells of a paper only its kind and whose paper it is."""
    g, t = case.gold["metadata"], told.get("document") or {}
    checks = {"kind": (t.get("kind") or "none") in (g["kind"], *g.get("kind_alt", []))}
    names = [n for n in (g.get("issuer"), g.get("issuer_inferred_from_site"), *g.get("issuer_alt", [])) if n]
    if names and not (g.get("issuer_optional") and not t.get("issuer")):
        checks["issuer"] = any(same_name(n, t.get("issuer")) for n in names)
    if g["kind"] == "document":
        for key in ("type", "number", "symbol", "date", "place", "title", "signer"):
            if key in g and not (g[key] is None and not t.get(key)):
                checks[key] = _same_mark(key, g[key], t.get(key))
    if g.get("runs_to"):
        checks["runs to"] = (t.get("runs") or {}).get("to") == g["runs_to"]
    for key, ok in checks.items():
        report.book("metadata", int(ok), 1, 1)
        if not ok:
            mine, shown = (g.get("runs_to"), t.get("runs")) if key == "runs to" else (g.get(key), t.get(key))
            report.missed.append((f"metadata {key}", case.name, f"{mine}, told {shown}"))


def _same_mark(key: str, wanted: object, told: object) -> bool:
    if wanted is None or not told:
        return False
    if key == "number":
        return number_key(wanted) == number_key(told)
    if key == "symbol":
        return symbol_key(wanted) == symbol_key(told)
    return same_title(wanted, told) if key == "title" else words(wanted) == words(told)


def spans(case: Case, told: Entry, report: Report) -> None:
    """Judge that every span lies in the text and a citation's span holds its number."""
    for key in ("sections", "citations", "targets", "tasks", "dates", "initiatives", "doubts"):
        for e in entries(told, key):
            span = e.get("span") or []
            ok = len(span) == 2 and 0 <= span[0] < span[1] <= len(case.text)
            if ok and key == "citations" and e.get("number"):
                cut = case.text[span[0] : span[1]]
                ok = len(cut) <= 1000 and number_key(e["number"]) in {
                    number_key(n) for n in re.findall(r"\d+[a-zđ]?|\d+", cut)
                }
            report.book("spans", int(ok), 1, 1)
            if not ok:
                report.wrong.append(("spans", case.name, f"{key} {span}"))


def tasks(case: Case, told: Entry, report: Report) -> None:
    """Judge leads, partners and deadlines place by place: a told task belongs where it shares half of either."""
    for g in case.gold.get("tasks", []):
        a, b = g["span"]
        mine = []
        for t in entries(told, "tasks"):
            c, d = t.get("span") or (0, 0)
            if min(b, d) - max(a, c) >= 0.5 * max(1, min(b - a, d - c)):
                mine.append(t)
        for key, name in (("lead", "task leads"), ("with", "task partners")):
            unique = {" ".join(words(x)): x for t in mine for x in texts(t.get(key))}
            given = [x for w, x in unique.items() if w not in {" ".join(words(y)) for y in g.get("lead_also", [])}]
            if key == "lead" and g.get("lead_group"):
                ok = _same_body(g["lead"], given)
                report.book(name, int(ok), int(bool(given)), 1)
                if not ok:
                    report.missed.append((name, case.name, f"{g['text_start']!r}: {g[key]}, told {given}"))
                continue
            m = pairs(g[key], given, same_name)
            report.book(name, len(m), len(given), len(g[key]))
            missing = [x for i, x in enumerate(g[key]) if i not in m]
            if missing or len(given) > len(m):
                report.missed.append((name, case.name, f"{g['text_start']!r}: {g[key]}, told {given}"))
        due = [t["deadline"] for t in mine if t.get("deadline")]
        wanted = g.get("deadline")
        allowed = [wanted, *g.get("deadline_alt", [])]
        if wanted or (due and not g.get("deadline_alt")):
            ok = any(d in allowed for d in due)
            report.book("task deadlines", int(ok), int(bool(due)), int(bool(wanted)))
            if not ok:
                report.missed.append(("task deadlines", case.name, f"{g['text_start']!r}: {wanted}, told {due}"))


def _same_body(wanted: list[str], told: list[str]) -> bool:
    """Say whether a body of many ("các cấp, các ngành, từng cơ quan") is told, in whatever pieces."""
    a, b = set(strong(" ".join(wanted))), set(strong(" ".join(told)))
    return bool(b) and len(a & b) >= 0.5 * len(a | b)


def initiatives(case: Case, told: Entry, report: Report) -> None:
    """Judge the names of initiatives, each once."""
    if "initiatives" not in case.gold:
        return
    unique = {" ".join(words(i.get("name"))): i for i in entries(told, "initiatives")}

    def same(g: Entry, t: Entry) -> bool:
        b = set(words(t.get("name")))
        return any(len(set(words(n)) & b) >= 0.7 * len(set(words(n)) | b) for n in [g["name"], *g.get("alt", [])])

    _judge(
        "initiatives", case.gold["initiatives"], list(unique.values()), same, lambda i: str(i.get("name")), case, report
    )


def doubts(case: Case, told: Entry, report: Report) -> None:
    """Judge which of the doubts a careful person has were told (recall), at their place or by their words."""
    if "doubts" not in case.gold:
        return
    given = entries(told, "doubts")
    for g in case.gold["doubts"]:
        if not g.get("optional"):
            ok = any(_same_doubt(g, t) for t in given)
            report.book("doubts", int(ok), 0, 1)
            if not ok:
                report.missed.append(("doubts", case.name, f"{g['code']}: {g['found']} → {g['suggests']}"))


def _same_doubt(g: Entry, t: Entry) -> bool:
    a, b = t.get("span") or (0, 0)
    here = any(min(b, o + len(g["found"])) > max(a, o) for o in g["offsets"])
    if not here and words(g["found"]) != words(t.get("found")):
        return False
    if g["code"] == "misread-word" and g["suggests"]:
        return same_name(g["suggests"], t.get("suggests"))
    return t.get("code") == g["code"]


def sections(case: Case, told: Entry, report: Report) -> None:
    """Judge the outline where gold has one: id (a part above it may stand before) and title."""
    if not case.gold.get("sections"):
        return

    def same(g: Entry, t: Entry) -> bool:
        mine = f".{t.get('id')}".casefold().endswith(f".{g['id']}".casefold())
        return mine and (not g["title"] or same_title(g["title"], t.get("title")))

    m = pairs(case.gold["sections"], entries(told, "sections"), same)
    report.book("sections", len(m), 0, len(case.gold["sections"]))
    for i, g in enumerate(case.gold["sections"]):
        if i not in m:
            report.missed.append(("sections", case.name, f"{g['id']} {g['title']}"))
