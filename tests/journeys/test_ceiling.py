"""A file that is too large: told where it is chosen, and where scripts are off by the server before it has come."""

from pathlib import Path

import pytest
from playwright.sync_api import expect


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """Two hundred megabytes that take no room on the disk."""
    path = tmp_path / "qua-lon.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 2**20)
    return path


def test_it_is_told_when_it_is_chosen_and_not_sent(travel, huge: Path) -> None:
    journey = travel()
    journey.sign_in()
    page = journey.page
    journey.open("/van-ban/tai-len/")
    page.set_input_files("input[type=file]", huge)
    expect(page.locator(".upload-status")).to_contain_text("lớn hơn 64 MB")
    page.get_by_role("button", name="Tải lên và đọc").click()
    assert page.url.endswith("/van-ban/tai-len/")
    page.set_input_files("input[type=file]", [])
    assert page.evaluate("document.querySelector('input[type=file]').validationMessage") != ""
    assert "64 MB" not in page.evaluate("document.querySelector('input[type=file]').validationMessage")


def test_without_scripts_the_server_says_it_and_keeps_nothing(travel, huge: Path) -> None:
    journey = travel(java_script_enabled=False)
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/van-ban/tai-len/")
    page.set_input_files("input[type=file]", huge)
    journey.forgive("413")
    journey.follow(page.get_by_role("button", name="Tải lên và đọc"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tệp quá lớn")
    journey.follow(page.get_by_role("link", name="Chọn tệp khác"))
    assert page.url.endswith("/van-ban/tai-len/")
    page.goto(f"{journey.site}/van-ban/?q=qua-lon")
    assert "qua-lon.pdf" not in page.content()
