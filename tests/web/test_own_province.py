"""An installation knows its own province: a post there reaches everything, a post at another only that one's ground."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.web.test_returns_acts import form, person, place, unit  # noqa: F401

from thidua.errors import OfficerError
from thidua_web.journal.models import JournalEntry
from thidua_web.people import acts
from thidua_web.people.authority import authority_of
from thidua_web.people.giving import Giving
from thidua_web.people.models import OwnProvince, Post, Role, User, today
from thidua_web.people.naming_units import UnitsOfDay
from thidua_web.people.reach import Reach, reach_of
from thidua_web.people.sight import who_sees
from thidua_web.register.models import Unit, UnitVersion
from thidua_web.returns.acts import oblige_units
from thidua_web.returns.models import Obligation

pytestmark = pytest.mark.django_db
EVERYTHING = Reach(everything=True)


@pytest.fixture
def provinces(place) -> dict[str, Unit]:  # noqa: F811
    """Nam Giang with two communes, and Bắc Giang with one of the same name."""
    other = unit("91", "Bắc Giang", "province")
    return {
        "own": UnitVersion.objects.get(code="90").unit, "other": other,
        "theirs": unit("91001", "An Bình", parent=other), **place,
    }  # fmt: skip


def reader(where: Unit, role: str = Role.LEADER) -> User:
    user = User.objects.create_user(f"doc-{where.key}-{role}", cast.PASSWORD, full_name="Người Đọc")
    Post.objects.create(user=user, role=role, unit=where, valid_from=date(2020, 1, 1))
    return user


def test_a_post_at_a_province_reaches_its_own_ground_until_the_installation_is_of_that_province(provinces, office):
    own, other = reader(provinces["own"]), reader(provinces["other"])
    assert not reach_of(own).everything and reach_of(own).covers(provinces["officer"].pk)
    acts.name_own_province(by=office, unit=provinces["own"])
    assert reach_of(User.objects.get(pk=own.pk)) == EVERYTHING
    theirs = reach_of(User.objects.get(pk=other.pk))
    assert theirs.units == {provinces["other"].pk, provinces["theirs"].pk} and not theirs.everything


def test_a_leader_of_another_province_sees_none_of_our_returns(form, provinces, office):  # noqa: F811
    acts.name_own_province(by=office, unit=provinces["own"])
    oblige_units(form=form, period="2024-Q1", units=[provinces["theirs"].pk], by=office)
    keys = set(Obligation.objects.visible_to(reader(provinces["other"])).values_list("unit__key", flat=True))
    assert keys == {"91001"}
    assert Obligation.objects.visible_to(reader(provinces["own"])).count() == 3
    assert {post.user.username for post in who_sees(provinces["officer"].pk, today())} >= {"doc-90-leader", "office"}
    assert "doc-91-leader" not in {post.user.username for post in who_sees(provinces["officer"].pk, today())}


def test_an_office_stands_at_the_own_province_only(provinces, office):
    at = {key: UnitsOfDay(today(), EVERYTHING).find(code) for key, code in (("own", "90"), ("other", "91"))}
    acts.name_own_province(by=office, unit=provinces["own"])
    Giving(Role.STANDING_OFFICE, at["own"], today()).check()
    with pytest.raises(OfficerError, match="không phải tỉnh của bản cài đặt"):
        Giving(Role.STANDING_OFFICE, at["other"], today()).check()
    assert authority_of(reader(provinces["own"], Role.STANDING_OFFICE)).is_office


def test_a_name_that_two_provinces_have_means_our_own(provinces, office):
    with pytest.raises(OfficerError, match="Có 2 đơn vị"):
        UnitsOfDay(today(), EVERYTHING).find("xã An Bình")
    acts.name_own_province(by=office, unit=provinces["own"])
    assert UnitsOfDay(today(), EVERYTHING).find("xa an binh").code == "90001"


def test_only_the_office_names_it_and_never_so_that_nobody_oversees_all(provinces, office, as_office, as_officer):
    assert as_officer.get("/tai-khoan/tinh/").status_code == 403
    with pytest.raises(PermissionDenied):
        acts.name_own_province(by=person("officer"), unit=provinces["own"])
    assert "Chưa nêu tỉnh nào" in as_office.get("/tai-khoan/tinh/").content.decode()
    assert "Nêu tỉnh của bản cài đặt" in as_office.get("/").content.decode()
    as_office.post("/tai-khoan/tinh/", {"unit": "90"})
    own = OwnProvince.objects.get()
    assert JournalEntry.objects.get(act="name_own_province").of_key == str(own.pk)
    Post.objects.filter(user=office).update(unit=provinces["own"])
    told = as_office.post(f"/tai-khoan/tinh/{own.pk}/bo/", follow=True).content.decode()
    assert "không còn tài khoản thường trực nào" in told and OwnProvince.objects.exists()
    told = as_office.post("/tai-khoan/tinh/", {"unit": "91"}, follow=True).content.decode()
    assert "không còn tài khoản thường trực nào" in told and OwnProvince.objects.count() == 1
    assert not JournalEntry.objects.filter(act="drop_own_province").exists()


def test_the_list_of_posts_is_whole_and_can_be_taken_away(provinces, office, as_office):
    for name in ("leader", "officer", "verifier"):
        person(name)
    page = as_office.get("/tai-khoan/ai-thay-gi/").content.decode()
    assert all(user.full_name in page for user in User.objects.filter(posts__isnull=False))
    sheet = b"".join(as_office.get("/tai-khoan/ai-thay-gi/?don_vi=90001&tai=csv")).decode()
    assert "Nguyễn Cán Bộ" in sheet and "Phạm Láng Giềng" not in sheet
