"""Shares a province enters, and a build that refuses what does not add up."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from thidua.errors import OfficerError, RuleKeeperError
from thidua.figures.rollup import Figure, roll_up
from thidua.units.building import KNOWN, Sources, check, edges_of
from thidua.units.lineage import successors_of
from thidua.units.placing import places
from thidua.units.sharing import shares_from_counts, splits_without_shares, with_shares
from thidua.units.shipped import shipped_units

UNITS, REFORM = shipped_units(), date(2025, 7, 1)


def test_entered_households_close_the_bounds_and_nothing_else() -> None:
    shares = shares_from_counts({"25498-2": 1200, "25549-2": 1714})
    assert sum(shares.values()) == 1
    told = with_shares(UNITS, "25507-1", "households", shares)
    figures = [Figure("25507", element, "2024", 2914) for element in ("households", "people")]
    totals = {(t.unit, t.element): t for t in roll_up(told, figures, REFORM, "commune")}
    assert totals["25498", "households"].at_least == totals["25498", "households"].at_most == 1200
    assert totals["25549", "households"].exact and not totals["25498", "people"].exact
    assert len(splits_without_shares(told, "households")) == 380 and len(splits_without_shares(told)) == 381
    assert told.versions == UNITS.versions and successors_of(UNITS, "25507-1", REFORM)[0][1] is None


@pytest.mark.parametrize(
    ("unit", "shares", "word"),
    [
        ("25456-1", {"25459-2": Fraction(1)}, "không bị chia"),
        ("25507-1", {"25486-2": Fraction(1)}, "không nhận phần"),
        ("25507-1", {"25498-2": Fraction(1, 3), "25549-2": Fraction(1, 3)}, "2/3"),
        ("25507-1", {"25498-2": Fraction(4, 3)}, "4/3"),
    ],
)
def test_shares_that_cannot_be(unit: str, shares: dict[str, Fraction], word: str) -> None:
    with pytest.raises(OfficerError, match=word):
        with_shares(UNITS, unit, "people", shares)
    with pytest.raises(OfficerError, match="khác 0"):
        shares_from_counts({"a": 0, "b": 0})


def test_the_build_stops_at_a_count_or_a_patch_that_does_not_fit() -> None:
    assert check(Counter(KNOWN)) == []
    assert check(Counter(KNOWN) + Counter({"edges": 1})) == ["edges: 10571, phải là 10570"]
    row = {"provinceKey": "p", "districtKey": "d", "wardKey": "w", "wardCode": "00001", "districtCode": "001"}
    new = {"provinceKey": "p", "wardKey": "n", "wardCode": "00002"}
    converter = {"DICT_PROVINCE_WARD_NO_DIVIDED": {"p": {"n": ["p_d_w"]}}, "DICT_PROVINCE_WARD_DIVIDED": {}}
    sources = Sources([row], [new], converter, {}, {}, [{"op": "remove", "old": "00001", "new": "00002"}], {})
    assert edges_of(sources, Counter()) == {}
    sources.patch[0]["op"] = "add"
    with pytest.raises(RuleKeeperError, match="Bản vá"):
        edges_of(sources, Counter())


def test_a_place_far_from_its_parts_is_moved_to_them() -> None:
    def old(code: str, lat: float, lon: float) -> dict[str, object]:
        return {"wardCode": code, "wardLat": lat, "wardLon": lon, "provinceCode": "1", "provinceLat": 11.0,
                "provinceLon": 106.0, "districtCode": "001", "districtLat": 11.0, "districtLon": 106.0}  # fmt: skip

    def new(code: str, name: str, lat: float) -> dict[str, object]:
        return {"wardCode": code, "ward": name, "wardLat": lat, "wardLon": 106.0, "provinceCode": "1",
                "provinceLat": 11.0, "provinceLon": 106.0}  # fmt: skip

    parts = [old("a", 11.0, 106.0), old("b", 11.2, 106.0)]
    fresh = [new("x", "Xã Gần", 11.1), new("y", "Xã Lạc", 13.0), new("z", "Đặc khu Xa", 15.0)]
    edges = [("a", "x"), ("a", "y"), ("b", "y"), ("b", "z")]
    rows = {row[0]: row[1:] for row in places(parts, fresh, edges)}
    assert rows["new:x"] == ("11.100", "106.000", "vau")
    assert rows["new:y"] == ("11.100", "106.000", "moved")
    assert rows["new:z"] == ("15.000", "106.000", "vau"), "archipelagos lie where they lie"
