"""Evidence and received workbooks are kept until a day; then the file goes, and what was entered from it stays."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from tests import cast
from tests.web.proofs import PAPER, prove
from tests.web.test_returns_acts import form, owed, person, place, submit  # noqa: F401
from tests.web.test_three_doors import GOOD, workbook

from thidua_web.documents import storage
from thidua_web.documents.management.commands import read_papers
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import today
from thidua_web.returns.evidence import attach_evidence
from thidua_web.returns.keeping_files import drop_expired, kept_until
from thidua_web.returns.models import Evidence, Obligation, Workbook

pytestmark = pytest.mark.django_db
HASH = "sha256"


def received(where: Obligation) -> Workbook:
    officer = cast.browser("officer")
    file = SimpleUploadedFile("bieu.xlsx", workbook(officer, where, GOOD))
    there = officer.post(f"/so-lieu/{where.pk}/nop-excel/", {"file": file})["Location"]
    officer.post(there, {"do": "enter", f"r-{where.pk}": 0})
    return Workbook.objects.get()


def test_the_term_is_the_province_s_and_a_leap_day_is_no_accident(settings) -> None:
    settings.KEEP_YEARS = 3
    assert kept_until(date(2024, 2, 29)) == date(2027, 2, 28) and kept_until(date(2024, 3, 1)) == date(2027, 3, 1)


def test_a_workbook_goes_after_its_day_and_its_figures_stay(owed: Obligation) -> None:  # noqa: F811
    kept = received(owed)
    there = storage.path_of(kept.sha256)
    officer = cast.browser("officer")
    assert f"{kept.keep_until:%d/%m/%Y}".lstrip("0") in officer.get(f"/so-lieu/tep/{kept.pk}/").content.decode()
    assert drop_expired(day=kept.keep_until) == 0 and there.exists(), "its last day is one on which it is kept"
    assert drop_expired(day=kept.keep_until + timedelta(days=1)) == 1 and not there.exists()
    assert drop_expired(day=kept.keep_until + timedelta(days=2)) == 0
    told = JournalEntry.objects.get(act="drop_expired")
    assert told.by is None and told.changes[HASH] == kept.sha256
    gone = officer.get(f"/so-lieu/tep/{kept.pk}/goc/")
    assert gone.status_code == 404
    page = officer.get(f"/so-lieu/tep/{kept.pk}/").content.decode()
    assert "đã xóa" in page and "Tệp gốc</a>" not in page
    assert Obligation.objects.get(pk=owed.pk).answer.current.cells["households"] == {"v": 100}


def test_evidence_goes_and_the_return_still_says_that_it_was_there(owed: Obligation) -> None:  # noqa: F811
    prove(owed, person("officer"))
    submit(owed)
    Evidence.objects.update(keep_until=today() - timedelta(days=1))
    assert drop_expired(day=today()) == Evidence.objects.count()
    page = cast.browser("verifier").get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "bien-ban.pdf" in page and "hết thời hạn giữ" in page
    number = Evidence.objects.first().pk
    assert cast.browser("verifier").get(f"/so-lieu/minh-chung/{number}/").status_code == 404


def test_a_file_that_came_twice_goes_with_the_last_of_them(owed: Obligation) -> None:  # noqa: F811
    officer = person("officer")
    for element in ("households", "households_reached"):
        file = SimpleUploadedFile("bien-ban.pdf", PAPER)
        attach_evidence(obligation=owed, elements=[element], file=file, effective_on=date(2024, 3, 1), by=officer)
    first, second = Evidence.objects.order_by("pk")
    there = storage.path_of(first.sha256)
    for one in (first, second):
        assert there.exists()
        Evidence.objects.filter(pk=one.pk).update(keep_until=today() - timedelta(days=1))
        drop_expired(day=today())
    assert not there.exists()


@pytest.mark.django_db(transaction=True)
def test_the_process_beside_the_site_does_it(owed: Obligation) -> None:  # noqa: F811
    kept = received(owed)
    Workbook.objects.update(keep_until=today() - timedelta(days=1))
    read_papers._do_daily(today())
    assert not storage.path_of(kept.sha256).exists()
    assert Workbook.objects.get().dropped_at is not None
    call_command("read_papers", once=True, stdout=StringIO())
    assert JournalEntry.objects.filter(act="drop_expired").count() == 1


def test_a_paper_dropped_takes_no_file_along_that_is_evidence_too(owed: Obligation) -> None:  # noqa: F811
    file = SimpleUploadedFile("bien-ban.pdf", PAPER)
    attach_evidence(
        obligation=owed, elements=["households"], file=file, effective_on=date(2024, 3, 1), by=person("officer")
    )
    there = storage.path_of(Evidence.objects.get().sha256)
    storage.forget(there.name)
    assert there.exists()
    Evidence.objects.update(dropped_at=timezone.now())
    storage.forget(there.name)
    assert not there.exists()
