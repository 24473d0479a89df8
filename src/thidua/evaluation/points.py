"""Points, groups, bonus and penalty, bands, vetoes: from criteria to a grade.

Points are whole hundredths, so that 2,5 + 0,25 is exact. What is not known leaves a range: the least and the most the
unit can have. The grade is decided where both ends give the same one. Groups have minimums and caps; a bonus and a
penalty have caps of their own; a veto holds the grade at or below a named one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.evaluation.finding import CriterionFinding
from thidua.evaluation.scores import as_number, hundredths, show_points
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE
from thidua.rulebook.rule_set import Criterion, RuleVersion

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one criterion: least, most, and what it could bring."""

    key: str
    low: int
    high: int
    largest: int


@dataclass(frozen=True, slots=True)
class Graded:
    """Points as a range in hundredths, and the grade where it is decided."""

    low: int
    high: int
    out_of: int | None
    grade: str | None
    verdict: str
    because: str
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Give points, their range, grade and lines as plain numbers."""
        exact = as_number(self.low) if self.low == self.high else None
        lines = [
            {"key": line.key, "at_least": as_number(line.low), "at_most": as_number(line.high)} for line in self.lines
        ]
        return {
            "points": {"value": exact, "at_least": as_number(self.low), "at_most": as_number(self.high)},
            "grade": self.grade,
            "lines": lines,
        }


def grade(found: Sequence[CriterionFinding], version: RuleVersion, sight: Sight) -> Graded:
    """Add up the points of one unit and find its grade."""
    table = version.data["points"]
    by_key = {c.key: c for c in version.criteria}
    lines = tuple(_line(by_key[f.key], f, sight) for f in found if by_key[f.key].points)
    low, high = _total(table, lines, by_key)
    bands: list[Mapping[str, Any]] = table.get("bands") or []
    worst = _band(bands, low, _held(table, found, {NOT_MET, UNDECIDABLE}), _under(table, lines, by_key, 0))
    best = _band(bands, high, _held(table, found, {NOT_MET}), _under(table, lines, by_key, 1))
    out_of = None if table.get("out_of") is None else hundredths(table["out_of"])
    shown = f"{show_points(low)} điểm" if low == high else f"từ {show_points(low)} đến {show_points(high)} điểm"
    if not bands or any(band["at_least"] is None for band in bands):
        return Graded(low, high, out_of, None, UNDECIDABLE, f"{shown}; chưa có mức điểm xếp loại", lines)
    if worst != best:
        return Graded(low, high, out_of, None, UNDECIDABLE, f"{shown}; còn tùy điều chưa biết", lines)
    if worst is None:
        return Graded(low, high, out_of, None, NOT_MET, f"{shown}; dưới mọi mức xếp loại", lines)
    return Graded(low, high, out_of, worst, MET, f"{shown}; xếp loại {worst}", lines)


def _line(criterion: Criterion, found: CriterionFinding, sight: Sight) -> Line:
    rule = criterion.points or {}
    most = hundredths(rule.get("cap", rule["max"]))
    if "each" in rule:
        count = sight.get(rule["fact"])
        got = min(most, hundredths(rule["each"]) * count) if isinstance(count, int) else None
    elif rule["by"] == "scored":
        value = sight.get(f"scores.{criterion.key}")
        got = value if isinstance(value, int) else None
    else:
        got = {MET: most, NOT_MET: 0}.get(found.verdict)
    return Line(criterion.key, 0 if got is None else got, most if got is None else got, most)


def _total(table: Mapping[str, Any], lines: Sequence[Line], by_key: Mapping[str, Criterion]) -> Range:
    ends = [_end(table, lines, by_key, which) for which in (0, 1)]
    return ends[0], ends[1]


def _end(table: Mapping[str, Any], lines: Sequence[Line], by_key: Mapping[str, Criterion], which: int) -> int:
    """Add one end of the range: for the least, penalties at their most."""
    groups = _groups(table, lines, by_key, which)
    total = sum(groups.values())
    for sign, name, end in ((1, "bonus", which), (-1, "penalty", 1 - which)):
        part = sum((line.low, line.high)[end] for line in lines if _points(by_key, line).get("as") == name)
        cap = table.get(f"{name}_cap")
        total += sign * (part if cap is None else min(part, hundredths(cap)))
    top = table.get("out_of")
    return max(0, total if top is None else min(total, hundredths(top)))


def _groups(
    table: Mapping[str, Any], lines: Sequence[Line], by_key: Mapping[str, Criterion], which: int
) -> dict[str | None, int]:
    sums: dict[str | None, int] = {}
    for line in lines:
        rule = _points(by_key, line)
        if rule.get("as", "base") == "base":
            sums[rule.get("group")] = sums.get(rule.get("group"), 0) + (line.low, line.high)[which]
    caps = {g["key"]: hundredths(g["max"]) for g in table.get("groups") or () if g.get("max") is not None}
    return {key: min(value, caps[key]) if key in caps else value for key, value in sums.items()}


def _under(table: Mapping[str, Any], lines: Sequence[Line], by_key: Mapping[str, Criterion], which: int) -> list[str]:
    """List the grades lost because a line or a group stands below its minimum."""
    lost = []
    groups = _groups(table, lines, by_key, which)
    for line in lines:
        rule = _points(by_key, line)
        if "minimum" in rule and (line.low, line.high)[which] < hundredths(rule["minimum"]):
            lost.append(rule["below_minimum"])
    for group in table.get("groups") or ():
        minimum = group.get("minimum")
        if minimum is not None and group["key"] in groups and groups[group["key"]] < hundredths(minimum):
            lost += [group["below_minimum"]]
    return lost


def _held(table: Mapping[str, Any], found: Sequence[CriterionFinding], failing: set[str]) -> list[str]:
    verdicts = {f.key: f.verdict for f in found}
    return [veto["at_most"] for veto in table.get("vetoes") or () if verdicts.get(veto["criterion"]) in failing]


def _band(bands: Sequence[Mapping[str, Any]], points: int, *limits: list[str]) -> str | None:
    """Give the best grade whose points are reached and that no veto or minimum holds down; bands stand best first."""
    if any(band["at_least"] is None for band in bands):
        return None
    names = [band["grade"] for band in bands]
    floor = max((names.index(limit) for some in limits for limit in some), default=0)
    reached = (place for place, band in enumerate(bands) if points >= hundredths(band["at_least"]))
    place = max(next(reached, len(bands)), floor)
    return names[place] if place < len(bands) else None


def _points(by_key: Mapping[str, Criterion], line: Line) -> Mapping[str, Any]:
    return by_key[line.key].points or {}
