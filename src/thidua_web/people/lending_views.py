"""Naming one's own deputy, and ending it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.errors import OfficerError
from thidua_web.people import standing_in
from thidua_web.people.forms import OwnDeputyForm
from thidua_web.people.models import Post, today


@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague stand in for a post of one's own."""
    post = get_object_or_404(request.user.posts, pk=pk)
    if not standing_in.may_lend(post, today()):
        raise Http404
    people = standing_in.colleagues_of(post, today())
    form = OwnDeputyForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            standing_in.lend_post(
                by=request.user, post=post, deputy=said["to"], valid_from=said["valid_from"], valid_to=said["valid_to"]
            )
        except OfficerError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, gettext("Đã cử %(name)s làm thay.") % {"name": said["to"].full_name})
            return redirect("account")
    context = {
        "form": form, "post": post, "people": people, "days": standing_in.MOST_DAYS,
        "trail": [(gettext("Tài khoản của tôi"), reverse("account"))],
    }  # fmt: skip
    return render(request, "people/lend.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End the standing-in for a post of one's own."""
    deputy = get_object_or_404(Post.objects.filter(stands_in_for__user=request.user), pk=pk)
    try:
        standing_in.take_back_post(by=request.user, deputy=deputy)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("%(name)s thôi làm thay.") % {"name": deputy.user.full_name})
    return redirect("account")
