"""A commune's quarter in a real browser: filled by the keyboard alone, then read on the scoreboard."""

import re
import secrets

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE

MOST_KEYS = 60
CHANGED = {
    "initiatives_new": "1", "initiatives": "14", "roads_lit": "8", "social_order_crimes": "2", "traffic_accidents": "0",
    "reports_received": "9", "reports_resolved": "7", "hotspots_converted": "1", "schools_recognised": "2",
    "agencies_recognised": "3",
}  # fmt: skip


class Keyboard:
    """Counts every key pressed."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def focused(self) -> str:
        told = "((e) => e.name || (e.matches('a, button') ? e.textContent.trim() : ''))(document.activeElement)"
        return self.page.evaluate(told)

    def until(self, wanted: str, key: str = "Tab") -> None:
        for _ in range(40):
            if wanted in self.focused():
                return
            self.press(key)
        raise AssertionError(f"không đến được «{wanted}»")


def attach(journey, *keys: str) -> None:
    """One scanned paper stands behind the figures that ask for evidence; choosing a file is no typing.

    A paper of its own each time: the return of another screen may hold the last one already, and one file stands once.
    """
    page = journey.page
    for key in keys:
        page.locator(f"[name=element][value={key}]").check()
    page.fill("[name=effective_on]", "2024-03-28")
    paper = b"%PDF-1.4\n%" + secrets.token_hex(16).encode()
    page.locator("[name=file]").set_input_files(
        {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": paper}
    )
    journey.follow(page.get_by_role("button", name="Đính kèm"))  # keys come next: the page must listen
    expect(page.locator("#toasts")).to_contain_text("Đã đính kèm")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_ten_changes_in_thirty_figures_take_sixty_keys(travel, screen) -> None:
    journey = travel(screen)
    journey.sign_in("canbo")
    page = journey.page
    journey.open("/so-lieu/?ky=2024-Q1")
    journey.follow(page.locator("main tbody a").first)
    journey.look("return")
    fields = page.locator(".return-row [name^='c-']")
    assert fields.count() >= 28
    attach(journey, "initiatives_new", "schools_recognised", "agencies_recognised")
    page.goto(page.url.partition("?")[0].partition("#")[0])  # typing begins at the head of the page
    keys = Keyboard(page)
    keys.press("Tab")
    keys.press("Enter")  # past the frame
    keys.until("Không thay đổi")
    keys.press("Enter")
    last = fields.last.get_attribute("name")
    while keys.focused() != last and keys.count < 2 * MOST_KEYS:
        typed = CHANGED.get(keys.focused().removeprefix("c-"), "")
        for digit in typed:
            keys.press(digit)
        keys.press("Enter")
    keys.press("Enter")
    assert "Gửi báo cáo" in keys.focused()
    with page.expect_navigation():
        keys.press("Enter")
    assert keys.count <= MOST_KEYS, f"{keys.count} phím"
    expect(page.get_by_text(re.compile("Đã gửi báo cáo"))).to_be_visible()
    journey.look("sent")
    journey.follow(page.get_by_role("button", name=re.compile("Rút lại")))
    expect(page.locator("form[data-return]")).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_the_scoreboard_down_to_a_return_and_the_sentence(travel, screen) -> None:
    journey = travel(screen)
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/bang-diem/")
    journey.look("boards")
    # other journeys of this site make programmes of their own
    journey.follow(page.locator("main tbody a[href='/bang-diem/1/']"))
    journey.look("board")
    journey.follow(page.get_by_role("link", name=re.compile("^Hộ dân")))
    journey.look("target")
    here = page.url
    journey.follow(page.get_by_role("link", name="Quy về đơn vị hôm nay"))
    journey.look("today's units")
    expect(page.get_by_text(re.compile("được quy về đơn vị"))).to_be_visible()
    page.goto(here)
    journey.follow(page.locator("main tbody a[href^='/so-lieu/']").first)
    journey.look("return behind a figure")
    page.goto(here)
    journey.follow(page.get_by_role("link", name="Xem câu trong văn bản"))
    expect(page.locator("h1")).to_be_visible()


def test_how_targets_are_measured_is_usable_on_a_phone(travel) -> None:
    journey = travel(PHONE)
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/bang-diem/1/")
    journey.follow(page.get_by_role("link", name="Đo bằng gì"))
    journey.look("bindings")
    journey.open("/bang-diem/so-lieu-goc/")
