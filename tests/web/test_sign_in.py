"""Signing in, being locked out, changing a password given on paper."""

from datetime import date

import pytest
from django.test import Client
from tests import cast

from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.signing_in import AuthenticationBackend

pytestmark = pytest.mark.django_db


def try_to_sign_in(name: str, password: str, client: Client | None = None):
    return (client or Client()).post("/dang-nhap/", {"login": name, "password": password})


@pytest.mark.parametrize("name", ["officer", "officer@example.vn", "OFFICER"])
def test_by_name_or_by_address(name):
    cast.person("officer")
    client = Client()
    assert try_to_sign_in(name, cast.PASSWORD, client).url == "/"
    assert "Nguyễn Cán Bộ" in client.get("/").content.decode()
    assert JournalEntry.objects.filter(act="sign_in", of_text="Nguyễn Cán Bộ").count() == 1


def test_a_wrong_password_is_refused_and_noted_without_what_was_typed():
    cast.person("officer")
    answer = try_to_sign_in("officer", "khong-phai-mat-khau")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()
    row = JournalEntry.objects.get(act="fail_sign_in")
    assert "khong-phai" not in f"{row.of_text}{row.changes}"


def test_five_wrong_tries_lock_the_name_even_for_the_right_password():
    cast.person("officer")
    cast.person("neighbor")
    for _ in range(5):
        try_to_sign_in("officer", "sai-mat-khau")
    answer = try_to_sign_in("officer", cast.PASSWORD)
    assert answer.status_code == 200
    assert "Sai quá nhiều lần" in answer.content.decode()
    assert try_to_sign_in("neighbor", cast.PASSWORD).status_code == 302


def test_a_disabled_account_stays_outside():
    user = cast.person("officer")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    try_to_sign_in("officer", cast.PASSWORD, client)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("address", ["/", "/nhat-ky/", "/tai-khoan/", "/tim/", "/tai-khoan/lop-bao-ve/"])
def test_everything_else_asks_for_sign_in(address):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/dang-nhap/")


def test_nobody_makes_their_own_account():
    assert Client().get("/dang-ky/").status_code == 404
    assert Client().get("/tai-khoan/signup/").status_code in {302, 404}


def test_a_password_given_on_paper_is_changed_before_anything_else():
    user = cast.person("officer")
    user.must_change_password = True
    user.save()
    client = Client()
    client.force_login(user)
    assert client.get("/nhat-ky/").url == "/tai-khoan/mat-khau/"
    typed = {"oldpassword": cast.PASSWORD, "password1": "sông-Vàm-Cỏ-Đông-7", "password2": "sông-Vàm-Cỏ-Đông-7"}
    assert client.post("/tai-khoan/mat-khau/", typed).status_code == 302
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password("sông-Vàm-Cỏ-Đông-7")
    assert JournalEntry.objects.filter(act="change_password", by=user).count() == 1


def test_the_real_settings_hash_with_argon2():
    from django.contrib.auth.hashers import make_password

    from thidua_web.config import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.contrib.auth.hashers.settings.PASSWORD_HASHERS", settings.PASSWORD_HASHERS)
        hashers_cleared()
        assert make_password("mật khẩu").startswith("argon2")
    hashers_cleared()


def hashers_cleared():
    from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm

    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_is_turned_on_asked_for_and_noted():
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    def code_of(secret: str) -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    user = cast.person("office")
    client = Client()
    try_to_sign_in("office", cast.PASSWORD, client)
    asked_again = client.get("/tai-khoan/lop-bao-ve/totp/activate/")
    assert asked_again.url.startswith("/tai-khoan/xac-nhan/")
    client.post(asked_again.url, {"password": cast.PASSWORD})
    page = client.get("/tai-khoan/lop-bao-ve/totp/activate/")
    secret = page.context["form"].secret
    client.post("/tai-khoan/lop-bao-ve/totp/activate/", {"code": code_of(secret)})
    assert JournalEntry.objects.filter(act="turn_on_codes", by=user).count() == 1

    newcomer = Client()
    answer = try_to_sign_in("office", cast.PASSWORD, newcomer)
    assert answer.url.endswith("/tai-khoan/lop-bao-ve/authenticate/")
    assert newcomer.get("/").status_code == 302
    refused = newcomer.post("/tai-khoan/lop-bao-ve/authenticate/", {"code": "000000"})
    assert "Mã không đúng" in refused.content.decode()


def test_the_first_account_is_opened_from_the_command_line(capsys):
    from django.core.management import CommandError, call_command

    call_command("open_account", "thu.truong", "--full-name", "Thủ trưởng")
    password = capsys.readouterr().out.strip().rpartition(" ")[2]
    client = Client()
    try_to_sign_in("thu.truong", password, client)
    assert client.get("/").url == "/tai-khoan/mat-khau/"
    with pytest.raises(CommandError, match="Đã có người dùng tên đăng nhập này"):
        call_command("open_account", "thu.truong", "--full-name", "Người khác")


def test_a_person_comes_with_all_their_posts_in_one_question(django_assert_num_queries):
    user = cast.person("officer")
    Post.objects.create(user=user, role=Role.LEADER, valid_from=date(2021, 1, 1))
    Post.objects.create(user=user, role=Role.VERIFIER, valid_from=date(2021, 1, 1), valid_to=date(2022, 1, 1))
    with django_assert_num_queries(1):
        found = AuthenticationBackend().get_user(user.pk)
        assert found == user
        assert found.roles() == {Role.UNIT_OFFICER, Role.LEADER}
        assert found.roles(date(2021, 6, 1)) == {Role.UNIT_OFFICER, Role.LEADER, Role.VERIFIER}
        assert all(post.user is found for post in found.posts_on(date(2021, 6, 1)))


@pytest.mark.parametrize("name", ["officer", "stranger"])
def test_who_is_disabled_is_signed_out_at_the_next_page(name):
    client = cast.browser(name)
    assert client.get("/").status_code == 200
    User.objects.filter(username=name).update(is_active=False)
    assert client.get("/").status_code == 302


def test_a_post_given_or_ended_counts_from_the_next_page():
    client = cast.browser("stranger")
    client.get("/")
    post = Post.objects.create(user=cast.person("stranger"), role=Role.STANDING_OFFICE, valid_from=date(2020, 1, 1))
    assert client.get("/so-lieu/bieu-mau/").status_code == 200
    post.valid_to = today()
    post.save()
    assert client.get("/so-lieu/bieu-mau/").status_code == 403
