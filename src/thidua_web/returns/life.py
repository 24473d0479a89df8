"""The life line of a return: handed out, sent, decided on, changed; and the life of one figure over the periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from thidua.figures.cells import Cell
from thidua.figures.elements import Element
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import User
from thidua_web.register.models import Unit
from thidua_web.returns.models import Decision, Obligation, Return, ReturnVersion
from thidua_web.returns.typed import shown

DOORS = {"web": gettext_lazy("trang web"), "excel": "Excel", "api": gettext_lazy("phần mềm kết nối")}


@dataclass(frozen=True)
class Event:
    """One thing that happened to a return."""

    at: datetime
    what: str
    by: User | None
    version: int
    note: str = ""


TOLD_DEEDS = (
    "withdraw_return", "attach_evidence", "drop_evidence", "pass_on_return", "take_up_return", "take_over_return",
)  # fmt: skip
"""Acts that leave no version and no decision behind; the journal tells them."""


def life_of(
    versions: Iterable[ReturnVersion], decisions: Iterable[Decision], deeds: Iterable[JournalEntry] = ()
) -> list[Event]:
    """What happened, the newest first: sendings with what they changed, decisions with their reason."""
    found, before = [], None
    for version in sorted(versions, key=lambda v: v.number):
        if version.submitted_at:
            what = gettext("Gửi bản %(number)s bằng %(doors)s") % {
                "number": version.number,
                "doors": DOORS.get(version.door, version.door),
            }
            found.append(
                Event(version.submitted_at, what, version.submitted_by, version.number, _changed(before, version))
            )
            before = version
        else:
            found.append(
                Event(
                    version.saved_at,
                    gettext("Đang nhập bản %(number)s") % {"number": version.number},
                    version.saved_by,
                    version.number,
                )
            )
    found += [
        Event(
            d.at,
            gettext("%(get_kind_display)s bản %(number)s")
            % {"get_kind_display": str(d.get_kind_display()).capitalize(), "number": d.version.number},
            d.by,
            d.version.number,
            d.reason,
        )
        for d in decisions
    ]
    latest = before.number if before else 1
    found += [Event(deed.at, deed.act_name, deed.by, latest) for deed in deeds]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _changed(before: ReturnVersion | None, after: ReturnVersion) -> str:
    if before is None:
        return ""
    was, now = before.read_cells(), after.read_cells()
    count = sum(was.get(key, Cell.missing()) != now.get(key, Cell.missing()) for key in {*was, *now})
    return (
        gettext("khác bản %(number)s ở %(count)s số liệu") % {"number": before.number, "count": count}
        if count
        else gettext("giống hệt bản %(number)s") % {"number": before.number}
    )


@dataclass(frozen=True)
class Point:
    """One figure of one unit in one period, as the return that counts holds it."""

    owed: Obligation
    cell: Cell | None
    text: str
    by: User | None
    at: datetime | None
    versions: int

    @property
    def number(self) -> int | None:
        """The value where it is a number."""
        return self.cell.number if self.cell else None


def history_of(unit: Unit, element: Element, user: User) -> list[Point]:
    """One figure over every period the unit reported it for, the newest first; only what was sent is told."""
    rows = (
        Obligation.objects.visible_to(user).filter(unit=unit).with_answers().told_of_ends()
        .select_related("answer__accepted__submitted_by", "answer__current__submitted_by")
        .order_by("-closes_on", "form")
    )  # fmt: skip
    found = []
    for owed in rows:
        answer: Return | None = getattr(owed, "answer", None)
        if element.key not in owed.form.elements or answer is None:
            continue
        version = answer.accepted or answer.current
        if version is None or version.submitted_at is None:
            continue
        cell = version.read_cells().get(element.key)
        text = (shown(element, cell) or cell.state.label) if cell else gettext("chưa có")
        found.append(Point(owed, cell, text, version.submitted_by, version.submitted_at, version.number))
    return found
