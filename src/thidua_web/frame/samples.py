"""What the style page shows."""

from typing import Any

from django.http import HttpRequest

from thidua_web.frame.states import STATES


def samples(request: HttpRequest) -> dict[str, Any]:
    """The context of the style page."""
    return {"states": STATES}
