"""Points and grades over columns; the same table and the same range as ``thidua.evaluation.points``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from thidua.evaluation.codes import MET, NOT_MET, UNDECIDABLE, UNKNOWN
from thidua.evaluation.columns.criteria import CriterionColumn
from thidua.evaluation.columns.sheet import Column, Sheet
from thidua.evaluation.scores import hundredths
from thidua.rulebook.rule_set import RuleVersion

NO_GRADE = -1
OPEN_GRADE = -2


@dataclass(slots=True)
class GradeColumns:
    """Points as a range in hundredths; grade as the band's place, −1 below every band, −2 not decided."""

    low: Column
    high: Column
    grade: Column
    verdict: Column
    bands: list[str]


def grade_columns(found: Sequence[CriterionColumn], version: RuleVersion, sheet: Sheet) -> GradeColumns:
    """Add up points and find the grade of all units."""
    table = version.data["points"]
    lines = [Line(c.criterion.points, _line(c, sheet)) for c in found if c.criterion.points]
    low, high = (_end(table, lines, which, sheet.size) for which in (0, 1))
    bands = table.get("bands") or []
    names = [band["grade"] for band in bands]
    if not bands or any(band["at_least"] is None for band in bands):
        nothing = np.full(sheet.size, OPEN_GRADE, dtype="i1")
        return GradeColumns(low, high, nothing, np.full(sheet.size, UNDECIDABLE, dtype="u1"), names)
    worst = _place(table, lines, found, low, 0, names)
    best = _place(table, lines, found, high, 1, names)
    none = worst == len(names)
    grade = np.where(worst != best, OPEN_GRADE, np.where(none, NO_GRADE, worst)).astype("i1")
    verdict = np.where(worst != best, UNDECIDABLE, np.where(none, NOT_MET, MET)).astype("u1")
    return GradeColumns(low, high, grade, verdict, names)


def _line(column: CriterionColumn, sheet: Sheet) -> tuple[Column, Column]:
    rule = column.criterion.points or {}
    most = hundredths(rule.get("cap", rule["max"]))
    if "each" in rule:
        count = sheet.fact(rule["fact"])
        got, known = np.minimum(most, count * hundredths(rule["each"])), count != UNKNOWN
    elif rule["by"] == "scored":
        got = sheet.fact(f"scores.{column.criterion.key}")
        known = got != UNKNOWN
    else:
        got, known = np.where(column.verdict == MET, most, 0), (column.verdict == MET) | (column.verdict == NOT_MET)
    return np.where(known, got, 0).astype("i4"), np.where(known, got, most).astype("i4")


@dataclass(frozen=True, slots=True)
class Line:
    """The rule of one line and both ends of its points: the least, the most."""

    rule: Mapping[str, Any]
    ends: tuple[Column, Column]


Lines = Sequence[Line]


def _end(table: Mapping[str, Any], lines: Lines, which: int, size: int) -> Column:
    total = np.zeros(size, dtype="i4")
    for part in _groups(table, lines, which).values():
        total += part
    for sign, name, end in ((1, "bonus", which), (-1, "penalty", 1 - which)):
        parts = [line.ends[end] for line in lines if line.rule.get("as") == name]
        if parts:
            sum_ = np.add.reduce(parts)
            cap = table.get(f"{name}_cap")
            total += sign * (sum_ if cap is None else np.minimum(sum_, hundredths(cap)))
    top = table.get("out_of")
    return np.maximum(0, total if top is None else np.minimum(total, hundredths(top)))


def _groups(table: Mapping[str, Any], lines: Lines, which: int) -> dict[str | None, Column]:
    sums: dict[str | None, Column] = {}
    for line in lines:
        if line.rule.get("as", "base") == "base":
            key = line.rule.get("group")
            sums[key] = sums[key] + line.ends[which] if key in sums else line.ends[which]
    caps = {g["key"]: hundredths(g["max"]) for g in table.get("groups") or () if g.get("max") is not None}
    return {key: np.minimum(value, caps[key]) if key in caps else value for key, value in sums.items()}


def _place(
    table: Mapping[str, Any],
    lines: Lines,
    found: Sequence[CriterionColumn],
    points: Column,
    which: int,
    names: list[str],
) -> Column:
    bounds = np.array([hundredths(band["at_least"]) for band in table["bands"]], dtype="i4")
    # Bands stand best first: the place is how many of them lie above the points.
    place = len(bounds) - np.searchsorted(bounds[::-1], points, side="right")
    limits = [*_vetoes(table, found, which), *_minimums(table, lines, which)]
    for failing, limit in limits:
        np.maximum(place, np.where(failing, names.index(limit), 0), out=place)
    return place


def _vetoes(table: Mapping[str, Any], found: Sequence[CriterionColumn], which: int) -> Iterator[tuple[Column, str]]:
    verdicts = {c.criterion.key: c.verdict for c in found}
    for veto in table.get("vetoes") or ():
        verdict = verdicts.get(veto["criterion"])
        if verdict is not None:
            # The worst end takes what is not known for failed.
            yield np.isin(verdict, [NOT_MET, UNDECIDABLE] if which == 0 else [NOT_MET]), veto["at_most"]


def _minimums(table: Mapping[str, Any], lines: Lines, which: int) -> Iterator[tuple[Column, str]]:
    for line in lines:
        if "minimum" in line.rule:
            yield line.ends[which] < hundredths(line.rule["minimum"]), line.rule["below_minimum"]
    groups = _groups(table, lines, which)
    for group in table.get("groups") or ():
        if group.get("minimum") is not None and group["key"] in groups:
            yield groups[group["key"]] < hundredths(group["minimum"]), group["below_minimum"]
