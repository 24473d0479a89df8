"""Write a programme: by hand, or as the next version of a confirmed one. Each page is one form over one act."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.errors import ThiduaError
from thidua_web.programme import acts, amending
from thidua_web.programme.entries import KINDS
from thidua_web.programme.forms import ENTRY_FORMS, ENTRY_LABELS, ProgrammeForm
from thidua_web.programme.models import Entry, Programme
from thidua_web.programme.views import programme_or_404, revision_of

PAGE_OF = {"target": "targets", "task": "tasks", "date": "deadlines", "initiative": "initiatives"}


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a programme by hand."""
    acts.permit(request.user)
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme = amending.draft_programme(
            user=request.user, campaign=form.cleaned_data["campaign"], about=form.about()
        )
        messages.success(request, gettext("Đã tạo dự thảo. Nhập chỉ tiêu, nhiệm vụ rồi xác nhận."))
        return redirect(programme)
    return render(request, "programme/head.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head of a programme that is being written."""
    acts.permit(request.user)
    programme = programme_or_404(request, pk)
    shown = {name: getattr(programme, name) for name in amending.ABOUT} | {"campaign": programme.campaign.name}
    form = ProgrammeForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        done = _try(request, form, lambda: amending.describe_programme(
            user=request.user, programme=programme, revision=revision_of(request),
            campaign=form.cleaned_data["campaign"], about=form.about(),
        ))  # fmt: skip
        if done:
            return redirect(programme)
    context = {"form": form, "programme": programme}
    return render(request, "programme/head.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def write_entry(request: HttpRequest, pk: int, kind: str, lineage: str = "") -> HttpResponse:
    """Add or change one entry of the version being written."""
    acts.permit(request.user)
    programme = programme_or_404(request, pk)
    row = _row(programme, kind, lineage) if lineage else None
    entry = row.as_entry() if row else {}
    initial = None if row is None or kind != "target" else entry | {"is_without_number": row.is_without_number}
    form = ENTRY_FORMS[kind](request.POST or None, entry=entry, initial=initial) if kind in ENTRY_FORMS else None
    if form is None:
        raise Http404(gettext("Loại mục này không nhập tay được."))
    if request.method == "POST" and form.is_valid():
        value = form.as_entry()
        bare = bool(value.pop("is_without_number", False))
        done = _try(request, form, lambda: amending.write_entry(
            user=request.user, programme=programme, revision=revision_of(request), kind=kind, value=value,
            lineage=lineage, is_without_number=bare,
        ))  # fmt: skip
        if done:
            messages.success(request, gettext("Đã lưu."))
            again = "them-nua" in request.POST
            return redirect("programme:add-entry", pk, kind) if again else redirect(f"programme:{PAGE_OF[kind]}", pk)
    context = {"programme": programme, "form": form, "row": row, "kind": kind, "label": ENTRY_LABELS[kind]}
    context["back"] = f"programme:{PAGE_OF[kind]}"
    return render(request, "programme/entry.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_entry(request: HttpRequest, pk: int, kind: str, lineage: str) -> HttpResponse:
    """Ask once, naming what will be taken out; then take it out of the version being written."""
    acts.permit(request.user)
    programme = programme_or_404(request, pk)
    row = _row(programme, kind, lineage)
    page = f"programme:{PAGE_OF[kind]}" if kind in PAGE_OF else "programme:targets"
    if request.method == "POST":
        return _do(request, programme, page, gettext("Đã bỏ mục khỏi bản đang sửa."), lambda: amending.remove_entry(
            user=request.user, programme=programme, revision=revision_of(request), kind=kind, lineage=lineage,
        ))  # fmt: skip
    return render(request, "programme/remove.html", {"programme": programme, "row": row, "back": page, "kind": kind})


@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next version."""
    return _turn(
        request, pk, amending.amend_programme, gettext("Đã mở bản sửa đổi. Người khác vẫn đọc bản đã xác nhận.")
    )


@require_POST
def confirm_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the version being written."""
    return _turn(request, pk, amending.confirm_version, gettext("Đã xác nhận chương trình."))


@require_POST
def drop_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the version being written."""
    return _turn(request, pk, amending.drop_version, gettext("Đã bỏ bản sửa đổi, chương trình như trước."))


def _turn(request: HttpRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    programme = programme_or_404(request, pk)
    return _do(request, programme, "programme:targets", said, lambda: act(
        user=request.user, programme=programme, revision=revision_of(request)
    ))  # fmt: skip


def _row(programme: Programme, kind: str, lineage: str) -> Entry:
    if kind not in KINDS or programme.working is None:
        raise Http404(gettext("Mở bản sửa đổi của chương trình rồi mới sửa."))
    row = KINDS[kind].objects.filter(programme=programme, lineage=lineage).of_version(programme.working).first()
    if row is None:
        raise Http404(gettext("Mục này không có trong bản đang sửa."))
    return row


def _try(request: HttpRequest, form: Any, act: Any) -> bool:
    try:
        act()
    except ThiduaError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _do(request: HttpRequest, programme: Programme, page: str, said: str, act: Any) -> HttpResponse:
    try:
        act()
    except ThiduaError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(page, programme.pk)
