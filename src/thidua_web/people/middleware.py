"""Every page asks for a signed-in person unless its view says otherwise; a password given on paper is changed first."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

OPEN_WHILE_PASSWORD_IS_OLD = {"account_change_password", "account_logout", "account_reauthenticate", "help", "health"}


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Ask for sign-in everywhere but on views marked ``login_not_required``."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponseBase | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        user = request.user
        if user.is_authenticated and user.must_change_password and name not in OPEN_WHILE_PASSWORD_IS_OLD:
            return redirect("account_change_password")
        return super().process_view(request, view, args, kwargs)
