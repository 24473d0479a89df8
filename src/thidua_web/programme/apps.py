"""The programme app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "thidua_web.programme"
    verbose_name = "Chương trình"
