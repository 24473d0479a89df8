"""From an uploaded paper through its confirmation to a programme, by the pages that a person uses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import cast
from tests.web import papers

from thidua_web.documents import acts as paper_acts
from thidua_web.documents.models import Document, Reading
from thidua_web.programme import acts as programme_acts
from thidua_web.programme.models import Programme

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HẬU
Số: 86/KH-UBND
Sông Hậu, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
Phát động phong trào thi đua “Toàn dân bảo vệ an ninh Tổ quốc” năm 2025

Căn cứ Chỉ thị số 12-CT/TU ngày 15/01/2025 của Tỉnh ủy Sông Hậu về phòng ngừa tội phạm;

I. CHỈ TIÊU
- Phấn đấu trên 90% hộ gia đình ký cam kết giữ gìn an ninh, trật tự.
- Xây dựng mô hình mới ở các xã, phường.

II. TỔ CHỨC THỰC HIỆN
Công an tỉnh chủ trì, phối hợp với Sở Nội vụ kiểm tra việc thực hiện, báo cáo trước ngày 30/11/2025.
"""


@pytest.fixture
def paper(as_office) -> Document:
    sent = {"paper": SimpleUploadedFile("86-KH-UBND.txt", PLAN.encode())}
    as_office.post(reverse("documents:upload"), sent)
    return Document.objects.get()


def add(client, paper: Document, kind: str, words: str, **fields: str):
    sent = {"loai": kind, "chu": words} | {f"moi-{name}": value for name, value in fields.items()}
    return client.post(reverse("documents:add", args=[paper.pk]), sent)


def settle(client, paper: Document) -> None:
    """Accept whatever still waits, as a person would who agrees with all of it."""
    for reading in paper.readings.waiting():
        client.post(reverse("documents:decide", args=[reading.pk]), {"ban": reading.revision})


def head(**changes: str) -> dict[str, str]:
    return {"campaign": "Toàn dân bảo vệ an ninh Tổ quốc", "title": "Phong trào năm 2025", "issuer": "UBND tỉnh",
            "from_year": "2025", "to_year": "2025"} | changes  # fmt: skip


def test_a_paper_leads_on_to_its_programme_and_each_sentence_to_its_figures(as_office, paper: Document) -> None:
    settle(as_office, paper)
    before = as_office.get(paper.get_absolute_url()).content.decode()
    assert "/bang-diem/" not in before.partition("<main")[2]
    bare = [r.key for r in paper.readings.taken() if r.kind == "target" and r.value.get("value") is None]
    as_office.post(reverse("programme:from-paper", args=[paper.pk]), head() | {"khong-so": bare})
    programme = Programme.objects.get()
    page = cast.browser("officer").get(paper.get_absolute_url()).content.decode().partition("<main")[2]
    assert f'href="{programme.get_absolute_url()}"' in page and f'href="{reverse("documents:list")}"' in page
    onward = [reverse("dashboards:target", args=[programme.pk, t.lineage]) for t in programme.targets.all()]
    assert onward and all(f'href="{url}"' in page for url in onward)


def test_a_paper_becomes_a_programme_whose_entries_lead_back_to_their_sentences(as_office, paper: Document) -> None:
    words = "trên 90% hộ gia đình ký cam kết giữ gìn an ninh, trật tự"
    fields = {"indicator": "ký cam kết giữ gìn an ninh", "subject": "hộ gia đình", "comparator": "gt", "value": "90",
              "unit": "%", "effort": "strive", "deadline": "2025"}  # fmt: skip
    answer = add(as_office, paper, "target", words, **fields)
    mine = paper.readings.get(original__isnull=True)
    assert answer.url.endswith(f"#m{mine.pk}")
    assert paper.text[mine.start : mine.end] == words
    settle(as_office, paper)
    answer = as_office.post(reverse("programme:from-paper", args=[paper.pk]), head())
    programme = Programme.objects.get()
    assert answer.url == programme.get_absolute_url()
    assert (programme.state, programme.version) == ("confirmed", 1)
    target = programme.targets.get(reading=mine)
    assert target.bound == "trên 90%"
    assert words in target.sentence
    page = as_office.get(programme.get_absolute_url()).content.decode()
    assert target.origin_url in page
    assert f'id="s{mine.pk}"' in as_office.get(paper.get_absolute_url()).content.decode()


