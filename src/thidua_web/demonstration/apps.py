"""The demonstration app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "thidua_web.demonstration"
    verbose_name = "Tỉnh minh họa"
