"""The side-by-side confirmation: the paper on the left, what was read of it on the right. Plain forms underneath."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.errors import ThiduaError
from thidua_web.documents import acts
from thidua_web.documents.errors import Overtaken
from thidua_web.documents.forms import ADDABLE, FORMS, EntryForm, RejectForm
from thidua_web.documents.highlight import heading_spans, marks_of, pages
from thidua_web.documents.locating import locate
from thidua_web.documents.models import Document, Reading
from thidua_web.people.models import Role

State, Kind = Reading.State, Reading.Kind


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper and everything read out of it; `muc` in the address names the entry to stand on."""
    return _page(
        request,
        get_object_or_404(Document.objects.select_related("instrument", "uploaded_by", "supersedes__programme"), pk=pk),
    )


def _page(request: HttpRequest, paper: Document, *, status: int = 200, **more: Any) -> HttpResponse:
    readings = list(paper.readings.standing().select_related("decided_by"))
    for reading in readings:
        reading.document = paper
    heads = heading_spans(paper.text, paper.reading.get("sections", ()))
    listed = sorted(readings, key=lambda r: (not r.has_doubts, r.kind != Kind.PAPER, r.start, r.end, r.pk))
    context = {
        "paper": paper,
        "pages": pages(
            paper.text,
            marks_of(r for r in readings if r.state != State.REJECTED or not r.is_added),
            paper.pieces,
            heads,
        ),
        "readings": _filtered(listed, request),
        "progress": _progress(readings, request.GET.get("loai", "")),
        "tallies": _tallies(readings),
        "kind": request.GET.get("loai", ""),
        "show": request.GET.get("hien", ""),
        "renews": getattr(paper.supersedes, "programme", None) if paper.supersedes_id else None,
        "programme": _lead_on(paper, readings),
        "twins": Document.objects.listed().of_same_paper(paper),
        "may_confirm": paper.is_open and request.user.holds(Role.STANDING_OFFICE),
        "addable": [(kind, Kind(kind).label) for kind in ADDABLE],
        "editing": None,
    }
    return render(request, "documents/confirm.html", context | more, status=status)


def _lead_on(paper: Document, readings: list[Reading]) -> Any:
    """The programme made of the paper, once it is confirmed; each target that stands in it leads on to its figures."""
    programme = getattr(paper, "programme", None)
    if programme is None or not programme.version:
        return None
    targets = dict(programme.targets.of_version(programme.version).values_list("reading_id", "lineage"))
    for reading in readings:
        if reading.pk in targets:
            reading.onward = reverse("dashboards:target", args=[programme.pk, targets[reading.pk]])
    return programme


def _filtered(readings: list[Reading], request: HttpRequest) -> list[Reading]:
    kind, show = request.GET.get("loai", ""), request.GET.get("hien", "")
    if kind in Kind.values:
        readings = [r for r in readings if r.kind == kind]
    if show == "cho":
        readings = [r for r in readings if r.is_waiting]
    if show == "nghi-van":
        readings = [r for r in readings if r.has_doubts]
    return readings


def _progress(readings: list[Reading], kind: str) -> dict[str, int]:
    """How far the paper is; and of the kind that is shown (or of all), how many can be accepted at once."""
    seen = sum(not r.is_waiting for r in readings)
    undoubted = sum(r.is_waiting and not r.has_doubts and kind in ("", r.kind) for r in readings)
    return {"seen": seen, "all": len(readings), "left": len(readings) - seen, "undoubted": undoubted}


def _tallies(readings: list[Reading]) -> list[tuple[str, str, int, int]]:
    """Give (kind, label, waiting, all) of each kind that occurs."""
    out = []
    for kind in Kind:
        here = [r for r in readings if r.kind == kind]
        if here:
            out.append((kind.value, kind.label, sum(r.is_waiting for r in here), len(here)))
    return out


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one entry as it was read."""
    reading = _reading(pk)
    return _answer(request, reading, lambda: acts.decide_reading(
        user=request.user, reading=reading, revision=_revision(request), after=State.ACCEPTED,
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the fields of one entry and keep what a person makes of them."""
    acts.permit(request.user)
    reading = _reading(pk)
    form = FORMS[reading.kind](request.POST or None, entry=reading.value, prefix=f"m{pk}")
    if request.method == "POST" and form.is_valid():
        return _answer(request, reading, lambda: acts.decide_reading(
            user=request.user, reading=reading, revision=_revision(request),
            after=State.CORRECTED, value=form.as_entry(),
        ))  # fmt: skip
    return _form(request, reading, form, "documents/_correct.html")


