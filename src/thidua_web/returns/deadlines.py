"""What somebody must still send or see sent: lines of a page, of a letter, of a calendar. Figures never go along."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from thidua.dates import show_day
from thidua_web.people.models import Role
from thidua_web.returns.models import Obligation, Return

if TYPE_CHECKING:
    from thidua_web.people.models import User

OWN = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER)
AHEAD = timedelta(days=120)
REMIND_DAYS = 3
"""How many days before the last day a calendar rings and a letter is sent; a habit of the house, not law."""
LINE = 75
"""Octets of a line of a calendar (RFC 5545, 3.1); longer ones are folded."""


@dataclass(frozen=True)
class Deadline:
    """One day by which something must be sent: by oneself, or by so many units that one watches over."""

    key: str
    title: str
    due_on: date
    path: str
    units: int = 0
    is_back: bool = False

    @property
    def line(self) -> str:
        """In one line: what, by when."""
        who = gettext(" (%(units)s đơn vị chưa gửi)") % {"units": self.units} if self.units else ""
        return gettext("%(title)s%(who)s: hạn %(due_on)s") % {
            "title": self.title,
            "who": who,
            "due_on": show_day(self.due_on),
        }


def own_deadlines(user: "User", today: date) -> list[Deadline]:
    """Returns that this person's own posts must still send, overdue ones included, the nearest day first."""
    rows = (
        Obligation.objects.visible_to(user, *OWN).open_on(today).unanswered().filter(due_on__lte=today + AHEAD)
        .with_answers().order_by("due_on", "unit_version__sort_key", "pk")
    )  # fmt: skip
    return [
        Deadline(
            f"bao-cao-{o.pk}", f"{o.unit_version.full_name}: {o.form.title}, {o.window.label}", o.due_on,
            f"/so-lieu/{o.pk}/", is_back=o.state in (Return.State.SENT_BACK, Return.State.REOPENED),
        )
        for o in rows
    ]  # fmt: skip


def watched_deadlines(user: "User", today: date) -> list[Deadline]:
    """Forms and periods that units within reach must still send, one line each with how many are missing."""
    rows = (
        Obligation.objects.visible_to(user).open_on(today).unanswered().filter(due_on__lte=today + AHEAD)
        .select_related("form").order_by("due_on", "form", "period")
    )  # fmt: skip
    counts = Counter((o.form, o.period, o.due_on) for o in rows)
    return [
        Deadline(
            f"ky-{form.key}-{period}", f"{form.title}, {form.window(period).label}", due_on,
            f"/so-lieu/?bieu={form.key}&ky={period}&loc=phai-nop", units=count,
        )
        for (form, period, due_on), count in counts.items()
    ]  # fmt: skip


def deadlines_of(user: "User", today: date) -> list[Deadline]:
    """One's own where one reports for units; else what one watches over."""
    return own_deadlines(user, today) if user.holds(*OWN) else watched_deadlines(user, today)


def as_calendar(deadlines: Iterable[Deadline], *, site: str, now: datetime) -> str:
    """An iCalendar document (RFC 5545): whole-day events that ring some days before; past days are left out."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Thi dua//Lich han bao cao//VI", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "X-WR-CALNAME:" + gettext("Hạn báo cáo"), "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for deadline in deadlines:
        lines += _event(deadline, site, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(deadline: Deadline, site: str, now: datetime) -> list[str]:
    host = site.partition("://")[2]
    after = deadline.due_on + timedelta(days=1)
    who = gettext(" (%(units)s đơn vị chưa gửi)") % {"units": deadline.units} if deadline.units else ""
    title = gettext("Hạn: %(what)s") % {"what": deadline.title + who}
    return [
        "BEGIN:VEVENT", f"UID:{deadline.key}@{host}", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{deadline.due_on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(title)}", f"URL:{site}{deadline.path}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{REMIND_DAYS}D", f"DESCRIPTION:{_escaped(deadline.line)}",
        "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def _escaped(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; a letter of several octets is never cut."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LINE:
            yield part
            part = " "
        part += letter
    yield part
