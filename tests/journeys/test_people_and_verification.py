"""Accounts, deadlines, verification and scores by unit: under axe on every screen, and a verifier's day."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

PAGES = (
    "/",
    "/tai-khoan/danh-sach/",
    "/tai-khoan/danh-sach-goi/",
    "/tai-khoan/danh-sach-goi/?ai=idle",
    "/tai-khoan/don-vi-khong-con/",
    "/tai-khoan/tinh/",
    "/tai-khoan/ai-thay-gi/",
    "/tai-khoan/ai-thay-gi/?don_vi=80",
    "/tai-khoan/vi-tri/2/thay/",
    "/so-lieu/lich-han/",
    "/so-lieu/bieu-mau/so-lieu-phong-trao-nam-2024-1/",
    "/so-lieu/lich-su/25456-1/households/",
    "/xac-minh/",
    "/xac-minh/?loc=nen-hoi&xep=don-vi",
    "/bang-diem/1/?tu-mau=1",
    "/bang-diem/1/?ky=2024",
    "/bang-diem/1/do-bang-gi/",
    "/bang-diem/1/don-vi/",
    "/bang-diem/1/don-vi/25732-1/",
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"]
)
def test_every_page_of_accounts_deadlines_and_scores(travel, viewport, scheme) -> None:
    journey = travel(viewport, color_scheme=scheme)
    journey.sign_in()
    for address in PAGES:
        journey.open(address)
        expect(journey.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_verifier_accepts_many_and_goes_on_with_one_after_the_other(travel, screen) -> None:
    journey = travel(screen)
    journey.sign_in("thamdinh")
    page = journey.page
    journey.open("/xac-minh/?xep=don-vi")
    boxes = page.locator("tbody input[name=owed]")
    for box in boxes.all():
        box.uncheck()
    page.locator("tbody tr").filter(has_not_text="minh chứng").locator("input[name=owed]").first.check()
    journey.follow(page.get_by_role("button", name=re.compile(r"Tiếp nhận\s+1 báo cáo")))
    expect(page.get_by_role("heading", name=re.compile("Vừa tiếp nhận 1 báo cáo"))).to_be_visible()
    journey.look("result")
    journey.follow(page.locator("tbody tr").filter(has_text="Chưa kèm minh chứng").locator("th a").first)
    journey.look("one return")
    first = page.url
    page.fill("[name=despite]", "Đã xem bản giấy")
    journey.follow(page.get_by_role("button", name=re.compile("Tiếp nhận, sang báo cáo tiếp")))
    expect(page.locator("#toasts")).to_contain_text("đã tiếp nhận")
    assert page.url != first and "/so-lieu/" in page.url
    page.locator("[name=reason]").fill("Đối chiếu lại số hộ")
    journey.follow(page.get_by_role("button", name=re.compile("^Trả lại")))
    expect(page.locator("#toasts")).to_contain_text("đã trả lại")


def test_a_phone_takes_the_deadlines_into_its_calendar(travel) -> None:
    journey = travel(PHONE)
    journey.sign_in("canbo")
    journey.open("/so-lieu/lich-han/")
    journey.follow(journey.page.get_by_role("button", name=re.compile("Tạo địa chỉ")))
    journey.look("address")
    address = journey.page.locator(".feed-address").inner_text()
    reply = journey.page.request.get(address)
    assert reply.ok and reply.text().startswith("BEGIN:VCALENDAR")
    journey.follow(journey.page.get_by_role("button", name="Bỏ địa chỉ", exact=True))
    assert journey.page.request.get(address).status == 404


def test_a_new_account_is_a_slip_to_print(travel) -> None:
    journey = travel(PHONE)
    journey.sign_in()
    page = journey.page
    journey.open("/tai-khoan/moi/")
    for name, value in (("full_name", "Người Thử (mẫu)"), ("username", "nguoi.thu"), ("unit", "80")):
        page.fill(f"[name={name}]", value)
    page.select_option("[name=role]", "leader")
    journey.follow(page.locator("main form button.primary"))
    expect(page.get_by_role("button", name="In phiếu")).to_be_visible()
    journey.look("slip")
    page.emulate_media(media="print")
    expect(page.locator(".page-head")).to_be_hidden()
    expect(page.locator(".slip-typed").last).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_officer_names_a_colleague_and_ends_it(travel, screen) -> None:
    journey = travel(screen)
    journey.sign_in("canbo")
    page = journey.page
    journey.open("/tai-khoan/")
    journey.follow(page.get_by_role("link", name="Cử người làm thay").last)
    journey.look("deputy")
    # from tomorrow: a day that begins meanwhile is not past yet
    days = page.evaluate("[1, 7].map((n) => new Date(Date.now() + (n * 24 + 7) * 36e5).toISOString().slice(0, 10))")
    page.fill("[name=valid_from]", days[0])
    page.fill("[name=valid_to]", days[1])
    journey.follow(page.get_by_role("button", name="Cử người thay"))
    expect(page.get_by_text(re.compile("làm thay từ"))).to_be_visible()
    journey.look("account")
    journey.follow(page.get_by_role("button", name="Thôi làm thay"))
    expect(page.get_by_text(re.compile("làm thay từ"))).to_have_count(0)
