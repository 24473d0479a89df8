"""The frame in a real browser: by mouse and by keyboard, wide and narrow, light and dark, with and without script."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

PAGES = [
    "/",
    "/nhat-ky/",
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/lop-bao-ve/",
    "/giup/",
    "/kieu-mau/",
    "/tim/?q=nhật",
    "/khong-co/",
]


def test_a_newcomer_signs_in_and_sees_home(travel):
    journey = travel()
    journey.open("/dang-nhap/")
    journey.sign_in()
    journey.look()
    page = journey.page
    assert page.get_by_role("heading", level=1).inner_text() == "Trang chính"
    assert "DỮ LIỆU MẪU" in page.inner_text("body")
    page.get_by_text("Cán bộ thường trực (mẫu)").first.click()
    journey.follow(page.get_by_role("button", name="Đăng xuất"))
    assert "/dang-nhap/" in page.url


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        (DESKTOP, "light"),
        pytest.param(DESKTOP, "dark", marks=pytest.mark.long),
        pytest.param(PHONE, "light", marks=pytest.mark.long),
        (PHONE, "dark"),
    ],
    ids=["desktop", "desktop-dark", "phone", "phone-dark"],
)
def test_every_page_of_the_frame(travel, viewport, scheme):
    journey = travel(viewport, color_scheme=scheme)
    journey.sign_in()
    for address in PAGES:
        journey.open(address)
    missing = [complaint for complaint in journey.complaints if "404" in complaint]
    assert len(missing) == 1  # the browser notes the page that does not exist, and nothing else
    journey.complaints[:] = [complaint for complaint in journey.complaints if complaint not in missing]


def test_the_keyboard_alone_reaches_any_page(travel):
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("Control+k")
    page.locator("dialog.palette a").first.wait_for()
    page.keyboard.type("nhat ky")
    page.locator("dialog.palette a", has_text=re.compile("^Nhật ký")).wait_for()
    expect(page.locator("dialog.palette a")).to_have_count(1)
    journey.look()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nhat-ky/")
    page.keyboard.press("Control+k")
    page.locator("dialog.palette[open]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette[open]")).to_have_count(0)


def test_enter_struck_before_the_list_answers_opens_what_was_typed(travel):
    """The list still shows what it found for other words while the last ones are on their way."""
    journey = travel()
    journey.sign_in()
    page = journey.page
    held = []
    page.route("**/tim/?q=nhat*", lambda question: held.append(question))
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.palette a[aria-selected=true]")).to_have_count(1)
    with page.expect_request("**/tim/?q=nhat*"):
        page.keyboard.type("nhat ky")
        page.keyboard.press("Enter")
    for question in held:
        question.continue_()
    page.unroute("**/tim/?q=nhat*")
    page.wait_for_url("**/nhat-ky/")


def test_pages_work_without_javascript(travel):
    journey = travel(java_script_enabled=False)
    journey.sign_in()
    page = journey.page
    page.fill("#find", "nhat ky")
    page.press("#find", "Enter")
    journey.follow(page.get_by_role("main").get_by_role("link", name="Nhật ký"))
    page.get_by_role("textbox", name="Người làm").fill("thuongtruc")
    journey.follow(page.get_by_role("button", name="Lọc"))
    assert "nguoi=thuongtruc" in page.url
    expect(page.locator("tbody tr").first).to_be_visible()


def test_a_journal_download_says_sample_data(travel):
    journey = travel()
    journey.sign_in()
    journey.page.goto(f"{journey.site}/nhat-ky/")
    with journey.page.expect_download() as got:
        journey.page.get_by_role("link", name="CSV").click()
    text = got.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("DỮ LIỆU MẪU")
    assert "DU-LIEU-MAU" in got.value.suggested_filename


def test_a_dialog_asks_once_and_escape_keeps_things(travel):
    journey = travel()
    journey.sign_in()
    journey.page.goto(f"{journey.site}/kieu-mau/")
    journey.page.get_by_role("link", name="Bỏ chương trình").click()
    journey.page.get_by_role("dialog").wait_for()
    journey.look()
    journey.page.keyboard.press("Escape")
    expect(journey.page.get_by_role("dialog")).to_be_hidden()


def test_a_day_is_typed_with_a_mouse_and_picked_with_a_finger(travel):
    """A browser in English would show the month first; a telephone's calendar says it in words."""
    for finger in (False, True):
        journey = travel(PHONE if finger else DESKTOP, has_touch=finger, is_mobile=finger)
        journey.sign_in()
        journey.open("/don-vi/?ngay=2025-06-30")
        box = journey.page.locator("#ngay")
        expect(box).to_have_value("2025-06-30" if finger else "30/6/2025")
        box.fill("2025-07-01" if finger else "01/7/2025")
        box.press("Enter")
        expect(journey.page.get_by_text("Như ngày 01/7/2025.")).to_be_visible()
    journey = travel()
    journey.sign_in()
    journey.open("/don-vi/?ngay=31/6/2025")
    expect(journey.page.get_by_text("«31/6/2025» không phải một ngày")).to_be_visible()


def test_a_lost_connection_says_so(travel):
    journey = travel()
    journey.sign_in()
    journey.page.context.set_offline(True)
    journey.page.get_by_text("Mất kết nối mạng").wait_for()
    journey.page.context.set_offline(False)
    journey.page.get_by_text("Mất kết nối mạng").wait_for(state="hidden")


def test_what_is_typed_survives_a_reload_until_it_is_dropped(travel):
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/kieu-mau/")
    note = page.get_by_label("Ghi chú")
    note.fill("ba việc còn lại của xã")
    page.wait_for_function("() => JSON.stringify(localStorage).includes('ba việc còn lại')")
    page.reload()
    expect(note).to_have_value("ba việc còn lại của xã")
    journey.look()
    drop = page.get_by_role("button", name="Bỏ bản nháp")
    # dropped right after a letter, before that letter was kept
    page.evaluate(
        """([note, drop]) => { note.value += ' a';
        note.dispatchEvent(new Event('input', { bubbles: true })); drop.click(); }""",
        [note.element_handle(), drop.element_handle()],
    )
    expect(note).to_have_value("")
    page.reload()
    expect(note).to_have_value("")
    assert "thidua-draft" not in page.evaluate("Object.keys(localStorage).join()")


def test_a_report_page_prints_on_a4_without_the_frame(travel):
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/nhat-ky/")
    page.emulate_media(media="print")
    expect(page.locator(".sample-banner")).to_be_visible()
    for hidden in (".head", ".toolbar", ".foot"):
        expect(page.locator(hidden)).to_be_hidden()
    assert len(page.pdf(format="A4")) > 1000


def test_a_paper_and_what_was_read_of_it_print_on_a4(travel):
    """A sheet is as narrow as a tablet, where one of the two panes is hidden: on paper neither may be."""
    journey = travel({"width": 794, "height": 1123})
    journey.sign_in()
    page = journey.page
    page.goto(journey.site + "/van-ban/2/")
    page.emulate_media(media="print")
    expect(page.locator(".sheet").first).to_be_visible()
    expect(page.locator(".entry").first).to_be_visible()
    assert page.locator(".entry:visible").count() == page.locator(".entry").count()
    for media in ("print", "screen"):
        page.emulate_media(media=media)
        lines = page.locator(".mark").evaluate_all("marks => marks.map(m => getComputedStyle(m).textDecorationLine)")
        assert lines and set(lines) == {"underline"}, "told by more than a color"
    page.emulate_media(media="print")
    expect(page.locator(".entry-actions").first).to_be_hidden()
    expect(page.locator(".confirm-toolbar")).to_be_hidden()
