"""Targets as pages tell them: who sets them, lists by year, what a page that names a plan goes on to say."""

import pytest

from thidua.reading import read_text

Told = list[tuple[str | None, float | None, str]]


def read(text: str) -> Told:
    return [(t.comparator, t.value, (t.subject or "").lower()) for t in read_text(text).targets]


PLAN = "UBND tỉnh vừa có Kế hoạch số 22/KH-UBND về công tác dân số năm 2019.\n\n"

SUBJECTS = [
    ("Chính phủ đặt mục tiêu tỷ lệ dân số tham gia bảo hiểm y tế đạt 90%.", "tỷ lệ dân số"),
    ("Các địa phương tổ chức thực hiện để đạt tỷ lệ hộ dùng nước sạch trên 70%.", "tỷ lệ hộ"),
    ("Hội phấn đấu nâng tỷ lệ hội viên đạt danh hiệu lên 30% vào năm 2025.", "hội viên"),
    ("Tỉnh được giao chỉ tiêu bao phủ bảo hiểm y tế đạt 92% vào năm 2025.", "bao phủ bảo hiểm y tế"),
    ("Phấn đấu ít nhất 90% nam, nữ chuẩn bị kết hôn được tư vấn.", "nam, nữ chuẩn bị kết hôn"),
    ("Bí thư Tỉnh ủy yêu cầu giải ngân vốn đạt trên 95% trước ngày 31/01/2025.", "giải ngân"),
    ("Đến nay, toàn tỉnh có 98/120 xã đạt chuẩn, chiếm 81,6%; phấn đấu cuối năm 2024 đạt 85%.", "xã"),
    ("Hiện tỷ lệ hộ nghèo còn 4,2%, tỉnh đặt mục tiêu giảm mỗi năm 1%.", "tỷ lệ hộ nghèo"),
    ("Kế hoạch nhằm củng cố các tổ cũ và ít nhất 65% tổng số địa bàn được chọn năm nay.", "địa bàn"),
    ("Kéo giảm tai nạn giao thông từ 5% trở lên trên cả 3 tiêu chí so với năm 2021.", "tai nạn giao thông"),
    ("Toàn tỉnh đặt chỉ tiêu 1 điểm chữa cháy công cộng/khu dân cư.", "điểm chữa cháy công cộng"),
    ("Theo Quyết định 1980 của Chính phủ về Bộ tiêu chí, trong đó quy định thu nhập là từ 50 triệu đồng.", "thu nhập"),
]


@pytest.mark.parametrize(("sentence", "subject"), SUBJECTS, ids=[s for _, s in SUBJECTS])
def test_who_sets_a_target_is_not_its_subject(sentence: str, subject: str) -> None:
    ((_, _, told),) = read(sentence)
    assert subject in told and not told.startswith(("chính phủ", "các địa phương", "tỉnh", "hội phấn"))


def test_a_list_by_year_keeps_the_noun_before_the_colon() -> None:
    told = read("Chỉ tiêu bao phủ bảo hiểm y tế của tỉnh như sau: năm 2023 đạt 82,1%; năm 2024 đạt 85,3%.")
    assert [(value, "bao phủ bảo hiểm y tế" in subject) for _, value, subject in told] == [(82.1, True), (85.3, True)]


def test_what_a_page_tells_of_a_plan_it_names_is_asked_for() -> None:
    told = read(PLAN + "Theo đó, giảm tỷ lệ sinh con thứ ba trở lên 0,1% so với năm 2018; 80% bà mẹ được sàng lọc.")
    assert told == [("decrease_ge", 0.1, "tỷ lệ sinh con thứ ba trở lên"), ("eq", 80, "bà mẹ")]
    assert read(PLAN + "Năm 2018, toàn tỉnh có 16.982 trẻ ra đời, con thứ ba chiếm 3,62%.") == []


def test_a_rise_to_so_many_times_is_a_rise() -> None:
    assert read("Phấn đấu thu nhập bình quân của hộ nghèo tăng lên 1,5 lần.")[0][:2] == ("increase_ge", 1.5)
    assert read("Phấn đấu nâng tỷ lệ hộ khá tăng lên 60%.")[0][:2] == ("eq", 60)


