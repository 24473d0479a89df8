"""One rating not above another on the same scale: a head is not rated above the team."""

from typing import TYPE_CHECKING

from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (("not_above.right", MET), ("not_above.unknown", UNDECIDABLE), ("not_above.above", NOT_MET))
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the facts that are read."""
    return (test["fact"], test["than"])


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    own, other = sight.get(test["fact"]), sight.get(test["than"])
    if own is None or other is None:
        needs = tuple(name for name in (test["fact"], test["than"]) if sight.get(name) is None)
        return Outcome(UNDECIDABLE, "not_above.unknown", needs=needs)
    scale = sight.words.data["scales"][sight.words.facts[test["fact"]]["scale"]]
    args = {"own": own, "other": other}
    if scale.index(own) <= scale.index(other):
        return Outcome(MET, "not_above.right", args=args)
    return Outcome(NOT_MET, "not_above.above", fixes=(FactFix(test["fact"], own, other),), args=args)


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    own, other = sheet.fact(test["fact"]), sheet.fact(test["than"])
    return np.where((own < 0) | (other < 0), 1, np.where(own <= other, 0, 2)).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    if outcome.reason == "not_above.unknown":
        return "chưa rõ " + " và ".join(sight.label(name) for name in outcome.needs)
    own, other = outcome.args["own"], outcome.args["other"]
    figure = f"{sight.label(test['fact'])}: {own}; {sight.label(test['than'])}: {other}"
    return figure if outcome.reason == "not_above.right" else f"{figure}; không được xếp cao hơn"
