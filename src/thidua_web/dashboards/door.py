"""Scoreboards in the frame."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import FIRST, Command, Door, Item, Tab
from thidua_web.frame.retelling import period_name
from thidua_web.people.models import Role
from thidua_web.people.reach import reach_of
from thidua_web.programme.models import Programme
from thidua_web.returns.door import reads_many
from thidua_web.returns.models import Obligation

if TYPE_CHECKING:
    from thidua_web.people.models import User
    from thidua_web.register.models import Unit


MOST_OWN, MOST_LED = 5, 2


class DashboardsDoor(Door):
    """Everybody reads; the standing office says how targets are measured."""

    area_weight = 40

    acts = {
        "bind_target": gettext_lazy("Xác nhận chỉ tiêu đo bằng gì"),
        "enter_baseline": gettext_lazy("Nhập số liệu gốc"),
        "enter_recognitions": gettext_lazy("Nhập kết quả công nhận gốc"),
    }
    changes = {
        "figures": gettext_lazy("số liệu mới"),
        "figures_changed": gettext_lazy("số liệu sửa"),
        "target": gettext_lazy("chỉ tiêu"),
        "indicator": gettext_lazy("chỉ số"),
        "baseline_period": gettext_lazy("kỳ gốc"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        leads = user.holds(Role.LEADER) and not user.holds(Role.STANDING_OFFICE)
        return [Tab(_("Bảng điểm"), reverse("dashboards:boards"), icon="check", weight=FIRST if leads else 20)]

    def area(self, user: "User", today: date) -> tuple[str, dict] | None:
        """Who has a unit or a few is led to the scoreboard of each, in the newest period of a programme."""
        reach = reach_of(user)
        if user.holds(Role.LEADER) and reads_many(user):
            return self._over_all()
        if reach.everything or not reach.units:
            return None
        rows = Obligation.objects.visible_to(user).filter(opens_on__lte=today, form__programme__isnull=False)
        rows = rows.select_related("form", "unit_version__unit").order_by("-closes_on", "unit_version__sort_key")
        found = list(rows[: MOST_OWN + 1])
        own = [owed for owed in found if (owed.period, owed.form_id) == (found[0].period, found[0].form_id)]
        if not own:
            return None
        context = {"own": own if len(own) <= MOST_OWN else [], "first": own[0], "window": own[0].window}
        return "dashboards/_own.html", context

    def of_unit(self, user: "User", unit: "Unit") -> Iterable[Item]:
        """Its own scoreboard in the newest period of each programme that asks something of it."""
        rows = Obligation.objects.visible_to(user).filter(unit=unit, form__programme__isnull=False)
        newest: dict[int, Obligation] = {}
        for owed in rows.select_related("form__programme").order_by("-closes_on")[: 4 * MOST_OWN]:
            newest.setdefault(owed.form.programme_id, owed)
        return [
            Item(_("Bảng điểm"), f"{reverse('dashboards:unit', args=[programme, unit.key])}?ky={owed.period}",
                 note=f"{period_name(owed.window.label)}, {owed.form.programme}")
            for programme, owed in newest.items()
        ]  # fmt: skip

    def _over_all(self) -> tuple[str, dict] | None:
        """A leader of the province sees at once how the targets of the newest programmes stand."""
        from thidua_web.dashboards.views import board_of

        found = [(p, board_of(p)[0]) for p in Programme.objects.running().order_by("-from_year", "-pk")[:MOST_LED]]
        told = [(programme, board.gathered, board.tally) for programme, board in found if board.gathered]
        return ("dashboards/_province.html", {"told": told}) if told else None

    def commands(self, user: "User") -> Iterable[Command]:
        if user.holds(Role.STANDING_OFFICE):
            return [
                Command(_("Nhập số liệu gốc"), reverse("dashboards:baseline")),
                Command(_("Kết quả công nhận của các năm trước"), reverse("dashboards:recognitions")),
            ]
        return []


door = DashboardsDoor()