NOT_ASKED = [
    "Tuần đầu áp dụng, 212 trường hợp bị xử lý; 100% trường hợp được ghi hình.",
    "Trong tháng đầu hoạt động, các tổ tuần tra hơn 1.200 lượt; 100% tổ có nơi làm việc.",
    "Tổng kết 5 năm, tỷ lệ khám phá án luôn đạt trên 83%.",
    "Hộ đạt từ 60 điểm trở lên được công nhận Gia đình văn hóa.",
    "Xây tặng hộ nghèo nhà mái ấm, mỗi căn 60 triệu đồng.",
    "Tổ tự quản ở lớp gồm 3 đến 5 học sinh.",
    "Bà con giao lưu bóng chuyền; 20 suất quà, mỗi suất 500 ngàn đồng, được trao cho hộ nghèo.",
    "Ông Hùng cho hay, bình quân mỗi tổ liên gia có từ 5 - 15 hộ liền kề.",
    "Mô hình được duy trì ở 92 ấp, khu phố.",
    "Mỗi khối không quá 30% số đơn vị còn lại được xét tặng Bằng khen.",
    "Chương trình mỗi xã một sản phẩm được mở rộng.",
    "Sản phẩm đạt từ 90 đến 100 điểm xếp hạng 5 sao.",
    "Tổ chức tuyên truyền ít nhất 01 lần/tháng.",
    "Đợt cao điểm bắt đầu từ 1/5 và kết thúc vào giữa năm.",
    "Tiền ăn 66.000 đồng/người.",
    "Bài thi có 20 câu hỏi, trả lời đúng ít nhất 15 câu được vào vòng trong.",
    "Hội nghị có 150 đại biểu, 100% đại biểu biểu quyết thông qua.",
    "Hồ có dung tích trên 1 triệu m3 vận hành theo quy trình.",
    "Mức đóng: 4,5% mức lương cơ sở; ngân sách hỗ trợ 30%, học sinh tự đóng 70%.",
    "Nguồn vốn: ngân sách tỉnh 40%, vốn vay tín dụng 60%.",
    "Phấn đấu thuộc nhóm dẫn đầu, tăng 11 bậc.",
    "Sau 5 năm, tỷ lệ hộ nghèo được kéo giảm còn dưới 3%, bình quân hằng năm giảm 1,54%.",
    "Tham mưu Hội đồng thành lập 03 tổ kiểm tra chéo.",
]


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_what_is_kept_already_and_quotas_of_awards_are_no_targets(sentence: str) -> None:
    assert read(f"Huyện tổng kết phong trào.\n\n{sentence}") == []


def test_an_exception_in_brackets_is_a_target_of_its_own() -> None:
    told = read("Phấn đấu giảm tỷ lệ hộ nghèo 2%/năm (riêng các huyện nghèo giảm 4%/năm).")
    assert [value for _, value, _ in told] == [2, 4]


def test_a_comma_that_lost_its_space_still_parts_clauses() -> None:
    told = read("Phấn đấu 80% hộ có nước sạch,90% hộ có điện,trên 70% thôn đạt chuẩn.")
    assert [value for _, value, _ in told] == [80, 90, 70]


def test_a_caption_in_a_table_cell_does_not_run_into_the_next_line() -> None:
    text = "![]() |\nPhó Chủ tịch UBND tỉnh nêu yêu cầu tại hội nghị |\n100% đơn vị phấn đấu có đủ thiết chế văn hóa."
    assert [subject for _, _, subject in read(text)] == ["đơn vị"]


def test_each_planned_year_of_a_table_is_a_milestone() -> None:
    plan = read_text(
        "UBND TỈNH GIA LAI\nSố: 14/KH-UBND\nGia Lai, ngày 08 tháng 12 năm 2022\nKẾ HOẠCH\nBảo hiểm y tế\n"
        "| TT | Chỉ tiêu | Năm 2021 | Năm 2023 | Năm 2025 |\n| 1 | Tỷ lệ tham gia | 88% | 91% | trên 95% |\n"
    )
    assert [(t.value, t.deadline) for t in plan.targets] == [(91, "2023"), (95, "2025")]


