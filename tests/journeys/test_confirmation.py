"""Confirming a paper in a real browser: keyboard alone, by selection, on a phone, without script, offline."""

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

from thidua_web.demonstration.papers import PLAN, SCANNED_PLAN

SMALL = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HẬU
Số: {number}/KH-UBND
Sông Hậu, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
Phát động phong trào thi đua “Toàn dân bảo vệ an ninh Tổ quốc” năm 2025

Căn cứ Chỉ thị số 12-CT/TU ngày 15/01/2025 của Tỉnh ủy Sông Hậu về phòng ngừa tội phạm;

I. CHỈ TIÊU
- Phấn đấu trên 90% hộ gia đình ký cam kết giữ gìn an ninh, trật tự.
- Mỗi xã, phường có ít nhất 02 mô hình tự quản hoạt động hiệu quả.

II. TỔ CHỨC THỰC HIỆN
Công an tỉnh chủ trì, phối hợp với Sở Nội vụ kiểm tra việc thực hiện, báo cáo trước ngày 30/11/2025.
"""
NUMBERS = itertools.count(1001)


@pytest.fixture
def small(tmp_path: Path):
    """A short plan with a number of its own, so that no test meets another's."""
    path = tmp_path / "ke-hoach.txt"
    path.write_text(SMALL.format(number=next(NUMBERS)), encoding="utf-8")
    return path


def upload(journey, path: Path) -> None:
    journey.open("/van-ban/tai-len/")
    journey.page.set_input_files("input[type=file]", path)
    journey.follow(journey.page.get_by_role("button", name="Tải lên và đọc"))
    assert re.search(r"/van-ban/\d+/", journey.page.url)


def seen(page) -> tuple[int, int]:
    said = re.search(r"(\d+)/(\d+)", page.inner_text("#progress"))
    return int(said[1]), int(said[2])


def test_a_plan_is_confirmed_by_the_keyboard_alone(travel):
    journey = travel()
    journey.sign_in()
    upload(journey, SCANNED_PLAN)
    journey.look("confirmation")
    page, press = journey.page, journey.page.keyboard.press
    expect(page.locator(".entry.is-current")).to_have_count(1)
    press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    press("Escape")
    first = page.locator(".entry.is-current").get_attribute("id")
    press("j")
    expect(page.locator(f"#{first}")).not_to_have_class(re.compile("is-current"))
    press("k")
    expect(page.locator(f"#{first}")).to_have_class(re.compile("is-current"))
    press("x")
    expect(page.locator(f"#{first} select")).to_be_focused()
    press("Escape")
    expect(page.locator(f"#{first} select")).to_have_count(0)
    _correct_one_target(page)
    _accept_everything(page)
    press("g")
    page.wait_for_url(re.compile("/chuong-trinh/tu-van-ban/"))
    journey.look("making the programme")
    for box in page.locator("[name=khong-so]").all():
        box.focus()
        press("Space")
    page.locator("[name=title]").focus()
    page.get_by_role("button", name="Lập chương trình").focus()
    press("Enter")
    page.wait_for_url(re.compile(r"/chuong-trinh/\d+/$"))
    journey.look("programme")
    expect(page.locator("table").first).to_contain_text("72,5%")


