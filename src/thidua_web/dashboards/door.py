"""Scoreboards in the frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door, Tab
from thidua_web.people.models import Role

if TYPE_CHECKING:
    from thidua_web.people.models import User


class DashboardsDoor(Door):
    """Everybody reads; the standing office says how targets are measured."""

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
        return [Tab(_("Bảng điểm"), reverse("dashboards:boards"), icon="check", weight=20)]

    def commands(self, user: "User") -> Iterable[Command]:
        if user.holds(Role.STANDING_OFFICE):
            return [
                Command(_("Nhập số liệu gốc"), reverse("dashboards:baseline")),
                Command(_("Kết quả công nhận của các năm trước"), reverse("dashboards:recognitions")),
            ]
        return []


door = DashboardsDoor()
