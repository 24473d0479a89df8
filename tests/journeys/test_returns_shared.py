"""One return, two people, a poor network: nothing typed is lost and nothing is overwritten silently."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE


def opened(travel, screen=DESKTOP, who: str = "thuongtruc", unit: str = ""):
    """A commune's unanswered return of the quarter, in the window of one person."""
    journey = travel(screen)
    journey.sign_in(who)
    journey.page.goto(f"{journey.site}/so-lieu/?loc=phai-nop&ky=2024-Q1&q={unit}")
    journey.follow(journey.page.locator("main tbody a").first)
    expect(journey.page.locator("form[data-return]")).to_be_visible()
    return journey


def cell(journey, key: str):
    return journey.page.locator(f"[name='c-{key}']")


@contextmanager
def saving(journey):
    """What is done inside is with the server afterwards."""
    place = journey.page.locator("[name=revision]")
    before = place.input_value()
    yield
    expect(place).not_to_have_value(before)


REFUSED, AWAY, SIGNED_OUT = "409", "ERR_INTERNET_DISCONNECTED", "403"
"""What the browser notes of the server's refusal to overwrite, of a lost connection, of an ended session."""


def ask_now(journey) -> None:
    """What the form does every half minute."""
    journey.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_lost_connection_keeps_what_was_typed_even_over_a_reload(travel) -> None:
    journey = opened(travel, PHONE, "canbo")
    page, window = journey.page, journey.page.context
    journey.forgive(REFUSED, AWAY)
    with saving(journey):
        cell(journey, "households").fill("4050")
    window.set_offline(True)
    cell(journey, "households_reached").fill("3999")
    page.keyboard.press("Tab")
    expect(page.locator("[data-saved]")).to_contain_text("Mất kết nối")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("[data-saved]")).to_contain_text("chưa gửi được")
    window.set_offline(False)
    page.reload()
    expect(cell(journey, "households_reached")).to_have_value("3.999")
    # it was saved as the network came back, or is saved now: the server says so either way
    expect(page.locator("[data-saved]")).to_contain_text("lưu lúc")
    page.wait_for_function("async () => (await (await fetch(location.href)).text()).includes('3.999')")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.reload()
    expect(cell(journey, "households_reached")).to_have_value("3.999")
    journey.look("form")


def test_a_session_that_ended_says_so_and_goes_on_after_signing_in_again(travel) -> None:
    journey = opened(travel, DESKTOP, "canbo")
    page, window = journey.page, journey.page.context
    journey.forgive(SIGNED_OUT)
    window.clear_cookies()
    cell(journey, "roads").fill("41")
    expect(page.locator("[data-saved]")).to_contain_text("Phiên đăng nhập đã hết")
    with window.expect_page() as other:
        page.get_by_role("link", name=re.compile("Đăng nhập lại")).click()
    other.value.fill("[name=login]", "canbo")
    other.value.fill("[name=password]", "thi-dua-mau")
    other.value.get_by_role("button", name="Đăng nhập", exact=True).click()
    other.value.wait_for_url(f"{journey.site}/")
    other.value.close()
    expect(page.locator("[data-saved]")).to_contain_text("đã lưu")
    page.reload()
    expect(cell(journey, "roads")).to_have_value("41")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_people_see_each_other_and_choose_where_both_typed(travel, screen) -> None:
    first, second = opened(travel, screen, "canbo"), opened(travel, screen, "thuongtruc", "Phường 1")
    for journey in (first, second):
        journey.forgive(REFUSED, AWAY)
    with saving(first):
        cell(first, "households").fill("5000" if screen is DESKTOP else "5100")
    ask_now(second)
    expect(cell(second, "households")).to_have_value(re.compile(r"5\.[01]00"))
    expect(second.page.locator("[data-others]")).to_contain_text("vừa lưu")
    second.page.context.set_offline(True)  # else the second form may ask, and learn it, before anything is typed there
    with saving(first):
        cell(first, "roads").fill("20" if screen is DESKTOP else "21")
    cell(second, "roads").fill("30" if screen is DESKTOP else "31")
    cell(second, "staff").fill("300")
    second.page.context.set_offline(False)
    clash = second.page.locator("[data-clash]")
    expect(clash).to_contain_text(re.compile("2[01]"))
    second.look("clash")
    second.page.reload()
    expect(clash).to_contain_text(re.compile("2[01]"))
    with saving(second):
        clash.get_by_role("button", name="Giữ số của tôi").click()
    ask_now(first)
    expect(cell(first, "roads")).to_have_value("30" if screen is DESKTOP else "31")
    expect(cell(first, "staff")).to_have_value("300")


def test_an_answer_from_before_ones_own_save_does_not_put_the_older_figure_back(travel) -> None:
    """The form asked what others saved; while that answer was on its way it saved a figure itself."""
    journey = opened(travel, unit="Thanh Điền")
    page = journey.page
    with saving(journey):
        cell(journey, "roads").fill("11")
    held = []
    latest = re.compile(r"\?revision=")
    page.route(latest, lambda asked: held.append(asked))
    with page.expect_request(latest):
        ask_now(journey)
    with saving(journey):
        cell(journey, "roads").fill("12")
    older = {"revision": 0, "fields": {"c-roads": "11"}, "at": "8:00", "by": "Một người khác", "is_mine": False}
    with page.expect_response(latest):
        held[0].fulfill(json=older)
    page.evaluate("new Promise((done) => setTimeout(done))")
    expect(cell(journey, "roads")).to_have_value("12")


def test_a_block_from_a_spreadsheet_finds_its_rows_and_can_be_taken_back(travel) -> None:
    journey = opened(travel, unit="Thanh Điền")
    page = journey.page
    rows = (
        "Chỉ tiêu\tĐVT\tSố liệu", "Tổng số hộ dân trên địa bàn\thộ\t1.234",
        "Tổng số hoc sinh, sinh vien\tngười\t88", "Số gà vịt\tcon\t12",
    )  # fmt: skip
    paste = """([cell, text]) => { const data = new DataTransfer(); data.setData('text/plain', text);
        cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    first = cell(journey, "households")
    before = first.input_value()
    page.evaluate(paste, [first.element_handle(), "\n".join(rows)])
    expect(first).to_have_value("1.234")
    expect(cell(journey, "learners")).to_have_value("88")
    expect(page.locator("[data-saved]")).to_contain_text("Số gà vịt")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(first).to_have_value(before)
    page.evaluate(paste, [first.element_handle(), "1200\n1100\n80"])
    expect(cell(journey, "staff")).to_have_value("80")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(cell(journey, "staff")).not_to_have_value("80")


def test_without_a_script_one_tap_still_fills_in_last_period(travel) -> None:
    journey = travel(PHONE, java_script_enabled=False)
    journey.sign_in("canbo")
    page = journey.page
    page.goto(f"{journey.site}/so-lieu/?ky=2024-Q1")
    journey.follow(page.locator("main tbody a").first)
    journey.follow(page.get_by_role("button", name="Không thay đổi so với kỳ trước"))
    expect(page.locator("[name='c-enterprises']")).not_to_have_value("")
