"""Numbers that a scan tore apart, days that stand the wrong way round, one paper with two days: read, and doubted."""

import pytest

from thidua.reading import read_text

HEAD = "II. CHỈ TIÊU THI ĐUA\n"

TORN = [
    ("Tỷ lệ hộ dùng nước sạch đạt 9\n6,5%.", 96.5, "9 6,5%", "96,5%"),
    ("Từ 8 7,5% trẻ em được tiêm chủng.", 87.5, "8 7,5%", "87,5%"),
    ("Phấn đấu 10 0% cơ quan ký cam kết.", 100, "10 0%", "100%"),
    ("Trên 1 00% kế hoạch trồng rừng.", 100, "1 00%", "100%"),
    ("Cải tạo ít nhất 1.2 50 điểm tiềm ẩn tai nạn.", 1250, "1.2 50", "1.250"),
    ("Trồng mới tối thiểu 12 .500 cây xanh.", 12500, "12 .500", "12.500"),
    ("Xây dựng ít nhất 0 5 mô hình tự quản.", 5, "0 5", "05"),
    ("Kéo giảm tối thiểu 0 3 vụ cháy so với năm 2023.", 3, "0 3", "03"),
]


@pytest.mark.parametrize(("line", "value", "printed", "meant"), TORN, ids=[printed for _, _, printed, _ in TORN])
def test_a_torn_number_is_read_and_doubted(line: str, value: float, printed: str, meant: str) -> None:
    plan = read_text(HEAD + line)
    assert [target.value for target in plan.targets] == [value]
    (doubt,) = plan.doubts
    assert (doubt.code, " ".join(doubt.found.split()), doubt.suggests) == ("broken-number", printed, meant)


@pytest.mark.parametrize("line", ["Giai đoạn 2 có 6,5% hộ.", "100 % xã, 100% thôn.", "Tăng 5% ở 3 xã, 0 vụ cháy."])
def test_numbers_side_by_side_are_not_doubted(line: str) -> None:
    assert not [doubt for doubt in read_text(HEAD + line).doubts if doubt.code == "broken-number"]


@pytest.mark.parametrize(
    "line",
    [
        "Ngày Toàn dân phòng cháy và chữa cháy (10/4).",
        "Hưởng ứng Ngày toàn dân phòng cháy và chữa cháy, ngày 10/4.",
        "Tổ chức ngày 10/4 - Ngày toàn dân PCCC.",
        "Mít tinh ngày 10 tháng 4, Ngày Toàn dân phòng cháy, chữa cháy.",
    ],
)
def test_a_feast_with_day_and_month_swapped(line: str) -> None:
    plan = read_text(HEAD + line)
    assert [(d.date, d.kind) for d in plan.dates] == [("--10-04", "commemoration")]
    assert [(d.code, d.suggests) for d in plan.doubts] == [("swapped-day-month", "4/10")]


def test_a_day_that_only_stands_near_the_name_is_left_alone() -> None:
    plan = read_text(HEAD + "Về phòng cháy, chữa cháy: gửi báo cáo trước ngày 10/4, họp ngày 19/8.")
    assert [d.date for d in plan.dates] == ["--04-10", "--08-19"] and not plan.doubts


def test_a_paper_that_gives_itself_two_days() -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nSố: 45/KH-UBND\nPhú Thọ, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nThi đua\n"
    other = read_text(head + "Biểu kèm theo Kế hoạch số 45/KH-UBND ngày 21/3/2024 của UBND tỉnh.")
    same = read_text(head + "Biểu kèm theo Kế hoạch số 45/KH-UBND ngày 12/3/2024 của UBND tỉnh.")
    assert [(d.code, d.found) for d in other.doubts] == [("date-conflict", "ngày 21/3/2024")]
    assert not other.citations and not same.doubts


MISPRINTED = [
    ("Gửi báo cáo trước ngày 3O/6/2024.", "3O/6/2024", "30/6/2024", "2024-06-30"),
    ("Họp ngày 15/O3/2024.", "15/O3/2024", "15/03/2024", "2024-03-15"),
    ("Xong trước ngày l5/3/2O24.", "l5/3/2O24", "15/3/2024", "2024-03-15"),
]


@pytest.mark.parametrize(("line", "printed", "meant", "day"), MISPRINTED)
def test_letters_in_a_day_are_read_as_digits_and_doubted(line: str, printed: str, meant: str, day: str) -> None:
    plan = read_text("II. THỜI GIAN\n" + line)
    assert [d.date for d in plan.dates] == [day]
    assert [(d.code, d.found, d.suggests) for d in plan.doubts] == [("broken-number", printed, meant)]


@pytest.mark.parametrize(
    ("line", "value", "printed"),
    [
        ("Phấn đấu lOO% xã ký cam kết.", 100, "lOO%"),
        ("Trên 8S% hộ tham gia.", 85, "8S%"),
        ("Xây dựng ít nhất l5 mô hình.", 15, "l5"),
        ("Trồng mới l.200 cây xanh.", 1200, "l.200"),
        ("Từ 95 ,5% học sinh biết bơi.", 95.5, "95 ,5%"),
    ],
)
def test_letters_in_a_number_are_read_as_digits_and_doubted(line: str, value: float, printed: str) -> None:
    text = HEAD + line
    plan = read_text(text)
    assert [target.value for target in plan.targets] == [value]
    assert [(d.code, text[slice(*d.span)]) for d in plan.doubts] == [("broken-number", printed)]


@pytest.mark.parametrize(
    ("day", "meant"), [("153/2024", "15/3/2024"), ("15/32024", "15/3/2024"), ("15/3/20245", None), ("111/2024", None)]
)
def test_a_day_without_its_stroke_is_doubted(day: str, meant: str | None) -> None:
    doubts = read_text(f"II. THỜI GIAN\nGửi trước ngày {day}.").doubts
    assert [(d.code, d.found, d.suggests) for d in doubts] == [("broken-number", f"ngày {day}", meant)]


@pytest.mark.parametrize("words", ["Nghị quyết 153/2024 của tỉnh", "10l xăng, xã Ia O, lò gạch", "ISO 9001, QCVN 06"])
def test_numbers_of_papers_and_words_are_no_misprints(words: str) -> None:
    assert not [d for d in read_text(HEAD + words).doubts if d.code == "broken-number"]


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Hầu hết khu dân cư đạt chuẩn an toàn.", "khu dân cư"),
        ("Đa số cơ quan, doanh nghiệp đạt chuẩn.", "cơ quan, doanh nghiệp"),
        ("Phấn đấu trên …% hộ dân tham gia.", "hộ dân tham gia"),
        ("Tối thiểu ....% xã có mô hình.", "xã có mô hình"),
    ],
)
def test_a_share_that_is_not_told(line: str, subject: str) -> None:
    plan = read_text(HEAD + line)
    assert [(t.value, t.subject) for t in plan.targets] == [(None, subject)]
    assert [d.code for d in plan.doubts] == ["target-without-number"]
