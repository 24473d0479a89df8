"""A scan is uploaded, watched, left, and found again when it has been read, on the server as people start it."""

import pytest
from playwright.sync_api import expect
from tests.library.test_opening_pdf import LONG, REST, pdf, scan

from thidua.reading.opening import scanned

pytestmark = pytest.mark.skipif(bool(scanned.lacking()), reason=f"OCR: {scanned.lacking()}")


def is_poll(asked) -> bool:
    return "hx-request" in asked.request.headers


def test_a_scan_is_read_while_its_owner_does_something_else(travel, tmp_path) -> None:
    paper = tmp_path / "ban-quet.pdf"
    paper.write_bytes(scan(pdf(*[[(60, 650, LONG), (60, 620, REST)]] * 2), dots=150))
    journey = travel()
    journey.sign_in()
    page = journey.page
    journey.open("/van-ban/tai-len/")
    page.set_input_files("[type=file]", str(paper))
    # the page would go on to the paper by itself, perhaps while it is looked at or left
    page.route("**/van-ban/doc/*/", lambda asked: asked.fulfill(status=204) if is_poll(asked) else asked.continue_())
    with page.expect_response(lambda reply: reply.request.method == "POST") as sent:
        journey.follow(page.get_by_role("button", name="Tải lên và đọc"))
    progress = journey.site + sent.value.headers["location"]
    assert "/van-ban/doc/" in progress
    journey.look()
    page.goto(f"{journey.site}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang chính")
    page.unroute("**/van-ban/doc/*/")
    page.goto(progress)
    expect(page.get_by_text("read_papers")).to_have_count(0)
    page.wait_for_url(lambda url: "/van-ban/doc/" not in url, timeout=300_000)
    expect(page.locator("#van-ban")).to_contain_text("trật tự” trong năm 2031")
