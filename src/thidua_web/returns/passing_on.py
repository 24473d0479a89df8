"""A period handed out again after units ended before its last day: what they owed passes to the units that came.

What nobody had begun goes. What was begun or sent and not accepted is closed as passed on: it is kept to be read and
taken over, and no list waits for it any more. What was accepted stands until somebody opens it again. A unit that lives
again, because the change of units was taken back, takes up where it was.
"""

from django.utils.translation import gettext

from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import User
from thidua_web.register.models import UnitVersion
from thidua_web.returns import ledger
from thidua_web.returns.models import Form, Obligation, Return


def settle_ended(*, form: Form, period: str, by: User) -> dict[str, int]:
    """Settle what units owe that did not live to the last day; inside the transaction of the act.

    Returns what the journal is to tell: how many were released, passed on, taken up again.
    """
    last_day = form.window(period).last_day
    there = UnitVersion.objects.as_of(last_day).values("unit")
    rows = form.obligations.filter(period=period)
    untouched = [owed.pk for owed in locked(rows.filter(answer=None).exclude(unit__in=there))]
    Obligation.objects.filter(pk__in=untouched, answer=None).delete()
    answers = Return.objects.filter(obligation__in=rows).select_related(
        "obligation__form", "obligation__unit_version", "accepted"
    )  # fmt: skip
    begun = locked(answers.exclude(obligation__unit__in=there))
    passed = sum(_pass_on(answer, by) for answer in begun if answer.may_become(Return.State.PASSED_ON))
    alive = locked(answers.filter(state=Return.State.PASSED_ON, obligation__unit__in=there))
    again = sum(_take_up(answer, by) for answer in alive)
    told = {"ended": len(untouched), "passed_on": passed, "taken_up": again}
    return {key: count for key, count in told.items() if count}


def _pass_on(answer: Return, by: User) -> int:
    """Close one as passed on; what of it was accepted before it was opened again leaves the ledger."""
    if answer.accepted is not None:
        ledger.take_out(answer.obligation, answer.accepted)
    was, answer.state, answer.accepted = answer.state, Return.State.PASSED_ON, None
    answer.save(update_fields=["state", "accepted"])
    owed = answer.obligation
    names = [heir.full_name for heir in UnitVersion.objects.heirs_of(owed.unit_id, owed.last_day)]
    told = {"state": [was, answer.state], "heirs": names or [gettext("không có")]}
    journal.record(act="pass_on_return", by=by, of=answer, changes=told)
    return 1


def _take_up(answer: Return, by: User) -> int:
    """The unit lives on the last day again: its return is a draft again."""
    was, answer.state = answer.state, Return.State.DRAFT
    answer.save(update_fields=["state"])
    journal.record(act="take_up_return", by=by, of=answer, changes={"state": [was, answer.state]})
    return 1
