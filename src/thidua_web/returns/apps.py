"""The returns app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "thidua_web.returns"
    verbose_name = "Số liệu báo cáo"
