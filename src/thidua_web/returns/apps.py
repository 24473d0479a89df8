"""The returns app."""

from collections.abc import Callable
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from thidua.errors import RuleKeeperError
from thidua.figures.elements import add_definitions
from thidua.figures.regimes import add_regimes


class ReturnsConfig(AppConfig):
    name = "thidua_web.returns"
    verbose_name = gettext_lazy("Số liệu báo cáo")

    def ready(self) -> None:
        """Take up the province's own definitions and regimes; a wrong file stops the site with its sentence."""
        _take_up(settings.INDICATORS, "THIDUA_INDICATORS", add_definitions)
        _take_up(settings.REGIMES, "THIDUA_REGIMES", add_regimes)


def _take_up(folder: Path | None, name: str, add: Callable[[dict[str, str]], None]) -> None:
    if folder is None:
        return
    try:
        add({path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))})
    except (RuleKeeperError, OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name} ({folder}): {error}") from error
