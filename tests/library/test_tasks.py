"""Tasks: who leads, who supports, by when; whose the dash items under a heading are."""

import pytest

from thidua.reading import read_text
from thidua.reading.plan import Task


def tasks(text: str) -> tuple[Task, ...]:
    return read_text(text).tasks


def test_lead_partners_deadline() -> None:
    (task,) = tasks(
        "III. TỔ CHỨC\n1. Công an tỉnh chủ trì, phối hợp với Sở Nội vụ, Sở Y tế hướng dẫn trước ngày 15/3/2024."
    )
    assert (task.lead, task.supporting, task.deadline) == (("Công an tỉnh",), ("Sở Nội vụ", "Sở Y tế"), "2024-03-15")
    assert task.section == "III.1" and task.action.startswith("chủ trì")


def test_a_heading_that_is_a_name_leads_its_items() -> None:
    told = tasks(
        "IV. THỰC HIỆN\n4. Công an tỉnh\n- Nắm chắc tình hình địa bàn.\n"
        "- Chủ trì, phối hợp với Sở Nội vụ kiểm tra.\n5. Sở Tư pháp\n- Phổ biến pháp luật."
    )
    assert [t.lead for t in told] == [("Công an tỉnh",), ("Công an tỉnh",), ("Sở Tư pháp",)]
    assert told[1].supporting == ("Sở Nội vụ",)


def test_a_lead_in_leads_its_items_and_an_own_body_wins() -> None:
    told = tasks(
        "Công an tỉnh phối hợp với Sở Nội vụ thực hiện các nội dung:\n- Củng cố tổ tự quản.\n"
        "- Các cơ quan, doanh nghiệp chủ động xây dựng lực lượng."
    )
    assert [t.lead for t in told] == [("Công an tỉnh",), ("Công an tỉnh",), ("Các cơ quan, doanh nghiệp",)]


def test_given_by_another() -> None:
    told = tasks(
        "1. Giao Sở Tài chính bố trí kinh phí.\n2. Đề nghị Hội Nông dân tỉnh đẩy mạnh mô hình.\n"
        "3. UBND tỉnh yêu cầu Công an tỉnh chủ trì theo dõi."
    )
    assert [t.lead for t in told] == [("Sở Tài chính",), ("Hội Nông dân tỉnh",), ("Công an tỉnh",)]


def test_later_sentences_and_clauses_with_their_own_body() -> None:
    told = tasks(
        "1. Sở Y tế chuẩn bị cơ sở vật chất; Sở Tài chính cân đối kinh phí. Báo Tây Ninh tăng cường tuyên truyền."
    )
    assert [t.lead for t in told] == [("Sở Y tế",), ("Sở Tài chính",), ("Báo Tây Ninh",)]


def test_recurrence_and_month() -> None:
    first, second = tasks(
        "1. Sở Nội vụ định kỳ hằng quý báo cáo UBND tỉnh.\n2. UBND các huyện hoàn thành kiện toàn trong tháng 4/2024."
    )
    assert first.recurs is not None and second.deadline == "2024-04-30"


def test_results_headings_and_recipients_are_no_tasks() -> None:
    assert tasks("Công an xã đã kiểm tra 12 cơ sở.\nNơi nhận:\n- Công an tỉnh;\n- Sở Nội vụ;") == ()
    assert tasks("1. Phòng ngừa xã hội được đẩy mạnh ở cơ sở.\n2. Ban hành kế hoạch thực hiện phong trào.") == ()


def test_a_heading_passes_its_partners_on_and_the_last_clause_of_a_lead_in_leads() -> None:
    told = tasks(
        "III. GIẢI PHÁP\n1. Công an tỉnh chủ trì, phối hợp với Sở Nội vụ:\n- Củng cố tổ tự quản ở cơ sở.\n"
        "2. Đẩy mạnh phong trào; các ban, ngành, đoàn thể thực hiện các nội dung sau:\n- Vận động nhân dân chấp hành."
    )
    assert (told[0].lead, told[0].supporting) == (("Công an tỉnh",), ("Sở Nội vụ",))
    assert told[-1].lead == ("các ban, ngành, đoàn thể",)


def test_partners_named_first_and_names_that_hold_a_verb() -> None:
    (task,) = tasks("IV. THỰC HIỆN\n1. Công an xã\n- Phối hợp với các đơn vị có liên quan tuần tra ban đêm.")
    assert task.supporting == ("các đơn vị có liên quan",)
    assert tasks("IV. KHEN THƯỞNG\n- UBND tỉnh tặng Bằng khen cho 5 tập thể có thành tích xuất sắc.") == ()


def test_two_bodies_parted_by_a_semicolon_share_what_follows() -> None:
    (task,) = tasks("IV. THỰC HIỆN\n4. Trung tâm Dịch vụ công; Điện lực huyện: bảo đảm nguồn điện phục vụ chữa cháy.")
    assert task.lead == ("Trung tâm Dịch vụ công", "Điện lực huyện")


