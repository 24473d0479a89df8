"""What waits for verification: one by one on the return's page, or many at once with the exceptions listed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from thidua.errors import OfficerError
from thidua_web.people.reach import reach_of
from thidua_web.returns.models import Obligation, Return
from thidua_web.verification import acts
from thidua_web.verification.crosschecks import cross_check

PAGE = 100


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Submitted returns that the reader may verify, the oldest first, each with what stands out in it."""
    reach = reach_of(request.user, *acts.VERIFIERS)
    if not (reach.everything or reach.units):
        raise PermissionDenied
    rows = Obligation.objects.awaiting_verification().with_answers().select_related("answer__current")
    if not reach.everything:
        rows = rows.filter(unit__in=reach.units)
    period = request.GET.get("ky", "")
    if period:
        rows = rows.filter(period=period)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    notes = cross_check(list(page))
    context = {
        "page": page, "rows": [(owed, notes.get(owed.pk, [])) for owed in page], "period": period,
        "periods": sorted(set(Obligation.objects.awaiting_verification().order_by().values_list("period", flat=True))),
    }  # fmt: skip
    return render(request, "verification/waiting.html", context)


@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept the ticked ones; what could not be accepted is listed with its reason."""
    numbers = [n for n in request.POST.getlist("owed") if n.isdecimal()]
    answers = Return.objects.visible_to(request.user).filter(obligation__in=numbers).select_related("obligation")
    result = acts.accept_returns(answers=answers, by=request.user)
    if result.accepted:
        messages.success(request, f"Đã tiếp nhận {result.accepted} báo cáo.")
    for answer, reason in result.left_out[:50]:
        messages.error(request, f"{answer.obligation.unit_version}: {reason}")
    if not numbers:
        messages.info(request, "Chưa chọn báo cáo nào.")
    return redirect("verification:waiting")


def _decide(request: HttpRequest, pk: int, act: Callable[..., None], done: str, **more: str) -> HttpResponse:
    rows = Return.objects.visible_to(request.user).select_related("obligation__unit_version")
    answer = get_object_or_404(rows, obligation=pk)
    try:
        act(answer=answer, by=request.user, **more)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("returns:answer", pk=pk)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one."""
    return _decide(request, pk, acts.accept_return, "Đã tiếp nhận; số liệu vào sổ cái.")


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one back."""
    reason = request.POST.get("reason", "")
    return _decide(request, pk, acts.send_back_return, "Đã trả lại kèm lý do.", reason=reason)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock one."""
    return _decide(request, pk, acts.lock_return, "Đã khóa.")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one again."""
    reason = request.POST.get("reason", "")
    return _decide(request, pk, acts.reopen_return, "Đã mở lại; đơn vị sửa thành bản mới.", reason=reason)
