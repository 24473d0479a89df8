"""The returns app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from thidua.errors import RuleKeeperError
from thidua.figures.elements import add_definitions


class ReturnsConfig(AppConfig):
    name = "thidua_web.returns"
    verbose_name = gettext_lazy("Số liệu báo cáo")

    def ready(self) -> None:
        """Take up the province's own definitions of what is counted; a wrong file stops the site with its sentence."""
        folder = settings.INDICATORS
        if folder is None:
            return
        try:
            add_definitions({path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))})
        except (RuleKeeperError, OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"THIDUA_INDICATORS ({folder}): {error}") from error
