"""What every page needs: the tabs, whether the data is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua_web.frame.doors import Tab, doors


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``; worked out only where a template asks for it."""
    return {"tabs": SimpleLazyObject(lambda: _tabs(request)), "is_demonstration": is_demonstration()}


def is_demonstration() -> bool:
    """Whether this home was filled by ``demonstrate``: then every page, export and paper says DỮ LIỆU MẪU."""
    return (settings.HOME / "demonstration").exists()


def _tabs(request: HttpRequest) -> list[tuple[Tab, bool]]:
    """The tabs in order, each with whether the page stands under it (the longest matching address wins)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = request.path
    tabs = sorted((tab for door in doors() for tab in door.tabs(user)), key=lambda tab: tab.weight)
    under = [tab.url for tab in tabs if here == tab.url or (tab.url != "/" and here.startswith(tab.url))]
    current = max(under, key=len, default=None)
    return [(tab, tab.url == current) for tab in tabs]
