"""The register app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RegisterConfig(AppConfig):
    name = "thidua_web.register"
    verbose_name = gettext_lazy("Sổ đơn vị")
