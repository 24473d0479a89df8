"""Addresses for programs; they sign in by token, not by a session, and lists carry an ETag."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from django.views.decorators.vary import vary_on_headers

from thidua_web.api.endpoints import api
from thidua_web.api.saying import ELSEWHERE, in_json, nothing_here
from thidua_web.config.ceiling import carries
from thidua_web.returns.evidence import LIMIT

patterns, app_name, namespace = api.urls
for pattern in patterns:
    if getattr(pattern, "name", "") == "api-root":
        pattern.callback = nothing_here
    elif hasattr(pattern, "callback"):
        view = vary_on_headers("Authorization")(cache_control(private=True, no_cache=True)(pattern.callback))
        pattern.callback = conditional_page(in_json(view))
        pattern.callback.login_required = False
        if str(pattern.pattern) == "evidence":
            pattern.callback = carries(LIMIT)(pattern.callback)
urls = [*patterns, ELSEWHERE], app_name, namespace
