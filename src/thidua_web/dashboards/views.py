"""The scoreboard of a programme, and one target down to the returns."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe

from thidua.figures.measures import Measure
from thidua.figures.scoring import Extent, show
from thidua_web.config.keeping import Kept
from thidua_web.dashboards.board import Board, Line
from thidua_web.dashboards.gathering import Gathered, Owed, gather, periods_of
from thidua_web.dashboards.places import Place, chart_of, places_of
from thidua_web.documents.wording import EFFORTS
from thidua_web.frame.retelling import retold
from thidua_web.frame.tables import Column, Rows, Table
from thidua_web.journal.journal import stand
from thidua_web.people.models import Role, User, today
from thidua_web.people.reach import reach_of
from thidua_web.programme.models import Programme, Target
from thidua_web.programme.views import programme_or_404
from thidua_web.returns.models import Binding
from thidua_web.returns.views import kept_without, shown_state

MISSING = gettext_lazy("chưa có")
MOST_OWN = 5
"""A reader of so few units is led to each; others to the list."""


BOARDS: Kept[Board] = Kept(3)
PERIODS: Kept[list[tuple[str, str]]] = Kept(50)


def _board(request: HttpRequest, programme: Programme) -> tuple[Board, list[tuple[str, str]]]:
    """The board of the period in the address; without one, of the newest."""
    return board_of(programme, request.GET.get("ky", ""))


def board_of(programme: Programme, period: str = "") -> tuple[Board, list[tuple[str, str]]]:
    """The board of a period, of the newest where none is named, and all periods. Kept until an act may change it."""
    day, token = today(), stand()
    key = (programme.pk, day, get_language())
    periods = PERIODS.get(key, token, lambda: periods_of(programme, day))
    asked = period or (periods[0][0] if periods else "")
    if asked and asked not in dict(periods):
        raise Http404(gettext("Chương trình không có kỳ này."))
    return BOARDS.get((*key, asked), token, lambda: _worked_out(programme, asked, day)), periods


def _worked_out(programme: Programme, period: str, day: date) -> Board:
    bindings: list[Binding] = list(programme.bindings.all())
    found = Board(programme, bindings, gather(programme, period, bindings) if period else None, today=day)
    assert found.lines is not None, "worked out here, by one thread, not by each reader"
    return found


def said(measure: Measure | None, line: Line) -> str:
    """A measure as it is read: a share with its sign, a count as it is; where others keep it, how many state «đạt»."""
    if measure is None and any(word is not None for word in line.stated.values()):
        told = {"met": list(line.stated.values()).count(True), "units": len(line.stated)}
        return gettext("%(met)s/%(units)s đơn vị nêu đạt") % told
    if measure is None or measure.value is None or line.indicator is None:
        return MISSING
    return f"{show(measure.value, '%')}%" if line.indicator.is_ratio else show(measure.value)


def parts(measure: Measure | None) -> str:
    """Numerator and denominator."""
    if measure is None or measure.denominator is None or measure.numerator is None:
        return ""
    return f"{show(Fraction(measure.numerator))} / {show(Fraction(measure.denominator))}"


def moved(line: Line) -> str:
    """The change against the baseline: only where the same ground stands on both sides."""
    if line.binding is None or not line.binding.baseline_period:
        return ""
    if line.change is None or not line.coverage.is_whole:
        return MISSING
    return shift(line.change)


def short(line: Line) -> str:
    """What is missing to the goal."""
    if line.score.distance is None:
        return MISSING
    if line.is_each or (line.binding and line.binding.is_held_elsewhere):
        return gettext("%(distance)s đơn vị") % {"distance": show(line.score.distance)}
    if line.bar.unit in ("%", "ratio"):
        return gettext("%(distance)s điểm %%") % {"distance": show(line.score.distance, "%")}
    return show(line.score.distance)


def verified_value(line: Line) -> Fraction | None:
    """What lines are sorted by."""
    return line.verified.value if line.verified else None


def verdict_word(line: Line) -> str:
    """The verdict as a key of states."""
    return str(line.score.verdict.value)


def columns(programme: Programme, gathered: Gathered | None, *, with_parts: bool) -> list[Column]:
    """The columns of the scoreboard."""
    period = gathered.period if gathered else ""
    overdue = len(gathered.overdue(today())) if gathered else 0
    late = f"{reverse('returns:obligations')}?loc=qua-han&ky={period}"

    def detail(line: Line) -> str:
        return f"{reverse('dashboards:target', args=[programme.pk, line.target.lineage])}?ky={period}"

    return [
        Column("chi-tieu", gettext("Chỉ tiêu"), lambda li: li.label, url=detail, by=lambda li: li.label),
        Column("muc", gettext("Mức phải đạt"), lambda li: li.level),
        Column("bat-buoc", gettext("Tính bắt buộc"), lambda li: EFFORTS.get(li.target.effort, "")),
        Column("han", gettext("Thời hạn"), lambda li: li.bar.due_on, kind="day", by=lambda li: li.bar.due_on),
        Column("xac-minh", gettext("Đã xác minh"), lambda li: said(li.verified, li), by=verified_value),
        Column("tu-mau", gettext("Tử số / mẫu số"), lambda li: parts(li.verified), is_shown=with_parts),
        Column("ca-cho", gettext("Kể cả chưa xác minh"), lambda li: said(li.pending, li)),
        Column("so-goc", gettext("So với kỳ gốc"), moved),
        Column("thieu", gettext("Còn thiếu"), short, by=lambda li: li.score.distance),
        Column("ket-luan", gettext("Kết luận"), verdict_word, kind="state", by=verdict_word),
        Column("vi-sao", gettext("Vì sao"), lambda li: retold(li.score.because)),
        Column(
            "cham",
            gettext("Chậm gửi"),
            lambda li: (
                gettext("%(overdue)s đơn vị") % {"overdue": overdue} if li.indicator and overdue else gettext("không")
            ),
            url=lambda li: late if li.indicator and overdue else None,
            is_shown=False,
        ),
        Column(
            "cau",
            gettext("Trong văn bản"),
            lambda li: gettext("Xem câu") if li.target.origin_url else gettext("nhập tay"),
            url=lambda li: li.target.origin_url,
            in_file=lambda li: li.target.sentence,
        ),
    ]


@require_safe
def boards(request: HttpRequest) -> HttpResponseBase:
    """Programmes that have a scoreboard."""
    rows = Programme.objects.visible_to(request.user).standing().select_related("campaign")
    shown = [
        Column(
            "ten",
            gettext("Chương trình"),
            lambda p: p.title,
            order=("title",),
            url=lambda p: reverse("dashboards:board", args=[p.pk]),
        ),
        Column("nam", gettext("Năm"), lambda p: p.years, order=("from_year",)),
        Column("trang-thai", gettext("Trạng thái"), lambda p: p.get_state_display(), order=("state",)),
    ]
    table = Table(request, shown, rows, name="bang-diem")
    return table.download() or render(request, "dashboards/boards.html", {"table": table})


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every target of a programme in one period."""
    programme = programme_or_404(request, pk)
    found, periods = _board(request, programme)
    lines = found.lines
    wanted, counts = request.GET.get("loc", ""), found.tally
    with_parts = request.GET.get("tu-mau") == "1"
    kept = [line for line in lines if not wanted or line.score.verdict.value == wanted]
    table = Table(
        request,
        columns(programme, found.gathered, with_parts=with_parts),
        Rows(kept),
        name=f"bang-diem-{pk}",
        per_page=500,
        title=titled(programme, found.gathered),
    )
    gathered = found.gathered
    context = {
        "programme": programme, "table": table, "periods": periods, "gathered": gathered, "counts": counts,
        "wanted": wanted, "overdue": _within(request.user, gathered.overdue(today())) if gathered else [],
        "sent": sum(gathered.states[s] for s in ("submitted", "accepted", "locked")) if gathered else 0,
        "accepted": sum(gathered.states[s] for s in ("accepted", "locked")) if gathered else 0,
        "may_write": request.user.holds(Role.STANDING_OFFICE), "total": len(lines), "with_parts": with_parts,
        "own": own_units(request.user, gathered), "asked": kept_without(request, "loc"),
        "other_way": kept_without(request, "tu-mau") + ("" if with_parts else "tu-mau=1"),
        "trail": [(gettext("Chương trình"), reverse("programme:list")), (str(programme), programme.get_absolute_url())],
    }  # fmt: skip
    return table.download() or render(request, "dashboards/board.html", context)


