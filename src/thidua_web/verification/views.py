"""What waits for verification: one by one on the return's page, or many at once with the exceptions listed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thidua.errors import OfficerError
from thidua.figures.regimes import Window
from thidua_web.config.keeping import Kept
from thidua_web.frame.paging import Pages
from thidua_web.journal.journal import stand
from thidua_web.people.models import today
from thidua_web.people.reach import reach_of
from thidua_web.returns.models import Form, Obligation, Return
from thidua_web.returns.querysets import ObligationQuerySet
from thidua_web.returns.views import kept_without, kinds_of
from thidua_web.verification import acts
from thidua_web.verification.crosschecks import Notes, cross_check, newest_version, papers_missing

PAGE = 50
MOST_CHECKED = 1000
"""So many returns are looked through when only those with, or without, something to ask are wanted."""
SORTS = {"gui-luc": "answer__submitted_at", "don-vi": "unit_version__sort_key"}
WANTED = {
    "": gettext_lazy("Tất cả"),
    "nen-hoi": gettext_lazy("Có chỗ nên hỏi"),
    "thieu": gettext_lazy("Thiếu minh chứng"),
    "khong-co": gettext_lazy("Không có gì phải hỏi"),
}


def _rows(request: HttpRequest) -> ObligationQuerySet:
    """Submitted returns that the reader may verify, as the address narrows and sorts them."""
    rows = Obligation.objects.awaiting_verification().verifiable_by(request.user).asked_by(request.GET)
    asked = request.GET.get("xep", "")
    field = SORTS.get(asked.lstrip("-"), SORTS["gui-luc"])
    return rows.order_by(f"-{field}" if asked.startswith("-") else field, "pk")


def _of_sort(looked: list[Obligation], wanted: str) -> tuple[list[Obligation], Notes]:
    """Those with something to ask, without their evidence, or with neither; and what is to be asked of them."""
    notes = cross_check(looked) if wanted != "thieu" else {}
    bare = papers_missing(looked) if wanted != "nen-hoi" else {}
    if wanted == "thieu":
        found = [o for o in looked if bare.get(o.pk)]
        return found, cross_check(found) if found else {}
    if wanted == "nen-hoi":
        return [o for o in looked if notes.get(o.pk)], notes
    return [o for o in looked if not notes.get(o.pk) and not bare.get(o.pk)], notes


@dataclass(frozen=True)
class Queue:
    """One page of what waits, looked through and drawn; the same for whoever asks it of the same units."""

    page: Page
    lines: str
    has_bare: bool
    periods: list[Window]
    forms: list[Form]


QUEUES: Kept[Queue] = Kept(20)


def _queue(request: HttpRequest, wanted: str) -> Queue:
    """The page that the address asks for, kept until an act or a draft may have changed what it says."""
    whose = "all" if acts.verifies_everything(request.user) else request.user.pk
    asked = tuple(request.GET.get(key, "")[:100] for key in ("ky", "bieu", "q", "xep", "trang"))
    key = (whose, today(), get_language(), wanted, *asked)
    return QUEUES.get(key, (stand(), newest_version()), lambda: _looked_through(request, wanted))


def _looked_through(request: HttpRequest, wanted: str) -> Queue:
    rows = _rows(request).with_answers().select_related("answer__current")
    if wanted:
        found, notes = _of_sort(list(rows[:MOST_CHECKED]), wanted)
        page = Pages(found, PAGE).get_page(request.GET.get("trang"))
    else:
        page = Pages(rows, PAGE).get_page(request.GET.get("trang"))
        notes = cross_check(list(page))
    papers = papers_missing(list(page))
    windows, forms = kinds_of(Obligation.objects.awaiting_verification().verifiable_by(request.user))
    drawn = [(owed, notes.get(owed.pk, []), papers.get(owed.pk, [])) for owed in page]
    lines = render_to_string("verification/_lines.html", {"rows": drawn}) if drawn else ""
    return Queue(page, lines, any(papers.values()), windows, forms)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Submitted returns that the reader may verify, the oldest first, each with what stands out in it."""
    reach = reach_of(request.user, *acts.VERIFIERS)
    if not (reach.everything or reach.units):
        raise PermissionDenied
    wanted = request.GET.get("loc", "") if request.GET.get("loc") in WANTED else ""
    queue = _queue(request, wanted)
    context = {
        "page": queue.page, "lines": queue.lines, "has_bare": queue.has_bare,
        "asked": {key: request.GET.get(key, "") for key in ("ky", "bieu", "q", "xep")}, "wanted": wanted,
        "periods": queue.periods, "forms": queue.forms, "filters": WANTED.items(),
        "kept": kept_without(request, "loc"), "result": request.session.pop("verified", None),
    }  # fmt: skip
    return render(request, "verification/waiting.html", context)


@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept the ticked ones; what could not be accepted is listed with its reason."""
    reason = request.POST.get("despite", "")
    return _many(
        request,
        gettext("tiếp nhận"),
        lambda answers: acts.accept_returns(answers=answers, by=request.user, reason=reason),
    )


@require_POST
def send_back_many(request: HttpRequest) -> HttpResponse:
    """Send the ticked ones back with one reason."""
    reason = request.POST.get("reason", "")
    if not reason.strip():
        messages.error(request, gettext("Trả lại báo cáo phải ghi lý do."))
        return redirect(_back(request))
    return _many(
        request,
        gettext("trả lại"),
        lambda answers: acts.send_back_returns(answers=answers, reason=reason, by=request.user),
    )


def _many(request: HttpRequest, deed: str, act: Callable[[Any], acts.BulkResult]) -> HttpResponse:
    numbers = [n for n in request.POST.getlist("owed") if n.isdecimal()]
    rows = Return.objects.visible_to(request.user).filter(obligation__in=numbers)
    result = act(rows.select_related("obligation__form", "obligation__unit_version"))
    if not numbers:
        messages.info(request, gettext("Chưa chọn báo cáo nào."))
    else:
        request.session["verified"] = {
            "deed": deed, "done": result.done,
            "left_out": [
                [reverse("returns:answer", args=[a.obligation_id]), a.obligation.unit_version.full_name, why]
                for a, why in result.left_out
            ],
        }  # fmt: skip
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    kept = request.POST.get("kept", "")
    return f"{reverse('verification:waiting')}?{kept}" if kept else reverse("verification:waiting")


def _decide(request: HttpRequest, pk: int, act: Callable[..., None], done: str, **more: str) -> HttpResponse:
    rows = Return.objects.visible_to(request.user).select_related("obligation__unit_version", "obligation__form")
    answer = get_object_or_404(rows, obligation=pk)
    try:
        act(answer=answer, by=request.user, **more)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returns:answer", pk=pk)
    messages.success(request, f"{answer.obligation.unit_version}: {done}")
    following = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts=None)
    return redirect(following if following and is_ours else reverse("returns:answer", args=[pk]))


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one."""
    reason = request.POST.get("despite", "")
    return _decide(request, pk, acts.accept_return, gettext("đã tiếp nhận; số liệu vào sổ cái."), reason=reason)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one back."""
    reason = request.POST.get("reason", "")
    return _decide(request, pk, acts.send_back_return, gettext("đã trả lại kèm lý do."), reason=reason)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock one."""
    return _decide(request, pk, acts.lock_return, gettext("đã khóa."))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one again."""
    reason = request.POST.get("reason", "")
    return _decide(request, pk, acts.reopen_return, gettext("đã mở lại; đơn vị sửa thành bản mới."), reason=reason)
