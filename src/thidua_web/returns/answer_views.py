"""The form in which a unit answers: typed into, saved by itself, shared by two people, sent, taken back."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua.figures.checks import Problem, check_return
from thidua_web.frame.retelling import period_name, retold
from thidua_web.people.models import today
from thidua_web.returns import acts
from thidua_web.returns.admission import why_not
from thidua_web.returns.forebears import Before, last_period_of_forebears
from thidua_web.returns.inheriting import inheritance_of
from thidua_web.returns.models import Obligation, Return, ReturnVersion
from thidua_web.returns.rows import Row, mark_asked, mark_proof, rows_of
from thidua_web.returns.typed import Typed, fields_of, fill_unchanged, read_typed, shown
from thidua_web.returns.views import may_report, owed_for, reading, shown_state


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The return: a form while it may be typed into, a reading page afterwards."""
    owed = owed_for(request.user, pk)
    found: Return | None = getattr(owed, "answer", None)
    is_asked_as_version = "ban" in request.GET
    may_type = may_report(request.user, owed) and (found is None or found.is_editable)
    if may_type and not why_not(owed, today()) and not is_asked_as_version:
        return _form(request, owed, found)
    return reading(request, owed, found)


def _form(request: HttpRequest, owed: Obligation, found: Return | None, typed: Typed | None = None,
          problems: list[Problem] | None = None, error: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    version = found.current if found else None
    cells = typed.cells if typed else (version.read_cells() if version else {})
    words = typed.words if typed else (version.words if version else {})
    last, counted = acts.last_period_version(owed)
    older = last_period_of_forebears(owed) if last is None else Before()
    before = counted.read_cells() if counted else older.known
    if problems is None:
        explained = frozenset(words)
        problems = check_return(owed.elements, cells, last_period=before, explained=explained, complete=False)
    evidence = found.evidence.all() if found else []
    groups = rows_of(owed.elements, cells, before=before, words=words, problems=problems,
                     unread=typed.unread if typed else None, evidence=evidence)  # fmt: skip
    bare = [row for row in mark_proof(groups, owed, cells) if not row.word]
    mark_asked(groups, owed)
    if typed and version:
        _beside(groups, cells, version.read_cells(), "other")
    sent = _last_sent(found)
    if sent:
        _beside(groups, cells, sent.read_cells(), "sent")
    context = {
        "owed": owed, "answer": found, "groups": groups, "revision": found.revision if found else 0, "error": error,
        "problems": [p for p in problems if p.is_error], "has_before": bool(before), "sent": sent,
        "keep_years": settings.KEEP_YEARS, "bare": bare,
        "provable": [row for _, rows in groups for row in rows if row.asks_evidence],
        "last_decision": sent.decisions.select_related("by").last() if sent else None,
        "before_state": shown_state(last.obligation, today()) if last and counted else "",
        "before_label": period_name(owed.form.window(owed.window.previous_code()).label) if before else "",
        "before_units": older.names if before else "",
        "trail": [(gettext("Số liệu"), reverse("returns:obligations"))], "state": shown_state(owed, today()),
        "other": _other_hand(request, version), "is_sent_back": bool(found) and found.state == Return.State.SENT_BACK,
        "inherited": inheritance_of(owed), "proving": _proving(request, bare),
    }  # fmt: skip
    return render(request, "returns/form.html", context, status=status)


def _proving(request: HttpRequest, bare: list[Row]) -> dict[str, Any]:
    """What the form for evidence starts with: what a refusal sent back, or else the figures that lack theirs."""
    is_here = "minh-chung" in request.GET
    asked = request.GET.getlist("cho")
    return {
        "is_here": is_here,
        "ticked": asked or [row.element.key for row in bare],
        "day": request.GET.get("ngay", ""),
    }


def _last_sent(found: Return | None) -> ReturnVersion | None:
    """The version that came back, or that is open again; its figures stand beside what is typed now."""
    return found.versions.filter(submitted_at__isnull=False).last() if found and found.submitted_at else None


def _beside(
    groups: list[tuple[str, list[Row]]], here: Mapping[str, Cell], there: Mapping[str, Cell], place: str
) -> None:
    """Put the figures of another version beside those that differ."""
    for row in (row for _, rows in groups for row in rows):
        now, then = (cells.get(row.element.key, Cell.missing()) for cells in (here, there))
        if now != then:
            setattr(row, place, shown(row.element, then) or then.state.label)


def _other_hand(request: HttpRequest, version: ReturnVersion | None) -> ReturnVersion | None:
    """The draft, where somebody else saved it within the hour: they may be at it still."""
    is_fresh = version and not version.submitted_at and (timezone.now() - version.saved_at).total_seconds() < 3600
    return version if version and is_fresh and version.saved_by_id != request.user.pk else None


def asked_revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _told(request: HttpRequest, owed: Obligation, found: Return | None) -> dict[str, object]:
    """The draft as it stands in the database, for a form that must catch up with it."""
    version = found.current if found else None
    if found is None or version is None:
        return {"revision": 0}
    return {
        "revision": found.revision, "by": str(version.saved_by or ""),
        "is_mine": version.saved_by_id == request.user.pk, "editable": found.is_editable,
        "at": timezone.localtime(version.saved_at).strftime("%H:%M"),
        "fields": fields_of(owed.elements, version.read_cells(), version.words),
    }  # fmt: skip


@never_cache
@require_safe
def latest(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether somebody saved since ``revision``, and what; a form that stands open asks now and then."""
    owed = owed_for(request.user, pk)
    if not may_report(request.user, owed):
        raise PermissionDenied
    found: Return | None = getattr(owed, "answer", None)
    if str(found.revision if found else 0) == request.GET.get("revision"):
        return JsonResponse({"revision": found.revision if found else 0})
    return JsonResponse(_told(request, owed, found))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft; to a script the answer is JSON, to a plain form the page again."""
    owed = owed_for(request.user, pk)
    typed = read_typed(owed.elements, request.POST)
    if "khong-doi" in request.GET:
        fill_unchanged(owed.elements, typed, acts.last_period_cells(owed))
    quiet = request.headers.get("X-Requested-With") == "autosave"
    try:
        saved = acts.save_draft(obligation=owed, cells=typed.cells, words=typed.words,
                                revision=asked_revision(request), by=request.user)  # fmt: skip
    except OfficerError as refusal:
        now = owed_for(request.user, pk)
        if quiet:
            told = _told(request, now, getattr(now, "answer", None)) if isinstance(refusal, acts.Stale) else None
            return JsonResponse({"error": refusal.sentence, "latest": told}, status=409)
        return _form(request, now, getattr(now, "answer", None), typed, error=refusal.sentence, status=409)
    problems = [*typed.problems, *saved.problems]
    if quiet:
        told_problems = [{"element": p.element, "code": p.code, "sentence": retold(p.sentence),
                          "instruction": retold(p.instruction), "error": p.is_error} for p in problems]  # fmt: skip
        return JsonResponse(
            {"revision": saved.answer.revision, "problems": told_problems, "unread": sorted(typed.unread)}
        )
    if typed.problems:
        return _form(request, owed_for(request.user, pk), saved.answer, typed, problems, status=422)
    messages.success(request, gettext("Đã lưu bản nháp."))
    return redirect("returns:answer", pk=pk)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the return; with errors the form comes back with each of them and what was typed is kept as the draft."""
    owed = owed_for(request.user, pk)
    typed = read_typed(owed.elements, request.POST)
    found: Return | None = getattr(owed, "answer", None)
    if typed.problems:
        return _form(
            request,
            owed,
            found,
            typed,
            typed.problems,
            gettext("Còn %(problems)s ô chưa đọc được.") % {"problems": len(typed.problems)},
            422,
        )
    try:
        acts.submit_return(obligation=owed, cells=typed.cells, words=typed.words, revision=asked_revision(request),
                           by=request.user, keeps_draft=True)  # fmt: skip
    except acts.NotAcceptable as refusal:
        return _form(request, owed, refusal.kept, typed, refusal.problems, refusal.sentence, 422)
    except OfficerError as refusal:
        now = owed_for(request.user, pk)
        return _form(request, now, getattr(now, "answer", None), typed, error=refusal.sentence, status=409)
    messages.success(
        request,
        gettext("Đã gửi báo cáo %(label)s của %(unit_version)s.")
        % {"label": period_name(owed.window.label), "unit_version": owed.unit_version},
    )
    return redirect("returns:answer", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back."""
    owed = owed_for(request.user, pk)
    found = getattr(owed, "answer", None)
    if found is None:
        raise PermissionDenied
    try:
        acts.withdraw_return(answer=found, by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("returns:answer", pk=pk)
