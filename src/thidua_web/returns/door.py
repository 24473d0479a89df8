"""Collection in the frame: what this person must send, what is late, what came back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import FIRST, Command, Door, Item, Tab
from thidua_web.frame.retelling import period_name
from thidua_web.people.models import Role
from thidua_web.people.reach import reach_of
from thidua_web.returns.acts import REPORTERS
from thidua_web.returns.area import changes_in_sum, ended_in_sum, late_in_sum, progress_of
from thidua_web.returns.keeping_files import drop_expired, is_kept
from thidua_web.returns.models import Decision, Obligation
from thidua_web.returns.querysets import ObligationQuerySet

if TYPE_CHECKING:
    from thidua_web.people.models import User
    from thidua_web.register.models import Unit

SHOWN = 10
FEW = 5
"""A reader of more units is told sums, not each return."""
BACK = ("sent_back", "reopened")
OWN = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER)


class ReturnsDoor(Door):
    """Officers see what they owe; offices see what is owed to them."""

    acts = {
        "make_form": gettext_lazy("Lập biểu mẫu"),
        "drop_form": gettext_lazy("Bỏ biểu mẫu"),
        "oblige_units": gettext_lazy("Giao kỳ báo cáo"),
        "take_back_period": gettext_lazy("Thu hồi kỳ báo cáo"),
        "submit_return": gettext_lazy("Gửi báo cáo"),
        "withdraw_return": gettext_lazy("Rút lại báo cáo"),
        "pass_on_return": gettext_lazy("Chuyển báo cáo cho đơn vị mới"),
        "take_up_return": gettext_lazy("Trả báo cáo về đơn vị cũ"),
        "take_over_return": gettext_lazy("Đưa số liệu của đơn vị cũ vào bản nháp"),
        "open_deadline_feed": gettext_lazy("Mở địa chỉ lịch hạn"),
        "close_deadline_feed": gettext_lazy("Bỏ địa chỉ lịch hạn"),
        "send_reminder": gettext_lazy("Gửi thư nhắc hạn"),
        "attach_evidence": gettext_lazy("Đính kèm minh chứng"),
        "drop_evidence": gettext_lazy("Bỏ minh chứng"),
        "drop_expired": gettext_lazy("Xóa tệp hết thời hạn giữ"),
        "receive_workbook": gettext_lazy("Nhận tệp số liệu"),
        "enter_workbook": gettext_lazy("Đưa số liệu từ tệp vào bản nháp"),
        "undo_workbook": gettext_lazy("Hoàn tác số liệu từ tệp"),
    }

    changes = {
        "cells": gettext_lazy("số ô"),
        "door": gettext_lazy("gửi bằng"),
        "ended": gettext_lazy("số đơn vị cũ thôi nhận kỳ"),
        "passed_on": gettext_lazy("số báo cáo chuyển cho đơn vị mới"),
        "taken_up": gettext_lazy("số báo cáo trả về đơn vị cũ"),
        "heirs": gettext_lazy("đơn vị mới"),
        "from_units": gettext_lazy("của đơn vị cũ"),
        "files": gettext_lazy("số tệp minh chứng"),
        "keep_until": gettext_lazy("giữ đến"),
        "proves": gettext_lazy("chứng minh cho"),
        "without_evidence": gettext_lazy("chưa có minh chứng"),
    }

    def daily(self, today: date) -> None:
        """Files whose day has passed go."""
        drop_expired(day=today)

    def tabs(self, user: "User") -> Iterable[Tab]:
        is_own = user.holds(*OWN) and not user.holds(Role.STANDING_OFFICE)
        return [Tab(_("Số liệu"), reverse("returns:obligations"), icon="returns", weight=FIRST if is_own else 30)]

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        """What came back first, with its reason; then what is still to be sent, the nearest deadline first."""
        reach = reach_of(user, *OWN)
        if not (reach.everything or reach.units):
            return ended_in_sum(user, today) if user.holds(Role.STANDING_OFFICE) else []
        mine = Obligation.objects.visible_to(user, *OWN).open_on(today).unanswered().with_answers()
        back = mine.filter(answer__state__in=BACK).select_related("answer__current").order_by("due_on")
        due = mine.exclude(answer__state__in=BACK).filter(due_on__gte=today).order_by("due_on")
        return [
            *(_item(owed, owed.answer.state, _reason(owed)) for owed in back[:SHOWN]),
            *_more(back, SHOWN, _("%d báo cáo bị trả lại nữa"), "tra-lai"),
            *(_item(owed, "", left_in_words(owed.due_on, today)) for owed in due[:SHOWN]),
            *_more(due, SHOWN, _("%d báo cáo phải gửi nữa"), "phai-nop"),
        ]

    def late(self, user: "User", today: date) -> Iterable[Item]:
        if not (user.holds(*OWN) or user.holds(*REPORTERS) or user.holds(Role.VERIFIER, Role.LEADER)):
            return []
        rows = Obligation.objects.visible_to(user).overdue(today).with_answers()
        if user.holds(*OWN):
            rows = rows.exclude(answer__state__in=BACK)  # they stand among what waits, with the reason
        elif reads_many(user):
            return late_in_sum(user, today)
        return [
            *(_item(owed, "late") for owed in rows[:SHOWN]),
            *_more(rows, SHOWN, _("%d báo cáo quá hạn nữa"), "qua-han"),
        ]

    def changed(self, user: "User", since: datetime) -> Iterable[Item]:
        """What was sent, and what the verifying chain decided on it, by others than oneself."""
        sent = (
            Obligation.objects.visible_to(user).filter(answer__submitted_at__gt=since)
            .exclude(answer__current__submitted_by=user.pk).with_answers().order_by("-answer__submitted_at")
        )  # fmt: skip
        decided = (
            Decision.objects.visible_to(user).filter(at__gt=since)
            .exclude(by=user.pk)
            .select_related("version__answer__obligation__form", "version__answer__obligation__unit_version")
            .order_by("-at")
        )  # fmt: skip
        if reads_many(user):
            return changes_in_sum(sent, decided)
        return [
            *(_told(o, _("đã gửi"), o.answer.submitted_at) for o in sent[:SHOWN]),
            *(_told(d.version.answer.obligation, _decision(d), d.at) for d in decided[:SHOWN]),
        ]

    def area(self, user: "User", today: date) -> tuple[str, dict] | None:
        """How far the returns of the newest periods have come; one unit alone has no area to look over."""
        reach = reach_of(user)
        if not reach.everything and len(reach.units) < 2:
            return None
        progress = progress_of(user, today)
        return ("returns/_area.html", {"progress": progress}) if progress else None

    def of_unit(self, user: "User", unit: "Unit") -> Iterable[Item]:
        """Its newest returns, each as it stands."""
        from thidua_web.returns.views import shown_state

        day = timezone.localdate()
        rows = Obligation.objects.visible_to(user).filter(unit=unit).with_answers().told_of_ends()
        rows = rows.order_by("-closes_on", "form", "pk")
        return [
            Item(f"{owed.form.title}, {period_name(owed.window.label)}", reverse("returns:answer", args=[owed.pk]),
                 due_on=owed.due_on, state=shown_state(owed, day))
            for owed in rows[:FEW]
        ]  # fmt: skip

    def holds(self, sha256: str) -> bool:
        return is_kept(sha256)

    def commands(self, user: "User") -> Iterable[Command]:
        found = [Command(_("Báo cáo phải gửi"), reverse("returns:obligations") + "?loc=phai-nop")]
        if user.holds(Role.STANDING_OFFICE):
            found.append(Command(_("Biểu mẫu và kỳ báo cáo"), reverse("returns:forms")))
        return [*found, Command(_("Lịch hạn báo cáo"), reverse("returns:deadlines"))]

    def find(self, user: "User", words: str) -> Iterable[Command]:
        rows = Obligation.objects.visible_to(user).of_units(words).with_answers().order_by("-closes_on", "pk")[:5]
        return [
            Command(
                f"{o.unit_version}: {period_name(o.window.label)}", reverse("returns:answer", args=[o.pk]), o.form.title
            )
            for o in rows
        ]


def reads_many(user: "User") -> bool:
    """Whether somebody reads so many units that sums tell more than single returns."""
    reach = reach_of(user)
    return reach.everything or len(reach.units) > FEW


def _item(owed: Obligation, state: str, note: str = "") -> Item:
    label = f"{owed.unit_version}: {owed.form.title}, {period_name(owed.window.label)}"
    return Item(label, reverse("returns:answer", args=[owed.pk]), note=note, due_on=owed.due_on, state=state)


def _told(owed: Obligation, note: str, at: datetime) -> Item:
    label = f"{owed.unit_version}: {period_name(owed.window.label)}"
    return Item(label, reverse("returns:answer", args=[owed.pk]), note=note, at=at)


def _decision(decision: Decision) -> str:
    told = str(decision.get_kind_display())
    return f"{told}: {decision.reason}" if decision.reason else told


def _reason(owed: Obligation) -> str:
    """Why it came back: the last decision on the version that was sent."""
    found = Decision.objects.filter(version__answer=owed.answer).order_by("at", "pk").last()
    return found.reason if found else ""


def _more(rows: ObligationQuerySet, shown: int, words: str, which: str) -> list[Item]:
    """One line for all that is not shown, leading to the list."""
    rest = rows.count() - shown
    if rest <= 0:
        return []
    return [Item(words % rest, f"{reverse('returns:obligations')}?loc={which}", count=rest)]


def left_in_words(due_on: date, today: date) -> str:
    """How long one still has: «còn 5 ngày», «hạn hôm nay»."""
    days = (due_on - today).days
    return _("hạn hôm nay") if days == 0 else _("còn %d ngày") % days


door = ReturnsDoor()
