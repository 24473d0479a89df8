"""The verification app."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "thidua_web.verification"
    verbose_name = "Xác minh"
