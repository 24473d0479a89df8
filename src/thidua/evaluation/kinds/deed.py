"""A dated deed: done inside a term of the round's year (``from`` ≤ day < ``to``), “in quarter I”.

Until the term has ended, a deed that has not happened, or happened outside the term, is not yet due.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thidua.dates import show_day
from thidua.evaluation.case import NONE
from thidua.evaluation.codes import NO_DAY, UNKNOWN_DAY
from thidua.evaluation.outcome import FactFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, NOT_YET_DUE, UNDECIDABLE

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (
    ("deed.in_term", MET),
    ("deed.unknown", UNDECIDABLE),
    ("deed.none", NOT_MET),
    ("deed.outside", NOT_MET),
    ("deed.none_so_far", NOT_YET_DUE),
    ("deed.outside_so_far", NOT_YET_DUE),
)
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read."""
    return (test["fact"],)


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    done = sight.get(test["fact"])
    first, end = sight.day(test["from"]), sight.day(test["to"], test.get("to_years_after", 0))
    last = end - timedelta(days=1)
    args = {"done": done, "last": last}
    if done is None:
        return Outcome(UNDECIDABLE, "deed.unknown", needs=(test["fact"],), args=args)
    if isinstance(done, date) and first <= done < end:
        return Outcome(MET, "deed.in_term", args=args)
    kind = "none" if done == NONE else "outside"
    if sight.case.as_of < end:
        return Outcome(NOT_YET_DUE, f"deed.{kind}_so_far", args=args)
    return Outcome(NOT_MET, f"deed.{kind}", fixes=(FactFix(test["fact"], done, last),), args=args)


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    done = sheet.fact(test["fact"])
    first, end = sheet.day(test["from"]), sheet.day(test["to"], test.get("to_years_after", 0))
    inside = (done >= first) & (done < end)
    short = 2 + (done != NO_DAY) + (2 if sheet.as_of.toordinal() < end else 0)
    return np.where(inside, 0, np.where(done == UNKNOWN_DAY, 1, short)).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese."""
    what, term, done = test.get("what") or sight.label(test["fact"]), test["term"], outcome.args["done"]
    on = f" ngày {show_day(done)}" if isinstance(done, date) else ""
    year, last = sight.round.year, show_day(outcome.args["last"])
    sentences = {
        "deed.unknown": f"chưa rõ {what} có trong {term} năm {year} hay không",
        "deed.in_term": f"{what}{on}, trong {term}",
        "deed.none": f"không có {what} trong {term} năm {year} (hạn cuối {last})",
        "deed.outside": f"{what}{on} nằm ngoài {term} năm {year} (hạn cuối {last})",
        "deed.none_so_far": f"chưa có {what}, còn hạn đến hết ngày {last}",
        "deed.outside_so_far": f"{what}{on} không thuộc {term} năm {year}, còn hạn đến hết ngày {last}",
    }
    return sentences[outcome.reason]
