"""Weigh one unit under one version of a rule set: whether the law applies, each criterion, the whole.

Reads: a Case, a Round, a RuleVersion. Writes: a Weighing (criteria, verdict, confidence, unknown, smallest fix). Which
round and version it is, is for ``thidua.recognition``. What rests on a blank of the text is not decided; a known
failure still is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from thidua.evaluation.applicability import EXCLUDED, OPEN, Applicability, applicability
from thidua.evaluation.case import Case
from thidua.evaluation.criteria import weigh_criterion
from thidua.evaluation.finding import CriterionFinding
from thidua.evaluation.gates import gate_state
from thidua.evaluation.outcome import Fix
from thidua.evaluation.points import Graded, grade
from thidua.evaluation.sight import Round, Sight
from thidua.evaluation.verdicts import MET, NOT_APPLICABLE, NOT_MET, UNDECIDABLE, all_of, strongest, weakest
from thidua.rulebook.rule_set import RuleVersion, Vocabulary

Blank = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole of one unit, before it is dressed as a Finding."""

    verdict: str
    confidence: str
    applicability: Applicability
    criteria: tuple[CriterionFinding, ...]
    unknown: tuple[str, ...]
    smallest_fix: tuple[Fix, ...] | None
    blanks: tuple[Blank, ...] = ()
    graded: Graded | None = None


def weigh(case: Case, round_: Round, version: RuleVersion, words: Vocabulary) -> Weighing:
    """Weigh every criterion that concerns the unit, then the whole."""
    sight = Sight(case, round_, words)
    applies = applicability(sight, version.scope_of(case.kind), version.data.get("scope_confidence", "verbatim"))
    if applies.state == EXCLUDED:
        return Weighing(NOT_APPLICABLE, applies.confidence, applies, (), (), None)
    last = round_.window[1] - timedelta(days=1) if round_.window else None
    found = tuple(weigh_criterion(c, sight) for c in version.criteria_for(case.kind, last))
    blanks = tuple(b for b in version.blanks if _concerns(b, sight))
    graded = grade(found, version, sight) if version.data.get("points") else None
    needs = [n for f in found for n in f.needs]
    unknown = fold_absent((*applies.needs, *needs), case)
    verdict, sure = _whole(found, applies, blanks, graded, version)
    failed = graded is None
    fixes = tuple(dict.fromkeys(fix for f in found if failed and f.verdict == NOT_MET for fix in f.fixes))
    return Weighing(verdict, sure, applies, found, unknown, fixes, blanks, graded)


def _whole(
    found: Sequence[CriterionFinding],
    applies: Applicability,
    blanks: Sequence[Blank],
    graded: Graded | None,
    version: RuleVersion,
) -> tuple[str, str]:
    """Give the verdict on the whole, and how sure it is."""
    verdict = all_of(f.verdict for f in found) if graded is None else graded.verdict
    if applies.state == OPEN or not found or (blanks and verdict != NOT_MET):
        verdict = UNDECIDABLE
    if not found:
        sure = version.confidence
    elif graded is not None:
        sure = weakest([version.confidence, applies.confidence])
    else:
        sure = overall_confidence(verdict, found, applies)
    # A blank is what no text told us: nothing that rests on it is surer than unconfirmed.
    return verdict, "unconfirmed" if blanks and verdict == UNDECIDABLE else sure


def overall_confidence(verdict: str, found: Sequence[CriterionFinding], applies: Applicability) -> str:
    """Give how sure the whole is: of a failure the surest failing criterion, else the weakest of what decides.

    Nothing is surer than the reading by which the text applies at all.
    """
    if verdict == NOT_MET:
        return weakest([strongest(f.confidence for f in found if f.verdict == NOT_MET), applies.confidence])
    decisive = [f.confidence for f in found if verdict == MET or f.verdict == verdict]
    return weakest([*decisive, applies.confidence])


def fold_absent(names: tuple[str, ...], case: Case) -> tuple[str, ...]:
    """Name a mapping once where nothing of it is known: ``subordinates.school``, ``protection_force``."""
    folded = []
    for name in names:
        inside = not name.startswith(("unit.", "events["))
        steps = name.split(".") if inside else [name]
        stems = (".".join(steps[:size]) for size in range(1, len(steps)))
        empty = (stem for stem in stems if not any(fact.startswith(stem + ".") for fact in case.facts))
        folded.append(next(empty, name))
    return tuple(dict.fromkeys(folded))


def _concerns(blank: Blank, sight: Sight) -> bool:
    """A blank holds back the kinds it names, and where it has a gate only where the gate is not known to be shut."""
    if not blank.get("decides", True) or sight.case.kind not in blank.get("for", (sight.case.kind,)):
        return False
    return "when" not in blank or gate_state(blank["when"], sight) is not False
