"""Weigh one unit under one version of a rule set: whether the law applies, each criterion, the whole.

Reads: a Case, a Round, a RuleVersion. Writes: a Weighing (criteria, verdict, confidence, unknown, smallest fix). Which
round and version it is, is for ``thidua.recognition``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.evaluation.case import Case
from thidua.evaluation.criteria import in_order, weigh_criterion
from thidua.evaluation.finding import CriterionFinding
from thidua.evaluation.outcome import Fix
from thidua.evaluation.sight import Round, Sight
from thidua.evaluation.verdicts import MET, NOT_APPLICABLE, NOT_MET, UNDECIDABLE, all_of, strongest, weakest
from thidua.rulebook.rule_set import RuleVersion, Vocabulary

APPLIES, EXCLUDED, OPEN = "applies", "excluded", "open"


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a text concerns the unit: applies, excluded, or open with the dotted name that is missing."""

    state: str
    confidence: str
    article: str | None = None
    because: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole of one unit, before it is dressed as a Finding."""

    verdict: str
    confidence: str
    applicability: Applicability
    criteria: tuple[CriterionFinding, ...]
    unknown: tuple[str, ...]
    smallest_fix: tuple[Fix, ...] | None


def weigh(case: Case, round_: Round, version: RuleVersion, words: Vocabulary) -> Weighing:
    """Weigh every criterion that concerns the unit, then the whole."""
    scope = version.scope_of(case.kind)
    applies = applicability(case, scope, words)
    if applies.state == EXCLUDED:
        return Weighing(NOT_APPLICABLE, applies.confidence, applies, (), (), None)
    sight = Sight(case, round_, words)
    found = tuple(weigh_criterion(c, sight) for c in version.criteria_for(case.kind))
    verdict = all_of(f.verdict for f in found)
    if applies.state == OPEN or not found:
        verdict = UNDECIDABLE
    sure = version.confidence if not found else overall_confidence(verdict, found, applies)
    needs = [n for f in found for n in f.needs]
    unknown = fold_absent((*applies.needs, *needs), case, words)
    fixes = tuple(dict.fromkeys(fix for f in found if f.verdict == NOT_MET for fix in f.fixes))
    return Weighing(verdict, sure, applies, found, unknown, fixes)


def applicability(case: Case, scope: Mapping[str, Any] | None, words: Vocabulary) -> Applicability:
    """Say whether the text concerns the unit at all."""
    if scope is None:
        label = words.units[case.kind]["label"]
        return Applicability(EXCLUDED, "verbatim", None, f"văn bản không quy định cho {label}")
    asked = scope.get("asks")
    if asked is None:
        return Applicability(APPLIES, "verbatim", scope.get("article"))
    value = case.asks.get(asked)
    if value is None:
        label = words.units[case.kind]["asks"][asked]["label"]
        return Applicability(OPEN, "verbatim", scope["article"], f"chưa rõ {label}", (f"unit.{asked}",))
    stated = value if isinstance(value, tuple) else (value,)
    out = [one for one in stated if one in scope["excluded"]]
    if len(out) == len(stated):
        return Applicability(EXCLUDED, "verbatim", scope["excluded_by"], scope["because"])
    mixed = bool(out)
    return Applicability(APPLIES, scope["mixed"] if mixed else "verbatim", scope["article"])


def overall_confidence(verdict: str, found: tuple[CriterionFinding, ...], applies: Applicability) -> str:
    """Give how sure the whole is: of a failure the surest failing criterion, else the weakest of what decides.

    Nothing is surer than the reading by which the text applies at all.
    """
    if verdict == NOT_MET:
        return weakest([strongest(f.confidence for f in found if f.verdict == NOT_MET), applies.confidence])
    decisive = [f.confidence for f in found if verdict == MET or f.verdict == verdict]
    return weakest([*decisive, applies.confidence])


def fold_absent(names: tuple[str, ...], case: Case, words: Vocabulary) -> tuple[str, ...]:
    """Name a mapping once where nothing of it is known: ``subordinates.school``, ``protection_force``."""
    folded = []
    for name in names:
        steps = name.split(".")
        stems = [".".join(steps[:size]) for size in range(1, len(steps))] if steps[0] not in ("unit",) else []
        if name.startswith("events["):
            stems = []
        empty = (stem for stem in stems if not any(fact.startswith(stem + ".") for fact in case.facts))
        folded.append(next(empty, name))
    return tuple(dict.fromkeys(folded))


__all__ = ["Applicability", "Weighing", "applicability", "fold_absent", "in_order", "overall_confidence", "weigh"]
