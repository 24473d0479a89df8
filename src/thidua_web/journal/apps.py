"""The journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "thidua_web.journal"
    verbose_name = "Nhật ký"
