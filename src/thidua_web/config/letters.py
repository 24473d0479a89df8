"""The one character that nobody types and PostgreSQL keeps in no text: it is taken out of what comes in, at the door.

SQLite would keep it, so that the same form were a page on one database and an error on the other. It comes with text
copied out of old programs. Programs that send JSON are told so by their own door, cell by cell.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext

from thidua_web.config.ceiling import View, is_interface

NUL = "\x00"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class LettersMiddleware:
    """Take the character out of the address's words and the form's fields; an address with it in its path is none."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            raise Http404(gettext("Không có địa chỉ này."))
        if "%00" in request.META.get("QUERY_STRING", "") and not is_interface(request):
            request.GET = without_nul(request.GET)
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """After the token of the form was looked for, and so after the size of the body was."""
        if request.method != "POST" or request.content_type not in FORMS or is_interface(request):
            return
        if any(NUL in value for _, values in request.POST.lists() for value in values):
            request.POST = without_nul(request.POST)


def without_nul(said: QueryDict) -> QueryDict:
    """The same fields in the same order, each text without the character."""
    clean = QueryDict(mutable=True, encoding=said.encoding)
    for name, values in said.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False
    return clean
