"""What a unit owes, and the form in which it answers."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua.figures.checks import Problem, check_return
from thidua_web.frame.tables import Column, Table
from thidua_web.people.models import Role, User, today
from thidua_web.people.reach import reach_of
from thidua_web.returns import acts
from thidua_web.returns.models import Form, Obligation, Return
from thidua_web.returns.rows import rows_of
from thidua_web.returns.typed import Typed, read_typed
from thidua_web.verification.acts import may_verify

STATES = {
    Return.State.DRAFT: "draft",
    Return.State.SUBMITTED: "submitted",
    Return.State.SENT_BACK: "sent_back",
    Return.State.ACCEPTED: "accepted",
    Return.State.LOCKED: "locked",
    Return.State.REOPENED: "draft",
}


def shown_state(owed: Obligation, day: date) -> str:
    """The chip of an obligation: overdue and not yet open come before the state of the return."""
    if owed.is_overdue(day):
        return "late"
    if owed.opens_on > day:
        return "not_yet_due"
    return STATES[Return.State(owed.state)]


COLUMNS = [
    Column("don-vi", "Đơn vị", lambda o: o.unit_version.full_name, order=("unit_version__sort_key",),
           url=lambda o: reverse("returns:answer", args=[o.pk])),
    Column("bieu", "Biểu mẫu", lambda o: o.form.title, order=("form__title",)),
    Column("ky", "Kỳ", lambda o: o.window.label, order=("period",)),
    Column("han", "Hạn gửi", lambda o: o.due_on, kind="day", order=("due_on",)),
    Column("trang-thai", "Trạng thái", lambda o: shown_state(o, today()), kind="state", order=("answer__state",)),
    Column("gui-luc", "Gửi lúc", lambda o: getattr(o, "answer", None) and o.answer.submitted_at, kind="moment",
           order=("answer__submitted_at",)),
]  # fmt: skip
FILTERS = {"": "Tất cả", "phai-nop": "Phải gửi", "qua-han": "Quá hạn", "cho": "Chờ xác minh", "xong": "Đã tiếp nhận"}


@require_safe
def obligations(request: HttpRequest) -> HttpResponseBase:
    """Everything owed that the reader may see, filtered by the address."""
    rows = Obligation.objects.visible_to(request.user).with_answers()
    which = request.GET.get("loc", "")
    if which == "phai-nop":
        rows = rows.open_on(today()).unanswered()
    elif which == "qua-han":
        rows = rows.overdue(today())
    elif which == "cho":
        rows = rows.awaiting_verification()
    elif which == "xong":
        rows = rows.filter(answer__state__in=("accepted", "locked"))
    period, form, words = (request.GET.get(k, "").strip() for k in ("ky", "bieu", "q"))
    if period:
        rows = rows.filter(period=period)
    if form:
        rows = rows.filter(form__key=form)
    if words:
        rows = rows.of_units(words)
    table = Table(request, COLUMNS, rows, name="so-lieu")
    periods = list(Obligation.objects.order_by("-period").values_list("period", flat=True).distinct()[:24])
    context = {
        "table": table, "filters": FILTERS.items(), "which": which, "words": words, "periods": periods,
        "period": period, "forms": Form.objects.all(), "form": form,
        "may_make": request.user.holds(Role.STANDING_OFFICE),
    }  # fmt: skip
    return table.download() or render(request, "returns/obligations.html", context)


def owed_for(user: User, pk: int) -> Obligation:
    """The obligation, if the user's posts reach its unit; else it does not exist for them."""
    return get_object_or_404(Obligation.objects.visible_to(user).with_answers(), pk=pk)


