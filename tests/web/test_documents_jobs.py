"""Readings that take long: queued, read outside the request by one reader, left, stopped, refused, taken over."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from tests import cast
from tests.library.test_opening_pdf import LONG, REST, pdf, scan
from tests.web.papers import PLAN, send

from thidua.reading.opening import effort, scanned
from thidua_web.documents import acts, reading_jobs, storage, waiting_room
from thidua_web.documents.models import Document, Job
from thidua_web.documents.reading_jobs import LOST, MOST_ATTEMPTS, read_next
from thidua_web.journal.models import JournalEntry

needs_ocr = pytest.mark.skipif(bool(scanned.lacking()), reason=f"OCR: {scanned.lacking()}")


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings, tmp_path):
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"


@pytest.fixture
def slow(monkeypatch):
    """Every text counts as long, so that these tests need no picture of a page."""
    monkeypatch.setattr(effort, "_QUICK_TEXT", 10)


def queue(client, content: str = PLAN, name: str = "86-KH-UBND.txt") -> Job:
    answer = send(client, content, name)
    job = Job.objects.latest("pk")
    assert answer.url == job.get_absolute_url()
    return job


def in_the_waiting_room() -> list[str]:
    room = waiting_room._room()
    return [p.name for p in room.iterdir() if p.name != ".on-duty"] if room.exists() else []


def test_a_quick_paper_is_still_answered_at_once(as_office) -> None:
    answer = send(as_office, PLAN)
    assert answer.url == Document.objects.get().get_absolute_url()
    assert not Job.objects.exists()


def test_a_long_one_waits_is_read_and_leads_to_its_paper(as_office, slow) -> None:
    job = queue(as_office)
    assert not Document.objects.exists()
    page = as_office.get(job.get_absolute_url()).content.decode()
    assert "86-KH-UBND.txt" in page
    assert 'http-equiv="refresh"' in page
    assert "86-KH-UBND.txt" in as_office.get(reverse("home")).content.decode()
    assert "86-KH-UBND.txt" in as_office.get(reverse("documents:list")).content.decode()
    assert read_next()
    paper = Document.objects.get()
    assert paper.text == PLAN
    assert storage.path_of(paper.sha256).read_bytes() == PLAN.encode()
    assert as_office.get(job.get_absolute_url()).url == paper.get_absolute_url()
    polled = as_office.get(job.get_absolute_url(), headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == paper.get_absolute_url()
    assert str(paper) in as_office.get(reverse("home")).content.decode()
    assert JournalEntry.objects.get(act="upload_document").by == cast.person("office")
    assert not in_the_waiting_room()
    assert not read_next()


def test_a_newer_version_leads_to_what_changed(as_office, slow) -> None:
    queue(as_office)
    read_next()
    old = Document.objects.get()
    send(as_office, PLAN.replace("90%", "95%"), "moi.txt", newer_than=old)
    read_next()
    assert Document.objects.exclude(pk=old.pk).get().supersedes == old


def test_the_same_file_waits_once_and_a_file_already_here_is_said(as_office, slow) -> None:
    first = queue(as_office)
    assert send(as_office, PLAN, "lan-hai.txt").url == first.get_absolute_url()
    assert Job.objects.count() == 1
    read_next()
    assert send(as_office, PLAN, "lan-ba.txt").url == Document.objects.get().get_absolute_url()


def test_it_can_be_stopped_while_it_waits(as_office, slow) -> None:
    job = queue(as_office)
    as_office.post(reverse("documents:job-cancel", args=[job.pk]))
    assert not read_next()
    assert not Document.objects.exists()
    assert not in_the_waiting_room()
    assert "Đã dừng đọc" in as_office.get(job.get_absolute_url()).content.decode()
    queue(as_office)
    assert read_next()
    assert Document.objects.exists()


def test_stopped_while_it_is_read_nothing_is_kept(as_office, office, slow, monkeypatch) -> None:
    job = queue(as_office)
    plain = acts.keep_paper

    def stopped_just_before(**given):
        acts.cancel_job(user=office, job=job)
        return plain(**given)

    monkeypatch.setattr(acts, "keep_paper", stopped_just_before)
    assert read_next()
    assert Job.objects.get().state == Job.State.CANCELLED
    assert not Document.objects.exists()
    assert not storage.path_of(hashlib.sha256(PLAN.encode()).hexdigest()).exists()
    assert not in_the_waiting_room()


def test_a_secret_paper_leaves_neither_name_nor_hash_nor_file(as_office, slow) -> None:
    job = queue(as_office, PLAN.replace("Số: 86", "TỐI MẬT\nSố: 86"), "phong-thu.txt")
    assert read_next()
    job.refresh_from_db()
    assert (job.state, job.name, job.sha256) == (Job.State.FAILED, "", "")
    page = as_office.get(job.get_absolute_url()).content.decode()
    assert "dấu chỉ độ mật" in page
    assert "phong-thu" not in page + as_office.get(reverse("home")).content.decode()
    assert not in_the_waiting_room()
    assert not Document.objects.exists()
    told = JournalEntry.objects.get(act="refuse_secret_paper")
    assert "phong-thu" not in f"{told.of_text}{told.changes}"


def test_what_is_refused_at_once_is_not_queued(as_office, slow) -> None:
    assert send(as_office, bytes(range(256)) * 40, "anh.txt").status_code == 422
    assert not Job.objects.exists()


def test_a_failure_says_why_and_what_to_do_and_goes_when_dismissed(as_office, slow) -> None:
    job = queue(as_office)
    waiting_room.drop(job.sha256)
    assert not read_next()
    assert str(LOST) in as_office.get(job.get_absolute_url()).content.decode()
    assert "86-KH-UBND.txt" in as_office.get(reverse("home")).content.decode()
    as_office.post(reverse("documents:job-dismiss", args=[job.pk]))
    assert not Job.objects.exists()


def test_one_job_is_taken_by_one_reader(as_office, slow) -> None:
    job = queue(as_office)
    with waiting_room.taken(job.sha256) as file:
        assert file is not None
        assert not read_next()
    assert read_next()
    assert Document.objects.count() == 1


def test_a_reader_that_died_is_followed_by_another_but_not_for_ever(as_office, slow) -> None:
    job = queue(as_office)
    Job.objects.update(state=Job.State.RUNNING, attempts=1)
    assert read_next()
    assert Document.objects.exists()
    Document.objects.all().delete()
    other = queue(as_office, PLAN + "\nkhác", "khac.txt")
    Job.objects.filter(pk=other.pk).update(state=Job.State.RUNNING, attempts=MOST_ATTEMPTS)
    assert not read_next()
    other.refresh_from_db()
    assert other.is_failed
    assert job.pk != other.pk


def test_only_the_standing_office_sees_or_stops_it(as_office, slow) -> None:
    job = queue(as_office)
    for name in ("leader", "officer", "stranger"):
        client = cast.browser(name)
        assert client.get(job.get_absolute_url()).status_code == 403
        assert client.post(reverse("documents:job-cancel", args=[job.pk])).status_code == 403
        assert "86-KH-UBND.txt" not in client.get(reverse("documents:list")).content.decode()
    assert Job.objects.get().is_open


def test_who_left_the_office_meanwhile_keeps_nothing(as_office, office, slow) -> None:
    job = queue(as_office)
    office.posts.all().delete()
    read_next()
    job.refresh_from_db()
    assert job.is_failed
    assert "không còn là cơ quan thường trực" in job.failure
    assert not Document.objects.exists()


def test_the_page_says_when_nobody_reads(as_office, slow) -> None:
    job = queue(as_office)
    assert "read_papers" in as_office.get(job.get_absolute_url()).content.decode()
    with waiting_room.reader_on_duty():
        assert "read_papers" not in as_office.get(job.get_absolute_url()).content.decode()


@needs_ocr
def test_a_scan_tells_its_pages_and_can_be_stopped_at_any(as_office, office) -> None:
    pages = ([(60, 650, LONG), (60, 620, REST)], [(60, 650, LONG)], [(60, 650, REST)])
    send(as_office, scan(pdf(*pages), dots=100), "quet.pdf")
    job = Job.objects.get()
    seen = []

    def stop() -> bool:
        job.refresh_from_db()
        seen.append((job.pages_done, job.pages_all))
        if job.pages_done == 1:
            acts.cancel_job(user=office, job=job)
        return False

    assert read_next(stop=stop)
    assert list(dict.fromkeys(seen)) == [(0, 0), (0, 3), (1, 3)]
    assert seen.count((1, 3)) == 1
    assert Job.objects.get().state == Job.State.CANCELLED
    assert not Document.objects.exists()


@needs_ocr
def test_a_reader_told_to_stop_puts_the_job_back(as_office) -> None:
    send(as_office, scan(pdf([(60, 650, LONG)], [(60, 650, REST)]), dots=100), "quet.pdf")
    assert read_next(stop=lambda: True)
    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0)
    assert in_the_waiting_room() == [job.sha256]


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_the_next_reader_starts_anew(settings, tmp_path, slow) -> None:
    """A real process, killed without warning while it holds the job."""
    job = queue(cast.browser("office"))
    hold = f"""
