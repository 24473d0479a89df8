"""A passkey in a real browser, with an authenticator that the browser itself plays."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.long


def test_a_passkey_is_added_and_then_opens_the_site_alone(travel):
    journey = travel()
    page = journey.page
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    journey.sign_in("lanhdao")
    page.goto(f"{journey.site}/tai-khoan/lop-bao-ve/webauthn/add/")
    page.get_by_label("Mật khẩu").fill("thi-dua-mau")
    journey.follow(page.get_by_role("button", name="Xác nhận"))
    expect(page.get_by_role("heading", name="Thêm khóa đăng nhập")).to_be_visible()
    journey.look()
    page.get_by_label("Tên khóa").fill("Máy ở phòng làm việc")
    page.get_by_label("Đăng nhập bằng khóa này không cần mật khẩu").check()
    journey.follow(page.get_by_role("button", name="Thêm khóa"))
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    journey.look()
    journey.open("/tai-khoan/lop-bao-ve/webauthn/")
    expect(page.locator("main")).to_contain_text("Máy ở phòng làm việc")

    page.get_by_text("Lãnh đạo (mẫu)").first.click()
    journey.follow(page.get_by_role("button", name="Đăng xuất"))
    journey.follow(page.get_by_role("button", name="Dùng khóa đăng nhập"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang chính")


def test_the_key_is_offered_once_the_script_that_takes_it_listens(travel):
    page = (journey := travel()).page
    held = []
    page.route("**/webauthn*.js", lambda asked: held.append(asked))
    with page.expect_request("**/webauthn*.js"):
        page.goto(f"{journey.site}/dang-nhap/", wait_until="commit")
    key = page.get_by_role("button", name="Dùng khóa đăng nhập")
    expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()
    expect(key).to_be_hidden()
    for script in held:
        script.continue_()
    page.unroute("**/webauthn*.js")
    expect(key).to_be_visible()
