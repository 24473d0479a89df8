"""Posts at units that are no more, beside the units that came: moved in one go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua.errors import OfficerError
from thidua_web.people.authority import authority_of
from thidua_web.people.models import Post, today
from thidua_web.people.moving import move_posts, stranded_posts

SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
def stranded(request: HttpRequest) -> HttpResponse:
    """The list; those for which a unit was chosen are moved from today on."""
    if not authority_of(request.user).is_office:
        raise PermissionDenied
    if request.method == "POST":
        return _move(request)
    found = stranded_posts(today(), SHOWN)
    rest = Post.objects.stranded(today()).count() - len(found)
    trail = [(gettext("Tài khoản"), reverse("accounts"))]
    return render(request, "people/stranded.html", {"found": found, "rest": rest, "trail": trail})


def _move(request: HttpRequest) -> HttpResponse:
    asked = {key.removeprefix("m-"): unit for key, unit in request.POST.items() if key.startswith("m-") and unit}
    moves = {int(post): int(unit) for post, unit in asked.items() if post.isdecimal() and unit.isdecimal()}
    try:
        count = move_posts(moves=moves, on=today(), by=request.user) if moves else 0
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        told = gettext("Đã chuyển %(count)s vị trí sang đơn vị mới.") % {"count": count}
        messages.success(request, told if count else gettext("Chưa chọn đơn vị mới cho vị trí nào."))
    return redirect("stranded_posts")
