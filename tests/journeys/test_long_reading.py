"""A scan is uploaded, watched, left, and found again when it has been read, on the server as people start it."""

import pytest
from tests.library.test_opening_pdf import LONG, REST, pdf, scan

from thidua.reading.opening import scanned

pytestmark = pytest.mark.skipif(bool(scanned.lacking()), reason=f"OCR: {scanned.lacking()}")


def test_a_scan_is_read_while_its_owner_does_something_else(travel, tmp_path) -> None:
    paper = tmp_path / "ban-quet.pdf"
    paper.write_bytes(scan(pdf(*[[(60, 650, LONG), (60, 620, REST)]] * 2), dots=150))
    journey = travel()
    journey.sign_in()
    page = journey.page
    journey.open("/van-ban/tai-len/")
    page.set_input_files("[type=file]", str(paper))
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/van-ban/doc/**")
    journey.look()
    assert "read_papers" not in page.content()
    progress = page.url
    journey.open("/")
    page.goto(progress)
    page.wait_for_url(lambda url: "/van-ban/doc/" not in url, timeout=300_000)
    assert "trật tự” trong năm 2031" in page.locator("#van-ban").inner_text()
