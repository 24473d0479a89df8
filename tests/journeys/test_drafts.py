"""What was typed into an entry is there again after the page was lost, and gone once it was sent or given up."""

from playwright.sync_api import expect


def test_a_correction_half_typed_survives_a_reload(travel) -> None:
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/van-ban/1/?loai=target")
    page.locator("[data-act=correct]").first.click()
    page.locator("textarea[name$=indicator]").fill("đang gõ dở")
    page.reload()
    field = page.locator("textarea[name$=indicator]")
    expect(page.get_by_text("Đã lấy lại những gì đang gõ dở")).to_be_visible()
    expect(field).to_have_value("đang gõ dở")
    page.locator("form.inline-form [data-cancel]").click()
    page.reload()
    page.wait_for_load_state("networkidle")  # nothing asks for a form by itself any more
    expect(page.locator("form.inline-form")).to_have_count(0)
    page.locator("[data-act=correct]").first.click()
    expect(field).to_be_visible()
    expect(field).not_to_have_value("đang gõ dở")


def test_an_entry_of_a_programme_half_typed_survives_a_reload_and_the_next_one_is_blank(travel) -> None:
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/chuong-trinh/moi/")
    page.fill("[name=title]", "Giai đoạn 2026 - 2028")
    page.fill("[name=from_year]", "2026")
    page.fill("[name=to_year]", "2028")
    journey.follow(page.locator("main button.primary"))
    journey.follow(page.locator(".add-line a"))
    page.fill("[name=indicator]", "hộ gia đình ký cam kết")
    page.fill("[name=milestones]", "2026: 70\n2027: 75")
    page.reload()
    expect(page.locator("[name=milestones]")).to_have_value("2026: 70\n2027: 75")
    page.select_option("[name=comparator]", "ge")
    page.fill("[name=value]", "82,5")
    page.fill("[name=unit]", "%")
    page.fill("[name=deadline]", "năm 2028")
    journey.look()
    journey.follow(page.locator("[name=them-nua]"))
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator("[name=indicator]")).to_have_value("")
    page.goto(page.url.split("/muc/")[0] + "/lich/?thang=2027-12")
    assert "ít nhất 75%" in page.locator("table.calendar").inner_text()
