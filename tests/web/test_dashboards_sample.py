"""The sample quarter: 94 real communes with invented figures at every stage, by three doors; laid once."""

from collections import Counter

import pytest

from thidua_web.api.models import KeptAnswer
from thidua_web.dashboards import sample, sample_year
from thidua_web.dashboards.board import Board
from thidua_web.dashboards.gathering import gather
from thidua_web.demonstration import acts as demonstration
from thidua_web.documents import sample as papers
from thidua_web.people.models import User, today
from thidua_web.programme import sample as programmes
from thidua_web.programme.models import Programme
from thidua_web.register import sample as units
from thidua_web.returns.models import LedgerEntry, Obligation, Return, ReturnVersion

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_a_quarter_stands_at_every_stage_and_is_laid_once() -> None:
    people = demonstration._people()
    for app in (units, papers, programmes, sample):
        app.lay(people)
    quarter = Obligation.objects.filter(period=sample.PERIOD, form__title=sample.TITLE)
    assert quarter.count() == 94
    states = Counter(Return.objects.filter(obligation__in=quarter).values_list("state", flat=True))
    lived_through = set(Return.State.values) - {Return.State.PASSED_ON}  # no sample unit ends inside the quarter
    assert states == Counter(dict(sample.STAGES)) and set(states) == lived_through
    assert set(ReturnVersion.objects.values_list("door", flat=True)) == {"web", "excel", "api"}
    sent = ReturnVersion.objects.filter(answer__obligation__in=quarter, submitted_at__isnull=False)
    assert all(f"canbo.{v.answer.obligation.unit_version.code}" == v.submitted_by.username for v in sent)
    assert KeptAnswer.objects.count() == sent.filter(door="api").count() > 0, "each sent twice, taken once"
    assert {u.standing for u in User.objects.filter(username__startswith="canbo.")} == {
        "in_use", "idle", "never_signed_in"}  # fmt: skip
    programme = Programme.objects.filter(bindings__isnull=False).first()
    assert programme
    bindings = list(programme.bindings.all())
    board = Board(programme, bindings, gather(programme, sample.PERIOD, bindings), today=today())
    assert sum(line.verified is not None and line.verified.value is not None for line in board.lines) >= 18
    year = Board(programme, bindings, gather(programme, sample_year.YEAR, bindings), today=today())
    said = Counter(line.score.verdict.value for line in year.lines)
    assert set(said) == {"met", "not_met", "undecidable"}, "a year that is over, with every commune in"
    assert min(said["met"], said["not_met"]) >= 5, said
    left = [line for line in year.lines if line.score.verdict.value == "undecidable"]
    assert {line.binding.why_not for line in left if line.binding} == {"some_units", "other_body"}
    assert len(left) == 2 and all(line.binding for line in left), "all that communes can count is judged"
    before = LedgerEntry.objects.count(), ReturnVersion.objects.count()
    sample.lay(people)
    assert (LedgerEntry.objects.count(), ReturnVersion.objects.count()) == before


def test_the_sample_has_someone_who_keeps_the_accounts_of_one_ward() -> None:
    people = demonstration._people()
    for app in (units, papers, programmes, sample):
        app.lay(people)
    keeper = User.objects.get(username="quantri")
    assert set(User.objects.visible_to(keeper).values_list("username", flat=True)) == {"quantri", "canbo"}
    assert keeper.check_password(demonstration.PASSWORD)
