"""The register of instruments: what is cited, by which papers, in which sentence."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua_web.documents.models import Citation, Instrument

ORDERS = {
    "ngay": ("date", "identity"), "-ngay": ("-date", "identity"),
    "so": ("number", "symbol"), "-so": ("-number", "symbol"),
    "vien-dan": ("cited_count", "-date"), "-vien-dan": ("-cited_count", "-date"),
}  # fmt: skip


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Search the register; diacritics are forgiven, filters and order live in the address."""
    words, kind, order = (request.GET.get(name, "").strip() for name in ("q", "loai", "xep"))
    found = Instrument.objects.with_degree().search(words[:200])
    if kind:
        found = found.filter(type__iexact=kind)
    found = found.order_by(*ORDERS.get(order, ORDERS["-vien-dan"]))
    context = {
        "page": Paginator(found.prefetch_related("documents"), 50).get_page(request.GET.get("trang")),
        "words": words,
        "kind": kind,
        "kinds": sorted(set(Instrument.objects.order_by().values_list("type", flat=True).distinct())),
    }
    return render(request, "documents/register.html", context)


@require_safe
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """One instrument: the papers that are it, what they cite, what cites it, and days that disagree."""
    instrument = get_object_or_404(Instrument, pk=pk)
    papers = list(instrument.documents.listed())
    cited_by = list(
        Citation.objects.standing().filter(instrument=instrument)
        .select_related("document").defer("document__text", "document__pieces").order_by("date", "document_id")
    )  # fmt: skip
    cites = Citation.objects.standing().filter(document__in=papers).select_related("instrument").order_by("start")
    return render(
        request,
        "documents/instrument.html",
        {
            "instrument": instrument,
            "papers": papers,
            "cited_by": cited_by,
            "cites": cites,
            "days": days_printed(cited_by),
        },
    )


def days_printed(citations: list[Citation]) -> list[tuple[str, list[Citation]]]:
    """Group the citations by the full day that they print; more than one group is a conflict."""
    full = sorted((c for c in citations if len(c.date) == 10), key=lambda c: c.date)
    return [(day, list(group)) for day, group in groupby(full, key=lambda c: c.date)]
