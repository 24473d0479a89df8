"""Findings over columns: verdict, confidence and reason codes per unit; sentences rendered when one unit is read."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from thidua.evaluation.codes import MET, NOT_MET, UNDECIDABLE
from thidua.evaluation.columns.criteria import CriterionColumn, weigh_criterion_columns
from thidua.evaluation.columns.gates import applies_columns, gate_column
from thidua.evaluation.columns.points import GradeColumns, grade_columns
from thidua.evaluation.columns.sheet import Column, Sheet
from thidua.evaluation.criteria import say_outcome, sentence, weigh_entry
from thidua.evaluation.gates import gate_state
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import JOINED, NOT_APPLICABLE
from thidua.rulebook.rule_set import CONFIDENCE, RuleVersion

EXCLUDED_CODE = 4
"""The code after the joined verdicts: the text does not concern the unit."""

VERDICTS = (*JOINED, NOT_APPLICABLE)


@dataclass(slots=True)
class Findings:
    """What was found of every unit of a sheet."""

    sheet: Sheet
    version: RuleVersion
    verdict: Column
    confidence: Column
    criteria: list[CriterionColumn]
    grades: GradeColumns | None = None

    def verdict_of(self, row: int) -> str:
        """Give the verdict on one unit."""
        return VERDICTS[int(self.verdict[row])]

    def because(self, row: int) -> dict[str, str]:
        """Render the sentence of every criterion for one unit, from reason codes and the unit's own figures."""
        if int(self.verdict[row]) == EXCLUDED_CODE:
            return {}
        sight = Sight(self.sheet.case(row), self.sheet.round, self.sheet.words)
        return {column.criterion.key: _sentence(column, row, sight) for column in self.criteria}

    def count(self) -> dict[str, int]:
        """Count the verdicts."""
        counts = np.bincount(self.verdict, minlength=len(VERDICTS))
        return {name: int(counts[code]) for code, name in enumerate(VERDICTS) if counts[code]}


def weigh_columns(sheet: Sheet, version: RuleVersion) -> Findings:
    """Weigh all units of a sheet under one version of a rule set."""
    scope = version.scope_of(sheet.kind)
    last = sheet.round.window[1] - timedelta(days=1) if sheet.round.window else None
    criteria = version.criteria_for(sheet.kind, last) if scope is not None else ()
    found = [weigh_criterion_columns(criterion, sheet) for criterion in criteria]
    state, sure = applies_columns(sheet, scope or {}, version.data.get("scope_confidence", "verbatim"))
    if scope is None:
        state[:] = 0
    grades = grade_columns(found, version, sheet) if version.data.get("points") else None
    verdict = np.full(sheet.size, MET if found else UNDECIDABLE, dtype="u1")
    for column in found:
        np.maximum(verdict, column.verdict, out=verdict)
    if grades is not None and found:
        verdict = grades.verdict.copy()
    blank = _blank(sheet, version)
    verdict[blank & (verdict != NOT_MET)] = UNDECIDABLE
    verdict[state == -1] = UNDECIDABLE
    confidence = _confidence(verdict, found, sure, version, graded=grades is not None)
    confidence[blank & (verdict == UNDECIDABLE)] = CONFIDENCE.index("unconfirmed")
    confidence[state == 0] = sure[state == 0]
    verdict[state == 0] = EXCLUDED_CODE
    return Findings(sheet, version, verdict, confidence, found, grades)


def _blank(sheet: Sheet, version: RuleVersion) -> Column:
    held = np.zeros(sheet.size, dtype=bool)
    for blank in version.blanks:
        if blank.get("decides", True) and sheet.kind in blank.get("for", (sheet.kind,)):
            held |= gate_column(blank["when"], sheet) != 0 if "when" in blank else True
    return held


def _confidence(
    verdict: Column, found: list[CriterionColumn], sure: Column, version: RuleVersion, *, graded: bool
) -> Column:
    own = CONFIDENCE.index(version.confidence)
    if graded or not found:
        return np.minimum(sure, own) if found else np.full(len(sure), own, dtype="i1")
    failed = verdict == NOT_MET
    strongest, weakest = np.zeros(len(sure), dtype="i1"), np.full(len(sure), len(CONFIDENCE) - 1, dtype="i1")
    for column in found:
        np.maximum(strongest, np.where(column.verdict == NOT_MET, column.confidence, 0), out=strongest)
        decides = (column.verdict == verdict) | (verdict == MET)
        np.minimum(weakest, np.where(decides, column.confidence, len(CONFIDENCE) - 1), out=weakest)
    result: Column = np.minimum(np.where(failed, strongest, weakest), sure).astype("i1")
    return result


def _sentence(column: CriterionColumn, row: int, sight: Sight) -> str:
    """Say why, from the codes: of a failure the failures, of what is not known what is missing, of success all."""
    criterion = column.criterion
    for gate, lifted in ((criterion.waived, True), (criterion.when, False)):
        if gate is not None and gate_state(gate, sight) is lifted:
            return sentence([gate.get("because") or gate["otherwise"]])
    weighed = weigh_entry({"all": criterion.all, "when": criterion.when}, sight)
    codes = {id(leaf.test): leaf.reasons[int(leaf.codes[row])] for leaf in column.leaves}
    said = []
    wanted = JOINED[int(column.verdict[row])]
    for test, outcome in weighed.leaves:
        reason, verdict = codes.get(id(test), (outcome.reason, outcome.verdict))
        if outcome.reason.startswith("gate."):
            reason, verdict = outcome.reason, outcome.verdict
        if wanted in (JOINED[MET], verdict):
            said.append(say_outcome(test, replace(outcome, reason=reason, verdict=verdict), sight))
    return sentence(said)
