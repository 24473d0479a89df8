"""Forms: what is asked; bound to the targets of a programme; periods handed out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.errors import OfficerError
from thidua.figures.elements import catalogue
from thidua.figures.regimes import Window, regime, regimes
from thidua.text import fold_name
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.models import Role, today
from thidua_web.people.reach import is_of_no_province
from thidua_web.register.models import Level
from thidua_web.returns import acts
from thidua_web.returns.asked import asked_by
from thidua_web.returns.models import LENGTH_NAMES, Form

TRAIL = [(gettext_lazy("Số liệu"), "returns:obligations")]


def _trail() -> list[tuple[str, str]]:
    return [(label, reverse(name)) for label, name in TRAIL]


def _permit(request: HttpRequest) -> None:
    if not request.user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All forms."""
    _permit(request)
    return render(request, "returns/forms.html", {"forms": Form.objects.select_related("programme"), "trail": _trail()})


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Lay down a form from the catalogue."""
    _permit(request)
    level = request.POST.get("level") or request.GET.get("cap") or Level.COMMUNE
    error = ""
    if request.method == "POST":
        title = request.POST.get("title", "").strip()
        key = slugify(fold_name(title))[:50] or "bieu"
        try:
            if not title:
                raise OfficerError(gettext("Biểu mẫu cần có tên."))
            form = acts.make_form(
                key=key, title=title, level=level, regime=request.POST.get("regime", ""),
                length=request.POST.get("length", ""), elements=request.POST.getlist("elements"), by=request.user,
                hierarchy=request.POST.get("hierarchy") or TERRITORY,
            )  # fmt: skip
        except OfficerError as refusal:
            error = refusal.sentence
        else:
            messages.success(request, gettext("Đã lập biểu mẫu «%(form)s».") % {"form": form})
            return redirect("returns:form", key=form.key)
    chosen = set(request.POST.getlist("elements"))
    context = {
        "error": error, "level": level, "levels": Level.choices, "regimes": regimes().values(), "chosen": chosen,
        "lengths": LENGTH_NAMES.items(), "hierarchies": HIERARCHIES.items(),
        "elements": catalogue(today()).elements_for(level), "post": request.POST,
        "trail": [*_trail(), (gettext("Biểu mẫu"), reverse("returns:forms"))],
    }  # fmt: skip
    return render(request, "returns/make_form.html", context, status=422 if error else 200)


@require_safe
def form(request: HttpRequest, key: str) -> HttpResponse:
    """One form with its elements and the periods handed out."""
    _permit(request)
    row = get_object_or_404(Form, key=key)
    periods: dict[str, dict[str, int]] = {}
    stages = row.obligations.order_by().values_list("period", "answer__state").annotate(Count("pk"))
    for period, state, count in stages:
        counts = periods.setdefault(
            period, {"owed": 0, "submitted": 0, "accepted": 0, "untouched": 0, "passed_on": 0, "ended": 0}
        )
        counts["untouched"] += count * (state is None)
        counts["passed_on"] += count * (state == "passed_on")
        counts["owed"] += count * (state != "passed_on")
        counts["submitted"] += count * (state == "submitted")
        counts["accepted"] += count * (state in ("accepted", "locked"))
    for period, count in row.obligations.of_ended_units().order_by().values_list("period").annotate(Count("pk")):
        periods[period]["ended"] = count
    shown = [(row.window(p), c) for p, c in sorted(periods.items(), reverse=True)]
    elements = row.elements_on(today())
    why = asked_by([e.key for e in elements], day=today(), programme=row.programme)
    context = {"form": row, "elements": [(e, why.get(e.key)) for e in elements], "periods": shown, "years": _years(row),
               "is_of_no_province": is_of_no_province(today()),
               "trail": [*_trail(), (gettext("Biểu mẫu"), reverse("returns:forms"))]}  # fmt: skip
    return render(request, "returns/show_form.html", context)


def _years(row: Form) -> list[tuple[int, list[tuple[Window, bool]]]]:
    """The periods that may be handed out, by year, the newest year first; the one that has just closed is chosen."""
    day, kind = today(), regime(row.regime)
    years = {y: list(kind.windows_of_year(y, row.length)) for y in range(day.year + 1, day.year - 3, -1)}
    closed = [w for windows in years.values() for w in windows if w.closes_on <= day]
    last = max(closed, key=lambda w: w.closes_on, default=None)
    return [(year, [(w, w == last) for w in windows]) for year, windows in years.items()]


@require_POST
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Take a form back that nobody owes anything for."""
    row = get_object_or_404(Form, key=key)
    try:
        acts.drop_form(form=row, by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returns:form", key=key)
    messages.success(request, gettext("Đã bỏ biểu mẫu «%(form)s».") % {"form": row})
    return redirect("returns:forms")


@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take a period back from the units that have not begun it."""
    row = get_object_or_404(Form, key=key)
    try:
        count = acts.take_back_period(form=row, period=request.POST.get("period", ""), by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Đã thu hồi kỳ của %(count)s đơn vị chưa nhập gì.") % {"count": count})
    return redirect("returns:form", key=key)


@require_POST
def oblige(request: HttpRequest, key: str) -> HttpResponse:
    """Hand a period out to every unit of the form's level; ``again``: only to the heirs of units that are no more."""
    row = get_object_or_404(Form, key=key)
    hand_out = acts.oblige_heirs if "again" in request.POST else acts.oblige_units
    try:
        count = hand_out(form=row, period=request.POST.get("period", "").strip(), by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Đã giao kỳ báo cáo cho %(count)s đơn vị.") % {"count": count})
    return redirect("returns:form", key=key)
