"""Keeping accounts: who may do what to whom, codes on paper, posts that end, are handed over, are stood in for."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.test_returns_acts import place, unit  # noqa: F401

from thidua.errors import OfficerError
from thidua_web.journal.models import JournalEntry
from thidua_web.people import acts
from thidua_web.people.activation import ALPHABET, digest_of, fresh_code
from thidua_web.people.giving import Giving
from thidua_web.people.models import ActivationCode, Post, Role, User, today
from thidua_web.people.naming_units import UnitsOfDay
from thidua_web.people.reach import Reach, reach_of
from thidua_web.people.sight import who_sees

pytestmark = pytest.mark.django_db
EVERYTHING = Reach(everything=True)
GOOD = "sông-Vàm-Cỏ-Đông-7"


def named(words: str):
    return UnitsOfDay(today(), EVERYTHING).find(words)


@pytest.fixture
def administrator(place) -> User:  # noqa: F811
    """The accounts of An Bình commune are kept by someone of that commune."""
    user = User.objects.create_user("quantri", cast.PASSWORD, full_name="Bùi Quản Trị")
    Post.objects.create(user=user, role=Role.UNIT_ADMINISTRATOR, unit=place["officer"], valid_from=date(2020, 1, 1))
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(role: str = Role.UNIT_OFFICER, unit: str = "90001", **more: str) -> dict[str, str]:  # noqa: F811
    return {
        "full_name": "Hồ Văn Mới", "username": "moi.hv", "role": role, "unit": unit, "hierarchy": "territory",
        "valid_from": today().isoformat(), **more,
    }  # fmt: skip


def code_on(page: str) -> str:
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)[0]


def test_from_the_slip_to_the_first_sign_in(place, as_office):  # noqa: F811
    page = as_office.post("/tai-khoan/moi/", typed()).content.decode()
    code = code_on(page)
    assert "Hồ Văn Mới" in page and "moi.hv" in page
    kept = ActivationCode.objects.get()
    assert code not in str(vars(kept)) and code.replace("-", "") not in str(vars(kept))
    person = {"username": "MOI.HV", "code": code.lower().replace("-", " "), "password1": GOOD, "password2": GOOD}
    newcomer = Client()
    assert newcomer.post("/lan-dau/", person).url == "/dang-nhap/"
    assert newcomer.post("/dang-nhap/", {"login": "moi.hv", "password": GOOD}).url == "/"
    assert Client().post("/lan-dau/", person).status_code == 422, "a code is good once"
    user = User.objects.get(username="moi.hv")
    assert [p.unit for p in user.posts.all()] == [place["officer"]] and user.roles() == {Role.UNIT_OFFICER}
    assert set(JournalEntry.objects.filter(of_key=str(user.pk)).values_list("act", flat=True)) >= {
        "make_account", "activate_account", "sign_in"}  # fmt: skip


def test_wrong_old_and_guessed_codes_are_refused_with_one_sentence(place, office):  # noqa: F811
    giving = Giving(Role.UNIT_OFFICER, named("90001"), today())
    slip = acts.make_account(by=office, username="a", full_name="Hồ A", giving=giving)
    person = {"username": "a", "password1": GOOD, "password2": GOOD}
    wrong = Client().post("/lan-dau/", {**person, "code": fresh_code()}).content.decode()
    nobody = Client().post("/lan-dau/", {**person, "username": "khong-co", "code": slip.code}).content.decode()
    told = "Tên đăng nhập hoặc mã không đúng"
    assert told in wrong and told in nobody
    ActivationCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert told in Client().post("/lan-dau/", {**person, "code": slip.code}).content.decode()
    ActivationCode.objects.update(expires_at=timezone.now() + timedelta(days=1))
    second = acts.reset_accounts(by=office, users=[slip.user])[0]
    assert acts.activate_account(username="a", code=slip.code, password=GOOD) is None
    assert acts.activate_account(username="a", code=second.code, password=GOOD) == slip.user


def test_five_wrong_codes_lock_the_name(place, office):  # noqa: F811
    giving = Giving(Role.UNIT_OFFICER, named("90001"), today())
    slip = acts.make_account(by=office, username="a", full_name="Hồ A", giving=giving)
    person = {"username": "a", "password1": GOOD, "password2": GOOD}
    for _ in range(5):
        Client().post("/lan-dau/", {**person, "code": fresh_code()})
    assert "Thử quá nhiều lần" in Client().post("/lan-dau/", {**person, "code": slip.code}).content.decode()


def test_codes_hold_no_letter_that_reads_as_another():
    assert not set("01OIL") & set(ALPHABET)
    assert digest_of("k7qm 3xwd-9rtb") == digest_of("K7QM-3XWD-9RTB") != digest_of("K7QM-3XWD-9RTC")


def test_an_administrator_gives_only_some_roles_and_only_within_reach(place, administrator):  # noqa: F811
    keeper = browser(administrator)
    assert keeper.post("/tai-khoan/moi/", typed()).status_code == 200
    for role, where in [
        (Role.STANDING_OFFICE, ""), (Role.VERIFIER, "90001"), (Role.UNIT_ADMINISTRATOR, "90001"),
        (Role.UNIT_OFFICER, "90002"), (Role.LEADER, "90"), (Role.LEADER, ""),
    ]:  # fmt: skip
        assert keeper.post("/tai-khoan/moi/", typed(role, where, username="khac")).status_code == 422, (role, where)
        giving = Giving(role, named(where) if where else None, today())
        with pytest.raises((PermissionDenied, OfficerError)):
            acts.make_account(by=administrator, username="khac", full_name="Khác", giving=giving)
    assert not User.objects.filter(username="khac").exists()


def test_an_administrator_sees_and_manages_no_one_elsewhere(place, administrator):  # noqa: F811
    keeper, mine, other = browser(administrator), cast.person("officer"), cast.person("neighbor")
    page = keeper.get("/tai-khoan/danh-sach/").content.decode()
    assert mine.full_name in page and other.full_name not in page and cast.person("office").full_name not in page
    assert keeper.get(f"/tai-khoan/nguoi/{mine.pk}/").status_code == 200
    theirs = other.posts.get()
    for address in [f"nguoi/{other.pk}/", f"nguoi/{other.pk}/vi-tri/"]:
        assert keeper.get(f"/tai-khoan/{address}").status_code == 404
    for deed in ("ket-thuc", "ban-giao", "thay"):
        assert keeper.post(f"/tai-khoan/vi-tri/{theirs.pk}/{deed}/", {}).status_code == 403
    for deed in ("ngung", "mo-lai", "cap-lai"):
        assert keeper.post(f"/tai-khoan/nguoi/{other.pk}/{deed}/", {"reason": "x"}).status_code == 404
    other.refresh_from_db()
    assert other.is_active and other.has_usable_password()
    with pytest.raises(PermissionDenied):
        acts.give_post(by=administrator, user=other, giving=Giving(Role.UNIT_OFFICER, named("90001"), today()))


def test_nobody_takes_over_an_account_that_holds_more(place, administrator):  # noqa: F811
    mine = cast.person("officer")
    Post.objects.create(user=mine, role=Role.VERIFIER, valid_from=date(2020, 1, 1))
    for deed in (
        lambda: acts.reset_accounts(by=administrator, users=[mine]),
        lambda: acts.disable_account(by=administrator, user=mine, reason="x"),
        lambda: acts.reset_accounts(by=administrator, users=[administrator]),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert "Cấp lại và in phiếu" not in browser(administrator).get(f"/tai-khoan/nguoi/{mine.pk}/").content.decode()


@pytest.mark.parametrize("name", ["officer", "verifier", "leader", "stranger"])
def test_others_do_not_keep_accounts(name, place):  # noqa: F811
    assert cast.browser(name).get("/tai-khoan/danh-sach/").status_code == 403
    assert cast.browser(name).post("/tai-khoan/moi/", typed()).status_code == 403
    with pytest.raises(PermissionDenied):
        acts.reset_accounts(by=cast.person(name), users=[cast.person("neighbor")])


def test_a_post_is_handed_over_from_a_day_on(place, office):  # noqa: F811
    giver, taker = cast.person("officer"), cast.person("stranger")
    day = today() + timedelta(days=3)
    acts.hand_over(by=office, post=giver.posts.get(), to=taker, on=day)
    before, eve = place["officer"].pk, day - timedelta(days=1)
    assert reach_of(giver, day=eve).covers(before) and not reach_of(giver, day=day).covers(before)
    assert not reach_of(taker, day=eve).covers(before) and reach_of(taker, day=day).covers(before)
    with pytest.raises(OfficerError):
        acts.hand_over(by=office, post=giver.posts.get(), to=giver, on=day)


def test_a_deputy_has_a_last_day_and_goes_with_the_post(place, office):  # noqa: F811
    holder, deputy, here = cast.person("officer"), cast.person("stranger"), place["officer"].pk
    start, end = today(), today() + timedelta(days=10)
    post = holder.posts.get()
    acts.appoint_deputy(by=office, post=post, deputy=deputy, valid_from=start, valid_to=end)
    assert reach_of(deputy, day=start).covers(here) and reach_of(holder, day=start).covers(here)
    assert not reach_of(deputy, day=end).covers(here)
    acts.end_post(by=office, post=post, on=start + timedelta(days=2))
    fresh = User.objects.get(pk=deputy.pk)
    assert reach_of(fresh, day=start).covers(here) and not reach_of(fresh, day=start + timedelta(days=2)).covers(here)


def test_the_same_post_is_not_held_twice_at_once(place, office):  # noqa: F811
    with pytest.raises(OfficerError, match="đang có vị trí đó"):
        acts.give_post(
            by=office, user=cast.person("officer"), giving=Giving(Role.UNIT_OFFICER, named("90001"), today())
        )


def test_roles_stand_where_they_mean_something(place, office):  # noqa: F811
    for role, where in [(Role.UNIT_OFFICER, None), (Role.STANDING_OFFICE, named("90001"))]:
        with pytest.raises(OfficerError):
            acts.give_post(by=office, user=cast.person("stranger"), giving=Giving(role, where, today()))


def test_disabling_ends_open_windows_and_enabling_opens_the_door_again(place, office):  # noqa: F811
    user, window = cast.person("officer"), cast.browser("officer")
    keeper = cast.browser("office")
    assert window.get("/").status_code == 200
    assert keeper.post(f"/tai-khoan/nguoi/{user.pk}/ngung/", {"reason": "Nghỉ hưu"}).status_code == 302
    assert window.get("/").status_code == 302
    assert "Nghỉ hưu" in keeper.get(f"/tai-khoan/nguoi/{user.pk}/").content.decode()
    keeper.post(f"/tai-khoan/nguoi/{user.pk}/mo-lai/")
    assert cast.browser("officer").get("/").status_code == 200


def test_a_reset_ends_open_windows_and_the_second_factor(place, office):  # noqa: F811
    from allauth.mfa.models import Authenticator

    user, window = cast.person("officer"), cast.browser("officer")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    keeper = cast.browser("office")
    assert "Mật khẩu cũ" in keeper.get(f"/tai-khoan/nguoi/{user.pk}/cap-lai/").content.decode()
    assert window.get("/").status_code == 200, "asking changes nothing"
    assert code_on(keeper.post(f"/tai-khoan/nguoi/{user.pk}/cap-lai/").content.decode())
    assert window.get("/").status_code == 302
    assert not Authenticator.objects.exists()


def test_new_codes_for_all_who_never_signed_in(place, office, administrator):  # noqa: F811
    for name in ("officer", "neighbor"):
        cast.person(name)
    keeper = browser(administrator)
    assert "1 người" in keeper.get("/tai-khoan/phieu/").content.decode()
    page = keeper.post("/tai-khoan/phieu/").content.decode()
    assert page.count('class="slip"') == 1 and cast.person("officer").full_name in page
    assert ActivationCode.objects.get().user == cast.person("officer")
    assert cast.person("neighbor").has_usable_password()
    user = cast.person("officer")
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    assert keeper.get("/tai-khoan/phieu/").status_code == 302


def test_the_last_of_the_standing_office_stays(office):
    other = User.objects.create_user("hai", cast.PASSWORD, full_name="Người Thứ Hai")
    post = Post.objects.create(user=other, role=Role.STANDING_OFFICE, valid_from=date(2020, 1, 1))
    acts.disable_account(by=office, user=other, reason="x")
    with pytest.raises(OfficerError, match="cuối cùng"):
        acts.end_post(by=office, post=office.posts.get(), on=today())
    acts.enable_account(by=office, user=other)
    acts.end_post(by=office, post=post, on=today())
    with pytest.raises(OfficerError, match="chính mình"):
        acts.disable_account(by=office, user=office, reason="x")


def test_filters_by_role_unit_and_state(place, as_office, settings):  # noqa: F811
    for name in ("officer", "neighbor", "verifier"):
        cast.person(name)
    long_ago = timezone.now() - timedelta(days=settings.IDLE_DAYS + 1)
    User.objects.filter(username="officer").update(last_login=long_ago)
    User.objects.filter(username="neighbor").update(last_login=long_ago + timedelta(days=2))
    User.objects.filter(username="verifier").update(last_login=None)

    def found(query: str) -> set[str]:
        page = as_office.get(f"/tai-khoan/danh-sach/?cot=ten-dang-nhap&{query}").content.decode()
        return set(re.findall(r'data-label="Tên đăng nhập"[^>]*>([^<]+)<', page)) - {"office"}

    assert found("trang_thai=idle") == {"officer"}
    assert found("trang_thai=never_signed_in") == {"verifier"}
    assert found("trang_thai=in_use") == {"neighbor"}
    assert found("vai_tro=verifier") == {"verifier"}
    assert found("don_vi=an+binh") == {"officer"}
    assert found("q=pham+lang") == {"neighbor"}


def test_the_list_costs_the_same_however_long(place, as_office, django_assert_max_num_queries):  # noqa: F811
    for number in range(40):
        user = User.objects.create_user(f"n{number}", None, full_name=f"Người {number}")
        Post.objects.create(user=user, role=Role.UNIT_OFFICER, unit=place["officer"], unit_text="xã An Bình")
    with django_assert_max_num_queries(14):
        assert "Người 39" in as_office.get("/tai-khoan/danh-sach/").content.decode()


def test_who_sees_a_unit(place):  # noqa: F811
    for name in ("office", "verifier", "stranger"):
        cast.person(name)
    seers = {post.user.username for post in who_sees(place["officer"].pk, today())}
    assert seers == {"office", "verifier", "officer"}
    for name in seers | {"neighbor", "stranger"}:
        assert reach_of(cast.person(name)).covers(place["officer"].pk) == (name in seers)


def test_a_person_is_found_by_the_full_name_too_and_never_guessed(place, office, as_office):  # noqa: F811
    post = Post.objects.create(user=cast.person("officer"), role=Role.LEADER, unit=place["officer"])
    days = {"valid_from": today().isoformat(), "valid_to": (today() + timedelta(days=9)).isoformat()}
    page = as_office.get(f"/tai-khoan/vi-tri/{post.pk}/thay/").content.decode()
    assert '<datalist id="people">' in page and "Phạm Láng Giềng" in page
    for number in (1, 2):
        User.objects.create_user(f"trung{number}", cast.PASSWORD, full_name="Đinh Trùng Tên")
    told = as_office.post(f"/tai-khoan/vi-tri/{post.pk}/thay/", {"to": "dinh trung ten", **days})
    assert told.status_code == 422 and "Đinh Trùng Tên (trung1)" in told.content.decode()
    assert as_office.post(f"/tai-khoan/vi-tri/{post.pk}/thay/", {"to": "pham lang gieng", **days}).status_code == 302
    assert Post.objects.get(stands_in_for=post).user == cast.person("neighbor")


def test_a_slip_bears_the_address_as_a_picture_without_the_code(place, as_office):  # noqa: F811
    page = as_office.post("/tai-khoan/moi/", typed()).content.decode()
    assert page.count('<svg role="img"') == 1 and "Mã vuông" in page
