"""“Đo bằng gì”: each target beside what the reader suggests to measure it by; a person decides."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua.figures.binding import Suggestion, suggest_indicators
from thidua.figures.elements import Element, Indicator, catalogue
from thidua.figures.regimes import regimes
from thidua.figures.scoring import level_of
from thidua_web.dashboards import acts
from thidua_web.people.models import Role, today
from thidua_web.programme.models import Programme, Target
from thidua_web.programme.views import programme_or_404
from thidua_web.register.models import Level
from thidua_web.returns.models import LENGTH_NAMES, Binding

CHANGES = ("increase_ge", "decrease_ge")


@dataclass
class Row:
    """One target with its binding (as a choice) and what the reader suggests."""

    target: Target
    chosen: str
    was: str
    baseline: str
    suggestions: list[Suggestion]
    word: str
    error: str = ""

    @property
    def label(self) -> str:
        """The target as a reader knows it."""
        return self.target.label

    @property
    def asks_baseline(self) -> bool:
        """Whether the target counts a change against another period."""
        return self.target.comparator in CHANGES or bool(self.target.baseline)


def _rows(programme: Programme) -> list[Row]:
    known = catalogue(today())
    bound = {b.lineage: b for b in programme.bindings.select_related("confirmed_by")}
    found = []
    for target in Target.objects.filter(programme=programme).of_version(programme.version):
        binding = bound.get(target.lineage)
        is_of_each = level_of([target.per]) not in (None, Level.COMMUNE)
        suggestions = suggest_indicators(
            f"{target.subject} {target.indicator} {target.per}", unit="%" if is_of_each else target.unit,
            comparator=target.comparator,
            indicators=known.indicators.values(), most=3,
        )  # fmt: skip
        choice = acts.choice_of(binding)
        baseline = binding.baseline_period if binding else target.baseline if target.comparator in CHANGES else ""
        word = (
            gettext("%(confirmed_by)s xác nhận %(confirmed_at)s")
            % {"confirmed_by": binding.confirmed_by, "confirmed_at": show_day(timezone.localtime(binding.confirmed_at))}
            if binding
            else ""
        )
        found.append(Row(target, choice, choice, baseline, suggestions, word))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def bindings(request: HttpRequest, pk: int) -> HttpResponse:
    """Read how each target is measured; the standing office changes many at once or takes one suggestion."""
    programme = programme_or_404(request, pk)
    rows = _rows(programme)
    if request.method == "POST":
        if not request.user.holds(Role.STANDING_OFFICE):
            raise PermissionDenied
        if _save(request, programme, rows):
            return redirect("dashboards:bindings", pk=pk)
    context = _context(request, programme, rows)
    return render(request, "dashboards/bindings.html", context, status=422 if any(r.error for r in rows) else 200)


def _context(request: HttpRequest, programme: Programme, rows: list[Row]) -> dict[str, object]:
    known = catalogue(today())
    indicators: list[Indicator] = sorted(known.indicators.values(), key=lambda i: i.label)
    reasons = {f"{acts.NOT}{value}": label for value, label in Binding.WhyNot.choices}
    held: list[Element] = [e for e in known.elements.values() if e.held_elsewhere]
    return {
        "programme": programme, "rows": rows, "indicators": indicators, "held": held,
        "labels": {i.key: i.label for i in indicators} | {f"{acts.HELD}{e.key}": e.label for e in held} | reasons,
        "reasons": reasons,
        "may_write": request.user.holds(Role.STANDING_OFFICE), "bound": sum(bool(r.was) for r in rows),
        "needed": acts.elements_needed(programme, Level.COMMUNE), "forms": programme.forms.all(),
        "levels": Level.choices, "regimes": regimes().values(), "lengths": LENGTH_NAMES.items(),
        "trail": [(gettext("Chương trình"), reverse("programme:list")), (str(programme), programme.get_absolute_url())],
    }  # fmt: skip


def _save(request: HttpRequest, programme: Programme, rows: list[Row]) -> bool:
    """All or nothing: a row that cannot be saved keeps what was chosen, and says why."""
    taken, _, suggestion = request.POST.get("take", "").partition("|")
    done = 0
    with transaction.atomic():
        for row in rows:
            lineage, was, baseline = row.target.lineage, row.was, row.baseline
            if taken:
                if lineage != taken:
                    continue
                row.chosen = suggestion
            else:
                row.chosen = request.POST.get(f"b-{lineage}", row.was)
                was = request.POST.get(f"was-{lineage}", row.was)
            row.baseline = request.POST.get(f"g-{lineage}", baseline) if row.chosen else baseline
            try:
                acts.bind_target(programme=programme, lineage=lineage, choice=row.chosen, was=was,
                                 baseline=row.baseline, by=request.user)  # fmt: skip
            except OfficerError as refusal:
                row.error = refusal.sentence
            done += row.chosen != row.was
        if wrong := any(row.error for row in rows):
            transaction.set_rollback(True)
    if not wrong:
        messages.success(
            request, gettext("Đã lưu cách đo của %(done)s chỉ tiêu.") % {"done": done} if done else gettext("Đã lưu.")
        )
    return not wrong


@require_POST
def make_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay down the form that asks what the bound targets need."""
    programme = programme_or_404(request, pk)
    asked = {name: request.POST.get(name, "") for name in ("title", "level", "regime", "length")}
    try:
        form = acts.make_form_of_targets(programme=programme, by=request.user, **asked)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("dashboards:bindings", pk=pk)
    messages.success(
        request,
        gettext("Đã lập biểu mẫu «%(form)s» với %(elements)s số liệu. Giao kỳ cho các đơn vị.")
        % {"form": form, "elements": len(form.elements)},
    )
    return redirect("returns:form", key=form.key)
