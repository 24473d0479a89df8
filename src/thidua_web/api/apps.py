"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "thidua_web.api"
    verbose_name = "Kết nối phần mềm"
