"""What units owe: the list; and one return as it is read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from thidua.figures.cells import Cell
from thidua.figures.elements import catalogue
from thidua.figures.regimes import Window
from thidua_web.frame.retelling import period_name
from thidua_web.frame.tables import Column, Rows, Table
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Role, User, today
from thidua_web.people.reach import reach_of
from thidua_web.register.models import Unit
from thidua_web.returns import acts
from thidua_web.returns.admission import why_not
from thidua_web.returns.asked import asked_by
from thidua_web.returns.ending import ending_of
from thidua_web.returns.forebears import Before, last_period_of_forebears
from thidua_web.returns.life import TOLD_DEEDS, history_of, life_of
from thidua_web.returns.models import Decision, Form, Obligation, Return, ReturnVersion
from thidua_web.returns.querysets import ObligationQuerySet
from thidua_web.returns.rows import Row, mark_asked, mark_proof, rows_of
from thidua_web.verification.acts import may_verify

STATES = {
    Return.State.DRAFT: "draft",
    Return.State.SUBMITTED: "submitted",
    Return.State.SENT_BACK: "sent_back",
    Return.State.ACCEPTED: "accepted",
    Return.State.LOCKED: "locked",
    Return.State.REOPENED: "reopened",
    Return.State.PASSED_ON: "passed_on",
}
UNSENT = (Return.State.DRAFT, Return.State.SENT_BACK, Return.State.REOPENED)


def shown_state(owed: Obligation, day: date) -> str:
    """The chip of an obligation: that its unit is no more, overdue and not yet open come before the state of the
    return.
    """
    if owed.state in UNSENT and (ending := ending_of(owed)):
        return ending
    if owed.is_overdue(day):
        return "late"
    if owed.opens_on > day:
        return "not_yet_due"
    if getattr(owed, "answer", None) is None:
        return "not_begun"
    return STATES[Return.State(owed.state)]


COLUMNS = [
    Column(
        "don-vi",
        gettext_lazy("Đơn vị"),
        lambda o: o.unit_version.full_name,
        order=("unit_version__sort_key",),
        url=lambda o: reverse("returns:answer", args=[o.pk]),
    ),
    Column("bieu", gettext_lazy("Biểu mẫu"), lambda o: o.form.title, order=("form__title",)),
    Column("ky", gettext_lazy("Kỳ"), lambda o: period_name(o.window.label), order=("period",)),
    Column("han", gettext_lazy("Hạn gửi"), lambda o: o.due_on, kind="day", order=("due_on",)),
    Column(
        "trang-thai",
        gettext_lazy("Trạng thái"),
        lambda o: shown_state(o, today()),
        kind="state",
        order=("answer__state",),
    ),
    Column(
        "gui-luc",
        gettext_lazy("Gửi lúc"),
        lambda o: getattr(o, "answer", None) and o.answer.submitted_at,
        kind="moment",
        order=("answer__submitted_at",),
    ),
]
CALL_COLUMNS = [
    Column("can-bo", gettext_lazy("Cán bộ đơn vị"), lambda o: o.officer or gettext("chưa có")),
    Column(
        "dien-thoai",
        gettext_lazy("Điện thoại công vụ"),
        lambda o: o.officer_phone or gettext("chưa có"),
        url=lambda o: f"tel:{o.officer_phone.replace(' ', '')}" if o.officer_phone else None,
    ),
]
"""Whom to telephone about a return that is missing; for those who ask for it."""
TO_CALL = ("phai-nop", "tra-lai", "qua-han")
MOST_PERIODS = 36
FILTERS = {
    "": gettext_lazy("Tất cả"),
    "phai-nop": gettext_lazy("Phải gửi"),
    "tra-lai": gettext_lazy("Trả lại, mở lại"),
    "qua-han": gettext_lazy("Quá hạn"),
    "cho": gettext_lazy("Chờ xác minh"),
    "xong": gettext_lazy("Đã tiếp nhận"),
}


@require_safe
def obligations(request: HttpRequest) -> HttpResponseBase:
    """Everything owed that the reader may see, filtered by the address."""
    rows = Obligation.objects.visible_to(request.user).with_answers()
    which = request.GET.get("loc", "")
    rows = _narrowed(rows, which).asked_by(request.GET)
    period, form, words = (request.GET.get(k, "").strip() for k in ("ky", "bieu", "q"))
    is_to_call = which in TO_CALL and request.user.holds(Role.STANDING_OFFICE, Role.VERIFIER)
    columns = [*COLUMNS, *CALL_COLUMNS] if is_to_call else COLUMNS
    rows = rows.with_officers(today()) if is_to_call else rows.told_of_ends()
    table = Table(request, columns, rows, name="so-lieu")
    context = {
        "table": table,
        "filters": FILTERS.items(),
        "which": which,
        "words": words,
        "period": period,
        "form": form,
        "windows": kinds_of(Obligation.objects.visible_to(request.user))[0],
        "forms": Form.objects.all(),
        "kept": kept_without(request, "loc"),
        "may_make": request.user.holds(Role.STANDING_OFFICE),
        "may_send": request.user.holds(*acts.REPORTERS),
    }
    return table.download() or render(request, "returns/obligations.html", context)


def _narrowed(rows: ObligationQuerySet, which: str) -> ObligationQuerySet:
    """Those at the stage that the address asks for."""
    if which == "phai-nop":
        return rows.open_on(today()).unanswered()
    if which == "tra-lai":
        return rows.filter(answer__state__in=("sent_back", "reopened"))
    if which == "qua-han":
        return rows.overdue(today())
    if which == "cho":
        return rows.awaiting_verification()
    return rows.filter(answer__state__in=("accepted", "locked")) if which == "xong" else rows


def kinds_of(owed: ObligationQuerySet) -> tuple[list[Window], list[Form]]:
    """The periods of some obligations, the newest first, and their forms; a code of two regimes is named once."""
    pairs = set(owed.order_by().values_list("form", "period").distinct())
    forms = {form.pk: form for form in Form.objects.filter(pk__in={form for form, _ in pairs})}
    windows = {period: forms[form].window(period) for form, period in pairs}
    newest = sorted(windows.values(), key=lambda window: window.closes_on, reverse=True)
    return newest[:MOST_PERIODS], list(forms.values())


def kept_without(request: HttpRequest, *names: str) -> str:
    """The address as it was asked without some of its words, to put others behind it."""
    kept = request.GET.copy()
    for name in (*names, "trang", "tai"):
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


def owed_for(user: User, pk: int) -> Obligation:
    """The obligation, if the user's posts reach its unit; else it does not exist for them."""
    return get_object_or_404(Obligation.objects.visible_to(user).with_answers(), pk=pk)


