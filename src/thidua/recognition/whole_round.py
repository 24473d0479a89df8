"""Judge a whole round: many units at once, those first whose results are facts of others, communes last.

Reads: units, each a Case with a key, the keys of the units above it and its rule set. Writes: a Finding for each, in
the order given. What a unit's own report leaves open is drawn from the results below it, as the vocabulary's ``draws``
say; a figure that the report states is kept, and a result that is not known leaves the figure not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.evaluation.case import NONE, Case, Value
from thidua.evaluation.finding import Finding
from thidua.evaluation.verdicts import MET, NOT_APPLICABLE, NOT_MET
from thidua.recognition.judge import judge
from thidua.recognition.order import order_of
from thidua.recognition.rounds import seat
from thidua.rulebook.rule_set import RuleSet

RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of a round: its key, the keys of the units above it, its case, the rule set that judges it.

    A team may stand under several residential areas.
    """

    key: str
    under: tuple[str, ...]
    case: Case
    rule_set: str = RECOGNITION


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit with the case as it was judged (results from below filled in) and the Finding."""

    member: Member
    case: Case
    finding: Finding


def judge_round(members: Sequence[Member], sets: Mapping[str, RuleSet], year: int | None = None) -> list[Judged]:
    """Judge every unit, in the right order; the result keeps the order given.

    ``sets`` holds the rule set of every member by its key.
    """
    below: dict[str, list[Judged]] = {}
    done: dict[tuple[str, str], Judged] = {}
    for key, kind in order_of(sets):
        rules = sets[key]
        draws = [d for d in rules.vocabulary.data.get("draws") or () if kind in d["for"]]
        for member in (m for m in members if m.rule_set == key and m.case.kind == kind):
            case, round_year = member.case, seat(rules, kind, member.case.as_of, year).round.year
            for draw in draws:
                case = draw_from(case, draw, below.get(member.key, []), round_year)
            judged = Judged(member, case, judge(replace(case, file=member.key), rules, year))
            done[key, member.key] = judged
            for above in member.under:
                below.setdefault(above, []).append(judged)
    return [done[member.rule_set, member.key] for member in members]


def draw_from(case: Case, draw: Mapping[str, Any], below: Iterable[Judged], year: int) -> Case:
    """Fill one fact from the results below; what the case states stays as stated, a kind of a tally as a whole."""
    found = [j for j in below if j.member.rule_set == draw["from"] and j.case.kind in draw["kinds"]]
    facts = _DRAWS[draw["as"]](draw, found, year)
    stated = {name.rpartition(".")[0] or name for name in case.facts}
    open_ = {name: value for name, value in facts.items() if (name.rpartition(".")[0] or name) not in stated}
    return replace(case, facts={**open_, **case.facts})


def _tally(draw: Mapping[str, Any], found: Sequence[Judged], year: int) -> dict[str, Value]:
    """Count kind by kind how many there are, have registered, are recognised.

    Units that the text does not concern are not counted. One result that is not known leaves its count not known.
    """
    facts: dict[str, Value] = {}
    for kind in draw["kinds"]:
        units = [j for j in found if j.case.kind == kind and j.finding.verdict != NOT_APPLICABLE]
        for part, rule in draw["parts"].items():
            count = _count(units, rule)
            if count is not None:
                facts[f"{draw['fact']}.{kind}.{part}"] = count
    return facts


def _rating(draw: Mapping[str, Any], found: Sequence[Judged], year: int) -> dict[str, Value]:
    """Take a rating over: the one proposed, where it was found to stand, of the same year, from one unit only.

    Before the other year has closed its result is of the year before, and says nothing of this one: not known.
    """
    standing = [j for j in found if j.finding.verdict == MET and j.finding.year == year]
    if len(found) != 1 or not standing:
        return {}
    rating = standing[0].case.facts.get("proposed_rating")
    return {} if rating is None else {draw["fact"]: rating}


def _verdict(draw: Mapping[str, Any], found: Sequence[Judged], year: int) -> dict[str, Value]:
    """Take a verdict over as yes or no, of the same year, from one unit only."""
    known = [j for j in found if j.finding.verdict in (MET, NOT_MET) and j.finding.year == year]
    return {draw["fact"]: known[0].finding.verdict == MET} if len(found) == 1 and known else {}


_DRAWS = {"tally": _tally, "rating": _rating, "verdict": _verdict}


def _count(units: Sequence[Judged], rule: Mapping[str, str]) -> int | None:
    if "stated" in rule:
        states = [j.case.facts.get(rule["stated"]) for j in units]
        return None if None in states else sum(state != NONE for state in states)
    if "verdict" in rule:
        known = all(j.finding.verdict in (MET, NOT_MET) for j in units)
        return sum(j.finding.verdict == rule["verdict"] for j in units) if known else None
    return len(units)
