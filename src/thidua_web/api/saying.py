"""How the door for programs says things: JSON everywhere, also for what is not there; Vietnamese as letters."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from ninja.renderers import JSONRenderer


class Letters(JSONRenderer):
    """JSON that a person reads in a terminal: «Phường 1», not its code points."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        self.json_dumps_params = {"ensure_ascii": False}
        told = super().render(request, data, response_status=response_status)
        # half of a letter that somebody sent and is told back has no bytes
        return told.encode("utf-8", "backslashreplace")


def refusal(status: int, sentence: str) -> HttpResponse:
    """One sentence in ``detail``, as every refusal here."""
    body = Letters().render(HttpRequest(), {"detail": sentence}, response_status=status)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say that an address does not take a method as everything else is said."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        answer = view(request, *args, **words)
        if answer.status_code != 405:
            return answer
        taken = answer["Allow"]
        again = refusal(405, gettext("Địa chỉ này chỉ nhận %(methods)s.") % {"methods": taken})
        again["Allow"] = taken
        return again

    return told


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address that the interface does not have."""
    return refusal(404, gettext("Không có địa chỉ này; các địa chỉ ở /api/v1/openapi.json."))


nothing_here.login_required = False
ELSEWHERE = re_path(r"", nothing_here)
