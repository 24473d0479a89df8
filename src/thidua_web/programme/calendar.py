"""The dated things of a programme as a calendar: deadlines, tasks and targets that have a last day, yearly milestones.

A day known by its month or year only stands on the last day of it, and says so in its words.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua_web.documents import wording
from thidua_web.programme.entries import KINDS
from thidua_web.programme.models import Deadline, Entry, Programme, Target, Task

if TYPE_CHECKING:
    from thidua_web.people.models import User

ICONS = {"target": "programme", "task": "pencil", "date": "clock"}


@dataclass(frozen=True)
class Dated:
    """One line of the calendar. `key` stays the same over versions; `stamp` is the day as exact as it is known."""

    day: date
    kind: str
    word: str
    label: str
    stamp: str
    key: str
    url: str
    origin_url: str | None
    sentence: str

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def is_inexact(self) -> bool:
        return self.stamp not in ("", wording.show_day(self.day.isoformat()))


@dataclass
class Day:
    """One cell of a month."""

    date: date
    is_in_month: bool
    is_today: bool
    lines: list[Dated] = field(default_factory=list)


def dated_lines(programme: Programme, version: int) -> list[Dated]:
    """Give everything that has a day in this version, in the order of days."""
    rows = {
        kind: list(KINDS[kind].objects.filter(programme=programme).of_version(version).select_related("programme"))
        for kind in ICONS
    }
    return _laid(rows)


def running_lines(user: "User", *, since: date, until: date) -> list[tuple[Programme, list[Dated]]]:
    """The running programmes that a person reads, each with what stands in these days of its version in force."""
    programmes = list(Programme.objects.visible_to(user).running().order_by("from_year", "pk"))
    rows: dict[int, dict[str, list[Any]]] = {p.pk: {kind: [] for kind in ICONS} for p in programmes}
    for kind in ICONS:
        of_all = KINDS[kind].objects.filter(programme__in=programmes).of_current_version()
        for row in of_all.select_related("programme"):
            rows[row.programme_id][kind].append(row)
    laid = ((p, [line for line in _laid(rows[p.pk]) if since <= line.day <= until]) for p in programmes)
    return [(programme, lines) for programme, lines in laid if lines]


def _laid(rows: dict[str, list[Any]]) -> list[Dated]:
    lines = [_target(row) for row in rows["target"] if row.due_on]
    lines += [line for row in rows["target"] for line in _milestones(row)]
    lines += [_task(row) for row in rows["task"] if row.due_on]
    named = [*rows["target"], *rows["task"]]
    lines += [_deadline(row) for row in rows["date"] if row.due_on and not _is_said_already(row, named)]
    return sorted(lines, key=lambda line: (line.day, list(ICONS).index(line.kind), line.label))


def _is_said_already(deadline: Deadline, named: Iterable[Target | Task]) -> bool:
    """A deadline printed inside a task's or target's own words is that task's or target's line."""
    if deadline.kind != "deadline" or deadline.document_id is None:
        return False
    return any(
        row.due_on == deadline.due_on and row.document_id == deadline.document_id
        and row.start is not None and row.start <= deadline.start and deadline.end <= row.end
        for row in named
    )  # fmt: skip


def _line(row: Entry, kind: str, day: date, word: str, label: str, stamp: str, key: str = "") -> Dated:
    return Dated(
        day, kind, word, label, wording.show_day(stamp), key or row.lineage, url_of(row, kind), row.origin_url,
        row.sentence,
    )  # fmt: skip


def url_of(row: Entry, kind: str) -> str:
    """Lead to the row of the programme's table."""
    part = {"target": "targets", "task": "tasks", "date": "deadlines"}[kind]
    return f"{reverse(f'programme:{part}', args=[row.programme_id])}#{anchor(row)}"


def anchor(row: Entry) -> str:
    return f"muc-{row.lineage}"


def _target(row: Target) -> Dated:
    return _line(row, "target", row.due_on, _("chỉ tiêu"), _asked(row, row.bound), row.deadline)


def _asked(row: Target, bound: str) -> str:
    """Say what is asked, then how much of what: `giữ vững: đạt 58 xã`."""
    of = "" if row.subject.casefold() in row.indicator.casefold() else f" {row.subject}"
    return f"{row.indicator}: {bound}{of}"


def _milestones(row: Target) -> Iterable[Dated]:
    for year, value in row.milestones.items():
        reached = wording.show_bound({"comparator": row.comparator, "value": value, "unit": row.unit})
        day = date(int(year), 12, 31)
        if day != row.due_on:
            yield _line(row, "target", day, _("mốc của chỉ tiêu"), _asked(row, reached), year, f"{row.lineage}-{year}")


def _task(row: Task) -> Dated:
    lead = "; ".join(row.lead)
    return _line(row, "task", row.due_on, _("nhiệm vụ"), f"{lead}: {row}" if lead else str(row), row.deadline)


def _deadline(row: Deadline) -> Dated:
    label = row.label or row.programme.title
    return _line(row, "date", row.due_on, str(row.get_kind_display()), label, row.date)


def month_of(asked: str, lines: list[Dated], today: date) -> date:
    """Give the first day of the month asked for (`2025-11`); without one, today's or the nearest that has a line."""
    try:
        year, month = asked.split("-")
        return date(int(year), int(month), 1) if 1900 < int(year) < 2200 else today.replace(day=1)
    except ValueError:
        pass
    if not lines or (any(line.day >= today for line in lines) and any(line.day <= today for line in lines)):
        return today.replace(day=1)
    return min((line.day for line in lines), key=lambda day: abs(day - today)).replace(day=1)


def weeks_of(month: date, lines: list[Dated], today: date) -> list[list[Day]]:
    """Lay the month out in weeks from Monday to Sunday."""
    by_day: dict[date, list[Dated]] = defaultdict(list)
    for line in lines:
        by_day[line.day].append(line)
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [
        [Day(day, day.month == month.month, day == today, by_day[day] if day.month == month.month else [])
         for day in week]
        for week in weeks
    ]  # fmt: skip


def months_with_lines(lines: list[Dated]) -> list[tuple[date, int]]:
    """Give each month that has a line, and how many."""
    counts: dict[date, int] = defaultdict(int)
    for line in lines:
        counts[line.day.replace(day=1)] += 1
    return sorted(counts.items())


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
