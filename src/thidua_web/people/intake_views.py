"""Accounts from a workbook: the template, a dry run, and the making of all of them or none."""

from django.contrib import messages
from django.core import signing
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.errors import OfficerError, ThiduaError
from thidua_web.config.ceiling import carries
from thidua_web.people import acts
from thidua_web.people.account_views import permitted, slips_page
from thidua_web.people.intake import Desk, Row, open_rows, template
from thidua_web.people.models import today

SALT = "thidua_web.people.intake"
GOOD_FOR = 60 * 60
LIMIT = 5 * 2**20
SHOWN = 200
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """The workbook to fill."""
    response = HttpResponse(template(permitted(request)), content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="tai-khoan-mau.xlsx"'
    return response


@carries(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """A dry run: who would be made, or row by row what is wrong. Nothing is stored, not even the file."""
    authority = permitted(request)
    context: dict = {"trail": [(gettext("Tài khoản"), reverse("accounts"))], "shown": SHOWN}
    if request.method == "POST":
        try:
            rows = open_rows(*_file(request))
            found = Desk(authority, today()).check(rows)
            context |= {"people": found.people, "problems": found.problems}
            if not found.problems:
                context["kept"] = signing.dumps([request.user.pk, rows], salt=SALT, compress=True)
        except ThiduaError as refusal:
            context["problems"] = [str(refusal)]
    return render(request, "people/intake.html", context, status=422 if context.get("problems") else 200)


def _file(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("file")
    if file is None:
        raise OfficerError(gettext("Chưa chọn tệp."))
    if file.size > LIMIT:
        raise OfficerError(gettext("Tệp lớn hơn 5 MB; chia nhỏ rồi nạp từng phần."))
    return file.read(), file.name


@never_cache
@require_POST
def commit(request: HttpRequest) -> HttpResponse:
    """Make everyone of a dry run, checked once more against what is there now; the answer is their slips."""
    authority = permitted(request)
    try:
        slips = acts.import_accounts(by=request.user, people=Desk(authority, today()).whole(_kept(request)))
    except ThiduaError as refusal:
        messages.error(request, str(refusal))
        return redirect("intake")
    except IntegrityError:
        messages.error(request, gettext("Có người vừa mở tài khoản trùng tên đăng nhập hoặc địa chỉ thư; nạp lại tệp."))
        return redirect("intake")
    return slips_page(request, slips)


def _kept(request: HttpRequest) -> list[Row]:
    """The rows of the dry run, as this site signed them for this person within the hour."""
    try:
        owner, rows = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise OfficerError(gettext("Lần chạy thử đã quá một giờ hoặc không còn nguyên; nạp lại tệp.")) from None
    if owner != request.user.pk:
        raise OfficerError(gettext("Lần chạy thử này của người khác; nạp lại tệp."))
    return [(number, cells) for number, cells in rows]
