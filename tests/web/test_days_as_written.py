"""Days as people read them: 25/3/2024, 05/02/2024. Every page, list, file and sentence is walked, in two months.

A day below 10 and the months 1 and 2 have a leading zero, other months none. Machine formats stay as machines want
them: addresses, values of day fields, figures for programs.
"""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import connection, models
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.utils import formats
from tests import cast
from tests.web.test_api import get
from tests.web.test_dashboards_bindings import programme  # noqa: F401
from tests.web.test_every_address import EVERY, addresses, world  # noqa: F401
from tests.web.test_returns_acts import form, owed, person, place  # noqa: F401

import thidua
import thidua_web
from thidua.dates import show_day
from thidua_web.api.acts import make_token
from thidua_web.api.models import Token
from thidua_web.config.formats.vi import formats as vietnamese
from thidua_web.journal import guard
from thidua_web.journal.models import JournalEntry
from thidua_web.people import acts as people
from thidua_web.people.management.commands.import_accounts import _write_codes
from thidua_web.people.models import ActivationCode, User
from thidua_web.programme.models import Programme
from thidua_web.returns.models import Evidence, Obligation

pytestmark = pytest.mark.django_db
MONTHS = [datetime(2024, 2, 5, 3, 4, tzinfo=UTC), datetime(2024, 3, 5, 3, 4, tzinfo=UTC)]
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
MONTH = re.compile(r"[Tt]háng ([12])/(?:19|20)\d\d")
ISO = re.compile(r"(?<![\d/-])(?:19|20)\d\d-\d\d-\d\d(?!\d)")
CARELESS = "NGÀY-CHƯA-VIẾT"


class Seen(HTMLParser):
    """What a person sees or hears of a page: text, and the attributes that are read out."""

    HEARD = ("title", "alt", "aria-label", "placeholder", "data-label")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.words += [value or "" for name, value in attrs if name in self.HEARD]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def wrong_days(text: str) -> list[str]:
    """Days that are not written as they should be."""
    found = [m[0] for m in SLASHED.finditer(text) if m[0] != _as_should_be(m)]
    found += [m[0] for way in (MONTH, ISO) for m in way.finditer(text)]
    return found + [CARELESS] * text.count(CARELESS)


