"""Evidence on the web: attach, download, drop."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from thidua.dates import parse_day
from thidua.errors import OfficerError
from thidua_web.config.ceiling import carries
from thidua_web.documents import storage
from thidua_web.returns import evidence
from thidua_web.returns.keeping_files import check_kept
from thidua_web.returns.models import Evidence
from thidua_web.returns.views import owed_for


@carries(evidence.LIMIT)
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one file for the figures that were ticked."""
    owed, kept = owed_for(request.user, pk), {}
    file, elements = request.FILES.get("file"), [key for key in request.POST.getlist("element") if key]
    try:
        if file is None:
            raise OfficerError(gettext("Chưa chọn tệp minh chứng."))
        day = parse_day(request.POST.get("effective_on", ""))
        made = evidence.attach_evidence(
            obligation=owed, elements=elements, file=file, effective_on=day, by=request.user
        )  # fmt: skip
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        kept = {"cho": elements, "ngay": request.POST.get("effective_on", "")[:20]}
    else:
        messages.success(request, gettext("Đã đính kèm %(name)s.") % {"name": file.name})
        if left := len(set(elements)) - len(made):
            told = gettext("%(left)s số liệu đã có chính tệp này từ trước, không ghi thêm lần nữa.")
            messages.info(request, told % {"left": left})
    return _back(pk, kept)


def _back(pk: int, kept: Mapping[str, object] | None = None) -> HttpResponse:
    """Back to where files are attached, at the foot of a long form; what was chosen goes along where it was refused."""
    asked = urlencode({"minh-chung": 1, **(kept or {})}, doseq=True)
    return redirect(f"{reverse('returns:answer', args=[pk])}?{asked}#minh-chung")


def _found(request: HttpRequest, number: int) -> Evidence:
    return get_object_or_404(Evidence.objects.seen_by(request.user).select_related("answer__obligation"), pk=number)


@require_safe
def download(request: HttpRequest, number: int) -> FileResponse:
    """The file, as an attachment that no browser opens inside the site."""
    found = _found(request, number)
    try:
        check_kept(found)
    except OfficerError as refusal:
        raise Http404(refusal.sentence) from None
    place = storage.path_of(found.sha256)
    if not place.exists():
        raise Http404(gettext("Tệp không còn trong kho: kiểm tra bản sao lưu."))
    response = FileResponse(place.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file back before the return is sent."""
    found = _found(request, number)
    try:
        evidence.drop_evidence(evidence=found, by=request.user)
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Đã bỏ minh chứng %(name)s.") % {"name": found.name})
    return _back(found.answer.obligation_id)
