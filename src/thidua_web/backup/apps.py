"""The backup app."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "thidua_web.backup"
    verbose_name = "Sao lưu"
