"""The calendar of a programme: the month page, the file that calendar programs take, and the secret address."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.web import papers

from thidua_web.frame.icalendar import _folded
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Role
from thidua_web.programme import acts, amending
from thidua_web.programme.calendar import dated_lines, month_of, weeks_of
from thidua_web.programme.models import CalendarFeed, Programme
from thidua_web.programme.querysets import digest

HEAD = papers.HEAD | {"from_year": 2026, "to_year": 2028}


def write(office, programme: Programme, what: str, **value: object) -> None:
    programme.refresh_from_db()
    amending.write_entry(user=office, programme=programme, revision=programme.revision, kind=what, value=value)


@pytest.fixture
def programme(office) -> Programme:
    made = amending.draft_programme(user=office, campaign="Toàn dân bảo vệ an ninh Tổ quốc", about=HEAD)
    write(office, made, "target", indicator="hộ ký cam kết", comparator="ge", value=80, unit="%", effort="must",
          deadline="2028", milestones={"2026": 70.0, "2027": 75.0, "2028": 80.0})  # fmt: skip
    write(office, made, "task", action="Sơ kết, báo cáo; nêu rõ tồn tại", lead=["Công an tỉnh"], deadline="2026-07")
    write(office, made, "date", date="2026-08-19", kind="commemoration", label="Ngày hội Toàn dân")
    made.refresh_from_db()
    return amending.confirm_version(user=office, programme=made, revision=made.revision)


def lines(programme: Programme) -> list[tuple[str, str, str]]:
    return [(line.day.isoformat(), line.word, line.stamp) for line in dated_lines(programme, programme.version)]


def test_deadlines_tasks_targets_and_milestones_stand_on_their_last_day(programme) -> None:
    assert lines(programme) == [
        ("2026-07-31", "nhiệm vụ", "tháng 7/2026"),
        ("2026-08-19", "ngày kỷ niệm", "19/8/2026"),
        ("2026-12-31", "mốc của chỉ tiêu", "năm 2026"),
        ("2027-12-31", "mốc của chỉ tiêu", "năm 2027"),
        ("2028-12-31", "chỉ tiêu", "năm 2028"),
    ]


def test_a_day_printed_inside_a_task_is_one_line(office) -> None:
    paper = papers.keep(office)
    papers.accept_the_rest(office, paper)
    made = acts.confirm_programme(
        user=office, document=paper, campaign="P", about=papers.HEAD,
        without_number=[r.key for r in paper.readings.filter(kind="target")],
    )  # fmt: skip
    november = [line for line in dated_lines(made, made.version) if line.day == date(2025, 11, 30)]
    assert [line.kind for line in november] == ["task"]


def test_the_month_leads_to_the_entry_and_to_its_sentence(office) -> None:
    paper = papers.keep(office)
    papers.accept_the_rest(office, paper)
    made = acts.confirm_programme(
        user=office, document=paper, campaign="P", about=papers.HEAD,
        without_number=[r.key for r in paper.readings.filter(kind="target")],
    )  # fmt: skip
    client = cast.browser("leader")
    page = client.get(reverse("programme:calendar", args=[made.pk]), {"thang": "2025-11"}).content.decode()
    task = made.tasks.get(due_on=date(2025, 11, 30))
    row = f"{reverse('programme:tasks', args=[made.pk])}#muc-{task.lineage}"
    assert f'href="{row}"' in page
    assert f'href="{task.origin_url}"' in page
    assert f'id="muc-{task.lineage}"' in client.get(row).content.decode()
    assert (
        "Không có mốc nào trong tháng này"
        in client.get(f"/chuong-trinh/{made.pk}/lich/?thang=1999-01").content.decode()
    )


def test_a_month_is_whole_weeks_from_monday(programme) -> None:
    weeks = weeks_of(date(2026, 8, 1), dated_lines(programme, programme.version), date(2026, 8, 3))
    days = [day for week in weeks for day in week]
    assert {len(week) for week in weeks} == {7}
    assert days[0].date == date(2026, 7, 27)
    assert [day.date.day for day in days if day.lines] == [19]
    assert [day.date.day for day in days if day.is_today] == [3]


@pytest.mark.parametrize(
    ("asked", "today", "shown"),
    [
        ("2027-02", date(2026, 9, 9), date(2027, 2, 1)),
        ("", date(2026, 9, 9), date(2026, 9, 1)),
        ("", date(2030, 1, 1), date(2028, 12, 1)),
        ("", date(2020, 1, 1), date(2026, 7, 1)),
        ("2027-13", date(2026, 9, 9), date(2026, 9, 1)),
        ("0000-01", date(2026, 9, 9), date(2026, 9, 1)),
        ("<b>", date(2026, 9, 9), date(2026, 9, 1)),
    ],
)
def test_the_month_shown(programme, asked: str, today: date, shown: date) -> None:
    assert month_of(asked, dated_lines(programme, programme.version), today) == shown


def events(text: str) -> list[dict[str, str]]:
    """Read a calendar as its standard says: unfold, split, unescape."""
    whole = text.replace("\r\n ", "")
    found = []
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", whole, re.S):
        pairs = [line.split(":", 1) for line in block.splitlines()]
        found.append({name: re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], v) for name, v in pairs})
    return found


def test_the_file_is_what_calendar_programs_take(programme, as_officer) -> None:
    answer = as_officer.get(reverse("programme:calendar", args=[programme.pk]), {"tai": "ics"})
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    told = events(text)
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"]) for e in told][:2] == [
        ("20260731", "20260801"), ("20260819", "20260820"),
    ]  # fmt: skip
    assert told[0]["SUMMARY"] == "Nhiệm vụ: Công an tỉnh: Sơ kết, báo cáo; nêu rõ tồn tại"
    assert told[0]["URL"].startswith("http://testserver/chuong-trinh/")
    assert len({e["UID"] for e in told}) == len(told)


def test_identities_stay_when_the_programme_is_amended(programme, office) -> None:
    before = {line.key for line in dated_lines(programme, 1)}
    programme = amending.amend_programme(user=office, programme=programme, revision=programme.revision)
    task = programme.tasks.get()
    amending.write_entry(
        user=office, programme=programme, revision=programme.revision, kind="task", lineage=task.lineage,
        value=task.as_entry() | {"deadline": "2026-09"},
    )  # fmt: skip
    assert {line.key for line in dated_lines(programme, 2)} == before


def test_a_letter_is_never_cut_in_two() -> None:
    line = "SUMMARY:" + "ữ" * 200
    pieces = list(_folded(line))
    assert "".join(p.removeprefix(" ") if i else p for i, p in enumerate(pieces)) == line
    assert all(len(p.encode()) <= 75 for p in pieces)


def of_old(programme: Programme, owner) -> str:
    """An address of a single programme, as they were made before everything of a person had one."""
    secret = "b" * 43
    CalendarFeed.objects.create(owner=owner, programme=programme, digest=digest(secret), made_at=timezone.now())
    return reverse("programme:feed", args=[secret])


def test_an_older_address_works_without_sign_in_until_it_is_revoked(programme, as_officer, officer) -> None:
    address = of_old(programme, officer)
    answer = Client().get(address)
    assert len(events(answer.content.decode())) == 5
    assert answer["X-Robots-Tag"] == "noindex"
    feed = CalendarFeed.objects.get()
    assert feed.fetched_on is not None
    assert programme.title in as_officer.get("/so-lieu/lich-han/").content.decode(), "where it can be revoked"
    as_officer.post(reverse("programme:revoke-feed", args=[feed.pk]))
    assert Client().get(address).status_code == 404
    assert JournalEntry.objects.filter(act="revoke_calendar_feed").count() == 1


def test_an_older_address_ends_with_its_owners_account(programme, officer) -> None:
    address = of_old(programme, officer)
    officer.is_active = False
    officer.save()
    assert Client().get(address).status_code == 404


def test_nobody_revokes_anothers_address(programme, officer, as_stranger) -> None:
    of_old(programme, officer)
    feed = CalendarFeed.objects.get()
    assert as_stranger.post(reverse("programme:revoke-feed", args=[feed.pk])).status_code == 404
    assert Client().get("/chuong-trinh/dang-ky-lich/khong-co.ics").status_code == 404


def test_there_is_one_way_to_follow_a_calendar(programme, as_officer) -> None:
    asked = as_officer.get(reverse("programme:feeds", args=[programme.pk]))
    assert asked.status_code == 302 and asked.url == "/so-lieu/lich-han/"
    assert "/so-lieu/lich-han/#dien-thoai" in as_officer.get(
        reverse("programme:calendar", args=[programme.pk])
    ).content.decode()  # fmt: skip


def test_a_draft_shows_its_calendar_to_its_writers_only(office) -> None:
    draft = amending.draft_programme(user=office, campaign="P", about=HEAD)
    assert office.holds(Role.STANDING_OFFICE)
    address = reverse("programme:calendar", args=[draft.pk])
    assert cast.browser("office").get(address).status_code == 200
    assert cast.browser("officer").get(address).status_code == 404
