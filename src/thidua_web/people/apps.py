"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "thidua_web.people"
    verbose_name = "Con người"
