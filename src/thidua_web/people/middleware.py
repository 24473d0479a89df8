"""Every page asks for a signed-in person unless its view says otherwise; a password given on paper is changed first,
and administrators and verifiers set up a second factor before anything else."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from thidua_web.frame.context import is_demonstration
from thidua_web.people.granting import SECOND_FACTOR
from thidua_web.people.models import User

OPEN_WHILE_PASSWORD_IS_OLD = {"account_change_password", "account_logout", "account_reauthenticate", "help", "health",
                             "set-language"}  # fmt: skip


def is_factor_missing(user: User) -> bool:
    """Whether this person's posts ask for a second factor and none is set up; codes to fall back on are none."""
    if settings.SECOND_FACTOR == "0" or (settings.SECOND_FACTOR != "1" and is_demonstration()):
        return False
    if not user.holds(*SECOND_FACTOR):
        return False
    return not Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def _is_open_while_factor_is_missing(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name.startswith("mfa_") or name in OPEN_WHILE_PASSWORD_IS_OLD


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Ask for sign-in everywhere but on views marked ``login_not_required``."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict
    ) -> HttpResponseBase | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        user = request.user
        if user.is_authenticated and user.must_change_password and name not in OPEN_WHILE_PASSWORD_IS_OLD:
            return redirect("account_change_password")
        if user.is_authenticated and is_factor_missing(user) and not _is_open_while_factor_is_missing(request):
            return redirect(f"{reverse('mfa_index')}?can=1")
        return super().process_view(request, view, args, kwargs)
