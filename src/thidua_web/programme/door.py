"""Programmes in the frame."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from thidua.text import fold_name
from thidua_web.frame.doors import FEW, Command, Door, Item, Tab, in_sum
from thidua_web.frame.tables import holding
from thidua_web.people.models import Role
from thidua_web.programme.models import Deadline, Programme, Target, Task

if TYPE_CHECKING:
    from thidua_web.people.models import User

SOON = timedelta(days=14)
LEAST, FOUND = 3, 6
"""Letters before entries are looked through, and how many of a kind are told."""


class ProgrammeDoor(Door):
    """Everybody reads programmes; drafts and next versions wait for the standing office."""

    acts = {
        "confirm_programme": gettext_lazy("Lập chương trình từ văn bản"),
        "draft_programme": gettext_lazy("Tạo dự thảo chương trình"),
        "describe_programme": gettext_lazy("Sửa thông tin chương trình"),
        "move_programme": gettext_lazy("Chuyển trạng thái chương trình"),
        "amend_programme": gettext_lazy("Mở bản sửa đổi chương trình"),
        "write_entry": gettext_lazy("Ghi một mục của chương trình"),
        "remove_entry": gettext_lazy("Bỏ một mục của chương trình"),
        "confirm_version": gettext_lazy("Xác nhận phiên bản chương trình"),
        "compare_newer": gettext_lazy("Đối chiếu bản mới của văn bản"),
        "decide_change": gettext_lazy("Quyết định một thay đổi ở bản mới"),
        "open_calendar_feed": gettext_lazy("Lập địa chỉ lịch của chương trình"),
        "revoke_calendar_feed": gettext_lazy("Thu hồi địa chỉ lịch của chương trình"),
        "drop_version": gettext_lazy("Bỏ bản sửa đổi chương trình"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Chương trình"), reverse("programme:list"), icon="programme", weight=10)]

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        lines = []
        if user.holds(Role.STANDING_OFFICE):
            for programme in Programme.objects.exclude(working=None)[:20]:
                note = (
                    gettext("dự thảo chờ xác nhận") if programme.version == 0 else gettext("bản sửa đổi chờ xác nhận")
                )
                lines.append(Item(programme.title, programme.get_absolute_url(), note=note))
            for programme in Programme.objects.filter(changes__state="waiting").distinct()[:20]:
                paper = programme.changes.filter(state="waiting").latest("pk").document_id
                url = reverse("programme:changes", args=[programme.pk, paper])
                lines.append(Item(programme.title, url, note=gettext("bản mới có thay đổi chờ quyết định")))
        soon = Deadline.objects.filter(
            Q(until=None), programme__state__in=("confirmed", "under_way"), kind="deadline",
            due_on__gte=today, due_on__lte=today + SOON,
        )  # fmt: skip
        for deadline in soon.select_related("programme")[:20]:
            url = reverse("programme:deadlines", args=[deadline.programme_id])
            lines.append(Item(deadline.label or deadline.programme.title, url, due_on=deadline.due_on))
        return lines

    def changed(self, user: "User", since: datetime) -> Iterable[Item]:
        """Programmes newly confirmed; many of them in one line."""
        rows = Programme.objects.standing().filter(confirmed_at__gt=since).exclude(confirmed_by=user)
        told = gettext("chương trình mới xác nhận")
        newest = rows.order_by("-confirmed_at", "-pk")[: FEW + 1]
        new = [Item(p.title, p.get_absolute_url(), note=told, at=p.confirmed_at) for p in newest]
        count = rows.count() if len(new) > FEW else len(new)
        label = gettext("%d chương trình mới xác nhận") % count
        return in_sum(new, label=label, url=reverse("programme:list"), count=count)

    def commands(self, user: "User") -> Iterable[Command]:
        if user.holds(Role.STANDING_OFFICE):
            return [Command(_("Nhập chương trình bằng tay"), reverse("programme:draft"))]
        return []

    def find(self, user: "User", words: str) -> Iterable[Command]:
        asked = fold_name(words)
        named = Programme.objects.visible_to(user).only("title", "from_year", "to_year")
        programmes = [Command(p.title, p.get_absolute_url(), p.years) for p in named if asked in fold_name(p.title)]
        return [*programmes[:10], *(_entries(words) if len(asked) >= LEAST else ())]


def _entries(words: str) -> Iterator[Command]:
    """Targets and tasks in force that hold these words: a target with its figures, a task in its list."""
    newest = ("-programme__from_year", "-programme_id", "position")
    told = {"programme__in": Programme.objects.standing()}
    targets = Target.objects.of_current_version().filter(**told).select_related("programme").order_by(*newest)
    for target in holding(targets, words, ("subject", "indicator", "sentence"))[:FOUND]:
        url = reverse("dashboards:target", args=[target.programme_id, target.lineage])
        yield Command(shorten(target.label, 100, placeholder=" …"), url, f"{target.bound}, {target.programme.years}")
    tasks = Task.objects.of_current_version().filter(**told).select_related("programme").order_by(*newest)
    for task in holding(tasks, words, ("action", "sentence"))[:FOUND]:
        url = f"{reverse('programme:tasks', args=[task.programme_id])}?{urlencode({'q': words})}"
        yield Command(
            shorten(task.action, 100, placeholder=" …"), url, "; ".join([*task.lead[:2], task.programme.years])
        )


door = ProgrammeDoor()
