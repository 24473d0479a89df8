"""The register of instruments: what is cited, by which papers, in which sentence."""

from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from thidua_web.documents.models import Citation, Document, Instrument
from thidua_web.documents.wording import show_day
from thidua_web.frame.tables import Column, Table

COLUMNS = [
    Column(
        "so",
        gettext_lazy("Văn bản"),
        str,
        order=("type", "number", "symbol"),
        url=lambda row: reverse("documents:instrument", args=[row.pk]),
    ),
    Column(
        "ngay", gettext_lazy("Ngày ban hành"), lambda row: show_day(row.date) or gettext("chưa có"), order=("date",)
    ),
    Column(
        "co-quan", gettext_lazy("Cơ quan ban hành"), lambda row: row.issuer or gettext("chưa có"), order=("issuer",)
    ),
    Column("trich-yeu", gettext_lazy("Trích yếu"), lambda row: row.subject or gettext("chưa có")),
    Column(
        "vien-dan", gettext_lazy("Được viện dẫn"), lambda row: row.cited_count, kind="number", order=("cited_count",)
    ),
    Column(
        "tep",
        gettext_lazy("Tệp"),
        lambda row: gettext("có tệp") if row.documents.all() else gettext("không có"),
        url=lambda row: row.documents.all()[0].get_absolute_url() if row.documents.all() else None,
    ),
]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Search the register; diacritics are forgiven, filters and order live in the address."""
    words, kind = (request.GET.get(name, "").strip() for name in ("q", "loai"))
    papers = Prefetch("documents", Document.objects.only("pk", "instrument"))
    found = Instrument.objects.with_degree().search(words[:200]).order_by("-cited_count", "-date", "pk")
    found = found.filter(type__iexact=kind) if kind else found
    table = Table(request, COLUMNS, found.prefetch_related(papers), name="so-van-ban")
    kinds = sorted(set(Instrument.objects.order_by().values_list("type", flat=True).distinct()))
    context = {"table": table, "words": words, "kind": kind, "kinds": kinds}
    return table.download() or render(request, "documents/register.html", context)


@require_safe
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """One instrument: the papers that are it, what they cite, what cites it, and days that disagree."""
    instrument = get_object_or_404(Instrument, pk=pk)
    papers = list(instrument.documents.listed())
    cited_by = list(
        Citation.objects.standing()
        .filter(instrument=instrument)
        .select_related("document")
        .defer("document__text", "document__pieces")
        .order_by("date", "document_id")
    )
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
