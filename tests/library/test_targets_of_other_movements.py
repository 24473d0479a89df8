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
    ("- Giáo viên dạy giỏi cấp huyện: 6 đ/c; 02 giải Nhất.", [("eq", 6), ("eq", 2)]),
    ("- Giảm số đám cưới mời quá 200 khách.", []),
    ("- 6/6 ấp có tổ công nghệ, mỗi tổ 5-7 thành viên.", []),
    ("- Mỗi tổ phải có từ 5-7 thành viên.", [("ge", 5)]),
    ("- Trồng mới 210 ha rừng tập trung, 30.000 cây phân tán.", [("eq", 210), ("eq", 30000)]),
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


PLEDGE = """PHÒNG GD&ĐT HUYỆN PHÚ LỘC
TRƯỜNG MẦM NON HOA SEN
Phú Lộc, ngày 25 tháng 9 năm 2023

BẢN ĐĂNG KÝ GIAO ƯỚC THI ĐUA
Năm học 2023 - 2024

1. Huy động trẻ: nhà trẻ 45%, mẫu giáo 97%.
2. Có 06 đồ chơi tự làm đạt giải cấp huyện.
"""


def test_what_units_pledge_is_asked_of_them() -> None:
    plan = read_text(PLEDGE)
    assert [(t.value, t.unit) for t in plan.targets] == [(45, "%"), (97, "%"), (6, "count")]
    assert plan.document is not None and (plan.document.issuer or "").casefold() == "trường mầm non hoa sen"


def test_the_number_of_a_body_whose_initials_nobody_listed() -> None:
    text = (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH LAM GIANG\nCÔNG ĐOÀN NGÀNH Y TẾ\nSố: 31/CĐYT\nV/v phát động thi đua cuối năm 2023\n\n"
        "Lam Giang, ngày 20 tháng 9 năm 2023\n\nKính gửi: Công đoàn cơ sở\n\nĐề nghị vận động 100% đoàn viên tham gia."
    )
    document = read_text(text).document
    assert document is not None
    assert (document.type, document.number, document.symbol) == ("Công văn", "31", "CĐYT")
    assert document.title == "phát động thi đua cuối năm 2023"
