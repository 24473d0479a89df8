"""Accounts from a workbook: a dry run that stores nothing, sentences by row, all or none."""

import re
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl.styles import Font
from tests.web.test_accounts import GOOD, administrator, browser  # noqa: F401
from tests.web.test_returns_acts import place, unit  # noqa: F401

from thidua_web.journal.models import JournalEntry
from thidua_web.people.intake import proposed_username
from thidua_web.people.models import ActivationCode, Post, Role, User

pytestmark = pytest.mark.django_db
OFFICER = "Cán bộ đơn vị"


def filled(blank: bytes, *rows: dict[str, object]) -> SimpleUploadedFile:
    """The template itself, with these rows written under its headings."""
    book = openpyxl.load_workbook(BytesIO(blank))
    sheet = book["Tài khoản"]
    headings = [cell.value for cell in sheet[1]]
    for number, row in enumerate(rows, 2):
        assert set(row) <= set(headings)
        for heading, value in row.items():
            sheet.cell(number, headings.index(heading) + 1, value)
    return packed(book)


def packed(book: openpyxl.Workbook) -> SimpleUploadedFile:
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("can-bo.xlsx", out.getvalue())


def blank(client: Client) -> bytes:
    return client.get("/tai-khoan/nap/mau.xlsx").content


def tried(client: Client, *rows: dict[str, object]):
    return client.post("/tai-khoan/nap/", {"file": filled(blank(client), *rows)})


def kept(page: str) -> str:
    return re.search(r'name="kept" value="([^"]+)"', page)[1]


def test_a_good_file_is_shown_then_made_whole(place, as_office):  # noqa: F811
    before = User.objects.count()
    answer = tried(
        as_office,
        {"Họ và tên": "Hồ Văn Mới", "Vai trò": OFFICER, "Mã đơn vị": 90001, "Từ ngày": date(2026, 1, 5)},
        {"Họ và tên": "Hồ Vinh Mới", "Vai trò": OFFICER, "Tên đơn vị": "xã an bình", "Từ ngày": "5/1/2026"},
        {"Họ và tên": "Đặng Thị Ánh", "Vai trò": "người thẩm định", "Thư điện tử công vụ": "anh@example.vn"},
    )
    assert answer.status_code == 200 and User.objects.count() == before, "a dry run stores nothing"
    slips = as_office.post("/tai-khoan/nap/mo/", {"kept": kept(answer.content.decode())}).content.decode()
    made = {u.username: u for u in User.objects.filter(username__in=["moi.hv", "moi.hv2", "anh.dt"])}
    assert set(made) == {"moi.hv", "moi.hv2", "anh.dt"}
    assert {p.valid_from for p in Post.objects.filter(unit=place["officer"], user__in=made.values())} == {
        date(2026, 1, 5)
    }
    assert made["anh.dt"].roles() == {Role.VERIFIER} and not made["anh.dt"].has_usable_password()
    assert ActivationCode.objects.filter(ended_at=None).count() == 3
    assert JournalEntry.objects.filter(act="import_accounts").count() == 3
    codes = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", slips)
    person = {"username": "moi.hv", "code": codes[0], "password1": GOOD, "password2": GOOD}
    assert Client().post("/lan-dau/", person).status_code == 302
    again = tried(as_office, {"Họ và tên": "Hồ Văn Mới", "Vai trò": OFFICER, "Mã đơn vị": "90001"})
    assert "đã có trong hệ thống" in again.content.decode()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"Vai trò": OFFICER, "Mã đơn vị": "90001"}, "thiếu Họ và tên"),
        ({"Họ và tên": "A B", "Vai trò": "Trưởng ấp", "Mã đơn vị": "90001"}, "chọn một trong"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER}, "cần một đơn vị"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "12345"}, "Không có đơn vị «12345»"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Tên đơn vị": "xã Bình Minh"}, "không phải"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Từ ngày": "31/2/2026"}, "không phải một ngày"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Từ ngày": "2026-03-25 rác"}, "một ngày"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Từ ngày": "31/12/9999"}, "một ngày"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Từ ngày": "1/3/2026",
          "Đến trước ngày": "1/3/2026"}, "phải sau ngày bắt đầu"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Tên đăng nhập": "office"}, "đã có người dùng"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Tên đăng nhập": "a b"}, "Tên đăng nhập"),
        ({"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001", "Thư điện tử công vụ": "x@"}, "Thư điện tử"),
        ({"Họ và tên": "A B", "Vai trò": "Cơ quan thường trực", "Mã đơn vị": "90001"}, "cấp tỉnh"),
    ],
)  # fmt: skip
def test_one_wrong_row_stops_the_file_with_its_number(place, as_office, row, told):  # noqa: F811
    before = User.objects.count()
    answer = tried(as_office, {"Họ và tên": "Hồ Văn Mới", "Vai trò": OFFICER, "Mã đơn vị": "90001"}, row)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Dòng 3" in page and told in page and 'name="kept"' not in page
    assert User.objects.count() == before


HEADS = ["Họ và tên", "Vai trò", "Mã đơn vị", "Điện thoại công vụ"]
VERIFIER = "Người thẩm định"


def merged(book: openpyxl.Workbook) -> None:
    book.active.append(["A Hai", VERIFIER])
    book.active.merge_cells("C2:C3")


def failed(book: openpyxl.Workbook) -> None:
    book.active.append(["A Hai", VERIFIER, "=VLOOKUP(1;B:B;1)"])


def struck(book: openpyxl.Workbook) -> None:
    book.active.append(["A Hai", VERIFIER, "90001"])
    for cell in book.active[3]:
        cell.font = Font(strike=True)