def test_nothing_is_confirmed_while_readings_wait(as_office, paper: Document) -> None:
    assert paper.readings.waiting().exists()
    answer = as_office.post(reverse("programme:from-paper", args=[paper.pk]), head())
    assert answer.status_code == 422
    assert "chưa xem" in answer.content.decode()
    assert not Programme.objects.exists()


def test_a_target_without_number_needs_a_person_to_say_so(as_office, paper: Document) -> None:
    add(as_office, paper, "target", "Xây dựng mô hình mới", indicator="Xây dựng mô hình mới", effort="must")
    settle(as_office, paper)
    address = reverse("programme:from-paper", args=[paper.pk])
    answer = as_office.post(address, head())
    assert answer.status_code == 422
    assert "chưa có con số" in answer.content.decode()
    bare = [r.key for r in paper.readings.taken() if r.kind == "target" and r.value.get("value") is None]
    answer = as_office.post(address, head() | {"khong-so": bare})
    assert answer.status_code == 302
    assert all(t.is_without_number for t in Programme.objects.get().targets.filter(value=None))


def test_what_is_left_out_by_rule_is_listed_with_its_sentence(as_office, paper: Document) -> None:
    add(as_office, paper, "omission", "hộ gia đình ký cam kết", note="danh sách hộ do xã giữ")
    settle(as_office, paper)
    as_office.post(reverse("programme:from-paper", args=[paper.pk]), head())
    programme = Programme.objects.get()
    page = as_office.get(reverse("programme:omissions", args=[programme.pk])).content.decode()
    assert "hộ gia đình ký cam kết" in page
    assert "không lập hồ sơ về cá nhân" in page


def test_a_confirmed_paper_can_no_longer_be_decided(as_office, office, paper: Document) -> None:
    settle(as_office, paper)
    as_office.post(reverse("programme:from-paper", args=[paper.pk]), head())
    reading = paper.readings.first()
    before = reading.revision
    answer = as_office.post(
        reverse("documents:decide", args=[reading.pk]), {"ban": before}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409
    assert "trang chương trình" in answer.content.decode()
    assert Reading.objects.get(pk=reading.pk).revision == before
    assert "Chấp nhận" not in as_office.get(paper.get_absolute_url()).content.decode()
    with pytest.raises(paper_acts.Closed):
        paper_acts.accept_undoubted(user=office, document=paper)


@pytest.mark.parametrize("name", ["leader", "officer", "verifier", "stranger"])
def test_others_read_and_do_not_confirm(name: str, as_office, paper: Document) -> None:
    client, reading = cast.browser(name), paper.readings.first()
    assert client.get(paper.get_absolute_url()).status_code == 200
    assert client.post(reverse("documents:decide", args=[reading.pk]), {"ban": 0}).status_code == 403
    assert client.post(reverse("documents:reject", args=[reading.pk]), {"ban": 0}).status_code == 403
    assert client.post(reverse("documents:undo", args=[paper.pk])).status_code == 403
    assert client.post(reverse("documents:accept-undoubted", args=[paper.pk])).status_code == 403
    assert add(client, paper, "target", "hộ gia đình").status_code == 403
    assert client.post(reverse("programme:from-paper", args=[paper.pk]), head()).status_code == 403
    assert paper.readings.exclude(state="waiting").count() == 0


def test_a_part_is_searched_by_words_and_by_agency_without_diacritics(as_office, office) -> None:
    paper = papers.keep(office)
    papers.accept_the_rest(office, paper)
    bare = [r.key for r in paper.readings.filter(kind="target")]
    made = programme_acts.confirm_programme(
        user=office, document=paper, campaign="P", about=papers.HEAD, without_number=bare
    )
    page = as_office.get(reverse("programme:tasks", args=[made.pk]), {"q": "so tai chinh"}).content.decode()
    assert "bố trí kinh phí" in page
    assert "kiểm tra việc thực hiện" not in page
    assert "Không có dòng nào khớp" in as_office.get(made.get_absolute_url(), {"q": "zzz"}).content.decode()
