"""A reviewed yes or no; ``none`` (there is nothing to carry out) passes where the fact allows it."""

from thidua.evaluation.case import NONE
from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE


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


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    declared = sight.words.facts[test["fact"]]
    if outcome.reason == "reviewed.unknown":
        return f"chưa rõ {declared['label']}"
    return str(declared[outcome.reason.removeprefix("reviewed.")])
