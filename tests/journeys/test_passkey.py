"""A passkey in a real browser, with an authenticator that the browser itself plays."""

import pytest

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
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_role("heading", name="Thêm khóa đăng nhập").wait_for()
    journey.look()
    page.get_by_label("Tên khóa").fill("Máy ở phòng làm việc")
    page.get_by_label("Đăng nhập bằng khóa này không cần mật khẩu").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_role("heading", name="Mã dự phòng").wait_for()
    journey.look()
    journey.open("/tai-khoan/lop-bao-ve/webauthn/")
    assert "Máy ở phòng làm việc" in page.inner_text("main")

    page.get_by_text("Lãnh đạo (mẫu)").first.click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.wait_for_url(f"{journey.site}/")
    assert page.get_by_role("heading", level=1).inner_text() == "Trang chính"