def may_report(user: User, owed: Obligation) -> bool:
    return reach_of(user, *acts.REPORTERS).covers(owed.unit_id)


def reading(request: HttpRequest, owed: Obligation, found: Return | None) -> HttpResponse:
    """One return as it was sent; what is still being typed is read by those who report for the unit only."""
    versions = list(found.versions.select_related("submitted_by", "saved_by").order_by("-number")) if found else []
    if not may_report(request.user, owed):
        versions = [version for version in versions if version.submitted_at]
    number = request.GET.get("ban", "")
    version = next((v for v in versions if str(v.number) == number), versions[0] if versions else None)
    earlier = next((v for v in versions if version and v.number == version.number - 1), None)
    decisions = list(Decision.objects.filter(version__in=versions).select_related("by", "version"))
    verifies = found is not None and may_verify(request.user, found)
    last, counted = (None, None) if earlier else acts.last_period_version(owed)
    older = last_period_of_forebears(owed) if not earlier and last is None else Before()
    context = {
        "owed": owed, "answer": found, "version": version, "versions": versions, "earlier": earlier,
        "groups": _groups(owed, version, _beside(earlier or counted, older), is_version=bool(earlier)),
        "life": life_of(versions, decisions, _deeds(found)), "state": shown_state(owed, today()),
        "before_units": older.names if older.known else "",
        "before_label": period_name(owed.form.window(owed.window.previous_code()).label) if older.known else "",
        "before_state": shown_state(last.obligation, today()) if last and counted else "",
        "trail": [(gettext("Số liệu"), reverse("returns:obligations"))], "may_verify": verifies, "today": today(),
        "may_withdraw": found is not None and found.is_withdrawable and may_report(request.user, owed),
        "is_latest": bool(versions) and version == versions[0], "closed": _closed(request.user, owed, found),
    }  # fmt: skip
    if found is not None and verifies and found.state == Return.State.SUBMITTED and found.current:
        context |= _to_verify(request.user, owed, context["groups"])
    return render(request, "returns/reading.html", context)


def _closed(user: User, owed: Obligation, found: Return | None) -> str:
    """Why those who report for the unit may not write, where it is neither sent nor locked; to all, what passed on."""
    if found is not None and found.state == Return.State.PASSED_ON:
        return why_not(owed, today())
    waits = found is None or found.is_editable
    return why_not(owed, today()) if waits and may_report(user, owed) else ""


