"""Figures of earlier years from a file: a dry run first, then the same file is taken as a whole or not at all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from thidua.errors import ThiduaError
from thidua.figures.earlier import NAMES, read_earlier
from thidua.figures.earlier_recognitions import NAMES as RECOGNITION_NAMES
from thidua.figures.earlier_recognitions import read_earlier_recognitions
from thidua_web.config.ceiling import carries
from thidua_web.dashboards import acts
from thidua_web.frame.tables import Column, Table
from thidua_web.people.models import Role
from thidua_web.register.live import live_registry
from thidua_web.returns.models import BaselineFigure, BaselineRecognition

LIMIT = 20 * 2**20


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest) -> HttpResponse:
    """Try a file, or enter it."""
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    found, error, enter = None, "", request.POST.get("do") == "enter"
    if request.method == "POST":
        try:
            found = read_earlier(live_registry(), *_sent(request))
            if enter and not found.problems:
                done = acts.enter_baseline(figures=found.figures, by=request.user)
                told = gettext("Đã nhập %(value)s số liệu mới, sửa %(value2)s, giữ nguyên %(value3)s.") % {
                    "value": done["new"],
                    "value2": done["changed"],
                    "value3": done["same"],
                }
                messages.success(request, told)
                return redirect("dashboards:baseline")
        except ThiduaError as refusal:
            error = str(refusal)
    context = {
        "found": found, "error": error, "names": NAMES, "there": BaselineFigure.objects.count(),
        "problems": [str(p) for p in found.problems[:100]] if found else [],
        "trail": [(gettext("Bảng điểm"), reverse("dashboards:boards"))],
    }  # fmt: skip
    wrong = bool(error or (found and found.problems))
    return render(request, "dashboards/baseline.html", context, status=422 if wrong else 200)


RECOGNITIONS = [
    Column("nam", gettext_lazy("Năm"), lambda r: r.year, order=("year",)),
    Column("don-vi", gettext_lazy("Đơn vị"), lambda r: r.unit_version.full_name, order=("unit_version__sort_key",),
           url=lambda r: reverse("register:unit", args=[r.unit_version.unit.key])),
    Column("ket-qua", gettext_lazy("Kết quả"), lambda r: r.get_result_display(), order=("result",)),
    Column("van-ban", gettext_lazy("Văn bản nguồn"), lambda r: r.paper, order=("paper",)),
    Column("ngay", gettext_lazy("Ngày quyết định"), lambda r: r.decided_on, kind="day", order=("decided_on",)),
]  # fmt: skip


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def recognitions(request: HttpRequest) -> HttpResponseBase:
    """Results of recognition of earlier rounds: those entered, and a file to try or to enter."""
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    found, error = None, ""
    if request.method == "POST":
        try:
            found = read_earlier_recognitions(live_registry(), *_sent(request))
            if request.POST.get("do") == "enter" and not found.problems:
                done = acts.enter_recognitions(recognitions=found.recognitions, by=request.user)
                told = gettext("Đã nhập %(new)s kết quả mới, sửa %(changed)s, giữ nguyên %(same)s.") % done
                messages.success(request, told)
                return redirect("dashboards:recognitions")
        except ThiduaError as refusal:
            error = str(refusal)
    rows = BaselineRecognition.objects.select_related("unit_version__unit")
    table = Table(request, RECOGNITIONS, rows, name="cong-nhan-goc")
    context = {
        "found": found, "error": error, "names": RECOGNITION_NAMES, "table": table,
        "problems": [str(p) for p in found.problems[:100]] if found else [],
        "trail": [(gettext("Bảng điểm"), reverse("dashboards:boards"))],
    }  # fmt: skip
    wrong = bool(error or (found and found.problems))
    return table.download() or render(request, "dashboards/recognitions.html", context, status=422 if wrong else 200)


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """The bytes and the name of the file that was sent."""
    file = request.FILES.get("file")
    if file is None:
        raise ThiduaError(gettext("Chưa chọn tệp."))
    if file.size > LIMIT:
        raise ThiduaError(gettext("Tệp lớn hơn 20 MB; chia nhỏ theo năm."))
    return file.read(), file.name
