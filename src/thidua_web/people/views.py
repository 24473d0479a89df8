"""Pages about oneself."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, my posts, my password and my second factor."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(
        request, "people/account.html", {"posts": request.user.posts.order_by("-valid_from"), "factors": factors}
    )
