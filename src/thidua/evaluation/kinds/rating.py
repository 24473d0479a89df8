"""A rating at least as good as a named one, on a scale of the vocabulary (lowest first)."""

from typing import TYPE_CHECKING

from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (("rating.enough", MET), ("rating.unknown", UNDECIDABLE), ("rating.low", NOT_MET))
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read."""
    return (test["fact"],)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    found = sight.get(test["fact"])
    if found is None:
        return Outcome(UNDECIDABLE, "rating.unknown", needs=(test["fact"],))
    scale = sight.words.data["scales"][sight.words.facts[test["fact"]]["scale"]]
    args = {"found": found}
    if scale.index(found) >= scale.index(test["at_least"]):
        return Outcome(MET, "rating.enough", args=args)
    return Outcome(NOT_MET, "rating.low", fixes=(FactFix(test["fact"], found, test["at_least"]),), args=args)


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    found = sheet.fact(test["fact"])
    scale = sheet.words.data["scales"][sheet.words.facts[test["fact"]]["scale"]]
    codes = np.where(found >= scale.index(test["at_least"]), 0, 2)
    return np.where(found < 0, 1, codes).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    label = sight.label(test["fact"])
    if outcome.reason == "rating.unknown":
        return f"chưa rõ {label}"
    figure = f"{label}: {outcome.args['found']}"
    return figure if outcome.reason == "rating.enough" else f"{figure}, cần từ «{test['at_least']}» trở lên"
