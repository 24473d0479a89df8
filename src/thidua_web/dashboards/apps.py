"""The dashboards app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DashboardsConfig(AppConfig):
    name = "thidua_web.dashboards"
    verbose_name = gettext_lazy("Bảng điểm")
