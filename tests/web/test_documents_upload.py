"""Upload: what is kept, what is refused, what is noticed."""

import hashlib
import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import cast

from thidua_web.documents import acts, storage
from thidua_web.documents.errors import AlreadyHere
from thidua_web.documents.models import Document
from thidua_web.journal.models import JournalEntry

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HẬU
Số: 86/KH-UBND
Sông Hậu, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
Phát động phong trào thi đua năm 2025

Căn cứ Chỉ thị số 12-CT/TU ngày 15/01/2025 của Tỉnh ủy Sông Hậu;

I. CHỈ TIÊU
- Phấn đấu trên 90% hộ gia đình ký cam kết.
"""
SECRET = "ỦY BAN NHÂN DÂN TỈNH\nMẬT\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nPhòng thủ\n"


def send(client, content: bytes, name: str = "ke-hoach.txt"):
    return client.post(reverse("documents:upload"), {"paper": SimpleUploadedFile(name, content)})


def test_a_paper_is_read_kept_and_opened_for_confirmation(as_office) -> None:
    answer = send(as_office, PLAN.encode())
    paper = Document.objects.get()
    assert answer.url == paper.get_absolute_url()
    assert paper.text == PLAN
    assert storage.path_of(paper.sha256).read_bytes() == PLAN.encode()
    page = as_office.get(answer.url)
    assert page.status_code == 200
    assert "trên 90% hộ gia đình" in page.content.decode()
    assert JournalEntry.objects.filter(act="upload_document", of_key=str(paper.pk)).exists()


def test_what_is_missing_of_the_paper_itself_is_asked_where_it_is_entered(as_office) -> None:
    send(as_office, PLAN[PLAN.index("KẾ HOẠCH") :].encode())
    paper = Document.objects.get()
    about = paper.readings.get(kind="paper")
    assert [doubt["code"] for doubt in about.doubts] == ["issuer-missing"]
    assert not paper.readings.filter(kind="doubt").exists()


def test_a_doubt_hangs_on_whichever_field_of_the_paper_it_touches(as_office) -> None:
    send(as_office, PLAN.replace("Số: 86/KH-UBND", "Số: 86 /KH UBND").encode())
    about = Document.objects.get().readings.get(kind="paper")
    assert "broken-number" in [doubt["code"] for doubt in about.doubts]


def test_the_same_file_is_noticed_and_not_kept_twice(as_office) -> None:
    first = send(as_office, PLAN.encode()).url
    assert send(as_office, PLAN.encode(), "ban-khac.txt").url == first
    assert Document.objects.count() == 1
    with pytest.raises(AlreadyHere):
        acts.upload_document(user=cast.person("office"), name="x.txt", content=PLAN.encode())


def test_the_same_paper_in_another_file_is_pointed_out_unless_it_is_a_version(as_office) -> None:
    """Word and PDF of one plan differ in every byte; two programmes of one plan would count everything twice."""
    first = send(as_office, PLAN.encode()).url
    other = send(as_office, PLAN.encode() + b"\n", "ban-khac.txt").url
    told = f'đã có trong hệ thống: <a href="{first}">'
    assert told in as_office.get(other).content.decode()
    kept = Document.objects.get(name="ban-khac.txt")
    Document.objects.filter(pk=kept.pk).update(supersedes=Document.objects.exclude(pk=kept.pk).get())
    assert "đã có trong hệ thống" not in as_office.get(other).content.decode()
    assert "đã có trong hệ thống" not in as_office.get(first).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rong.txt", b"", "không có nội dung"),
        ("hinh.txt", bytes(range(256)) * 40, "hinh.txt"),
        ("ke-hoach.docx", b"PK\x03\x04 khong phai word", "ke-hoach.docx"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(as_office, name: str, content: bytes, said: str) -> None:
    answer = send(as_office, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Document.objects.exists()


def test_a_paper_above_the_limit_is_refused(as_office, monkeypatch) -> None:
    monkeypatch.setattr("thidua_web.documents.intake.LIMIT", 100)
    answer = send(as_office, PLAN.encode())
    assert answer.status_code == 422
    assert "lớn hơn" in answer.content.decode() or "MB" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_at_the_door_and_nothing_of_it_is_kept(as_office, mark: str) -> None:
    secret = SECRET.replace("MẬT", mark).encode()
    answer = send(as_office, secret, "ke-hoach-phong-thu.txt")
    assert answer.status_code == 422
    assert "dấu chỉ độ mật" in answer.content.decode()
    assert not Document.objects.exists()
    assert not storage.path_of(hashlib.sha256(secret).hexdigest()).exists()
    told = JournalEntry.objects.get(act="refuse_secret_paper")
    assert "phong-thu" not in f"{told.of_text}{told.changes}"


def test_a_paper_in_an_old_font_is_converted_and_the_page_says_so(as_office) -> None:
    send(as_office, "Céng hßa x· héi chñ nghÜa ViÖt Nam\nKÕ ho¹ch ph¸t ®éng thi ®ua\n".encode("latin-1") * 5, "cu.txt")
    paper = Document.objects.get()
    assert "Cộng hòa xã hội chủ nghĩa Việt Nam" in paper.text
    assert paper.notes
    assert paper.notes[0] in html.unescape(as_office.get(paper.get_absolute_url()).content.decode())


@pytest.mark.parametrize("name", ["leader", "officer", "verifier", "stranger"])
def test_only_the_standing_office_uploads(name: str, db: None) -> None:
    client = cast.browser(name)
    assert client.get(reverse("documents:upload")).status_code == 403
    assert send(client, PLAN.encode()).status_code == 403
    assert not Document.objects.exists()


def test_the_original_comes_back_byte_for_byte_and_cannot_run_here(as_office) -> None:
    content = (PLAN + "<script>alert(1)</script>").encode()
    send(as_office, content, 'kế "hoạch".html')
    paper = Document.objects.get()
    answer = as_office.get(reverse("documents:original", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "html" not in answer["Content-Type"]


def test_a_failed_write_leaves_neither_row_nor_file(office, monkeypatch) -> None:
    def fail(*_args, **_options):
        raise RuntimeError("đĩa đầy")

    lost = PLAN.encode() + b"mat dien"
    monkeypatch.setattr("thidua_web.documents.acts.lay_out", fail)
    with pytest.raises(RuntimeError):
        acts.upload_document(user=office, name="a.txt", content=lost)
    assert not Document.objects.exists()
    assert not storage.path_of(hashlib.sha256(lost).hexdigest()).exists()


def test_the_list_is_searched_without_diacritics_and_downloads_as_shown(as_office) -> None:
    send(as_office, PLAN.encode(), "mot.txt")
    send(as_office, PLAN.replace("86/KH", "87/KH").encode(), "hai.txt")
    address = reverse("documents:list")
    shown = as_office.get(address, {"q": "ke hoach 87"}).content.decode()
    assert "hai.txt" in shown
    assert "mot.txt" not in shown
    told = b"".join(as_office.get(address, {"q": "ke hoach 87", "tai": "csv"}).streaming_content).decode()
    assert told.startswith("\ufeffVăn bản")
    assert len(told.splitlines()) == 2
    workbook = as_office.get(address, {"tai": "xlsx"})
    assert b"".join(workbook.streaming_content).startswith(b"PK")
    workbook.close()
