"""Tasks: who leads, who supports, by when; whose the dash items under a heading are."""

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
