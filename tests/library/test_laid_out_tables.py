"""Tables that a text lays out with tabs, with one cell a line, with a row for each place."""

import pytest

from thidua.laid_out import rows_on_lines
from thidua.reading import read_text
from thidua.text import Folded

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 61/KH-UBND\nLam Giang, ngày 14 tháng 02 năm 2025\n\nKẾ HOẠCH\n"
    "Phát triển bảo hiểm y tế năm 2025\n\nII. {head}\n{table}\n\nIII. TỔ CHỨC THỰC HIỆN\nGiao Sở Y tế theo dõi.\n"
)
STACKED = """STT
|
Tên chỉ tiêu
|
Đơn vị tính
|
Năm 2025
|
I
|
Hạ tầng (02 chỉ tiêu)
|
1
|
Tỷ lệ thôn
phủ sóng di động
|
%
|
100
|
2
|
Tỷ lệ hồ sơ trễ hạn
|
%
|
< 2
|
"""
PLACES = (
    "TT\tĐịa phương\tSố dân\tNgười tham gia (người)\tTỷ lệ bao phủ (%)\n"
    "1\tXã Phú Lộc\t8.100\t7.850\t96,5\n2\tPhường Hòa Bình\t12.400\t12.000\t97\n\tToàn tỉnh\t20.500\t19.850\t96,8"
)


def told(
    table: str, head: str = "CHỈ TIÊU"
) -> list[tuple[str | None, float | None, str | None, str | None, str | None]]:
    plan = read_text(HEAD.format(head=head, table=table))
    return [(t.comparator, t.value, t.unit, t.subject, t.scope) for t in plan.targets]


def test_a_table_of_one_cell_a_line() -> None:
    assert told(STACKED) == [
        ("eq", 100, "%", "Tỷ lệ thôn phủ sóng di động", None), ("lt", 2, "%", "Tỷ lệ hồ sơ trễ hạn", None),
    ]  # fmt: skip


def test_a_table_parted_by_tabs_and_spans_that_cut_back_to_it() -> None:
    table = "Chỉ tiêu\tĐơn vị tính\tKế hoạch 2025\nTỷ lệ trẻ được tiêm chủng\t%\t≥ 95\nSố trạm có bác sĩ\ttrạm\t40"
    text = HEAD.format(head="CHỈ TIÊU", table=table)
    plan = read_text(text)
    assert [(t.comparator, t.value, t.unit) for t in plan.targets] == [("ge", 95, "%"), ("eq", 40, "count")]
    assert [text[slice(*t.span)] for t in plan.targets] == [
        "Tỷ lệ trẻ được tiêm chủng\t%\t≥ 95", "Số trạm có bác sĩ\ttrạm\t40",
    ]  # fmt: skip


def test_a_row_for_each_place_below_a_heading_of_targets() -> None:
    assert told(PLACES) == [
        ("eq", 7850, "count", "Người tham gia", "Xã Phú Lộc"), ("eq", 96.5, "%", "Tỷ lệ bao phủ", "Xã Phú Lộc"),
        ("eq", 12000, "count", "Người tham gia", "Phường Hòa Bình"),
        ("eq", 97, "%", "Tỷ lệ bao phủ", "Phường Hòa Bình"),
        ("eq", 19850, "count", "Người tham gia", None), ("eq", 96.8, "%", "Tỷ lệ bao phủ", None),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["THỰC TRẠNG", "TÌNH HÌNH"])
def test_a_row_for_each_place_elsewhere_only_tells(head: str) -> None:
    assert told(PLACES, head) == []


@pytest.mark.parametrize(
    "text",
    [
        STACKED,
        PLACES,
        STACKED * 3,
        STACKED[:40],
        "STT\n|\n",
        "a\tb\tc\nd\te\n",
        "TT\n|\nTên\n|\n1\n|\nMột\n",
        "\t\t\n\t\t",
    ],
)
def test_nothing_moves(text: str) -> None:
    assert len(rows_on_lines(text)) == len(text)
    fold = Folded(text)
    assert all(0 <= fold.at(i) <= len(text) for i in range(len(fold.folded) + 1))


def test_a_letterhead_of_two_columns_and_labels_with_tabs_stay() -> None:
    text = "UBND TỈNH\tCỘNG HÒA\nSố: 12\tĐộc lập\n1.\tGiảm 5%\n\n-------\n|\nCỘNG HÒA\n|\nSố: 2\n"
    assert rows_on_lines(text) == text


def test_the_head_of_a_column_tells_its_unit_and_the_second_column_its_names() -> None:
    assert told("TT\tLoại vắc xin\tKế hoạch năm 2025 (liều)\n1\tLở mồm long móng\t14.200\n2\tDịch tả lợn\t9.000") == [
        ("eq", 14200, "count", "Lở mồm long móng", None), ("eq", 9000, "count", "Dịch tả lợn", None),
    ]  # fmt: skip
    assert told("TT\tĐơn vị\tRừng tập trung (ha)\n1\tXã Phú Lộc\t25\n2\tXã An Sơn\t40") == [
        ("eq", 25, "ha", "Rừng tập trung", "Xã Phú Lộc"), ("eq", 40, "ha", "Rừng tập trung", "Xã An Sơn"),
    ]  # fmt: skip
