"""The calendar of a programme: a table on a desk, a list on a phone, by the keyboard, and a file to take away."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

MONTH = "/chuong-trinh/1/lich/?thang=2024-11"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_month_and_its_days(travel, screen) -> None:
    journey = travel(screen)
    journey.sign_in()
    journey.open(MONTH)
    page = journey.page
    expect(page.get_by_role("columnheader", name="Thứ Hai")).to_be_visible(visible=screen is DESKTOP)
    expect(page.locator("td.is-free").first).to_be_visible(visible=screen is DESKTOP)
    day = page.locator("td", has_text="30").last
    journey.follow(day.get_by_role("link").first)
    expect(page.locator("tr:target")).to_be_visible()
    page.go_back()
    page.locator("a.line-origin").first.click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/#s\d+"))


def test_by_the_keyboard_from_day_to_day_and_month_to_month(travel) -> None:
    journey = travel()
    journey.sign_in()
    journey.open(MONTH)
    page = journey.page
    page.locator("td a").first.focus()
    first = page.evaluate("document.activeElement.closest('td').querySelector('time').dateTime")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.closest('td').querySelector('time').dateTime")
    assert first < second
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.closest('td').querySelector('time').dateTime") == first
    page.keyboard.press("PageDown")
    page.wait_for_url("**thang=2024-12**")


def test_the_file_and_the_secret_address(travel) -> None:
    journey = travel()
    journey.sign_in()
    journey.open(MONTH)
    page = journey.page
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải lịch (.ics)").click()
    assert taken.value.suggested_filename.endswith("-DU-LIEU-MAU.ics")
    journey.follow(page.get_by_role("link", name="Đăng ký lịch"))
    journey.follow(page.get_by_role("button", name="Tạo địa chỉ lịch"))
    address = page.locator(".feed-address").inner_text()
    journey.look()
    assert "DỮ LIỆU MẪU" in travel().page.request.get(address).text()