def may_report(user: User, owed: Obligation) -> bool:
    return reach_of(user, *acts.REPORTERS).covers(owed.unit_id)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The return: a form while it may be typed into, a reading page afterwards."""
    owed = owed_for(request.user, pk)
    found: Return | None = getattr(owed, "answer", None)
    if may_report(request.user, owed) and (found is None or found.is_editable) and owed.opens_on <= today():
        return _form(request, owed, found)
    return _reading(request, owed, found)


def _form(request: HttpRequest, owed: Obligation, found: Return | None, typed: Typed | None = None,
          problems: list[Problem] | None = None, error: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    version = found.current if found else None
    cells = typed.cells if typed else (version.read_cells() if version else {})
    words = typed.words if typed else (version.words if version else {})
    before = acts.last_period_cells(owed)
    if problems is None:
        explained = frozenset(words)
        problems = check_return(owed.elements, cells, last_period=before, explained=explained, complete=False)
    evidence = found.evidence.all() if found else []
    groups = rows_of(owed.elements, cells, before=before, words=words, problems=problems,
                     unread=typed.unread if typed else None, evidence=evidence)  # fmt: skip
    last = found.current.decisions.last() if found and found.current else None
    context = {
        "owed": owed, "answer": found, "groups": groups, "revision": found.revision if found else 0, "error": error,
        "problems": [p for p in problems if p.is_error], "has_before": bool(before), "last_decision": last,
        "trail": [("Số liệu", reverse("returns:obligations"))], "state": shown_state(owed, today()),
    }  # fmt: skip
    return render(request, "returns/form.html", context, status=status)


def _reading(request: HttpRequest, owed: Obligation, found: Return | None) -> HttpResponse:
    versions = list(found.versions.select_related("submitted_by").order_by("-number")) if found else []
    number = request.GET.get("ban", "")
    version = next((v for v in versions if str(v.number) == number), versions[0] if versions else None)
    earlier = next((v for v in versions if version and v.number == version.number - 1), None)
    cells: dict[str, Cell] = version.read_cells() if version else {}
    before = earlier.read_cells() if earlier else acts.last_period_cells(owed)
    groups = rows_of(owed.elements, cells, before=before, words=version.words if version else {},
                     evidence=found.evidence.all() if found else [])  # fmt: skip
    for _, rows in groups:
        for row in rows:
            row.changed = bool(earlier) and cells.get(row.element.key) != before.get(row.element.key)
    decisions = [d for v in versions for d in v.decisions.select_related("by", "version")]
    context = {
        "owed": owed, "answer": found, "version": version, "versions": versions, "earlier": earlier, "groups": groups,
        "decisions": sorted(decisions, key=lambda d: d.at, reverse=True), "state": shown_state(owed, today()),
        "trail": [("Số liệu", reverse("returns:obligations"))],
        "may_verify": bool(found) and may_verify(request.user, found), "may_withdraw": bool(found)
        and found.may_become(Return.State.DRAFT) and may_report(request.user, owed), "today": today(),
    }  # fmt: skip
    return render(request, "returns/reading.html", context)


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft; to a script the answer is JSON, to a plain form the page again."""
    owed = owed_for(request.user, pk)
    typed = read_typed(owed.elements, request.POST)
    quiet = request.headers.get("X-Requested-With") == "autosave"
    try:
        saved = acts.save_draft(obligation=owed, cells=typed.cells, words=typed.words,
                                revision=_revision(request), by=request.user)  # fmt: skip
    except OfficerError as refusal:
        if quiet:
            return JsonResponse({"error": refusal.sentence}, status=409)
        return _form(request, owed, getattr(owed, "answer", None), typed, error=refusal.sentence, status=409)
    problems = [*typed.problems, *saved.problems]
    if quiet:
        told = [{"element": p.element, "sentence": p.sentence, "instruction": p.instruction, "error": p.is_error}
                for p in problems]  # fmt: skip
        return JsonResponse({"revision": saved.answer.revision, "problems": told})
    if typed.problems:
        return _form(request, owed_for(request.user, pk), saved.answer, typed, problems, status=422)
    messages.success(request, "Đã lưu bản nháp.")
    return redirect("returns:answer", pk=pk)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the return; with errors the form comes back with each of them, nothing typed is lost."""
    owed = owed_for(request.user, pk)
    typed = read_typed(owed.elements, request.POST)
    found: Return | None = getattr(owed, "answer", None)
    if typed.problems:
        return _form(request, owed, found, typed, typed.problems, f"Còn {len(typed.problems)} ô chưa đọc được.", 422)
    try:
        acts.submit_return(obligation=owed, cells=typed.cells, words=typed.words, revision=_revision(request),
                           by=request.user)  # fmt: skip
    except acts.NotAcceptable as refusal:
        return _form(request, owed, found, typed, refusal.problems, refusal.sentence, 422)
    except OfficerError as refusal:
        return _form(request, owed, found, typed, error=refusal.sentence, status=409)
    messages.success(request, f"Đã gửi báo cáo {owed.window.label} của {owed.unit_version}.")
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
