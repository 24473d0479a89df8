"""What a worker keeps holds as long as its token, and moves with every act that may change what pages say."""

import threading

import pytest
from django.db import transaction
from tests import cast

from thidua_web.config.keeping import Kept
from thidua_web.journal import journal


def test_a_thing_is_made_once_for_a_token_and_again_for_the_next() -> None:
    kept: Kept[list[str]] = Kept(2)
    first = kept.get("a", 1, lambda: ["made"])
    assert kept.get("a", 1, lambda: ["again"]) is first
    assert kept.get("a", 2, lambda: ["again"]) == ["again"]


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    kept.get("a", 1, lambda: "a")
    kept.get("b", 1, lambda: "b")
    kept.get("c", 1, lambda: "c")
    assert kept.get("a", 1, lambda: "made anew") == "made anew" and kept.get("c", 1, lambda: "anew") == "c"


def test_many_readers_wait_for_one_maker() -> None:
    kept, made, ready = Kept[int](1), [], threading.Event()

    def make() -> int:
        made.append(1)
        ready.wait(5)
        return len(made)

    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(kept.get("board", 1, make))) for _ in range(5)]
    for reader in readers:
        reader.start()
    ready.set()
    for reader in readers:
        reader.join()
    assert found == [1] * 5 and made == [1]


def test_what_cannot_be_made_is_not_kept() -> None:
    kept: Kept[int] = Kept(1)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", 1, lambda: 1 // 0)
    assert kept.get("a", 1, lambda: 5) == 5


@pytest.mark.django_db
def test_the_stand_moves_with_acts_and_not_with_sign_ins() -> None:
    office = cast.person("office")
    seen = [journal.stand()]
    for act in ("accept_return", "accept_return", "sign_in", "bind_target"):
        with transaction.atomic():
            journal.record(act=act, by=office)
        seen.append(journal.stand())
    assert seen[0] != seen[1] != seen[2] == seen[3] != seen[4]
