"""Workbooks on the web: looked at before anything is written, corrected, entered at once, taken back, kept."""

import hashlib
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.library.test_opening_workbooks import LOCKED
from tests.web.test_returns_acts import form, owed, place, submit  # noqa: F401

from thidua_web.documents import storage
from thidua_web.journal.models import JournalEntry
from thidua_web.returns.models import Form, Obligation, Return, Workbook, WorkbookEntry

pytestmark = pytest.mark.django_db
FIGURES = ("1.200", 900, 3, "1,5")


def body(response: Any) -> bytes:
    return b"".join(response)


def filled(client: Client, owed: Obligation, values: tuple[object, ...] = FIGURES) -> bytes:  # noqa: F811
    """The unit's workbook with figures typed from F6 down."""
    book = openpyxl.load_workbook(BytesIO(body(client.get(f"/so-lieu/{owed.pk}/bieu.xlsx"))))
    for row, value in enumerate(values, 6):
        book["Số liệu"].cell(row, 6).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(client: Client, owed: Obligation, data: bytes, name: str = "bieu.xlsx") -> str:  # noqa: F811
    """Upload for one return; the address of the preview."""
    reply = client.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": SimpleUploadedFile(name, data)})
    assert reply.status_code == 302, reply.content.decode()
    return reply["Location"]


def draft(owed: Obligation) -> dict[str, Any]:  # noqa: F811
    return Return.objects.get(obligation=owed).current.cells


