"""The programme app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ProgrammeConfig(AppConfig):
    name = "thidua_web.programme"
    verbose_name = gettext_lazy("Chương trình")
