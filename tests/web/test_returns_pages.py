"""The pages of collection and verification: forms, drafts, submission, Excel, evidence, who sees what."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.proofs import DESPITE, TYPED
from tests.web.test_returns_acts import KEYS, form, owed, place, submit  # noqa: F401

from thidua_web.people.models import User
from thidua_web.returns import acts
from thidua_web.returns.keeping_files import kept_until
from thidua_web.returns.models import Evidence, Form, Obligation, Return

pytestmark = pytest.mark.django_db
VALUES = {
    "c-households": "1.200", "c-households_reached": "900", "c-initiatives": "3", "c-initiatives_new": "1", **TYPED,
}  # fmt: skip


def client(name: str) -> Client:
    return cast.browser(name)


def body(response) -> bytes:  # type: ignore[no-untyped-def]
    """All of a streamed answer; its file is closed at the end."""
    return b"".join(response)


def test_the_form_shows_each_figure_once_and_saves_a_draft(owed: Obligation) -> None:  # noqa: F811
    browser = client("officer")
    page = browser.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert [page.count(f'name="c-{key}"') for key in KEYS] == [1] * len(KEYS)
    assert browser.post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0}).status_code == 302
    assert Return.objects.get().current.cells["households"] == {"v": 1200}
    assert 'value="1.200"' in browser.get(f"/so-lieu/{owed.pk}/").content.decode()


def test_drafts_save_themselves_and_tell_what_is_wrong(owed: Obligation) -> None:  # noqa: F811
    browser, quiet = client("officer"), {"X-Requested-With": "autosave"}
    reply = browser.post(
        f"/so-lieu/{owed.pk}/luu/", {**VALUES, "c-households_reached": "1,300", "revision": 0}, headers=quiet
    )
    data = reply.json()
    assert data["revision"] == 1 and [p["element"] for p in data["problems"]] == ["households_reached"]
    stale = browser.post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0}, headers=quiet)
    assert stale.status_code == 409 and "ghi đè" in stale.json()["error"]


def test_a_form_catches_up_with_what_another_person_saved(owed: Obligation) -> None:  # noqa: F811
    officer, office = client("officer"), client("office")
    officer.post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0})
    told = office.get(f"/so-lieu/{owed.pk}/moi-nhat/?revision=0").json()
    assert (told["revision"], told["is_mine"], told["fields"]["c-households"]) == (1, False, "1.200")
    assert office.get(f"/so-lieu/{owed.pk}/moi-nhat/?revision=1").json() == {"revision": 1}
    assert "vừa lưu bản nháp này" in office.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert client("leader").get(f"/so-lieu/{owed.pk}/moi-nhat/?revision=0").status_code == 403
    assert client("neighbor").get(f"/so-lieu/{owed.pk}/moi-nhat/?revision=0").status_code == 404


def test_without_a_script_a_second_person_sees_what_stands_before_writing_over_it(owed: Obligation) -> None:  # noqa: F811
    officer, office = client("officer"), client("office")
    officer.post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0})
    reply = office.post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "c-households": "1.250", "revision": 0})
    page = reply.content.decode()
    assert reply.status_code == 409 and "Đang lưu: <strong>1.200</strong>" in page and page.count("Đang lưu:") == 1
    assert 'name="revision" value="1"' in page and 'value="1.250"' in page
    assert Return.objects.get().current.cells["households"] == {"v": 1200}


def test_one_tap_takes_last_period_where_nothing_was_typed(form: Form, owed: Obligation) -> None:  # noqa: F811
    submit(owed)
    acts.oblige_units(form=form, period="2024-Q2", by=cast.person("office"))
    following = Obligation.objects.get(form=form, unit=owed.unit, period="2024-Q2")
    browser = client("officer")
    page = browser.get(f"/so-lieu/{following.pk}/").content.decode()
    assert "Quý I năm 2024" in page and "Đã gửi" in page, "the figures beside say how far they are verified"
    typed = {"c-initiatives": "9", "c-good_practice": "", "revision": 0}
    browser.post(f"/so-lieu/{following.pk}/luu/?khong-doi=1", typed)
    kept = Return.objects.get(obligation=following).current.read_cells()
    assert (kept["households"].value, kept["initiatives"].value) == (100, 9)


def test_what_is_still_being_typed_is_read_by_the_reporting_side_only(owed: Obligation) -> None:  # noqa: F811
    client("officer").post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0})
    page = client("leader").get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "1.200" not in page and "chưa gửi" in page
    for who, there in (("officer", 1200), ("leader", None)):
        book = openpyxl.load_workbook(BytesIO(body(client(who).get(f"/so-lieu/{owed.pk}/bieu.xlsx"))))
        shown = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
        assert (1200 in shown) is (there is not None)


def test_a_submission_with_errors_comes_back_with_all_that_was_typed(owed: Obligation) -> None:  # noqa: F811
    browser = client("officer")
    wrong = {**VALUES, "c-households_reached": "1.300", "c-good_practice": "Họp ấp mỗi tháng", "revision": 0}
    reply = browser.post(f"/so-lieu/{owed.pk}/gui/", wrong)
    page = reply.content.decode()
    assert reply.status_code == 422 and "lớn hơn" in page and "Họp ấp mỗi tháng" in page and 'value="1.300"' in page
    unread = browser.post(f"/so-lieu/{owed.pk}/gui/", {**VALUES, "c-households": "hơn nghìn", "revision": 1})
    assert unread.status_code == 422 and "hơn nghìn" in unread.content.decode()
    kept = Return.objects.get()
    assert kept.state == "draft" and kept.current.cells["households_reached"] == {"v": 1300}, "kept, and not sent"


def test_a_return_is_sent_read_verified_and_reopened(owed: Obligation) -> None:  # noqa: F811
    officer, verifier = client("officer"), client("verifier")
    assert officer.post(f"/so-lieu/{owed.pk}/gui/", {**VALUES, "revision": 0}).status_code == 302
    assert "Tiếp nhận" not in officer.get(f"/so-lieu/{owed.pk}/").content.decode()
    waiting = verifier.get("/xac-minh/").content.decode()
    assert f'value="{owed.pk}"' in waiting
    verifier.post("/xac-minh/tiep-nhan-nhieu/", {"owed": [owed.pk], **DESPITE})
    assert Return.objects.get().state == "accepted"
    verifier.post(f"/xac-minh/{owed.pk}/mo-lai/", {"reason": "Sửa số hộ"})
    assert "Sửa số hộ" in officer.get(f"/so-lieu/{owed.pk}/").content.decode()
    revision = Return.objects.get().revision
    officer.post(f"/so-lieu/{owed.pk}/gui/", {**VALUES, "c-households": "1.201", "revision": revision})
    page = verifier.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert 'class="changed"' in page and "1.201" in page and "1.200" in page


def test_sending_back_needs_a_reason(owed: Obligation) -> None:  # noqa: F811
    submit(owed)
    verifier = client("verifier")
    page = verifier.post(f"/xac-minh/{owed.pk}/tra-lai/", {"reason": " "}, follow=True).content.decode()
    assert "lý do" in page and Return.objects.get().state == "submitted"


@pytest.mark.parametrize("who", ["neighbor", "stranger"])
def test_a_neighbor_finds_nothing(owed: Obligation, who: str) -> None:  # noqa: F811
    submit(owed)
    browser = client(who)
    for address in ("", "bieu.xlsx", "nop-excel/"):
        assert browser.get(f"/so-lieu/{owed.pk}/{address}").status_code == 404
    for deed in ("luu", "gui", "rut-lai", "minh-chung"):
        assert browser.post(f"/so-lieu/{owed.pk}/{deed}/", VALUES).status_code == 404
    for deed in ("tiep-nhan", "tra-lai", "khoa", "mo-lai"):
        assert browser.post(f"/xac-minh/{owed.pk}/{deed}/", {"reason": "x"}).status_code in (403, 404)
    assert browser.get("/xac-minh/").status_code == 403
    assert Return.objects.get().state == "submitted"


def evidence(content: bytes, name: str = "bien-ban.pdf", day: str = "2024-03-01") -> dict:  # type: ignore[type-arg]
    return {"element": "households_reached", "effective_on": day, "file": SimpleUploadedFile(name, content)}


def test_a_day_is_typed_as_officials_write_it_whatever_the_browser_speaks(owed: Obligation) -> None:  # noqa: F811
    officer = client("officer")
    assert 'type="date"' not in officer.get(f"/so-lieu/{owed.pk}/").content.decode()
    officer.post(f"/so-lieu/{owed.pk}/minh-chung/", evidence(b"%PDF-1.4 minh chung", day="05/4/2024"))
    assert f"{Evidence.objects.get().effective_on:%d.%m.%Y}" == "05.04.2024"
    refused = officer.post(f"/so-lieu/{owed.pk}/minh-chung/", evidence(b"%PDF", day="4/31/2024"), follow=True)
    assert "không phải một ngày" in refused.content.decode() and Evidence.objects.count() == 1


def test_a_form_laid_down_by_mistake_is_dropped_until_a_period_is_handed_out(owed: Obligation) -> None:  # noqa: F811
    office, laid = client("office"), owed.form
    assert "/bo/" not in office.get(f"/so-lieu/bieu-mau/{laid.key}/").content.decode()
    told = office.post(f"/so-lieu/bieu-mau/{laid.key}/bo/", follow=True).content.decode()
    assert "thu hồi mọi kỳ" in told and Form.objects.filter(pk=laid.pk).exists()
    laid.obligations.all().delete()
    assert client("officer").post(f"/so-lieu/bieu-mau/{laid.key}/bo/").status_code == 403
    page = office.get(f"/so-lieu/bieu-mau/{laid.key}/").content.decode()
    assert f'action="/so-lieu/bieu-mau/{laid.key}/bo/"' in page and "phải lập lại" in page
    assert "Đã bỏ biểu mẫu" in office.post(f"/so-lieu/bieu-mau/{laid.key}/bo/", follow=True).content.decode()
    assert not Form.objects.filter(pk=laid.pk).exists()


def test_evidence_is_seen_by_the_chain_only(owed: Obligation) -> None:  # noqa: F811
    officer = client("officer")
    officer.post(f"/so-lieu/{owed.pk}/minh-chung/", evidence(b"%PDF-1.4 minh chung"))
    kept = Evidence.objects.get()
    assert (kept.effective_on.isoformat(), kept.keep_until.year) == ("2024-03-01", kept_until().year)
    assert body(officer.get(f"/so-lieu/minh-chung/{kept.pk}/")) == b"%PDF-1.4 minh chung"
    assert body(client("verifier").get(f"/so-lieu/minh-chung/{kept.pk}/")).startswith(b"%PDF")
    assert client("leader").get(f"/so-lieu/minh-chung/{kept.pk}/").status_code == 404
    assert client("neighbor").get(f"/so-lieu/minh-chung/{kept.pk}/").status_code == 404
    asked = officer.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "sẽ thôi chứng minh cho" in asked, "what will be lost is named before it is"
    dropped = officer.post(f"/so-lieu/minh-chung/{kept.pk}/bo/", follow=True)
    assert f"Đã bỏ minh chứng {kept.name}" in dropped.content.decode()
    assert not Evidence.objects.exists()


def persons() -> bytes:
    book = openpyxl.Workbook()
    for n in range(5):
        book.active.append([f"Người {n}", f"07008500123{n}"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (evidence(persons(), "danh-sach.xlsx"), "danh sách cá nhân"),
        (evidence(b"#!/bin/sh", "a.sh"), "PDF"),
        (evidence(b"%PDF-1.4", day="2999-01-01"), "tương lai"),
        (evidence(b"%PDF-1.4", day="hôm qua"), "không phải một ngày"),
    ],
)
def test_what_is_no_evidence_is_refused(owed: Obligation, file: dict, said: str) -> None:  # type: ignore[type-arg]  # noqa: F811
    page = client("officer").post(f"/so-lieu/{owed.pk}/minh-chung/", file, follow=True).content.decode()
    assert said in page and not Evidence.objects.exists()


def test_a_form_is_made_and_a_period_handed_out(place: dict) -> None:  # type: ignore[type-arg]  # noqa: F811
    office = client("office")
    fields = {"title": "Biểu tháng", "level": "commune", "regime": "closing_14", "length": "month", "elements": KEYS}
    assert office.post("/so-lieu/bieu-mau/moi/", fields).status_code == 302
    assert office.post("/so-lieu/bieu-mau/moi/", fields).status_code == 422
    page = office.post("/so-lieu/bieu-mau/bieu-thang/giao-ky/", {"period": "2024-03"}, follow=True).content.decode()
    assert "2 đơn vị" in page and "Tháng 3/2024" in page
    wrong = office.post("/so-lieu/bieu-mau/bieu-thang/giao-ky/", {"period": "2024-Q1"}, follow=True).content.decode()
    assert "2024-Q1" in wrong and Obligation.objects.count() == 2
    assert client("officer").get("/so-lieu/bieu-mau/").status_code == 403


def test_lists_filter_and_stay_cheap(form: Form, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    browser = client("verifier")
    with django_assert_max_num_queries(18):
        page = browser.get("/so-lieu/?loc=qua-han&q=an+binh").content.decode()
    assert "xã An Bình" in page and "xã Bình Minh" not in page
    assert Obligation.objects.overdue(timezone.localdate()).count() == 2


def test_a_period_handed_out_by_mistake_is_taken_back_from_those_who_have_not_begun(
    form: Form, owed: Obligation  # noqa: F811
) -> None:  # fmt: skip
    office = client("office")
    page = office.get("/so-lieu/bieu-mau/quy/").content.decode()
    assert "2 đơn vị chưa nhập" in page and "Quý IV năm" in page, "periods are chosen by their names"
    client("officer").post(f"/so-lieu/{owed.pk}/luu/", {**VALUES, "revision": 0})
    assert client("officer").post("/so-lieu/bieu-mau/quy/thu-hoi/", {"period": "2024-Q1"}).status_code == 403
    told = office.post("/so-lieu/bieu-mau/quy/thu-hoi/", {"period": "2024-Q1"}, follow=True).content.decode()
    assert "Đã thu hồi kỳ của 1 đơn vị" in told and list(Obligation.objects.all()) == [owed]
    again = office.post("/so-lieu/bieu-mau/quy/thu-hoi/", {"period": "2024-Q1"}, follow=True).content.decode()
    assert "Không thu hồi được" in again and Return.objects.get().current.cells["households"] == {"v": 1200}


def test_who_chases_missing_returns_sees_whom_to_telephone_and_nobody_else_does(owed: Obligation) -> None:  # noqa: F811
    User.objects.filter(username="officer").update(phone="0296 385 001")
    page = client("office").get("/so-lieu/?loc=qua-han").content.decode()
    assert 'href="tel:0296385001"' in page and "Nguyễn Cán Bộ" in page
    sheet = body(client("verifier").get("/so-lieu/?loc=qua-han&tai=csv")).decode()
    assert "0296 385 001" in sheet
    assert "0296" not in client("leader").get("/so-lieu/?loc=qua-han").content.decode()
    assert "0296" not in client("office").get("/so-lieu/").content.decode()


def test_the_life_of_a_return_tells_that_it_was_taken_back(owed: Obligation) -> None:  # noqa: F811
    submit(owed)
    officer = client("officer")
    officer.post(f"/so-lieu/{owed.pk}/rut-lai/")
    assert "Rút lại báo cáo" in officer.get(f"/so-lieu/{owed.pk}/?ban=1").content.decode()
