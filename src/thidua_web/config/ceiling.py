"""How much one request may carry. Its head says how much comes, and so it is refused before a byte of it is read.

A body whose length is not announced counts as empty (Django reads no more than was announced), so nothing gets around.
Each door still looks at the size of a single file with its own sentence; here stands the whole of what is sent.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

MEGABYTE = 2**20
MOST = 64 * MEGABYTE
"""The largest paper; what a door takes that says nothing else."""
AROUND = MEGABYTE
"""The form around the files: its fields, its boundaries."""

View = Callable[..., HttpResponse]


def carries(most: int) -> Callable[[View], View]:
    """Say of a view how many bytes of files one request may bring."""

    def marked(view: View) -> View:
        view.carries = most  # type: ignore[attr-defined]
        return view

    return marked


class CeilingMiddleware:
    """Answer 413 with one sentence where more is announced than the view takes; the body stays unread."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before the token of the form is looked for, which would read the body."""
        said: int | None = getattr(view, "carries", None)
        is_file = said is not None or not is_interface(request)
        most = (said or MOST) if is_file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return too_large(request, most) if announced(request) > most + AROUND * is_file else None


def is_interface(request: HttpRequest) -> bool:
    """Whether a program speaks: it wants JSON, and sends JSON, held in memory as a whole, where no files are taken."""
    return request.path.startswith("/api/")


def announced(request: HttpRequest) -> int:
    """Bytes of the body as the head of the request announces them."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """Say what was met, what is taken and what to do; lead back to the form."""
    room = most // MEGABYTE
    if is_interface(request):
        told = gettext("Nội dung gửi lên lớn hơn %(room)s MB; chia nhỏ rồi gửi từng phần.") % {"room": room}
        return JsonResponse({"detail": told}, status=413, json_dumps_params={"ensure_ascii": False})
    context = {"room": room, "back": _form(request), "number": getattr(request, "number", "")}
    return render(request, "413.html", context, status=413)


def _form(request: HttpRequest) -> str:
    """The page of ours that the file was sent from; empty where the browser does not say."""
    said = request.headers.get("Referer", "")
    return said if url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()}) else ""
