"""One's own tokens: the list, a new one shown once, and the end of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thidua.errors import OfficerError
from thidua_web.api import acts
from thidua_web.api.models import Token


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of the reader; after a POST the new one with its secret, this one time."""
    secret, error, status = "", "", 200
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            secret = acts.make_token(
                by=request.user, name=request.POST.get("name", "").replace("\x00", ""),
                scope=request.POST.get("scope", ""), days=int(days) if days in map(str, acts.LIFETIMES) else 0,
            )[1]  # fmt: skip
        except OfficerError as refusal:
            error, status = refusal.sentence, 422
    context = {
        "tokens": request.user.tokens.all(), "secret": secret, "error": error, "scopes": Token.Scope.choices,
        "lifetimes": acts.LIFETIMES, "post": request.POST, "now": timezone.now(),
    }  # fmt: skip
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token of one's own."""
    token = get_object_or_404(request.user.tokens, pk=pk)
    acts.revoke_token(token=token, by=request.user)
    messages.success(request, gettext("Đã thu hồi mã «%(name)s».") % {"name": token.name})
    return redirect("api:tokens")
