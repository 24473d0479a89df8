"""A number for every request: it stands in the journal and on the error page, so that the two can be joined."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_number: ContextVar[str] = ContextVar("request_number", default="")


def request_number() -> str:
    """The number of the request being answered; empty outside a request."""
    return _number.get()


class RequestNumberMiddleware:
    """Give the request its number and say it in ``X-Request-Number``."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _number.set(secrets.token_hex(6))
        request.number = _number.get()  # type: ignore[attr-defined]
        try:
            response = self.answer(request)
            response["X-Request-Number"] = _number.get()
            return response
        finally:
            _number.reset(token)