MORE = [
    ("Quỹ Hỗ trợ nông dân tăng trưởng từ 10% trở lên so với năm 2020.", ("increase_ge", 10, "quỹ hỗ trợ nông dân")),
    ("Tốc độ tăng trưởng kinh tế đạt từ 8% trở lên.", ("ge", 8, "tốc độ tăng trưởng kinh tế")),
    ("Hoàn thành vượt mức tối thiểu 02 chỉ tiêu thi đua được giao.", ("ge", 2, "chỉ tiêu thi đua")),
    ("Mỗi cá nhân đăng ký có ít nhất 01 giải pháp hữu ích.", ("ge", 1, "giải pháp hữu ích")),
    ("Trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.", ("gt", 90, "tổ chức cơ sở đảng")),
    ("Nâng diện tích rừng gỗ lớn lên 15.000 ha.", ("eq", 15000, "diện tích rừng gỗ lớn")),
    ("Số người nhiễm mới giảm dưới 500 trường hợp/năm.", ("lt", 500, "số người nhiễm mới")),
    ("Tạo việc làm mới cho 22.000 lao động.", ("eq", 22000, "lao động")),
    ("Đưa 150 - 200 lao động đi làm việc ở nước ngoài.", ("ge", 150, "lao động")),
    ("Phấn đấu 2/3 nhà văn hóa thôn có tủ sách.", ("eq", 0.6667, "nhà văn hóa thôn")),
    ("470 trường học đạt chuẩn an toàn.", ("eq", 470, "trường học")),
    ("Đón từ 2,6 triệu lượt khách trở lên.", ("ge", 2.6, "lượt khách")),
    ("Tạo việc làm cho ít nhất 22 nghìn lao động.", ("ge", 22, "lao động")),
    ("Xây 05 - 07 nhà nhân ái.", ("ge", 5, "nhà nhân ái")),
    ("100% vi phạm bị phát hiện đều được xử lý.", ("eq", 100, "vi phạm bị phát hiện")),
    ("Tổ chức ít nhất 02 hoạt động chung trong năm.", ("ge", 2, "hoạt động chung")),
    ("Số vi phạm nồng độ cồn gây tai nạn giảm ít nhất 15% so với cùng kỳ.", ("decrease_ge", 15, "nồng độ cồn")),
    ("Phấn đấu đạt l00% số hộ vào cuối năm.", ("eq", 100, "hộ")),
    ("Kích hoạt 60.000 tài khoản định danh.", ("eq", 60000, "tài khoản")),
    ("Giảm 03 xã trọng điểm so với năm 2022.", ("decrease_ge", 3, "xã trọng điểm")),
    ("Tăng số người tham gia bảo hiểm thêm 8.000 người so với năm 2023.", ("increase_ge", 8000, "tham gia bảo hiểm")),
    ("Nâng tổng số hội viên lên 12.000 người.", ("eq", 12000, "tổng số hội viên")),
    ("Giá trị sản xuất trên 01 ha đạt 120 triệu đồng.", ("eq", 120, "giá trị sản xuất")),
    ("Nhận đỡ đầu 01 hộ nghèo biên giới.", ("eq", 1, "hộ nghèo biên giới")),
    ("Thành lập mới 09 nhóm Zalo cụm dân cư.", ("eq", 9, "nhóm zalo")),
    ("Duy trì có hiệu quả 06 mô hình điểm.", ("eq", 6, "mô hình điểm")),
    ("Giảm bình quân 5 cặp tảo hôn mỗi năm.", ("decrease_ge", 5, "cặp tảo hôn")),
    ("Xử lý 100% vi phạm lấn chiếm tái diễn.", ("eq", 100, "vi phạm lấn chiếm")),
    ("100% thôn, tổ dân phố có đông đồng bào duy trì tổ tự quản.", ("eq", 100, "thôn, tổ dân phố")),
    ("Tỷ lệ hộ dùng nước hợp vệ sinh đạt 99%.", ("eq", 99, "tỷ lệ hộ dùng nước hợp vệ sinh")),
    ("Không để số vụ cháy vượt quá 60 vụ.", ("le", 60, "số vụ cháy")),
    ("Mỗi Công an xã duy trì 01 trang Zalo.", ("eq", 1, "trang zalo")),
    ("Tỷ lệ số hóa sổ hộ tịch: hoàn thành 100% trong Quý III/2023.", ("eq", 100, "tỷ lệ số hóa sổ hộ tịch")),
    ("Tỷ lệ kích hoạt trên số đã phê duyệt đạt ≥ 80%.", ("ge", 80, "tỷ lệ kích hoạt")),
    ("Vận động tối thiểu 15 ngàn hộ trang bị bình chữa cháy.", ("ge", 15, "hộ")),
    ("Dưới 1% hộ có người gây bạo lực tái phạm.", ("lt", 1, "hộ có người gây bạo lực tái phạm")),
    ("Thời gian chờ của người dân giảm còn tối đa 15 phút/lượt giao dịch.", ("le", 15, "thời gian chờ")),
    ("100% cơ sở vi phạm bị xử lý.", ("eq", 100, "cơ sở vi phạm")),
    ("Số vụ xử lý hình sự tăng ít nhất 02 vụ so với năm 2023.", ("increase_ge", 2, "số vụ xử lý hình sự")),
    ("Ngày lưu trú bình quân trên 2,1 ngày/khách.", ("gt", 2.1, "ngày lưu trú")),
    ("Bảo đảm nguồn khám tuyển bằng hoặc lớn hơn 400% chỉ tiêu giao quân.", ("ge", 400, "nguồn khám tuyển")),
]


