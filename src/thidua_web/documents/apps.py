"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thidua_web.documents"
    verbose_name = "Văn bản"
