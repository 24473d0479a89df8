"""The last step of a confirmation: from decided readings to a programme."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.errors import ThiduaError
from thidua_web.documents.models import Document, Reading
from thidua_web.programme import acts
from thidua_web.programme.forms import ProgrammeForm


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what goes into the programme, ask for its head, and make it."""
    acts.permit(request.user)
    paper = get_object_or_404(Document.objects.select_related("instrument"), pk=pk)
    readings = list(paper.readings.standing())
    bare = [r for r in readings if acts.is_numberless(r)]
    form = ProgrammeForm(request.POST or None, initial=first_guess(paper, readings))
    if request.method == "POST" and form.is_valid():
        try:
            programme = acts.confirm_programme(
                user=request.user, document=paper, campaign=form.cleaned_data["campaign"], about=form.about(),
                without_number=request.POST.getlist("khong-so"),
            )  # fmt: skip
        except ThiduaError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Đã lập chương trình từ văn bản đã xác nhận.")
            return redirect(programme)
    context = {
        "paper": paper, "form": form, "bare": bare, "counts": _counts(readings),
        "accepted": set(request.POST.getlist("khong-so")), "left": sum(r.is_waiting for r in readings),
    }  # fmt: skip
    return render(request, "programme/from_paper.html", context, status=422 if form.is_bound else 200)


def first_guess(paper: Document, readings: list[Reading]) -> dict[str, Any]:
    """Fill the head from the paper's own fields as they were confirmed."""
    about = next((r.value for r in readings if r.kind == Reading.Kind.PAPER), {})
    runs = about.get("runs") or {}
    title = about.get("title") or paper.name
    year = (about.get("date") or "")[:4]
    span = re.search(r"\b(20\d\d)\s*[-–]\s*(20\d\d)\b", title) or re.search(r"\bnăm\s+(20\d\d)()\b", title)
    first = span[1] if span else (runs.get("from") or year)[:4]
    last = (span[2] or span[1]) if span else (runs.get("to") or first)[:4]
    named = {"title": title, "issuer": about.get("issuer") or "", "from_year": first, "to_year": last}
    return named | {"runs_from": runs.get("from") or "", "runs_to": runs.get("to") or ""}


def _counts(readings: list[Reading]) -> list[tuple[str, int]]:
    taken = [r for r in readings if r.is_taken and r.kind not in (Reading.Kind.PAPER, Reading.Kind.DOUBT)]
    pairs = [(kind.label, sum(r.kind == kind for r in taken)) for kind in Reading.Kind]
    return [(label, count) for label, count in pairs if count]
