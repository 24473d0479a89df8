"""Days that a paper sets, printed without their year, month or the word for day."""

import pytest

from thidua.reading import read_text

PAGE = "Đẩy mạnh phong trào thi đua ở địa phương\n\n{}\n\nHồng Minh\n"

DAYS = [
    (
        "Tháng hành động diễn ra từ ngày 1 đến 30-6 trên toàn quốc.",
        [("--06-01", "period_start"), ("--06-30", "period_end")],
    ),
    ("Hội thi nhận bài từ ngày 5/3 đến 20/4 với ba bảng.", [("--03-05", "period_start"), ("--04-20", "period_end")]),
    ("Sáng nay (12/3), Ban Chỉ đạo tổ chức hội nghị.", [("--03-12", "event")]),
    ("Ngày 15-9 vừa qua, xã ra mắt mô hình.", [("--09-15", "event")]),
    ("Đến ngày 30/9/2024, các xã gửi danh sách.", [("2024-09-30", "period_end")]),
]


@pytest.mark.parametrize(("sentence", "days"), DAYS, ids=[s for s, _ in DAYS])
def test_days_are_read(sentence: str, days: list[tuple[str, str]]) -> None:
    assert [(d.date, d.kind) for d in read_text(PAGE.format(sentence)).dates] == days


def test_the_day_of_a_page_is_not_one_that_it_sets() -> None:
    assert read_text("Ra mắt mô hình\n\n15/9/2024 - 08:30\n\nXã ra mắt mô hình tự quản.").dates == ()
