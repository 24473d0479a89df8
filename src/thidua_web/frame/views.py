"""Pages of the frame itself."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from thidua_web.config.ceiling import is_interface
from thidua_web.frame import handbook
from thidua_web.frame.doors import Command, Door, doors

LINES = 20
"""How many lines a part of the home page shows; each app keeps the whole list on its own page."""


def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is late, what changed since I was here."""
    user, today, since = request.user, timezone.localdate(), _since(request)
    every = doors()
    parts = {
        "waiting": [item for door in every for item in door.waiting(user, today)],
        "late": sorted((i for d in every for i in d.late(user, today)), key=lambda i: i.due_on or today),
        "changed": sorted(
            (i for d in every for i in d.changed(user, since)), key=lambda i: i.at or since, reverse=True
        )[:LINES],
    }
    areas = [
        SafeString(render_to_string(shown[0], shown[1], request))
        for door in sorted(every, key=lambda door: door.area_weight)
        if (shown := door.area(user, today))
    ]
    counts = {f"{part}_count": sum(item.count for item in parts[part]) for part in ("waiting", "late")}
    shown = {part: items[:LINES] for part, items in parts.items()}
    return render(request, "frame/home.html", {**shown, **counts, "areas": areas, "since": since, "today": today})


def _since(request: HttpRequest) -> datetime:
    """The sign-in before this one; a first visit looks a week back."""
    kept = request.session.get("since")
    return datetime.fromisoformat(kept) if kept else timezone.now() - timedelta(days=7)


def search(request: HttpRequest) -> HttpResponse:
    """Pages and things whose names match what was typed: a page of its own, and the list inside the palette."""
    words = request.GET.get("q", "").strip()[:120]
    found = [*_pages(request, words), *(hit for door in _asked(words) for hit in door.find(request.user, words))]
    template = "frame/_found.html" if request.htmx else "frame/search.html"
    return render(request, template, {"words": words, "found": found[:30]})


def _asked(words: str) -> list[Door]:
    """The doors in the order in which a search asks them: for a number those first whose things carry numbers."""
    is_number = words[:1].isdecimal()
    return sorted(doors(), key=lambda door: is_number and not door.is_numbered) if words else []


def _pages(request: HttpRequest, words: str) -> list[Command]:
    """The tabs, then the other commands, whose names hold these words; diacritics and case are forgiven."""
    user, every = request.user, doors()
    tabs = sorted((tab for door in every for tab in door.tabs(user)), key=lambda tab: tab.weight)
    offered = [Command(tab.label, tab.url) for tab in tabs] + [c for door in every for c in door.commands(user)]
    return [page for page in offered if handbook.folded(words) in handbook.folded(page.label)]


@login_not_required
def help_index(request: HttpRequest) -> HttpResponse:
    """The shelves of the handbook."""
    return render(request, "frame/help.html", {"shelves": handbook.shelves()})


@login_not_required
def help_page(request: HttpRequest, shelf: str, page: str) -> HttpResponse:
    """One page of the handbook."""
    return render(request, "frame/help_page.html", {"page": handbook.page_or_404(shelf, page)})


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, as the interface must look."""
    from thidua_web.frame.samples import samples

    return render(request, "frame/style.html", samples(request))


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: 200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = JsonResponse({"status": "ok"})
    patch_cache_control(response, no_store=True)
    return response


def _page(request: HttpRequest, status: int) -> HttpResponse:
    if is_interface(request):
        return _detail(request, status)
    return render(request, f"{status}.html", {"number": getattr(request, "number", "")}, status=status)


def _detail(request: HttpRequest, status: int) -> HttpResponse:
    """To a program every refusal is a sentence in ``detail``, also of what broke before its own door."""
    told = {
        400: gettext("Yêu cầu không đọc được; kiểm tra lại phần đầu và cách chia các phần, xem /api/v1/openapi.json."),
        500: gettext("Máy chủ gặp lỗi, chưa ghi gì; gửi lại y nguyên với cùng khóa, còn lỗi thì báo người quản trị."),
    }
    sentence = told.get(status) or gettext("Yêu cầu bị từ chối.")
    number = getattr(request, "number", "")
    body = {"detail": f"{sentence} ({number})" if number else sentence}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks neither the database nor the session, for either may be what broke."""
    if is_interface(request):
        return _detail(request, 500)
    return HttpResponse(render_to_string("500.html", {"number": getattr(request, "number", "")}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stayed open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", {"number": getattr(request, "number", "")}, status=403)
