"""Which province this installation serves: named by the standing office, asked by every reach."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.errors import OfficerError
from thidua_web.people import acts
from thidua_web.people.authority import authority_of
from thidua_web.people.models import OwnProvince, today
from thidua_web.register.models import Level, Unit, UnitVersion


def _permit(request: HttpRequest) -> None:
    if not authority_of(request.user).is_office:
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def own_provinces(request: HttpRequest) -> HttpResponse:
    """The installation's own provinces, and one more to name."""
    _permit(request)
    provinces = UnitVersion.objects.as_of(today()).filter(level=Level.PROVINCE).select_related("unit")
    if request.method == "POST":
        chosen = get_object_or_404(Unit, key=request.POST.get("unit", ""))
        try:
            named = acts.name_own_province(by=request.user, unit=chosen)
        except OfficerError as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, gettext("Bản cài đặt này của %(named)s.") % {"named": named})
        return redirect("own_provinces")
    names = {version.unit_id: version.full_name for version in provinces}
    named = OwnProvince.objects.select_related("unit", "named_by")
    context = {
        "named": [(own, names.get(own.unit_id)) for own in named],
        "provinces": [v for v in provinces if v.unit_id not in {own.unit_id for own in named}],
        "trail": [(gettext("Tài khoản"), reverse("accounts"))],
    }
    return render(request, "people/own_provinces.html", context)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one out again."""
    _permit(request)
    try:
        acts.drop_own_province(by=request.user, own=get_object_or_404(OwnProvince, pk=pk))
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Đã bỏ; nêu lại lúc nào cũng được."))
    return redirect("own_provinces")