def _as_should_be(found: re.Match[str]) -> str:
    try:
        return show_day(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        return found[0]


def in_sheet(content: bytes) -> list[str]:
    """Wrong days in the texts of a workbook, and days whose format would show them wrong."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if isinstance(cell.value, date):
                zero = cell.value.month < 3
                if f"dd/{'mm' if zero else 'm'}/yyyy" not in cell.number_format:
                    found.append(f"{cell.coordinate} {cell.value} {cell.number_format}")
            elif isinstance(cell.value, str):
                found += wrong_days(cell.value)
    return found


def in_answer(answer: object, content: bytes) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    if "spreadsheet" in kind:
        return in_sheet(content)
    if not kind.startswith(("text/", "application/json")):
        return []
    text = content.decode("utf-8", "ignore")
    if kind.startswith("text/html"):
        seen = Seen()
        seen.feed(text)
        return wrong_days("\n".join(seen.words))
    return wrong_days(text) if kind.startswith("text/") else []


@pytest.fixture(params=MONTHS, ids=["tháng 02", "tháng 3"])
def moment(request: pytest.FixtureRequest, world: Obligation, programme: Programme) -> datetime:  # noqa: F811
    """Everything that has a moment had it in this month; days of what is owed and proven too."""
    people.reset_accounts(users=[person("neighbor")], by=person("office"))
    make_token(by=person("officer"), name="phần mềm", scope="read", days=30)
    at = request.param
    guard.lift(connection)
    for model in (m for app in apps.get_app_configs() if app.name.startswith("thidua_web") for m in app.get_models()):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.DateTimeField) and field.name not in ("expires_at", "ended_at", "revoked_at"):
                model._base_manager.filter(**{f"{field.name}__isnull": False}).update(**{field.name: at})
    guard.lay(connection)
    Obligation.objects.update(due_on=at.date())
    Evidence.objects.update(effective_on=at.date(), keep_until=date(2044, at.month, 5))
    return at


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that leaves a day to Django shows this instead."""
    for name in ("DATE_FORMAT", "SHORT_DATE_FORMAT", "DATETIME_FORMAT"):
        monkeypatch.setattr(vietnamese, name, "".join(f"\\{letter}" for letter in CARELESS))
    formats.reset_format_cache()
    yield
    formats.reset_format_cache()


@pytest.mark.parametrize("who", ["office", pytest.param("officer", marks=pytest.mark.long)])
def test_every_page_and_file_writes_days_one_way(moment: datetime, careless: None, who: str) -> None:
    client, wrong, days = Client(), [], 0
    client.force_login(User.objects.get(username=cast.person(who).username))
    for name, pattern in EVERY.items():
        if name.startswith(("help", "api-1")):
            continue
        for address in addresses(name, pattern):
            for more in ("", "?tai=xlsx", "?tai=csv") if "?" not in address else ("",):
                answer = client.get(address + more)
                content = b"".join(answer) if answer.streaming else answer.content
                days += show_day(moment.date()).encode() in content
                wrong += [(address + more, found) for found in in_answer(answer, content)]
    assert wrong == []
    assert days > 5, "else the walk would prove nothing"


def test_sentences_of_the_interface_for_programs(moment: datetime) -> None:
    secret = make_token(by=person("officer"), name="phần mềm", scope="read", days=30)[1]
    Token.objects.update(expires_at=moment)
    said = get(secret, "forms").json()["detail"]
    assert show_day(moment.date()) in said and not wrong_days(said)


def test_letters_and_the_calendar(moment: datetime, settings: object) -> None:
    settings.MAIL, settings.ADDRESS = "smtp://127.0.0.1", "https://thi-dua.example.vn"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(username="neighbor").update(email="n@example.vn")
    call_command("send_reminders", "--commit", stdout=io.StringIO())
    letters = [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
    assert letters and all(show_day(moment.date()) in text and not wrong_days(text) for text in letters)


def test_slips_printed_or_listed(moment: datetime, tmp_path: Path, rf: RequestFactory) -> None:
    user = User.objects.create_user("moi", cast.PASSWORD, full_name="Người Mới")
    given = [replace(slip, expires_at=moment) for slip in people.reset_accounts(users=[user], by=person("office"))]
    request = rf.get("/")
    request.user, request.session = person("office"), {}
    printed = "\n".join(_seen(render(request, "people/slips.html", {"slips": given}).content.decode()))
    _write_codes(tmp_path / "phieu.csv", given)
    for text in (printed, (tmp_path / "phieu.csv").read_text(encoding="utf-8")):
        assert show_day(moment.date()) in text and not wrong_days(text)
    code = ActivationCode.objects.get(user=user)
    code.made_at = moment
    assert show_day(moment.date()) in str(code)


def _seen(page: str) -> list[str]:
    seen = Seen()
    seen.feed(page)
    return seen.words


def test_the_journal_tells_days_as_people_write_them(moment: datetime) -> None:
    make_token(by=person("officer"), name="phần mềm", scope="read", days=30)
    assert JournalEntry.objects.filter(act="make_token").exists()
    page = cast.browser("office").get("/nhat-ky/").content.decode()
    assert not wrong_days("\n".join(_seen(page)))


OWN_WAY = re.compile(r"%d/%m|%-d/|\|date:[\"'](?!Y-m(-d)?[\"'])|toLocaleDateString")
OWN_WAYS = {"config/formats/vi/formats.py", "config/formats/en/formats.py", "rulebook/sheets.py"}
"""What is read as typed, not written."""


def test_no_source_writes_days_in_a_way_of_its_own() -> None:
    wrong = []
    for package in (thidua, thidua_web):
        home = Path(package.__file__).parent
        for file in (f for ending in ("py", "html", "txt", "js") for f in home.rglob(f"*.{ending}")):
            name = file.relative_to(home).as_posix()
            text = file.read_text(encoding="utf-8")
            if name not in OWN_WAYS and OWN_WAY.search(text):
                wrong.append(name)
    assert wrong == []
