"""Returns as Excel: the workbook of one return, out and in."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from thidua.errors import ThiduaError
from thidua.figures.workbooks import FormSheet, UnitRef, WorkbookReading, read_workbook, write_workbook
from thidua_web.frame.context import is_demonstration
from thidua_web.returns import acts
from thidua_web.returns.models import Obligation, Return
from thidua_web.returns.views import owed_for

LIMIT = 10 * 2**20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(owed: Obligation) -> FormSheet:
    """The workbook's content for one return: what stands in it now, and last period beside."""
    found: Return | None = getattr(owed, "answer", None)
    code = owed.unit_version.code or owed.unit.key
    cells = found.current.read_cells() if found and found.current else {}
    before = acts.last_period_cells(owed)
    return FormSheet(
        owed.form.key, owed.form.title, owed.period, owed.window.label,
        (UnitRef(code, owed.unit_version.full_name),), tuple(owed.elements),
        {(code, key): cell for key, cell in cells.items()}, {(code, key): cell for key, cell in before.items()},
        sample=is_demonstration(),
    )  # fmt: skip


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook to fill in."""
    owed = owed_for(request.user, pk)
    out = BytesIO()
    write_workbook(sheet_of(owed), out)
    out.seek(0)
    mark = "-DU-LIEU-MAU" if is_demonstration() else ""
    name = f"{owed.form.key}-{owed.unit_version.code or owed.unit.key}-{owed.period}{mark}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled workbook: sure cells go into the draft, doubtful ones are shown with sheet and cell."""
    owed = owed_for(request.user, pk)
    error, reading = "", None
    if request.method == "POST":
        try:
            reading = _read(request, owed)
            _into_draft(request, owed, reading)
        except ThiduaError as refusal:
            error = str(refusal)
        else:
            if not reading.doubtful() and not reading.not_found:
                messages.success(
                    request, gettext("Đã đưa %(sure)s ô vào bản nháp. Xem lại rồi gửi.") % {"sure": len(reading.sure())}
                )
                return redirect("returns:answer", pk=pk)
    labels = {e.key: e.label for e in owed.elements}
    doubts = [(labels[r.element], r) for r in reading.doubtful()] if reading else []
    lost = [labels[key] for _, key in reading.not_found] if reading else []
    trail = [
        (gettext("Số liệu"), reverse("returns:obligations")),
        (str(owed.unit_version), reverse("returns:answer", args=[pk])),
    ]
    context = {"owed": owed, "error": error, "reading": reading, "doubts": doubts, "lost": lost, "trail": trail}
    return render(request, "returns/upload.html", context, status=422 if error else 200)


def _read(request: HttpRequest, owed: Obligation) -> WorkbookReading:
    file = request.FILES.get("file")
    if file is None:
        raise ThiduaError(gettext("Chưa chọn tệp."))
    if file.size > LIMIT:
        raise ThiduaError(gettext("Tệp lớn hơn 10 MB: không phải biểu số liệu."))
    return read_workbook(file.read(), sheet_of(owed), file.name)


def _into_draft(request: HttpRequest, owed: Obligation, reading: WorkbookReading) -> None:
    found: Return | None = getattr(owed, "answer", None)
    cells = found.current.read_cells() if found and found.current and found.is_editable else {}
    cells |= {key: cell for (_, key), cell in reading.sure().items()}
    words = found.current.words if found and found.current else {}
    acts.save_draft(obligation=owed, cells=cells, words=words, revision=found.revision if found else 0,
                    by=request.user, door="excel")  # fmt: skip