def test_a_preview_shows_old_and_new_and_writes_nothing(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    officer.post(f"/so-lieu/{owed.pk}/luu/", {"c-households": "1.000", "revision": 0})
    page = officer.get(sent(officer, owed, filled(officer, owed))).content.decode()
    assert "1.000" in page and "<strong>1.200</strong>" in page
    assert ("Số liệu!F9" in page and "số lẻ" in page) or "không phải số nguyên" in page
    assert draft(owed)["households"] == {"v": 1000} and not WorkbookEntry.objects.exists()


def test_sure_cells_and_corrections_go_in_together_and_come_out_again(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    officer.post(f"/so-lieu/{owed.pk}/luu/", {"c-households": "1.000", "revision": 0})
    before = draft(owed)
    data = filled(officer, owed)
    there = sent(officer, owed, data)
    wrong = officer.post(there, {"do": "enter", f"r-{owed.pk}": 1, f"v-{owed.pk}-initiatives_new": "một rưỡi"})
    assert wrong.status_code == 422 and "chưa ghi gì" in wrong.content.decode() and draft(owed) == before
    officer.post(there, {"do": "enter", f"r-{owed.pk}": 1, f"v-{owed.pk}-initiatives_new": "1"})
    assert (draft(owed)["households"], draft(owed)["initiatives_new"]) == ({"v": 1200}, {"v": 1})
    kept = Workbook.objects.get()
    assert kept.sha256 == hashlib.sha256(data).hexdigest() and kept.received_by == cast.person("officer")
    assert storage.path_of(kept.sha256).read_bytes() == data
    assert "bieu.xlsx" in officer.get(f"/so-lieu/{owed.pk}/").content.decode(), "the draft says where it came from"
    assert body(cast.browser("verifier").get(f"/so-lieu/tep/{kept.pk}/goc/")) == data
    officer.post(there, {"do": "undo"})
    assert draft(owed) == before and Workbook.objects.get().entered_at is None
    acts = set(JournalEntry.objects.values_list("act", flat=True))
    assert {"receive_workbook", "enter_workbook", "undo_workbook"} <= acts


def test_what_was_probably_meant_is_one_tap(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    there = sent(officer, owed, filled(officer, owed, ("12 (tăng 3)", 9)))
    assert "đúng là <strong>12</strong>" in officer.get(there).content.decode()
    officer.post(there, {"do": "enter", f"r-{owed.pk}": 0, f"m-{owed.pk}-households": "1"})
    assert draft(owed)["households"] == {"v": 12}


def test_an_empty_cell_wipes_nothing_unless_asked_to(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    blank = filled(officer, owed, (None, 900))
    officer.post(f"/so-lieu/{owed.pk}/luu/", {"c-households": "1.000", "revision": 0})
    there = sent(officer, owed, blank)
    officer.post(there, {"do": "enter", f"r-{owed.pk}": 1})
    assert draft(owed)["households"] == {"v": 1000} and draft(owed)["households_reached"] == {"v": 900}
    officer.post(there, {"do": "undo"})
    officer.post(there, {"do": "enter", f"r-{owed.pk}": Return.objects.get().revision, "clear": "1"})
    assert draft(owed)["households"] == {"s": "missing"}


def test_nothing_is_written_over_what_somebody_saved_meanwhile(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    there = sent(officer, owed, filled(officer, owed))
    cast.browser("office").post(f"/so-lieu/{owed.pk}/luu/", {"c-households": "7", "revision": 0})
    page = officer.post(there, {"do": "enter", f"r-{owed.pk}": 0}, follow=True).content.decode()
    assert "không số nào bị ghi đè" in page and draft(owed)["households"] == {"v": 7}
    officer.post(there, {"do": "enter", f"r-{owed.pk}": 1})
    revision = Return.objects.get().revision
    officer.post(f"/so-lieu/{owed.pk}/luu/", {"c-households": "8", "revision": revision})
    page = officer.post(there, {"do": "undo"}, follow=True).content.decode()
    assert "không hoàn tác được" in page and draft(owed)["households"] == {"v": 8}


def test_a_return_that_was_sent_is_left_alone(owed: Obligation) -> None:  # noqa: F811
    submit(owed)
    officer = cast.browser("officer")
    there = sent(officer, owed, filled(officer, owed))
    assert "đã gửi hoặc đã khóa" in officer.get(there).content.decode()
    officer.post(there, {"do": "enter", f"r-{owed.pk}": Return.objects.get().revision})
    assert draft(owed)["households"] == {"v": 100} and not WorkbookEntry.objects.exists()


def persons() -> bytes:
    book = openpyxl.Workbook()
    for n in range(5):
        book.active.append([f"Người {n}", f"07008500123{n}"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_persons(client: Client, owed: Obligation) -> bytes:  # noqa: F811
    book = openpyxl.load_workbook(BytesIO(filled(client, owed)))
    page = book.create_sheet("Danh sách")
    for n in range(5):
        page.append([f"Người {n}", f"07008500123{n}"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_figures(client: Client, owed: Obligation) -> bytes:  # noqa: F811
    book = openpyxl.load_workbook(BytesIO(filled(client, owed)))
    book["Số liệu"].delete_rows(4, 60)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_refusals_say_file_and_reason_and_keep_nothing(form: Form, owed: Obligation) -> None:  # noqa: F811
    officer, office = cast.browser("officer"), cast.browser("office")
    other = form.obligations.exclude(pk=owed.pk).get()
    cases = [
        (filled(office, other), "90002"), (b"%PDF-1.4", "PDF"), (b"", "trống"), (b"x" * (10 * 2**20 + 1), "10 MB"),
        (without_figures(officer, owed), "Không thấy số liệu nào"), (with_persons(officer, owed), "danh sách cá nhân"),
        (filled(officer, owed)[:900], "hỏng"), (LOCKED.read_bytes(), "Tệp đặt mật khẩu"),
    ]  # fmt: skip
    for data, said in cases:
        file = SimpleUploadedFile("bieu-xa.xlsx", data)
        reply = officer.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": file})
        page = reply.content.decode()
        assert reply.status_code == 422 and said in page, said
        assert "bieu-xa.xlsx" in page or not data, said
    assert not Workbook.objects.exists() and not Return.objects.exists()


def without_face(data: bytes) -> bytes:
    """The lines above the table deleted: only the hidden sheet still says whose it is."""
    book = openpyxl.load_workbook(BytesIO(data))
    book["Số liệu"].delete_rows(1, 4)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_many_units_in_one_workbook_in_several_files_and_in_a_zip(form: Form, owed: Obligation) -> None:  # noqa: F811
    office = cast.browser("office")
    address = f"/so-lieu/nhieu-don-vi/{form.key}/2024-Q1/"
    other = form.obligations.exclude(pk=owed.pk).get()
    book = openpyxl.load_workbook(BytesIO(body(office.get(f"{address}bieu.xlsx"))))
    page = book["Số liệu"]
    for row in (7, 8):
        page.cell(row, 3).value = 500 + row
    out = BytesIO()
    book.save(out)
    there = office.post(address, {"file": SimpleUploadedFile("chung.xlsx", out.getvalue())})["Location"]
    office.post(there, {"do": "enter", f"r-{owed.pk}": 0, f"r-{other.pk}": 0})
    assert {draft(o)["households"]["v"] for o in (owed, other)} == {507, 508}
    office.post(there, {"do": "undo"})
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("xa-1/bieu.xlsx", filled(office, owed))
        packed.writestr("xa-2/bieu.xlsx", without_face(filled(office, other, ("77",))))
        packed.writestr("anh.jpg", b"\xff\xd8")
    files = [SimpleUploadedFile("hai-xa.zip", archive.getvalue()), SimpleUploadedFile("hong.xlsx", b"PK\x03\x04")]
    reply = office.post(address, {"file": files}).content.decode()
    assert "Đã nhận 2 tệp" in reply and "hong.xlsx" in reply
    for kept in Workbook.objects.filter(name="bieu.xlsx"):
        revisions = {f"r-{o.pk}": Return.objects.get(obligation=o).revision for o in (owed, other)}
        office.post(f"/so-lieu/tep/{kept.pk}/", {"do": "enter", **revisions})
    assert (draft(owed)["households"], draft(other)["households"]) == ({"v": 1200}, {"v": 77})


@pytest.mark.parametrize("who", ["neighbor", "stranger", "leader"])
def test_a_workbook_does_not_exist_for_others(owed: Obligation, who: str) -> None:  # noqa: F811
    officer = cast.browser("officer")
    there = sent(officer, owed, filled(officer, owed))
    outsider = cast.browser(who)
    assert {outsider.get(there).status_code, outsider.post(there, {"do": "enter"}).status_code} == {404}
    assert outsider.get(f"{there}goc/").status_code == 404
    upload = outsider.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": SimpleUploadedFile("a.xlsx", b"PK")})
    assert upload.status_code == 404
