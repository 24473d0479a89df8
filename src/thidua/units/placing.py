"""Place units for a tile cartogram: the sources' coordinates, with the outliers moved to where the parts lay.

The coordinates are good enough to set one tile beside another and for nothing else: 28 of the 3,321 lie outside their
commune, some because two communes of one name were exchanged. A new unit is compared with the parts it was made of;
farther than ``FAR_KM`` from all of them it takes their mean. Old coordinates that several communes share are a
geocoder's fallback to the middle of a district and count for nothing. Archipelagos are never moved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import cos, hypot, radians
from statistics import mean
from typing import Any

FAR_KM = 30.0
_KM_PER_DEGREE = 111.0

Point = tuple[float, float]


def distance_km(one: Point, other: Point) -> float:
    """Measure roughly, on a plane; good within Vietnam to one percent.

    >>> round(distance_km((11.31, 106.10), (11.31, 106.20)))
    11
    """
    return hypot((one[0] - other[0]) * _KM_PER_DEGREE,
                 (one[1] - other[1]) * _KM_PER_DEGREE * cos(radians(one[0])))  # fmt: skip


def places(
    old: list[dict[str, Any]], new: list[dict[str, Any]], edges: Iterable[tuple[str, str]]
) -> list[tuple[str, ...]]:
    """Give ``(unit, lat, lon, source)`` rows for both lists; keys are ``old:CODE`` and ``new:CODE``."""
    before = {str(r["wardCode"]): (r["wardLat"], r["wardLon"]) for r in old if r["wardCode"] and r["wardLat"]}
    times = Counter(before.values())
    parts: dict[str, list[Point]] = defaultdict(list)
    for a, b in sorted(edges):
        if a in before and times[before[a]] == 1:
            parts[b].append(before[a])
    rows = [_row("old", code, point, "vau") for code, point in before.items()]
    for r in new:
        point, code = (r["wardLat"], r["wardLon"]), str(r["wardCode"])
        astray = parts[code] and not r["ward"].startswith("Đặc khu")
        if astray and min(distance_km(point, p) for p in parts[code]) > FAR_KM:
            rows.append(_row("new", code, (mean(p[0] for p in parts[code]), mean(p[1] for p in parts[code])), "moved"))
        else:
            rows.append(_row("new", code, point, "vau"))
    rows += _above(old, "provinceCode", "province", "old") + _above(old, "districtCode", "district", "old")
    return rows + _above(new, "provinceCode", "province", "new")


def _above(rows: list[dict[str, Any]], code: str, stem: str, which: str) -> list[tuple[str, ...]]:
    points = {str(r[code]): (r[f"{stem}Lat"], r[f"{stem}Lon"]) for r in rows}
    return [_row(which, c, point, "vau") for c, point in points.items() if point[0]]


def _row(which: str, code: str, point: Point, source: str) -> tuple[str, ...]:
    return (f"{which}:{code}", f"{point[0]:.3f}", f"{point[1]:.3f}", source)
