"""Tiles of a map and the difference between two days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.units.cartogram import SEA_TILES, tiles
from thidua.units.comparing import area, compare_days
from thidua.units.registry import Registry, units_as_of
from thidua.units.shipped import positions, shipped_units
from thidua.units.versions import Unit

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
PLACES = st.tuples(st.floats(8, 24), st.floats(102, 112))
POINTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), PLACES, max_size=60)


@given(POINTS)
def test_every_unit_has_one_tile_of_its_own(points: dict[str, tuple[float, float]]) -> None:
    laid = tiles(points)
    assert {t.key for t in laid} == set(points)
    assert len({(t.column, t.row) for t in laid}) == len(points)
    assert all(t.column >= 0 and t.row >= 0 for t in laid)
    assert laid == tiles(dict(reversed(points.items())))


def test_the_map_of_the_country_keeps_north_above_south_and_holds_the_archipelagos() -> None:
    where = positions()
    provinces = {v.name: where[f"new:{v.code}"] for v in units_as_of(shipped_units(), DAY, level="province")}
    laid = {t.key: t for t in tiles(provinces | SEA_TILES)}
    assert len(laid) == 36
    assert laid["Cao Bằng"].row < laid["Hà Nội"].row < laid["Đà Nẵng"].row < laid["Cà Mau"].row
    assert laid["Hoàng Sa"].column > laid["Đà Nẵng"].column
    assert laid["Trường Sa"].row > laid["Hoàng Sa"].row


def test_comparing_the_reform_in_old_tay_ninh() -> None:
    registry = shipped_units()
    communes = units_as_of(registry, EVE, level="commune")
    old = frozenset(v.unit for v in communes if _province(registry, v.unit) == "72")
    assert len(old) == 94
    found = compare_days(registry, EVE, DAY, units=old)
    assert len(found.ended) + len(found.changed) + found.same == 94 and not found.begun
    split = [v.code for v, edges in found.ended if len(edges) > 1]
    assert sorted(split) == ["25507", "25510", "25513", "25534", "25546", "25555", "25558", "25564", "25570", "25597"]


def test_comparing_a_day_with_itself_finds_nothing() -> None:
    found = compare_days(shipped_units(), DAY, DAY)
    assert not (found.ended or found.begun or found.changed) and found.same == 3355


def test_the_area_of_a_merged_province_holds_what_it_was_made_of() -> None:
    keys = area(shipped_units(), "80-2", EVE, DAY)
    assert {"72-1", "80-1"} <= keys
    assert sum(1 for v in units_as_of(shipped_units(), DAY, level="commune") if v.unit in keys) == 96


def _province(registry, unit: str) -> str:  # type: ignore[no-untyped-def]
    district = registry.version_on(unit, EVE).parent()
    return str(registry.version_on(registry.version_on(district, EVE).parent(), EVE).code)


def test_a_unit_that_is_asked_for_does_not_come_to_be() -> None:
    registry = Registry(versions=())
    assert registry.unit("90001") == Unit("90001", ()) and registry.version_on("90001", date(2025, 7, 1)) is None
    assert "90001" not in registry.by_unit and not registry.heirs and not registry.origins
