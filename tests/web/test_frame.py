"""The frame: home, health, error pages, security headers, numbers and days."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.test import Client
from tests import cast

from thidua_web.frame.templatetags import vietnamese


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1234567, "1.234.567"),
        (-1234.5, "-1.234,5"),
        (Fraction(1, 4), "0,25"),
        (None, "chưa có"),
    ],
)
def test_numbers(value, written):
    assert vietnamese.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(75.5, "75,5%"), (100, "100%"), (66.65, "66,7%"), (0, "0%"), (None, "chưa có")]
)
def test_percentages(value, written):
    assert vietnamese.percent(value) == written


def test_days_and_moments_are_those_of_viet_nam():
    assert vietnamese.day(date(2024, 2, 5)) == "05/02/2024"
    assert vietnamese.day(date(2024, 3, 25)) == "25/3/2024"
    evening = datetime(2024, 3, 24, 18, 5, tzinfo=UTC)
    assert vietnamese.day(evening) == "25/3/2024"
    assert vietnamese.moment(evening) == "01:05 ngày 25/3/2024"
    assert vietnamese.month(date(2024, 2, 1)) == "tháng 02/2024"
    assert vietnamese.day(None) == "chưa có"


@pytest.mark.django_db
def test_home_says_honestly_that_nothing_waits(as_stranger):
    page = as_stranger.get("/").content.decode()
    assert "Không có việc nào chờ xử lý" in page
    assert "Không có việc quá hạn" in page


@pytest.mark.django_db
def test_health_needs_no_sign_in():
    answer = Client().get("/suc-khoe/")
    assert answer.status_code == 200
    assert json.loads(answer.content) == {"status": "ok"}


@pytest.mark.django_db
def test_no_page_lets_the_browser_run_or_fetch_what_is_not_ours(as_office):
    policy = as_office.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/nhat-ky/",
        "/tai-khoan/",
        "/tai-khoan/mat-khau/",
        "/tai-khoan/lop-bao-ve/",
        "/giup/",
        "/kieu-mau/",
        "/tim/?q=nhat",
    ],
)
def test_pages_answer_without_inline_script_or_style(as_office, address):
    answer = as_office.get(address, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick=" not in page
    assert "DỮ LIỆU MẪU" not in page


@pytest.mark.django_db
def test_an_unknown_address_answers_in_vietnamese(as_office):
    answer = as_office.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_what_to_do():
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("office"))
    answer = client.post("/dang-xuat/")
    assert answer.status_code == 403
    assert "Biểu mẫu đã hết hiệu lực" in answer.content.decode()


def test_many_new_papers_are_one_line_on_the_home_page(office):
    from tests.web import papers

    def told() -> str:
        return cast.browser("officer").get("/").content.decode().split('id="changed"')[1]

    for number in range(3):
        papers.keep(office, papers.PLAN.replace("86/KH", f"{90 + number}/KH"), f"{number}.txt")
    assert told().count("văn bản mới tải lên") == 3, "a few are named"
    papers.keep(office, papers.PLAN.replace("86/KH", "95/KH"), "4.txt")
    page = told()
    assert page.count("văn bản mới tải lên") == 1 and "4 văn bản mới tải lên" in page and "95/KH-UBND" in page


@pytest.mark.parametrize(
    ("name", "tab"),
    [("officer", "Số liệu"), ("verifier", "Xác minh"), ("leader", "Bảng điểm"), ("office", "Chương trình")],
)
def test_what_somebody_comes_for_stands_beside_home(db: None, name: str, tab: str) -> None:
    """A telephone shows two or three tabs; the others are a swipe away."""
    page = cast.browser(name).get("/").content.decode()
    nav = page[page.index('class="tabs"') :] if 'class="tabs"' in page else page[page.index("Trang chính") :]
    labels = ["Trang chính", "Chương trình", "Văn bản", "Bảng điểm", "Số liệu", "Xác minh", "Đơn vị"]
    shown = sorted((nav.index(label), label) for label in labels if label in nav)
    assert [label for _, label in shown][:2] == ["Trang chính", tab]
