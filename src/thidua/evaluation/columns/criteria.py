"""Criteria over columns: verdict and confidence per unit, and the reason code of every test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from thidua.evaluation.codes import MET, NOT_MET, NOT_YET_DUE, UNDECIDABLE, UNKNOWN
from thidua.evaluation.columns.gates import gate_column
from thidua.evaluation.columns.sheet import Column, Sheet
from thidua.evaluation.kinds import KINDS
from thidua.evaluation.verdicts import JOINED
from thidua.rulebook.rule_set import CONFIDENCE, Criterion, Test

EITHER = np.array([3, 1, 2, 0], dtype="u1")
"""Code of a verdict -> its rank where one of several is enough, and back."""


@dataclass(slots=True)
class Leaf:
    """A test with its reason code per unit; ``reasons`` name the codes."""

    test: Test
    codes: Column
    reasons: Sequence[tuple[str, str]]


@dataclass(slots=True)
class CriterionColumn:
    """One criterion for all units."""

    criterion: Criterion
    verdict: Column
    confidence: Column
    leaves: list[Leaf] = field(default_factory=list)


def weigh_criterion_columns(criterion: Criterion, sheet: Sheet) -> CriterionColumn:
    """Weigh one criterion for all units."""
    leaves: list[Leaf] = []
    verdict = _entry({"all": criterion.all, "when": criterion.when}, sheet, leaves)
    sure = np.full(sheet.size, CONFIDENCE.index(criterion.confidence), dtype="i1")
    for gate, lifted in ((criterion.when, 0), (criterion.waived, 1)):
        if gate is not None:
            away = gate_column(gate, sheet) == lifted
            verdict = np.where(away, MET, verdict).astype("u1")
            sure[away] = CONFIDENCE.index(gate.get("confidence", criterion.confidence))
    return CriterionColumn(criterion, verdict, sure, leaves)


def _entry(entry: Mapping[str, Any], sheet: Sheet, leaves: list[Leaf]) -> Column:
    if "test" in entry:
        verdict = _test(entry, sheet, leaves)
    elif "any" in entry:
        parts = [EITHER[_entry(inner, sheet, leaves)] for inner in entry["any"]]
        verdict = EITHER[np.maximum.reduce(parts)]
    else:
        verdict = np.zeros(sheet.size, dtype="u1")
        for inner in entry["all"]:
            np.maximum(verdict, _entry(inner, sheet, leaves), out=verdict)
    gate = entry.get("when")
    if gate is None:
        return verdict
    state = gate_column(gate, sheet)
    held = np.where((state == UNKNOWN) & (verdict != MET), UNDECIDABLE, verdict)
    return np.where(state == 0, MET, held).astype("u1")


def _test(test: Test, sheet: Sheet, leaves: list[Leaf]) -> Column:
    kind = KINDS[test["test"]]
    codes = kind.columns(test, sheet)
    leaves.append(Leaf(test, codes, kind.REASONS))
    table = np.array([JOINED.index(verdict) for _, verdict in kind.REASONS], dtype="u1")
    return table[codes]


__all__ = ["MET", "NOT_MET", "NOT_YET_DUE", "UNDECIDABLE", "CriterionColumn", "Leaf", "weigh_criterion_columns"]
