"""A holder names a colleague who stands in for some days, without an administrator; and what is not theirs to lend."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import cast
from tests.web.test_returns_acts import form, owed, person, place, submit  # noqa: F401

from thidua.errors import OfficerError
from thidua_web.journal.models import JournalEntry
from thidua_web.people.authority import authority_of
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.standing_in import MOST_DAYS, lend_post
from thidua_web.register.models import Unit
from thidua_web.returns.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(place: dict[str, Unit]) -> User:  # noqa: F811
    """Reads for the same commune, and reports for nobody."""
    user = User.objects.create_user("colleague", cast.PASSWORD, full_name="Mai Đồng Nghiệp")
    Post.objects.create(user=user, role=Role.LEADER, unit=place["officer"], valid_from=today() - timedelta(days=99))
    return user


def own_post(name: str = "officer") -> Post:
    return person(name).posts.get()


def typed(to: User, days: int = 7) -> dict[str, str]:
    begin, end = today(), today() + timedelta(days=days)
    return {"to": str(to.pk), "valid_from": f"{begin:%Y-%m-%d}", "valid_to": f"{end:%Y-%m-%d}"}


def test_a_colleague_reports_in_ones_place_and_under_their_own_name(
    owed: Obligation, colleague: User  # noqa: F811
) -> None:  # fmt: skip
    officer, address = cast.browser("officer"), f"/tai-khoan/vi-tri/{own_post().pk}/lam-thay/"
    assert address in officer.get("/tai-khoan/").content.decode()
    page = officer.get(address).content.decode()
    assert "Mai Đồng Nghiệp" in page and "Phạm Láng Giềng" not in page, "only those of the same unit"
    assert officer.post(address, typed(colleague)).status_code == 302
    answer = submit(owed, by="colleague")
    assert answer.current.submitted_by == colleague
    assert "Mai Đồng Nghiệp làm thay" in officer.get("/tai-khoan/").content.decode()
    told = JournalEntry.objects.get(act="appoint_deputy")
    assert told.by == person("officer") and told.of_key == str(colleague.pk)
    deputy = Post.objects.get(stands_in_for__isnull=False)
    officer.post(f"/tai-khoan/vi-tri/{deputy.pk}/thoi-thay/")
    assert not Post.objects.in_force(today()).filter(user=colleague, role=Role.UNIT_OFFICER).exists()
    assert JournalEntry.objects.filter(act="end_post", by=person("officer")).exists()


def test_what_is_not_possible_is_said(place: dict[str, Unit], colleague: User) -> None:  # noqa: F811
    officer, address = cast.browser("officer"), f"/tai-khoan/vi-tri/{own_post().pk}/lam-thay/"
    for wrong, said in (
        (typed(colleague, MOST_DAYS + 1), f"nhiều nhất {MOST_DAYS} ngày"), (typed(colleague, 0), "phải sau ngày"),
        (typed(colleague) | {"valid_from": "2020-01-01"}, "đã qua"),
    ):  # fmt: skip
        reply = officer.post(address, wrong)
        assert reply.status_code == 422 and said in reply.content.decode()
    assert officer.post(address, typed(person("neighbor"))).status_code == 422
    with pytest.raises(OfficerError, match="cùng đơn vị"):
        lend_post(by=person("officer"), post=own_post(), deputy=person("neighbor"), valid_from=today(),
                  valid_to=today() + timedelta(days=2))  # fmt: skip
    assert not Post.objects.filter(stands_in_for__isnull=False).exists()


def test_one_lends_ones_own_posts_only_and_never_power_over_accounts(
    place: dict[str, Unit], colleague: User  # noqa: F811
) -> None:  # fmt: skip
    days = {"valid_from": today(), "valid_to": today() + timedelta(days=2)}
    with pytest.raises(PermissionDenied):
        lend_post(by=person("neighbor"), post=own_post(), deputy=colleague, **days)
    assert cast.browser("neighbor").get(f"/tai-khoan/vi-tri/{own_post().pk}/lam-thay/").status_code == 404
    office = own_post("office")
    assert cast.browser("office").get(f"/tai-khoan/vi-tri/{office.pk}/lam-thay/").status_code == 404
    with pytest.raises(PermissionDenied):
        lend_post(by=person("office"), post=office, deputy=colleague, **days)
    made = lend_post(by=person("officer"), post=own_post(), deputy=colleague, **days)
    assert cast.browser("neighbor").post(f"/tai-khoan/vi-tri/{made.pk}/thoi-thay/").status_code == 404
    with pytest.raises(PermissionDenied):
        lend_post(by=colleague, post=made, deputy=person("officer"), **days)


def test_a_verifier_s_deputy_still_does_not_verify_what_they_sent(
    owed: Obligation, place: dict[str, Unit]  # noqa: F811
) -> None:  # fmt: skip
    from thidua_web.verification import acts as verify

    Post.objects.filter(user=person("verifier")).update(unit=place["officer"])
    lend_post(by=person("verifier"), post=own_post("verifier"), deputy=person("officer"), valid_from=today(),
              valid_to=today() + timedelta(days=2))  # fmt: skip
    answer = submit(owed)
    with pytest.raises(OfficerError, match="không tự xác minh"):
        verify.accept_return(answer=answer, by=person("officer"))


def test_the_office_names_a_deputy_of_its_own_post_from_its_own_page(office: User) -> None:
    browser, mine, deputy = cast.browser("office"), own_post("office"), person("verifier")
    address = f"/tai-khoan/vi-tri/{mine.pk}/thay/"
    assert f'href="{address}"' in browser.get("/tai-khoan/").content.decode()
    told = browser.post(address, typed(deputy) | {"to": "verifier"}, follow=True).content.decode()
    assert "Đã cử người thay." in told and f"{deputy.full_name} làm thay từ" in told
    deputy = person("verifier")
    assert deputy.holds(Role.STANDING_OFFICE) and authority_of(deputy).is_office
    assert f"{deputy.full_name} làm thay" in browser.get("/tai-khoan/").content.decode()
    lent = Post.objects.get(stands_in_for=mine)
    assert f"/tai-khoan/vi-tri/{lent.pk}/thay/" not in cast.browser("verifier").get("/tai-khoan/").content.decode()
    browser.post(f"/tai-khoan/vi-tri/{lent.pk}/thoi-thay/")
    assert not person("verifier").holds(Role.STANDING_OFFICE)


def test_who_keeps_no_accounts_is_offered_no_deputy_of_an_administrator(place: dict[str, Unit]) -> None:  # noqa: F811
    keeper = User.objects.create_user("keeper", cast.PASSWORD, full_name="Lê Quản Trị")
    since = today() - timedelta(days=9)
    post = Post.objects.create(user=keeper, role=Role.UNIT_ADMINISTRATOR, unit=place["officer"], valid_from=since)
    browser = Client()
    browser.force_login(keeper)
    assert f"/tai-khoan/vi-tri/{post.pk}/" not in browser.get("/tai-khoan/").content.decode()
