"""Days as papers print them: separators, words, broken lines, ranges, cut and impossible ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.printed_dates import find_dates
from thidua.reading import read_text
from thidua.text import Folded


def read(text: str) -> list[str | None]:
    return [d.date for d in find_dates(Folded(text).lower)]


TOLD_ON_PAGES = [
    ("Trong 2 ngày 18 và 19-5, Hội Nông dân huyện tổ chức đại hội.", [("--05-19", "event")]),
    ("Kéo dài từ ngày 03/4 đến ngày 05/6/2019. Ngày 14/5/2019, tỉnh sẽ ra quân.", [
        ("2019-04-03", "period_start"), ("2019-06-05", "period_end"), ("2019-05-14", "event")]),
    ("Sáng nay 7/3, Huyện đoàn ra quân.", [("--03-07", "event")]),
    ("Thi đua mừng Quốc khánh 2/9./.", [("--09-02", "commemoration")]),
    ("Công an huyện mở cao điểm 45 ngày đêm (12/11-26/12).", [("--11-12", "period_start"), ("--12-26", "period_end")]),
    ("Ra quân từ 5-25/7 trên địa bàn huyện.", [("--07-05", "period_start"), ("--07-25", "period_end")]),
    ("Mỗi thôn đạt từ 3-5/10 tiêu chí.", []),
    ("Hạn cuối nộp bài dự thi: 30/8.", [("--08-30", "deadline")]),
    ("Hội thi khai mạc sáng mai (9/4).", [("--04-09", "event")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "days"), TOLD_ON_PAGES, ids=[s for s, _ in TOLD_ON_PAGES])
def test_days_as_a_page_tells_them(sentence: str, days: list[tuple[str, str]]) -> None:
    told = read_text(f"Phong trào thi đua của huyện lan rộng\n\n{sentence}\n").dates
    assert [(day.date, day.kind) for day in told] == days


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("25/10/2013", ["2013-10-25"]),
        ("ngày 26 tháng 4 năm 2023", ["2023-04-26"]),
        ("ngày 06\ntháng 4 năm\n2016", ["2016-04-06"]),
        ("1.12.2011 và 16-12-2018", ["2011-12-01", "2018-12-16"]),
        ("16/11 /2013; 3/3/\n2020", ["2013-11-16", "2020-03-03"]),
        ("ngày31/8/2012", ["2012-08-31"]),
        ("ngày 14-11 tại hội trường", ["--11-14"]),
        ("bắt đầu từ ngày 15-12.", ["--12-15"]),
        ("trước ngày 20/11 hằng năm", ["--11-20"]),
        ("tháng 7 năm 2024, tháng 8/2024", ["2024-07", "2024-08"]),
        ("15.4 – 30.6.2021", ["2021-04-15", "2021-06-30"]),
        ("từ ngày 01/6 đến ngày 15/6/2024", ["2024-06-01", "2024-06-15"]),
        ("ngày 25 - 30/4/2024", ["2024-04-25", "2024-04-30"]),
        ("ngày 15 và 16/8/2024", ["2024-08-15", "2024-08-16"]),
        ("từ ngày 15/12 đến ngày 14/01/2025", ["2024-12-15", "2025-01-14"]),
        ("tháng 6 - 7/2024", ["2024-06", "2024-07"]),
        ("giai đoạn 2 từ 6 - 12/2025", []),
        ("giai đoạn 2021-2025, 24/7, điện thoại 0276.3822.2024", []),
        ("Nghị định số 06/2014/NĐ-CP", []),
        ("06/12/2022/QH15", []),
    ],
)
def test_days_are_read(text: str, dates: list[str | None]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize(
    ("text", "doubt", "suggests"),
    [
        ("ngày 31/4/2024", "impossible-date", None),
        ("29/02/2023", "impossible-date", None),
        ("12/25/2023", "swapped-day-month", "25/12/2023"),
        ("(ngày 25/10/20", "broken-number", None),
    ],
)
def test_what_is_no_day_is_a_doubt(text: str, doubt: str, suggests: str | None) -> None:
    (date,) = find_dates(Folded(text).lower)
    assert (date.doubt, date.suggests) == (doubt, suggests)
    assert date.date is None or doubt == "broken-number"


def test_two_whole_days_joined_by_a_dash_are_a_range() -> None:
    roles = [d.role for d in find_dates("từ 15.12.2020 - 28.2.2021; ngày 1/3/2021, 2/3/2021")]
    assert roles == ["start", "end", None, None]


@given(st.text(alphabet="ngày thángm0123/.-,\n19220", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    lower = Folded(text).lower
    found = find_dates(lower)
    assert all(0 <= d.start < d.end <= len(lower) for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