@pytest.mark.parametrize(("sentence", "told"), MORE, ids=[s[:40] for s, _ in MORE])
def test_forms_met_in_papers_of_other_sectors(sentence: str, told: tuple[str, float, str]) -> None:
    ((comparator, value, subject),) = read(f"II. CHỈ TIÊU\n- {sentence}")
    assert (comparator, value) == told[:2] and told[2] in subject


def test_a_menu_before_the_headline_hides_no_repeat() -> None:
    page = (
        "Trang chủ › Văn hóa\n\nTỉnh phấn đấu 88% hộ đạt danh hiệu “Gia đình văn hóa”\n\n"
        "Ban Chỉ đạo tỉnh đặt mục tiêu 88% hộ gia đình đạt danh hiệu này.\n\nBình luận (3)"
    )
    assert [value for _, value, _ in read(page)] == [88]


def test_what_is_listed_behind_a_range_goes_on_with_its_noun() -> None:
    told = read("II. CHỈ TIÊU\n- Có ít nhất 250 sản phẩm đạt từ 3 sao trở lên, trong đó 15 - 20 sản phẩm 5 sao.")
    assert [(c, v) for c, v, _ in told] == [("ge", 250), ("ge", 15)]


def test_a_bare_rate_tells_of_what_came_before() -> None:
    plan = read_text("II. CHỈ TIÊU\n- 100% tin báo về tội phạm được tiếp nhận, tỷ lệ giải quyết đạt trên 90%.")
    assert [(t.subject, t.indicator) for t in plan.targets][1] == ("tỷ lệ giải quyết", "tin báo về tội phạm")
    plan = read_text(
        "II. CHỈ TIÊU\n- Tỷ lệ khám phá án đạt trên 75%, 90% đối với án nghiêm trọng, 100% tin báo được xử lý."
    )
    assert [(t.value, t.indicator) for t in plan.targets][1] == (90, "Tỷ lệ khám phá án")


def test_line_ends_printed_as_letters_are_spaces() -> None:
    told = read("KẾ HOẠCH\n1. 100% xã, phường\\r\\ntổ chức ngày hội; 90% xã,\\r\\nphường đạt chuẩn.")
    assert told == [("eq", 100, "xã, phường"), ("eq", 90, "xã, phường")]


def test_a_year_that_has_passed_outweighs_going_on() -> None:
    head = "UBND TỈNH HÀ TĨNH\nSố: 14/KH-UBND\nHà Tĩnh, ngày 08 tháng 3 năm 2022\nKẾ HOẠCH\nPhong trào năm 2022\n"
    past = "- Năm 2021, phong trào tiếp tục phát triển; 92,6% khu dân cư được công nhận."
    plan = "- Năm 2021 đạt khá; phấn đấu 95% khu dân cư được công nhận."
    assert read(head + past) == []
    assert [value for _, value, _ in read(head + plan)] == [95]


