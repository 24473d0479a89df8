"""What somebody must still send or see sent: lines of a page, of a letter, of a calendar. Figures never go along."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from thidua.dates import show_day
from thidua_web.frame.icalendar import Event
from thidua_web.frame.retelling import period_name
from thidua_web.people.models import Role
from thidua_web.returns.models import Obligation, Return

if TYPE_CHECKING:
    from thidua_web.people.models import User

OWN = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER)
AHEAD = timedelta(days=120)
REMIND_DAYS = 3
"""How many days before the last day a calendar rings and a letter is sent; a habit of the house, not law."""


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
            f"bao-cao-{o.pk}", f"{o.unit_version.full_name}: {o.form.title}, {period_name(o.window.label)}", o.due_on,
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
            f"ky-{form.key}-{period}", f"{form.title}, {period_name(form.window(period).label)}", due_on,
            f"/so-lieu/?bieu={form.key}&ky={period}&loc=phai-nop", units=count,
        )
        for (form, period, due_on), count in counts.items()
    ]  # fmt: skip


def deadlines_of(user: "User", today: date) -> list[Deadline]:
    """One's own where one reports for units; else what one watches over."""
    return own_deadlines(user, today) if user.holds(*OWN) else watched_deadlines(user, today)


def events_of(deadlines: Iterable[Deadline], *, site: str, now: datetime) -> Iterator[Event]:
    """Days of a calendar that ring some days before."""
    host = site.partition("://")[2]
    for deadline in deadlines:
        who = gettext(" (%(units)s đơn vị chưa gửi)") % {"units": deadline.units} if deadline.units else ""
        title = gettext("Hạn: %(what)s") % {"what": deadline.title + who}
        yield Event(
            uid=f"{deadline.key}@{host}", day=deadline.due_on, summary=title, url=f"{site}{deadline.path}", stamped=now,
            rings_before=REMIND_DAYS,
        )  # fmt: skip
