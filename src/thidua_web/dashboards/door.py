"""Scoreboards in the frame."""

from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Door


class DashboardsDoor(Door):
    """Everybody reads; the standing office says how targets are measured."""

    acts = {"bind_target": gettext_lazy("Xác nhận chỉ tiêu đo bằng gì")}
    changes = {
        "target": gettext_lazy("chỉ tiêu"),
        "indicator": gettext_lazy("chỉ số"),
        "baseline_period": gettext_lazy("kỳ gốc"),
    }


door = DashboardsDoor()
