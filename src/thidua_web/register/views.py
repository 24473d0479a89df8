"""Units on a day: the list with its tree, one unit's life, two days compared, the map."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from thidua.units.boundaries import svg_paths
from thidua.units.cartogram import SEA_TILES, tiles
from thidua.units.comparing import area, compare_days
from thidua.units.intake import SCHOOL_LEVELS, SIZES
from thidua.units.registry import ancestors
from thidua.units.shipped import positions
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua.units.versions import UnitVersion as LibraryVersion
from thidua_web.frame.doors import doors
from thidua_web.frame.tables import Column, Table
from thidua_web.people.models import Role
from thidua_web.register.asking import Asked, asked, day_in
from thidua_web.register.life import life_of
from thidua_web.register.live import live_registry
from thidua_web.register.models import Boundary, Level, Unit, UnitVersion
from thidua_web.register.papers import papers_of

EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)


def _columns(want: Asked) -> list[Column]:
    day = want.day.isoformat()
    return [
        Column("ten", gettext("Tên"), lambda v: v.full_name, order=("sort_key",),
               url=lambda v: f"{reverse('register:unit', args=[v.unit.key])}?ngay={day}"),
        Column("cap", gettext("Cấp"), lambda v: v.get_level_display(), order=("level",)),
        Column("ma", gettext("Mã"), lambda v: v.code, order=("code",)),
        Column("thuoc", gettext("Thuộc"), lambda v: v.parent_name or ""),
        Column("duoi", gettext("Đơn vị trực thuộc"), lambda v: v.below or 0, kind="number", order=("below",)),
        Column("tu", gettext("Từ ngày"), lambda v: v.valid_from, kind="day", order=("valid_from",)),
        Column("den", gettext("Đến trước ngày"), lambda v: v.valid_to, kind="day", order=("valid_to",), is_shown=False),
        Column("nguon", gettext("Mở theo"), lambda v: v.opened_by, order=("opened_by",), is_shown=False),
    ]  # fmt: skip


def _rows(want: Asked) -> QuerySet[UnitVersion]:
    """The versions that the address asks for, each with the name above it and how many stand below."""
    alive = UnitVersion.objects.as_of(want.day)
    above = alive.filter(unit=OuterRef("parent")).values("name")[:1]
    below = alive.filter(parent=OuterRef("unit")).order_by().values("parent").annotate(n=Count("pk")).values("n")
    rows = alive.select_related("unit").annotate(parent_name=Subquery(above), below=Subquery(below))
    if want.words:
        rows = rows.matching(want.words)
    if want.level:
        rows = rows.filter(level=want.level)
    if want.parent:
        rows = _under(rows, want)
    elif not want.words and not want.level and want.hierarchy == TERRITORY:
        rows = rows.filter(level=Level.PROVINCE)
    return rows


def _under(rows: QuerySet[UnitVersion], want: Asked) -> QuerySet[UnitVersion]:
    if want.hierarchy == TERRITORY:
        return rows.filter(parent__key=want.parent)
    return rows.filter(other_parents__hierarchy=want.hierarchy, other_parents__parent__key=want.parent)


@require_safe
def units(request: HttpRequest) -> HttpResponseBase:
    """The units of a day: provinces first, or what is asked for; a click goes down the tree."""
    want = asked(request)
    table = Table(request, _columns(want), _rows(want), name=f"don-vi-{want.day.isoformat()}")
    parent = UnitVersion.objects.as_of(want.day).filter(unit__key=want.parent).first() if want.parent else None
    context = {
        "want": want, "parent": parent, "levels": Level.choices, "hierarchies": HIERARCHIES.items(),
        "may_change": request.user.holds(Role.STANDING_OFFICE), "table": table,
        "is_empty": not Unit.objects.exists(), "certain": live_registry().certain(want.day),
    }  # fmt: skip
    return table.download() or render(request, "register/units.html", context)


@require_safe
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """One unit: how it stands on the day, its life line, what it was and what it became."""
    row = get_object_or_404(Unit, key=key)
    want, registry = asked(request), live_registry()
    if key not in registry.by_unit:
        raise Http404
    life = life_of(registry, key)
    now = registry.version_on(key, want.day)
    day = want.day if now else (registry.by_unit[key][-1].valid_from or EVE)
    trail = [(v.full_name, f"{reverse('register:unit', args=[v.unit])}?ngay={day.isoformat()}")
             for v in reversed(ancestors(registry, key, day))]  # fmt: skip
    context = {
        "unit": row, "want": want, "now": now, "latest": registry.by_unit[key][-1], "life": life,
        "trail": [(gettext("Đơn vị"), reverse("register:units")), *trail],
        "below": UnitVersion.objects.as_of(day).below(row).select_related("unit")[:200],
        "below_count": UnitVersion.objects.as_of(day).below(row).count(), "day": day,
        "others": [(HIERARCHIES[h], registry.version_on(p, day)) for h, p in _other_parents(now)],
        "may_change": request.user.holds(Role.STANDING_OFFICE), "details": _details(row),
        "papers": papers_of(turn.act for turn in life.turns),
        "figures": [item for door in doors() for item in door.of_unit(request.user, row)],
    }  # fmt: skip
    return render(request, "register/unit.html", context)


def _details(unit: Unit) -> list[tuple[str, str]]:
    """Size class and school levels in words, where the province's own list told them."""
    known = next((v.details for v in unit.versions.order_by("-pk") if v.details), {})
    found = [(gettext("Quy mô"), SIZES.get(known.get("size", ""), ""))]
    found.append((gettext("Cấp học"), ", ".join(SCHOOL_LEVELS.get(level, level) for level in known.get("levels", []))))
    return [(label, words) for label, words in found if words]


