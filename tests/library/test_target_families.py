"""Families of target sentences, by sentences of unlike content: what is asked for, what only sounds like it."""

import pytest
from tests.corpus.likeness import alike

from thidua.reading import read_text

PAPER = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 88/KH-UBND
Phú Thọ, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Xây dựng phong trào thi đua năm 2024

I. {head}
{body}

II. TỔ CHỨC THỰC HIỆN
Các đơn vị thực hiện nghiêm.
"""
PAGE = "Phong trào thi đua ở địa phương\n\nCập nhật: 08:30, 14/03/2024\n\n{body}\n\nHồng Minh\n"
HEADS = {"target": "CHỈ TIÊU THI ĐUA", "task": "NHIỆM VỤ, GIẢI PHÁP", "result": "KẾT QUẢ THỰC HIỆN NĂM 2023"}

Aim = tuple[str, float, str]
"""Comparator, value, words of the subject."""


def read(place: str, sentence: str) -> list[tuple[str | None, float | None, str | None]]:
    text = PAGE.format(body=sentence) if place == "page" else PAPER.format(head=HEADS[place], body=f"- {sentence}")
    return [(t.comparator, t.value, t.subject) for t in read_text(text).targets if t.value is not None]


ASKED: list[tuple[str, str, list[Aim]]] = [
    # a grade keeps its own "trở lên"
    ("target", "80% đơn vị trực thuộc được xếp loại tốt trở lên.", [("eq", 80, "đơn vị trực thuộc")]),
    ("target", "Trên 75% công an xã được phân loại “Tiên tiến” trở lên.", [("gt", 75, "công an xã")]),
    ("target", "Từ 90% trường học trở lên đạt tiêu chuẩn an toàn.", [("ge", 90, "trường học")]),
    ("target", "15% số công trình trở lên được gắn biển.", [("ge", 15, "công trình")]),
    # a level below or above a mark; a count of nothing
    ("target", "Khống chế tỷ lệ sinh viên bỏ học dưới mức 3%.", [("lt", 3, "sinh viên bỏ học")]),
    ("target", "0 vụ cháy rừng do chủ quan.", [("eq", 0, "vụ cháy rừng")]),
    ("target", "Tăng ít nhất 3 bậc về chỉ số cải cách hành chính.", [("increase_ge", 3, "chỉ số cải cách hành chính")]),
    # the deed as the noun
    ("target", "Việc công khai kết luận thanh tra đạt 100%.", [("eq", 100, "công khai kết luận thanh tra")]),
    # nothing is lowered by all of itself
    (
        "page",
        "Chỉ tiêu giao cho quận là giảm 5% số vụ cháy, 100% chung cư tự kiểm tra.",
        [("decrease_ge", 5, "số vụ cháy"), ("eq", 100, "chung cư")],
    ),
    # a measure behind a few words; a bound whose "trở lên" closes the noun; any deed named as the aim
    ("target", "Trồng mới 1.200 ha rừng, khoanh nuôi 3.500 ha.", [("eq", 1200, "rừng"), ("eq", 3500, "khoanh nuôi")]),
    ("target", "Chuyển hóa thành công từ 02 địa bàn trọng điểm trở lên.", [("ge", 2, "địa bàn trọng điểm")]),
    ("page", "Chiến dịch đặt mục tiêu tiêm 250.000 liều vắc xin.", [("eq", 250000, "liều vắc xin")]),
    # what the number is a part of is not its subject; the name of a count before it is
    ("target", "Chi đầu tư cho khoa học đạt 1,5% GRDP.", [("eq", 1.5, "chi đầu tư cho khoa học")]),
    ("target", "Số hộ thoát cận nghèo: 280 hộ.", [("eq", 280, "hộ thoát cận nghèo")]),
    # years that have passed tell, the year of the plan asks
    (
        "target",
        "Tỷ lệ hộ dân tham gia: năm 2022 đạt 60%, năm 2023 đạt 70%, năm 2024 đạt 80%.",
        [("eq", 80, "hộ dân tham gia")],
    ),
    # lines broken behind a word that goes on, words run together
    ("target", "Xây dựng ít nhất\n01 mô hình điểm.", [("ge", 1, "mô hình điểm")]),
    ("target", "Giải quyết việc làm mới cho\n12.000 lao động.", [("eq", 12000, "lao động")]),
    ("target", "Phấn đấu từ 70đến 75% hợp tác xã có lãi.", [("ge", 70, "hợp tác xã")]),
    (
        "target",
        "Tỷ lệ thất nghiệp dưới 4%,thời gian sử dụng lao động trên 85%.",
        [("lt", 4, "tỷ lệ thất nghiệp"), ("gt", 85, "thời gian sử dụng lao động")],
    ),
    # of what sides something changes is not what changes
    (
        "page",
        "Bộ đặt mục tiêu giảm tai nạn giao thông từ 5%-10% cả 3 tiêu chí số vụ, số người chết, bị thương.",
        [("decrease_ge", 5, "tai nạn giao thông")],
    ),
    # a bare word behind a number that is named before it
    ("target", "Tổng khách du lịch trên 2 triệu lượt.", [("gt", 2, "khách du lịch")]),
    ("target", "Sản lượng lương thực đạt 285 nghìn tấn.", [("eq", 285, "sản lượng lương thực")]),
    (
        "target",
        "Số lao động được tạo việc làm: 8.500 người, trong đó xuất khẩu lao động 250 người.",
        [("eq", 8500, "lao động"), ("eq", 250, "xuất khẩu lao động")],
    ),
    (
        "target",
        "Trồng rừng đạt 1.500 ha; diện tích cây ăn quả 8.200 ha; tổng vốn đầu tư toàn xã hội 18.500 tỷ đồng.",
        [("eq", 1500, "rừng"), ("eq", 8200, "cây ăn quả"), ("eq", 18500, "tổng vốn đầu tư")],
    ),
    # a grade of those told before, what must not be, how long something may take
    (
        "target",
        "98% học sinh xếp loại khá, tốt trở lên (trong đó tốt đạt 85%).",
        [("eq", 98, "học sinh"), ("eq", 85, "học sinh")],
    ),
    ("target", "Không để mất cắp vật tư quá 02 vụ/năm.", [("le", 2, "mất cắp vật tư")]),
    ("target", "Thời gian mất điện bình quân không quá 180 phút.", [("le", 180, "thời gian mất điện")]),
    ("target", "Mật độ đường giao thông 2,1 km/km2.", [("eq", 2.1, "mật độ đường giao thông")]),
    # a name in quotes is one; so many a year; a list of what changes; "so năm"
    (
        "target",
        "Mỗi ấp có 01 “Tổ phòng, chống ma túy” với ít nhất 02 loa cầm tay.",
        [("eq", 1, "Tổ phòng, chống ma túy"), ("ge", 2, "loa cầm tay")],
    ),
    ("target", "Hỗ trợ vay vốn cho ít nhất 10 người/năm.", [("ge", 10, "người")]),
    (
        "target",
        "Kiềm chế, làm giảm số vụ cháy, số người chết do cháy ít nhất 5%.",
        [("decrease_ge", 5, "số vụ cháy")],
    ),
    ("target", "Số vụ ngừng việc tập thể giảm 20% so năm 2023.", [("decrease_ge", 20, "ngừng việc tập thể")]),
    # a rate told anew behind a change; people of several kinds; so often is no count
    (
        "page",
        "Toàn tỉnh phấn đấu có 138.500 người tham gia, tăng 9.200 người so với năm 2023, tỷ lệ bao phủ 17,3%.",
        [("eq", 138500, "người tham gia"), ("eq", 17.3, "tỷ lệ bao phủ")],
    ),
    (
        "page",
        "Mục tiêu mỗi năm đào tạo nghề cho 1.200 lao động (trong đó 40% là nữ).",
        [("eq", 1200, "lao động"), ("eq", 40, "lao động")],
    ),
    ("task", "Mỗi ấp thành lập ít nhất một tổ tự quản, sinh hoạt mỗi tháng một lần.", [("ge", 1, "tổ tự quản")]),
    # how it stood before, told in brackets, says nothing of what follows
    (
        "target",
        "Tỷ lệ mất cắp giảm xuống 0,15% (năm 2022 là 0,23%); xử lý kỷ luật 100% trường hợp vi phạm.",
        [("eq", 0.15, "mất cắp"), ("eq", 100, "trường hợp vi phạm")],
    ),
    ("target", "Thu nộp ngân sách vượt ít nhất 5% chỉ tiêu pháp lệnh.", [("ge", 5, "thu nộp ngân sách")]),
    ("page", "Thành phố phấn đấu mỗi năm triệt xóa từ 5-10% số điểm, tụ điểm về ma túy.", [("ge", 5, "điểm, tụ điểm")]),
    ("target", "Gia đình văn hóa: 62.450/65.200 hộ, đạt 95,78%.", [("eq", 95.78, "gia đình văn hóa")]),
    ("page", "Để đạt mục tiêu 70% dân số tập thể dục, tỉnh đầu tư sân tập.", [("eq", 70, "dân số")]),
    # what adds to what there is
    ("page", "Năm 2025, hội tiếp tục xây thêm 15 mái ấm.", [("eq", 15, "mái ấm")]),
    # a stage in brackets is of the same bodies; counts that go on behind a semicolon
    (
        "target",
        "75% hộ gia đình phân loại rác tại nguồn (năm 2026 đạt tối thiểu 40%).",
        [("eq", 75, "hộ gia đình"), ("ge", 40, "hộ gia đình")],
    ),
    (
        "target",
        "Xây dựng điểm 05 xã; 03 cơ quan; 02 doanh nghiệp và 01 trường học.",
        [("eq", 5, "xã"), ("eq", 3, "cơ quan"), ("eq", 2, "doanh nghiệp"), ("eq", 1, "trường học")],
    ),
    # of those who are to be commended a share may be a target; a misprint of "phấn đấu"
    (
        "target",
        "Phân đấu trên 85% mô hình có hiệu quả, từ 20% trở lên đề nghị khen thưởng cấp tỉnh.",
        [("gt", 85, "mô hình"), ("ge", 20, "mô hình")],
    ),
    ("task", "Báo Phú Thọ phát sóng chuyên mục không ít hơn 02 kỳ mỗi tháng.", [("ge", 2, "kỳ")]),
    # numbers in letters, alone and as a range
    (
        "page",
        "Hội phấn đấu mỗi chi hội giúp được hai gia đình hội viên trở lên; mỗi cơ sở làm từ một đến hai công trình.",
        [("ge", 2, "gia đình hội viên"), ("ge", 1, "công trình")],
    ),
    # who has so many by then; lowered by so many; a deed as what all of it is
    ("page", "Theo Nghị quyết, đến năm 2025 toàn tỉnh có khoảng 1.200 hợp tác xã.", [("eq", 1200, "hợp tác xã")]),
    (
        "page",
        "Năm 2024, xã Phú Hữu phấn đấu 97% hộ đạt gia đình văn hóa, giảm 15 hộ nghèo.",
        [("eq", 97, "hộ"), ("decrease_ge", 15, "hộ nghèo")],
    ),
    ("page", "Huyện yêu cầu hoàn thành 100% việc xóa nhà tạm trước 30/6.", [("eq", 100, "việc xóa nhà tạm")]),
    ("target", "Tiêm phòng dại: vùng có ổ dịch cũ đạt 100%.", [("eq", 100, "vùng có ổ dịch cũ")]),
    ("target", "90% tổ chức, doanh nghiệp dùng hóa đơn điện tử.", [("eq", 90, "tổ chức, doanh nghiệp")]),
    ("target", "Mỗi đoàn viên có 01 phần việc.", [("eq", 1, "phần việc")]),
    # a list that a meeting laid down
    (
        "page",
        "Hội nghị đã thông qua các chỉ tiêu: xây 4 nhà nghĩa tình; giúp 20 hộ thoát nghèo.",
        [("eq", 4, "nhà nghĩa tình"), ("eq", 20, "hộ")],
    ),
    # a figure named anew behind a clause of its own
    (
        "page",
        "Ông Nam cho biết, xã đặt quyết tâm không còn hộ nghèo, thu nhập bình quân đạt 62 triệu đồng/người.",
        [("eq", 62, "thu nhập")],
    ),
    # the year of a law is not when something was
    (
        "page",
        "Hai bên thống nhất tuyên truyền Luật Trẻ em năm 2016; mỗi năm, mỗi chi hội nhận giúp đỡ từ 1 - 2 người.",
        [("ge", 1, "người")],
    ),
]


@pytest.mark.parametrize(("place", "sentence", "aims"), ASKED, ids=[s for _, s, _ in ASKED])
def test_what_is_asked_for_is_read(place: str, sentence: str, aims: list[Aim]) -> None:
    told = read(place, sentence)
    assert [(comparator, value) for comparator, value, _ in told] == [(c, v) for c, v, _ in aims]
    assert all(alike(subject, words) for (_, _, subject), (_, _, words) in zip(told, aims, strict=True))


NOT_ASKED = [
    ("task", "Phê bình các xã có tỷ lệ thu quỹ dưới 30%."),
    ("task", "Những địa bàn có trên 20% hộ theo đạo cần được quan tâm vận động."),
    ("task", "Thời lượng phát sóng tối thiểu 15 phút/chuyên mục."),
    ("task", "Thôn có từ 350 hộ trở lên thì bầu thêm phó thôn."),
    ("task", "Tổ dân phố có trên 500 hộ bố trí thêm một tổ phó."),
    ("task", "Xét tặng cho không quá 15% số tập thể trong đơn vị."),
    ("target", "Đạt từ 3/5 tiêu chí trở lên."),
    ("page", "Hưởng ứng phong trào, 100% cán bộ đăng ký hiến máu."),
    ("page", "Đơn vị được tặng Cờ thi đua 3 năm liền, 100% đảng viên hoàn thành nhiệm vụ."),
    ("target", "Đơn vị dẫn đầu (cao hơn 2% so với năm 2023)."),
    ("task", "Xử lý nghiêm phương tiện chạy quá tốc độ trên 20 km/h, xe chở quá tải trên 10%."),
    ("task", "Trạm cân hoạt động thường xuyên, tải trọng trục không quá 10 tấn."),
    ("task", "Tiêu chí 1 (20 điểm): 100% hộ được tuyên truyền."),
    ("task", "Điều kiện công nhận: đạt từ 85 điểm trở lên, không tiêu chí nào dưới 50% số điểm."),
    ("task", "Ngân sách tỉnh bảo đảm 70%, ngân sách huyện 30%."),
    ("task", "Đơn vị không hoàn thành trừ 10% số điểm."),
    ("task", "Mỗi lần họp có trên 2/3 số đơn vị tham dự."),
    ("task", "Phiên họp hợp lệ khi có ít nhất 2/3 thành viên dự."),
    ("task", "Phần hội có thi bóng chuyền (tối đa 12 vận động viên/đội)."),
    ("result", "Xảy ra 61 vụ, giảm 7 vụ, đạt chỉ tiêu giảm 5%; làm rõ 54 vụ, đạt 88,5%."),
    ("result", "Xây dựng mới 12 mô hình, duy trì 34 mô hình."),
    ("page", "Năm qua, tỷ lệ khám phá đạt 82,3%, cao hơn chỉ tiêu Quốc hội đề ra 12,3%, cao hơn 1,9% so với năm 2022."),
    ("page", "Các mô hình góp phần kéo giảm 12% số vụ phạm pháp hình sự."),
    ("page", "Ấp 5 năm liền giữ vững danh hiệu văn hóa; năm 2022 có 97,6% hộ đạt gia đình văn hóa."),
    ("page", "Qua 3 năm thực hiện, tỷ lệ hộ đạt gia đình văn hóa tăng từ 85% lên 93%."),
    ("page", "Sau hai năm triển khai, trên 90% hộ dân tham gia."),
    ("page", "Hiện xã duy trì 5 mô hình; tỷ lệ khám phá chỉ đạt 38,5%."),
    ("page", "Đến hết năm 2025, thành phố đã có 14 xã đạt tiêu chí; số người nghiện giảm 6,8% so với đầu năm."),
]


@pytest.mark.parametrize(("place", "sentence"), NOT_ASKED, ids=[s for _, s in NOT_ASKED])
def test_what_only_tells_is_left_out(place: str, sentence: str) -> None:
    assert read(place, sentence) == []


@pytest.mark.parametrize("heading", ["CHẤM ĐIỂM, XẾP HẠNG", "NGUỒN KINH PHÍ", "KHEN THƯỞNG"])
def test_what_stands_under_terms_is_neither_target_nor_task(heading: str) -> None:
    body = "- Đơn vị hoàn thành vượt 10% chỉ tiêu được thêm 5 điểm.\n- Sở Nội vụ đề nghị tặng không quá 20% số đơn vị."
    plan = read_text(PAPER.format(head=heading, body=body))
    assert (plan.targets, [t for t in plan.tasks if t.section == "I"]) == ((), [])


def test_a_year_that_passed_before_the_paper_is_no_deadline() -> None:
    letter = (
        "UBND TỈNH PHÚ THỌ\nBAN AN TOÀN GIAO THÔNG\nSố: 44/BATGT-VP\nPhú Thọ, ngày 31 tháng 01 năm 2023\n\n"
        "Kính gửi: Các huyện, thị xã, thành phố\n\nNăm 2022, toàn tỉnh xảy ra 214 vụ. Ban đề nghị các địa phương:\n"
        "1. Phấn đấu giảm 5% số vụ.\n2. Xóa 100% điểm đen."
    )
    assert [(t.value, t.deadline) for t in read_text(letter).targets] == [(5, None), (100, None)]


def test_a_quarter_that_has_ended_only_tells() -> None:
    paper = PAPER.replace("tháng 3", "tháng 4").format(head=HEADS["task"], body="- {}")
    told = read_text(paper.format("Trong quý I, tỷ lệ hồ sơ giải quyết đúng hạn đạt 96,8%.")).targets
    asked = read_text(paper.format("Trong quý II, tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%.")).targets
    assert (told, [t.value for t in asked]) == ((), [99])


def test_a_change_without_a_number_is_a_target_in_doubt() -> None:
    plan = read_text(
        PAPER.format(head=HEADS["target"], body="- Tăng tỷ lệ trẻ em sinh tại cơ sở y tế so với năm 2023.")
    )
    assert [(t.value, t.subject) for t in plan.targets] == [(None, "tỷ lệ trẻ em sinh tại cơ sở y tế")]
    assert [d.code for d in plan.doubts] == ["target-without-number"]


TABLES: list[tuple[str, list[Aim]]] = [
    (
        "STT | Nội dung chỉ tiêu | Đơn vị tính | Mức phấn đấu năm 2024\n1 | Hộ gia đình ký cam kết | % | ≥ 95\n"
        "2 | Mô hình xây dựng mới | mô hình | 12\n3 | Số vụ phạm pháp hình sự giảm | % | 5",
        [("ge", 95, "hộ gia đình"), ("eq", 12, "mô hình"), ("decrease_ge", 5, "số vụ phạm pháp hình sự")],
    ),
    (
        "TT | Nội dung | Chỉ tiêu\n1 | Tin báo được giải quyết | 95% trở lên\n2 | Số vụ cháy | Giảm 10%\n"
        "3 | Tập huấn hòa giải viên | 02 lớp",
        [("ge", 95, "tin báo"), ("decrease_ge", 10, "số vụ cháy"), ("eq", 2, "hòa giải viên")],
    ),
    (
        "STT | Tiêu chí | Yêu cầu đạt\n1 | Hộ có bình chữa cháy | 70 - 80%\n2 | Thôn có đội dân phòng | 100%",
        [("ge", 70, "hộ có bình chữa cháy"), ("eq", 100, "thôn có đội dân phòng")],
    ),
    ("STT | Chỉ tiêu | Đơn vị | Số lượng\n1 | Trồng cây xanh | cây | 12.000", [("eq", 12000, "cây xanh")]),
    ("STT | Nội dung | Số lượng\n1 | Lượt người được tuyên truyền | 1.200", []),
    ("TT | Chỉ tiêu | Kết quả | So với cùng kỳ\n1 | Số vụ phạm pháp hình sự | 120 | giảm 5%", []),
]


@pytest.mark.parametrize(("table", "aims"), TABLES, ids=[t.splitlines()[0] for t, _ in TABLES])
def test_tables_of_targets(table: str, aims: list[Aim]) -> None:
    text = PAPER.format(head=HEADS["target"], body=table)
    told = [(t.comparator, t.value, t.subject) for t in read_text(text).targets]
    assert [(comparator, value) for comparator, value, _ in told] == [(c, v) for c, v, _ in aims]
    assert all(alike(subject, words) for (_, _, subject), (_, _, words) in zip(told, aims, strict=True))


FORMS: list[tuple[str, list[Aim]]] = [
    # "từ … trở lên" around a list holds its middle too
    (
        "Có từ 85% thôn, 80% xã, 90% cơ quan trở lên đạt chuẩn an toàn.",
        [("ge", 85, "thôn"), ("ge", 80, "xã"), ("ge", 90, "cơ quan")],
    ),
    (
        "Từ 70% hộ, 60% tổ, 75% trường học trở lên tham gia.",
        [("ge", 70, "hộ"), ("ge", 60, "tổ"), ("ge", 75, "trường học")],
    ),
    # a deed for so many; a deed done for good
    ("Trang bị phương tiện cho 3.800 tổ bảo vệ.", [("eq", 3800, "tổ bảo vệ")]),
    ("Hỗ trợ vốn sản xuất cho 120 hộ nghèo.", [("eq", 120, "hộ nghèo")]),
    ("Xóa bỏ dứt điểm 06 điểm đen về giao thông.", [("eq", 6, "điểm đen về giao thông")]),
    ("Xử lý dứt điểm 12 vụ việc tồn đọng.", [("eq", 12, "vụ việc tồn đọng")]),
    ("Giữ vững và nâng cao chất lượng 119 xã đã đạt chuẩn.", [("eq", 119, "xã đã đạt chuẩn")]),
    ("Nâng cao chất lượng 45 tổ hòa giải.", [("eq", 45, "tổ hòa giải")]),
]


@pytest.mark.parametrize(("sentence", "aims"), FORMS, ids=[sentence for sentence, _ in FORMS])
def test_forms_of_lists_and_deeds(sentence: str, aims: list[Aim]) -> None:
    told = read("target", sentence)
    assert [(cue, value) for cue, value, _ in told] == [(cue, value) for cue, value, _ in aims]
    assert all(alike(subject, words) for (_, _, subject), (_, _, words) in zip(told, aims, strict=True))


@pytest.mark.parametrize(
    "sentence", ["Số vụ tai nạn giao thông ít hơn năm 2023.", "Tỷ lệ hộ nghèo giảm so với năm trước."]
)
def test_what_must_be_less_than_it_was(sentence: str) -> None:
    plan = read_text(PAPER.format(head=HEADS["target"], body=f"- {sentence}"))
    assert [(t.value, t.comparator) for t in plan.targets] == [(None, None)]
    assert "target-without-number" in [d.code for d in plan.doubts]


YEARS = """3. Bảng phân kỳ
TT | Chỉ tiêu | Đơn vị | Hiện trạng 2023 | 2024 | 2025
1 | Xã đạt chuẩn | % | 71,5 | 75 | 78
2 | Người nghiện giảm so với năm trước | % | 3,1 | 4 | 5
"""


def test_a_table_with_a_column_a_year() -> None:
    plan = read_text(PAPER.format(head=HEADS["target"], body=YEARS))
    told = [(t.comparator, t.value, t.subject, t.deadline, t.baseline) for t in plan.targets]
    assert told == [
        ("eq", 75, "Xã đạt chuẩn", "2024", None),
        ("eq", 78, "Xã đạt chuẩn", "2025", None),
        ("decrease_ge", 4, "Người nghiện", "2024", "năm trước"),
        ("decrease_ge", 5, "Người nghiện", "2025", "năm trước"),
    ]


@pytest.mark.parametrize("opening", ["Tin liên quan", "Các tin khác:", "Bài viết cùng chuyên mục"])
def test_headlines_of_other_pages_ask_for_nothing(opening: str) -> None:
    body = f"Tỉnh phấn đấu giảm 5% số vụ cháy.\n\n{opening}\n\n- Mẹo giúp giảm 50% rủi ro\n\n- Phấn đấu 90% hộ có nước"
    assert [value for _, value, _ in read("page", body)] == [5]