def test_years_of_other_papers_are_no_deadlines() -> None:
    text = (
        "KẾ HOẠCH\nPhòng, chống ma túy năm 2023\n\nCăn cứ Chỉ thị số 36-CT/TW ngày 16 tháng 8 năm 2019, "
        "UBND tỉnh yêu cầu:\n1. Giảm 15% số người nghiện."
    )
    assert [t.deadline for t in read_text(text).targets] == ["2023"]


def test_a_headline_of_what_was_reached_is_no_target() -> None:
    page = "Toàn tỉnh trồng trên 8.300 ha rừng\n\nTừ đầu năm đến nay, toàn tỉnh đã trồng trên 8.300 ha rừng tập trung."
    assert read(page) == []


def test_a_page_goes_on_telling_of_the_plan_in_its_next_paragraph() -> None:
    page = (
        PLAN
        + "Mục tiêu là 90% trẻ được tiêm chủng.\n\nNgoài ra, 80% thôn có nhân viên y tế.\n\nTỉnh có 5% thôn khó khăn."
    )
    assert [value for _, value, _ in read(page)] == [90, 80]


def test_what_stands_behind_a_stroke_is_no_time() -> None:
    plan = read_text("II. CHỈ TIÊU\n- Không quá 02 vụ phạm pháp/năm; tổ chức ít nhất 02 buổi/xã.")
    assert [t.per for t in plan.targets] == [None, "xã"]


def test_milestones_before_a_shared_noun() -> None:
    plan = read_text("II. CHỈ TIÊU\n- Chỉ tiêu 4: Đến năm 2025 có 70% và năm 2030 có 100% cơ sở trợ giúp hoạt động.")
    assert [(t.value, t.subject, t.deadline) for t in plan.targets] == [
        (70, "cơ sở trợ giúp", "2025"),
        (100, "cơ sở trợ giúp", "2030"),
    ]


def test_the_year_compared_with_makes_no_result_of_what_follows() -> None:
    head = "Tây Ninh, ngày 05 tháng 8 năm 2025\nKẾ HOẠCH\nPhát động đợt thi đua năm 2025\nII. CHỈ TIÊU\n"
    told = read(f"{head}1. Số vụ phạm tội giảm 5% so với cùng kỳ năm 2024; tỷ lệ khám phá án đạt tối thiểu 82%.")
    assert [(how, value) for how, value, _ in told] == [("decrease_ge", 5), ("ge", 82)]


def test_a_headline_repeats_the_figure_that_the_body_tells_by_aspects() -> None:
    page = (
        "Năm 2022, giảm từ 5% trở lên tai nạn giao thông\n\nBan An toàn giao thông tỉnh có Kế hoạch số 11/KH-BATGT.\n\n"
        "Kế hoạch yêu cầu kéo giảm tai nạn giao thông từ 5% trở lên trên cả 3 tiêu chí so với năm 2021.\n\nTin: Q.A"
    )
    assert read(page) == [("decrease_ge", 5, "tai nạn giao thông")]


def test_a_list_of_targets_goes_on_behind_its_semicolons() -> None:
    told = read("Năm 2024, Hội đề ra chỉ tiêu: giúp 12 hộ thoát nghèo; 75% phụ nữ từ 18 tuổi trở lên được khám.")
    assert told == [("eq", 12, "hộ"), ("eq", 75, "phụ nữ từ 18 tuổi trở lên")]


def test_the_name_of_a_newspaper_opens_the_story_below_the_headline() -> None:
    page = (
        "Yên Thế: Đặt mục tiêu giảm 1,5% hộ nghèo\n\n(BG) – Theo kế hoạch vừa được UBND huyện ban hành, "
        "năm 2023 huyện đặt mục tiêu giảm tỷ lệ hộ nghèo 1,5%.\n\nHuyện hiện có 1.940 hộ nghèo, chiếm 6,3%.\n\nMai Toan"
    )
    assert read(page) == [("decrease_ge", 1.5, "tỷ lệ hộ nghèo")]


