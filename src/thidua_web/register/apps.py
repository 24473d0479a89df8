"""The register app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "thidua_web.register"
    verbose_name = "Sổ đơn vị"
