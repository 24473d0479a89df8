"""Roll figures up on the units of another day, row by row: slow and obviously right.

``thidua.figures.columns`` gives the same answer over columns; the tests hold the two together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from thidua.dates import Period
from thidua.figures.flows import Flows, Parter
from thidua.units.registry import Registry, ancestors
from thidua.units.versions import TERRITORY, UnitVersion

Weights = Mapping[tuple[str, str], Mapping[str, Fraction]]


class Figure(NamedTuple):
    """A count reported for a period by the unit that bore ``code`` on the period's last day."""

    code: str
    element: str
    period: str
    value: int


@dataclass
class Total:
    """A sum on a node: exact, or between two bounds with the codes whose division nobody has stated."""

    unit: str
    element: str
    period: str
    at_least: int = 0
    at_most: int = 0
    unknown_from: set[str] = field(default_factory=set)

    @property
    def exact(self) -> bool:
        """Say whether the sum is known."""
        return not self.unknown_from

    def as_row(self) -> dict[str, Any]:
        """Give the object that the command line prints."""
        row: dict[str, Any] = {"unit": self.unit, "element": self.element, "period": self.period}
        if self.exact:
            return row | {"value": self.at_least, "exact": True}
        row |= {"value": None, "exact": False, "at_least": self.at_least, "at_most": self.at_most}
        return row | {"unknown_from": sorted(self.unknown_from)}


class Nodes:
    """Find the node of a level that a unit of one day lies under, and whether the level exists on that day."""

    def __init__(self, registry: Registry, as_of: date, level: str, hierarchy: str = TERRITORY) -> None:
        self.registry, self.as_of, self.level, self.hierarchy = registry, as_of, level, hierarchy
        self.exists = any(v.level == level and v.covers(as_of) for v in registry.versions)
        self.of = cache(self._of)

    def _of(self, unit: str) -> str | None:
        version = self.registry.version_on(unit, self.as_of)
        if version is None:
            return None
        line = [version, *ancestors(self.registry, unit, self.as_of, hierarchy=self.hierarchy)]
        node = next((v for v in line if v.level == self.level), None)
        if node is None and self.level == "commune":
            node = version  # an island district without communes stands where a commune would
        return node.code if node else None

    def code_of(self, unit: str) -> str:
        """Give the code a unit bears on the day."""
        version = self.registry.version_on(unit, self.as_of)
        return version.code if version else unit


class Reporters:
    """Say which units may report on a day: communes, and districts that have none."""

    def __init__(self, registry: Registry, day: date) -> None:
        self.registry, self.day = registry, day
        self.parents = {v.parent() for v in registry.versions if v.level == "commune" and v.covers(day)}

    def may_report(self, version: UnitVersion) -> bool:
        """Say whether a row of this unit would not be counted twice."""
        return version.level == "commune" or (version.level == "district" and version.unit not in self.parents)


def roll_up(
    registry: Registry, figures: Iterable[Figure], as_of: date, level: str, *,
    weights: Weights | None = None, hierarchy: str = TERRITORY,
) -> list[Total]:  # fmt: skip
    """Sum figures on the nodes of ``level`` on the day ``as_of``, by node, element, period.

    A level that does not exist on that day gives nothing. Figures must be additive: a rate or a yes/no is carried by
    ``thidua.figures.elements.carry`` instead. Raises NotInForce for a code that nobody bore on a period's last day.
    """
    nodes, flows = Nodes(registry, as_of, level, hierarchy), Flows(registry, as_of, weights)
    parter = Parter(flows, nodes.of, nodes.code_of)
    totals: dict[tuple[str, str, str], Total] = {}
    for figure in figures:
        day = Period.parse(figure.period).last_day
        flow = flows.of(registry.bearer(figure.code, day).unit, day, figure.element)
        for part in parter.parts(flow, figure.value):
            key = (part.node, figure.element, figure.period)
            total = totals.setdefault(key, Total(*key))
            total.at_least += part.at_least
            total.at_most += part.at_most
            if part.at_least != part.at_most:
                total.unknown_from.add(figure.code)
    return [totals[key] for key in sorted(totals)] if nodes.exists else []
