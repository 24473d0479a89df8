"""Results of recognition of earlier years from a table, and figures from a wide one: row by row, nothing guessed."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from tests.library.test_earlier import code, registry  # noqa: F401

from thidua.errors import OfficerError, RuleKeeperError
from thidua.figures.earlier import read_earlier
from thidua.figures.earlier_recognitions import Result, read_earlier_recognitions
from thidua.figures.elements import check_definitions, parse_definitions

HEAD = "mã đơn vị,năm,kết quả,văn bản,ngày quyết định\n"


def test_results_are_read_with_their_paper_and_day(registry, code: str) -> None:  # noqa: F811
    text = f"{HEAD}{code},2023,Đạt,QĐ 12/QĐ-UBND,5/1/2024\n{code},2022,thu hồi,QĐ 9,\n"
    found = read_earlier_recognitions(registry, text.encode("utf-8-sig"), "cn.csv")
    assert not found.problems
    assert [(r.year, r.result, r.decided_on) for r in found.recognitions] == [
        (2023, Result.RECOGNISED, date(2024, 1, 5)), (2022, Result.REVOKED, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("99999,2023,đạt,QĐ", "99999"),
        ("{code},năm ngoái,đạt,QĐ", "một năm"),
        ("{code},2023,tốt,QĐ", "tốt"),
        ("{code},2023,đạt,", "văn bản"),
        ("{code},2023,đạt,QĐ,31/2/2024", "31/2/2024"),
        ("72,2023,đạt,QĐ", "không thuộc diện"),
    ],
)
def test_each_bad_row_has_its_sentence(registry, code: str, line: str, told: str) -> None:  # noqa: F811
    found = read_earlier_recognitions(registry, (HEAD + line.replace("{code}", code)).encode(), "cn.csv")
    assert not found.recognitions and told in str(found.problems[0]) and "dòng 2" in str(found.problems[0])


def test_two_results_of_one_round_are_not_chosen_between(registry, code: str) -> None:  # noqa: F811
    text = f"{HEAD}{code},2023,đạt,QĐ 1\n{code},2023,không đạt,QĐ 2\n"
    found = read_earlier_recognitions(registry, text.encode(), "cn.csv")
    assert len(found.recognitions) == 1 and "dòng 2" in str(found.problems[0])
    with pytest.raises(OfficerError, match="tên cột"):
        read_earlier_recognitions(registry, b"a,b\n1,2\n", "cn.csv")


def wide(code: str, cell: object, look: dict[str, object] | None = None) -> bytes:  # noqa: F811
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for r, row in enumerate((["Số liệu năm 2023"], ["Kỳ báo cáo", "2023"], ["Văn bản:", "Báo cáo 15/BC"], [],
                             ["Mã đơn vị", "Tên", "Số vụ cháy, nổ", "Tổng số hộ dân trên địa bàn", "Ghi chú"],
                             [code, "xã ấy", 3, None, "đủ"])):  # fmt: skip
        page.write_row(r, 0, row)
    page.write(5, 3, cell, book.add_format(look or {}))
    book.close()
    return out.getvalue()


def test_a_wide_table_takes_period_and_paper_from_above(registry, code: str) -> None:  # noqa: F811
    found = read_earlier(registry, wide(code, "1.250 hộ"), "goc.xlsx")
    assert not found.problems
    told = [(f.element, f.period, f.value, f.paper, f.row) for f in found.figures]
    assert told == [("fires", "2023", 3, "Báo cáo 15/BC", 6), ("households", "2023", 1250, "Báo cáo 15/BC", 6)]


def test_an_empty_cell_of_a_wide_table_is_no_figure(registry, code: str) -> None:  # noqa: F811
    assert [f.element for f in read_earlier(registry, wide(code, None), "goc.xlsx").figures] == ["fires"]


@pytest.mark.parametrize("look", [{"num_format": "0%"}, {"font_strikeout": True}, {"num_format": "#,##0,"}])
def test_a_figure_that_shows_another_is_a_problem_with_its_cell(registry, code: str, look) -> None:  # noqa: F811
    found = read_earlier(registry, wide(code, 2, look), "goc.xlsx")
    assert len(found.problems) == 1 and "D6" in str(found.problems[0]) and "dòng 6" in str(found.problems[0])


def test_a_workbook_of_another_program_without_a_head_is_refused(registry) -> None:  # noqa: F811
    book = openpyxl.Workbook()
    book.active.append(["Xã", "Hộ"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(OfficerError, match="tên cột"):
        read_earlier(registry, out.getvalue(), "goc.xlsx")


@pytest.mark.parametrize("measure", ["%", "phần trăm", "tỷ lệ %"])
def test_nobody_may_define_a_percentage_to_be_typed(measure: str) -> None:
    text = (
        "elements:\n  share:\n    label: Tỷ lệ hộ\n    kind: integer\n"
        f"    unit: '{measure}'\n    unit_kinds: [commune]\n    frequency: year\n"
    )
    with pytest.raises(RuleKeeperError, match="không ai nhập tỷ lệ"):
        check_definitions(*parse_definitions(text, "rieng.yaml"))
