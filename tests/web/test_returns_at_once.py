"""Two senders of one return that nobody began: one is stored, one line stands in the journal, both are answered."""

import threading

import pytest
from django.db import connection
from tests.web.proofs import WORDS
from tests.web.test_returns_acts import cells, form, owed, person, place  # noqa: F401 fixtures

from thidua.errors import OfficerError
from thidua_web.journal.models import JournalEntry
from thidua_web.returns import acts
from thidua_web.returns.models import Obligation, Return, ReturnVersion

pytestmark = pytest.mark.django_db(transaction=True)


def together(owed: Obligation, senders: list[tuple[str, int]]) -> list[object]:  # noqa: F811
    """What each of them is told, who all saw the form before anybody began it."""
    start, told = threading.Barrier(len(senders)), []

    def send(name: str, households: int) -> None:
        seen, by = Obligation.objects.get(pk=owed.pk), person(name)
        start.wait(300)
        try:
            saved = acts.submit_return(
                obligation=seen, cells=cells(households=households), words=WORDS, revision=0, by=by
            )
            told.append(saved.problems)
        except OfficerError as refusal:
            told.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=sender) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def stored(owed: Obligation) -> tuple[int, int, int]:  # noqa: F811
    """Returns, versions, and lines of the journal that tell of a sending."""
    return (
        Return.objects.filter(obligation=owed).count(), ReturnVersion.objects.filter(answer__obligation=owed).count(),
        JournalEntry.objects.filter(act="submit_return").count(),
    )  # fmt: skip


def test_one_sender_whose_line_broke_is_answered_each_time_and_stored_once(owed: Obligation) -> None:  # noqa: F811
    told = together(owed, [("officer", 100)] * 5)
    assert told == [[]] * 5
    assert stored(owed) == (1, 1, 1)


def test_of_two_people_with_other_figures_the_second_is_told(owed: Obligation) -> None:  # noqa: F811
    told = together(owed, [("officer", 100), ("office", 101)])
    assert [] in told
    assert sum(isinstance(one, OfficerError) for one in told) == 1
    assert stored(owed) == (1, 1, 1)
    assert Return.objects.get(obligation=owed).revision == 1
