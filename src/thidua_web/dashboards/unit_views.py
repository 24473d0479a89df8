"""One unit's own scoreboard, and the list of units with how many targets each reaches."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from thidua.figures.scoring import show
from thidua.text import fold_name
from thidua_web.dashboards.by_unit import Share, Standing, from_nothing, shares_of, standings
from thidua_web.dashboards.ground import code_of
from thidua_web.dashboards.views import MISSING, _board, between, parts, said, shift, titled
from thidua_web.frame.tables import Column, Rows, Table
from thidua_web.people.models import today
from thidua_web.people.reach import reach_of
from thidua_web.programme.models import Programme
from thidua_web.programme.views import programme_or_404
from thidua_web.returns.views import shown_state

VERDICT = {True: "met", False: "not_met", None: "undecidable"}


def _trail(programme: Programme) -> list[tuple[str, str]]:
    return [
        (str(programme), programme.get_absolute_url()),
        (gettext("Bảng điểm"), reverse("dashboards:board", args=[programme.pk])),
    ]


def unit_columns(programme: Programme, period: str) -> list[Column]:
    """The columns of the list of units."""

    def link(standing: Standing) -> str:
        return f"{reverse('dashboards:unit', args=[programme.pk, standing.row.unit.key])}?ky={period}"

    return [
        Column("don-vi", gettext("Đơn vị"), lambda s: s.row.full_name, url=link, by=lambda s: s.row.sort_key),
        Column("dat", gettext("Đạt"), lambda s: s.met, kind="number", by=lambda s: s.met),
        Column("chua-dat", gettext("Chưa đạt"), lambda s: s.not_met, kind="number", by=lambda s: s.not_met),
        Column("chua-ro", gettext("Chưa đủ dữ liệu"), lambda s: s.unknown, kind="number", by=lambda s: s.unknown),
        Column(
            "ty-le",
            gettext("Đạt trên số đã rõ"),
            lambda s: f"{show(s.share, '%')}%" if s.share is not None else MISSING,
            by=lambda s: s.share,
        ),
        Column(
            "bao-cao",
            gettext("Báo cáo"),
            lambda s: shown_state(s.owed, today()),
            kind="state",
            by=lambda s: shown_state(s.owed, today()),
        ),
    ]


@require_safe
def units(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every unit within reach: how many targets it reaches on verified figures, and how its return stands."""
    programme = programme_or_404(request, pk)
    board, periods = _board(request, programme)
    reach, words = reach_of(request.user), fold_name(request.GET.get("q", "")[:100]).split()
    rows = standings(board)
    if not reach.everything:
        rows = [s for s in rows if reach.covers(s.row.unit_id)]
    if words:
        rows = [s for s in rows if all(w in s.row.folded for w in words)]
    period = board.gathered.period if board.gathered else ""
    title = titled(programme, board.gathered, gettext("Theo đơn vị"))
    table = Table(request, unit_columns(programme, period), Rows(rows), name=f"don-vi-{pk}", per_page=100, title=title)
    context = {
        "programme": programme, "periods": periods, "gathered": board.gathered, "table": table,
        "words": request.GET.get("q", ""), "trail": _trail(programme), "asked": rows[0].met + rows[0].not_met
        + rows[0].unknown if rows else 0, "changes": sum(line.bar.is_change for line in board.lines if line.indicator),
        "from_nothing": len(from_nothing(board)),
    }  # fmt: skip
    return table.download() or render(request, "dashboards/units.html", context)


def _missing(share: Share) -> str:
    if share.distance is None:
        return str(MISSING) if share.is_asked and not share.is_reached else ""
    if share.line.indicator is not None and (share.line.indicator.is_ratio or share.line.bar.is_change):
        return gettext("%(distance)s điểm %%") % {"distance": show(share.distance, "%")}
    return show(share.distance)


def _moved(share: Share) -> str:
    """The change against the unit's own baseline, where the target asks for one."""
    if not share.line.bar.is_change:
        return ""
    return shift(share.change.low) if share.change and share.change.is_exact else str(MISSING)


def share_columns(programme: Programme, period: str) -> list[Column]:
    """The columns of one unit's scoreboard."""

    def link(share: Share) -> str:
        return f"{reverse('dashboards:target', args=[programme.pk, share.line.target.lineage])}?ky={period}"

    return [
        Column("chi-tieu", gettext("Chỉ tiêu"), lambda s: s.line.label, url=link),
        Column("muc", gettext("Mức phải đạt"), lambda s: s.line.level),
        Column(
            "xac-minh",
            gettext("Đã xác minh"),
            lambda s: between(s.extent, s.line),
            by=lambda s: s.extent.low if s.extent else None,
        ),
        Column("tu-mau", gettext("Tử số / mẫu số"), lambda s: parts(s.verified[0]) if s.verified else ""),
        Column("ca-cho", gettext("Kể cả chưa xác minh"), lambda s: between(s.pending, s.line)),
        Column("so-goc", gettext("So với kỳ gốc"), _moved, by=lambda s: s.change.low if s.change else None),
        Column("tinh", gettext("Cả tỉnh"), lambda s: said(s.line.verified, s.line)),
        Column("hang", gettext("Thứ hạng"), lambda s: f"{s.place}/{s.among}" if s.place else "", by=lambda s: s.place),
        Column("thieu", gettext("Còn thiếu"), _missing, by=lambda s: s.distance),
        Column(
            "dat",
            gettext("So với mức"),
            lambda s: VERDICT[s.is_reached] if s.is_asked else "",
            kind="state",
            by=lambda s: VERDICT[s.is_reached],
        ),
        Column(
            "cau",
            gettext("Trong văn bản"),
            lambda s: gettext("Xem câu") if s.line.target.origin_url else gettext("nhập tay"),
            url=lambda s: s.line.target.origin_url,
            in_file=lambda s: s.line.target.sentence,
        ),
    ]


@require_safe
def unit(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """One unit: each target with its figure, the level, the province beside it, and the place among the units."""
    programme = programme_or_404(request, pk)
    board, periods = _board(request, programme)
    gathered = board.gathered
    row = next((r for r in gathered.ground.rows.values() if r.unit.key == key), None) if gathered else None
    if gathered is None or row is None or not reach_of(request.user).covers(row.unit_id):
        raise Http404
    shares = shares_of(board, code_of(row))
    owed = gathered.owed[code_of(row)]
    columns, title = share_columns(programme, gathered.period), titled(programme, gathered, row.full_name)
    table = Table(request, columns, Rows(shares), name=f"diem-{key}", per_page=500, title=title)
    context = {
        "programme": programme,
        "periods": periods,
        "gathered": gathered,
        "row": row,
        "owed": owed,
        "table": table,
        "state": shown_state(owed, today()),
        "met": sum(s.is_reached is True for s in shares),
        "asked": sum(s.is_asked for s in shares),
        "trail": [
            *_trail(programme),
            (gettext("Theo đơn vị"), f"{reverse('dashboards:units', args=[pk])}?ky={gathered.period}"),
        ],
    }
    return table.download() or render(request, "dashboards/unit.html", context)