def test_a_figure_behind_bodies_is_a_target_no_deed() -> None:
    told = tasks("II. CHỈ TIÊU\n- Cơ quan, đơn vị, doanh nghiệp đạt chuẩn văn hóa: từ 90% trở lên.\n- Ấp: đạt 97%.")
    assert told == ()


def test_a_name_that_holds_a_modal_verb() -> None:
    (task,) = tasks(
        "III. TỔ CHỨC\n3. Phòng Chính trị chủ trì, phối hợp Phòng Tham mưu, Phòng Hậu cần theo dõi kết quả."
    )
    assert task.supporting == ("Phòng Tham mưu", "Phòng Hậu cần")


def test_bodies_before_the_word_help_too() -> None:
    told = tasks(
        "IV. THỰC HIỆN\n1. Sở Y tế chủ trì, Sở Tài chính, UBND các huyện phối hợp rà soát, xong trước ngày 3/4/2024.\n"
        "2. Ban Dân tộc chủ trì; Sở Nội vụ và Tỉnh Đoàn phối hợp tổ chức hội thi.\n"
        "3. Sở Xây dựng chủ trì cùng Công an tỉnh kiểm tra các chợ.\n"
        "4. Sở Tư pháp phối hợp với Sở Nội vụ mở lớp tập huấn; Sở Tài chính phối hợp với Kho bạc bố trí kinh phí."
    )
    assert [(t.lead, t.supporting) for t in told] == [
        (("Sở Y tế",), ("Sở Tài chính", "UBND các huyện")),
        (("Ban Dân tộc",), ("Sở Nội vụ", "Tỉnh Đoàn")),
        (("Sở Xây dựng",), ("Công an tỉnh",)),
        (("Sở Tư pháp",), ("Sở Nội vụ",)),
        (("Sở Tài chính",), ("Kho bạc",)),
    ]


def test_what_is_given_in_the_middle_of_a_sentence() -> None:
    told = tasks(
        "Công văn nêu rõ, thực hiện cao điểm, giao Công an tỉnh chủ trì, phối hợp với Sở Công Thương kiểm tra kho hàng."
    )
    assert [(t.lead, t.supporting) for t in told] == [(("Công an tỉnh",), ("Sở Công Thương",))]


def test_a_table_gives_out_work_and_targets() -> None:
    plan = read_text(
        "PHÂN CÔNG NHIỆM VỤ\n\nSTT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn\n"
        "1 | Mở lớp tập huấn cho ít nhất 300 hòa giải viên | Phòng Tư pháp | Hội Luật gia, Huyện đoàn | Quý II/2024\n"
        "2 | Tổng hợp, báo cáo kết quả | Văn phòng HĐND và UBND huyện | Công an huyện | 05/12/2024\n"
    )
    assert [(t.lead, t.supporting, t.deadline) for t in plan.tasks] == [
        (("Phòng Tư pháp",), ("Hội Luật gia", "Huyện đoàn"), "2024-06-30"),
        (("Văn phòng HĐND và UBND huyện",), ("Công an huyện",), "2024-12-05"),
    ]
    (target,) = plan.targets
    assert (target.comparator, target.value, target.subject, target.deadline) == (
        "ge", 300, "hòa giải viên", "2024-06-30",
    )  # fmt: skip


def test_whoever_does_something_leads_nothing() -> None:
    assert tasks("III. THỰC HIỆN\n3. Đơn vị nào để xảy ra cháy lớn trong năm thì không xét thi đua.") == ()
    assert tasks("Điều 3. Mức hỗ trợ\n1. Tổ trưởng: 1.500.000 đồng/người/tháng.") == ()
    (task,) = tasks("III. THỰC HIỆN\n2. Phòng Tài chính - Kế hoạch thẩm định kinh phí tổ chức ngày hội.")
    assert task.lead == ("Phòng Tài chính - Kế hoạch",)


def test_what_a_page_tells_was_done_is_no_task() -> None:
    page = "Ra quân cao điểm\n\nLực lượng chức năng xử lý 2.345 trường hợp vi phạm.\n\n"
    assert tasks(page + "Huyện ủy Mường Khương ban hành Nghị quyết về giảm nghèo với những mục tiêu chủ yếu sau:") == ()


def test_who_only_says_something_leads_nothing_and_a_team_of_inspection_is_a_name() -> None:
    assert tasks("III. THỰC HIỆN\n- Giám đốc Sở Nội vụ cho biết sẽ kiểm tra các cơ quan.") == ()
    (task,) = tasks("III. THỰC HIỆN\n- Đội kiểm tra liên ngành kiểm tra các cơ sở karaoke trên địa bàn.")
    assert task.lead == ("Đội kiểm tra liên ngành",)


