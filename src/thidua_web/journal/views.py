"""Read the journal."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua_web.journal.forms import JournalFilter
from thidua_web.journal.models import JournalEntry


def journal(request: HttpRequest) -> HttpResponse:
    """The rows that this person may read, newest first, filtered by the address."""
    form = JournalFilter(request.GET)
    rows = form.narrow(JournalEntry.objects.visible_to(request.user).select_related("by"))
    page = Paginator(rows, 50).get_page(request.GET.get("trang"))
    return render(request, "journal/journal.html", {"form": form, "page": page})
