"""The calendar of a programme: month by month, as a file, and at the addresses that were once made for it alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thidua_web.frame import icalendar
from thidua_web.frame.context import is_demonstration
from thidua_web.people.models import Role
from thidua_web.programme import acts
from thidua_web.programme.calendar import (
    dated_lines,
    month_after,
    month_before,
    month_of,
    months_with_lines,
    weeks_of,
)
from thidua_web.programme.icalendar import events_of
from thidua_web.programme.models import CalendarFeed, Programme
from thidua_web.programme.views import head_of, programme_or_404, version_asked


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One month of the programme; `tai=ics` downloads the whole calendar."""
    programme = programme_or_404(request, pk)
    version = version_asked(request, programme, may_write=request.user.holds(Role.STANDING_OFFICE))
    lines = dated_lines(programme, version)
    if request.GET.get("tai") == "ics":
        return _file(request, programme, version, as_attachment=True)
    today = timezone.localdate()
    month = month_of(request.GET.get("thang", ""), lines, today)
    context = head_of(request, programme, version) | {
        "label": _("Lịch"), "month": month, "weeks": weeks_of(month, lines, today),
        "before": month_before(month), "after": month_after(month), "today": today,
        "months": months_with_lines(lines),
        "count": sum((line.day.year, line.day.month) == (month.year, month.month) for line in lines),
    }  # fmt: skip
    return render(request, "programme/calendar.html", context)


def _file(request: HttpRequest, programme: Programme, version: int, *, as_attachment: bool) -> HttpResponse:
    """Say DỮ LIỆU MẪU in the calendar's own name where the data is a demonstration."""
    sample = gettext("DỮ LIỆU MẪU: ") if is_demonstration() else ""
    events = events_of(
        dated_lines(programme, version), host=request.get_host().split(":")[0],
        stamped=programme.confirmed_at or programme.created_at, sequence=version, absolute=request.build_absolute_uri,
    )  # fmt: skip
    text = icalendar.write(events, name=f"{sample}{programme.title}")
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    if as_attachment:
        ending = "-DU-LIEU-MAU" if sample else ""
        response["Content-Disposition"] = f'attachment; filename="lich-{programme.pk}{ending}.ics"'
    return response


@require_safe
def one_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the one address of a person's calendar, from where a programme once had addresses of its own."""
    programme_or_404(request, pk)
    return redirect("returns:deadlines")


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End an address of one's own."""
    feed = get_object_or_404(CalendarFeed, pk=pk, owner=request.user)
    acts.revoke_calendar_feed(user=request.user, feed=feed)
    messages.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("returns:deadlines")


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A programme's calendar at an address of its own, as they were once made; new ones hold everything of a person.

    For whoever holds the address, as far as its owner may read the programme today; else nothing is here.
    """
    found = CalendarFeed.objects.in_force(secret)
    if found is None or not found.may_be_read:
        raise Http404
    found.note_fetched(timezone.localdate())
    response = _file(request, found.programme, found.programme.version, as_attachment=False)
    response["X-Robots-Tag"] = "noindex"
    return response
