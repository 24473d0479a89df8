"""A workbook in a real browser: downloaded, filled as people fill it, looked at, corrected, entered, taken back."""

import os
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESKTOP, PHONE


def filled(source: Path, target: Path) -> None:
    """Figures as typed by a person in a hurry, over whatever a draft may hold already."""
    book = openpyxl.load_workbook(source)
    page = book["Số liệu"]
    for row in range(6, page.max_row + 1):
        unit, cell = page.cell(row, 4).value, page.cell(row, 6)
        if unit:
            cell.value = {6: "1.250", 7: "1.100 hộ", 8: "12 (tăng 3)", 9: "1,234", 10: "khoảng 30"}.get(row, row)
    book.save(target)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_workbook_is_looked_at_before_it_counts(travel, screen, tmp_path: Path) -> None:
    journey = travel(screen, accept_downloads=True)
    journey.sign_in("canbo")
    page = journey.page
    journey.open("/so-lieu/?loc=phai-nop")
    journey.follow(page.locator("main tbody a").first)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Biểu Excel").click()
    waiting.value.save_as(tmp_path / "bieu.xlsx")
    filled(tmp_path / "bieu.xlsx", tmp_path / "bieu-da-dien.xlsx")
    journey.follow(page.get_by_role("link", name="Nộp bằng Excel"))
    journey.look("upload")
    shoot(page, screen, "upload")
    page.set_input_files("#file", tmp_path / "bieu-da-dien.xlsx")
    journey.follow(page.get_by_role("button", name="Đọc thử tệp"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xem trước")
    journey.look("preview")
    shoot(page, screen, "preview")
    page.locator("label.meant").first.click()
    last = page.locator("input[name^='v-']").last
    last.fill("31")
    shoot(page, screen, "answered")
    journey.follow(page.get_by_role("button", name="Đưa vào bản nháp"))
    expect(page.get_by_text(re.compile(r"Đã đưa \d+ ô từ bieu-da-dien.xlsx"))).to_be_visible()
    journey.look("draft")
    shoot(page, screen, "draft")
    journey.follow(page.get_by_role("link", name="bieu-da-dien.xlsx").first)
    journey.look("entered")
    shoot(page, screen, "entered")
    journey.follow(page.get_by_role("button", name="Hoàn tác"))
    expect(page.get_by_text("bản nháp trở lại như trước")).to_be_visible()


def shoot(page, screen: dict[str, int], name: str) -> None:
    """A picture for whoever wants to look, into the folder named by THIDUA_PICTURES."""
    folder = os.environ.get("THIDUA_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{screen['width']}-{name}.png", full_page=True)
