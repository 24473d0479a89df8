"""Loads of the registry: what each would change, and the deeds on it."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.errors import OfficerError, ThiduaError
from thidua.units.acts import Report, apply_acts
from thidua.units.acts_file import read_acts
from thidua.units.registry import Registry
from thidua_web.config.ceiling import carries
from thidua_web.people.models import Role
from thidua_web.register import acts
from thidua_web.register.live import live_registry
from thidua_web.register.models import Generation

DEEDS = {
    "dua-vao-dung": (acts.activate_generation, gettext_lazy("Đã đưa vào dùng.")),
    "hoan-lai": (acts.revert_generation, gettext_lazy("Đã hoàn lại; sổ đơn vị như trước lần nạp này.")),
    "bo": (acts.drop_generation, gettext_lazy("Đã bỏ lần nạp này.")),
}
SHOWN = 300
LIMIT = 8 * 2**20


def _permit(request: HttpRequest) -> None:
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied


@require_safe
def generations(request: HttpRequest) -> HttpResponse:
    """All loads, the newest first."""
    _permit(request)
    rows = Generation.objects.select_related("loaded_by").defer("changes")
    return render(
        request, "register/generations.html", {"rows": rows, "trail": [(gettext("Đơn vị"), reverse("register:units"))]}
    )


@require_safe
def generation(request: HttpRequest, number: int) -> HttpResponse:
    """What one load changes, row by row (the first few hundred of each sort)."""
    _permit(request)
    row = get_object_or_404(Generation, pk=number)
    last = Generation.objects.in_use().values_list("pk", flat=True).first()
    context = {
        "row": row,
        "added": row.changes["versions_added"][:SHOWN],
        "changed": row.changes["versions_changed"][:SHOWN],
        "edges": row.changes["edges_added"][:SHOWN],
        "shown": SHOWN,
        "is_last": last == row.pk,
        "may_activate": row.may_become(Generation.State.ACTIVE),
        "may_drop": row.may_become(Generation.State.DROPPED),
        "trail": [
            (gettext("Đơn vị"), reverse("register:units")),
            (gettext("Các lần nạp"), reverse("register:generations")),
        ],
    }
    return render(request, "register/generation.html", context)


@require_POST
def decide(request: HttpRequest, number: int, deed: str) -> HttpResponse:
    """Activate, revert or drop."""
    if deed not in DEEDS:
        raise Http404
    row = get_object_or_404(Generation, pk=number)
    act, done = DEEDS[deed]
    try:
        act(generation=row, by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("register:generation", number=number)


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest) -> HttpResponse:
    """A file of dated acts, run dry: problems are shown line by line; without any it is staged for a look."""
    _permit(request)
    problems: list[str] = []
    report: Report | None = None
    if request.method == "POST":
        try:
            wanted, report = _dry_run(request)
            problems = [str(p) for p in report.problems]
            if not problems:
                title = request.POST.get("title", "").strip() or gettext("Việc sắp xếp đơn vị")
                row = acts.stage_generation(title=title[:200], wanted=wanted, by=request.user)
                messages.success(request, gettext("Tệp đọc được hết. Xem các thay đổi rồi đưa vào dùng."))
                return redirect("register:generation", number=row.pk)
        except ThiduaError as refusal:
            problems = [str(refusal)]
    trail = [(gettext("Đơn vị"), reverse("register:units")), (gettext("Các lần nạp"), reverse("register:generations"))]
    context = {"problems": problems, "title": request.POST.get("title", ""), "trail": trail}
    return render(request, "register/stage.html", context, status=422 if problems else 200)


def _dry_run(request: HttpRequest) -> tuple[Registry, Report]:
    file = request.FILES.get("file")
    if file is None:
        raise OfficerError(gettext("Chưa chọn tệp."))
    if file.size > LIMIT:
        raise OfficerError(gettext("Tệp lớn hơn 8 MB; chia nhỏ rồi nạp từng phần."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "viec-sap-xep.csv")
        path.write_bytes(file.read())
        lines, wrong = read_acts(path)
    now = live_registry()
    wanted, report = apply_acts(now, lines) if not wrong else (now, Report())
    report.problems = [*wrong, *report.problems]
    return wanted, report