def test_the_year_that_a_level_is_above_is_no_deadline() -> None:
    plan = read_text("Năm 2024, phấn đấu số ấp đạt chuẩn cao hơn năm 2023 ít nhất 1%.")
    assert [(t.baseline, t.deadline) for t in plan.targets] == [("2023", "2024")]


def test_a_range_alone_and_a_trial_count_below_a_heading_of_targets() -> None:
    text = "II. CHỈ TIÊU\n1. Cấp tỉnh: chỉ đạo xây dựng điểm 02 khu dân cư.\n2. Cấp xã từ 01 đến 02 khu dân cư."
    assert read(text) == [("eq", 2, "khu dân cư"), ("ge", 1, "khu dân cư")]


def test_a_year_compared_with_in_short_form() -> None:
    plan = read_text(
        "Hòa An, ngày 17/02/2023\nKẾ HOẠCH\nGiữ vững an ninh năm 2023\n"
        "1. Số vụ phạm pháp giảm từ 01 vụ trở lên so năm 2022; điều tra làm rõ đạt >= 80%.\n"
        "2. Tai nạn giảm 2 vụ so với năm 2022."
    )
    assert [(t.comparator, t.value, t.baseline) for t in plan.targets] == [
        ("decrease_ge", 1, "2022"),
        ("ge", 80, None),
        ("decrease_ge", 2, "2022"),
    ]
    assert plan.targets[2].subject == "Tai nạn"


def test_a_list_that_opens_with_its_year() -> None:
    told = read("Đến cuối năm 2026, xóa 100% mô hình hình thức; toàn tỉnh có 650 mô hình.")
    assert told == [("eq", 100, "mô hình hình thức"), ("eq", 650, "mô hình")]


def test_counts_by_a_month_and_bodies_that_take_others_in_care() -> None:
    plan = "Công an tỉnh đề ra lộ trình: đến tháng 6-2024 có ít nhất 20 xã; đến tháng 12-2024 có 35 xã sạch ma túy."
    assert [(t.value, t.deadline) for t in read_text(plan).targets] == [(20, "2024-06-30"), (35, "2024-12-31")]
    told = read("II. CHỈ TIÊU\n- 100% cơ quan, đơn vị nhận giúp đỡ ít nhất 01 hộ nghèo.")
    assert told == [("eq", 100, "cơ quan, đơn vị"), ("ge", 1, "hộ nghèo")]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Vắc xin dại tối thiểu 85% tổng đàn chó, mèo.", [("ge", 85, "tổng đàn chó, mèo")]),
        ("Cuối năm 2026 nâng tổng số lên 200 mắt.", [("eq", 200, "mắt")]),
        ("Mỗi xã có ít nhất 01 tới 03 báo cáo viên.", [("ge", 1, "báo cáo viên")]),
        (
            "Đạt ít nhất 22% số xã không ma túy, các năm tiếp theo mỗi năm tăng thêm từ 15 - 18%.",
            [("ge", 22, "xã không ma túy"), ("increase_ge", 15, "xã không ma túy")],
        ),
        ("Có 100% ấp yên; 3/4 tổ tự quản được khen.", [("eq", 100, "ấp yên"), ("eq", 0.75, "tổ tự quản")]),
        ("Số xe quá tải trên 50% giảm từ 20 đến 25%.", [("decrease_ge", 20, "số xe quá tải trên 50%")]),
        ("Mỗi tổ phải có từ 03 đến 05 thành viên.", [("ge", 3, "thành viên")]),
        ("Đạt 60% vào năm 2025 và 80% vào năm 2030 các trường.", [("eq", 60, "trường"), ("eq", 80, "trường")]),
        ("01 mô hình tự quản/thôn; không để xảy ra trọng án.", [("eq", 1, "mô hình tự quản")]),
    ],
)
def test_what_a_number_counts_among_targets(sentence: str, told: Told) -> None:
    assert read(f"II. CHỈ TIÊU\n- {sentence}") == told


def test_a_headline_that_bids() -> None:
    page = "Giảm tỷ lệ trẻ em tảo hôn xuống dưới 1,12%\n\n(KTO)- UBND tỉnh họp về trẻ em.\n\nNăm 2024 là 1,18%.\n\nPV"
    assert read(page)[:1] == [("lt", 1.12, "tỷ lệ trẻ em tảo hôn")]
