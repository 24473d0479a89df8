"""A ratio of two counts against a percentage, counted strictly: 7 of 10 is 70 %, 16 of 23 is not.

``at_least`` passes on equality, ``more_than`` does not. 0 of 0 is not known. With ``until`` (month and day), what falls
short before that day of the round's year is not yet due.
"""

from typing import TYPE_CHECKING

from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, NOT_YET_DUE, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (
    ("ratio.enough", MET),
    ("ratio.unknown", UNDECIDABLE),
    ("ratio.of_nothing", UNDECIDABLE),
    ("ratio.short", NOT_MET),
    ("ratio.short_so_far", NOT_YET_DUE),
)
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the facts that are read: whole, part."""
    return (test["whole"], test["part"])


def least(test: Test, whole: int) -> int:
    """Give the least part of ``whole`` that passes.

    >>> least({"at_least": 70}, 23), least({"at_least": 70}, 10), least({"more_than": 95}, 20)
    (17, 7, 20)
    """
    if "more_than" in test:
        return int(test["more_than"]) * whole // 100 + 1
    return -(-int(test["at_least"]) * whole // 100)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    whole, part = sight.get(test["whole"]), sight.get(test["part"])
    args = {"part": part, "whole": whole}
    if whole is None or part is None:
        needs = tuple(name for name in (test["whole"], test["part"]) if sight.get(name) is None)
        return Outcome(UNDECIDABLE, "ratio.unknown", needs=needs, args=args)
    assert isinstance(whole, int) and isinstance(part, int)
    if whole == 0:
        return Outcome(UNDECIDABLE, "ratio.of_nothing", needs=(test["whole"],), args=args)
    if part >= least(test, whole):
        return Outcome(MET, "ratio.enough", args=args)
    if "until" in test and sight.case.as_of < sight.day(test["until"]):
        return Outcome(NOT_YET_DUE, "ratio.short_so_far", args=args)
    fixes = (FactFix(test["part"], part, least(test, whole)),) if least(test, whole) <= whole else ()
    return Outcome(NOT_MET, "ratio.short", fixes=fixes, args=args)


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    whole, part = sheet.fact(test["whole"]), sheet.fact(test["part"])
    passes = reached(test, part, whole)
    early = "until" in test and sheet.as_of.toordinal() < sheet.day(test["until"])
    codes = np.where(passes, 0, 4 if early else 3)
    codes = np.where(whole == 0, 2, codes)
    return np.where((whole < 0) | (part < 0), 1, codes).astype("u1")


def reached(test: Test, part: "Column", whole: "Column") -> "Column":
    """Compare two columns strictly, in 64 bits."""
    percent = part.astype("i8") * 100
    if "more_than" in test:
        above: Column = percent > whole.astype("i8") * test["more_than"]
        return above
    enough: Column = percent >= whole.astype("i8") * test["at_least"]
    return enough


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese, with the figures and the percentage rounded down."""
    part, whole = outcome.args["part"], outcome.args["whole"]
    if outcome.reason == "ratio.unknown":
        return "chưa rõ " + " và ".join(sight.label(name) for name in outcome.needs)
    if outcome.reason == "ratio.of_nothing":
        return f"{sight.label(test['whole'])} ghi là 0 nên không tính được tỷ lệ {sight.label(test['part'])}"
    figures = f"{sight.label(test['part'])}: {part}/{whole} ({show_percent(part, whole)})"
    asked = asked_percent(test)
    if outcome.reason == "ratio.enough":
        return f"{figures}, đạt mức {asked}"
    missing = f"còn thiếu {least(test, whole) - part}"
    if outcome.reason == "ratio.short_so_far":
        return f"{figures}, {missing} để đạt mức {asked}, chưa hết hạn"
    return f"{figures}, chưa đạt mức {asked}, {missing}"


def asked_percent(test: Test) -> str:
    """Write what is asked."""
    if "more_than" in test:
        return f"trên {test['more_than']}%"
    return "100%" if test["at_least"] == 100 else f"từ {test['at_least']}% trở lên"


def show_percent(part: int, whole: int) -> str:
    """Write a share rounded down to a tenth of a percent, so that what falls short never reads as reached.

    >>> show_percent(16, 23), show_percent(7, 10), show_percent(1999, 2000)
    ('69,5%', '70%', '99,9%')
    """
    tenths = part * 1000 // whole
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"
