"""Collection in the frame: what this person must send, what is late, what came back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door, Item, Tab
from thidua_web.people.models import Role
from thidua_web.people.reach import reach_of
from thidua_web.returns.acts import REPORTERS
from thidua_web.returns.models import Obligation

if TYPE_CHECKING:
    from thidua_web.people.models import User

SHOWN = 10
OWN = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER)


class ReturnsDoor(Door):
    """Officers see what they owe; offices see what is owed to them."""

    acts = {
        "make_form": gettext_lazy("Lập biểu mẫu"),
        "oblige_units": gettext_lazy("Giao kỳ báo cáo"),
        "submit_return": gettext_lazy("Gửi báo cáo"),
        "withdraw_return": gettext_lazy("Rút lại báo cáo"),
        "attach_evidence": gettext_lazy("Đính kèm minh chứng"),
        "drop_evidence": gettext_lazy("Bỏ minh chứng"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Số liệu"), reverse("returns:obligations"), icon="returns", weight=30)]

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        reach = reach_of(user, *OWN)
        if not reach.units:
            return []
        rows = Obligation.objects.filter(unit__in=reach.units).open_on(today).unanswered().filter(due_on__gte=today)
        return [_item(owed, owed.state if owed.state == "sent_back" else "") for owed in rows.with_answers()[:SHOWN]]

    def late(self, user: "User", today: date) -> Iterable[Item]:
        if not (user.holds(*OWN) or user.holds(*REPORTERS) or user.holds(Role.VERIFIER, Role.LEADER)):
            return []
        rows = Obligation.objects.visible_to(user).overdue(today).with_answers()[:SHOWN]
        return [_item(owed, "late") for owed in rows]

    def changed(self, user: "User", since: datetime) -> Iterable[Item]:
        rows = Obligation.objects.visible_to(user).filter(answer__submitted_at__gt=since).with_answers()
        return [
            Item(
                f"{o.unit_version}: {o.window.label}",
                reverse("returns:answer", args=[o.pk]),
                note=_("đã gửi"),
                at=o.answer.submitted_at,
            )
            for o in rows.order_by("-answer__submitted_at")[:SHOWN]
        ]

    def commands(self, user: "User") -> Iterable[Command]:
        found = [Command(_("Báo cáo phải gửi"), reverse("returns:obligations") + "?loc=phai-nop")]
        if user.holds(Role.STANDING_OFFICE):
            found.append(Command(_("Biểu mẫu và kỳ báo cáo"), reverse("returns:forms")))
        return found


def _item(owed: Obligation, state: str) -> Item:
    label = f"{owed.unit_version}: {owed.form.title}, {owed.window.label}"
    return Item(label, reverse("returns:answer", args=[owed.pk]), due_on=owed.due_on, state=state)


door = ReturnsDoor()
