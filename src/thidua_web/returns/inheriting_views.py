"""What the units before had begun, beside one another; and taking it over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua.errors import OfficerError
from thidua_web.returns.answer_views import asked_revision
from thidua_web.returns.inheriting import inheritance_of, take_over_return
from thidua_web.returns.views import may_report, owed_for


@require_http_methods(["GET", "HEAD", "POST"])
def inherited(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the units before, what they come to, and the button that takes them over."""
    owed = owed_for(request.user, pk)
    if not may_report(request.user, owed):
        raise PermissionDenied
    if request.method == "POST":
        return _take_over(request, pk)
    found = inheritance_of(owed)
    if not found:
        raise Http404(gettext("Không đơn vị cũ nào đã nhập dở báo cáo này."))
    lines, answer = found.lines(), getattr(owed, "answer", None)
    up = [(gettext("Số liệu"), reverse("returns:obligations"))]
    context = {
        "owed": owed, "found": found, "lines": lines, "revision": answer.revision if answer else 0,
        "count": sum(line.cell is not None and line.is_open for line in lines),
        "may_take": answer is None or answer.is_editable,
        "trail": [*up, (str(owed.unit_version), reverse("returns:answer", args=[pk]))],
    }  # fmt: skip
    return render(request, "returns/inherited.html", context)


def _take_over(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        count = take_over_return(
            obligation=owed_for(request.user, pk), revision=asked_revision(request), by=request.user
        )
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returns:answer", pk=pk)
    messages.success(
        request, gettext("Đã đưa %(count)s số liệu của đơn vị cũ vào bản nháp; xem lại rồi gửi.") % {"count": count}
    )
    return redirect("returns:answer", pk=pk)
