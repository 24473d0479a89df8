"""The period before, of a unit that came later: the sums of what the units reported that went into it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.web.proofs import WORDS, prove
from tests.web.test_passing_on import PERIOD, become, heir, of, officer_of, site
from tests.web.test_returns_acts import cells, form, person, place, submit, unit  # noqa: F401

from thidua_web.register.models import SuccessionEdge, Unit
from thidua_web.returns import acts
from thidua_web.returns.forebears import last_period_of_forebears
from thidua_web.returns.models import Form, Obligation, Return
from thidua_web.verification.crosschecks import cross_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def after(form: Form, place: dict[str, Unit]) -> Unit:  # noqa: F811
    """Both communes sent the first quarter; on 1 April they became one, which owes the second."""
    submit(of(place["officer"]), households=100, households_reached=80)
    submit(of(place["neighbor"]), by="neighbor", households=50, households_reached=20)
    made = heir("91001", "An Minh", date(2024, 4, 1))
    become([place["officer"], place["neighbor"]], [made], date(2024, 4, 1))
    acts.oblige_units(form=form, period="2024-Q2", by=person("office"))
    return made


def test_beside_the_heir_s_figures_stand_the_sums_of_the_period_before(after: Unit) -> None:
    owed, mine = of(after), site(officer_of(after))
    page = mine.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "Kỳ trước: Quý I năm 2024, cộng số của xã An Bình, xã Bình Minh." in page and 'data-before="150"' in page
    mine.post(f"/so-lieu/{owed.pk}/luu/?khong-doi=1", {"revision": 0})
    kept = of(after).answer.current.read_cells()
    assert kept["households"].number == 150 and kept["households_reached"].number == 100
    told = acts.save_draft(
        obligation=of(after), cells=cells(households=900), words={}, revision=1, by=officer_of(after)
    ).problems
    assert [(p.element, p.code) for p in told] == [("households", "jump")], "150 before, 900 now: asked about"


def test_sums_of_the_period_before_need_every_part_whole(after: Unit, place: dict[str, Unit]) -> None:  # noqa: F811
    assert last_period_of_forebears(of(after)).known["initiatives"].number == 6
    other = heir("91002", "An Tây", date(2024, 4, 1))
    SuccessionEdge.objects.create(on=date(2024, 4, 1), origin=place["neighbor"], heir=other)
    assert not last_period_of_forebears(of(after)).known, "one of them was divided"
    SuccessionEdge.objects.filter(heir=other).delete()
    Return.objects.filter(obligation__unit=place["neighbor"]).update(state="draft", current=None)
    assert not last_period_of_forebears(of(after)).known, "one of them had sent nothing"
    first = Obligation.objects.get(unit=place["officer"])
    assert not last_period_of_forebears(first).known, "a unit that stood then speaks for itself"


def test_whoever_verifies_asks_about_a_jump_from_what_the_units_before_reported(after: Unit) -> None:
    by = officer_of(after)
    prove(of(after), by)
    acts.submit_return(obligation=of(after), cells=cells(households=900, households_reached=700), words={}, revision=0,
                       by=by)  # fmt: skip
    verifier = cast.browser("verifier")
    page = verifier.get(f"/so-lieu/{of(after).pk}/").content.decode()
    assert "Kỳ trước: Quý I năm 2024, cộng số của xã An Bình, xã Bình Minh." in page
    asked = re.findall(r'<p class="ask">.*?</p>', page, re.S)
    assert any("150" in told for told in asked), "150 before, 900 now"
    assert "150" in verifier.get("/xac-minh/").content.decode(), "and in the list"


def test_many_heirs_are_checked_with_as_few_questions_as_one(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    def sent(count: int) -> list[Obligation]:
        for n in range(count):
            key = f"92{Obligation.objects.count():03d}"
            before = unit(key, f"Trước {key}", parent=Unit.objects.get(key="90"))
            acts.oblige_units(form=form, period=PERIOD, units=[before.pk], by=person("office"))
            office = person("office")
            acts.submit_return(obligation=of(before), cells=cells(), words=WORDS, revision=0, by=office)
            made = heir(f"93{n}{key[2:]}", f"Sau {key}", date(2024, 4, 1))
            become([before], [made], date(2024, 4, 1))
            acts.oblige_units(form=form, period="2024-Q2", units=[made.pk], by=office)
            acts.submit_return(obligation=of(made), cells=cells(households=900), words=WORDS, revision=0, by=office)
        return list(Obligation.objects.filter(period="2024-Q2").with_answers().select_related("answer__current"))

    def questions(rows: list[Obligation]) -> int:
        with CaptureQueriesContext(connection) as asked:
            notes = cross_check(rows)
        assert all(any("100" in note.sentence for note in notes[row.pk]) for row in rows)
        return len(asked)

    one = questions(sent(1))
    assert questions(sent(4)) <= one
