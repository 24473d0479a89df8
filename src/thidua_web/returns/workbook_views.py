"""Returns as Excel: the workbook of one return or of many units, out and in, with a look before anything is written."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from thidua.errors import OfficerError, Place, ThiduaError
from thidua.figures.workbooks import FormSheet, write_workbook
from thidua.figures.workbooks.opening import workbooks_in
from thidua_web.config.ceiling import carries
from thidua_web.documents import storage
from thidua_web.frame.context import is_demonstration
from thidua_web.frame.retelling import period_name
from thidua_web.people.models import User
from thidua_web.returns import workbooks
from thidua_web.returns.keeping_files import check_kept
from thidua_web.returns.models import Form, Obligation, Workbook
from thidua_web.returns.views import may_report, owed_for
from thidua_web.returns.workbook_lines import Corrections, UnitLines, lines_of, read_corrections
from thidua_web.verification.acts import VERIFIERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FILES = 300
AT_ONCE = 200 * 2**20
"""Bytes of all files of one request together; a filled workbook has some tens of thousands."""


def _file_of(sheet: FormSheet, name: str) -> FileResponse:
    out = TemporaryFile()  # noqa: SIM115 closed with the answer
    write_workbook(sheet, out)
    out.seek(0)
    mark = "-DU-LIEU-MAU" if is_demonstration() else ""
    return FileResponse(out, as_attachment=True, filename=f"{name}{mark}.xlsx", content_type=XLSX)


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook to fill in."""
    owed = owed_for(request.user, pk)
    found = getattr(owed, "answer", None)
    if found is not None and not may_report(request.user, owed):
        found.current = found.seen_by_reader()
    return _file_of(workbooks.sheet_of([owed]), f"{owed.form.key}-{workbooks.code_of(owed)}-{owed.period}")


