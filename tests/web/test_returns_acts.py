"""A return from draft to ledger: who may do what, what is refused, what stands in the ledger afterwards."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from tests import cast
from tests.web.proofs import TYPED, WORDS, prove

from thidua.errors import OfficerError
from thidua.figures.cells import Cell, CellState
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import OwnProvince, Post, User
from thidua_web.register.live import move_stand
from thidua_web.register.models import SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.models import Form, LedgerEntry, LedgerTail, Obligation, Return
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
KEYS = ["households", "households_reached", "initiatives", "initiatives_new", "good_practice"]


def unit(key: str, name: str, level: str = "commune", parent: Unit | None = None, since: date | None = None) -> Unit:
    made = Unit.objects.create(key=key)
    UnitVersion.objects.create(
        unit=made, code=key, name=name, kind="xã" if level == "commune" else "tỉnh", level=level, parent=parent,
        valid_from=since, folded=UnitVersion.folded_name("xã", name, key), sort_key=name,
    )  # fmt: skip
    return made


@pytest.fixture
def place() -> dict[str, Unit]:
    """A province with two communes, each with its officer."""
    province = unit("90", "Nam Giang", "province")
    communes = {
        "officer": unit("90001", "An Bình", parent=province),
        "neighbor": unit("90002", "Bình Minh", parent=province),
    }
    for who, where in communes.items():
        Post.objects.filter(user=cast.person(who)).update(unit=where)
    return communes


def person(name: str) -> User:
    """Fresh from the database, as in a new request."""
    return User.objects.get(pk=cast.person(name).pk)


@pytest.fixture
def form(place: dict[str, Unit]) -> Form:
    sort = {"level": "commune", "regime": "calendar", "length": "quarter", "elements": KEYS}
    made = acts.make_form(key="quy", title="Biểu quý", by=person("office"), **sort)
    acts.oblige_units(form=made, period="2024-Q1", by=person("office"))
    return made


@pytest.fixture
def owed(form: Form, place: dict[str, Unit]) -> Obligation:
    return Obligation.objects.get(form=form, unit=place["officer"])


def cells(**numbers: int | None) -> dict[str, Cell]:
    full = {"households": 100, "households_reached": 80, "initiatives": 3, "initiatives_new": 1, **numbers}
    return {key: Cell.missing() if value is None else Cell.of(value) for key, value in full.items()}


def submit(owed: Obligation, by: str = "officer", **numbers: int | None) -> Return:
    """Send with the evidence that the form asks for."""
    prove(owed, person(by))
    owed = Obligation.objects.get(pk=owed.pk)
    revision = Return.objects.filter(obligation=owed).values_list("revision", flat=True).first() or 0
    return acts.submit_return(
        obligation=owed, cells=cells(**numbers), words={}, revision=revision, by=person(by)
    ).answer


def balance(owed: Obligation) -> dict[str, int]:
    rows = LedgerEntry.objects.filter(unit_version=owed.unit_version, period=owed.period)
    return {r["element"]: r["value"] for r in rows.order_by().values("element").annotate(value=Sum("delta"))}


def test_every_unit_of_the_level_owes_once(form: Form, place: dict[str, Unit]) -> None:
    assert set(form.obligations.values_list("unit__key", flat=True)) == {"90001", "90002"}
    assert acts.oblige_units(form=form, period="2024-Q1", by=person("office")) == 0
    unit("90003", "Thành Công", since=date(2024, 4, 1))
    assert acts.oblige_units(form=form, period="2024-Q1", by=person("office")) == 0
    assert acts.oblige_units(form=form, period="2024-Q2", by=person("office")) == 3


def test_a_period_is_handed_out_within_the_own_province_only(form: Form, place: dict[str, Unit]) -> None:
    """The registry holds the whole country; the installation serves one province, and what became it."""
    merged = unit("99", "Nam Giang Mới", "province", since=date(2025, 7, 1))
    UnitVersion.objects.filter(unit__key="90").update(valid_to=date(2025, 7, 1))
    SuccessionEdge.objects.create(on=date(2025, 7, 1), origin=Unit.objects.get(key="90"), heir=merged)
    unit("95001", "Ở Tỉnh Khác", parent=unit("95", "Tỉnh Khác", "province"))
    OwnProvince.objects.create(unit=merged)
    assert acts.oblige_units(form=form, period="2024-Q3", by=person("office")) == 2
    assert set(form.obligations.filter(period="2024-Q3").values_list("unit", flat=True)) == {
        where.pk for where in place.values()
    }
    OwnProvince.objects.all().delete()
    with pytest.raises(OfficerError, match="Tỉnh của bản cài đặt"):
        acts.oblige_units(form=form, period="2024-Q4", by=person("office"))
    assert not form.obligations.filter(period="2024-Q4").exists(), "of the whole country nobody is asked"


def test_the_page_of_a_form_leads_to_where_the_province_is_named(form: Form, place: dict[str, Unit]) -> None:
    office, page = cast.browser("office"), f"/so-lieu/bieu-mau/{form.key}/"
    assert "Giao cho các đơn vị" in office.get(page).content.decode(), "one province: no doubt whose units they are"
    unit("95001", "Ở Tỉnh Khác", parent=unit("95", "Tỉnh Khác", "province"))
    shown = office.get(page).content.decode()
    assert 'href="/tai-khoan/tinh/"' in shown.partition("<main")[2] and "Giao cho các đơn vị" not in shown
    told = office.post(f"{page}giao-ky/", {"period": "2024-Q2"}, follow=True).content.decode()
    assert "Chưa nêu tỉnh của bản cài đặt" in told and not form.obligations.filter(period="2024-Q2").exists()
    office.post("/tai-khoan/tinh/", {"unit": "90"})
    office.post(f"{page}giao-ky/", {"period": "2024-Q2"})
    assert set(form.obligations.filter(period="2024-Q2").values_list("unit__key", flat=True)) == {"90001", "90002"}


def test_a_return_goes_from_draft_to_the_ledger(owed: Obligation) -> None:
    saved = acts.save_draft(
        obligation=owed, cells={"households": Cell.of(90)}, words={}, revision=0, by=person("officer")
    )
    assert saved.answer.state == Return.State.DRAFT and not saved.problems
    answer = submit(owed)
    assert answer.state == Return.State.SUBMITTED and answer.versions.count() == 1
    assert not LedgerEntry.objects.exists(), "nothing counts before it is accepted"
    verify.accept_return(answer=answer, by=person("verifier"))
    assert balance(owed) == {"households": 100, "households_reached": 80, "initiatives": 3, "initiatives_new": 1}


def test_a_correction_is_a_signed_delta_and_the_old_version_stays(owed: Obligation) -> None:
    answer = submit(owed)
    verify.accept_return(answer=answer, by=person("verifier"))
    verify.reopen_return(answer=answer, reason="Nhầm số hộ", by=person("verifier"))
    answer = submit(owed, households_reached=75)
    assert answer.versions.count() == 2 and balance(owed)["households_reached"] == 80
    verify.accept_return(answer=answer, by=person("verifier"))
    assert balance(owed) == {"households": 100, "households_reached": 75, "initiatives": 3, "initiatives_new": 1}
    last = LedgerEntry.objects.order_by("seq").last()
    assert (last.element, last.delta) == ("households_reached", -5)
    assert answer.versions.get(number=1).cells["households_reached"] == {"v": 80}
    assert list(LedgerEntry.objects.values_list("seq", flat=True)) == list(range(1, LedgerTail.objects.get().seq + 1))


def test_zero_enters_the_ledger_and_missing_does_not(owed: Obligation) -> None:
    state = Cell(CellState.NOT_APPLICABLE)
    full = cells(households=0, households_reached=0) | {"initiatives": state, "initiatives_new": state}
    answer = acts.submit_return(obligation=owed, cells=full, words=WORDS, revision=0, by=person("officer")).answer
    verify.accept_return(answer=answer, by=person("verifier"))
    assert balance(owed) == {"households": 0, "households_reached": 0}


@pytest.mark.parametrize("numbers", [{"households_reached": 101}, {"households": -1}, {"initiatives": None}])
def test_a_return_with_errors_is_refused_and_nothing_is_half_stored(owed: Obligation, numbers: dict[str, int]) -> None:
    with pytest.raises(acts.NotAcceptable) as refused:
        acts.submit_return(
            obligation=owed, cells=cells(**numbers), words=WORDS, revision=0, by=person("officer")
        )  # fmt: skip
    assert refused.value.problems
    assert not Return.objects.exists()


def test_two_people_in_one_draft_overwrite_nothing(owed: Obligation) -> None:
    first = acts.save_draft(obligation=owed, cells=cells(households=100), words={}, revision=0, by=person("officer"))
    with pytest.raises(acts.Stale):
        acts.save_draft(obligation=owed, cells=cells(households=200), words={}, revision=0, by=person("office"))
    assert Return.objects.get().current.cells["households"] == {"v": 100}
    acts.save_draft(
        obligation=owed, cells=cells(households=200), words={}, revision=first.answer.revision, by=person("office")
    )  # fmt: skip
    assert Return.objects.get().current.cells["households"] == {"v": 200}


def test_sending_the_same_again_after_a_lost_answer_is_not_a_second_return(owed: Obligation) -> None:
    first = submit(owed)
    again = acts.submit_return(obligation=owed, cells=cells(), words=WORDS, revision=0, by=person("officer")).answer
    assert again.pk == first.pk and again.versions.count() == 1
    assert JournalEntry.objects.filter(act="submit_return").count() == 1
    with pytest.raises(OfficerError):
        acts.submit_return(obligation=owed, cells=cells(households=101), words=WORDS, revision=0, by=person("officer"))


def test_who_reports_for_whom_follows_from_the_posts(owed: Obligation) -> None:
    for who in ("neighbor", "stranger", "leader", "verifier"):
        with pytest.raises(PermissionDenied):
            submit(owed, by=who)
    assert set(Obligation.objects.visible_to(person("officer"))) == {owed}
    assert Obligation.objects.visible_to(person("stranger")).count() == 0
    assert Obligation.objects.visible_to(person("verifier")).count() == 2


def test_who_verifies_whom(owed: Obligation) -> None:
    answer = submit(owed)
    for who in ("officer", "neighbor", "stranger", "leader"):
        with pytest.raises(PermissionDenied):
            verify.accept_return(answer=answer, by=person(who))
    assert not LedgerEntry.objects.exists()


def test_nobody_verifies_what_they_sent(owed: Obligation) -> None:
    answer = submit(owed, by="office")
    with pytest.raises(OfficerError, match="tự xác minh"):
        verify.accept_return(answer=answer, by=person("office"))


def test_only_legal_moves(owed: Obligation) -> None:
    answer = submit(owed)
    verifier = person("verifier")
    with pytest.raises(OfficerError):
        verify.lock_return(answer=answer, by=verifier)
    with pytest.raises(OfficerError, match="lý do"):
        verify.send_back_return(answer=answer, reason="  ", by=verifier)
    verify.send_back_return(answer=answer, reason="Thiếu minh chứng", by=verifier)
    with pytest.raises(OfficerError):
        verify.accept_return(answer=answer, by=verifier)
    answer = submit(owed)
    verify.accept_return(answer=answer, by=verifier)
    with pytest.raises(OfficerError):
        verify.accept_return(answer=answer, by=verifier)
    verify.lock_return(answer=answer, by=verifier)
    with pytest.raises(OfficerError):
        submit(owed, households=101)


def test_a_submission_can_be_withdrawn_until_it_is_verified(owed: Obligation) -> None:
    answer = submit(owed)
    acts.withdraw_return(answer=answer, by=person("officer"))
    answer = submit(owed, households=120)
    verify.accept_return(answer=answer, by=person("verifier"))
    with pytest.raises(OfficerError):
        acts.withdraw_return(answer=answer, by=person("officer"))


def test_accepting_many_leaves_out_what_cannot_be_accepted(form: Form, place: dict[str, Unit]) -> None:
    mine, theirs = (Obligation.objects.get(unit=u) for u in place.values())
    answers = [submit(mine), submit(theirs, by="neighbor")]
    verify.send_back_return(answer=answers[1], reason="Chưa rõ", by=person("verifier"))
    result = verify.accept_returns(answers=answers, by=person("verifier"))
    assert result.done == 1 and [a.pk for a, _ in result.left_out] == [answers[1].pk]


def test_a_jump_is_asked_about_and_a_word_answers(owed: Obligation, form: Form) -> None:
    verify.accept_return(answer=submit(owed), by=person("verifier"))
    acts.oblige_units(form=form, period="2024-Q2", by=person("office"))
    second = Obligation.objects.get(unit=owed.unit, period="2024-Q2")
    plain = cells(households=400, households_reached=300)
    asked = acts.save_draft(obligation=second, cells=plain, words={}, revision=0, by=person("officer"))
    assert {p.element for p in asked.problems} == {"households", "households_reached"}
    words = {"households": "Thêm khu tái định cư", "households_reached": "Thêm khu tái định cư"}
    told = acts.save_draft(obligation=second, cells=plain, words=words, revision=1, by=person("officer"))
    assert not told.problems


def test_each_deed_is_in_the_journal(owed: Obligation) -> None:
    verify.accept_return(answer=submit(owed), by=person("verifier"))
    seen = set(JournalEntry.objects.values_list("act", flat=True))
    assert {"make_form", "oblige_units", "submit_return", "accept_return"} <= seen


def test_a_submission_asks_the_database_a_bounded_number_of_times(
    owed: Obligation, django_assert_max_num_queries: object
) -> None:
    """Deadline night: what a first submission costs, sign-in to journal; none of it grows with the form."""
    move_stand()
    client = cast.browser("officer")
    client.get("/")  # the worker has answered before: it carries what units became of which
    fields = {f"c-{key}": str(cell.value) for key, cell in cells().items()} | TYPED | {"revision": "0"}
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert client.post(f"/so-lieu/{owed.pk}/gui/", fields).status_code == 302
    assert Return.objects.get(obligation=owed).state == Return.State.SUBMITTED


def test_who_held_an_old_copy_sees_the_return_that_another_began(owed: Obligation) -> None:
    assert not hasattr(owed, "answer")
    acts.save_draft(
        obligation=Obligation.objects.get(pk=owed.pk), cells=cells(), words=WORDS, revision=0, by=person("office")
    )
    with pytest.raises(acts.Stale):
        acts.submit_return(obligation=owed, cells=cells(), words=WORDS, revision=0, by=person("officer"))
    acts.submit_return(obligation=owed, cells=cells(), words=WORDS, revision=1, by=person("officer"))
    assert Return.objects.filter(obligation=owed).count() == 1


def test_a_refused_first_submission_leaves_nothing(owed: Obligation) -> None:
    with pytest.raises(acts.NotAcceptable):
        acts.submit_return(obligation=owed, cells=cells(households=None), words={}, revision=0, by=person("officer"))
    assert not Return.objects.exists()


def test_what_the_period_before_says(form: Form, owed: Obligation) -> None:
    acts.oblige_units(form=form, period="2024-Q2", by=person("office"))
    after = Obligation.objects.get(form=form, unit=owed.unit, period="2024-Q2")
    acts.save_draft(obligation=owed, cells=cells(households=100), words={}, revision=0, by=person("officer"))
    assert acts.last_period_cells(after) == {}, "a draft says nothing"
    answer = submit(owed, households=110)
    assert acts.last_period_cells(after)["households"].number == 110
    verify.accept_return(answer=answer, by=person("verifier"))
    verify.reopen_return(answer=answer, reason="sửa", by=person("verifier"))
    submit(owed, households=120)
    assert acts.last_period_cells(after)["households"].number == 110, "what was accepted stands until the next"
