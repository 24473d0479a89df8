"""Deadlines on a page and in the calendar of a phone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thidua_web.people.models import today
from thidua_web.returns import acts
from thidua_web.returns.deadlines import as_calendar, deadlines_of
from thidua_web.returns.models import DeadlineFeed


@never_cache
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """What must still be sent, by day; and the address that a calendar can follow."""
    found = deadlines_of(request.user, today())
    secret = request.session.pop("deadline_feed", "")
    address = request.build_absolute_uri(reverse("returns:feed", args=[secret])) if secret else ""
    context = {
        "late": [d for d in found if d.due_on < today()], "ahead": [d for d in found if d.due_on >= today()],
        "address": address, "feed": DeadlineFeed.objects.filter(user=request.user).first(),
        "trail": [(gettext("Số liệu"), reverse("returns:obligations"))],
    }  # fmt: skip
    return render(request, "returns/deadlines.html", context)


@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    """Make the address, or a new one in place of the old."""
    request.session["deadline_feed"] = acts.open_deadline_feed(by=request.user)
    return redirect("returns:deadlines")


@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    """Stop the address."""
    acts.close_deadline_feed(by=request.user)
    messages.success(request, gettext("Đã bỏ địa chỉ lịch; lịch trên điện thoại thôi cập nhật."))
    return redirect("returns:deadlines")


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address: names of units and forms, days, no figure."""
    found = DeadlineFeed.objects.filter(digest=acts.digest_of_feed(secret), user__is_active=True)
    owner = found.select_related("user").first()
    if owner is None:
        raise Http404
    ahead = [d for d in deadlines_of(owner.user, today()) if d.due_on >= today()]
    site = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(as_calendar(ahead, site=site, now=timezone.now()), content_type="text/calendar; charset=utf-8")
