"""Old Tây Ninh and old Bình Phước traced commune by commune, and what trace says of the others.

``reform_tay_ninh_binh_phuoc.csv`` was written from what resolutions 1682/NQ-UBTVQH15 and 1662/NQ-UBTVQH15 say of each
new commune (which old ones it takes whole, of which it takes a part), names turned to codes by district; it does not
come from the table of edges that it checks.
"""

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from thidua.cli import main
from thidua.units.lineage import predecessors_of, trace
from thidua.units.registry import descendants, units_as_of
from thidua.units.shipped import shipped_units

UNITS = shipped_units()
OLD, REFORM = date(2024, 6, 1), date(2025, 7, 1)
SPLIT = {"25507", "25510", "25513", "25534", "25546", "25555", "25558", "25564", "25570", "25597"}


def expectations() -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = defaultdict(dict)
    path = Path(__file__).parent / "reform_tay_ninh_binh_phuoc.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told[row["old"]][row["new"]] = row["how"]
            assert UNITS.bearer(row["old"], OLD).full_name.casefold() == row["old_name"].casefold()
            assert UNITS.bearer(row["new"], REFORM).full_name.casefold() == row["new_name"].casefold()
    return told


def test_every_commune_of_old_tay_ninh_and_binh_phuoc_is_traced() -> None:
    told = expectations()
    for province, number in (("72", 94), ("70", 111)):
        communes = [v for v in descendants(UNITS, f"{province}-1", OLD) if v.level == "commune"]
        assert len(communes) == number
        for commune in communes:
            found = {v.code: w for v, w in trace(UNITS, commune.unit, OLD, REFORM).to}
            assert found == {c: None if how == "một phần" else 1 for c, how in told[commune.code].items()}
    assert {old for old, how in told.items() if "một phần" in how.values()} == SPLIT
    assert all(len(told[old]) >= 2 for old in SPLIT)


def test_backward_is_the_same_matrix() -> None:
    back: dict[tuple[str, str], object] = {}
    for v in units_as_of(UNITS, REFORM, level="commune"):
        back |= {(origin, v.unit): w for origin, w in predecessors_of(UNITS, v.unit, OLD)}
    forth = {
        (v.unit, heir.unit): w
        for v in [*units_as_of(UNITS, OLD, level="commune"), UNITS.bearer("318", OLD), UNITS.bearer("471", OLD),
                  UNITS.bearer("498", OLD), UNITS.bearer("536", OLD), UNITS.bearer("755", OLD)]
        for heir, w in trace(UNITS, v.unit, OLD, REFORM).to
    }  # fmt: skip
    assert back == forth and len(forth) == 10_570


@pytest.mark.parametrize(
    ("code", "start", "end", "to", "kinds"),
    [
        ("25507", "2024-06-01", "2025-07-01", {"25498": None, "25549": None}, ["split"]),
        ("318", "2024-06-01", "2025-07-01", {"11948": 1}, ["rename", "transfer"]),
        ("25222", "2024-06-01", "2026-05-01", {"25222": 1}, ["transfer"]),
        ("25225", "2025-06-30", "2025-07-01", {"25225": 1}, ["rename", "transfer"]),
        ("25456", "2025-06-30", "2025-07-01", {"25459": 1}, ["merge"]),
        ("26368", "2025-06-30", "2026-04-30", {"26368": 1}, ["merge", "rename"]),
        ("26368", "2025-07-01", "2026-04-29", {"26368": 1}, []),
        ("00112", "2025-06-30", "2025-07-01", {"00004": 0, "00103": 1}, ["split"]),
        ("72", "2025-06-30", "2025-07-01", {"80": 1}, ["merge"]),
        ("01", "2024-01-01", "2026-05-01", {"01": 1}, []),
        ("705", "2025-06-30", "2025-07-01", {}, ["abolish"]),
        ("25498", "2025-07-01", "2024-06-01", {"25498": 1, "25507": None}, ["merge"]),
        ("11948", "2026-01-01", "2025-06-30", {"318": 1}, ["rename", "transfer"]),
        ("25507", "2025-06-30", "2025-06-30", {"25507": 1}, []),
    ],
)
def test_trace_from_the_command_line(
    code: str, start: str, end: str, to: dict[str, object], kinds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", "trace", code, "--from", start, "--to", end, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {t["code"]: t["weight"] for t in found["to"]} == to
    assert [s["kind"] for s in found["succession"]] == kinds
    assert all(s["basis"] for s in found["succession"])
    assert found["certain"] == (min(start, end) >= "2025-06-30")


@pytest.mark.parametrize(
    "words",
    [
        ["trace", "25507", "--from", "2025-07-01", "--to", "2024-06-01"],
        ["show", "25507", "--day", "2025-07-01"],
        ["show", "00000", "--day", "2025-07-01"],
        ["as-of", "2025-13-01"],
    ],
)
def test_a_code_or_day_that_is_none_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", *words, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1


def test_show_and_as_of_print_what_they_promise(capsys: pytest.CaptureFixture[str]) -> None:
    main(["units", "show", "25507", "--day", "2024-06-01", "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert "1682/NQ-UBTVQH15" in shown.pop("basis")
    assert shown == {
        "code": "25507", "name": "Tân Phong", "kind": "xã", "level": "commune", "parent": "705", "province": "72",
        "valid_from": None, "valid_to": "2025-07-01", "certain": False,
    }  # fmt: skip
    main(["units", "as-of", "2025-07-01", "--under", "80", "--json"])
    listed = json.loads(capsys.readouterr().out)
    assert len(listed["units"]) == 96 and {u["province"] for u in listed["units"]} == {"80"}
    main(["units", "as-of", "2025-06-30", "--counts"])
    assert "10035" in capsys.readouterr().out
