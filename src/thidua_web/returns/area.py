"""The state of a reader's area for the home page: the newest period of each form, how far its returns have come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua_web.config.keeping import Kept
from thidua_web.frame.doors import Item
from thidua_web.frame.retelling import period_name
from thidua_web.journal.journal import stand
from thidua_web.people.reach import reach_of
from thidua_web.returns.models import Decision, Form, Obligation
from thidua_web.returns.querysets import lives_to_the_last_day

if TYPE_CHECKING:
    from thidua_web.people.models import User

FORMS = 4
WIDTH = 320
T = TypeVar("T")
SUMS: Kept[Any] = Kept(8)


@dataclass(frozen=True)
class Progress:
    """One period of one form: how many returns stand at which stage."""

    form: Form
    period: str
    due_on: date
    owed: int
    accepted: int
    waiting: int
    late: int

    @property
    def label(self) -> str:
        """Form and period in words."""
        return f"{self.form.title}, {period_name(self.form.window(self.period).label)}"

    @property
    def rest(self) -> int:
        """Not sent, and not late yet."""
        return self.owed - self.accepted - self.waiting - self.late

    @property
    def url(self) -> str:
        """The list behind it."""
        return f"{reverse('returns:obligations')}?bieu={self.form.key}&ky={self.period}"

    @property
    def bars(self) -> list[tuple[str, int, int]]:
        """The parts of the picture: tone, where it begins, how wide it is. The bar begins at zero and is the whole."""
        found, at = [], 0
        for tone, count in (("good", self.accepted), ("info", self.waiting), ("late", self.late), ("rest", self.rest)):
            width = round(WIDTH * count / self.owed)
            if width:
                found.append((tone, at, width))
            at += width
        return found


def summed(user: "User", what: str, day: date, make: Callable[[], T]) -> T:
    """Sums over the returns that a reader reaches; those over every unit are kept until an act may have changed them.

    They count what was sent, decided and owed, all of it acts; a draft begun changes none of them.
    """
    token = stand()
    return SUMS.get((what, day), token, make) if token and reach_of(user).everything else make()


def progress_of(user: "User", today: date) -> list[Progress]:
    """The newest period that has begun of each form in use, as far as the reader's posts reach."""
    return summed(user, "progress", today, lambda: _progress(user, today))


def _progress(user: "User", today: date) -> list[Progress]:
    found = []
    for form in Form.objects.filter(is_open=True).order_by("-pk")[: 3 * FORMS]:
        mine = Obligation.objects.visible_to(user).not_passed_on().filter(form=form, opens_on__lte=today)
        last = mine.order_by("-closes_on").values_list("period", "closes_on").first()
        if last is None:
            continue
        is_late = (Q(answer=None) | Q(answer__state__in=("draft", "sent_back", "reopened"))) & Q(due_on__lt=today)
        is_late &= lives_to_the_last_day()
        counts = mine.filter(closes_on=last[1], period=last[0]).order_by().aggregate(
            owed=Count("pk"), accepted=Count("pk", Q(answer__state__in=("accepted", "locked"))),
            waiting=Count("pk", Q(answer__state="submitted")), late=Count("pk", is_late), due_on=Max("due_on"),
        )  # fmt: skip
        found.append(Progress(form, last[0], **counts))
        if len(found) == FORMS:
            break
    return found


LISTS = {"sent": "cho", "accept": "xong", "lock": "xong", "send_back": "tra-lai", "reopen": "tra-lai"}
"""What happened -> the list that shows what it led to; of several deeds the whole period is shown."""


def changes_in_sum(sent: QuerySet[Obligation], decided: QuerySet[Decision]) -> list[Item]:
    """What others did since a moment, in one line for each form and period."""
    by_form = ("version__answer__obligation__form", "version__answer__obligation__period", "kind")
    rows = [
        (form, period, "sent", count, at)
        for form, period, count, at in sent.order_by().values_list("form", "period").annotate(
            Count("pk"), Max("answer__submitted_at"))
    ]  # fmt: skip
    rows += decided.order_by().values_list(*by_form).annotate(Count("pk"), Max("at"))
    forms = Form.objects.in_bulk({row[0] for row in rows})
    words = {kind: str(label) for kind, label in Decision.Kind.choices} | {"sent": _("đã gửi")}
    deeds: dict[tuple[int, str], list[tuple[str, int, datetime]]] = {}
    for form, period, *deed in rows:
        deeds.setdefault((form, period), []).append((deed[0], deed[1], deed[2]))
    return [
        Item(
            f"{forms[form].title}, {period_name(forms[form].window(period).label)}",
            f"{reverse('returns:obligations')}?bieu={forms[form].key}&ky={period}&loc="
            + (LISTS[some[0][0]] if len(some) == 1 else ""),
            note="; ".join(_("%(deed)s: %(count)d báo cáo") % {"deed": words[d], "count": n} for d, n, _at in some),
            at=max(at for _kind, _count, at in some), count=sum(count for _kind, count, _at in some),
        )
        for (form, period), some in deeds.items()
    ]  # fmt: skip


def late_in_sum(user: "User", today: date) -> list[Item]:
    """What is overdue in one line for each form and period, the longest overdue first."""
    rows = Obligation.objects.visible_to(user).overdue(today).order_by("due_on", "form", "period")
    rows = rows.values_list("form", "period", "due_on").annotate(Count("pk"))
    sums = summed(user, "late", today, lambda: list(rows))
    forms = Form.objects.in_bulk({row[0] for row in sums})
    return [
        Item(
            f"{forms[form].title}, {period_name(forms[form].window(period).label)}",
            f"{reverse('returns:obligations')}?bieu={forms[form].key}&ky={period}&loc=qua-han",
            note=_("%d đơn vị chưa gửi") % count, due_on=due_on, state="late", count=count,
        )
        for form, period, due_on, count in sums
    ]  # fmt: skip


def ended_in_sum(user: "User", today: date) -> list[Item]:
    """Periods still owed by units that did not live to the last day: somebody must hand them out again."""
    rows = Obligation.objects.visible_to(user).of_ended_units().order_by("-period").values_list("form", "period")
    sums = summed(user, "ended", today, lambda: list(rows.annotate(Count("pk"))))
    forms = Form.objects.in_bulk({row[0] for row in sums})
    return [
        Item(
            f"{forms[form].title}, {period_name(forms[form].window(period).label)}",
            reverse("returns:form", args=[forms[form].key]),
            note=_("%d đơn vị không còn ở ngày cuối kỳ: giao lại kỳ") % count, count=count,
        )
        for form, period, count in sums
    ]  # fmt: skip
