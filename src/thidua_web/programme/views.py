"""Read programmes: the list, and one programme part by part, each part a table that downloads as shown."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thidua.errors import ThiduaError
from thidua_web.documents.models import Document
from thidua_web.frame.tables import Column, Table, holding
from thidua_web.people.models import Role
from thidua_web.programme import acts
from thidua_web.programme.calendar import anchor
from thidua_web.programme.entries import BY_HAND, KINDS
from thidua_web.programme.models import Programme
from thidua_web.programme.tables import PARTS, SPARSE

STATE_CHIPS = {"draft": "draft", "confirmed": "confirmed", "under_way": "waiting", "closed": "ended"}
NEXT_STEPS = {
    "confirmed": [("under_way", gettext_lazy("Bắt đầu thực hiện"))],
    "under_way": [("closed", gettext_lazy("Tổng kết"))],
    "closed": [("under_way", gettext_lazy("Mở lại"))],
}
PROGRAMMES = [
    Column(
        "ten", gettext_lazy("Chương trình"), lambda p: p.title, order=("title",), url=lambda p: p.get_absolute_url()
    ),
    Column("phong-trao", gettext_lazy("Phong trào"), lambda p: p.campaign.name, order=("campaign__name",)),
    Column("nam", gettext_lazy("Năm"), lambda p: p.years, order=("from_year", "to_year")),
    Column("co-quan", gettext_lazy("Cơ quan ban hành"), lambda p: p.issuer, order=("issuer",)),
    Column("chi-tieu", gettext_lazy("Chỉ tiêu"), lambda p: p.target_count, kind="number"),
    Column("trang-thai", gettext_lazy("Trạng thái"), lambda p: p.get_state_display(), order=("state",)),
]


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme that this person may read."""
    standing = Q(targets__until=None)
    rows = Programme.objects.visible_to(request.user).select_related("campaign")
    table = Table(
        request, PROGRAMMES, rows.annotate(target_count=Count("targets", filter=standing)), name="chuong-trinh"
    )
    may_write = request.user.holds(Role.STANDING_OFFICE)
    waiting = Document.objects.awaiting_confirmation().listed() if may_write else []
    context = {"table": table, "may_write": may_write, "waiting": waiting}
    return table.download() or render(request, "programme/list.html", context)


@require_safe
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of a programme: targets, tasks, deadlines, initiatives, instruments, what was left out."""
    programme = programme_or_404(request, pk)
    may_write = request.user.holds(Role.STANDING_OFFICE)
    version = version_asked(request, programme, may_write=may_write)
    _name, kind, label, columns = next(p for p in PARTS if p[0] == part)
    rows = KINDS[kind].objects.filter(programme=programme).of_version(version)
    rows = rows.select_related("instrument") if kind == "citation" else rows
    rows = rows.order_by("lead__0", "position") if kind == "task" else rows
    columns = _worth_showing(columns, rows)
    words = request.GET.get("q", "").strip()
    found = holding(rows, words, lambda row: " ".join([str(row), row.sentence, *_names(row)]))
    head = head_of(request, programme, version)
    is_writing = head["is_writing"]
    shown = [_edit_column(programme, kind), *columns] if is_writing and "tai" not in request.GET else columns
    table = Table(request, shown, found, name=f"{part}-{programme.pk}", per_page=500, anchor=anchor)
    context = head | {
        "table": table,
        "part": part,
        "kind": kind,
        "label": label,
        "by_hand": kind in BY_HAND,
        "words": words,
    }
    return table.download() or render(request, "programme/part.html", context)


def _names(row: Any) -> list[str]:
    """Who leads and supports a task, so that an agency finds its own."""
    return [*getattr(row, "lead", []), *getattr(row, "supporting", [])]


def head_of(request: HttpRequest, programme: Programme, version: int) -> dict[str, Any]:
    """What the head of every page of a programme shows."""
    may_write = request.user.holds(Role.STANDING_OFFICE)
    return {
        "programme": programme, "version": version, "parts": _parts(programme, version), "may_write": may_write,
        "chip": STATE_CHIPS[programme.state], "versions": range(1, programme.version + 1),
        "next_steps": NEXT_STEPS.get(programme.state, []) if may_write and not programme.is_amending else [],
        "is_writing": may_write and version == programme.working,
    }  # fmt: skip


def _worth_showing(columns: list[Column], rows: Any) -> list[Column]:
    """Hide a column that no row fills, until the reader chooses it."""
    filled = list(rows)
    return [
        c if c.key not in SPARSE or any(c.value(row) for row in filled) else replace(c, is_shown=False) for c in columns
    ]


def _edit_column(programme: Programme, kind: str) -> Column:
    """Lead to the form of an entry (or, where nothing can be typed, to taking it out)."""
    name, word = ("write-entry", gettext("Sửa")) if kind in BY_HAND else ("remove-entry", gettext("Bỏ"))
    return Column(
        "sua", word, lambda row: word,
        url=lambda row: reverse(f"programme:{name}", args=[programme.pk, kind, row.lineage]),
    )  # fmt: skip


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    """Fetch a programme that this person may read."""
    visible = Programme.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("campaign", "document", "instrument", "confirmed_by"), pk=pk)


def version_asked(request: HttpRequest, programme: Programme, *, may_write: bool) -> int:
    """Give the version asked for; without one, the newest that this person may read."""
    asked = request.GET.get("ban", "")
    if not asked:
        return programme.version_shown(to_writer=may_write)
    if not asked.isdecimal() or not 1 <= int(asked) <= programme.version:
        raise Http404(gettext("Chương trình không có phiên bản này."))
    return int(asked)


def _parts(programme: Programme, version: int) -> list[tuple[str, str, int]]:
    counts = [
        (f"programme:{name}", label, KINDS[kind].objects.filter(programme=programme).of_version(version).count())
        for name, kind, label, _columns in PARTS
    ]
    return [entry for entry in counts if entry[2] or entry[0] not in ("programme:omissions",)]


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Launch, close or reopen."""
    programme = programme_or_404(request, pk)
    try:
        acts.move_programme(
            user=request.user, programme=programme, to=request.POST.get("den", ""), revision=revision_of(request)
        )
    except ThiduaError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Đã chuyển trạng thái chương trình."))
    return redirect(programme)


def revision_of(request: HttpRequest) -> int:
    """The revision that the person's page showed."""
    typed = request.POST.get("ban", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1