@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then leave the entry out."""
    acts.permit(request.user)
    reading = _reading(pk)
    form = RejectForm(request.POST or None, prefix=f"m{pk}")
    if request.method == "POST" and form.is_valid():
        return _answer(request, reading, lambda: acts.decide_reading(
            user=request.user, reading=reading, revision=_revision(request), after=State.REJECTED, **form.cleaned_data,
        ))  # fmt: skip
    return _form(request, reading, form, "documents/_reject.html")


@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every waiting entry without doubts."""
    paper = get_object_or_404(Document, pk=pk)
    kind = request.POST.get("loai", "")
    taken = acts.accept_undoubted(user=request.user, document=paper, kind=kind)
    if taken:
        messages.success(
            request,
            gettext("Đã chấp nhận %(taken)s mục không có nghi vấn. Bấm Hoàn tác để lấy lại cả loạt.")
            % {"taken": taken},
        )
    else:
        messages.info(request, gettext("Không còn mục nào không nghi vấn đang chờ."))
    return redirect(f"{paper.get_absolute_url()}?loai={kind}" if kind in Kind.values else paper)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back this person's last deed on the paper."""
    paper = get_object_or_404(Document, pk=pk)
    try:
        readings = acts.undo_decision(user=request.user, document=paper)
    except ThiduaError as refusal:
        messages.error(request, refusal.sentence)
        return redirect(paper)
    messages.success(
        request,
        gettext("Đã hoàn tác %(readings)s mục.") % {"readings": len(readings)}
        if len(readings) > 1
        else gettext("Đã hoàn tác một mục."),
    )
    return redirect(f"{paper.get_absolute_url()}#m{readings[0].pk}" if readings[0].state != State.WITHDRAWN else paper)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an entry from words of the paper: marked with the mouse or keyboard, or copied into the box."""
    acts.permit(request.user)
    paper = get_object_or_404(Document, pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("loai") if asked.get("loai") in ADDABLE else "target"
    words = asked.get("chu", "")
    span = locate(paper.text, words, start=_number(asked.get("tu")), end=_number(asked.get("den")))
    form = FORMS[kind](request.POST or None, initial=_first_guess(kind, words), prefix="moi")
    if request.method == "POST" and span and form.is_valid():
        try:
            reading = acts.add_reading(user=request.user, document=paper, kind=kind, span=span, value=form.as_entry())
        except ThiduaError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, gettext("Đã thêm %(label)s từ phần chữ được chọn.") % {"label": Kind(kind).label.lower()}
            )
            return redirect(f"{paper.get_absolute_url()}#m{reading.pk}")
    adding = {
        "kind": kind,
        "label": Kind(kind).label,
        "words": words,
        "span": span,
        "form": form,
        "sought": bool(words),
    }
    return _page(request, paper, adding=adding, status=422 if request.method == "POST" else 200)


def _first_guess(kind: str, words: str) -> dict[str, Any]:
    field = {"target": "indicator", "task": "action", "date": "label", "citation": "title", "initiative": "name"}.get(
        kind
    )
    return {field: " ".join(words.split()).strip('“”"')} if field and words else {}


def _reading(pk: int) -> Reading:
    return get_object_or_404(Reading.objects.select_related("document", "decided_by"), pk=pk)


def _revision(request: HttpRequest) -> int:
    return _number(request.POST.get("ban")) or 0


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else None


def _answer(request: HttpRequest, reading: Reading, act: Any) -> HttpResponse:
    """Do the act; answer with the entry as it stands (a fragment for htmx, else the page at that entry)."""
    trouble, status = "", 200
    try:
        reading = act()
    except Overtaken as overtaken:
        reading, trouble, status = overtaken.reading, overtaken.sentence, 409
    except ThiduaError as refusal:
        trouble, status = refusal.sentence, 409
    if request.htmx:
        return render(request, "documents/_answer.html", _entry_context(request, reading, trouble), status=status)
    if trouble:
        messages.error(request, trouble)
    return redirect(f"{reverse('documents:document', args=[reading.document_id])}#m{reading.pk}")


def _entry_context(request: HttpRequest, reading: Reading, trouble: str) -> dict[str, Any]:
    readings = list(reading.document.readings.standing().only("state", "kind", "doubts", "document"))
    return {
        "reading": reading, "paper": reading.document, "trouble": trouble, "may_confirm": reading.document.is_open,
        "progress": _progress(readings, _kind_shown(request)), "tallies": _tallies(readings),
    }  # fmt: skip


def _kind_shown(request: HttpRequest) -> str:
    """The kind that the page behind a fragment is filtered by."""
    asked = parse_qs(urlsplit(request.htmx.current_url or "").query)
    return asked.get("loai", [""])[0]


def _form(request: HttpRequest, reading: Reading, form: EntryForm | RejectForm, template: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"reading": reading, "form": form, "paper": reading.document, "may_confirm": True}
    if request.htmx:
        return render(request, template, context, status=status)
    return _page(request, reading.document, status=status, editing=reading.pk, form=form, form_template=template)
