"""The frame app."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "thidua_web.frame"
    verbose_name = "Khung trang"
