"""Returns begun by units that then became others: nobody waits for them any more, the heirs see and may use them."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from tests import cast
from tests.web.proofs import WORDS, prove
from tests.web.test_returns_acts import balance, cells, form, owed, person, place, submit, unit  # noqa: F401

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Post, Role, User, today
from thidua_web.register.models import SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.area import progress_of
from thidua_web.returns.inheriting import inheritance_of, take_over_return
from thidua_web.returns.models import Evidence, Form, LedgerEntry, Obligation, Return
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)
PERIOD = "2024-Q1"


def become(origins: list[Unit], heirs: list[Unit], on: date = DAY) -> None:
    """A merger, a split or both, as the registry would enter it."""
    UnitVersion.objects.filter(unit__in=origins, valid_to=None).update(valid_to=on)
    for origin in origins:
        for heir in heirs:
            SuccessionEdge.objects.create(on=on, origin=origin, heir=heir)


def heir(key: str, name: str, on: date = DAY) -> Unit:
    made = unit(key, name, since=on, parent=Unit.objects.get(key="90"))
    user = User.objects.create_user(f"officer-{key}", cast.PASSWORD, full_name=f"Cán bộ {name}")
    user.email = f"{key}@example.vn"
    user.save()
    Post.objects.create(user=user, role=Role.UNIT_OFFICER, unit=made, valid_from=date(2020, 1, 1))
    return made


def officer_of(made: Unit) -> User:
    return User.objects.get(username=f"officer-{made.key}")


def site(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def draft(where: Unit, who: str = "officer", **numbers: int | None) -> Return:
    owed = Obligation.objects.get(unit=where)  # noqa: F811
    prove(owed, person(who))
    owed = Obligation.objects.get(pk=owed.pk)
    return acts.save_draft(obligation=owed, cells=cells(**numbers), words={}, revision=0, by=person(who)).answer


def hand_out_again(form: Form) -> int:  # noqa: F811
    return acts.oblige_units(form=form, period=PERIOD, by=person("office"))


def of(where: Unit) -> Obligation:
    return Obligation.objects.with_answers().get(unit=where)


@pytest.fixture
def merged(form: Form, place: dict[str, Unit]) -> Unit:  # noqa: F811
    """Both communes had typed; on 1 March they became one, and the office handed the quarter out again."""
    draft(place["officer"], households=100, households_reached=80)
    draft(place["neighbor"], "neighbor", households=50, households_reached=20)
    made = heir("91001", "An Minh")
    become([place["officer"], place["neighbor"]], [made])
    assert hand_out_again(form) == 1
    return made


def test_the_old_obligation_is_closed_as_passed_on(merged: Unit, place: dict[str, Unit]) -> None:  # noqa: F811
    states = set(Return.objects.values_list("state", flat=True))
    assert states == {Return.State.PASSED_ON} and Obligation.objects.count() == 3
    told = JournalEntry.objects.filter(act="pass_on_return")
    assert told.count() == 2 and all(row.changes["heirs"] == ["xã An Minh"] for row in told)
    page = site(person("officer")).get(f"/so-lieu/{of(place['officer']).pk}/").content.decode()
    assert "nay là xã An Minh: đơn vị mới báo cáo kỳ này" in page and "data-return" not in page
    assert "Chuyển báo cáo cho đơn vị mới" in page, "its life line says so"
    assert "100" in page, "what was typed stays to be read"


def test_no_list_waits_for_it_any_more(merged: Unit, place: dict[str, Unit]) -> None:  # noqa: F811
    day = today()
    late = Obligation.objects.overdue(day)
    assert [o.unit_id for o in late] == [merged.pk], "only the heir is late"
    assert not Obligation.objects.awaiting_verification().exists()
    office = cast.browser("office")
    for address in ("/so-lieu/?loc=qua-han", "/so-lieu/?loc=phai-nop", "/so-lieu/lich-han/", "/"):
        page = office.get(address).content.decode()
        assert "An Bình" not in page and "Bình Minh" not in page, address
    assert "An Bình" in office.get("/so-lieu/").content.decode(), "the whole list still has it"
    old = site(person("officer"))
    assert "Biểu quý" not in old.get("/so-lieu/lich-han/").content.decode()
    secret = acts.open_deadline_feed(by=person("officer"))
    Obligation.objects.update(due_on=day + timedelta(days=5))
    assert "Biểu quý" not in Client().get(f"/so-lieu/lich-han/{secret}.ics").content.decode()
    out = StringIO()
    call_command("send_reminders", days=30, stdout=out)
    assert "officer-91001: 1" in out.getvalue() and "\nofficer:" not in f"\n{out.getvalue()}"


def test_figures_of_the_old_units_are_counted_nowhere(merged: Unit, form: Form) -> None:  # noqa: F811
    office = cast.browser("office")
    sheet = b"".join(office.get(f"/so-lieu/bieu-mau/{form.key}/{PERIOD}/so-lieu.csv")).decode()
    assert "An Minh" in sheet and "An Bình" not in sheet
    page = office.get(f"/so-lieu/bieu-mau/{form.key}/").content.decode()
    assert "và 2 đã chuyển đơn vị mới" in page


def test_the_heir_sees_and_takes_over_the_sums(merged: Unit) -> None:
    mine, owed = site(officer_of(merged)), of(merged)  # noqa: F811
    assert f"/so-lieu/{owed.pk}/don-vi-cu/" in mine.get(f"/so-lieu/{owed.pk}/").content.decode()
    page = mine.get(f"/so-lieu/{owed.pk}/don-vi-cu/").content.decode()
    assert "xã An Bình" in page and "xã Bình Minh" in page and "150" in page
    mine.post(f"/so-lieu/{owed.pk}/don-vi-cu/", {"revision": 0})
    kept = Return.objects.get(obligation=owed)
    assert kept.state == Return.State.DRAFT
    numbers = {key: cell.number for key, cell in kept.current.read_cells().items()}
    assert numbers == {"households": 150, "households_reached": 100, "initiatives": 6, "initiatives_new": 2}
    proved = Evidence.objects.filter(answer=kept).values_list("element", "sha256")
    there = Evidence.objects.exclude(answer=kept).values_list("element", "sha256")
    assert set(proved) == set(there) and len(proved) == len(set(proved)), "one file of both parts stands once"
    told = JournalEntry.objects.get(act="take_over_return")
    assert told.by == officer_of(merged) and told.changes["cells"] == 4
    sent = acts.submit_return(
        obligation=of(merged), cells=kept.current.read_cells(), words={}, revision=kept.revision, by=officer_of(merged)
    )
    assert sent.answer.state == Return.State.SUBMITTED, "the files of the parts prove the sums"


def test_taking_over_twice_adds_nothing_and_typed_figures_stay(merged: Unit) -> None:
    by = officer_of(merged)
    acts.save_draft(obligation=of(merged), cells={"households": Cell.of(151)}, words={}, revision=0, by=by)
    assert take_over_return(obligation=of(merged), revision=1, by=by) == 3
    here = of(merged).answer.current.read_cells()
    assert here["households"].number == 151 and here["households_reached"].number == 100
    with pytest.raises(OfficerError, match="Không còn số liệu"):
        take_over_return(obligation=of(merged), revision=2, by=by)


def test_somebody_elses_save_is_not_overwritten(merged: Unit) -> None:
    by = officer_of(merged)
    acts.save_draft(obligation=of(merged), cells={"households": Cell.of(151)}, words={}, revision=0, by=by)
    with pytest.raises(acts.Stale):
        take_over_return(obligation=of(merged), revision=0, by=by)
    assert not Evidence.objects.filter(answer=of(merged).answer).exists()


@pytest.mark.parametrize("who", ["officer", "neighbor", "stranger", "leader", "verifier"])
def test_only_who_reports_for_the_heir_sees_what_was_begun(merged: Unit, who: str) -> None:
    owed = of(merged)  # noqa: F811
    there = f"/so-lieu/{owed.pk}/don-vi-cu/"
    assert cast.browser(who).get(there).status_code in (403, 404)
    assert cast.browser(who).post(there, {"revision": 0}).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        take_over_return(obligation=owed, revision=0, by=person(who))
    assert Return.objects.filter(obligation=owed).count() == 0


def test_a_part_that_had_begun_nothing_leaves_sums_to_the_officer(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    draft(place["officer"])
    made = heir("91001", "An Minh")
    become([place["officer"], place["neighbor"]], [made])
    hand_out_again(form)
    assert not Obligation.objects.filter(unit=place["neighbor"]).exists(), "nothing begun, nothing kept"
    found = inheritance_of(of(made))
    assert found.names == "xã An Bình" and found.lacking == "xã Bình Minh" and not found.to_take()
    page = site(officer_of(made)).get(f"/so-lieu/{of(made).pk}/don-vi-cu/").content.decode()
    assert "Chưa nhập gì: xã Bình Minh" in page and "80" in page and "số liệu vào bản nháp" not in page
    with pytest.raises(OfficerError):
        take_over_return(obligation=of(made), revision=0, by=officer_of(made))


def test_of_a_split_both_heirs_see_and_nothing_is_added(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    draft(place["officer"])
    heirs = [heir("91001", "An Đông"), heir("91002", "An Tây")]
    become([place["officer"]], heirs)
    assert hand_out_again(form) == 2
    assert JournalEntry.objects.get(act="pass_on_return").changes["heirs"] == ["xã An Tây", "xã An Đông"]
    for made in heirs:
        found = inheritance_of(of(made))
        assert found.is_split and found.names == "xã An Bình" and not found.to_take()
        page = site(officer_of(made)).get(f"/so-lieu/{of(made).pk}/don-vi-cu/").content.decode()
        assert "không biết phần nào về đâu" in page and "80" in page
    late = set(Obligation.objects.overdue(today()).values_list("unit__key", flat=True))
    assert late == {"90002", "91001", "91002"}


def test_two_steps_in_one_period(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    draft(place["officer"], households=100)
    draft(place["neighbor"], "neighbor", households=50)
    middle, last = heir("91001", "An Giữa", date(2024, 2, 1)), heir("91002", "An Cuối")
    become([place["officer"]], [middle], date(2024, 2, 1))
    become([middle, place["neighbor"]], [last])
    hand_out_again(form)
    owed = of(place["officer"])  # noqa: F811
    page = site(person("officer")).get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "nay là xã An Cuối" in page
    found = inheritance_of(of(last))
    assert found.names == "xã An Bình, xã Bình Minh" and found.to_take()["households"].number == 150


def test_what_was_sent_or_came_back_passes_on_too(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    sent = submit(of(place["officer"]))
    back = submit(of(place["neighbor"]), by="neighbor")
    verify.send_back_return(answer=back, reason="Xem lại", by=person("verifier"))
    made = heir("91001", "An Minh")
    become([place["officer"], place["neighbor"]], [made])
    hand_out_again(form)
    assert set(Return.objects.values_list("state", flat=True)) == {Return.State.PASSED_ON}
    with pytest.raises(OfficerError):
        verify.accept_return(answer=sent, by=person("verifier"))
    with pytest.raises(OfficerError):
        acts.withdraw_return(answer=Return.objects.get(pk=sent.pk), by=person("officer"))
    assert inheritance_of(of(made)).to_take()["households"].number == 200


def test_what_was_accepted_stands_until_it_is_opened_and_then_leaves_the_ledger(
    form: Form, place: dict[str, Unit]  # noqa: F811
) -> None:  # fmt: skip
    answer = submit(of(place["officer"]))
    verify.accept_return(answer=answer, by=person("verifier"))
    made = heir("91001", "An Minh")
    become([place["officer"], place["neighbor"]], [made])
    hand_out_again(form)
    assert Return.objects.get().state == Return.State.ACCEPTED and balance(of(place["officer"]))["households"] == 100
    verify.reopen_return(answer=Return.objects.get(), reason="Xã mới báo cáo cả quý", by=person("verifier"))
    hand_out_again(form)
    kept = Return.objects.get()
    assert kept.state == Return.State.PASSED_ON and kept.accepted is None
    assert set(balance(of(place["officer"])).values()) == {0}
    assert LedgerEntry.objects.filter(delta__lt=0).exists(), "taken out by signed entries, nothing is erased"


def test_a_change_of_units_taken_back_gives_the_draft_back(merged: Unit, form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    SuccessionEdge.objects.all().delete()
    UnitVersion.objects.filter(unit__in=place.values()).update(valid_to=None)
    UnitVersion.objects.filter(unit=merged).update(valid_from=date(2024, 4, 1))
    hand_out_again(form)
    assert set(Return.objects.values_list("state", flat=True)) == {Return.State.DRAFT}
    assert {o.unit_id for o in Obligation.objects.all()} == {u.pk for u in place.values()}
    assert JournalEntry.objects.filter(act="take_up_return").count() == 2
    typed = of(place["officer"])
    saved = acts.submit_return(
        obligation=typed, cells=cells(), words=WORDS, revision=typed.answer.revision, by=person("officer")
    )
    assert saved.answer.state == Return.State.SUBMITTED


def test_the_office_is_told_to_hand_out_again(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    draft(place["officer"])
    office = cast.browser("office")
    assert "giao lại kỳ" not in office.get("/").content.decode()
    become([place["officer"]], [heir("91001", "An Minh")])
    JournalEntry.objects.create(act="activate_generation", changes={})
    assert [o.unit for o in Obligation.objects.overdue(today())] == [place["neighbor"]], "not waited for from now on"
    assert "Biểu quý" not in site(person("officer")).get("/so-lieu/lich-han/").content.decode()
    progress = progress_of(person("office"), today())[0]
    assert (progress.owed, progress.late) == (2, 1)
    assert "1 đơn vị không còn ở ngày cuối kỳ: giao lại kỳ" in office.get("/").content.decode()
    page = office.get(f"/so-lieu/bieu-mau/{form.key}/").content.decode()
    assert "1 đơn vị không còn ở ngày cuối kỳ" in page and page.count("Giao lại kỳ") == 1
    assert all(element.label in page for element in form.elements_on(date(2024, 3, 31)))
    unit("94001", "Chưa Từng Giao", parent=Unit.objects.get(key="90"))
    office.post(f"/so-lieu/bieu-mau/{form.key}/giao-ky/", {"period": PERIOD, "again": "1"})
    owing = set(Obligation.objects.not_passed_on().values_list("unit__key", flat=True))
    assert owing == {"90002", "91001"}, "the heir, and nobody to whom it was never handed out"
    assert "giao lại kỳ" not in office.get("/").content.decode()
    assert "không còn ở ngày cuối kỳ" not in office.get(f"/so-lieu/bieu-mau/{form.key}/").content.decode()


def chips(page: str) -> list[str]:
    """The words of the state chips of a page."""
    return re.findall(r'class="chip chip-[^"]*">.*?<span>([^<]+)<', page, re.S)


def test_a_unit_that_is_no_more_is_not_shown_as_overdue(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    """Until the period is handed out again too: on the list, the unit's own page, the scoreboard and downloads."""
    draft(place["officer"])
    office = cast.browser("office")
    whole, own = f"/so-lieu/?ky={PERIOD}", f"/don-vi/{place['officer'].key}/"
    assert chips(office.get(whole).content.decode()) == ["Quá hạn", "Quá hạn"]
    become([place["officer"]], [heir("91001", "An Minh")])
    JournalEntry.objects.create(act="activate_generation", changes={})
    assert sorted(chips(office.get(whole).content.decode())) == ["Quá hạn", "Đơn vị mới báo cáo"]
    assert "Đơn vị mới báo cáo" in office.get(own).content.decode()
    assert "Đơn vị mới báo cáo" in office.get(f"/so-lieu/{of(place['officer']).pk}/").content.decode()
    csv = b"".join(office.get(f"/so-lieu/bieu-mau/{form.key}/{PERIOD}/so-lieu.csv")).decode("utf-8-sig")
    assert "Đơn vị mới báo cáo" in csv and csv.count("Quá hạn") == 1
    SuccessionEdge.objects.all().delete()
    assert sorted(chips(office.get(whole).content.decode())) == ["Quá hạn", "Đơn vị không còn"]
    UnitVersion.objects.filter(unit=place["officer"]).update(valid_to=date(2024, 4, 1))
    assert chips(office.get(whole).content.decode()) == ["Quá hạn", "Quá hạn"], "it lived through the last day"