@carries(workbooks.LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled workbook for one return; nothing is written before its preview is confirmed."""
    owed = owed_for(request.user, pk)
    if not may_report(request.user, owed):
        raise Http404
    error = ""
    if request.method == "POST":
        received, refusals = _receive(request, [owed])
        if received:
            return redirect("returns:received", received[0].pk)
        error = refusals[0] if refusals else gettext("Chưa chọn tệp.")
    context = {"owed": owed, "error": error, "trail": _trail(owed)}
    return render(request, "returns/upload.html", context, status=422 if error else 200)


def _trail(owed: Obligation) -> list[tuple[str, str]]:
    return [(gettext("Số liệu"), reverse("returns:obligations")),
            (str(owed.unit_version), reverse("returns:answer", args=[owed.pk]))]  # fmt: skip


def _scope(request: HttpRequest, key: str, period: str) -> list[Obligation]:
    form = get_object_or_404(Form, key=key)
    scope = workbooks.scope_of(request.user, form, period)
    if not scope:
        raise Http404
    return scope


@require_safe
def download_many(request: HttpRequest, key: str, period: str) -> FileResponse:
    """One workbook for all units that the person reports for."""
    sheet = workbooks.sheet_of_all(request.user, get_object_or_404(Form, key=key), period)
    if sheet is None:
        raise Http404
    return _file_of(sheet, f"{key}-{period}")


@carries(AT_ONCE)
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, key: str, period: str) -> HttpResponse:
    """Take workbooks of many units: several files, a .zip, or one file with all of them."""
    scope = _scope(request, key, period)
    received, refusals = _receive(request, scope) if request.method == "POST" else ([], [])
    if len(received) == 1 and not refusals:
        return redirect("returns:received", received[0].pk)
    if request.method == "POST" and not received and not refusals:
        refusals = [gettext("Chưa chọn tệp.")]
    kept = Workbook.objects.filter(form=scope[0].form, period=period, received_by=request.user)
    context = {
        "form": scope[0].form, "period": period, "label": period_name(scope[0].window.label), "scope": scope,
        "received": received,
        "refusals": refusals, "kept": kept[:50], "trail": [(gettext("Số liệu"), reverse("returns:obligations"))],
    }  # fmt: skip
    return render(request, "returns/upload_many.html", context, status=422 if refusals and not received else 200)


def _receive(request: HttpRequest, scope: list[Obligation]) -> tuple[list[Workbook], list[str]]:
    """Each file for itself: one that is refused does not stop another."""
    received, refusals = [], []
    for file in request.FILES.getlist("file")[:MOST_FILES]:
        try:
            if (file.size or 0) > workbooks.LIMIT:
                raise OfficerError(gettext("Tệp lớn hơn 10 MB: không phải biểu số liệu."), Place(file=file.name))
            members = workbooks_in(file.read(), file.name or "bieu.xlsx")
        except ThiduaError as refusal:
            refusals.append(str(refusal))
            continue
        for name, content in members[:MOST_FILES]:
            try:
                received.append(
                    workbooks.receive_workbook(obligations=scope, name=name, content=content, by=request.user)
                )
            except ThiduaError as refusal:
                refusals.append(str(refusal))
    return received, refusals


def _workbook(user: User, number: int) -> tuple[Workbook, list[Obligation]]:
    """A received workbook for those who report for its returns; to others it does not exist."""
    found = get_object_or_404(Workbook.objects.select_related("form", "received_by"), pk=number)
    asked = workbooks.asked_of(found, user)
    if not asked:
        raise Http404
    return found, asked


@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, number: int) -> HttpResponse:
    """What a workbook would change, cell by cell; confirm, correct, or take back."""
    found, asked = _workbook(request.user, number)
    if request.method == "POST" and request.POST.get("do") == "undo":
        return _undo(request, found)
    error, answers, units, reading = "", Corrections(), list[UnitLines](), None
    try:
        reading = workbooks.read_again(found, asked)
        if request.method == "POST":
            answers = read_corrections(asked, reading, request.POST)
            if not answers.problems:
                return _enter(request, found, asked, answers)
            error = gettext("%(problems)s ô bạn sửa chưa đọc được; chưa ghi gì.") % {"problems": len(answers.problems)}
    except ThiduaError as refusal:
        error = str(refusal)
    if reading is not None:
        units = lines_of(asked, reading, answers)
    context = {
        "workbook": found, "units": units, "error": error, "notes": reading.notes if reading else [],
        "changes": sum(len(u.changes) for u in units if u.is_open), "is_one": found.is_for_one,
        "doubts": sum(len(u.doubts) for u in units if u.is_open), "entries": found.entries.select_related(
            "answer__obligation__unit_version"), "blanks": sum(u.blanks for u in units if u.is_open),
        "wrong": sum(u.wrong for u in units if u.is_open),
        "trail": _trail(asked[0]) if found.is_for_one else [
            (gettext("Số liệu"), reverse("returns:obligations")),
            (
                f"{found.form}: {period_name(asked[0].window.label)}",
                reverse("returns:many", args=[found.form.key, found.period]),
            ),
        ],
    }  # fmt: skip
    return render(request, "returns/received.html", context, status=422 if error else 200)


def _enter(request: HttpRequest, found: Workbook, asked: list[Obligation], answers: Corrections) -> HttpResponse:
    revisions = {owed.pk: _number(request.POST.get(f"r-{owed.pk}", "")) for owed in asked}
    try:
        changed = workbooks.enter_workbook(
            workbook=found, obligations=asked, corrections=answers.cells, revisions=revisions,
            clears_blanks=bool(request.POST.get("clear")), by=request.user,
        )  # fmt: skip
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returns:received", found.pk)
    messages.success(
        request,
        gettext("Đã đưa %(changed)s ô từ %(name)s vào bản nháp. Xem lại rồi gửi.")
        % {"changed": changed, "name": found.name},
    )
    if found.is_for_one:
        return redirect("returns:answer", asked[0].pk)
    return redirect("returns:received", found.pk)


def _undo(request: HttpRequest, found: Workbook) -> HttpResponse:
    try:
        workbooks.undo_workbook(workbook=found, by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, gettext("Đã hoàn tác: bản nháp trở lại như trước khi đưa %(name)s vào.") % {"name": found.name}
        )
    return redirect("returns:received", found.pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_safe
def original(request: HttpRequest, number: int) -> FileResponse:
    """The file as it was received: for those who report or verify for all returns it was entered into."""
    from thidua_web.people.reach import reach_of
    from thidua_web.returns.acts import REPORTERS

    found = get_object_or_404(Workbook, pk=number)
    units = list(found.entries.values_list("answer__obligation__unit_id", flat=True))
    reach = reach_of(request.user, *REPORTERS, *VERIFIERS)
    mine = found.received_by_id == request.user.pk and bool(workbooks.asked_of(found, request.user))
    if not mine and not (units and all(reach.covers(unit) for unit in units)):
        raise Http404
    try:
        check_kept(found)
    except OfficerError as refusal:
        raise Http404(refusal.sentence) from None
    place = storage.path_of(found.sha256)
    if not place.exists():
        raise Http404(gettext("Tệp không còn trong kho: kiểm tra bản sao lưu."))
    response = FileResponse(place.open("rb"), as_attachment=True, filename=found.name,
                            content_type="application/octet-stream")  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
