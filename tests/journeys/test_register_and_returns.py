"""The register and collection in a real browser: every page under axe, a return typed by keyboard alone."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

REGISTER = (
    "/don-vi/?ngay=2025-07-01&thuoc=80-2",
    "/don-vi/25507-1/?ngay=2025-06-30",
    "/don-vi/25507-1/phan-chia/",
    "/don-vi/so-sanh/?tinh=80-2",
    "/don-vi/ban-do/?ngay=2025-07-01",
    "/don-vi/ban-do/?ngay=2025-06-30&thuoc=72-1",
    "/don-vi/viec-sap-xep/?viec=split",
    "/don-vi/nhap/",
    "/don-vi/ranh-gioi/",
    "/don-vi/lan-nap/",
    "/don-vi/lan-nap/moi/",
    "/don-vi/lan-nap/2/",
)
COLLECTION = ("/so-lieu/", "/so-lieu/bieu-mau/", "/so-lieu/bieu-mau/moi/", "/xac-minh/")


@pytest.mark.long
@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"]
)
def test_every_page_of_the_register_and_of_collection(travel, viewport, scheme):
    journey = travel(viewport, color_scheme=scheme)
    journey.sign_in()
    for address in (*REGISTER, *COLLECTION):
        journey.open(address)


@pytest.mark.long
def test_one_goes_down_the_tree_to_a_life_line_and_over_to_a_successor(travel):
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/don-vi/?ngay=2025-06-30&q=tan+phong")
    expect(page.get_by_role("link", name="xã Tân Phong").first).to_be_visible()
    page.goto(f"{journey.site}/don-vi/25507-1/?ngay=2025-06-30")
    journey.follow(page.get_by_role("link", name="xã Thạnh Bình"))
    expect(page.locator("h1")).to_contain_text("Thạnh Bình")
    expect(page.locator(".life")).to_contain_text("Lập từ")
