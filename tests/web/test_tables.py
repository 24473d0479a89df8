"""The one table of every list: what the address asks for is what is shown and what is downloaded."""

import io
from datetime import date

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook
from tests import cast

from thidua_web.frame.tables import Column, Rows, Table
from thidua_web.frame.templatetags.components import table_rows
from thidua_web.people.models import Post, User

pytestmark = pytest.mark.django_db

COLUMNS = [
    Column("ten", "Tên", lambda row: row.username, order=("username",), url=lambda row: f"/nguoi/{row.pk}/"),
    Column("don-vi", "Đơn vị", lambda row: row.unit_text, order=("unit_text",)),
    Column("so", "Số", lambda row: 1234.5, kind="number"),
    Column("tu", "Từ ngày", lambda row: date(2024, 2, 5), kind="day"),
    Column("thu-dien-tu", "Thư", lambda row: row.email, is_shown=False),
]


def table_for(query: str) -> Table:
    return Table(RequestFactory().get(f"/?{query}"), COLUMNS, User.objects.all(), name="nguoi", per_page=2)


@pytest.fixture(autouse=True)
def people(db):
    for name in ("office", "officer", "neighbor"):
        cast.person(name)
    User.objects.filter(username="neighbor").update(unit_text="=HYPERLINK(1)")


def first_column(table: Table) -> list[str]:
    return [row[0].text for _anchor, row in table.lines]


def test_sorted_both_ways_and_paged():
    assert first_column(table_for("xep=ten")) == ["neighbor", "office"]
    assert first_column(table_for("xep=-ten")) == ["officer", "office"]
    assert first_column(table_for("xep=ten&trang=2")) == ["officer"]
    assert first_column(table_for("xep=ten&trang=99")) == ["officer"]


def test_an_unknown_column_in_the_address_changes_nothing():
    table = table_for("xep=mat-khau&cot=mat-khau")
    assert [column.key for column in table.columns] == ["ten", "don-vi", "so", "tu"]


def test_chosen_columns_are_shown_and_downloaded():
    table = table_for("cot=ten&cot=thu-dien-tu&xep=ten&tai=csv")
    text = b"".join(table.download().streaming_content).decode("utf-8-sig")
    assert text.splitlines() == ["Tên,Thư", "neighbor,neighbor@example.vn", "office,office@example.vn",
                                 "officer,officer@example.vn"]  # fmt: skip


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless():
    text = b"".join(table_for("tai=csv").download().streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "1.234,5" in text
    assert "05/02/2024" in text


def test_excel_keeps_numbers_numbers_and_days_days():
    answer = table_for("tai=xlsx&xep=ten").download()
    content = b"".join(answer.streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Tên", "Đơn vị", "Số", "Từ ngày"]
    assert rows[1] == ["neighbor", "=HYPERLINK(1)", 1234.5, date(2024, 2, 5)]
    assert len(rows) == 4


def test_a_row_is_drawn_with_its_links_its_state_and_nothing_that_a_browser_would_run():
    columns = [*COLUMNS[:2], Column("trang-thai", "Trạng thái", lambda row: row.standing, kind="state")]
    User.objects.filter(username="neighbor").update(unit_text="<script>alert('&')</script>")
    request, every = RequestFactory().get("/?xep=ten"), User.objects.filter(username__in=("neighbor", "office"))
    table = Table(request, columns, every, name="nguoi", anchor=lambda row: f'{row.username}"><b>')
    told = table_rows(table.lines)
    assert told.count("<tr") == 2 and '<tr id="office&quot;&gt;&lt;b&gt;">' in told
    assert "<script>" not in told and "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;" in told
    assert f'<a href="/nguoi/{User.objects.get(username="office").pk}/">office</a></td>' in told
    assert told.count('<td data-label="Trạng thái" class="col-trang-thai cell-state"><span class="chip') == 2


def test_a_long_list_leaves_as_excel_while_its_rows_are_still_being_made():
    made: list[int] = []
    columns = [
        Column("so", "Số", lambda n: made.append(n) or n, kind="number"),
        Column("chu", "Chữ", lambda n: f"dòng {n}"),
    ]
    table = Table(RequestFactory().get("/?tai=xlsx"), columns, Rows(range(3000)), name="dai")
    pieces = iter(table.download().streaming_content)
    first = next(pieces)
    assert first and len(made) < 100, "the head leaves before the rows are made"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(first + b"".join(pieces))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet[1:]] == list(range(3000))


def test_the_queries_of_a_list_do_not_grow_with_its_rows(as_office, django_assert_max_num_queries):
    for number in range(60):
        user = User.objects.create_user(f"them-{number}", cast.PASSWORD, full_name=f"Người {number}")
        Post.objects.create(user=user, role="leader", valid_from=date(2024, 1, 1))
    with django_assert_max_num_queries(12):
        assert as_office.get("/nhat-ky/").status_code == 200
