"""Whose plan a page tells of, and who issued a cited paper. Sentences are the project's own."""

import pytest

from thidua.citations import cite
from thidua.reading import read_text

PAGES = [
    (
        "UBND tỉnh mới ra Kế hoạch phòng, chống đuối nước giai đoạn 2024-2028, đặt mục tiêu 90% trẻ em biết bơi.",
        "UBND tỉnh",
    ),
    (
        "HĐND tỉnh tại Kỳ họp thứ 9 vừa thông qua 20 chỉ tiêu của năm 2025. Trong đó:\n- Tỷ lệ che phủ rừng: 54%",
        "HĐND tỉnh",
    ),
    (
        "(BLG) - Ban Chấp hành Đảng bộ tỉnh quyết nghị năm 2025 có 12 mục tiêu chủ yếu, thu ngân sách tăng 8%.",
        "Ban Chấp hành Đảng bộ tỉnh",
    ),
    (
        "Năm tới kết nạp nhiều đảng viên trẻ\nĐảng bộ huyện phấn đấu năm 2025 kết nạp đảng viên mới đạt từ 4% trở lên.",
        "Đảng bộ huyện",
    ),
    (
        "Sáng 5/1, Ủy ban An toàn giao thông Quốc gia ra quân năm 2025. UBND tỉnh ban hành kế hoạch giảm 5% số vụ.",
        "UBND tỉnh",
    ),
]


@pytest.mark.parametrize(("page", "issuer"), PAGES)
def test_whose_plan_a_page_tells_of(page: str, issuer: str) -> None:
    document = read_text(page).document
    assert document is not None
    assert (document.kind, document.issuer) == ("article", issuer)


CITED = [
    ("Bằng Chỉ thị số 12/CT-UBND ngày 09/01/2025, Chủ tịch UBND tỉnh phát động đợt thi đua.", "Chủ tịch UBND tỉnh"),
    (
        "Ban Chỉ đạo “Xây dựng gia đình văn hóa” huyện mới ra Kế hoạch số 31/KH-BCĐ về công tác năm 2025.",
        "Ban Chỉ đạo “Xây dựng gia đình văn hóa” huyện",
    ),
    ("Căn cứ Nghị quyết số 29, khóa XI của BCH TW Đảng về đổi mới giáo dục.", "BCH TW Đảng"),
    (
        "Thực hiện Hướng dẫn số 21/HD-CĐN ngày 04/9/2024 của Công đoàn Giáo dục Đại Từ về công tác nữ công.",
        "Công đoàn Giáo dục Đại Từ",
    ),
    (
        "Theo Kế hoạch số 18/KH-THCS ngày 05/10/2024 của Trường THCS Nguyễn Du về y tế học đường.",
        "Trường THCS Nguyễn Du",
    ),
    ("Căn cứ Công văn số 44/CV-HĐ ngày 02/02/2025 của Huyện đoàn Yên Thế về Tháng Thanh niên.", "Huyện đoàn Yên Thế"),
]


@pytest.mark.parametrize(("sentence", "issuer"), CITED)
def test_who_issued_a_cited_paper(sentence: str, issuer: str) -> None:
    assert cite(sentence).citations[0].issuer == issuer