def titled(programme: Programme, gathered: Gathered | None, *parts: str) -> str:
    """What a downloaded scoreboard says of itself: programme, period, what it is of."""
    return ". ".join(part for part in (str(programme), gathered.label if gathered else "", *parts) if part)


def own_units(user: User, gathered: Gathered | None) -> list[Owed]:
    """The few units that a reader reports for or reads, to lead there at once; not the whole province."""
    reach = reach_of(user)
    if gathered is None or reach.everything:
        return []
    found = [owed for owed in gathered.owed.values() if reach.covers(owed.unit_id)]
    return found if len(found) <= MOST_OWN else []


def _within(user: User, owed: list[Owed]) -> list[Owed]:
    reach = reach_of(user)
    return [one for one in owed if reach.covers(one.unit_id)]


@require_safe
def target(request: HttpRequest, pk: int, lineage: str) -> HttpResponseBase:
    """One target: how it is measured, its sentence, and each unit with its figure and its return."""
    programme = programme_or_404(request, pk)
    rows = Target.objects.filter(programme=programme, lineage=lineage).of_version(programme.version)
    row = get_object_or_404(rows)
    found, periods = _board(request, programme)
    line = next((li for li in found.lines if li.target.pk == row.pk), None) or found.line(row)
    on_today = request.GET.get("don-vi") == "hom-nay"
    places = places_of(request.user, found, line, on_today=on_today)
    title = titled(programme, found.gathered, f"{line.label} {line.level}", row.sentence)
    columns = place_columns(line, on_today)
    table = Table(request, columns, places, name=f"chi-tieu-{row.pk}", per_page=100, title=title)
    context = {
        "programme": programme, "line": line, "table": table, "periods": periods, "gathered": found.gathered,
        "on_today": on_today, "day": today() if on_today else found.gathered.day if found.gathered else None,
        "verified": said(line.verified, line), "pending": said(line.pending, line), "parts": parts(line.verified),
        "moved": moved(line), "short": short(line), "elements": _elements(found, line),
        "places": places, "chart": chart_of(places, line), "stated": _stated(request.user, found, line),
        "trail": [(str(programme), programme.get_absolute_url()),
                  (gettext("Bảng điểm"), reverse("dashboards:board", args=[pk]))],
    }  # fmt: skip
    return table.download() or render(request, "dashboards/target.html", context)


