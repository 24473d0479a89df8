"""Administrators and verifiers set up a second factor before anything else, unless the installation says otherwise."""

import pytest
from allauth.mfa.models import Authenticator
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR = ""


@pytest.mark.parametrize("name", ["office", "verifier"])
def test_they_are_sent_to_set_it_up(demanded, name):
    client = cast.browser(name)
    for address in ("/", "/nhat-ky/", "/so-lieu/", "/tai-khoan/", "/van-ban/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.url.startswith("/tai-khoan/lop-bao-ve/"), address
    assert "cần lớp bảo vệ thứ hai" in client.get(client.get("/").url).content.decode()
    assert client.get("/tai-khoan/lop-bao-ve/totp/activate/").url.startswith("/tai-khoan/xac-nhan/")
    assert client.get("/tai-khoan/xac-nhan/").status_code == 200
    assert client.get("/giup/").status_code == 200
    assert client.post("/dang-xuat/").status_code == 302


@pytest.mark.parametrize("name", ["officer", "leader", "stranger"])
def test_others_are_not(demanded, name):
    assert cast.browser(name).get("/").status_code == 200


@pytest.mark.parametrize(("kind", "opens"), [("totp", True), ("webauthn", True), ("recovery_codes", False)])
def test_a_factor_opens_the_site_and_codes_to_fall_back_on_are_none(demanded, kind, opens):
    Authenticator.objects.create(user=cast.person("office"), type=kind, data={})
    assert (cast.browser("office").get("/").status_code == 200) == opens


def test_the_demonstration_stops_no_newcomer_but_may_be_told_to(demanded, settings, tmp_path):
    settings.HOME = tmp_path
    client = cast.browser("office")
    assert client.get("/").status_code == 302
    (tmp_path / "demonstration").write_text("x")
    assert client.get("/").status_code == 200
    settings.SECOND_FACTOR = "1"
    assert client.get("/").status_code == 302
    settings.SECOND_FACTOR = "0"
    (tmp_path / "demonstration").unlink()
    assert client.get("/").status_code == 200
