"""Points given by a person: known or not, and at least a minimum where the line asks one.

The whole table (groups, bands, vetoes) is weighed in ``thidua.evaluation.points``; here the line alone is judged.
"""

from typing import TYPE_CHECKING

from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.scores import hundredths, show_points
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (("scored.enough", MET), ("scored.unknown", UNDECIDABLE), ("scored.low", NOT_MET))
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read."""
    return (test["fact"],)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    found = sight.get(test["fact"])
    if found is None:
        return Outcome(UNDECIDABLE, "scored.unknown", needs=(test["fact"],))
    assert isinstance(found, int)
    least = hundredths(test.get("minimum", 0))
    if found >= least:
        return Outcome(MET, "scored.enough", args={"found": found})
    return Outcome(NOT_MET, "scored.low", fixes=(FactFix(test["fact"], found, least),), args={"found": found})


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    found = sheet.fact(test["fact"])
    codes = np.where(found >= hundredths(test.get("minimum", 0)), 0, 2)
    return np.where(found < 0, 1, codes).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    if outcome.reason == "scored.unknown":
        return "chưa chấm điểm"
    figure = f"được {show_points(outcome.args['found'])} điểm"
    if outcome.reason == "scored.enough":
        return figure
    return f"{figure}, dưới mức tối thiểu {show_points(hundredths(test['minimum']))} điểm"