def _stated(user: User, found: Board, line: Line) -> list[tuple[str, list[Owed]]]:
    """Of a target whose figures others keep: the units within reach, those that are said to fall short first."""
    owed = found.gathered.owed if found.gathered else {}
    named = {False: gettext("Nêu chưa đạt"), None: gettext("Chưa nêu"), True: gettext("Nêu đạt")}
    kept = [(word, _within(user, [owed[code] for code, said in line.stated.items() if said is which]))
            for which, word in named.items()]  # fmt: skip
    return [(word, rows) for word, rows in kept if rows]


def _elements(found: Board, line: Line) -> list[tuple[str, str]]:
    """What the indicator is made of: the labels of its numerator and denominator."""
    if line.indicator is None:
        return []
    known = found.known.elements
    above = " + ".join(known[k].label for k in line.indicator.numerator)
    below = " + ".join(known[k].label for k in line.indicator.denominator)
    return [(gettext("Tử số") if below else gettext("Cộng"), above)] + ([(gettext("Mẫu số"), below)] if below else [])


def between(extent: Extent | None, line: Line) -> str:
    """A value, or the two ends it lies between."""
    if extent is None or line.indicator is None:
        return MISSING
    unit, sign = ("%", "%") if line.indicator.is_ratio else ("", "")
    if extent.is_exact:
        return show(extent.low, unit) + sign
    return gettext("từ %(low)s%(sign)s đến %(high)s%(sign)s") % {
        "low": show(extent.low, unit),
        "sign": sign,
        "high": show(extent.high, unit),
    }


