"""The dashboards app."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "thidua_web.dashboards"
    verbose_name = "Bảng điểm"
