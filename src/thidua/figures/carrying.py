"""Carry what does not add up (a rate, a grade, a yes or no) to the units of another day, or say that it cannot be.

A rate of two communes is not the rate of the commune they became, and half a yes is nothing: such a value goes on only
where the ground stayed the same, one unit wholly becoming one unit.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from thidua.dates import Period
from thidua.errors import OfficerError
from thidua.figures.elements import Element
from thidua.figures.rollup import Figure
from thidua.units.lineage import trace
from thidua.units.registry import Registry


class Carried(NamedTuple):
    """A value on a unit of the other day; None where it was merged or split, with the codes it came from."""

    unit: str
    element: str
    period: str
    value: object | None
    came_from: tuple[str, ...]


def same_ground(registry: Registry, unit: str, start: date, end: date) -> str | None:
    """Give the unit of ``end`` that covers exactly what ``unit`` covered on ``start``, or None."""
    there = trace(registry, unit, start, end).to
    if len(there) != 1:
        return None
    other = there[0][0].unit
    back = trace(registry, other, end, start).to
    return other if [v.unit for v, _ in back] == [unit] else None


def carry(registry: Registry, figures: Iterable[Figure], as_of: date) -> list[Carried]:
    """Carry values that are not additive; by unit, element, period. Raises NotInForce as ``roll_up`` does."""
    values: dict[tuple[str, str, str], object | None] = {}
    sources: dict[tuple[str, str, str], set[str]] = {}
    for figure in figures:
        day = Period.parse(figure.period).last_day
        unit = registry.bearer(figure.code, day).unit
        same = same_ground(registry, unit, day, as_of)
        for version, _ in trace(registry, unit, day, as_of).to:
            key = (version.code, figure.element, figure.period)
            sources.setdefault(key, set()).add(figure.code)
            values[key] = figure.value if version.unit == same else None
    return [Carried(*key, values[key], tuple(sorted(sources[key]))) for key in sorted(values)]


def only_additive(figures: Iterable[Figure], elements: dict[str, Element]) -> None:
    """Refuse a figure whose element is known and does not add up over units."""
    for figure in figures:
        element = elements.get(figure.element)
        if element is not None and not (element.additive and element.is_number):
            raise OfficerError(f"«{element.label}» không cộng được giữa các đơn vị; xem từng đơn vị.")
