"""Boundaries that a province brings itself: GeoJSON in, rings per unit out, checked feature by feature.

The project ships no boundaries: a province imports its own, each with the days on which it holds. Coordinates are
degrees (WGS 84, longitude first) and are kept to four decimals, about eleven metres: enough for a page, not for land.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from thidua.dates import parse_day
from thidua.errors import OfficerError, Place, ThiduaError, UnreadableFile
from thidua.units.registry import Registry

Ring = tuple[tuple[float, float], ...]
VIETNAM = (102.0, 6.0, 118.0, 24.0)
"""West, south, east, north: holds the mainland, Hoàng Sa and Trường Sa."""
CODE_NAMES = ("code", "ma", "MA", "ma_xa", "MAXA", "ma_dvhc")
DECIMALS = 4


class Boundary(NamedTuple):
    """The rings of a unit's land on the days ``valid_from <= day < valid_to``; outer rings and holes alike."""

    unit: str
    rings: tuple[Ring, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass
class BoundaryFile:
    """Everything a file holds and everything that is wrong with it."""

    boundaries: list[Boundary] = field(default_factory=list)
    problems: list[ThiduaError] = field(default_factory=list)


def read_boundaries(data: bytes, registry: Registry, day: date, *, file: str = "") -> BoundaryFile:
    """Read a GeoJSON FeatureCollection; each feature names its unit by the code borne on ``day``.

    A feature's own ``valid_from`` and ``valid_to`` (ISO days) win over ``day`` as the beginning. Raises UnreadableFile
    where the file is no FeatureCollection; other problems are told per feature.
    """
    features = _features(data, file)
    found = BoundaryFile()
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, 1):
        place = Place(file=file or None, row=number)
        try:
            boundary = _boundary(feature, registry, day)
            if boundary.unit in seen:
                raise OfficerError(f"Đơn vị đã có ranh giới ở đối tượng {seen[boundary.unit]} của tệp này.")
            seen[boundary.unit] = number
            found.boundaries.append(boundary)
        except ThiduaError as error:
            found.problems.append(type(error)(error.sentence, place))
    return found


def _features(data: bytes, file: str) -> list[Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableFile("Không phải GeoJSON mã hóa UTF-8.", Place(file=file or None)) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise UnreadableFile("Cần một FeatureCollection có đối tượng bên trong.", Place(file=file or None))
    return features


def _boundary(feature: Any, registry: Registry, day: date) -> Boundary:
    if not isinstance(feature, dict):
        raise OfficerError("Đối tượng không đúng dạng Feature.")
    properties = feature.get("properties") or {}
    code = next((str(properties[n]).strip() for n in CODE_NAMES if properties.get(n) not in (None, "")), "")
    if not code:
        raise OfficerError(f"Thiếu mã đơn vị; đặt ở thuộc tính {CODE_NAMES[0]}.")
    since = parse_day(str(properties["valid_from"])) if properties.get("valid_from") else day
    until = parse_day(str(properties["valid_to"])) if properties.get("valid_to") else None
    if until is not None and until <= since:
        raise OfficerError("Ngày hết hiệu lực phải sau ngày bắt đầu.")
    unit = registry.bearer(code, since).unit
    return Boundary(unit, _rings(feature.get("geometry")), since, until)


def _rings(geometry: Any) -> tuple[Ring, ...]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise OfficerError("Hình phải là Polygon hoặc MultiPolygon.")
    polygons = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
    try:
        rings = [_ring(ring) for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError):
        raise OfficerError("Tọa độ không đúng dạng [kinh độ, vĩ độ].") from None
    if not rings:
        raise OfficerError("Hình không có điểm nào.")
    return tuple(rings)


def _ring(points: Iterable[Any]) -> Ring:
    ring: list[tuple[float, float]] = []
    for point in points:
        lon, lat = round(float(point[0]), DECIMALS), round(float(point[1]), DECIMALS)
        west, south, east, north = VIETNAM
        if not (west <= lon <= east and south <= lat <= north):
            raise OfficerError(f"Điểm ({lon}, {lat}) nằm ngoài Việt Nam: tọa độ phải là độ, kinh độ trước, vĩ độ sau.")
        if not ring or ring[-1] != (lon, lat):
            ring.append((lon, lat))
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise OfficerError("Mỗi đường bao phải khép kín và có ít nhất bốn điểm.")
    return tuple(ring)


def svg_paths(shapes: dict[str, tuple[Ring, ...]], width: int = 1000) -> tuple[dict[str, str], int]:
    """Draw shapes into one frame ``width`` units wide: unit -> path data, and the frame's height."""
    points = [p for rings in shapes.values() for ring in rings for p in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = width / max(east - west, 1e-6)
    drawn = {
        unit: "".join(
            "M" + "L".join(f"{(x - west) * scale:.1f},{(north - y) * scale:.1f}" for x, y in ring) + "Z"
            for ring in rings
        )
        for unit, rings in shapes.items()
    }
    return drawn, max(1, round((north - south) * scale))