def test_the_board_waits_for_no_unit_that_is_no_more(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    from thidua_web.dashboards.gathering import _owed

    become([place["officer"]], [heir("91001", "An Minh")])
    late = [row.unit_id for _, row in _owed([form], PERIOD) if row.is_overdue(today())]
    assert late == [o.unit_id for o in Obligation.objects.overdue(today())] == [place["neighbor"].pk]


def test_a_unit_that_only_changed_its_name_is_not_ended(form: Form, place: dict[str, Unit]) -> None:  # noqa: F811
    draft(place["officer"])
    UnitVersion.objects.filter(unit=place["officer"]).update(valid_to=DAY)
    UnitVersion.objects.create(
        unit=place["officer"], code="90001", name="An Bình Mới", kind="xã", level="commune", valid_from=DAY, folded="x",
        sort_key="x",
    )  # fmt: skip
    assert not Obligation.objects.of_ended_units().exists()
    hand_out_again(form)
    assert Return.objects.get().state == Return.State.DRAFT


def test_the_board_counts_heirs_and_not_those_that_passed_on(merged: Unit, form: Form) -> None:  # noqa: F811
    from thidua_web.dashboards.gathering import _owed

    assert [row.unit_id for _, row in _owed([form], PERIOD)] == [merged.pk]


def test_programs_are_told_the_same(merged: Unit) -> None:
    from tests.web.test_three_doors import GOOD, through_api

    told = through_api(GOOD)
    assert told["result"] == "refused" and "nay là xã An Minh: đơn vị mới báo cáo kỳ này" in told["sentence"]
    assert told["state"] == "passed_on"
