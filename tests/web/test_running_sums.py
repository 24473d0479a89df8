"""What a worker carries from board to board says the same as reading everything anew, whatever was done in between."""

import random
from collections import defaultdict
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from tests.web.proofs import DESPITE, WORDS
from tests.web.test_passing_on import become
from tests.web.test_returns_acts import KEYS, person, place, unit  # noqa: F401

from thidua.errors import OfficerError
from thidua.figures.cells import Cell, CellState
from thidua_web.dashboards import running
from thidua_web.dashboards.counting import Numbers
from thidua_web.dashboards.gathering import _owed, _pending, _present
from thidua_web.people.models import User
from thidua_web.register.live import move_stand
from thidua_web.register.models import SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.models import Form, LedgerEntry, Obligation, Return, ReturnVersion
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
PERIODS = ["2024-Q1", "2024-Q2"]
NEEDED = {"households", "households_reached", "initiatives"}


@pytest.fixture
def forms(place: dict[str, Unit]) -> list[Form]:  # noqa: F811
    """Two forms that ask partly the same, two periods, three communes."""
    unit("90003", "Cẩm Sơn", parent=Unit.objects.get(key="90"))
    office, found = person("office"), []
    for key, elements in (("mot", KEYS), ("hai", ["households", "initiatives"])):
        sort = {"level": "commune", "regime": "calendar", "length": "quarter"}
        found.append(acts.make_form(key=key, title=key, elements=elements, by=office, **sort))
        for period in PERIODS:
            acts.oblige_units(form=found[-1], period=period, by=office)
    return found


def code_of(version: UnitVersion) -> str:
    return version.code or version.unit.key


def plainly_verified(forms: list[Form]) -> tuple[Numbers, set[str]]:
    """The sums of every entry whose return counts as accepted; of two forms the first."""
    found: Numbers = {}
    present = set()
    for form in forms:
        sums: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for version in ReturnVersion.objects.filter(answer__obligation__form=form, answer__accepted__isnull=False):
            present.add(version.answer.obligation.period)
            for row in version.entries.filter(element__in=NEEDED).order_by("seq"):
                column = sums[row.element, row.period]
                column[code_of(row.unit_version)] = column.get(code_of(row.unit_version), 0) + row.delta
        for key, column in sums.items():
            for code, number in column.items():
                found.setdefault(key, {}).setdefault(code, number)
    return found, present


def plainly_pending(forms: list[Form], period: str) -> Numbers:
    """The same, with the numbers of what was sent and waits in their place."""
    found = {key: dict(column) for key, column in plainly_verified(forms)[0].items()}
    for form in forms:
        sent = form.obligations.filter(period=period, answer__state="submitted").order_by(
            "due_on", "unit_version__sort_key"
        )
        for owed in sent:
            for key, cell in owed.answer.current.read_cells().items():
                if key in NEEDED and cell.number is not None:
                    found.setdefault((key, period), {})[code_of(owed.unit_version)] = cell.number
    return found


def compare(forms: list[Form]) -> None:
    sums = running.running_sums((form.pk for form in forms), PERIODS, NEEDED)
    verified, present = plainly_verified(forms)
    assert sums.verified() == verified
    assert _present(forms, PERIODS) == present
    for period in PERIODS:
        rows = [row for _, row in sorted(_owed(forms, period), key=lambda pair: pair[0])]
        assert _pending(sums.verified(), rows, sums.waiting(period)) == plainly_pending(forms, period)
    assert sums.verified() == verified, "the columns that boards share were not written into"


def some_cells(dice: random.Random, form: Form) -> dict[str, Cell]:
    states = [Cell(CellState.NOT_APPLICABLE), Cell(CellState.NOT_YET)]
    whole = dice.choice([0, 0, 7, 100])
    numbers = {"households": whole, "households_reached": dice.randint(0, whole), "initiatives": dice.randint(0, 3),
               "initiatives_new": 0}  # fmt: skip
    return {
        key: dice.choice(states) if dice.random() < 0.15 else Cell.of(number)
        for key, number in numbers.items() if key in form.elements
    }  # fmt: skip


