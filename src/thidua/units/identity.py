"""Decide who is who across the reform of 1 July 2025: which unit stays, which is new, which versions each one has.

A commune stays the same unit where one old commune became one new commune whole; its name, kind, code or parent may
change. Every other new commune is a new unit, even under an old name and code. A province of 2025 that took in another
is a new unit. ``CODE-1`` is the first bearer of a code, ``CODE-2`` the second.
"""

from collections import Counter
from typing import TYPE_CHECKING

from thidua.errors import RuleKeeperError
from thidua.text import fold_name

if TYPE_CHECKING:
    from thidua.units.building import Built, Sources


class Reform:
    """Hold the two lists and the edges while versions are written."""

    def __init__(self, sources: "Sources", edges: dict[tuple[str, str], str], built: "Built") -> None:
        from thidua.units import building

        self.b, self.sources, self.edges, self.built = building, sources, edges, built
        self.onward, self.back = building.groups(edges)
        self.old = {str(r["wardCode"] or r["districtCode"]): r for r in sources.old}
        self.new = {str(r["wardCode"]): r for r in sources.new}
        self.kept = {
            news[0]: old for old, news in self.onward.items() if len(news) == 1 and len(self.back[news[0]]) == 1
        }
        self.province_edges = sorted(
            {(str(self.old[a]["provinceCode"]), str(self.new[b]["provinceCode"])) for a, b in edges}
        )
        onward, back = building.groups(self.province_edges)
        self.usual = self.usual_basis()
        self.whole_provinces = {n for n, olds in back.items() if olds == [n] and onward[n] == [n]}

    def usual_basis(self) -> dict[str, str]:
        """Give the resolution that most communes of a new province name."""
        named: dict[str, Counter[str]] = {}
        for code, row in self.new.items():
            number = self.b.legal_basis(self.sources.notes[code]["note"])[0]
            named.setdefault(str(row["provinceCode"]), Counter())[number] += 1
        return {province: numbers.most_common(1)[0][0] for province, numbers in named.items()}

    def write(self) -> None:
        """Fill versions, edges, pending changes and counts."""
        self.check_names()
        self.provinces()
        self.districts()
        self.old_communes()
        self.new_communes()
        self.successions()
        self.later()
        self.count()

    def add(self, unit: str, full: str, level: str, **rest: str) -> None:
        """Add one version; ``full`` carries the kind."""
        kind, name = self.b.split_name(full)
        self.built.versions.append((
            unit, rest.get("code", unit.partition("-")[0]), name, kind, level, rest.get("since", ""),
            rest.get("until", ""), rest.get("parent", ""), rest.get("basis", ""), rest.get("ended", ""),
            rest.get("source", "vau"),
        ))  # fmt: skip

    def province_unit(self, code: str) -> str:
        """Say which unit bears a new province's code."""
        return f"{code}-1" if code in self.whole_provinces or code not in self.old_province_codes() else f"{code}-2"

    def old_province_codes(self) -> set[str]:
        """Give the codes of the 63."""
        return {a for a, _ in self.province_edges}

    def provinces(self) -> None:
        """Write 63 old and 23 merged provinces; 11 stay as they are."""
        for code, full in sorted({(str(r["provinceCode"]), r["province"]) for r in self.sources.old}):
            ended = {} if code in self.whole_provinces else {"until": self.b.REFORM, "ended": self.b.MERGED_PROVINCES}
            self.add(f"{code}-1", full, "province", **ended)
        for code, full in sorted({(str(r["provinceCode"]), r["province"]) for r in self.sources.new}):
            if code in self.whole_provinces:
                continue
            unit, since, basis = self.province_unit(code), self.b.REFORM, self.b.MERGED_PROVINCES
            if code != self.b.CITY_PROVINCE:
                self.add(unit, full, "province", since=since, basis=basis)
                continue
            ended = {"until": self.b.CITY, "ended": self.b.DONG_NAI_CITY}
            self.add(unit, full, "province", since=since, basis=basis, **ended)
            city = self.sources.provinces[code]["name_with_type"]
            self.add(unit, city, "province", since=self.b.CITY, basis=self.b.DONG_NAI_CITY, source="dva")

    def districts(self) -> None:
        """Write the districts that ended; the five island districts live on as communes."""
        kept = set(self.kept.values())
        for code, full, province in sorted(
            {(str(r["districtCode"]), r["district"], str(r["provinceCode"])) for r in self.sources.old}
        ):
            if code not in kept:
                ended = {"until": self.b.REFORM, "ended": self.b.NO_DISTRICTS}
                self.add(f"{code}-1", full, "district", parent=f"{province}-1", **ended)

    def old_communes(self) -> None:
        """Write the list of 30 June 2025."""
        for code, row in self.old.items():
            ended = {"until": self.b.REFORM, "ended": self.reform_basis(self.onward[code][0])}
            if row["wardCode"]:
                self.add(f"{code}-1", row["ward"], "commune", parent=f"{row['districtCode']}-1", **ended)
            else:
                self.add(f"{code}-1", row["district"], "district", parent=f"{row['provinceCode']}-1", **ended)

    def commune_unit(self, code: str) -> str:
        """Say which unit bears a new commune's code."""
        if code in self.kept:
            return f"{self.kept[code]}-1"
        return f"{code}-2" if code in self.old else f"{code}-1"

    def new_communes(self) -> None:
        """Write the list of 1 July 2025 and, where the kind changed by a day that is known, the version after it."""
        for code, row in self.new.items():
            common = {"code": code, "parent": self.province_unit(str(row["provinceCode"]))}
            unit, now = self.commune_unit(code), self.sources.notes[code]
            since = {"since": self.b.REFORM, "basis": self.reform_basis(code)}
            if not self.changes(code) or row["provinceCode"] != self.b.CITY_PROVINCE:
                self.add(unit, row["ward"], "commune", **since, **common)
                continue
            later = self.b.legal_basis(now["note"])[-1]
            self.add(unit, row["ward"], "commune", until=self.b.CITY, ended=later, **since, **common)
            self.add(unit, now["name_with_type"], "commune", since=self.b.CITY, basis=later, source="dva", **common)

    def reform_basis(self, code: str) -> str:
        """Give the resolution of 16 June 2025 that made a new commune.

        A note names it, unless a later change of kind took its place: then it is the one that most communes of the
        province name, for each province was arranged by one resolution.
        """
        named = self.b.legal_basis(self.sources.notes[code]["note"])[0]
        return self.usual[str(self.new[code]["provinceCode"])] if self.changes(code) else named

    def changes(self, code: str) -> bool:
        """Say whether the current list gives another kind than that of 1 July 2025."""
        return bool(self.b.split_name(self.sources.notes[code]["name_with_type"])[0]
                    != self.b.split_name(self.new[code]["ward"])[0])  # fmt: skip

    def check_names(self) -> None:
        """Hold the two packages against each other: same codes, same names but for tone placement and apostrophes."""
        if set(self.new) != set(self.sources.notes):
            raise RuleKeeperError("Hai nguồn không có cùng bộ mã xã.")
        for code, row in self.new.items():
            ours, theirs = (self.b.split_name(n)[1].replace("’", "'")
                            for n in (row["ward"], self.sources.notes[code]["name_with_type"]))  # fmt: skip
            if fold_name(ours) != fold_name(theirs):
                raise RuleKeeperError(f"Hai nguồn gọi mã {code} khác nhau: «{ours}», «{theirs}».")

    def successions(self) -> None:
        """Write the edges between different units; a unit that stays needs none."""
        for (old, new), source in self.edges.items():
            if new not in self.kept:
                share = "1" if len(self.onward[old]) == 1 else self.sources.shares.get((old, new), "")
                source = f"{source}+shares" if len(self.onward[old]) > 1 and share else source
                edge = (self.b.REFORM, f"{old}-1", self.commune_unit(new), share, self.reform_basis(new), source)
                self.built.edges.append(edge)
        for old, new in self.province_edges:
            if new not in self.whole_provinces:
                edge = (self.b.REFORM, f"{old}-1", self.province_unit(new), "1", self.b.MERGED_PROVINCES, "vau")
                self.built.edges.append(edge)

    def later(self) -> None:
        """Write changes whose day nobody has entered yet, in the format of an acts file, with an empty day."""
        for code in sorted(self.new):
            if self.changes(code) and self.new[code]["provinceCode"] != self.b.CITY_PROVINCE:
                note = self.sources.notes[code]["note"]
                issued = "-".join(reversed(note.rsplit("Ngày:", 1)[1].strip().split("/")))
                self.pend(code, self.sources.notes[code]["name_with_type"], self.b.legal_basis(note)[-1], issued)
        for code, row in self.sources.provinces.items():
            kind = self.b.split_name(row["name_with_type"])[0]
            now = next(v[3] for v in self.built.versions if v[1] == code and v[4] == "province" and not v[6])
            if kind != now:
                number, _, issued = row["note"].partition(" - ")
                self.pend(code, row["name_with_type"], number, "-".join(reversed(issued.split("/"))))

    def pend(self, code: str, full: str, basis: str, issued: str) -> None:
        """Note one change of kind without a day."""
        row = (basis, "", "rename", code, "", "", self.b.split_name(full)[0], "", "", "", "", "", basis, issued, "dva")
        self.built.pending.append(row)

    def count(self) -> None:
        """Count what must be known, from the rows that will be written."""
        counts = self.built.counts
        for day, label in ((self.b.OLD_LIST, "2025-06-30"), (self.b.REFORM, "2025-07-01"), (self.b.CITY, "2026-04-30")):
            for v in self.built.versions:
                if (not v[5] or v[5] <= day) and (not v[6] or day < v[6]):
                    counts[f"{v[4]}s {label}"] += 1
                    counts[f"{v[3]} {label}"] += v[4] == "commune"
        counts["island districts"] = sum(len(c) == 3 for c in self.old)
        counts["edges"] = len(self.edges)
        counts["split communes"] = sum(len(n) > 1 for n in self.onward.values())
        counts["split with known shares"] = len({old for old, _ in self.sources.shares})
        counts["communes reached"] = len(self.back)
        counts["old Tây Ninh"] = sum(r["provinceCode"] == "72" for r in self.old.values())
        counts["old Bình Phước"] = sum(r["provinceCode"] == "70" for r in self.old.values())
        counts["new Tây Ninh"] = sum(r["provinceCode"] == "80" for r in self.new.values())
        counts["new Đồng Nai"] = sum(r["provinceCode"] == "75" for r in self.new.values())
        counts["changes not yet dated"] = len(self.built.pending)
