"""The difference between two registries as plain JSON, and how it is laid onto the live tables and taken off again.

A version that only closes is one row updated (its number stays: figures stand on it); others are added or removed.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import models, transaction
from vn_collate import collate_key

from thidua.units.registry import Registry
from thidua.units.versions import TERRITORY, Succession, SuccessionEdge, UnitVersion
from thidua_web.register import models as rows

Json = dict[str, Any]
BATCH = 1000
_NUMBER = re.compile(r"\d+")


def difference(old: Registry, new: Registry) -> Json:
    """Give what must change to come from one registry to the other; the reverse is the same read backwards."""
    was = {(v.unit, v.valid_from): v for v in old.versions}
    now = {(v.unit, v.valid_from): v for v in new.versions}
    return {
        "versions_added": [version_json(v) for k, v in now.items() if k not in was],
        "versions_removed": [version_json(v) for k, v in was.items() if k not in now],
        "versions_changed": [
            [version_json(was[k]), version_json(v)] for k, v in now.items() if k in was and was[k] != v
        ],
        "edges_added": [edge_json(e) for e in _missing(new.edges, old.edges)],
        "edges_removed": [edge_json(e) for e in _missing(old.edges, new.edges)],
        "acts_added": [act_json(new.acts[k]) for k in new.acts.keys() - old.acts.keys()],
        "acts_removed": [act_json(old.acts[k]) for k in old.acts.keys() - new.acts.keys()],
    }


def reverse(changes: Json) -> Json:
    """The changes that undo these."""
    turned = {name.replace("_added", "_?"): value for name, value in changes.items() if name.endswith("_added")}
    turned = {name.replace("_?", "_removed"): value for name, value in turned.items()}
    for name, value in changes.items():
        if name.endswith("_removed"):
            turned[name.replace("_removed", "_added")] = value
    turned["versions_changed"] = [[after, before] for before, after in changes["versions_changed"]]
    return turned


def _missing(some: Iterable[SuccessionEdge], others: Iterable[SuccessionEdge]) -> list[SuccessionEdge]:
    known = set(others)
    return [edge for edge in some if edge not in known]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def version_json(v: UnitVersion) -> list[Any]:
    """One version as a JSON row, in the order of its fields."""
    return [
        *v[:5],
        _iso(v.valid_from),
        _iso(v.valid_to),
        [list(p) for p in v.parents],
        v.opened_by,
        v.closed_by,
        v.source,
    ]


def version_from_json(row: list[Any]) -> UnitVersion:
    """The reverse of ``version_json``."""
    parents = tuple((str(h), str(p)) for h, p in row[7])
    return UnitVersion(*row[:5], _day(row[5]), _day(row[6]), parents, *row[8:])


def edge_json(e: SuccessionEdge) -> list[Any]:
    """One edge as a JSON row; shares are fractions written out."""
    return [_iso(e.on), e.origin, e.heir, [[element, str(part)] for element, part in e.shares], e.act, e.source]


def act_json(a: Succession) -> list[Any]:
    """One act as a JSON row."""
    return [a.key, _iso(a.on), a.kind, a.basis, _iso(a.issued_on), a.source]


@transaction.atomic
def lay(changes: Json) -> None:
    """Lay changes onto the live tables. ``models.ProtectedError`` where a removed version is leaned on."""
    _remove(changes)
    keys = {row[0] for row in changes["versions_added"]}
    known = set(rows.Unit.objects.filter(key__in=keys).values_list("key", flat=True)) if len(keys) < BATCH else None
    if known is None:
        known = set(rows.Unit.objects.values_list("key", flat=True))
    rows.Unit.objects.bulk_create([rows.Unit(key=k) for k in sorted(keys - known)], batch_size=BATCH)
    numbers = _numbers(changes)
    _add_versions(changes["versions_added"], numbers)
    for before, after in changes["versions_changed"]:
        _change_version(before, after, numbers)
    _add_edges(changes["edges_added"], numbers)
    made = [rows.Succession(key=k, on=on, kind=kind, basis=basis, issued_on=issued, source=source)
            for k, on, kind, basis, issued, source in changes["acts_added"]]  # fmt: skip
    rows.Succession.objects.bulk_create(made, batch_size=BATCH)
    describe(changes.get("details", {}))
    _drop_empty_units(changes)


def _numbers(changes: Json) -> dict[str, int]:
    """Key -> row number of every unit that the changes speak of."""
    asked = {r[0] for r in changes["versions_added"]} | {a[0] for _, a in changes["versions_changed"]}
    for row in [*changes["versions_added"], *(a for _, a in changes["versions_changed"])]:
        asked |= {parent for _, parent in row[7]}
    asked |= {key for row in changes["edges_added"] for key in row[1:3]}
    found: dict[str, int] = {}
    for some in _batches(sorted(asked)):
        found |= dict(rows.Unit.objects.filter(key__in=some).values_list("key", "pk"))
    return found


def _batches(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def sorting(name: str) -> str:
    """The Vietnamese sort key of a name, numbers by size: «Phường 3» before «Phường 10»."""
    return str(collate_key(_NUMBER.sub(lambda m: m[0].zfill(6), name)))[:400]


def _columns(row: list[Any], numbers: dict[str, int]) -> Json:
    parents = dict(row[7])
    return {
        "unit_id": numbers[row[0]], "code": row[1], "name": row[2], "kind": row[3], "level": row[4],
        "valid_from": _day(row[5]), "valid_to": _day(row[6]),
        "parent_id": numbers[parents[TERRITORY]] if TERRITORY in parents else None,
        "opened_by": row[8], "closed_by": row[9], "source": row[10],
        "folded": rows.UnitVersion.folded_name(row[3], row[2], row[1]), "sort_key": sorting(row[2]),
    }  # fmt: skip


def _add_versions(added: list[list[Any]], numbers: dict[str, int]) -> None:
    kept = _details({numbers[row[0]] for row in added})
    made = [rows.UnitVersion(**_columns(row, numbers), details=kept.get(numbers[row[0]], {})) for row in added]
    rows.UnitVersion.objects.bulk_create(made, batch_size=BATCH)
    others = [
        rows.OtherParent(version=version, hierarchy=hierarchy, parent_id=numbers[parent])
        for version, row in zip(made, added, strict=True)
        for hierarchy, parent in row[7]
        if hierarchy != TERRITORY
    ]
    rows.OtherParent.objects.bulk_create(others, batch_size=BATCH)


def _details(units: set[int]) -> dict[int, Json]:
    """What is known of a unit besides its name (size class, school levels) goes over to its next version."""
    known = rows.UnitVersion.objects.exclude(details={}).order_by("pk").values_list("unit", "details")
    return {unit: details for unit, details in known if unit in units}


def describe(details: dict[str, Json]) -> None:
    """Write details onto the versions of units, by key; they are no part of the registry that acts compare."""
    for version in rows.UnitVersion.objects.filter(unit__key__in=details).select_related("unit"):
        version.details = details[version.unit.key]
        version.save(update_fields=["details"])


def _change_version(before: list[Any], after: list[Any], numbers: dict[str, int]) -> None:
    version = rows.UnitVersion.objects.get(unit__key=before[0], valid_from=_day(before[5]))
    for name, value in _columns(after, numbers).items():
        setattr(version, name, value)
    version.save()
    version.other_parents.all().delete()
    for hierarchy, parent in after[7]:
        if hierarchy != TERRITORY:
            version.other_parents.create(hierarchy=hierarchy, parent_id=numbers[parent])


def _add_edges(added: list[list[Any]], numbers: dict[str, int]) -> None:
    made = [
        rows.SuccessionEdge(on=_day(on), origin_id=numbers[origin], heir_id=numbers[heir], act=act, source=source)
        for on, origin, heir, _, act, source in added
    ]
    rows.SuccessionEdge.objects.bulk_create(made, batch_size=BATCH)
    shares = []
    for edge, row in zip(made, added, strict=True):
        for element, part in row[3]:
            share = Fraction(part)
            shares.append(
                rows.Share(edge=edge, element=element, numerator=share.numerator, denominator=share.denominator)
            )
    rows.Share.objects.bulk_create(shares, batch_size=BATCH)


def _remove(changes: Json) -> None:
    for on, origin, heir, *_ in changes["edges_removed"]:
        rows.SuccessionEdge.objects.filter(on=on, origin__key=origin, heir__key=heir).delete()
    for row in changes["versions_removed"]:
        rows.UnitVersion.objects.filter(unit__key=row[0], valid_from=_day(row[5])).delete()
    rows.Succession.objects.filter(key__in=[row[0] for row in changes["acts_removed"]]).delete()


def _drop_empty_units(changes: Json) -> None:
    """Units whose last version went: identities that nothing speaks of any more."""
    for some in _batches(sorted({row[0] for row in changes["versions_removed"]})):
        rows.Unit.objects.filter(key__in=some, versions__isnull=True).delete()


def protected(error: models.ProtectedError) -> int:
    """How many rows lean on what should go."""
    return len(error.protected_objects)