@pytest.mark.long
def test_a_key_struck_while_the_help_is_closing_is_meant_for_the_list(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    expect(page.locator(".entry.is-current")).to_have_count(1)
    first = page.locator(".entry.is-current").get_attribute("id")
    page.evaluate(
        """() => { const help = document.getElementById('keys'); help.showModal();
        const button = help.querySelector('button'); help.close();
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true })); }"""
    )
    expect(page.locator(f"#{first}")).not_to_have_class(re.compile("is-current"))


@pytest.mark.long
def test_who_goes_on_while_an_answer_is_on_its_way_is_left_where_they_stand(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    first, _, third = page.locator(".entry").all()[:3]
    names = [entry.get_attribute("id") for entry in (first, third)]
    held = []
    page.route("**/quyet-dinh/", lambda asked: held.append(asked))
    first.focus()
    with page.expect_request(lambda asked: asked.method == "POST"):
        page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("j")
    held[0].continue_()
    expect(page.locator(f"#{names[0]}")).to_have_attribute("data-state", "accepted")
    expect(page.locator(".entry.is-current")).to_have_id(names[1])
    expect(page.locator(f"#{names[1]}")).to_be_focused()


def _correct_one_target(page) -> None:
    target = page.locator(".entry.k-target").first
    target.focus()
    page.keyboard.press("e")
    value = target.locator("input[name$=-value]")
    expect(value).to_be_visible()
    value.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("72,5")
    target.locator("input[name$=-unit]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("%")
    page.keyboard.press("Enter")
    expect(target).to_have_attribute("data-state", "corrected")
    expect(target).to_contain_text("72,5%")


def _accept_everything(page) -> None:
    page.locator(".entry").first.focus()
    _, every = seen(page)
    for _ in range(every + 5):
        done, _ = seen(page)
        if done == every:
            break
        if page.locator(".entry.is-current").get_attribute("data-state") != "waiting":
            page.keyboard.press("j")
            continue
        page.keyboard.press("Enter")
        expect(page.locator("#progress")).to_contain_text(f"{done + 1}/{every}")
    expect(page.locator('.entry[data-state="waiting"]')).to_have_count(0)


@pytest.mark.long
def test_decisions_stay_after_a_reload_and_undo_takes_the_last_back(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    current = page.locator(".entry.is-current").get_attribute("id")
    page.keyboard.press("a")
    expect(page.locator(f"#{current}")).to_have_attribute("data-state", "accepted")
    done, every = seen(page)
    page.reload()
    expect(page.locator("#progress")).to_contain_text(f"{done}/{every}")
    expect(page.locator(f"#{current}")).to_have_attribute("data-state", "accepted")
    page.locator(".entry").first.focus()
    page.keyboard.press("u")
    expect(page.locator(f"#{current}")).to_have_attribute("data-state", "waiting")
    expect(page.locator("#progress")).to_contain_text(f"{done - 1}/{every}")


@pytest.mark.long
def test_either_side_finds_the_other(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    mark = page.locator(".paper a.k-citation").first
    mark.click()
    entry = page.locator(".entry.is-current")
    expect(entry).to_have_class(re.compile("k-citation"))
    expect(page.locator(".paper .mark.is-current").first).to_be_visible()
    page.locator(".entry.k-target").last.click(position={"x": 30, "y": 12})
    expect(page.locator(".paper .mark.is-current").first).to_have_class(re.compile("k-target"))


def test_words_selected_by_keyboard_become_an_entry(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page, press = journey.page, journey.page.keyboard.press
    page.locator(".entry.k-target").first.focus()
    press("v")
    expect(page.locator("#van-ban")).to_be_focused()
    press("Shift+ArrowRight")
    press("Shift+ArrowRight")
    words = page.evaluate("getSelection().toString()")
    assert len(words.split()) >= 2
    press("Enter")
    page.wait_for_url(re.compile("/them/"))
    expect(page.locator("#them select").first).to_be_focused()
    journey.look("adding")
    assert page.input_value("#add-words").split() == words.split()
    press("Escape")
    page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    page.go_back()
    page.select_option("#add-kind", "initiative")
    journey.follow(page.get_by_role("button", name="Điền các phần của mục"))
    page.fill("[name=moi-name]", "Tổ tự quản")
    journey.follow(page.get_by_role("button", name="Thêm", exact=True))
    added = page.locator(".entry.is-current")
    expect(added).to_contain_text("Tổ tự quản")
    item = added.get_attribute("data-item")
    shown = page.locator(f'.paper [data-i~="{item}"]').all_text_contents()
    assert "".join(shown).split() == words.split()


@pytest.mark.long
def test_a_page_that_becomes_whole_late_leaves_the_focus_where_it_is_typed(travel, small):
    """On a slow line that is seconds after its scripts listen; the event is brought about once more here."""
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    journey.follow(page.locator("[data-add]"))
    page.goto(page.url.partition("#")[0] + "#them")
    words = page.locator("#add-words")
    words.focus()
    page.keyboard.type("Tổ")
    page.evaluate("dispatchEvent(new Event('load'))")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.type(" tự quản")
    expect(words).to_have_value("Tổ tự quản")


@pytest.mark.long
def test_words_selected_by_mouse_become_an_entry(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    line = page.locator(".paper [data-s]", has_text="hoạt động hiệu quả").first
    line.scroll_into_view_if_needed()
    page.evaluate(
        """() => { const runs = [...document.querySelectorAll('.paper [data-s]')];
        const run = runs.find((r) => r.textContent.includes('KẾ HOẠCH'));
        const at = run.firstChild.textContent.indexOf('KẾ HOẠCH');
        const range = document.createRange();
        range.setStart(run.firstChild, at); range.setEnd(run.firstChild, at + 8);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    journey.follow(page.get_by_role("button", name="Thêm mục từ phần chọn"))
    assert "/them/" in page.url
    assert page.input_value("#add-words") == "KẾ HOẠCH"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_on_a_phone(travel, small, scheme):
    journey = travel(PHONE, color_scheme=scheme, has_touch=True)
    journey.sign_in()
    upload(journey, small)
    journey.look("the list")
    page = journey.page
    expect(page.locator("#van-ban")).to_be_hidden()
    page.locator(".entry.k-target .where").first.tap()
    expect(page.locator("#van-ban")).to_be_visible()
    expect(page.locator("#danh-sach")).to_be_hidden()
    journey.look("the paper")
    page.get_by_role("link", name="Danh sách", exact=True).tap()
    entry = page.locator(".entry.k-target").first
    entry.get_by_role("button", name="Chấp nhận").tap()
    expect(entry).to_have_attribute("data-state", "accepted")


def test_without_script(travel, small):
    journey = travel(PHONE, java_script_enabled=False)
    page = journey.page
    journey.sign_in()
    page.goto(f"{journey.site}/van-ban/tai-len/")
    page.set_input_files("input[type=file]", small)
    journey.follow(page.get_by_role("button", name="Tải lên và đọc"))
    done, every = seen(page)
    journey.follow(page.locator(".entry.k-target").first.get_by_role("button", name="Chấp nhận"))
    assert seen(page) == (done + 1, every)
    waiting = page.locator('.entry[data-state="waiting"]').first
    journey.follow(waiting.get_by_role("link", name="Bỏ", exact=True))
    page.locator(".entry-form select").select_option("duplicate")
    journey.follow(page.get_by_role("button", name="Bỏ mục này"))
    assert seen(page) == (done + 2, every)
    page.get_by_role("link", name="Văn bản", exact=True).last.click()
    expect(page.locator("#van-ban")).to_be_visible()
    expect(page.locator("#danh-sach")).to_be_hidden()


@pytest.mark.long
def test_a_lost_connection_loses_nothing(travel, small):
    journey = travel()
    journey.sign_in()
    upload(journey, small)
    page = journey.page
    current = page.locator(".entry.is-current").get_attribute("id")
    journey.forgive("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    page.context.set_offline(True)
    page.keyboard.press("a")
    expect(page.locator(f"#{current} .unsaved")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(f"#{current}")).to_have_attribute("data-state", "accepted")


@pytest.mark.long
@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "dark")],
    ids=["desktop", "desktop-dark", "phone-dark"],
)
def test_every_page_of_papers_and_programmes(travel, viewport, scheme):
    journey = travel(viewport, color_scheme=scheme)
    journey.sign_in()
    page = journey.page
    for address in ("/van-ban/", "/van-ban/so/", "/van-ban/so/1/", "/chuong-trinh/", "/chuong-trinh/moi/"):
        journey.open(address)
    page.goto(f"{journey.site}/chuong-trinh/")
    programme = page.locator("tbody a").first.get_attribute("href")
    for part in ("", "nhiem-vu/", "thoi-han/", "mo-hinh/", "can-cu/"):
        journey.open(programme + part)
    page.goto(f"{journey.site}{programme}")
    journey.follow(page.get_by_role("link", name="Xem câu").first)
    assert re.search(r"/van-ban/\d+/#s\d+", page.url)
    journey.look("a confirmed paper")
    expect(page.locator(".paper .mark.is-current, .paper .mark:target").first).to_be_in_viewport()


@pytest.mark.long
def test_the_sample_plan_is_noticed_when_it_is_uploaded_again(travel):
    journey = travel()
    journey.sign_in()
    upload(journey, PLAN)
    expect(journey.page.locator(".toasts")).to_contain_text("đã có trong hệ thống")
