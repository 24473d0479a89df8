"""One plan in every form that an office keeps it: its reading is the one of its plain text."""

from thidua.reading import read_text

HEADING = "2. Phong trào ở cơ quan, doanh nghiệp và các cơ sở giáo dục trên địa bàn"
BODY = (
    "Công an tỉnh chủ trì, phối hợp với Sở Nội vụ hướng dẫn các cơ quan, doanh nghiệp, cơ sở giáo dục đăng ký xây dựng"
    " đơn vị an toàn, tổng hợp kết quả báo cáo Ủy ban nhân dân tỉnh theo quy định của kế hoạch này."
)


def test_a_heading_stands_apart_from_the_paragraph_right_below_it() -> None:
    plan = read_text(f"1. Nội dung\n{BODY}\n{HEADING}\n{BODY}\n3. Khác\n{BODY}")
    assert [section.title for section in plan.sections][1] == HEADING[3:]
    assert [task.lead for task in plan.tasks] == [("Công an tỉnh",)] * 3


def test_a_line_that_met_the_margin_goes_on_below() -> None:
    broken = BODY.replace("đăng ký xây dựng", "Ủy ban nhân dân các xã đăng ký").split(" Ủy ban nhân dân các xã ", 1)
    lines = [broken[0], "Ủy ban nhân dân các xã " + broken[1][:70], broken[1][70:]]
    (task,) = read_text("1. Nội dung\n" + "\n".join(lines)).tasks
    assert "Ủy ban nhân dân các xã đăng ký" in task.action.replace("\n", " ")


def test_recipients_begin_right_below_the_last_words() -> None:
    close = BODY.rstrip(".")
    receivers = "Nơi nhận:\n- Bộ Công an;\n- Sở Tài chính;\n- Lưu: VT."
    plan = read_text(f"1. Công an tỉnh\n{BODY}\n2. Sở Nội vụ\n{close}\n{receivers}")
    assert plan.document is not None and plan.document.recipients == ("Bộ Công an", "Sở Tài chính")
    assert [section.id for section in plan.sections] == ["1", "2"]


def test_headings_in_capitals_are_nobodys_tasks() -> None:
    plan = read_text(
        "Số: 18/KH-CAX\nKẾ HOẠCH\nGiữ gìn trật tự\nCông an xã Tân Hưng xây dựng Kế hoạch thực hiện như sau:\n"
        "I. MỤC ĐÍCH, YÊU CẦU\nNâng cao nhận thức.\nII. TỔ CHỨC THỰC HIỆN\n1. Tổ Cảnh sát khu vực: tuần tra ban đêm.\n"
    )
    assert [task.lead for task in plan.tasks] == [("Tổ Cảnh sát khu vực",)]


def test_a_code_at_the_beginning_of_a_line_is_no_label() -> None:
    plan = read_text("1. Công an tỉnh\nThực hiện Tờ trình số\n15/TTr-CAT ngày 02/3/2026.\n2/ Sở Nội vụ")
    assert [section.label for section in plan.sections] == ["1.", "2/"]
