"""The list of papers and the way in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.errors import ThiduaError
from thidua_web.documents import acts, wording
from thidua_web.documents.errors import AlreadyHere
from thidua_web.documents.forms import DropForm, UploadForm
from thidua_web.documents.models import Document, Job
from thidua_web.frame.tables import Column, Table, holding
from thidua_web.people.models import Role

COLUMNS = [
    Column("van-ban", gettext_lazy("Văn bản"), str, order=("title", "name"), url=lambda row: row.get_absolute_url()),
    Column("tep", gettext_lazy("Tệp"), lambda row: row.name, order=("name",)),
    Column("tinh-trang", gettext_lazy("Tình trạng"), lambda row: row.get_state_display(), order=("state",)),
    Column("da-xem", gettext_lazy("Đã xem"), lambda row: f"{row.seen_count}/{row.all_count}", order=("seen_count",)),
    Column("nguoi", gettext_lazy("Người tải lên"), lambda row: str(row.uploaded_by), order=("uploaded_by__full_name",)),
    Column("luc", gettext_lazy("Lúc"), lambda row: row.uploaded_at, kind="moment", order=("uploaded_at",)),
]


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Papers, the newest first; words and those that wait can be asked for."""
    waiting_only, words = request.GET.get("cho") == "1", request.GET.get("q", "").strip()
    papers = Document.objects.listed().with_progress()
    papers = papers.awaiting_confirmation() if waiting_only else papers
    table = Table(request, COLUMNS, holding(papers, words, ("title", "name")), name="van-ban")
    may_upload = request.user.holds(Role.STANDING_OFFICE)
    context = {
        "table": table, "words": words, "waiting_only": waiting_only, "may_upload": may_upload,
        "jobs": Job.objects.unsettled() if may_upload else (), "is_empty": not Document.objects.exists(),
    }  # fmt: skip
    return table.download() or render(request, "documents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file, read it, and go to its confirmation; a refusal says why and keeps nothing."""
    acts.permit(request.user)
    earlier = _earlier(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        paper = form.cleaned_data["paper"]
        try:
            landed = acts.bring_paper(user=request.user, name=paper.name, content=paper.read(), supersedes=earlier)
        except AlreadyHere as twin:
            messages.info(request, gettext("%(sentence)s Đây là bản đã tải lên.") % {"sentence": twin.sentence})
            return redirect(twin.document)
        except ThiduaError as refusal:
            form.add_error("paper", _told(refusal))
        else:
            return _landed(request, landed, earlier)
    status = 422 if form.is_bound else 200
    return render(request, "documents/upload.html", {"form": form, "earlier": earlier}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will be gone, ask why, then take the paper out."""
    acts.permit(request.user)
    paper = get_object_or_404(Document.objects.listed().with_progress(), pk=pk)
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.drop_document(user=request.user, document=paper, reason=form.cleaned_data["reason"])
        except ThiduaError as refusal:
            messages.error(request, refusal.sentence)
            return redirect(paper)
        messages.success(request, _("Đã bỏ văn bản. Nhật ký giữ tên tệp, mã băm và lý do."))
        return redirect("documents:list")
    return render(request, "documents/drop.html", {"paper": paper, "form": form}, status=422 if form.is_bound else 200)


def _landed(request: HttpRequest, landed: Document | Job, earlier: Document | None) -> HttpResponse:
    """Go to the paper, to what is new in it, or to the reading that goes on."""
    if isinstance(landed, Job):
        return redirect(landed)
    renewed = getattr(earlier, "programme", None)
    if renewed:
        messages.success(request, _("Đã đọc xong bản mới."))
        return redirect("programme:changes", renewed.pk, landed.pk)
    messages.success(request, _("Đã đọc xong văn bản. Xem từng mục bên danh sách rồi xác nhận."))
    return redirect(landed)


def _told(refusal: ThiduaError) -> str:
    """The sentence behind the file's name, in the language of the page."""
    return str(ThiduaError(wording.show_refusal(refusal.sentence), refusal.place))


def _earlier(request: HttpRequest) -> Document | None:
    """The paper that the file is a newer version of, named in the address."""
    number = request.GET.get("thay", "")
    return get_object_or_404(Document.objects.listed(), pk=number) if number.isdecimal() else None
