"""The shipped lists: counts of the known days, the edges of 1 July 2025, and what a code means on a day."""

import csv
from collections import Counter
from datetime import date

import pytest

from thidua.errors import NotInForce, OfficerError
from thidua.units.building import legal_basis, split_name
from thidua.units.registry import ancestors, count_units, descendants, units_as_of
from thidua.units.shipped import DATA, positions, shipped_units

OLD, REFORM, CITY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 30)
UNITS = shipped_units()


@pytest.mark.parametrize(
    ("day", "levels", "kinds"),
    [
        (date(2024, 1, 1), (63, 696, 10_035), None),
        (OLD, (63, 696, 10_035), None),
        (REFORM, (34, 0, 3_321), {"xã": 2_621, "phường": 687, "đặc khu": 13}),
        (date(2026, 4, 29), (34, 0, 3_321), {"xã": 2_621, "phường": 687, "đặc khu": 13}),
        (CITY, (34, 0, 3_321), {"xã": 2_611, "phường": 697, "đặc khu": 13}),
        (date(2026, 11, 1), (34, 0, 3_321), {"xã": 2_611, "phường": 697, "đặc khu": 13}),
    ],
)
def test_counts_of_known_days(day: date, levels: tuple[int, int, int], kinds: dict[str, int] | None) -> None:
    by_level, by_kind = count_units(UNITS, day)
    assert tuple(by_level.values()) == levels
    assert sum(by_kind.values()) == levels[2]
    assert kinds is None or by_kind == kinds


def test_provinces_and_cities() -> None:
    for day, cities in ((OLD, 6), (REFORM, 6), (CITY, 7)):
        kinds = Counter(v.kind for v in units_as_of(UNITS, day, level="province"))
        assert kinds["thành phố"] == cities and set(kinds) == {"thành phố", "tỉnh"}


def test_no_code_is_borne_twice_on_a_day_and_every_parent_lives() -> None:
    for day in (OLD, REFORM, CITY):
        alive = units_as_of(UNITS, day)
        units = {v.unit for v in alive}
        assert len({v.code for v in alive}) == len(units) == len(alive)
        for v in alive:
            assert (v.parent() in units) != (v.level == "province"), v


def test_old_and_new_tay_ninh_and_binh_phuoc() -> None:
    def below(code: str, day: date) -> Counter[str]:
        return Counter(v.level for v in descendants(UNITS, UNITS.bearer(code, day).unit, day))

    assert below("72", OLD) == {"district": 9, "commune": 94}
    assert below("70", OLD) == {"district": 11, "commune": 111}
    assert below("80", REFORM) == {"commune": 96}
    for day, communes, wards in ((REFORM, 72, 23), (CITY, 62, 33)):
        dong_nai = descendants(UNITS, UNITS.bearer("75", day).unit, day)
        assert Counter(v.kind for v in dong_nai) == {"xã": communes, "phường": wards}


def test_every_edge_once_and_the_false_ones_absent() -> None:
    communes = [e for e in UNITS.edges if len(e.heir.split("-")[0]) == 5]
    kept = {v.unit for v in units_as_of(UNITS, REFORM, level="commune")} & {
        v.unit for v in UNITS.versions if v.covers(OLD)
    }
    assert len(communes) + len(kept) == 10_565 + 5
    assert len(set(communes)) == len(communes)
    edges = {(e.origin.split("-")[0], e.heir.split("-")[0]) for e in communes}
    with (DATA / "edge_patch.csv").open(encoding="utf-8") as file:
        patch = list(csv.DictReader(file))
    assert len(patch) == 34
    for row in patch:
        assert ((row["old"], row["new"]) in edges) == (row["op"] == "add")


def test_splits_and_their_known_shares() -> None:
    split = {u: edges for u, edges in UNITS.heirs.items() if len(edges) > 1}
    assert len(split) == 440
    known = [edges for edges in split.values() if all(e.share("people") is not None for e in edges)]
    assert len(known) == 59
    assert all(sum(e.share("people") or 0 for e in edges) == 1 for edges in known)
    assert all(e.share("people") is None for edges in split.values() if edges not in known for e in edges)
    assert all(e.share("cameras") is None for edges in split.values() for e in edges)
    for edges in split.values():
        provinces = {v.unit for e in edges for v in ancestors(UNITS, e.heir, REFORM)}
        assert len(provinces) == 1, "no split crosses a new province"


def test_a_code_means_a_unit_only_with_a_day() -> None:
    assert UNITS.bearer("25510", OLD).full_name == "xã Mỏ Công"
    assert UNITS.bearer("25510", REFORM).full_name == "xã Trà Vong"
    assert UNITS.bearer("25510", OLD).unit != UNITS.bearer("25510", REFORM).unit
    old = {v.code: v for v in units_as_of(UNITS, OLD, level="commune")}
    new = {v.code: v for v in units_as_of(UNITS, REFORM, level="commune")}
    both = set(old) & set(new)
    assert len(both) == 3_316
    assert sum((old[c].kind, old[c].name) != (new[c].kind, new[c].name) for c in both) == 2_145
    with pytest.raises(NotInForce, match="25507"):
        UNITS.bearer("25507", REFORM)
    with pytest.raises(OfficerError, match="99999"):
        UNITS.bearer("99999", OLD)


def test_days_before_the_first_list_are_not_certain() -> None:
    assert not UNITS.certain(date(2024, 6, 1))
    assert UNITS.certain(OLD, REFORM)
    assert not UNITS.certain(date(2024, 6, 1), REFORM)


def test_every_row_has_its_source_and_every_act_its_paper() -> None:
    with (DATA / "sources.csv").open(encoding="utf-8") as file:
        sources = {row["source"] for row in csv.DictReader(file)}
    assert {v.source for v in UNITS.versions} | {e.source for e in UNITS.edges} <= sources
    assert {a for v in UNITS.versions for a in (v.opened_by, v.closed_by) if a} <= set(UNITS.acts)
    assert {e.act for e in UNITS.edges} <= set(UNITS.acts)
    assert all(v.opened_by for v in UNITS.versions if v.valid_from)


def test_no_place_of_a_tile_lies_far_from_its_province() -> None:
    points = positions()
    for v in units_as_of(UNITS, REFORM, level="commune"):
        lat, lon = points[f"new:{v.code}"]
        assert 6 < lat < 24 and 102 < lon < 118
    for code, lat, lon in (("06757", 21.3, 107.9), ("29983", 10.8, 105.3)):
        at = points[f"new:{code}"]
        assert abs(at[0] - lat) < 0.15 and abs(at[1] - lon) < 0.15, "two that the source set about 100 km away"


def test_names_and_notes_are_parted() -> None:
    assert split_name("Phường 1 Bảo Lộc") == ("phường", "Phường 1 Bảo Lộc")
    assert split_name("Đặc khu Côn Đảo") == ("đặc khu", "Côn Đảo")
    assert legal_basis("… Số: 1662/NQ-UBTVQH15; … Số: 237/NQ-UBTVQH16; Ngày: 14/04/2026") == [
        "1662/NQ-UBTVQH15", "237/NQ-UBTVQH16",
    ]  # fmt: skip
