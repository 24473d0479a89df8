"""One plan in every form that an office keeps it: its reading is the one of its plain text."""

import io

import docx
from docx.document import Document

from thidua.reading import Plan, read_text
from thidua.reading.opening import open_bytes

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


def test_the_words_that_issue_the_plan_behind_its_grounds_are_no_task() -> None:
    grounds = "Căn cứ Kế hoạch số 5/KH-CAT ngày 02/01/2031. Ban Chỉ đạo xã xây dựng kế hoạch như sau:"
    plan = read_text(f"Số: 18/KH-BCĐ\nKẾ HOẠCH\nGiữ gìn trật tự\n{grounds}\n1. Công an xã: tuần tra ban đêm.\n")
    assert [task.lead for task in plan.tasks] == [("Công an xã",)]


def test_a_code_at_the_beginning_of_a_line_is_no_label() -> None:
    plan = read_text("1. Công an tỉnh\nThực hiện Tờ trình số\n15/TTr-CAT ngày 02/3/2026.\n2/ Sở Nội vụ")
    assert [section.label for section in plan.sections] == ["1.", "2/"]


PLAN = "Số: 12/KH-UBND\nSông Hậu, ngày 05 tháng 02 năm 2031\nKẾ HOẠCH\nGiữ gìn trật tự năm 2031\nI. CHỈ TIÊU\n"
TARGETS = [
    [("TT", 1, 2), ("Chỉ tiêu", 1, 2), ("Đơn vị tính", 1, 2), ("Kế hoạch", 2, 1)],
    [("Năm 2031", 1, 1), ("Năm 2032", 1, 1)],
    [("A", 1, 1), ("Về an ninh", 4, 1)],
    [("1", 1, 1), ("Khu dân cư đạt chuẩn an toàn", 1, 1), ("%", 1, 2), ("80", 1, 1), ("85", 1, 1)],
    [("2", 1, 1), ("Cơ quan đạt chuẩn an toàn", 1, 1), ("90", 2, 1)],
]
TASKS = [
    [("TT", 1, 1), ("Nội dung", 1, 1), ("Chủ trì", 1, 1), ("Phối hợp", 1, 1), ("Thời hạn", 1, 1)],
    [("1", 1, 1), ("Mở lớp tập huấn", 1, 1), ("Công an tỉnh", 1, 2), ("Sở Nội vụ", 1, 1), ("31/8/2031", 1, 2)],
    [("2", 1, 1), ("Rà soát mô hình", 1, 1), ("Sở Tài chính", 1, 1)],
]
Grid = list[list[tuple[str, int, int]]]


def as_page(grid: Grid) -> str:
    cells = (
        "".join(f"<td colspan={across} rowspan={down}><p>{words}</p></td>" for words, across, down in row)
        for row in grid
    )
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def into_word(document: Document, grid: Grid, columns: int) -> None:
    """Draw the grid with Word's own merging."""
    table = document.add_table(len(grid), columns, style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(grid):
        column = 0
        for words, across, down in row:
            while (at, column) in taken:
                column += 1
            taken |= {(at + y, column + x) for x in range(across) for y in range(down)}
            cell = table.cell(at, column).merge(table.cell(at + down - 1, column + across - 1))
            cell.text = words
            column += across


def told(plan: Plan) -> tuple[object, object]:
    targets = [(t.subject, t.value, t.unit, t.deadline) for t in plan.targets]
    return targets, [(k.lead, k.supporting, k.action, k.deadline) for k in plan.tasks]


MERGED = (
    [
        ("Khu dân cư đạt chuẩn an toàn", 80, "%", "2031"),
        ("Khu dân cư đạt chuẩn an toàn", 85, "%", "2032"),
        ("Cơ quan đạt chuẩn an toàn", 90, "%", "2031"),
    ],
    [
        (("Công an tỉnh",), ("Sở Nội vụ",), "Mở lớp tập huấn", "2031-08-31"),
        (("Công an tỉnh",), ("Sở Tài chính",), "Rà soát mô hình", "2031-08-31"),
    ],
)


def test_merged_cells_of_a_page_hold_for_every_row_and_column_that_they_cover() -> None:
    lines = "".join(f"<p>{line}</p>" for line in PLAN.split("\n"))
    page = f"<html><body>{lines}{as_page(TARGETS)}<p>II. PHÂN CÔNG</p>{as_page(TASKS)}</body></html>"
    assert told(read_text(open_bytes(page.encode(), name="a.html").text)) == MERGED


def test_merged_cells_of_a_word_file_hold_for_every_row_and_column_that_they_cover() -> None:
    document, out = docx.Document(), io.BytesIO()
    for line in PLAN.split("\n"):
        document.add_paragraph(line)
    into_word(document, TARGETS, 5)
    document.add_paragraph("II. PHÂN CÔNG")
    into_word(document, TASKS, 5)
    document.save(out)
    assert told(read_text(open_bytes(out.getvalue(), name="a.docx").text)) == MERGED


def test_a_table_that_merges_everything_stays_in_proportion() -> None:
    cell = f"<td rowspan=9999>{'x' * 299}</td>"
    page = f"<html><body><table border=1><tr>{cell * 40}</tr>{'<tr><td>y</td></tr>' * 3000}</table></body></html>"
    assert len(open_bytes(page.encode(), name="a.html").text) < 6 * len(page)
