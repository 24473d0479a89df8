"""What a brute-force search for smaller fixes may try: every known fact that may change, at its best value."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.evaluation.case import Case
from thidua.evaluation.outcome import EventFix, FactFix, Fix
from thidua.evaluation.sight import Round
from thidua.evaluation.verdicts import NOT_MET
from thidua.evaluation.weigh import weigh
from thidua.rulebook.rule_set import RuleVersion, Vocabulary

FIXED = {"households", "staff", "learners", "sections", "has_party_organisation", "protection_force.exists"}


def apply_fixes(case: Case, fixes: Sequence[Fix]) -> Case:
    facts = {**case.facts, **{fix.fact: fix.to for fix in fixes if isinstance(fix, FactFix)}}
    gone = {fix.position for fix in fixes if isinstance(fix, EventFix)}
    events = tuple(event for place, event in enumerate(case.events) if place not in gone)
    return replace(case, facts=facts, events=events)


def failing(case: Case, round_: Round, version: RuleVersion, words: Vocabulary) -> bool:
    return any(c.verdict == NOT_MET for c in weigh(case, round_, version, words).criteria)


def candidates(case: Case, words: Vocabulary, year: int) -> list[Fix]:
    """The best value of each changeable fact: no test of a recognition is harder to pass there."""
    found: list[Fix] = []
    declared = words.facts_of(case.kind)
    for name, was in case.facts.items():
        if name in FIXED or name.endswith(".total"):
            continue
        best = _best(name, declared, case, year)
        if best is not None and best != was:
            found.append(FactFix(name, was, best))
    found += [EventFix(place, event.kind, event.day) for place, event in enumerate(case.events)]
    return found


def _best(name: str, declared: dict[str, object], case: Case, year: int) -> object:
    fact = declared.get(name)
    if fact is None:
        return case.facts.get(name.rpartition(".")[0] + ".total")
    assert isinstance(fact, dict)
    if fact["type"] == "deed":
        return date(year, 3, 31)
    if fact["type"] in ("truth", "truth_or_none"):
        return True
    if fact["type"] == "rating":
        return "hoàn thành xuất sắc nhiệm vụ"
    if "at_most" in fact:
        return case.facts.get(fact["at_most"])
    return 1 if name == "initiatives_effective" else 0
