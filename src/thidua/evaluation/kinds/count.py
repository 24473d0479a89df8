"""A count against a bound: ``at_least`` or ``at_most``."""

from typing import TYPE_CHECKING

from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (("count.right", MET), ("count.unknown", UNDECIDABLE), ("count.few", NOT_MET), ("count.many", NOT_MET))
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read."""
    return (test["fact"],)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    found = sight.get(test["fact"])
    if found is None:
        return Outcome(UNDECIDABLE, "count.unknown", needs=(test["fact"],))
    assert isinstance(found, int)
    args = {"found": found}
    if "at_least" in test and found < test["at_least"]:
        return Outcome(NOT_MET, "count.few", fixes=(FactFix(test["fact"], found, test["at_least"]),), args=args)
    if "at_most" in test and found > test["at_most"]:
        return Outcome(NOT_MET, "count.many", fixes=(FactFix(test["fact"], found, test["at_most"]),), args=args)
    return Outcome(MET, "count.right", args=args)


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    found = sheet.fact(test["fact"])
    if "at_least" in test:
        codes = np.where(found < test["at_least"], 2, 0)
    else:
        codes = np.where(found > test["at_most"], 3, 0)
    return np.where(found < 0, 1, codes).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    label = sight.label(test["fact"])
    if outcome.reason == "count.unknown":
        return f"chưa rõ số {label}"
    found = outcome.args["found"]
    figure = f"{found} {label}" if found else f"không có {label}"
    if outcome.reason == "count.few":
        return f"{figure}, cần ít nhất {test['at_least']}"
    if outcome.reason == "count.many":
        return f"{figure}, " + (f"chỉ cho phép đến {test['at_most']}" if test["at_most"] else "không được có")
    return figure
