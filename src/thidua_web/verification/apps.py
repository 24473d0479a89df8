"""The verification app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class VerificationConfig(AppConfig):
    name = "thidua_web.verification"
    verbose_name = gettext_lazy("Xác minh")
