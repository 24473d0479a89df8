"""A name is corrected, a telephone is added later: by who keeps the account; one's own telephone by oneself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import cast
from tests.web.test_returns_acts import person, place  # noqa: F401

from thidua_web.journal.models import JournalEntry
from thidua_web.people.correcting import correct_account
from thidua_web.people.models import Post, Role, User, today
from thidua_web.register.models import Unit

pytestmark = pytest.mark.django_db
SAID = {"full_name": "Đỗ Thị Ánh", "phone": "0276 000 000", "email": "anh@lamgiang.example.vn"}


def page_of(user: User) -> str:
    return f"/tai-khoan/nguoi/{user.pk}/sua/"


def test_the_office_corrects_a_name_and_lists_find_the_new_one(as_office: Client) -> None:
    user = person("officer")
    before = user.full_name
    assert page_of(user) in as_office.get(f"/tai-khoan/nguoi/{user.pk}/").content.decode()
    assert f'value="{before}"' in as_office.get(page_of(user)).content.decode()
    shown = as_office.post(page_of(user), SAID, follow=True).content.decode()
    assert "Đã sửa thông tin." in shown and "Đỗ Thị Ánh" in shown and "0276 000 000" in shown
    assert [u.pk for u in User.objects.matching("do thi anh")] == [user.pk]
    told = JournalEntry.objects.get(act="correct_account")
    assert told.by == person("office") and told.changes["full_name"] == [before, "Đỗ Thị Ánh"]
    assert "Không có gì thay đổi" in as_office.post(page_of(user), SAID, follow=True).content.decode()
    assert JournalEntry.objects.filter(act="correct_account").count() == 1


def test_an_address_of_somebody_else_is_refused_whatever_its_case(as_office: Client) -> None:
    user, other = person("officer"), person("neighbor")
    User.objects.filter(pk=other.pk).update(email="lang.gieng@example.vn")
    for typed in ("lang.gieng@example.vn", "Lang.Gieng@example.vn"):
        refused = as_office.post(page_of(user), SAID | {"email": typed})
        assert refused.status_code == 422 and "địa chỉ thư này" in refused.content.decode()
    assert person("officer").full_name != "Đỗ Thị Ánh", "nothing of it is kept"
    assert as_office.post(page_of(user), SAID | {"full_name": " "}).status_code == 422


def test_one_corrects_ones_own_telephone_and_not_ones_name(as_officer: Client) -> None:
    me = person("officer")
    assert page_of(me) in as_officer.get("/tai-khoan/").content.decode()
    assert 'name="full_name"' not in as_officer.get(page_of(me)).content.decode()
    as_officer.post(page_of(me), SAID)
    now = person("officer")
    assert (now.phone, now.email, now.full_name) == ("0276 000 000", SAID["email"], me.full_name)
    with pytest.raises(PermissionDenied):
        correct_account(by=now, user=now, phone="", email="", full_name="Tên Khác")


def test_nobody_else_corrects_it(place: dict[str, Unit]) -> None:  # noqa: F811
    for who in ("neighbor", "leader", "verifier"):
        assert cast.browser(who).get(page_of(person("officer"))).status_code == 404, who
        with pytest.raises(PermissionDenied):
            correct_account(by=person(who), user=person("officer"), **SAID)
    keeper = User.objects.create_user("keeper", cast.PASSWORD, full_name="Lê Quản Trị")
    Post.objects.create(user=keeper, role=Role.UNIT_ADMINISTRATOR, unit=place["officer"], valid_from=today())
    browser = Client()
    browser.force_login(keeper)
    assert browser.post(page_of(person("officer")), SAID).status_code == 302, "who keeps the accounts of the commune"
    Post.objects.create(user=person("officer"), role=Role.VERIFIER, valid_from=today())
    assert browser.post(page_of(person("officer")), SAID | {"phone": "1"}).status_code == 403, "also of the province"
    assert person("officer").phone == SAID["phone"]


def test_a_new_account_is_not_an_office_unless_somebody_says_so(as_office: Client) -> None:
    page = as_office.get("/tai-khoan/moi/").content.decode()
    assert '<option value="unit_officer" selected>' in page and page.count(" selected>") == 2
