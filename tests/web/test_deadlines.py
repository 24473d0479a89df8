# ruff: noqa: F811
"""What is due: on the home page, on a page of its own, in a calendar and in letters; it ends when it is sent."""

import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.test_returns_acts import form, owed, person, place, submit, unit  # noqa: F401

from thidua_web.config.mail import mail_settings
from thidua_web.frame import icalendar
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import User, today
from thidua_web.programme.models import Campaign, Programme, Target
from thidua_web.register.models import Unit
from thidua_web.returns.deadlines import Deadline, events_of
from thidua_web.returns.models import DeadlineFeed, Obligation
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture
def due(owed: Obligation) -> Obligation:
    """An Bình's return, due the day after tomorrow."""
    Obligation.objects.update(due_on=today() + timedelta(days=2))
    return Obligation.objects.get(pk=owed.pk)


def home(name: str) -> str:
    return cast.browser(name).get("/").content.decode()


def feed_of(client: Client) -> str:
    page = client.post("/so-lieu/lich-han/dia-chi/", follow=True).content.decode()
    return re.search(r"/so-lieu/lich-han/[\w-]+\.ics", page)[0]


def test_home_says_how_long_one_has_what_came_back_and_why(due: Obligation) -> None:
    assert "còn 2 ngày" in home("officer")
    verify.send_back_return(answer=submit(due), reason="Thiếu ấp Ba", by=person("verifier"))
    Obligation.objects.update(due_on=today() - timedelta(days=9))
    page = home("officer")
    waiting, late = page.index('id="waiting"'), page.index('id="late"')
    assert waiting < page.index("Thiếu ấp Ba") < late and "Không có việc quá hạn" in page, (
        "it stands once, with its reason"
    )
    assert "trả lại: Thiếu ấp Ba" in page[late:], "and among what changed"


def test_home_counts_all_that_is_late_and_leads_to_the_whole_list(form, place: dict[str, Unit]) -> None:
    for n in range(12):
        made = unit(f"91{n:03}", f"Xa {n}", parent=Unit.objects.get(key="90"))
        Obligation.objects.create(
            form=form, unit=made, unit_version=made.versions.get(), period="2024-Q1", opens_on=date(2024, 1, 1),
            closes_on=date(2024, 4, 1), due_on=date(2024, 4, 5),
        )  # fmt: skip
    page = home("office")
    assert '<span class="count">14</span>' in page and "14 đơn vị chưa gửi" in page and "loc=qua-han" in page
    assert page.count("Xa 3") == 0, "a reader of many units is told the sum"


def test_what_others_did_with_one_period_is_one_line(form, place: dict[str, Unit]) -> None:
    for who, key in (("officer", "90001"), ("neighbor", "90002")):
        answer = submit(Obligation.objects.get(form=form, unit__key=key), by=who)
        verify.accept_return(answer=answer, by=person("verifier"))
    changed = home("office").split('id="changed"')[1].split("Địa bàn")[0]
    assert changed.count("<li") == 1 and "đã gửi: 2 báo cáo; tiếp nhận: 2 báo cáo" in changed


def test_officers_see_what_was_decided_and_nobody_is_told_of_the_own_deeds(due: Obligation) -> None:
    verify.accept_return(answer=submit(due), by=person("verifier"))
    assert "tiếp nhận" in home("officer") and "đã gửi" not in home("officer")
    changed = home("verifier").split('id="changed"')[1].split("Địa bàn")[0]
    assert "đã gửi: 1 báo cáo" in changed and "tiếp nhận" not in changed, "who reads many units is told sums"


def test_the_calendar_of_a_person_holds_the_own_deadlines_until_they_are_sent(due: Obligation) -> None:
    address = feed_of(cast.browser("officer"))
    reply = Client().get(address)
    text = reply.content.decode()
    assert reply["Content-Type"].startswith("text/calendar") and text.startswith("BEGIN:VCALENDAR\r\n")
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == 1 and "xã An Bình: Biểu quý\\, Quý I năm 2024" in unfolded
    assert f"DTSTART;VALUE=DATE:{due.due_on:%Y%m%d}" in unfolded and "Bình Minh" not in unfolded
    submit(due)
    assert "BEGIN:VEVENT" not in Client().get(address).content.decode()


def test_an_office_follows_periods_not_units(due: Obligation) -> None:
    page = cast.browser("office").get("/so-lieu/lich-han/").content.decode()
    assert "Biểu quý, Quý I năm 2024" in page and "2 đơn vị chưa gửi" in page


