"""Weigh one criterion for one unit: slow, obviously right, and the yardstick for the evaluator over columns.

A criterion is a list of tests that must all be met; an entry may be ``any`` (one is enough) or ``all`` of others. A
test, an entry or the whole criterion may stand behind a gate (``when``): asked only where a fact of the unit says so;
not known holds it back. ``waived`` lifts a criterion only where the fact that lifts it is stated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.evaluation.finding import CriterionFinding
from thidua.evaluation.gates import gate_name, gate_state
from thidua.evaluation.kinds import KINDS
from thidua.evaluation.outcome import EventFix, Fix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import (
    MET,
    NOT_MET,
    UNDECIDABLE,
    all_of,
    any_of,
    behind_gate,
)
from thidua.rulebook.rule_set import Criterion, Vocabulary


@dataclass(frozen=True, slots=True)
class Weighed:
    """The result of a test or of a group of tests."""

    verdict: str
    needs: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    leaves: tuple[tuple[Test, Outcome], ...] = ()


def weigh_criterion(criterion: Criterion, sight: Sight) -> CriterionFinding:
    """Weigh one criterion and say why."""
    lifted = criterion.waived
    if lifted is not None and gate_state(lifted, sight) is True:
        return _found(criterion, Weighed(MET), sight, lifted["because"], lifted["confidence"])
    weighed = weigh_entry({"all": criterion.all, "when": criterion.when}, sight)
    gate = criterion.when
    if gate is not None and gate_state(gate, sight) is False:
        return _found(criterion, weighed, sight, gate["otherwise"], gate.get("confidence", criterion.confidence))
    return _found(criterion, weighed, sight, None, criterion.confidence)


def weigh_entry(entry: Mapping[str, Any], sight: Sight) -> Weighed:
    """Weigh a test or a group, with its gate."""
    weighed = _weigh_open(entry, sight)
    gate = entry.get("when")
    if gate is None:
        return weighed
    state = gate_state(gate, sight)
    if state is False:
        return Weighed(MET, leaves=((entry, Outcome(MET, "gate.not_asked", args={"because": gate["otherwise"]})),))
    if state is True:
        return weighed
    verdict = behind_gate(None, weighed.verdict)
    needs = () if verdict == MET else (gate_name(gate), *weighed.needs)
    shut = Outcome(verdict, "gate.unknown", (gate_name(gate),))
    return Weighed(verdict, needs, (), weighed.leaves if verdict == MET else ((entry, shut), *_unknown(weighed)))


def _weigh_open(entry: Mapping[str, Any], sight: Sight) -> Weighed:
    if "test" in entry:
        outcome = KINDS[entry["test"]].judge(entry, sight)
        return Weighed(outcome.verdict, outcome.needs, outcome.fixes, ((entry, outcome),))
    if "any" in entry:
        parts = [weigh_entry(inner, sight) for inner in entry["any"]]
        return _either(parts)
    parts = [weigh_entry(inner, sight) for inner in entry["all"]]
    return Weighed(
        all_of(p.verdict for p in parts),
        tuple(n for p in parts for n in p.needs),
        tuple(f for p in parts for f in p.fixes),
        tuple(leaf for p in parts for leaf in p.leaves),
    )


def _either(parts: list[Weighed]) -> Weighed:
    verdict = any_of(p.verdict for p in parts)
    decisive = [p for p in parts if p.verdict == verdict]
    leaves = tuple(leaf for p in decisive for leaf in p.leaves)
    if verdict == NOT_MET:
        mendable = [p for p in parts if p.fixes]
        fixes = min(mendable, key=lambda p: len(p.fixes)).fixes if mendable else ()
        return Weighed(verdict, (), fixes, leaves)
    needs = tuple(n for p in decisive for n in p.needs) if verdict == UNDECIDABLE else ()
    return Weighed(verdict, needs, (), leaves)


def _unknown(weighed: Weighed) -> tuple[tuple[Test, Outcome], ...]:
    return tuple((test, outcome) for test, outcome in weighed.leaves if outcome.verdict == UNDECIDABLE)


def _found(
    criterion: Criterion, weighed: Weighed, sight: Sight, instead: str | None, confidence: str
) -> CriterionFinding:
    because = sentence([instead] if instead else _reasons(weighed, sight))
    return CriterionFinding(
        criterion.key,
        weighed.verdict,
        criterion.article,
        because,
        confidence,
        in_order(weighed.needs, sight.words),
        tuple(sorted(weighed.fixes, key=lambda f: _place_of_fix(f, sight.words))),
        weighed.leaves,
    )


def _reasons(weighed: Weighed, sight: Sight) -> list[str]:
    """Say what decided: of a failure the failures, of what is not known what is missing, of success everything."""
    decisive = [(t, o) for t, o in weighed.leaves if weighed.verdict in (MET, o.verdict)]
    return [say_outcome(test, outcome, sight) for test, outcome in decisive]


def say_outcome(test: Mapping[str, Any], outcome: Outcome, sight: Sight) -> str:
    """Say one outcome in Vietnamese, without capital and full stop."""
    if outcome.reason == "gate.not_asked":
        return str(outcome.args["because"])
    if outcome.reason == "gate.unknown":
        name = outcome.needs[0]
        asks = sight.words.units[sight.case.kind].get("asks", {})
        return f"chưa rõ {asks[name[5:]]['label'] if name.startswith('unit.') else sight.label(name)}"
    return KINDS[test["test"]].say(test, outcome, sight)


def sentence(parts: list[str]) -> str:
    """Join reasons into one sentence.

    >>> sentence(["chưa rõ số hộ", "không có đăng ký"])
    'Chưa rõ số hộ; không có đăng ký.'
    """
    joined = "; ".join(dict.fromkeys(parts))
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def in_order(names: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    """Put dotted names in the order of asking: the unit itself, facts, events, completeness; no repeats."""
    return tuple(sorted(dict.fromkeys(names), key=lambda name: _place_of_name(name, words)))


def _place_of_name(name: str, words: Vocabulary) -> tuple[int, int]:
    if name.startswith("unit."):
        return (0, 0)
    if name.startswith("events["):
        return (2, int(name[7 : name.index("]")]))
    return (3, 0) if name == "events_complete" else (1, words.place(name))


def _place_of_fix(fix: Fix, words: Vocabulary) -> tuple[int, int]:
    return (1, fix.position) if isinstance(fix, EventFix) else (0, words.place(fix.fact))
