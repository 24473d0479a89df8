"""Figures of earlier years from a file: a dry run first, then the same file is taken as a whole or not at all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua.errors import ThiduaError
from thidua.figures.earlier import NAMES, EarlierFigures, read_earlier
from thidua_web.dashboards import acts
from thidua_web.people.models import Role
from thidua_web.register.live import live_registry
from thidua_web.returns.models import BaselineFigure

LIMIT = 20 * 2**20


@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest) -> HttpResponse:
    """Try a file, or enter it."""
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    found, error, enter = None, "", request.POST.get("do") == "enter"
    if request.method == "POST":
        try:
            found = _read(request)
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


def _read(request: HttpRequest) -> EarlierFigures:
    file = request.FILES.get("file")
    if file is None:
        raise ThiduaError(gettext("Chưa chọn tệp."))
    if file.size > LIMIT:
        raise ThiduaError(gettext("Tệp lớn hơn 20 MB; chia nhỏ theo năm."))
    return read_earlier(live_registry(), file.read(), file.name)
