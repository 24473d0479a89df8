"""Entering what part of a split unit went where."""

from fractions import Fraction

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua.errors import OfficerError
from thidua.figures.elements import catalogue
from thidua_web.people.models import today
from thidua_web.register import acts
from thidua_web.register.live import live_registry
from thidua_web.register.models import SuccessionEdge, Unit

PEOPLE = "people"


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, key: str) -> HttpResponse:
    """Households or people of each part; whole numbers become exact shares."""
    unit = get_object_or_404(Unit, key=key)
    edges = list(SuccessionEdge.objects.filter(origin=unit).select_related("heir").order_by("heir__key"))
    registry = live_registry()
    heirs = [(edge.heir.key, registry.by_unit[edge.heir.key][0].full_name) for edge in edges]
    error, element = "", request.POST.get("element", PEOPLE)
    if request.method == "POST":
        try:
            parts = _parts(request, [heir for heir, _ in heirs])
            source = request.POST.get("source", "").strip()
            if not source:
                raise OfficerError(gettext("Ghi văn bản làm nguồn của số liệu này."))
            acts.enter_shares(origin_key=key, element=element, shares=parts, source=source, by=request.user)
        except OfficerError as refusal:
            error = refusal.sentence
        else:
            messages.success(request, gettext("Đã lưu phần kế thừa; các bảng quy đổi dùng ngay từ bây giờ."))
            return redirect("register:unit", key=key)
    elements = [(PEOPLE, gettext("Người và hộ dân"))]
    elements += [(e.key, e.label) for e in catalogue(today()).elements_for("commune") if e.is_number and e.additive]
    context = {
        "unit": unit, "name": registry.by_unit[key][-1].full_name, "error": error, "elements": elements,
        "element": element, "heirs": [(k, name, request.POST.get(f"part-{k}", "")) for k, name in heirs],
        "source": request.POST.get("source", ""), "trail": [(gettext("Đơn vị"), reverse("register:units"))],
    }  # fmt: skip
    return render(request, "register/shares.html", context, status=422 if error else 200)


def _parts(request: HttpRequest, heirs: list[str]) -> dict[str, Fraction]:
    """Counts of each part as typed (``1.234``) -> shares of their sum."""
    counts: dict[str, int] = {}
    for heir in heirs:
        typed = request.POST.get(f"part-{heir}", "").strip().replace(".", "").replace(" ", "")
        if not typed.isascii() or not typed.isdigit():
            raise OfficerError(gettext("Mỗi phần nhập một số nguyên không âm, kể cả 0."))
        counts[heir] = int(typed)
    total = sum(counts.values())
    if not total:
        raise OfficerError(gettext("Tổng các phần bằng 0: chưa tính được phần của từng đơn vị."))
    return {heir: Fraction(count, total) for heir, count in counts.items()}
