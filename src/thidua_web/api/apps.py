"""The api app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ApiConfig(AppConfig):
    name = "thidua_web.api"
    verbose_name = gettext_lazy("Kết nối phần mềm")
