"""Ways into the register: an act entered on a page, a province's own list, boundaries."""

import tempfile
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.dates import parse_day
from thidua.errors import OfficerError, ThiduaError
from thidua.units.acts import apply_acts
from thidua.units.boundaries import read_boundaries
from thidua.units.intake import Intake, read_intake, write_template
from thidua.units.registry import descendants
from thidua.units.versions import HIERARCHIES, SUCCESSION_KINDS
from thidua_web.config.ceiling import carries
from thidua_web.people.models import Role, today
from thidua_web.register import acts
from thidua_web.register.asking import day_in
from thidua_web.register.entering import ASKED, LABELS, LINES, read_act
from thidua_web.register.live import live_registry
from thidua_web.register.models import Level, UnitVersion

LIMIT = 32 * 2**20
TRAIL = ((gettext_lazy("Đơn vị"), "register:units"), (gettext_lazy("Các lần nạp"), "register:generations"))


def _trail() -> list[tuple[str, str]]:
    return [(label, reverse(name)) for label, name in TRAIL]


def _permit(request: HttpRequest) -> None:
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied


def _file(request: HttpRequest) -> UploadedFile:
    file = request.FILES.get("file")
    if file is None:
        raise OfficerError(gettext("Chưa chọn tệp."))
    if (file.size or 0) > LIMIT:
        raise OfficerError(gettext("Tệp lớn hơn 32 MB; chia nhỏ rồi nạp từng phần."))
    return file


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest) -> HttpResponse:
    """Enter one act by hand; it is run dry and staged for a look, never put into use at once."""
    _permit(request)
    kind = request.POST.get("kind") or request.GET.get("viec", "merge")
    kind = kind if kind in ASKED else "merge"
    problems: list[str] = []
    if request.method == "POST":
        try:
            lines = read_act(request.POST)
            wanted, report = apply_acts(live_registry(), lines)
            problems = [str(p) for p in report.problems]
            if not problems:
                row = acts.stage_generation(
                    title=f"{SUCCESSION_KINDS[kind]}: {lines[0].act}", wanted=wanted, by=request.user
                )
                messages.success(request, gettext("Xem các thay đổi dưới đây rồi đưa vào dùng."))
                return redirect("register:generation", number=row.pk)
        except ThiduaError as refusal:
            problems = [str(refusal)]
    cells = [(n, [(f, LABELS[f], request.POST.get(f"{f}-{n}", "")) for f in ASKED[kind]]) for n in range(1, LINES + 1)]
    context = {
        "kind": kind, "kinds": SUCCESSION_KINDS.items(), "heads": [LABELS[f] for f in ASKED[kind]], "rows": cells,
        "problems": problems, "post": request.POST, "hierarchies": HIERARCHIES.items(), "levels": Level.choices,
        "trail": _trail(),
    }  # fmt: skip
    return render(request, "register/act.html", context, status=422 if problems else 200)


@require_safe
def template(request: HttpRequest) -> FileResponse:
    """The workbook for a province's residential areas and organizations, with the codes of its communes."""
    _permit(request)
    registry, day = live_registry(), day_in(request, "ngay", today())
    root = request.GET.get("tinh", "")
    communes = (
        [v for v in descendants(registry, root, day) if v.level == Level.COMMUNE] if root in registry.by_unit else []
    )
    file = tempfile.TemporaryFile()  # noqa: SIM115  (FileResponse closes it)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mau.xlsx")
        write_template(path, communes)
        file.write(path.read_bytes())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="mau-khu-dan-cu-to-chuc.xlsx")


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """A province's own list, run dry: sentences per row; without problems the new units are staged for a look."""
    _permit(request)
    found, (day, error) = None, _day(request)
    if request.method == "POST" and not error:
        try:
            found = _read(request, day)
            if not found.problems:
                title = request.POST.get("title", "").strip() or gettext("Danh sách khu dân cư, tổ chức")
                also = bool(request.POST.get("perhaps"))
                row = acts.stage_local_units(found=found, on=day, title=title, also_perhaps=also, by=request.user)
                messages.success(request, gettext("Đã đọc hết tệp. Xem các đơn vị mới rồi đưa vào dùng."))
                return redirect("register:generation", number=row.pk)
        except ThiduaError as refusal:
            error = str(refusal)
    provinces = UnitVersion.objects.as_of(day).filter(level=Level.PROVINCE).select_related("unit")
    context = {
        "error": error, "found": found, "day": day, "provinces": provinces, "trail": _trail(),
        "perhaps": [p for p in found.proposals if p.status == "perhaps"] if found else [],
        "problems": [str(p) for p in found.problems] if found else [],
        "fresh": sum(p.status == "new" for p in found.proposals) if found else 0,
    }  # fmt: skip
    return render(request, "register/intake.html", context, status=422 if error or (found and found.problems) else 200)


def _day(request: HttpRequest) -> tuple[date, str]:
    """The day that the form names, today where it names none; and why what it names is no day."""
    typed = request.POST.get("on", "")
    try:
        return (parse_day(typed) if typed else today()), ""
    except OfficerError as refusal:
        return today(), refusal.sentence


def _read(request: HttpRequest, day: date) -> Intake:
    file = _file(request)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(file.name or "danh-sach.xlsx").name)
        path.write_bytes(file.read())
        return read_intake(live_registry(), path, day)


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def boundaries(request: HttpRequest) -> HttpResponse:
    """GeoJSON of a province's own boundaries; one wrong feature and nothing is kept."""
    _permit(request)
    day, wrong = _day(request)
    problems = [wrong] if wrong else []
    if request.method == "POST" and not wrong:
        try:
            file = _file(request)
            found = read_boundaries(file.read(), live_registry(), day, file=file.name or "")
            problems = [str(p) for p in found.problems]
            if not problems:
                source = request.POST.get("source", "")
                count = acts.import_boundaries(boundaries=found.boundaries, source=source, by=request.user)
                messages.success(request, gettext("Đã nhập ranh giới của %(count)s đơn vị.") % {"count": count})
                return redirect("register:map")
        except ThiduaError as refusal:
            problems = [str(refusal)]
    context = {"problems": problems, "day": day, "post": request.POST, "trail": _trail()}
    return render(request, "register/boundaries.html", context, status=422 if problems else 200)
