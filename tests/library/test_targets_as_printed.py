"""Targets in the turns of phrase that plans and pages really use, and figures beside them that ask for nothing."""

import pytest

from thidua.reading import read_text

HEAD = (
    "UBND TỈNH LAM GIANG\nSố: 31/KH-UBND\nLam Giang, ngày 08 tháng 3 năm 2024\n"
    "KẾ HOẠCH\nThi đua năm 2024\nI. MỤC TIÊU\n"
)
PAGE = "Công an tỉnh vừa ban hành Kế hoạch số 40/KH-CAT ngày 02/3/2024 về phong trào thi đua năm 2024.\n\n"
Told = list[tuple[str | None, float | None, str | None, str]]


def read(text: str) -> Told:
    return [(t.comparator, t.value, t.unit, (t.subject or "").lower()) for t in read_text(text).targets]


IN_A_PLAN = [
    ("Giảm thiểu 25% túi ni lông dùng một lần.", [("decrease_ge", 25, "%", "túi ni lông")]),
    ("Tỷ suất trẻ đuối nước giảm xuống còn 9/100.000 trẻ em năm 2025 và 7/100.000 trẻ em vào năm 2030.",
     [("eq", 9, "/100.000 trẻ em", "tỷ suất trẻ"), ("eq", 7, "/100.000 trẻ em", "tỷ suất trẻ")]),
    ("2.500 căn hộ đạt tiêu chí an toàn vào năm 2025 và 4.000 vào năm 2027.",
     [("eq", 2500, "count", "căn hộ"), ("eq", 4000, "count", "căn hộ")]),
    ("Bình quân mỗi huyện đạt 16 tiêu chí/xã.", [("eq", 16, "count", "tiêu chí")]),
    ("Giảm số đơn thư tồn, trong đó giải quyết ít nhất 80% số đơn thư kéo dài.", [("ge", 80, "%", "đơn thư")]),
    ("Án nghiêm trọng đạt 96% trở lên trong tổng số án khởi tố.", [("ge", 96, "%", "án nghiêm trọng")]),
    ("Khống chế tỷ lệ hộ nghèo dưới 4% (đồng bằng), 9% (miền núi).",
     [("lt", 4, "%", "tỷ lệ hộ nghèo"), ("lt", 9, "%", "tỷ lệ hộ nghèo")]),
    ("Để giữ kết quả đó, năm 2026 có 70% và đến năm 2028 có 85% số hộ dùng nước sạch.",
     [("eq", 70, "%", "hộ"), ("eq", 85, "%", "hộ")]),
    ("Tập huấn cho 90% đội viên, theo lộ trình lên 100% vào năm 2026.",
     [("eq", 90, "%", "đội viên"), ("eq", 100, "%", "đội viên")]),
    ("Những người có tiền án được tư vấn nghề phấn đấu đạt trên 75%.", [("gt", 75, "%", "người có tiền án")]),
    ("Giúp đỡ 100% hộ khó khăn do hội viên làm chủ, trong số đó 40% có nhà mới.",
     [("eq", 100, "%", "hộ khó khăn"), ("eq", 40, "%", "hộ khó khăn")]),
    ("Làm tốt việc sơ tuyển, khám tuyển, bảo đảm giao quân 100% chỉ tiêu.", [("eq", 100, "%", "giao quân")]),
    ("100% các điểm tổ chức đánh bạc bị triệt phá.", [("eq", 100, "%", "điểm tổ chức đánh bạc")]),
    ("Tỷ lệ người biết chữ ở độ tuổi 15-60 đạt 97%.", [("eq", 97, "%", "tỷ lệ người")]),
    ("(3) Xét xử các vụ án hành chính từ 85% trở lên.", [("ge", 85, "%", "xét xử các vụ án hành chính")]),
    ("Các khu phố đã được chuyển hóa có tỷ lệ làm rõ án đạt từ 82% trở lên.", [("ge", 82, "%", "tỷ lệ làm rõ án")]),
    ("Học sinh hoàn thành cấp học: 99% trở lên, trong đó hoàn thành xuất sắc 35%.",
     [("ge", 99, "%", "học sinh"), ("eq", 35, "%", "học sinh")]),
    ("Phấn đấu 100% (38/38) tổ dân phố có tủ chữa cháy.", [("eq", 100, "%", "tổ dân phố")]),
    ("Trên 85% doanh nghiệp có 25 công nhân trở lên thành lập công đoàn.", [("gt", 85, "%", "doanh nghiệp")]),
    ("Cai nghiện cho 140 người nghiện trở lên.", [("ge", 140, "count", "người nghiện")]),
    ("Để giữ an toàn, phấn đấu năm 2025 giảm từ 4% đến 6% số vụ, Chủ tịch UBND tỉnh yêu cầu các sở vào cuộc.",
     [("decrease_ge", 4, "%", "vụ")]),
    ("Tư vấn nghề cho 600 lượt người; trong đó hỗ trợ vay vốn cho 90 người.",
     [("eq", 600, "count", "lượt người"), ("eq", 90, "count", "người")]),
    ("Giảm số thôn dưới 4 tiêu chí xuống 35 thôn.", [("eq", 35, "count", "số thôn")]),
    ("Số tiêu chí bình quân của các xã tăng thêm từ 1-2 tiêu chí so với năm 2023.", [("increase_ge", 1, "count", "")]),
    ("Quỹ hội đến cuối nhiệm kỳ đạt 120.000đ/1 hội viên.", [("eq", 120000, "đ/1 hội viên", "quỹ hội")]),
    ("Giảm tỷ lệ hút thuốc ở nam dưới 35%[1]; nhóm nữ dưới 2%[2].",
     [("lt", 35, "%", "tỷ lệ hút thuốc"), ("lt", 2, "%", "nhóm nữ")]),
    ("Kiểm tra 30% cơ quan; trong đó ít nhất 60% hoạt động kiểm tra làm trên môi trường số.",
     [("eq", 30, "%", "cơ quan"), ("ge", 60, "%", "hoạt động kiểm tra")]),
    ("Vận động 90% hộ có từ 3 tầng trở lên làm lối thoát thứ hai.", [("eq", 90, "%", "hộ")]),
    ("Giảm tỷ lệ hộ nghèo xuống dƣới 4%, tổng vốn đầu tƣ phát triển toàn xã hội đạt 900 tỷ đồng.",
     [("lt", 4, "%", "tỷ lệ hộ nghèo"), ("eq", 900, "tỷ đồng", "tổng vốn")]),
    ("Năm 2025 có 60% thôn đạt chuẩn và đến năm 2028 thì 80% thôn đạt chuẩn.",
     [("eq", 60, "%", "thôn"), ("eq", 80, "%", "thôn")]),
    ("Thu nhập bình quân đầu người đạt 1,4 lần.", [("eq", 1.4, "lần", "thu nhập bình quân")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), IN_A_PLAN, ids=[s for s, _ in IN_A_PLAN])
def test_a_sentence_of_a_plan(sentence: str, wanted: Told) -> None:
    told = read(f"{HEAD}- {sentence}\n")
    assert [t[:3] for t in told] == [w[:3] for w in wanted]
    assert all(want[3] in (have[3] or "") for have, want in zip(told, wanted, strict=True)), told


ON_A_PAGE = [
    ("Năm 2024, huyện sẽ xây dựng thí điểm tại 2 khu phố.", [(2, "khu phố")]),
    ("Mỗi huyện được giao đăng ký 2 xã, 1 phường; 3 trường kiểu mẫu.", [(2, "xã"), (1, "phường"), (3, "trường")]),
    ("Phấn đấu cuối năm thêm 6 thôn an toàn, lũy kế 48 thôn; 11 thôn kiểu mẫu đạt chuẩn.", [(6, "thôn"), (11, "thôn")]),
    ("Phấn đấu tổ chức cai nghiện tự nguyện cho 120 người; quản lý sau cai ở trung tâm 85 người.",
     [(120, "người"), (85, "người")]),
    ("Thêm 4 thôn văn hóa và thêm 2 xã văn hóa là mục tiêu năm nay của huyện.", [(4, "thôn"), (2, "xã")]),
    ("Giai đoạn 1 sẽ lắp đặt 30 camera ở các ngã tư; giai đoạn 2 bổ sung 70 camera ở các thôn.",
     [(30, "camera"), (70, "camera")]),
    ("Tuyên truyền luật giao thông cho 900 công nhân; 1.500 học sinh.", [(900, "công nhân"), (1500, "học sinh")]),
    ("Hằng năm giúp 60 hộ có người yếu thế; hỗ trợ nâng cao năng lực cho 45 chi hội.", [(60, "hộ"), (45, "chi hội")]),
    ("Phấn đấu tăng thu 6%; số lao động được tạo việc làm 800 người.", [(6, ""), (800, "lao động")]),
    ("Giao hoàn thành chuyển hóa địa bàn đối với 3 xã.", [(3, "xã")]),
    ("Kết nạp 80 đoàn viên; giới thiệu 25 đoàn viên ưu tú; giúp đỡ 12 hộ.", [(80, ""), (25, "đoàn viên"), (12, "hộ")]),
    ("Tỷ lệ trẻ đến lớp đạt 41% số trẻ nhà trẻ; phấn đấu có 98% trẻ học hai buổi.", [(41, "trẻ"), (98, "trẻ")]),
    ("Giao chỉ tiêu giúp hộ nghèo cho các xã là 210 hộ.", [(210, "hộ")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), ON_A_PAGE, ids=[s for s, _ in ON_A_PAGE])
def test_what_a_page_tells_that_a_plan_asks_for(sentence: str, wanted: list[tuple[float, str]]) -> None:
    told = [
        (value, subject) for _, value, _, subject in read(f"{PAGE}Theo kế hoạch, {sentence[0].lower()}{sentence[1:]}\n")
    ]
    assert [value for value, _ in told] == [value for value, _ in wanted]
    assert all(want in have for (_, have), (_, want) in zip(told, wanted, strict=True)), told


NOTHING_ASKED = [
    "Cụ thể, so với giai đoạn 2018-2020, số vụ ở thị xã giảm lần lượt là 40%, 35%; huyện Đông giảm lần lượt 20%, 100%.",
    "Sau 6 năm, huyện có 30/41 thôn văn hóa; 100% thôn có nhà sinh hoạt.",
    "Nhờ giữ “An ninh trật tự được giữ vững”, số xã đạt tiêu chí là 12/12 xã, đạt 100%.",
    "Cụ thể, thu được 12 khẩu súng tự chế; 100% thôn đã tổ chức điểm tiếp nhận.",
    "Chi cục thu đạt 140% dự toán HĐND tỉnh giao, bằng 120% so với cùng kỳ.",
    "Đơn vị khởi tố 12 vụ án ma túy, thu hồi trên 60% tài sản.",
    "Nhiệm kỳ vừa qua, chi đoàn có nhiều đổi mới. Hằng năm, tỷ lệ đoàn viên xếp loại tốt đạt 97%.",
    "Nổi bật là tuyển quân đạt 100% chỉ tiêu, hoàn thành tốt nhiệm vụ; bắn đạn thật 100% đạt yêu cầu.",
    "Đã mở lớp nghề cho 90 người, nâng tỷ lệ lao động qua đào tạo đạt 61%.",
    "Phong trào tiếp tục được nhân rộng, với hơn 92% địa bàn đạt chuẩn.",
    "So với năm 2022, số vụ giảm 17%; số người bị thương giảm 21%.",
    "Xem thêm: Xã Tân Lập lắp 80 camera | Thi đua 100% hộ ký cam kết",
    "Đến nay, huyện có 27/30 xã đạt chuẩn, tỷ lệ 90%, vượt chỉ tiêu nghị quyết.",
]


@pytest.mark.parametrize("sentence", NOTHING_ASKED)
def test_what_was_reached_is_no_target(sentence: str) -> None:
    assert read(f"Huyện Đông tổng kết công tác năm 2023\n\n{sentence}\n") == []


def test_a_plan_told_in_brackets_asks_for_nothing_behind_it() -> None:
    told = read(
        "Huyện tổng kết năm.\n\nTỷ lệ làm rõ đạt 88% (kế hoạch là trên 85%); tỷ lệ giải quyết tin báo đạt 93%.\n"
    )
    assert [value for _, value, _, _ in told] == [85]


def test_models_named_behind_their_year() -> None:
    plan = read_text(HEAD + "Nhân rộng các mô hình hay năm 2023 như “Đoàn viên số”, “Hẻm không rác”.\n")
    assert [initiative.name for initiative in plan.initiatives] == ["Đoàn viên số", "Hẻm không rác"]


def test_a_table_of_one_cell_a_line_parted_by_blank_lines() -> None:
    cells = ["TT", "Nội dung chỉ tiêu", "Đơn vị tính", "Giai đoạn 2024 - 2025", "Giai đoạn 2026 - 2030",
             "1", "Tỷ lệ ấp có camera", "%", "60", "90", "2", "Số tổ hòa giải", "Tổ", "110", "150"]  # fmt: skip
    plan = read_text(HEAD + "\n" + "\n\n".join(cells) + "\n")
    assert [(t.value, t.unit, t.subject, t.deadline) for t in plan.targets] == [
        (60, "%", "Tỷ lệ ấp có camera", "2025"), (90, "%", "Tỷ lệ ấp có camera", "2030"),
        (110, "count", "Số tổ hòa giải", "2025"), (150, "count", "Số tổ hòa giải", "2030"),
    ]  # fmt: skip


def test_lines_below_a_mark_stand_under_its_aim() -> None:
    text = "Mục tiêu đến năm 2030:\n* Xây dựng chính quyền số:\nGiảm 25% thủ tục; tăng 40% dịch vụ trực tuyến.\n"
    told = read("Tỉnh đổi mới cách làm việc với người dân.\n\n" + text)
    assert told == [("decrease_ge", 25, "%", "thủ tục"), ("increase_ge", 40, "%", "dịch vụ trực tuyến")]
