"""Boundaries that a province brings: checked feature by feature, kept with their days."""

import json
from datetime import date
from typing import Any

import pytest

from thidua.errors import UnreadableFile
from thidua.units.boundaries import read_boundaries, svg_paths
from thidua.units.shipped import shipped_units

DAY = date(2025, 7, 1)
SQUARE = [[106.0, 11.0], [106.1, 11.0], [106.1, 11.1], [106.0, 11.1], [106.0, 11.0]]


def feature(code: str | None = "25549", ring: Any = None, kind: str = "Polygon", **more: str) -> dict[str, Any]:
    shape = [SQUARE if ring is None else ring]
    geometry = {"type": kind, "coordinates": [shape] if kind == "MultiPolygon" else shape}
    return {"type": "Feature", "properties": {**({"code": code} if code else {}), **more}, "geometry": geometry}


def read(*features: Any) -> Any:
    data = json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
    return read_boundaries(data, shipped_units(), DAY, file="ranh-gioi.geojson")


def test_a_feature_becomes_the_boundary_of_the_unit_that_bears_the_code_that_day() -> None:
    found = read(feature(), feature("25507", valid_from="2025-06-30", valid_to="2025-07-01", kind="MultiPolygon"))
    assert not found.problems
    assert [shipped_units().by_unit[b.unit][-1].code for b in found.boundaries] == ["25549", "25507"]
    assert found.boundaries[0].valid_from == DAY and found.boundaries[1].valid_to == DAY


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (feature(None), "Thiếu mã"),
        (feature("99999"), "99999"),
        (feature("25507", valid_from="2026-01-01"), "25507"),
        (feature(valid_to="2025-01-01"), "sau ngày bắt đầu"),
        (feature(ring=[[11.0, 106.0]] * 5), "ngoài Việt Nam"),
        (feature(ring=SQUARE[:-1]), "khép kín"),
        (feature(ring=[["a", "b"]] * 5), "kinh độ"),
        (feature() | {"geometry": {"type": "Point", "coordinates": [1, 2]}}, "Polygon"),
        ("chữ", "Feature"),
    ],
)  # fmt: skip
def test_each_wrong_feature_is_told_with_its_number(wrong: Any, said: str) -> None:
    found = read(feature("25498"), wrong)
    assert len(found.boundaries) == 1
    assert said in str(found.problems[0]) and "dòng 2" in str(found.problems[0])


def test_a_unit_told_twice_is_noticed() -> None:
    assert "đối tượng 1" in str(read(feature(), feature()).problems[0])


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b'{"features": []}', b"[" * 100_000])
def test_what_is_no_collection_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_boundaries(data, shipped_units(), DAY)


def test_shapes_are_drawn_into_one_frame() -> None:
    drawn, height = svg_paths({"a": (tuple(map(tuple, SQUARE)),)})  # type: ignore[arg-type]
    assert drawn["a"].startswith("M0.0,") and drawn["a"].endswith("Z") and height == 1000
