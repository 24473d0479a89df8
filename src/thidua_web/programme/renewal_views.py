"""What a newer version of the paper changes, beside what the programme says; a person decides each line."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.errors import ThiduaError
from thidua_web.documents import wording
from thidua_web.documents.models import Document
from thidua_web.programme import acts, renewing
from thidua_web.programme.differing import differing
from thidua_web.programme.forms import ENTRY_LABELS
from thidua_web.programme.models import Change, Programme
from thidua_web.programme.views import programme_or_404

FIELD_NAMES = {
    "subject": gettext_lazy("Đối tượng tính"),
    "indicator": gettext_lazy("Nội dung"),
    "comparator": gettext_lazy("Mức so sánh"),
    "value": gettext_lazy("Con số"),
    "value_max": gettext_lazy("Đến"),
    "unit": gettext_lazy("Đơn vị tính"),
    "scope": gettext_lazy("Cấp phải đạt"),
    "per": gettext_lazy("Tính cho mỗi"),
    "baseline": gettext_lazy("So với"),
    "effort": gettext_lazy("Tính bắt buộc"),
    "deadline": gettext_lazy("Thời hạn"),
    "lead": gettext_lazy("Chủ trì"),
    "with": gettext_lazy("Phối hợp"),
    "action": gettext_lazy("Việc phải làm"),
    "recurs": gettext_lazy("Định kỳ"),
    "date": gettext_lazy("Ngày"),
    "label": gettext_lazy("Nội dung"),
    "kind": gettext_lazy("Loại mốc"),
    "name": gettext_lazy("Tên mô hình"),
    "type": gettext_lazy("Loại văn bản"),
    "number": gettext_lazy("Số"),
    "year": gettext_lazy("Năm"),
    "symbol": gettext_lazy("Ký hiệu"),
    "issuer": gettext_lazy("Cơ quan ban hành"),
    "title": gettext_lazy("Trích yếu"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Compare on the first visit of the standing office; then list what changed, what is new, what is gone."""
    programme = programme_or_404(request, pk)
    paper = get_object_or_404(Document.objects.listed(), pk=document, supersedes__isnull=False)
    if request.method == "POST":
        acts.permit(request.user)
        try:
            renewing.compare_newer(user=request.user, programme=programme, document=paper)
        except ThiduaError as refusal:
            messages.error(request, refusal.sentence)
            return redirect(paper)
        return redirect("programme:changes", pk, document)
    found = programme.changes.filter(document=paper).select_related("reading", "decided_by", "document")
    lines = [line(change) for change in found if change.sort != Change.Sort.SAME]
    same = sum(change.sort == Change.Sort.SAME for change in found)
    context = {"programme": programme, "paper": paper, "lines": lines, "same": same, "compared": bool(found)}
    context["left"] = sum(one["change"].state == Change.State.WAITING for one in lines)
    context["may_write"] = request.user.holds(acts.Role.STANDING_OFFICE)
    return render(request, "programme/changes.html", context)


def line(change: Change) -> dict[str, Any]:
    """Make one change readable: what kind, which words, and each field before and after."""
    names = change.fields if change.sort == Change.Sort.CHANGED else _telling(change.after or change.before)
    rows = [
        (
            FIELD_NAMES.get(name, name),
            *differing(shown(name, change.before.get(name)), shown(name, change.after.get(name))),
        )
        for name in names
    ]
    label = gettext("Viện dẫn") if change.kind == "citation" else ENTRY_LABELS[change.kind]
    return {"change": change, "label": label, "rows": rows, "words": _words(change)}


def _telling(fields: dict[str, Any]) -> list[str]:
    return [name for name in FIELD_NAMES if fields.get(name) not in (None, "", [])]


def _words(change: Change) -> str:
    if change.reading is None:
        return ""
    return " ".join(change.document.text[change.reading.start : change.reading.end].split())


def shown(name: str, part: Any) -> str:
    """Write one field's value for a person."""
    if part in (None, "", []):
        return gettext("chưa có")
    if isinstance(part, list):
        return "; ".join(map(str, part))
    if isinstance(part, int | float):
        return wording.show_number(part)
    tables = {"comparator": wording.COMPARATORS, "effort": wording.EFFORTS, "kind": wording.DATE_KINDS}
    if name in ("deadline", "date", "baseline"):
        return wording.show_day(str(part))
    return str(tables.get(name, {}).get(str(part), part))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one change over, or keep what the programme says."""
    change = get_object_or_404(Change.objects.select_related("programme"), pk=pk)
    try:
        renewing.decide_change(user=request.user, change=change, to=request.POST.get("den", ""))
    except ThiduaError as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{_address(change.programme, change)}#t{pk}")


def _address(programme: Programme, change: Change) -> str:
    from django.urls import reverse

    return reverse("programme:changes", args=[programme.pk, change.document_id])