import sys, time; sys.path.insert(0, {str(Path.cwd())!r})
import django; from django.conf import settings as s
django.setup(); s.HOME = {str(tmp_path)!r}
from thidua_web.documents import waiting_room
with waiting_room.taken({job.sha256!r}) as file:
    print("held" if file else "no", flush=True); time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout.readline() == "held\n"
        Job.objects.update(state=Job.State.RUNNING, attempts=1)
        assert not read_next()
        os.kill(reader.pid, signal.SIGKILL)
        reader.wait()
    for _ in range(50):
        if read_next():
            break
        time.sleep(0.1)
    assert Document.objects.get().text == PLAN
    with transaction.atomic():
        assert Job.objects.get().state == Job.State.DONE


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a look may fall into a finalizer
def test_a_reading_is_stopped_in_the_middle_of_its_text(as_office, office, slow, monkeypatch) -> None:
    """A long text has no pages to tell of: the reader looks up from it all the same."""
    monkeypatch.setattr(reading_jobs, "LOOKS_UP", 0.01)
    job = queue(as_office, PLAN * (2_000_000 // len(PLAN)))
    looks = []

    def stop() -> bool:
        looks.append(1)
        if len(looks) == 2:  # once it is kept the first time would be too late
            acts.cancel_job(user=office, job=job)
        return False

    before = signal.getsignal(signal.SIGALRM)
    assert read_next(stop=stop)
    assert Job.objects.get().state == Job.State.CANCELLED and len(looks) >= 2
    assert not Document.objects.exists() and not in_the_waiting_room()
    assert signal.getsignal(signal.SIGALRM) == before and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    job = queue(as_office, PLAN * 200)
    assert read_next(stop=lambda: True)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0), "told to end, the process puts it back"
    monkeypatch.setattr(reading_jobs, "LOOKS_UP", 5)
    assert read_next()
    assert Document.objects.exists()