def test_a_list_of_bodies_parted_by_semicolons_leads_as_one() -> None:
    (task,) = tasks("III. TỔ CHỨC\n4. Sở Văn hóa và Thể thao; Sở Y tế; Sở Tư pháp: lồng ghép nội dung vào kế hoạch.")
    assert task.lead == ("Sở Văn hóa và Thể thao", "Sở Y tế", "Sở Tư pháp")


def test_a_heading_of_two_names_parted_by_a_semicolon_leads_its_items() -> None:
    told = tasks("III. TỔ CHỨC\n1. Thủ trưởng các sở; Chủ tịch UBND các huyện\na) Tuyên truyền đến cán bộ, công chức.")
    assert [task.lead for task in told] == [("Thủ trưởng các sở", "Chủ tịch UBND các huyện")]


def test_given_by_the_district_in_passing() -> None:
    (task,) = tasks(
        "III. TỔ CHỨC\nTheo đó, huyện giao Phòng Tư pháp chủ trì, phối hợp với Hội Nông dân rà soát từng hộ."
    )
    assert (task.lead, task.supporting) == (("Phòng Tư pháp",), ("Hội Nông dân",))


def test_the_day_of_the_report_and_not_the_end_of_what_it_covers() -> None:
    (task,) = tasks("III. TỔ CHỨC\n1. Sở Y tế báo cáo trước 20/12/2025, số liệu từ 15/12/2024 đến 14/12/2025.")
    assert task.deadline == "2025-12-20"


DEEDS = {
    "Chi cục Kiểm lâm tuần tra, kiểm soát địa bàn.": ("Chi cục Kiểm lâm",),
    "Hạt Kiểm lâm, Đồn Biên phòng Ba Sơn tuần tra địa bàn giáp ranh.": ("Hạt Kiểm lâm", "Đồn Biên phòng Ba Sơn"),
    "Ngân hàng Chính sách xã hội huyện giải ngân kịp thời.": ("Ngân hàng Chính sách xã hội huyện",),
    "Ban Dân vận, Ban Tuyên giáo Tỉnh ủy định hướng nội dung.": ("Ban Dân vận", "Ban Tuyên giáo Tỉnh ủy"),
    "Yêu cầu các đơn vị nghiêm túc triển khai.": ("các đơn vị",),
    "Phân công đồng chí Phó Chủ tịch UBND xã trực tiếp chỉ đạo.": ("Phó Chủ tịch UBND xã",),
    "Trách nhiệm của Sở Xây dựng: hướng dẫn khắc phục vi phạm.": ("Sở Xây dựng",),
    "Hằng quý, Phòng Nội vụ tổng hợp kết quả thi đua.": ("Phòng Nội vụ",),
    "Trên cơ sở đó, Công an xã tham mưu thành lập tổ công tác.": ("Công an xã",),
    "Thủ trưởng các sở, ban, ngành chịu trách nhiệm triển khai.": ("Thủ trưởng các sở, ban, ngành",),
    "Các tổ chức tín dụng dán cảnh báo tại điểm giao dịch.": ("Các tổ chức tín dụng",),
    "Ban Thường vụ Tỉnh đoàn giao Ban Thanh niên xung phong theo dõi, báo cáo.": ("Ban Thanh niên xung phong",),
    "Cơ quan, đơn vị, doanh nghiệp tự kiểm tra, khắc phục.": ("Cơ quan, đơn vị, doanh nghiệp",),
}


@pytest.mark.parametrize("line", DEEDS)
def test_names_end_where_the_deed_begins(line: str) -> None:
    assert [task.lead for task in tasks(f"III. TỔ CHỨC\n{line}")] == [DEEDS[line]]


PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nSố: 88/KH-UBND\nPhú Thọ, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nThi đua năm 2024\n"
    "I. CHỈ TIÊU\n1. Phấn đấu 85% xã đạt chuẩn an toàn.\nII. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh hướng dẫn các xã.\n"
)
SIGNED = "Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình\n"


def test_a_paper_laid_out_in_a_table_of_one_column() -> None:
    rows = "".join(f"| {line} |\n" for line in (PLAN + SIGNED).splitlines())
    plain, laid_out = read_text(PLAN + SIGNED), read_text(rows)
    assert [(t.value, t.subject) for t in laid_out.targets] == [(t.value, t.subject) for t in plain.targets] != []
    assert [t.lead for t in laid_out.tasks] == [t.lead for t in plain.tasks] == [("Công an tỉnh",)]


@pytest.mark.parametrize("opening", ["PHỤ LỤC 01: CHỈ TIÊU BỔ SUNG", "Phụ lục II", "PHỤ LỤC"])
def test_an_annex_behind_the_signature_is_read(opening: str) -> None:
    plan = read_text(f"{PLAN}{SIGNED}{opening}\nI. CHỈ TIÊU\n1. Phấn đấu 90% thôn có tổ tự quản.\n")
    assert [t.value for t in plan.targets] == [85, 90]
