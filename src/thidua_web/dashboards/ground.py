"""Figures of one day laid on the units of another; what cannot be said of a unit is simply not there."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from thidua.errors import OfficerError
from thidua.figures.rollup import Figure, roll_up
from thidua.units.lineage import trace
from thidua.units.registry import Registry
from thidua_web.dashboards.counting import Column, Laid, Numbers
from thidua_web.register.live import live_registry
from thidua_web.register.models import UnitVersion


def code_of(row: UnitVersion) -> str:
    """The code figures of a unit stand under."""
    return row.code or row.unit.key


class Ground:
    """The units of ``day`` on which figures are shown."""

    def __init__(self, rows: Iterable[UnitVersion], day: date) -> None:
        self.rows, self.day = {code_of(row): row for row in rows}, day
        self._sources: dict[date, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def registry(self) -> Registry:
        """The registry, asked for once."""
        return live_registry()

    @classmethod
    def of_heirs(cls, owing: "Ground", day: date) -> "Ground":
        """The units of ``day`` that the units of an earlier ground became (or, for an earlier day, came from)."""
        codes: set[str] = set()
        for code, row in owing.rows.items():
            if row.covers(day):
                codes.add(code)
            else:
                codes |= {v.code for v, _ in trace(owing.registry, row.unit.key, owing.day, day).to}
        level = next(iter(owing.rows.values())).level if owing.rows else ""
        rows = UnitVersion.objects.as_of(day).filter(code__in=codes, level=level).select_related("unit")
        return cls(rows, day)

    def sources(self, day: date) -> dict[str, tuple[str, ...]]:
        """For each unit here, the codes of those it came from on ``day``."""
        if day not in self._sources:
            self._sources[day] = {
                code: (code,) if row.covers(day) else self._came_from(row, day) for code, row in self.rows.items()
            }
        return self._sources[day]

    def _came_from(self, row: UnitVersion, day: date) -> tuple[str, ...]:
        return tuple(v.code for v, _ in trace(self.registry, row.unit.key, self.day, day).to)

    def lay(self, raw: Numbers, day: date) -> Laid:
        """Figures of units of ``day`` on the units here; only where every unit that a sum needs has its figure."""
        sources = self.sources(day)
        moved = {code for code, came in sources.items() if came != (code,)}
        laid: dict[tuple[str, str], tuple[Column, Column]] = {}
        if not moved and all(column.keys() <= sources.keys() for column in raw.values()):
            return {key: (column, column) for key, column in raw.items()}  # shared: nobody writes into a column
        for key, column in raw.items():
            kept = {code: column[code] for code in sources if code in column and code not in moved}
            laid[key] = kept, kept
        needed = {source for code in moved for source in sources[code]}
        figures = [
            Figure(code, *key, column[code]) for key, column in raw.items() for code in needed & column.keys()
        ]  # fmt: skip
        for total in self._rolled(figures):
            key = (total.element, total.period)
            if total.unit not in moved or not raw[key].keys() >= set(sources[total.unit]):
                continue
            low, high = laid[key]
            if low is high and total.at_least != total.at_most:
                high = dict(low)
                laid[key] = low, high
            low[total.unit], high[total.unit] = total.at_least, total.at_most
        return laid

    def _rolled(self, figures: list[Figure]) -> list:
        if not figures:
            return []
        try:
            return roll_up(self.registry, figures, self.day, "commune")
        except OfficerError:  # a period that is no calendar period, or a unit no list knows: nothing is said of it
            return []

    def lacking(self, raw: Numbers, day: date, element: str, period: str) -> list[UnitVersion]:
        """The units of ``day`` whose figure a sum over the units here needs and does not have."""
        codes = {source for came in self.sources(day).values() for source in came}
        missing = codes - raw.get((element, period), {}).keys()
        rows = UnitVersion.objects.as_of(day).filter(code__in=missing).select_related("unit")
        return sorted(rows, key=lambda row: row.sort_key)

    def whole(self, raw: Numbers, day: date, element: str, period: str) -> int | None:
        """The sum over all units here, exact however shares fall; None while one is missing."""
        codes = {source for came in self.sources(day).values() for source in came}
        column = raw.get((element, period), {})
        return sum(map(column.__getitem__, codes)) if codes and column.keys() >= codes else None
