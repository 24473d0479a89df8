"""The file as it came: to be downloaded, never to be run in this site's name; and pictures of a PDF's pages."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thidua_web.documents import storage
from thidua_web.documents.models import Document
from thidua_web.documents.pictures import picture_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """Download the original, byte for byte, as an attachment that no browser opens inside the site."""
    paper = get_object_or_404(Document.objects.defer("text", "reading", "pieces"), pk=pk)
    place = storage.path_of(paper.sha256)
    if not place.exists():
        raise Http404(gettext("Tệp gốc không còn trong kho: kiểm tra bản sao lưu."))
    response = FileResponse(
        place.open("rb"),
        as_attachment=True,
        filename=paper.name,
        content_type=TYPES.get(paper.kind, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@cache_control(private=True, max_age=86400)
def page_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one page of a PDF as a picture."""
    paper = get_object_or_404(Document.objects.defer("text", "reading"), pk=pk, kind="pdf")
    picture = picture_of(storage.path_of(paper.sha256), number)
    if picture is None:
        raise Http404(gettext("Văn bản không có trang này."))
    return HttpResponse(picture, content_type="image/png")
