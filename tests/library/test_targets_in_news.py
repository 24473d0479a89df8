"""What a page of a newspaper or a portal tells of targets. Sentences are the project's own."""

import pytest

from thidua.reading import read_text

Told = list[tuple[str, float, str | None]]

PAGES: list[tuple[str, Told]] = [
    (
        "UBND tỉnh vừa ban hành kế hoạch về trẻ em.\n\nVề kỹ năng: Có 85% trẻ em được học kỹ năng thoát hiểm vào năm "
        "2026 và 95% vào năm 2030; 55% trường mầm non có góc an toàn vào năm 2026 và 70% vào năm 2030.\n\nAN KHÊ",
        [("eq", 85, "trẻ em"), ("eq", 95, "trẻ em"), ("eq", 55, "trường mầm non"), ("eq", 70, "trường mầm non")],
    ),
    (
        "Đến nay có 85% hộ dùng nước sạch.\n\nTrung tâm cho biết, có 62% hộ ở Phước Hải dùng nước sạch.",
        [],
    ),
    (
        "Đảng bộ huyện phấn đấu tỷ lệ đảng viên mới đạt từ 4% trở lên; 100% chi bộ có nguồn kết nạp được đảng viên.",
        [("ge", 4, "tỷ lệ đảng viên mới"), ("eq", 100, "chi bộ")],
    ),
    ("Huyện phấn đấu thu đủ quỹ, nhưng mới đạt 62% số hộ.", []),
    (
        "UBND huyện đặt mục tiêu 50% cán bộ cấp xã đạt danh hiệu “Công dân học tập” vào năm 2026 và tiến tới là 75% "
        "vào năm 2030.",
        [("eq", 50, "cán bộ cấp xã"), ("eq", 75, "cán bộ cấp xã")],
    ),
    (
        "HĐND tỉnh vừa thông qua 9 chỉ tiêu năm 2026. Cụ thể:\n\n- Hộ gia đình dùng điện lưới quốc gia: 98,5%\n\n"
        "3 chỉ tiêu xã hội gồm:\n\n- Tỷ lệ trường học đạt chuẩn quốc gia: 71%",
        [("eq", 98.5, "Hộ gia đình dùng điện lưới quốc gia"), ("eq", 71, "Tỷ lệ trường học đạt chuẩn quốc gia")],
    ),
    (
        "UBND tỉnh đề ra mục tiêu năm 2026. Một số chỉ tiêu thấp hơn năm 2025, như trồng rừng mới từ 2.900 ha trở lên.",
        [("ge", 2900, "trồng rừng mới")],
    ),
    (
        "Đến năm 2030, 95% hộ được phổ biến kỹ năng thoát hiểm\n\n10:05, 12/03/2024\nSở vừa xây dựng kế hoạch. "
        "Phấn đấu đến năm 2025 có trên 80% và đến năm 2030 có trên 90% số trường có phòng tư vấn.",
        [("eq", 95, "hộ"), ("gt", 80, "trường"), ("gt", 90, "trường")],
    ),
    (
        "Theo Quyết định số 88/QĐ-UBND của Chủ tịch UBND tỉnh phê duyệt ngày 12-4-2024, đến năm 2030, 70% dân số phải "
        "được dùng nước máy.",
        [("eq", 70, "dân số")],
    ),
    (
        "Theo đó, phấn đấu: 75% người dùng thư viện (đối với học sinh là 88%) có kỹ năng tra cứu.",
        [("eq", 75, "người dùng thư viện"), ("eq", 88, "học sinh")],
    ),
    (
        "Đến cuối năm 2026 thành phố đặt mục tiêu tăng số lượng điểm phát wifi lên 6.200 điểm.",
        [("eq", 6200, "số lượng điểm phát wifi")],
    ),
    (
        "date 2025-04 Lam Giang: Giảm tỷ lệ trẻ em bỏ học xuống dưới 0,8%\n\nCùng với đó, giảm tỷ lệ trẻ em tảo hôn "
        "so với năm 2024 và 100% trẻ em mồ côi được trợ giúp.",
        [("lt", 0.8, "tỷ lệ trẻ em bỏ học"), ("eq", 100, "trẻ em mồ côi")],
    ),
    (
        "Theo tổng hợp của Hội đồng, toàn tỉnh có thêm 41 sản phẩm đạt 3 sao. Lũy kế đến hết năm 2025, toàn tỉnh có "
        "512 sản phẩm đạt từ 3 sao trở lên.",
        [],
    ),
    ("Mục tiêu của giai đoạn 2022 - 2025 quản lý 70% số hộ nuôi chó.", [("eq", 70, "hộ nuôi chó")]),
    (
        "Kế hoạch đề ra các mục tiêu cụ thể đến năm 2027. Đó là về tiếp cận: 100% thư viện huyện, 75% thư viện xã có "
        "mạng internet.",
        [("eq", 100, "thư viện huyện"), ("eq", 75, "thư viện xã")],
    ),
    (
        "Đến năm 2027: Giúp nhiều dự án khởi nghiệp, thêm nhiều vườn ươm\nUBND tỉnh vừa có quyết định về "
        "khởi nghiệp. Theo "
        "đó, đến năm 2027 có 100% sở được tập huấn; hỗ trợ 15 dự án khởi nghiệp; thành lập 2 vườn ươm.",
        [("eq", 100, "sở"), ("eq", 15, "dự án khởi nghiệp"), ("eq", 2, "vườn ươm")],
    ),
    (
        "Phấn đấu trên 60% thôn cam kết không có người sinh con thứ 3 trở lên.",
        [("gt", 60, "thôn")],
    ),
    (
        "Cụ thể, mục tiêu đến năm 2030 dạy nghề bình quân mỗi năm cho 26.000 người.\n\nKhoảng 40% học sinh nghèo "
        "được nhận học bổng.\n\nTỷ lệ lao động có kỹ năng số đạt 80%.\n\n"
        "Tỉnh có 7% lao động chưa có việc.\n\n“Chúng tôi "
        "đã lo 60% việc ấy”, ông nói.",
        [("eq", 26000, "người"), ("eq", 40, "học sinh nghèo"), ("eq", 80, "Tỷ lệ lao động")],
    ),
    (
        "Kế hoạch đặt mục tiêu: tỷ lệ lao động qua đào tạo đạt 66%, trong đó có chứng chỉ đạt 31%; số người dùng thuốc "
        "mới đạt 4.300 người.",
        [
            ("eq", 66, "tỷ lệ lao động qua đào tạo"),
            ("eq", 31, "tỷ lệ lao động qua đào tạo"),
            ("eq", 4300, "số người dùng thuốc mới"),
        ],
    ),
    (
        "Kế hoạch nhằm đạt mục tiêu 90 - 90 - 90 (90% người nhiễm biết tình trạng; 85% người nhiễm được điều trị).",
        [("eq", 90, "người nhiễm"), ("eq", 85, "người nhiễm")],
    ),
    (
        "Đại hội thông qua 6 chỉ tiêu lớn, như: 80% phụ nữ được tuyên truyền; 60.000 chủ hộ nghèo được hỗ trợ vay vốn; "
        "giới thiệu việc làm cho 12.000 chị em.",
        [("eq", 80, "phụ nữ"), ("eq", 60000, "chủ hộ nghèo"), ("eq", 12000, "chị em")],
    ),
    (
        "Nhiệm kỳ vừa qua, Hội đã giúp được 70 hộ; mở 20 lớp chuyển giao kỹ thuật cho trên 2 nghìn lượt hội viên; 90% "
        "chi hội đạt loại khá.",
        [],
    ),
    (
        "Thủ tướng vừa có chỉ thị: cả nước phải phấn đấu hằng năm tiết kiệm tối thiểu được 2% tổng điện năng tiêu thụ.",
        [("ge", 2, "tổng điện năng tiêu thụ")],
    ),
    (
        "UBND tỉnh đặt mục tiêu 90% hộ có nước sạch.\n\nLĩnh vực kinh doanh: 70% cửa hàng được kiểm tra.\n\n"
        "Ảnh minh họa: 60% hộ ở bản.",
        [("eq", 90, "hộ"), ("eq", 70, "cửa hàng")],
    ),
    (
        "Vì vậy năm 2026 tỉnh quyết tâm đạt tăng trưởng kinh tế trên 9%; hội phấn đấu nâng cao năng lực cho 1.200 "
        "phụ nữ làm chủ doanh nghiệp.",
        [("gt", 9, "tăng trưởng kinh tế"), ("eq", 1200, "phụ nữ")],
    ),
]


@pytest.mark.parametrize(("page", "targets"), PAGES)
def test_what_a_page_tells_of_targets(page: str, targets: Told) -> None:
    assert [(t.comparator, t.value, t.subject) for t in read_text(page).targets] == targets
