"""What was typed into an entry is there again after the page was lost, and gone once it was sent or given up."""


def test_a_correction_half_typed_survives_a_reload(travel) -> None:
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/van-ban/1/?loai=target")
    page.locator("[data-act=correct]").first.click()
    page.locator("textarea[name$=indicator]").wait_for()
    page.wait_for_load_state("networkidle")  # a person types after the form has come, a script may be faster
    page.locator("textarea[name$=indicator]").fill("đang gõ dở")
    page.reload()
    field = page.locator("textarea[name$=indicator]")
    page.get_by_text("Đã lấy lại những gì đang gõ dở").wait_for()
    assert field.input_value() == "đang gõ dở"
    page.locator("form.inline-form [data-cancel]").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not page.locator("form.inline-form").count()
    page.locator("[data-act=correct]").first.click()
    field.wait_for()
    assert field.input_value() != "đang gõ dở"


def test_an_entry_of_a_programme_half_typed_survives_a_reload_and_the_next_one_is_blank(travel) -> None:
    journey = travel()
    journey.sign_in()
    page = journey.page
    page.goto(f"{journey.site}/chuong-trinh/moi/")
    page.fill("[name=title]", "Giai đoạn 2026 - 2028")
    page.fill("[name=from_year]", "2026")
    page.fill("[name=to_year]", "2028")
    page.locator("main button.primary").click()
    page.locator(".add-line a").click()
    page.fill("[name=indicator]", "hộ gia đình ký cam kết")
    page.fill("[name=milestones]", "2026: 70\n2027: 75")
    page.reload()
    assert page.input_value("[name=milestones]") == "2026: 70\n2027: 75"
    page.select_option("[name=comparator]", "ge")
    page.fill("[name=value]", "82,5")
    page.fill("[name=unit]", "%")
    page.fill("[name=deadline]", "năm 2028")
    journey.look()
    page.locator("[name=them-nua]").click()
    page.get_by_role("status").first.wait_for()
    assert page.input_value("[name=indicator]") == ""
    page.goto(page.url.split("/muc/")[0] + "/lich/?thang=2027-12")
    assert "ít nhất 75%" in page.locator("table.calendar").inner_text()
