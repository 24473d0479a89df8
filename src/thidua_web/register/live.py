"""The registry of the library as the database holds it now; each worker keeps one and reloads when the stand moved."""

from fractions import Fraction
from threading import Lock

from thidua.units.registry import Registry
from thidua.units.shipped import CERTAIN_FROM
from thidua.units.versions import TERRITORY, Succession, SuccessionEdge, UnitVersion
from thidua_web.register import models as rows

_lock = Lock()
_kept: tuple[str, Registry] | None = None


def stand() -> str:
    """The token of the registry's present stand."""
    return rows.Stand.objects.values_list("token", flat=True).filter(pk=1).first() or ""


def move_stand() -> None:
    """Tell every worker that the registry changed; called by acts, in their transaction."""
    rows.Stand.objects.update_or_create(pk=1, defaults={"token": rows.fresh_token()})


def live_registry() -> Registry:
    """The registry now: one small query, and a reload only after a change; before its first act nothing is kept."""
    global _kept
    now = stand()
    if not now:
        return read_registry()
    kept = _kept
    if kept is None or kept[0] != now:
        with _lock:
            kept = (now, read_registry())
            _kept = kept
    return kept[1]


def read_registry() -> Registry:
    """Read all rows; about a third of a second for the communes of the country."""
    keys = dict(rows.Unit.objects.values_list("pk", "key"))
    return Registry(tuple(_versions(keys)), tuple(_edges(keys)), _acts(), CERTAIN_FROM)


def _versions(keys: dict[int, str]) -> list[UnitVersion]:
    others: dict[int, list[tuple[str, str]]] = {}
    for version, hierarchy, parent in rows.OtherParent.objects.order_by("pk").values_list(
        "version", "hierarchy", "parent"
    ):
        others.setdefault(version, []).append((hierarchy, keys[parent]))
    found = []
    columns = ("pk", "unit", "code", "name", "kind", "level", "valid_from", "valid_to", "parent")
    columns += ("opened_by", "closed_by", "source")
    for pk, unit, code, name, kind, level, since, until, parent, opened, closed, source in (
        rows.UnitVersion.objects.order_by("pk").values_list(*columns)
    ):  # fmt: skip
        above = ((TERRITORY, keys[parent]),) if parent else ()
        parents = (*above, *others.get(pk, ()))
        found.append(UnitVersion(keys[unit], code, name, kind, level, since, until, parents, opened, closed, source))
    return found


def _edges(keys: dict[int, str]) -> list[SuccessionEdge]:
    shares: dict[int, list[tuple[str, Fraction]]] = {}
    columns = ("edge", "element", "numerator", "denominator")
    for edge, element, above, below in rows.Share.objects.order_by("element").values_list(*columns):
        shares.setdefault(edge, []).append((element, Fraction(above, below)))
    return [
        SuccessionEdge(on, keys[origin], keys[heir], tuple(shares.get(pk, ())), act, source)
        for pk, on, origin, heir, act, source in rows.SuccessionEdge.objects.order_by("pk").values_list(
            "pk", "on", "origin", "heir", "act", "source"
        )
    ]


def _acts() -> dict[str, Succession]:
    columns = ("key", "on", "kind", "basis", "issued_on", "source")
    return {row[0]: Succession(*row) for row in rows.Succession.objects.values_list(*columns)}
