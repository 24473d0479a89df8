"""Deadlines on a page and in the calendar of a phone: one address with everything that is one person's."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thidua_web.frame import icalendar
from thidua_web.frame.context import is_demonstration
from thidua_web.people.models import User, today
from thidua_web.programme.calendar import running_lines
from thidua_web.programme.icalendar import events_of as programme_events
from thidua_web.programme.models import CalendarFeed
from thidua_web.returns import acts
from thidua_web.returns.deadlines import AHEAD, deadlines_of, events_of
from thidua_web.returns.models import DeadlineFeed

BEHIND, FAR = timedelta(days=31), timedelta(days=400)
"""How far a calendar reaches back, and ahead, in a programme."""


@never_cache
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """What must still be sent and what running programmes hold, by day; and the one address that a calendar follows."""
    found, day = deadlines_of(request.user, today()), today()
    secret = request.session.pop("deadline_feed", "")
    address = request.build_absolute_uri(reverse("returns:feed", args=[secret])) if secret else ""
    context = {
        "late": [d for d in found if d.due_on < today()], "ahead": [d for d in found if d.due_on >= today()],
        "address": address, "feed": DeadlineFeed.objects.filter(user=request.user).first(),
        "programmes": running_lines(request.user, since=day, until=day + AHEAD),
        "older": CalendarFeed.objects.filter(owner=request.user, revoked_at=None).select_related("programme"),
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
    """Everything that is one person's, behind a secret address: returns to send, days of programmes; no figure."""
    found = DeadlineFeed.objects.filter(digest=acts.digest_of_feed(secret), user__is_active=True)
    owner = found.select_related("user").first()
    if owner is None or owner.user.must_change_password:
        raise Http404
    response = HttpResponse(_calendar(request, owner.user), content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _calendar(request: HttpRequest, owner: User) -> str:
    day, site = today(), request.build_absolute_uri("/").rstrip("/")
    ahead = [d for d in deadlines_of(owner, day) if d.due_on >= day]
    events = list(events_of(ahead, site=site, now=timezone.now()))
    for programme, lines in running_lines(owner, since=day - BEHIND, until=day + FAR):
        events += programme_events(
            lines, host=request.get_host().split(":")[0], stamped=programme.confirmed_at or programme.created_at,
            sequence=programme.version, absolute=request.build_absolute_uri,
        )  # fmt: skip
    sample = gettext("DỮ LIỆU MẪU: ") if is_demonstration() else ""
    return icalendar.write(events, name=sample + gettext("Thi đua: hạn báo cáo, mốc chương trình"))
