"""The last step of a confirmation: from decided readings to a programme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua.errors import ThiduaError
from thidua_web.documents.models import Document, Reading
from thidua_web.programme import acts
from thidua_web.programme.forms import ProgrammeForm
from thidua_web.programme.heads import first_guess


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
            messages.success(request, gettext("Đã lập chương trình từ văn bản đã xác nhận."))
            return redirect(programme)
    context = {
        "paper": paper, "form": form, "bare": bare, "counts": _counts(readings),
        "accepted": set(request.POST.getlist("khong-so")), "left": sum(r.is_waiting for r in readings),
    }  # fmt: skip
    return render(request, "programme/from_paper.html", context, status=422 if form.is_bound else 200)


def _counts(readings: list[Reading]) -> list[tuple[str, int]]:
    taken = [r for r in readings if r.is_taken and r.kind not in (Reading.Kind.PAPER, Reading.Kind.DOUBT)]
    pairs = [(kind.label, sum(r.kind == kind for r in taken)) for kind in Reading.Kind]
    return [(label, count) for label, count in pairs if count]
