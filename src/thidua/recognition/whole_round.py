"""Judge a whole round: many units at once, those first whose results are facts of others, communes last.

Reads: units, each a Case with a key and the key of the unit above it. Writes: a Finding for each, in the order given.
What a commune's own report leaves open is drawn from the results below it, as the vocabulary's ``draws`` say; a figure
that the report states is kept, and a result that is not known leaves the figure not known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.errors import OfficerError, Place
from thidua.evaluation.case import NONE, Case, Value
from thidua.evaluation.case_file import parse_case
from thidua.evaluation.finding import Finding
from thidua.evaluation.verdicts import MET, NOT_APPLICABLE, NOT_MET
from thidua.recognition.judge import judge
from thidua.recognition.order import order_of
from thidua.rulebook.rule_set import RuleSet, Vocabulary


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of a round: its key, the key of the unit above it, its case."""

    key: str
    under: str | None
    case: Case


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit with the case as it was judged (results from below filled in) and the Finding."""

    member: Member
    case: Case
    finding: Finding


def judge_round(members: Sequence[Member], rules: RuleSet, year: int | None = None) -> list[Judged]:
    """Judge every unit, in the right order; the result keeps the order given."""
    below: dict[str, list[Judged]] = {}
    done: dict[str, Judged] = {}
    draws = [d for d in rules.vocabulary.data.get("draws") or () if d["from"] == rules.key and d["as"] == "tally"]
    for _, kind in order_of({rules.key: rules}):
        for member in (m for m in members if m.case.kind == kind):
            case = member.case
            for draw in draws:
                if kind in draw["for"]:
                    case = draw_tally(case, draw, below.get(member.key, []), rules.vocabulary)
            judged = Judged(member, case, judge(replace(case, file=member.key), rules, year))
            done[member.key] = judged
            if member.under is not None:
                below.setdefault(member.under, []).append(judged)
    return [done[member.key] for member in members]


def draw_tally(case: Case, draw: Mapping[str, Any], below: Iterable[Judged], words: Vocabulary) -> Case:
    """Fill a tally from the results below: how many there are, have registered, are recognised, kind by kind.

    Units that the text does not concern are not counted. One result that is not known leaves its count not known.
    """
    found = list(below)
    facts: dict[str, Value] = {}
    for kind in draw["kinds"]:
        units = [j for j in found if j.case.kind == kind and j.finding.verdict != NOT_APPLICABLE]
        stem = f"{draw['fact']}.{kind}"
        for part, rule in draw["parts"].items():
            count = _count(units, rule)
            if count is not None:
                facts[f"{stem}.{part}"] = count
    return replace(case, facts={**facts, **case.facts})


def _count(units: Sequence[Judged], rule: Mapping[str, str]) -> int | None:
    if "stated" in rule:
        states = [j.case.facts.get(rule["stated"]) for j in units]
        return None if None in states else sum(state != NONE for state in states)
    if "verdict" in rule:
        known = all(j.finding.verdict in (MET, NOT_MET) for j in units)
        return sum(j.finding.verdict == rule["verdict"] for j in units) if known else None
    return len(units)


def read_members(lines: Iterable[str], words: Vocabulary, file: str) -> Iterator[Member]:
    """Read units from JSON lines: ``{"key": …, "under": …, "case": {…}}``; the line is named in a refusal."""
    seen: set[str] = set()
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            key, case = str(entry["key"]), entry["case"]
        except (ValueError, KeyError, TypeError):
            raise OfficerError("mỗi dòng phải là một JSON có key, under, case.", Place(file=file, row=row)) from None
        if key in seen:
            raise OfficerError(f"đơn vị «{key}» ghi hai lần.", Place(file=file, row=row))
        seen.add(key)
        try:
            yield Member(key, entry.get("under"), parse_case(json.dumps(case, ensure_ascii=False), words, file))
        except OfficerError as wrong:
            raise OfficerError(f"{key}: {wrong.sentence}", Place(file=file, row=row)) from None
