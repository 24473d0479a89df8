"""Correcting what is written about a person: by who keeps the account, or by oneself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from thidua_web.people.correcting import correct_account, may_rename
from thidua_web.people.forms import DetailsForm
from thidua_web.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The name, telephone and address of an account; of one's own without the name, unless one keeps it."""
    me: User = request.user
    user = me if pk == me.pk else get_object_or_404(User.objects.visible_to(me), pk=pk)
    keeps = may_rename(me, user)
    if not keeps and user != me:
        raise PermissionDenied
    form = DetailsForm(request.POST or None, user=user, with_name=keeps)
    if request.method == "POST" and form.is_valid():
        try:
            changed = correct_account(by=me, user=user, **form.cleaned_data)
        except ValidationError as wrong:
            for field, sentences in wrong.message_dict.items():
                form.add_error(field if field in form.fields else None, sentences)
        else:
            messages.success(request, gettext("Đã sửa thông tin.") if changed else gettext("Không có gì thay đổi."))
            return redirect("account") if user == me else redirect("one_account", pk=pk)
    trail = [(gettext("Tài khoản của tôi"), reverse("account"))]
    if user != me:
        trail = [(gettext("Tài khoản"), reverse("accounts")), (str(user), reverse("one_account", args=[pk]))]
    context = {
        "form": form, "title": gettext("Sửa thông tin liên hệ"), "button": gettext("Lưu"), "about": str(user),
        "trail": trail,
    }  # fmt: skip
    return render(request, "people/form.html", context, status=422 if form.is_bound else 200)
