"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PeopleConfig(AppConfig):
    name = "thidua_web.people"
    verbose_name = gettext_lazy("Con người")
