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
        "Vì vậy năm 2026 tỉnh quyết tâm đạt tăng trưởng kinh tế trên 9%; hội phấn đấu nâng cao năng lực cho 1.200 "
        "phụ nữ làm chủ doanh nghiệp.",
        [("gt", 9, "tăng trưởng kinh tế"), ("eq", 1200, "phụ nữ")],
    ),
]


@pytest.mark.parametrize(("page", "targets"), PAGES)
def test_what_a_page_tells_of_targets(page: str, targets: Told) -> None:
    assert [(t.comparator, t.value, t.subject) for t in read_text(page).targets] == targets
