"""Targets as schools, unions and districts set them, and what only looks like one. Sentences are the project's own."""

import pytest

from thidua.reading import read_text

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN AN SƠN
Số: 88/KH-UBND
An Sơn, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Phong trào thi đua năm 2024

I. CHỈ TIÊU
{body}
"""
Told = list[tuple[str, float]]

ASKED: list[tuple[str, Told]] = [
    ("- Kết quả học tập: Tốt ≥ 25%; Khá ≥ 50%.", [("ge", 25), ("ge", 50)]),
    ("- Kết quả rèn luyện: Tốt 88%.", [("eq", 88)]),
    ("- Tình hình năm 2023: 12% học sinh bỏ học.", []),
    ("- Giải thể thao cấp tỉnh: 30 huy chương trở lên.", [("ge", 30)]),
    ("- Chi đoàn thực hiện 02 công trình thanh niên.", [("eq", 2)]),
    ("- Tư vấn hướng nghiệp cho 2.050 lượt học sinh.", [("eq", 2050)]),
    ("- Đỡ đầu từ 100 trẻ khuyết tật trở lên.", [("ge", 100)]),
    ("- Cấp 100 trẻ dưới 1 tuổi.", []),
    ("- Tỷ lệ hộ có nhà tiêu hợp vệ sinh đạt 93, 5%.", [("eq", 93.5)]),
    ("- Khối lớp 12, 5% học sinh được tuyển thẳng.", [("eq", 5)]),
    (
        "- Hỗ trợ xây mới 300 căn nhà (năm 2024: 120 căn; năm 2025: 180 căn).",
        [("eq", 300), ("eq", 120), ("eq", 180)],
    ),
    ("- Hỗ trợ xây mới 300 căn nhà (năm 2022: 120 căn).", [("eq", 300)]),
    ("- Số vụ gian lận bị phát hiện tăng ít nhất 03 vụ.", [("increase_ge", 3)]),
    ("- Thôn có từ 400 hộ đến dưới 600 hộ bố trí 02 phó trưởng thôn.", [("eq", 2)]),
    ("- Mỗi chung cư trên 12 căn hộ có 01 đội chữa cháy.", [("eq", 1)]),
    ("- 100% xã có tổ liên gia, biên chế không dưới 05 người/tổ.", [("eq", 100)]),
    ("- Tuần tra ít nhất 4 tối/tuần.", []),
    ("- Mỗi đợt thi đua gắn với một mốc son.", []),
]


@pytest.mark.parametrize(("body", "told"), ASKED, ids=[body for body, _ in ASKED])
def test_items_below_a_heading_of_targets(body: str, told: Told) -> None:
    targets = read_text(PLAN.format(body=body)).targets
    assert [(t.comparator, t.value) for t in targets] == told


def test_a_heading_that_ends_with_a_year_and_the_first_item_below_it() -> None:
    targets = read_text(
        PLAN.format(body="1. Đến năm 2028\n- 70% gia đình đạt chuẩn.\n- 60% dòng họ đạt chuẩn.")
    ).targets
    assert [(t.value, t.value_max, t.subject, t.deadline) for t in targets] == [
        (70, None, "gia đình", "2028"), (60, None, "dòng họ", "2028"),
    ]  # fmt: skip


def test_what_is_cut_behind_a_share_that_must_rise_is_its_own() -> None:
    (target,) = read_text(
        PLAN.format(body="- Nâng cao tỷ lệ khám phá án, phấn đấu kéo giảm 4% tội phạm trộm cắp.")
    ).targets
    assert (target.comparator, target.subject) == ("decrease_ge", "tội phạm trộm cắp")


PAGE = (
    "UBND tỉnh Lam Giang vừa có Kế hoạch số 91/KH-UBND về giáo dục năm 2024.\n\n{body}\n\nTin khác\n\n"
    "- Phú Lộc: 95% thanh niên đạt sức khỏe loại một trong đợt khám vừa rồi của huyện"
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Tỷ lệ trẻ 6 tuổi vào lớp 1 đạt 99,8%. Có 72% trường đạt chuẩn quốc gia.", [("eq", 99.8), ("eq", 72)]),
        ("Toàn tỉnh có 72% trường đạt chuẩn quốc gia.", []),
        ("Đến nay, tỷ lệ trẻ 6 tuổi vào lớp 1 đạt 99,8%.", []),
        ("Tỷ lệ giáo viên đạt chuẩn theo Luật Giáo dục 2019 là 98%.", [("eq", 98)]),
        (
            "Hiện nay, tỷ lệ học sinh bỏ học là 1,4%, mục tiêu đến cuối năm học 2024 - 2025 kéo xuống còn dưới 1%.",
            [("lt", 1)],
        ),
    ],
)
def test_a_page_that_tells_of_a_numbered_plan(body: str, told: Told) -> None:
    targets = read_text(PAGE.format(body=body)).targets
    assert [(t.comparator, t.value) for t in targets] == told
    assert all((t.subject or "").casefold().startswith(("tỷ lệ", "trường")) for t in targets)


def test_the_youth_union_beside_its_body_is_no_issuer() -> None:
    text = "TỈNH ĐOÀN LAM GIANG\nBCH HUYỆN ĐOÀN PHÚ LỘC\n***\nSố: 8-KH/ĐTN\n\nĐOÀN TNCS HỒ CHÍ MINH\n" + (
        "Phú Lộc, ngày 20 tháng 02 năm 2024\n\nKẾ HOẠCH\nTháng Thanh niên năm 2024\n\nI. MỤC ĐÍCH\nĐẩy mạnh phong trào."
    )
    document = read_text(text).document
    assert document is not None and document.issuer == "BCH Huyện đoàn Phú Lộc"


def test_a_number_of_a_ministry_with_a_misread_letter_and_one_of_a_city_committee() -> None:
    text = "Căn cứ Kế hoạch số 12/KH-8CA ngày 05/3/2024 của Bộ Công an; Nghị quyết số 7-NQ/ThU của Thành ủy."
    plan = read_text(PLAN.format(body="- Giảm 5% số vụ.").replace("I. CHỈ", f"{text}\nI. CHỈ"))
    assert [(c.number, c.symbol) for c in plan.citations] == [("12", "KH-BCA"), ("7", "NQ/ThU")]
    assert any("8CA" in doubt.found for doubt in plan.doubts)
