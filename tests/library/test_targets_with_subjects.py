"""Targets whole: comparator, value, unit and whose they are; and figures that are told beside them only."""

import pytest

from thidua.reading import read_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HẬU GIANG
Số: 12/KH-UBND
Hậu Giang, ngày 12 tháng 10 năm 2024

KẾ HOẠCH
Thực hiện phong trào thi đua

I. CHỈ TIÊU
"""
Told = list[tuple[str, float | None, str, str]]


def read(sentence: str) -> Told:
    return [(t.comparator, t.value, t.unit, (t.subject or "").lower()) for t in read_text(HEAD + sentence).targets]


ASKED = [
    ("Hai là, hạ số hội viên nghèo xuống 1,5%.", ("eq", 1.5, "%", "số hội viên nghèo")),
    ("Khống chế tỷ số giới tính khi sinh dưới 112 bé trai/100 bé gái.", ("lt", 112, "bé trai/100 bé gái", "giới tính")),
    ("Tuổi thọ trung bình của người dân đạt 74 tuổi.", ("eq", 74, "tuổi", "tuổi thọ")),
    ("Tuyển đủ 100% chỉ tiêu giao quân, đúng luật.", ("eq", 100, "%", "chỉ tiêu giao quân")),
    ("Số vụ vi phạm tái diễn không vượt quá 4% tổng số vụ bị xử lý.", ("le", 4, "%", "số vụ vi phạm")),
    ("Kết quả rèn luyện: Tốt, Khá từ 96% trở lên.", ("ge", 96, "%", "tốt, khá")),
    ("Có tối thiểu 7 xã xếp loại xuất sắc.", ("ge", 7, "count", "xã")),
    ("Các huyện, thị xã tiếp tục kéo giảm ít nhất 6% số vụ.", ("decrease_ge", 6, "%", "vụ")),
    ("Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra 100% cơ sở lưu trú.", ("eq", 100, "%", "cơ sở lưu trú")),
    ("Số chốt dân phòng đến cuối năm phải đạt 64.", ("eq", 64, "count", "số chốt dân phòng")),
    ("Số vụ cháy lán trại không vượt quá 7.", ("le", 7, "count", "số vụ cháy")),
    ("60% ấp, khóm, khu phố sẽ sở hữu một nhà sinh hoạt.", ("eq", 60, "%", "ấp, khóm, khu phố")),
    ("3.500 căn nhà của hộ cận nghèo ở vùng ven biển đạt tiêu chí ba cứng.", ("eq", 3500, "count", "căn nhà")),
    ("Thu phí vệ sinh vượt dự toán giao ít nhất 4%.", ("ge", 4, "%", "thu phí vệ sinh")),
    ("Mỗi thôn đạt thêm ít nhất 03 tiêu chí.", ("ge", 3, "count", "tiêu chí")),
    ("Tối thiểu mỗi học kỳ 03 buổi ngoại khóa.", ("ge", 3, "count", "buổi ngoại khóa")),
    ("Mỗi ấp làm được ít nhất 250 m đường hoa.", ("ge", 250, "m", "đường hoa")),
    ("Vận động ít nhất 65% số hộ làm nghề mộc tham gia mô hình.", ("ge", 65, "%", "hộ làm nghề mộc")),
    ("Tỷ lệ khu phố đạt chuẩn đến cuối nhiệm kỳ (2025) đạt tối thiểu 91%.", ("ge", 91, "%", "tỷ lệ khu phố")),
]


@pytest.mark.parametrize(("sentence", "target"), ASKED, ids=[s[:30] for s, _ in ASKED])
def test_what_is_asked_for(sentence: str, target: tuple[str, float, str, str]) -> None:
    ((comparator, value, unit, subject),) = read(sentence)
    assert (comparator, value, unit) == target[:3] and target[3] in subject
    assert not subject.startswith(("hai", "huyện", "tiếp tục", "khống chế", "đến cuối"))


TOLD = [
    "Năm rồi, hồ sơ trực tuyến đạt 57,6%.",
    "Sau 02 năm thực hiện Kế hoạch số 17-KH/TU ngày 2/9/2022 của Tỉnh ủy, phong trào chuyển biến rõ: tỷ lệ phá án 88%.",
    "Năm học 2023-2024: tốt nghiệp 99,1%, học sinh giỏi 38 em.",
    "Tỉnh đặt mục tiêu có tên trong 15 tỉnh dẫn đầu cả nước.",
    "Người từ 18 tuổi trở lên được tham gia.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_what_is_only_told(sentence: str) -> None:
    assert read(sentence) == []


def test_what_a_figure_stood_at_is_no_target_beside_it() -> None:
    assert [value for _, value, _, _ in read("- 88% người sau cai có việc làm - cao hơn mức 70% hiện tại.")] == [88]
    assert [value for _, value, _, _ in read("- Tỷ lệ ấp đạt chuẩn từ 82% trở lên, cao hơn năm 2023 ít nhất 2%.")] == [
        82
    ]


def test_columns_of_what_was_done_and_of_what_is_given() -> None:
    table = """TT | Nội dung | Năm 2023 (thực hiện) | Năm 2024 (giao)
1 | Tổ công nhân đạt chuẩn an toàn | 81,2% | ≥ 90%
2 | Số vụ mất tài sản | 6 vụ | Giảm ít nhất 5% so với 2023
"""
    assert [told[:3] for told in read(table)] == [("ge", 90, "%"), ("decrease_ge", 5, "%")]
    assert [target.baseline for target in read_text(HEAD + table).targets] == [None, "2023"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Nhân rộng các mô hình, tiêu biểu là “Tổ liên gia, tổ tự quản”, “4 không”.",
            ["Tổ liên gia, tổ tự quản", "4 không"],
        ),
        ("Ra quân ra mắt “Tổ liên gia tự cứu hỏa”.", ["Tổ liên gia tự cứu hỏa"]),
        ("Mỗi thôn duy trì không dưới 02 “Điểm chữa cháy cộng đồng”.", ["Điểm chữa cháy cộng đồng"]),
    ],
)
def test_initiatives_named_behind_a_clause(sentence: str, names: list[str]) -> None:
    assert [initiative.name for initiative in read_text(HEAD + sentence).initiatives] == names


def test_a_task_that_opens_with_its_last_day_is_its_body_s() -> None:
    task = "3. Chậm nhất 20/11/2024, Công an phường tham mưu kế hoạch kiểm tra các cơ sở trên địa bàn."
    (told,) = read_text(HEAD.replace("I. CHỈ TIÊU", "II. TỔ CHỨC THỰC HIỆN") + task).tasks
    assert told.lead == ("Công an phường",) and told.deadline == "2024-11-20"
