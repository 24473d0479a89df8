"""A paper uploaded by mistake goes whole: file, pictures, text, readings; the journal tells of it."""

import pytest
from django.urls import reverse
from tests import cast
from tests.web import papers

from thidua_web.documents import acts, storage
from thidua_web.documents.errors import Closed, IllegalMove
from thidua_web.documents.models import Citation, Document, Instrument, Reading
from thidua_web.journal.models import JournalEntry


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings, tmp_path):
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"


def drop(client, paper: Document, reason: str = "tải nhầm tệp"):
    return client.post(reverse("documents:drop", args=[paper.pk]), {"reason": reason})


def test_it_is_asked_once_and_what_is_lost_is_named(as_office, office) -> None:
    paper = papers.keep(office)
    page = as_office.get(reverse("documents:drop", args=[paper.pk])).content.decode()
    assert paper.name in page
    assert f"{paper.readings.count()} mục đã đọc" in page
    assert drop(as_office, paper, "").status_code == 422
    assert Document.objects.exists()


def test_nothing_of_it_stays_but_the_journal(as_office, office, django_capture_on_commit_callbacks) -> None:
    paper = papers.keep(office)
    picture = storage.path_of(paper.sha256).with_name(f"{paper.sha256}.1.png")
    picture.write_bytes(b"picture")
    assert Citation.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = drop(as_office, paper)
    assert answer.url == reverse("documents:list")
    for model in (Document, Reading, Citation, Instrument):
        assert not model.objects.exists(), model
    assert not list(storage.path_of(paper.sha256).parent.iterdir())
    told = JournalEntry.objects.get(act="drop_document")
    assert told.changes == {"tên tệp": paper.name, "mã băm": paper.sha256, "lý do": "tải nhầm tệp"}
    assert as_office.get(paper.get_absolute_url()).status_code == 404


def test_the_same_file_may_come_again(as_office, office) -> None:
    drop(as_office, papers.keep(office))
    assert papers.keep(office).pk


def test_what_other_papers_name_stays_in_the_register(as_office, office) -> None:
    first = papers.keep(office)
    acts.upload_document(user=office, name="b.txt", content=papers.PLAN.replace("86/KH", "87/KH").encode())
    shared = set(Citation.objects.filter(document=first).values_list("instrument", flat=True))
    drop(as_office, first)
    assert shared <= set(Instrument.objects.values_list("pk", flat=True))
    assert not Instrument.objects.filter(documents=None, citations=None).exists()


def test_one_with_a_programme_or_a_newer_version_stays(as_office, office) -> None:
    paper = papers.keep(office)
    newer = acts.upload_document(
        user=office, name="b.txt", content=papers.PLAN.replace("90%", "95%").encode(), supersedes=paper
    )
    with pytest.raises(IllegalMove):
        acts.drop_document(user=office, document=paper, reason="thử")
    Document.objects.filter(pk=newer.pk).update(state=Document.State.COMPARED)
    with pytest.raises(Closed):
        acts.drop_document(user=office, document=newer, reason="thử")
    page = as_office.get(reverse("documents:drop", args=[newer.pk])).content.decode()
    assert "không bỏ được" in page


@pytest.mark.parametrize("name", ["leader", "officer", "verifier", "stranger"])
def test_only_the_standing_office_may(name: str, office) -> None:
    paper = papers.keep(office)
    client = cast.browser(name)
    assert client.get(reverse("documents:drop", args=[paper.pk])).status_code == 403
    assert drop(client, paper).status_code == 403
    assert "Bỏ văn bản" not in client.get(paper.get_absolute_url()).content.decode()
    assert Document.objects.exists()


def test_search_finds_papers_by_their_words(as_office, office) -> None:
    paper = papers.keep(office)
    page = as_office.get(reverse("search"), {"q": "phat dong 86"}).content.decode()
    assert f'href="{paper.get_absolute_url()}"' in page