def something(dice: random.Random, forms: list[Form]) -> None:
    """One deed of somebody; what is not allowed just now is refused and changes nothing."""
    office, verifier = person("office"), person("verifier")
    form = dice.choice(forms)
    owed = dice.choice(list(form.obligations.not_passed_on().with_answers()))
    revision = owed.answer.revision if hasattr(owed, "answer") else 0
    deed = dice.choice(
        ["submit"] * 6 + ["accept"] * 6 + ["reopen"] * 3 + ["draft", "back", "withdraw", "merge", "undo"]
    )
    reason = DESPITE["despite"]
    write = {"obligation": owed, "cells": some_cells(dice, form), "words": WORDS, "revision": revision, "by": office}
    if deed == "submit":
        acts.submit_return(**write)
    elif deed == "draft":
        acts.save_draft(**write)
    elif deed == "merge":
        first = list(Unit.objects.filter(versions__level="commune", versions__valid_to=None, versions__valid_from=None))
        if len(first) > 1:
            heir = unit(f"91{Unit.objects.count():03}", "Mới", since=date(2024, 3, 1))
            become([dice.choice(first)], [heir])
            hand_out_again(forms)
    elif deed == "undo":
        SuccessionEdge.objects.all().delete()
        UnitVersion.objects.filter(level="commune").update(valid_to=None)
        hand_out_again(forms)
    else:
        state = "accepted" if deed == "reopen" else "submitted"
        answer = dice.choice(list(Return.objects.filter(state=state)) or [None])
        if answer is not None:
            decide(deed, answer, verifier, reason)


def decide(deed: str, answer: Return, verifier: User, reason: str) -> None:
    if deed == "accept":
        verify.accept_return(answer=answer, by=verifier, reason=reason)
    elif deed == "reopen":
        verify.reopen_return(answer=answer, by=verifier, reason=reason)
    elif deed == "back":
        verify.send_back_return(answer=answer, by=verifier, reason=reason)
    else:
        acts.withdraw_return(answer=answer, by=person("office"))


def hand_out_again(forms: list[Form]) -> None:
    move_stand()
    for form in forms:
        for period in PERIODS:
            acts.oblige_units(form=form, period=period, by=person("office"))


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 40))])
def test_the_same_figures_after_whatever_was_done(forms: list[Form], seed: int) -> None:
    dice = random.Random(seed)
    compare(forms)
    for _ in range(25):
        with suppress(OfficerError, PermissionDenied), transaction.atomic():
            something(dice, forms)
        compare(forms)
    assert LedgerEntry.objects.exists(), "else nothing was compared"


def test_only_what_is_new_is_read(forms: list[Form], django_assert_max_num_queries: object) -> None:
    dice = random.Random(1)
    while Return.objects.filter(state="accepted").count() < 4:
        with suppress(OfficerError, PermissionDenied):
            something(dice, forms)
    sums = running.running_sums((form.pk for form in forms), PERIODS, NEEDED)
    before = sums.verified()
    kept = {key: id(column) for key, column in before.items()}
    with django_assert_max_num_queries(3):
        assert {key: id(column) for key, column in sums.verified().items()} == kept, "nothing new, nothing worked out"


def test_another_database_under_the_worker_is_noticed(forms: list[Form]) -> None:
    """As after a restored copy: the numbers go on, but they are those of other entries."""
    owed = Obligation.objects.filter(form=forms[0], period=PERIODS[0]).first()

    def accepted(households: int) -> None:
        cells = {"households": Cell.of(households), "households_reached": Cell.of(0), "initiatives": Cell.of(0),
                 "initiatives_new": Cell.of(0)}  # fmt: skip
        answer = acts.submit_return(
            obligation=Obligation.objects.get(pk=owed.pk), cells=cells, words={}, revision=0, by=person("office")
        ).answer
        verify.accept_return(answer=answer, by=person("verifier"))
        compare(forms)

    with transaction.atomic():
        accepted(100)
        transaction.set_rollback(True)
    compare(forms)
    accepted(55)