def _other_parents(now: LibraryVersion | None) -> list[tuple[str, str]]:
    return [(hierarchy, parent) for hierarchy, parent in (now.parents if now else ()) if hierarchy != TERRITORY]


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Two days side by side, for one province of the later day."""
    earlier, later = day_in(request, "tu", EVE), day_in(request, "den", REFORM)
    registry = live_registry()
    provinces = list(UnitVersion.objects.as_of(later).filter(level=Level.PROVINCE).select_related("unit"))
    chosen = request.GET.get("tinh") or (provinces[0].unit.key if provinces else "")
    limits = area(registry, chosen, earlier, later) if chosen in registry.by_unit else frozenset()
    found = compare_days(registry, earlier, later, units=limits) if limits and earlier < later else None
    names = {key: registry.by_unit[key][-1].full_name for key in limits}
    context = {"earlier": earlier, "later": later, "provinces": provinces, "chosen": chosen, "found": found,
               "names": names, "trail": [(gettext("Đơn vị"), reverse("register:units"))]}  # fmt: skip
    return render(request, "register/comparison.html", context)


def _shapes(shown: list[UnitVersion], day: date) -> tuple[dict[str, str], int]:
    """The boundaries that the province brought, where every unit shown has one; a map with holes would mislead."""
    rows = Boundary.objects.as_of(day).filter(unit__in=[v.unit_id for v in shown]).select_related("unit")
    rings = {row.unit.key: row.rings for row in rows}
    return svg_paths(rings) if shown and len(rings) == len(shown) else ({}, 0)


@require_safe
def cartogram(request: HttpRequest) -> HttpResponse:
    """The map of equal tiles: the provinces with Hoàng Sa and Trường Sa, or the communes of one province."""
    want = asked(request)
    where = positions()
    list_name = "new" if want.day >= REFORM else "old"
    rows = UnitVersion.objects.as_of(want.day).select_related("unit")
    province = rows.filter(unit__key=want.parent, level=Level.PROVINCE).first() if want.parent else None
    if province is None:
        shown = list(rows.filter(level=Level.PROVINCE))
    else:
        under = [
            province.unit_id,
            *rows.filter(parent=province.unit, level=Level.DISTRICT).values_list("unit", flat=True),
        ]
        shown = list(rows.filter(parent__in=under, level=Level.COMMUNE))
    points = {v.unit.key: where[f"{list_name}:{v.code}"] for v in shown if f"{list_name}:{v.code}" in where}
    drawn, height = _shapes(shown, want.day) if province is not None else ({}, 0)
    laid = tiles(points | (SEA_TILES if province is None else {}))
    by_key = {v.unit.key: v for v in shown}
    placed = [(t, by_key.get(t.key), t.key) for t in laid]
    context = {
        "want": want,
        "province": province,
        "placed": placed,
        "shown": shown,
        "columns": max((t.column for t in laid), default=0) + 1,
        "rows": max((t.row for t in laid), default=0) + 1,
        "shapes": [(drawn[v.unit.key], v) for v in shown if v.unit.key in drawn],
        "height": height,
        "trail": [(gettext("Đơn vị"), reverse("register:units"))],
        "missing": [v for v in shown if v.unit.key not in points],
    }
    return render(request, "register/map.html", context)