def _deeds(found: Return | None) -> list[JournalEntry]:
    """What the journal knows beside sendings and decisions: taken back, evidence come and gone."""
    if found is None:
        return []
    rows = JournalEntry.objects.filter(of_kind=Return._meta.label_lower, of_key=str(found.pk), act__in=TOLD_DEEDS)
    return list(rows.select_related("by"))


def _beside(version: ReturnVersion | None, older: Before) -> Mapping[str, Cell]:
    """The figures beside those of the return: of the version before, of the period before, of the units before."""
    return version.read_cells() if version is not None else older.known


def _groups(
    owed: Obligation, version: ReturnVersion | None, before: Mapping[str, Cell], *, is_version: bool
) -> list[tuple[str, list[Row]]]:
    """The rows of a version; where an earlier one stands beside it, what changed is marked."""
    cells: dict[str, Cell] = version.read_cells() if version else {}
    groups = rows_of(owed.elements, cells, before=before, words=version.words if version else {},
                     evidence=version.answer.evidence.all() if version else [])  # fmt: skip
    for row in (row for _, rows in groups for row in rows):
        row.changed = is_version and cells.get(row.element.key) != before.get(row.element.key)
    mark_proof(groups, owed, cells)
    mark_asked(groups, owed)
    return groups


def _to_verify(user: User, owed: Obligation, groups: list[tuple[str, list[Row]]]) -> dict[str, Any]:
    """What a verifier should ask, row by row, and which return waits next."""
    from thidua_web.verification.crosschecks import cross_check

    told: dict[str, list[str]] = {}
    for note in cross_check([owed])[owed.pk]:
        told.setdefault(note.element, []).append(note.sentence)
    for row in (row for _, rows in groups for row in rows):
        row.asks = told.get(row.element.key, [])
    waiting = Obligation.objects.awaiting_verification().verifiable_by(user).exclude(pk=owed.pk)
    later = waiting.filter(answer__submitted_at__gte=owed.answer.submitted_at)
    following = later.select_related("unit_version").first() or waiting.select_related("unit_version").first()
    bare = [row for _, rows in groups for row in rows if row.is_bare]
    return {"asks": sum(map(len, told.values())), "following": following, "waiting": waiting.count(), "bare": bare}


@require_safe
def history(request: HttpRequest, key: str, element: str) -> HttpResponseBase:
    """One figure of one unit over the periods: value, state, who sent it, and the return behind it."""
    unit = get_object_or_404(Unit, key=key)
    known = catalogue(today()).elements.get(element)
    if known is None or not reach_of(request.user).covers(unit.pk):
        raise Http404
    points = history_of(unit, known, request.user)
    top = max((p.number or 0 for p in points), default=0)
    bars = [
        {"label": period_name(p.owed.window.label), "value": p.text,
         "width": round(200 * (p.number or 0) / top), "y": 24 * n, "text": 24 * n + 14}
        for n, p in enumerate(points) if p.number is not None
    ] if top else []  # fmt: skip
    table = Table(request, HISTORY, Rows(points), name=f"lich-su-{key}-{element}", per_page=200)
    context = {
        "unit": unit,
        "element": known,
        "table": table,
        "bars": bars,
        "height": 24 * len(points),
        "asked": asked_by([element], day=today()).get(element),
        "trail": [
            (gettext("Số liệu"), reverse("returns:obligations")),
            (str(unit), reverse("register:unit", args=[key])),
        ],
    }
    return table.download() or render(request, "returns/history.html", context)


HISTORY = [
    Column(
        "ky",
        gettext_lazy("Kỳ"),
        lambda p: period_name(p.owed.window.label),
        url=lambda p: reverse("returns:answer", args=[p.owed.pk]),
    ),
    Column("so", gettext_lazy("Số liệu"), lambda p: p.text),
    Column("trang-thai", gettext_lazy("Trạng thái"), lambda p: shown_state(p.owed, today()), kind="state"),
    Column("bieu", gettext_lazy("Biểu mẫu"), lambda p: p.owed.form.title),
    Column("ban", gettext_lazy("Bản"), lambda p: p.versions, kind="number"),
    Column("nguoi", gettext_lazy("Người gửi"), lambda p: str(p.by or "")),
    Column("luc", gettext_lazy("Gửi lúc"), lambda p: p.at, kind="moment"),
]
