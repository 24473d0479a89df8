"""A reviewed yes or no; ``none`` (there is nothing to carry out) passes where the fact allows it."""

from typing import TYPE_CHECKING

from thidua.evaluation.case import NONE
from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (
    ("reviewed.fails", NOT_MET),
    ("reviewed.holds", MET),
    ("reviewed.nothing", MET),
    ("reviewed.unknown", UNDECIDABLE),
)
"""Code in columns -> reason and verdict: the codes of a truth, and 3 for not known."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read."""
    return (test["fact"],)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    found = sight.get(test["fact"])
    if found is None:
        return Outcome(UNDECIDABLE, "reviewed.unknown", needs=(test["fact"],))
    if found == NONE:
        return Outcome(MET, "reviewed.nothing")
    if found is True:
        return Outcome(MET, "reviewed.holds")
    return Outcome(NOT_MET, "reviewed.fails", fixes=(FactFix(test["fact"], False, True),))


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    found = sheet.fact(test["fact"])
    return np.where(found < 0, 3, found).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    declared = sight.words.facts[test["fact"]]
    if outcome.reason == "reviewed.unknown":
        return f"chưa rõ {declared['label']}"
    return str(declared[outcome.reason.removeprefix("reviewed.")])