def test_a_secret_address_is_stored_as_a_hash_and_ends(due: Obligation) -> None:
    client = cast.browser("officer")
    first = feed_of(client)
    assert first.split("/")[-1].removesuffix(".ics") not in DeadlineFeed.objects.get().digest
    second = feed_of(client)
    assert Client().get(first).status_code == 404 and Client().get(second).status_code == 200
    User.objects.filter(username="officer").update(is_active=False)
    assert Client().get(second).status_code == 404
    User.objects.filter(username="officer").update(is_active=True)
    cast.browser("officer").post("/so-lieu/lich-han/bo-dia-chi/")
    assert Client().get(second).status_code == 404
    acts = set(JournalEntry.objects.values_list("act", flat=True))
    assert acts >= {"open_deadline_feed", "close_deadline_feed"}


def test_lines_of_a_calendar_are_folded_between_letters() -> None:
    long = Deadline("k", "Đặc khu " + "ữ" * 90 + "; hết", date(2025, 7, 1), "/x/")
    text = icalendar.write(events_of([long], site="https://thi-dua.example.vn", now=NOW), name="Hạn")
    assert all(len(line.encode()) <= icalendar.OCTETS for line in text.split("\r\n"))
    assert "ữ" * 90 + "\\; hết" in text.replace("\r\n ", "")


def test_one_address_holds_the_days_of_programmes_too_and_only_of_running_ones(due: Obligation) -> None:
    soon = today() + timedelta(days=20)
    for title, state in (("Đang chạy", "under_way"), ("Bản thảo", "draft")):
        made = Programme.objects.create(
            campaign=Campaign.objects.get_or_create(name="Phong trào")[0], title=title, from_year=2024, to_year=2024,
            state=state, version=1, created_by=person("office"), created_at=timezone.now(),
        )  # fmt: skip
        Target.objects.create(lineage=title[:4].encode().hex().ljust(32, "0"), since=1, programme=made, due_on=soon,
                              indicator=f"Mục của {title}", comparator="ge", value=80, unit="%")  # fmt: skip
    officer = cast.browser("officer")
    told = Client().get(feed_of(officer)).content.decode().replace("\r\n ", "")
    assert told.count("BEGIN:VEVENT") == 2 and "xã An Bình: Biểu quý" in told
    assert "Mục của Đang chạy" in told and f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in told and "Bản thảo" not in told
    assert told.count("BEGIN:VALARM") == 1, "a return rings, a day of a programme does not"
    page = officer.get("/so-lieu/lich-han/").content.decode()
    assert "Mục của Đang chạy" in page and "Bản thảo" not in page


def run(*words: str) -> str:
    out = StringIO()
    call_command("send_reminders", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_letters_are_listed_first_and_sent_once_a_day_to_those_who_owe(due: Obligation, settings) -> None:
    assert "officer: 1 báo cáo" in run() and not mail.outbox, "dry without --commit"
    with pytest.raises(CommandError, match="THIDUA_MAIL"):
        run("--commit")
    settings.MAIL, settings.ADDRESS = "smtp://localhost", "https://thi-dua.example.vn"
    User.objects.filter(username="neighbor").update(email="")
    told = run("--commit")
    (letter,) = mail.outbox
    assert letter.to == ["officer@example.vn"] and "1 người chưa có thư điện tử" in told
    assert "xã An Bình: Biểu quý" in letter.body and f"https://thi-dua.example.vn/so-lieu/{due.pk}/" in letter.body
    run("--commit")
    assert len(mail.outbox) == 1, "once a day"
    assert JournalEntry.objects.get(act="send_reminder").of_key == str(person("officer").pk)


def test_who_has_sent_gets_no_letter_and_a_day_far_off_none_either(due: Obligation) -> None:
    submit(due)
    assert "officer" not in run()
    Obligation.objects.update(due_on=today() + timedelta(days=30))
    assert "neighbor" not in run() and "neighbor" in run("--days", "40")


def test_the_mail_server_is_one_address() -> None:
    told = mail_settings("smtp://thu%40tinh:mat%2Fkhau@mail.example.vn")
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("thu@tinh", "mat/khau")
    assert told["EMAIL_PORT"] == 587 and told["EMAIL_USE_TLS"] and not told["EMAIL_USE_SSL"]
    with pytest.raises(ValueError, match="THIDUA_MAIL"):
        mail_settings("mail.example.vn")
