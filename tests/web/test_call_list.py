"""Whom to telephone: never signed in, or not for long, by unit, on paper and in a file."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import cast
from tests.web.test_accounts import administrator, browser, named  # noqa: F401
from tests.web.test_returns_acts import place, unit  # noqa: F401

from thidua_web.people import acts
from thidua_web.people.giving import Giving
from thidua_web.people.models import ActivationCode, Role, User, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(place, office):  # noqa: F811
    """One in each commune who never came, and one who came long ago."""
    for code, name in (("90001", "Hồ Chưa Vào"), ("90002", "Lý Chưa Vào")):
        giving = Giving(Role.UNIT_OFFICER, named(code), today())
        acts.make_account(by=office, username=f"u{code}", full_name=name, giving=giving, phone="0296 123 456")
    User.objects.filter(pk=cast.person("leader").pk).update(last_login=timezone.now() - timedelta(days=400))
    User.objects.filter(pk=office.pk).update(last_login=timezone.now())


def test_the_list_says_whom_to_call_where_and_until_when_the_paper_is_good(people, as_office):
    page = as_office.get("/tai-khoan/danh-sach-goi/").content.decode()
    assert "Hồ Chưa Vào" in page and 'href="tel:0296123456"' in page and "dùng đến" in page
    assert cast.PEOPLE["leader"][0] not in page
    ActivationCode.objects.update(expires_at=timezone.now() - timedelta(days=2))
    assert "mã đã hết hạn" in as_office.get("/tai-khoan/danh-sach-goi/?q=ho chua vao").content.decode()


def test_those_who_came_long_ago_are_the_other_half(people, as_office):
    page = as_office.get("/tai-khoan/danh-sach-goi/?ai=idle").content.decode()
    assert cast.PEOPLE["leader"][0] in page and "Hồ Chưa Vào" not in page


def test_a_unit_administrator_calls_the_own_unit_only_and_others_nobody(people, administrator, as_officer):  # noqa: F811
    sheet = b"".join(browser(administrator).get("/tai-khoan/danh-sach-goi/?tai=csv")).decode()
    assert "Hồ Chưa Vào" in sheet and "Lý Chưa Vào" not in sheet
    assert as_officer.get("/tai-khoan/danh-sach-goi/").status_code == 403
