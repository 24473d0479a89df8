"""The journal app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class JournalConfig(AppConfig):
    name = "thidua_web.journal"
    verbose_name = gettext_lazy("Nhật ký")
