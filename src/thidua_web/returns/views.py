"""What units owe: the list; and one return as it is read."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.figures.cells import Cell
from thidua_web.frame.tables import Column, Table
from thidua_web.people.models import Role, User, today
from thidua_web.people.reach import reach_of
from thidua_web.returns import acts
from thidua_web.returns.models import Form, Obligation, Return
from thidua_web.returns.rows import rows_of
from thidua_web.verification.acts import may_verify

STATES = {
    Return.State.DRAFT: "draft",
    Return.State.SUBMITTED: "submitted",
    Return.State.SENT_BACK: "sent_back",
    Return.State.ACCEPTED: "accepted",
    Return.State.LOCKED: "locked",
    Return.State.REOPENED: "reopened",
}


def shown_state(owed: Obligation, day: date) -> str:
    """The chip of an obligation: overdue and not yet open come before the state of the return."""
    if owed.is_overdue(day):
        return "late"
    if owed.opens_on > day:
        return "not_yet_due"
    if getattr(owed, "answer", None) is None:
        return "not_begun"
    return STATES[Return.State(owed.state)]


COLUMNS = [
    Column("don-vi", "Đơn vị", lambda o: o.unit_version.full_name, order=("unit_version__sort_key",),
           url=lambda o: reverse("returns:answer", args=[o.pk])),
    Column("bieu", "Biểu mẫu", lambda o: o.form.title, order=("form__title",)),
    Column("ky", "Kỳ", lambda o: o.window.label, order=("period",)),
    Column("han", "Hạn gửi", lambda o: o.due_on, kind="day", order=("due_on",)),
    Column("trang-thai", "Trạng thái", lambda o: shown_state(o, today()), kind="state", order=("answer__state",)),
    Column("gui-luc", "Gửi lúc", lambda o: getattr(o, "answer", None) and o.answer.submitted_at, kind="moment",
           order=("answer__submitted_at",)),
]  # fmt: skip
FILTERS = {"": "Tất cả", "phai-nop": "Phải gửi", "qua-han": "Quá hạn", "cho": "Chờ xác minh", "xong": "Đã tiếp nhận"}


@require_safe
def obligations(request: HttpRequest) -> HttpResponseBase:
    """Everything owed that the reader may see, filtered by the address."""
    rows = Obligation.objects.visible_to(request.user).with_answers()
    which = request.GET.get("loc", "")
    if which == "phai-nop":
        rows = rows.open_on(today()).unanswered()
    elif which == "qua-han":
        rows = rows.overdue(today())
    elif which == "cho":
        rows = rows.awaiting_verification()
    elif which == "xong":
        rows = rows.filter(answer__state__in=("accepted", "locked"))
    period, form, words = (request.GET.get(k, "").strip() for k in ("ky", "bieu", "q"))
    if period:
        rows = rows.filter(period=period)
    if form:
        rows = rows.filter(form__key=form)
    if words:
        rows = rows.of_units(words)
    table = Table(request, COLUMNS, rows, name="so-lieu")
    periods = list(Obligation.objects.order_by("-period").values_list("period", flat=True).distinct()[:24])
    context = {
        "table": table, "filters": FILTERS.items(), "which": which, "words": words, "periods": periods,
        "period": period, "forms": Form.objects.all(), "form": form,
        "may_make": request.user.holds(Role.STANDING_OFFICE),
    }  # fmt: skip
    return table.download() or render(request, "returns/obligations.html", context)


def owed_for(user: User, pk: int) -> Obligation:
    """The obligation, if the user's posts reach its unit; else it does not exist for them."""
    return get_object_or_404(Obligation.objects.visible_to(user).with_answers(), pk=pk)


def may_report(user: User, owed: Obligation) -> bool:
    return reach_of(user, *acts.REPORTERS).covers(owed.unit_id)


def reading(request: HttpRequest, owed: Obligation, found: Return | None) -> HttpResponse:
    """One return as it was sent; what is still being typed is read by those who report for the unit only."""
    versions = list(found.versions.select_related("submitted_by").order_by("-number")) if found else []
    if not may_report(request.user, owed):
        versions = [version for version in versions if version.submitted_at]
    number = request.GET.get("ban", "")
    version = next((v for v in versions if str(v.number) == number), versions[0] if versions else None)
    earlier = next((v for v in versions if version and v.number == version.number - 1), None)
    cells: dict[str, Cell] = version.read_cells() if version else {}
    before = earlier.read_cells() if earlier else acts.last_period_cells(owed)
    groups = rows_of(owed.elements, cells, before=before, words=version.words if version else {},
                     evidence=found.evidence.all() if found else [])  # fmt: skip
    for _, rows in groups:
        for row in rows:
            row.changed = bool(earlier) and cells.get(row.element.key) != before.get(row.element.key)
    decisions = [d for v in versions for d in v.decisions.select_related("by", "version")]
    context = {
        "owed": owed, "answer": found, "version": version, "versions": versions, "earlier": earlier, "groups": groups,
        "decisions": sorted(decisions, key=lambda d: d.at, reverse=True), "state": shown_state(owed, today()),
        "trail": [("Số liệu", reverse("returns:obligations"))],
        "may_verify": bool(found) and may_verify(request.user, found), "may_withdraw": bool(found)
        and found.may_become(Return.State.DRAFT) and may_report(request.user, owed), "today": today(),
    }  # fmt: skip
    return render(request, "returns/reading.html", context)
