"""Events that must not occur inside the round's window, unless their circumstances excuse them.

``excuses`` is a list of alternatives; each is a list of circumstances that must all hold. A circumstance that is not
known is asked for only where it could still excuse. ``events_complete`` says that nothing else happened; until it is
stated, no absence is known.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from thidua.dates import show_day
from thidua.evaluation.case import Event
from thidua.evaluation.outcome import EventFix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

COMPLETE = "events_complete"

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (
    ("absent.none", MET),
    ("absent.excused", MET),
    ("absent.incomplete", UNDECIDABLE),
    ("absent.excuse_unknown", UNDECIDABLE),
    ("absent.occurred", NOT_MET),
    ("absent.no_window", UNDECIDABLE),
)
"""Code in columns -> reason and verdict; among the events of one unit the largest decides."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the fact that is read besides the events."""
    return (COMPLETE,)


def excused(excuses: Sequence[Sequence[str]], known: Mapping[str, bool]) -> bool | None:
    """Say whether one alternative holds; None where that depends on what is not known.

    >>> excused([["force_majeure"], ["mitigated"]], {"force_majeure": False}) is None
    True
    """
    open_ = False
    for alternative in excuses:
        states = [known.get(circumstance) for circumstance in alternative]
        if all(states):
            return True
        open_ = open_ or False not in states
    return None if open_ else False


def asked(excuses: Sequence[Sequence[str]], known: Mapping[str, bool]) -> list[str]:
    """List the circumstances that are not known and could still excuse, in order, without repeats."""
    open_ = [alternative for alternative in excuses if False not in [known.get(c) for c in alternative]]
    return list(dict.fromkeys(c for alternative in open_ for c in alternative if known.get(c) is None))


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    if sight.round.window is None:
        return Outcome(UNDECIDABLE, "absent.no_window")
    failing: list[tuple[int, Event]] = []
    needs: list[str] = []
    pardoned: list[Event] = []
    for position, event in sight.counted_events(test["events"]):
        state = excused(test["excuses"], event.circumstances)
        if state is None:
            needs += [f"events[{position}].{c}" for c in asked(test["excuses"], event.circumstances)]
        elif state:
            pardoned.append(event)
        else:
            failing.append((position, event))
    if sight.case.events_complete is not True:
        needs.append(COMPLETE)
    if failing:
        fixes = tuple(EventFix(position, event.kind, event.day) for position, event in failing)
        return Outcome(NOT_MET, "absent.occurred", tuple(needs), fixes, {"events": [e for _, e in failing]})
    if needs == [COMPLETE]:
        return Outcome(UNDECIDABLE, "absent.incomplete", tuple(needs))
    if needs:
        return Outcome(UNDECIDABLE, "absent.excuse_unknown", tuple(needs))
    if pardoned:
        return Outcome(MET, "absent.excused", args={"events": pardoned})
    return Outcome(MET, "absent.none")


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    if sheet.round.window is None:
        return np.full(sheet.size, 5, dtype="u1")
    places = sheet.counted(test["events"])
    rows = sheet.events.row[places]
    state = np.zeros(len(places), dtype="i1")
    for alternative in test["excuses"]:
        # Three-valued: an alternative is as good as its worst circumstance (0 fails, 1 not known, 2 holds).
        known = [sheet.events.circumstances[name][places] for name in alternative]
        ranks = [np.where(column < 0, 1, column * 2) for column in known]
        np.maximum(state, np.minimum.reduce(ranks), out=state)
    codes = np.where(sheet.complete == 1, 0, 2).astype("u1")
    codes[rows[(state == 2) & (codes[rows] == 0)]] = 1
    codes[rows[state == 1]] = 3
    codes[rows[state == 0]] = 4
    return codes


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese; events with their days."""
    words = sight.words
    if outcome.reason == "absent.no_window":
        return "chưa rõ khoảng thời gian xét nên chưa biết vụ việc nào được tính"
    listed = ", ".join(f"{words.events[e.kind]} ngày {show_day(e.day)}" for e in outcome.args.get("events", ()))
    if outcome.reason == "absent.occurred":
        why = ", không thuộc trường hợp được trừ" if test["excuses"] else ""
        return f"đã xảy ra: {listed}{why}"
    if outcome.reason == "absent.excused":
        return f"đã xảy ra nhưng thuộc trường hợp được trừ: {listed}"
    if outcome.reason == "absent.excuse_unknown":
        missing = [words.circumstances[n.rpartition(".")[2]] for n in outcome.needs if n != COMPLETE]
        return f"chưa rõ vụ việc đã xảy ra có được trừ hay không ({', '.join(dict.fromkeys(missing))})"
    kinds = test["events"]
    what = words.events[kinds[0]] if len(kinds) == 1 else f"vụ việc nào trong {len(kinds)} loại phải không có"
    if outcome.reason == "absent.incomplete":
        return f"chưa khẳng định không xảy ra {what}"
    return f"không xảy ra {what}"