def ends(which: Callable[[Measure], int | None], place: Place) -> str:
    """A numerator or denominator, with both ends where it is not exact."""
    if place.verified is None:
        return MISSING
    low, high = sorted(n for n in (which(place.verified[0]), which(place.verified[1])) if n is not None)
    return (
        show(Fraction(low))
        if low == high
        else gettext("từ %(low)s đến %(high)s") % {"low": show(Fraction(low)), "high": show(Fraction(high))}
    )


def _came_from(place: Place) -> str:
    return gettext("%(came_from)s đơn vị của kỳ") % {"came_from": place.came_from}


def place_columns(line: Line, on_today: bool) -> list[Column]:
    """The columns of one target's units; on today's units a figure has no single return behind it."""
    is_ratio = line.indicator is not None and line.indicator.is_ratio
    verdict = {True: "met", False: "not_met", None: "undecidable"}

    def state(place: Place) -> str:
        return shown_state(place.owed, today()) if place.owed else ""

    def link(place: Place) -> str | None:
        return reverse("returns:answer", args=[place.owed.pk]) if place.owed else None

    found = [
        Column("don-vi", gettext("Đơn vị"), lambda p: p.name, url=link, by=lambda p: p.order),
        Column(
            "xac-minh",
            gettext("Đã xác minh"),
            lambda p: between(p.verified[2] if p.verified else None, line),
            by=lambda p: p.verified[2].low if p.verified and p.verified[2] else None,
        ),
        Column("tu", gettext("Tử số"), lambda p: ends(lambda m: m.numerator, p), is_shown=is_ratio),
        Column("mau", gettext("Mẫu số"), lambda p: ends(lambda m: m.denominator, p), is_shown=is_ratio),
        Column("ca-cho", gettext("Kể cả chưa xác minh"), lambda p: between(p.pending, line), is_shown=not on_today),
        Column(
            "ky-goc",
            gettext("Kỳ gốc, quy về đơn vị này"),
            lambda p: between(p.before, line),
            is_shown=line.bar.is_change,
        ),
        Column("thay-doi", gettext("Thay đổi"), _change, is_shown=line.bar.is_change),
    ]
    if not is_ratio:
        found = [c for c in found if c.key not in ("tu", "mau")]
    if not line.bar.is_change:
        found = [c for c in found if c.key not in ("ky-goc", "thay-doi")]
    found.append(Column("dat", gettext("So với mức"), lambda p: verdict[p.is_reached], kind="state"))
    if on_today:
        return [*found, Column("tu-don-vi", gettext("Gộp từ"), _came_from)]
    return [*found, Column("bao-cao", gettext("Báo cáo"), state, kind="state", by=state),
            Column("nguoi", gettext("Người tiếp nhận"), lambda p: p.accepted_by or MISSING)]  # fmt: skip


def shift(by: Fraction) -> str:
    """Say a change in words: `tăng 5%`, `giảm 12,5%`, `không đổi`."""
    if not by:
        return gettext("không đổi")
    words = gettext("tăng %(by)s%%") if by > 0 else gettext("giảm %(by)s%%")
    return words % {"by": show(abs(by), "%")}


def _change(place: Place) -> str:
    by = place.change
    return shift(by.low) if by and by.is_exact else MISSING
