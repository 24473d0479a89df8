# ruff: noqa: F811
"""Verification of many returns: who may, what stands out, what was left out, and the life of a return and a figure."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import cast
from tests.web.proofs import WORDS
from tests.web.test_returns_acts import cells, form, owed, person, place, submit, unit  # noqa: F401

from thidua.figures.cells import Cell
from thidua_web.people.models import Post, Role, User
from thidua_web.register.models import OtherParent, Unit, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.models import BaselineFigure, Form, Obligation, Return
from thidua_web.verification import acts as verify
from thidua_web.verification.crosschecks import cross_check, papers_missing

pytestmark = pytest.mark.django_db


def waiting(by: str = "verifier", ask: str = "") -> str:
    return cast.browser(by).get(f"/xac-minh/{ask}").content.decode()


def asked(owed: Obligation) -> list[str]:
    row = Obligation.objects.with_answers().select_related("answer__current").get(pk=owed.pk)
    return [note.sentence for note in cross_check([row])[row.pk]]


@pytest.fixture
def police(place: dict[str, Unit]) -> User:
    """A verifier of the police above both communes in the hierarchy of the police alone."""
    headquarters = unit("CA90", "Công an tỉnh", "agency")
    for version in UnitVersion.objects.filter(unit__in=place.values()):
        OtherParent.objects.create(version=version, hierarchy="police", parent=headquarters)
    user = User.objects.create_user("congan", cast.PASSWORD, full_name="Hà Công An")
    Post.objects.create(
        user=user, role=Role.VERIFIER, unit=headquarters, hierarchy="police", valid_from=date(2020, 1, 1)
    )
    return user


def test_who_verifies_comes_from_the_hierarchy_of_the_form(owed: Obligation, police: User) -> None:
    answer = submit(owed)
    assert not verify.may_verify(police, answer)
    with pytest.raises(PermissionDenied):
        verify.accept_return(answer=answer, by=police)
    assert not Obligation.objects.awaiting_verification().verifiable_by(police).exists()
    Form.objects.update(hierarchy="police")
    police = User.objects.get(pk=police.pk)
    assert Obligation.objects.awaiting_verification().verifiable_by(police).get() == owed
    verify.accept_return(answer=Return.objects.get(), by=police)
    assert Return.objects.get().state == Return.State.ACCEPTED


def test_a_form_says_in_which_hierarchy_it_is_verified(db: None) -> None:
    page = cast.browser("office").post(
        "/so-lieu/bieu-mau/moi/",
        {"title": "Biểu Công an", "level": "commune", "regime": "calendar", "length": "month",
         "elements": ["households"], "hierarchy": "police"},
    )  # fmt: skip
    assert page.status_code == 302 and Form.objects.get().hierarchy == "police"


def test_many_are_accepted_at_once_and_the_exceptions_are_listed_with_their_reasons(
    owed: Obligation,
    place: dict[str, Unit],
) -> None:
    other = Obligation.objects.get(form=owed.form, unit=place["neighbor"])
    submit(owed)
    submit(other, by="neighbor")
    Return.objects.filter(obligation=other).update(state=Return.State.SENT_BACK)
    browser = cast.browser("verifier")
    page = browser.post("/xac-minh/tiep-nhan-nhieu/", {"owed": [owed.pk, other.pk], "kept": "ky=2024-Q1"}, follow=True)
    told = page.content.decode()
    assert page.redirect_chain == [("/xac-minh/?ky=2024-Q1", 302)]
    assert "Vừa tiếp nhận 1 báo cáo, còn 1 báo cáo chưa làm được" in told
    assert f'<a href="/so-lieu/{other.pk}/">xã Bình Minh</a>: Báo cáo đang ở trạng thái' in told
    assert "Vừa tiếp nhận" not in browser.get("/xac-minh/").content.decode(), "told once"


def test_many_are_sent_back_with_one_reason_and_none_without(owed: Obligation) -> None:
    submit(owed)
    browser = cast.browser("verifier")
    refused = browser.post("/xac-minh/tra-lai-nhieu/", {"owed": [owed.pk]}, follow=True)
    assert "phải ghi lý do" in refused.content.decode() and Return.objects.get().state == Return.State.SUBMITTED
    browser.post("/xac-minh/tra-lai-nhieu/", {"owed": [owed.pk], "reason": "Thiếu số hộ ấp Ba"})
    assert Return.objects.get().state == Return.State.SENT_BACK
    assert "Thiếu số hộ ấp Ba" in cast.browser("officer").get(f"/so-lieu/{owed.pk}/").content.decode()


def test_the_list_is_narrowed_by_unit_period_and_by_whether_something_is_to_be_asked(
    owed: Obligation,
    place: dict[str, Unit],
) -> None:
    submit(owed)
    submit(Obligation.objects.get(form=owed.form, unit=place["neighbor"]), by="neighbor")
    BaselineFigure.objects.create(
        unit_version=owed.unit_version, element="households", period="2024-Q1", value=140, paper="Niên giám 2024"
    )
    assert "Bình Minh" not in waiting(ask="?q=an+binh") and "An Bình" in waiting(ask="?q=an+binh")
    assert "Không có báo cáo nào khớp" in waiting(ask="?ky=2023-Q4")
    to_ask, plain = waiting(ask="?loc=nen-hoi"), waiting(ask="?loc=khong-co")
    assert "An Bình" in to_ask and "Bình Minh" not in to_ask
    assert "Bình Minh" in plain and "An Bình" not in plain
    assert waiting(ask="?xep=-don-vi").index("Bình Minh") < waiting(ask="?xep=-don-vi").index("An Bình")


def test_another_source_that_says_otherwise_is_named(owed: Obligation, place: dict[str, Unit]) -> None:
    submit(owed, households=120)
    assert asked(owed) == []
    sort = {"level": "commune", "regime": "calendar", "length": "quarter", "elements": ["households"]}
    second = acts.make_form(key="khac", title="Biểu dân cư", by=person("office"), **sort)
    acts.oblige_units(form=second, period="2024-Q1", by=person("office"))
    theirs = Obligation.objects.get(form=second, unit=place["officer"])
    answer = acts.submit_return(
        obligation=theirs, cells={"households": cells(households=1150)["households"]}, words={}, revision=0,
        by=person("officer"),
    ).answer  # fmt: skip
    verify.accept_return(answer=answer, by=person("verifier"))
    (told,) = asked(owed)
    assert "ở đây 120" in told and "biểu «Biểu dân cư» đã nhận 1.150" in told
    assert told in cast.browser("verifier").get(f"/so-lieu/{owed.pk}/").content.decode(), "beside the figure itself"


def test_evidence_asked_for_and_not_there_is_named(owed: Obligation) -> None:
    acts.submit_return(obligation=owed, cells=cells(), words=WORDS, revision=0, by=person("officer"))
    row = Obligation.objects.with_answers().select_related("answer__current").get(pk=owed.pk)
    wanted = [e.label for e in owed.elements if e.evidence_required]
    assert wanted and papers_missing([row])[owed.pk] == wanted


def test_after_one_decision_comes_the_next_return(owed: Obligation, place: dict[str, Unit]) -> None:
    other = Obligation.objects.get(form=owed.form, unit=place["neighbor"])
    submit(owed)
    submit(other, by="neighbor")
    browser = cast.browser("verifier")
    page = browser.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert f'name="next" value="/so-lieu/{other.pk}/"' in page and "tiếp theo: xã Bình Minh" in page
    assert (
        browser.post(f"/xac-minh/{owed.pk}/tiep-nhan/", {"next": f"/so-lieu/{other.pk}/"}).url
        == f"/so-lieu/{other.pk}/"
    )
    away = browser.post(f"/xac-minh/{other.pk}/tiep-nhan/", {"next": "https://example.com/"})
    assert away.url == f"/so-lieu/{other.pk}/"


def test_the_life_of_a_return_says_what_each_version_changed(owed: Obligation) -> None:
    answer = submit(owed)
    verify.accept_return(answer=answer, by=person("verifier"))
    verify.reopen_return(answer=answer, reason="Nhầm số hộ", by=person("verifier"))
    form_page = cast.browser("officer").get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "Nhầm số hộ" in form_page
    submit(owed, households_reached=75)
    page = cast.browser("leader").get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "Khác bản 1 ở 1 số liệu" in page and "Nhầm số hộ" in page and 'class="changed"' in page
    assert (
        page.index("Gửi bản 2") < page.index("Mở lại bản 1") < page.index("Tiếp nhận bản 1") < page.index("Gửi bản 1")
    )


def test_one_figure_is_followed_over_the_periods(form: Form, owed: Obligation) -> None:
    verify.accept_return(answer=submit(owed), by=person("verifier"))
    acts.oblige_units(form=form, period="2024-Q2", by=person("office"))
    submit(Obligation.objects.get(unit=owed.unit, period="2024-Q2"), households_reached=91)
    address = "/so-lieu/lich-su/90001/households_reached/"
    page = cast.browser("leader").get(address).content.decode()
    assert page.index("Quý II năm 2024") < page.index("Quý I năm 2024")
    assert "Đã gửi" in page and "Đã tiếp nhận" in page and ">91<" in page and ">80<" in page
    assert cast.browser("neighbor").get(address).status_code == 404
    assert cast.browser("leader").get("/so-lieu/lich-su/90001/khong-co/").status_code == 404


def test_neighbors_are_those_whose_last_version_is_sent(place: dict[str, Unit]) -> None:
    """Ten communes alike and one far off; as soon as those ten write a next version nobody is left to compare with."""
    for n in range(3, 13):
        unit(f"900{n:02d}", f"Số {n}", parent=place["officer"].versions.get().parent)
    form = acts.make_form(
        key="dong", title="Biểu đông", level="commune", regime="calendar", length="quarter",
        elements=["households", "households_reached"], by=person("office"),
    )  # fmt: skip
    acts.oblige_units(form=form, period="2024-Q1", by=person("office"))
    owed = {o.unit.key: o for o in Obligation.objects.filter(form=form).select_related("unit")}
    office = person("office")

    def write(one: Obligation, reached: int) -> Return:
        figures = {"households": Cell.of(1000), "households_reached": Cell.of(reached)}
        revision = Return.objects.filter(obligation=one).values_list("revision", flat=True).first() or 0
        return acts.submit_return(obligation=one, cells=figures, words=WORDS, revision=revision, by=office).answer

    sent = {key: write(one, 100 if key == "90001" else 900) for key, one in owed.items()}
    assert any("cùng cỡ" in told for told in asked(owed["90001"]))
    assert any("cùng cỡ" in told for told in asked(owed["90001"])), "asked again, nothing happened"
    for key, answer in sent.items():
        if key != "90001":
            verify.send_back_return(answer=answer, reason="Xem lại", by=person("verifier"))
    assert any("cùng cỡ" in told for told in asked(owed["90001"])), "what was sent still counts"
    for key, one in owed.items():
        if key != "90001":
            one = Obligation.objects.with_answers().get(pk=one.pk)
            figures = {"households": Cell.of(1000)}
            acts.save_draft(obligation=one, cells=figures, words={}, revision=one.answer.revision, by=office)
    assert not any("cùng cỡ" in told for told in asked(owed["90001"])), "a draft is nobody's word"


def test_the_list_that_is_kept_follows_every_deed(owed: Obligation, place: dict[str, Unit]) -> None:
    """A worker draws the list once and keeps it; whatever was done in between, the next reader sees it."""
    other = Obligation.objects.get(unit=place["neighbor"])

    def seen() -> set[str]:
        first, again = waiting(), waiting()
        told = {name for name in ("An Bình", "Bình Minh", "Chưa kèm minh chứng") if name in first}
        assert told == {name for name in told if name in again}
        return told

    assert seen() == set()
    submit(owed)
    assert seen() == {"An Bình"}
    sent = acts.submit_return(obligation=other, cells=cells(), words=WORDS, revision=0, by=person("neighbor")).answer
    assert seen() == {"An Bình", "Bình Minh", "Chưa kèm minh chứng"}
    acts.withdraw_return(answer=sent, by=person("neighbor"))
    assert seen() == {"An Bình"}
    verify.send_back_return(answer=Return.objects.get(obligation=owed), reason="Xem lại", by=person("verifier"))
    assert seen() == set()
    answer = submit(owed, households=90)
    assert seen() == {"An Bình"}
    verify.accept_return(answer=answer, by=person("verifier"))
    assert seen() == set()


def test_what_is_kept_for_one_reader_is_not_shown_to_another(owed: Obligation, place: dict[str, Unit]) -> None:
    submit(owed)
    submit(Obligation.objects.get(unit=place["neighbor"]), by="neighbor")
    near = User.objects.create_user("gan", cast.PASSWORD, full_name="Hà Thẩm Định Gần")
    Post.objects.create(user=near, role=Role.VERIFIER, unit=place["neighbor"], valid_from=date(2020, 1, 1))
    client = Client()
    for _ in range(2):
        assert {"An Bình", "Bình Minh"} == {name for name in ("An Bình", "Bình Minh") if name in waiting()}
        client.force_login(near)
        own = client.get("/xac-minh/").content.decode()
        assert "Bình Minh" in own and "An Bình" not in own
    assert cast.browser("leader").get("/xac-minh/").status_code == 403
