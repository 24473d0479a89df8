"""The queries of a page do not grow with its rows: every list and detail page over 3 of everything and over 30."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from bench import _lists_home as home
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web import papers

from thidua_web.api.acts import make_token
from thidua_web.dashboards.ground import code_of
from thidua_web.documents.models import Document
from thidua_web.frame.templatetags import vietnamese
from thidua_web.people.models import ActivationCode, User
from thidua_web.programme.models import Deadline, Programme, Task
from thidua_web.register.live import move_stand
from thidua_web.returns.models import Obligation
from thidua_web.returns.together import HEAD

pytestmark = pytest.mark.django_db


def world(count: int) -> SimpleNamespace:
    """``count`` of everything: communes with an officer, returns, decisions, evidence, papers, programmes, acts."""
    versions, office = home.units_and_people(count)
    move_stand()
    programme = home.programme_of(office)
    Programme.objects.exclude(pk__in=Programme.objects.order_by("pk").values("pk")[:count]).delete()
    for n in range(count):
        Task.objects.create(programme=programme, since=1, position=n, action=f"Việc {n}", lead=["Công an tỉnh"])
        Deadline.objects.create(programme=programme, since=1, position=n, date="2024-11-30", due_on=date(2024, 11, 30))
    forms = home.collected(versions, office, programme)
    waiting = Obligation.objects.filter(answer__state="draft").first() or Obligation.objects.first()
    for n in range(count):
        papers.keep(office, papers.PLAN.replace("86/KH", f"{n + 100}/KH"), f"{n}.txt")
    for user in User.objects.filter(posts__unit__isnull=False):
        moment = timezone.now()
        ActivationCode.objects.create(user=user, digest="0", made_by=office, expires_at=moment, ended_at=moment)
    for n in range(min(count, 15)):  # a person has at most twenty
        make_token(by=office, name=f"phần mềm {n}", scope="read", days=30)
    return SimpleNamespace(
        office=office, programme=programme, form=forms[0], versions=versions, waiting=waiting, count=count,
        token=make_token(by=office, name="phần mềm", scope="read", days=30)[1],
    )  # fmt: skip


def pages(here: SimpleNamespace) -> Iterator[str]:
    """Every list and detail page that grows with what a province has."""
    one, code = here.versions[0].unit, code_of(here.versions[0])
    submitted = Obligation.objects.filter(answer__state="submitted").first()
    accepted = Obligation.objects.filter(answer__state="accepted").first()
    board, plan = f"/bang-diem/{here.programme.pk}/", f"/chuong-trinh/{here.programme.pk}/"
    document = Document.objects.filter(instrument__isnull=False).order_by("pk").first() or Document.objects.first()
    yield from ("/", "/tim/?q=so", "/so-lieu/", "/so-lieu/?loc=qua-han", "/so-lieu/?loc=cho", "/so-lieu/lich-han/")
    yield from (f"/so-lieu/?bieu={here.form.key}&ky=2024-Q1&q=so", "/so-lieu/bieu-mau/", f"/so-lieu/{submitted.pk}/")
    yield from (f"/so-lieu/bieu-mau/{here.form.key}/", f"/so-lieu/{accepted.pk}/", f"/so-lieu/{here.waiting.pk}/")
    yield from ("/xac-minh/", "/xac-minh/?loc=nen-hoi", "/don-vi/", "/don-vi/?q=so", "/don-vi/90/", f"/don-vi/{code}/")
    yield from ("/don-vi/ban-do/", "/don-vi/lan-nap/", "/tai-khoan/danh-sach/", "/tai-khoan/ai-thay-gi/")
    yield from ("/tai-khoan/danh-sach-goi/", f"/tai-khoan/nguoi/{one.posts.first().user_id}/", "/tai-khoan/tinh/")
    yield from ("/bang-diem/", board, f"{board}don-vi/", f"{board}don-vi/{code}/", f"{board}do-bang-gi/")
    target = here.programme.targets.first().lineage
    yield from (f"{board}chi-tieu/{target}/", f"{board}chi-tieu/{target}/?don-vi=hom-nay", "/bang-diem/so-lieu-goc/")
    yield from ("/nhat-ky/", "/van-ban/", "/van-ban/so/", f"/van-ban/{document.pk}/", "/chuong-trinh/", plan)
    yield from (f"{plan}{part}/" for part in ("nhiem-vu", "thoi-han", "lich", "mo-hinh", "can-cu", "de-ngoai"))
    yield from ("/tai-khoan/ma-truy-cap/", f"/van-ban/so/{document.instrument_id}/")
    yield from ("/api/v1/obligations", "/api/v1/returns", "/api/v1/forms")


def workbook_of_all(browser: Client, address: str) -> SimpleUploadedFile:
    """The workbook of every unit of a period with another first figure in each row."""
    book = openpyxl.load_workbook(BytesIO(b"".join(browser.get(f"{address}bieu.xlsx").streaming_content)))
    sheet = book.worksheets[0]
    for row in range(HEAD + 1, sheet.max_row + 1):
        sheet.cell(row, 3).value = 4_000 + row
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("chung.xlsx", out.getvalue())


def workbook_pages(browser: Client, here: SimpleNamespace) -> Iterator[tuple[str, list[str]]]:
    """The pages that take workbooks, and the one that shows what a file of every unit would change."""
    every = f"/so-lieu/nhieu-don-vi/{here.form.key}/2024-Q1/"
    file = workbook_of_all(browser, every)
    with CaptureQueriesContext(connection) as queries:
        response = browser.post(every, {"file": file})
    assert response.status_code == 302, response.content.decode()
    yield f"{every}, nộp tệp", [q["sql"] for q in queries.captured_queries]
    for address in (f"/so-lieu/{here.waiting.pk}/nop-excel/", every, response["Location"]):
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        assert page.status_code == 200, f"{address}: {page.status_code}"
        yield address, [q["sql"] for q in queries.captured_queries]
    assert f"<strong>{vietnamese.number(4_000 + HEAD + 3)}</strong>" in page.content.decode(), "the third is a draft"


def asked(count: int) -> list[tuple[str, list[str]]]:
    """The pages with the queries they ask over a world of ``count``, which is gone afterwards."""
    found: list[tuple[str, list[str]]] = []
    with transaction.atomic():
        here = world(count)
        browser = Client()
        browser.force_login(here.office)
        found += workbook_pages(browser, here)
        for address in pages(here):
            head = {"authorization": f"Bearer {here.token}"} if address.startswith("/api/") else {}
            with CaptureQueriesContext(connection) as queries:
                response = (Client() if head else browser).get(address, headers=head)
            assert response.status_code == 200, f"{address}: {response.status_code}"
            found.append((address, [q["sql"] for q in queries.captured_queries]))
        transaction.set_rollback(True)
    return found


def test_no_page_asks_more_of_thirty_than_of_three() -> None:
    few, many = asked(3), asked(30)
    assert len(few) == len(many) > 40
    grown = [
        f"{page}: {len(less)} → {len(more)}: {_repeated(more)}"
        for (page, less), (_, more) in zip(few, many, strict=True) if len(more) > len(less)
    ]  # fmt: skip
    assert not grown, "\n".join(grown)


def _repeated(queries: list[str]) -> str:
    """The beginning of the query that comes most often."""
    starts = [q.split(" WHERE ")[-1][:160] for q in queries]
    return max(starts, key=starts.count)