def second_sheet(book: openpyxl.Workbook) -> None:
    other = book.create_sheet("Huyện hai")
    other.append(HEADS)
    other.append(["A Hai", VERIFIER, "90001"])


@pytest.mark.parametrize(
    ("deed", "told"),
    [(merged, "gộp với dòng khác"), (failed, "công thức chưa tính"), (struck, "gạch ngang"),
     (second_sheet, "«Huyện hai»")],
)  # fmt: skip
def test_nobody_is_given_the_province_because_a_cell_lost_its_unit(place, as_office, deed, told):  # noqa: F811
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    book.active.append(["A Một", VERIFIER, "90001"])
    deed(book)
    answer = as_office.post("/tai-khoan/nap/", {"file": packed(book)})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and 'name="kept"' not in page


def test_a_telephone_number_keeps_its_zero_and_an_empty_sheet_before_the_list_is_passed(place, as_office):  # noqa: F811
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    sheet = book.create_sheet("Danh sách")
    for row in (HEADS, ["A Một", OFFICER, 90001, 912345678], ["A Hai", OFFICER, 90001, "0276 3822 000"]):
        sheet.append(row)
    page = as_office.post("/tai-khoan/nap/", {"file": packed(book)}).content.decode()
    as_office.post("/tai-khoan/nap/mo/", {"kept": kept(page)})
    made = User.objects.filter(full_name__in=["A Một", "A Hai"]).values_list("phone", flat=True)
    assert set(made) == {"0912345678", "0276 3822 000"}


def test_names_that_two_units_bear_are_asked_back(place, as_office):  # noqa: F811
    unit("90009", "An Bình", parent=place["officer"])
    page = tried(as_office, {"Họ và tên": "A B", "Vai trò": OFFICER, "Tên đơn vị": "xã An Bình"}).content.decode()
    assert "Có 2 đơn vị cùng tên" in page and "90001" in page and "90009" in page


def test_a_column_of_private_data_is_refused(as_office):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Vai trò", "Số định danh cá nhân"])
    book.active.append([1, "A B", "Người thẩm định", "079000000000"])
    answer = as_office.post("/tai-khoan/nap/", {"file": packed(book)})
    assert answer.status_code == 422 and "Số định danh cá nhân" in answer.content.decode()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"a,b\n1,2\n"])
def test_what_is_no_workbook_gets_a_sentence(as_office, data):
    answer = as_office.post("/tai-khoan/nap/", {"file": SimpleUploadedFile("x.xlsx", data)})
    assert answer.status_code == 422
    assert as_office.post("/tai-khoan/nap/", {}).status_code == 422


def test_an_administrator_imports_within_reach_only(administrator):  # noqa: F811
    keeper = browser(administrator)
    page = tried(keeper, {"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90002"}).content.decode()
    assert "Không có đơn vị «90002»" in page
    page = tried(keeper, {"Họ và tên": "A B", "Vai trò": "Người thẩm định", "Mã đơn vị": "90001"}).content.decode()
    assert "không thuộc quyền giao" in page
    assert tried(keeper, {"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001"}).status_code == 200


def test_a_dry_run_serves_only_the_one_who_made_it_and_only_unchanged(place, as_office, administrator):  # noqa: F811
    page = tried(as_office, {"Họ và tên": "A B", "Vai trò": "Người thẩm định"}).content.decode()
    before = User.objects.count()
    for client, token in [(browser(administrator), kept(page)), (as_office, kept(page)[:-2] + "xx"), (as_office, "")]:
        assert client.post("/tai-khoan/nap/mo/", {"kept": token}).status_code == 302
    assert User.objects.count() == before


def test_the_command_runs_dry_then_commits_with_codes_only_their_owner_reads(place, office, as_office, tmp_path):  # noqa: F811
    file, codes, out = tmp_path / "a.xlsx", tmp_path / "ma.csv", StringIO()
    file.write_bytes(filled(blank(as_office), {"Họ và tên": "A B", "Vai trò": OFFICER, "Mã đơn vị": "90001"}).read())
    call_command("import_accounts", str(file), by="office", stdout=out)
    assert "Chạy thử: 1" in out.getvalue() and not User.objects.filter(username="b.a").exists()
    with pytest.raises(CommandError):
        call_command("import_accounts", str(file), by="office", commit=True)
    call_command("import_accounts", str(file), by="office", commit=True, codes=codes, stdout=out)
    assert User.objects.filter(username="b.a").exists() and "b.a" in codes.read_text(encoding="utf-8-sig")
    assert codes.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="không phải người"):
        call_command("import_accounts", str(file), by="stranger")


def test_two_thousand_officers_cost_few_statements(place, as_office, django_assert_max_num_queries):  # noqa: F811
    rows = [
        {"Họ và tên": f"Nguyễn Văn {'ABCDEGHIK'[n % 9]}{n}", "Vai trò": OFFICER, "Mã đơn vị": "90001"}
        for n in range(300)
    ]
    with django_assert_max_num_queries(20):
        answer = tried(as_office, *rows)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    with django_assert_max_num_queries(300 + 40):  # one line of the journal each
        as_office.post("/tai-khoan/nap/mo/", {"kept": kept(answer.content.decode())})
    assert Post.objects.filter(unit=place["officer"]).count() == 301


def test_names_become_names_to_sign_in_with():
    assert proposed_username("Nguyễn Văn An") == "an.nv"
    assert proposed_username("Đỗ Thị  Ánh Đào") == "dao.dta"
    assert proposed_username("An") == "an"
