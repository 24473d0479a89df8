"""The units of Vietnam that ship with the library: 30 June 2025, 1 July 2025, 30 April 2026.

``data/sources.csv`` says where each row comes from; ``script/build-units`` makes the lists again.
"""

import csv
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from thidua.dates import show_day
from thidua.units.registry import Registry
from thidua.units.versions import MERGE, TERRITORY, Succession, SuccessionEdge, UnitVersion

DATA = Path(__file__).parent / "data"
CERTAIN_FROM = date(2025, 6, 30)
"""The first day that a list covers; earlier days answer from that list."""


@cache
def shipped_units() -> Registry:
    """Load the shipped registry; the same object every time.

    >>> shipped_units().bearer("25507", date(2025, 6, 30)).full_name
    'xã Tân Phong'
    """
    return Registry(tuple(_versions()), tuple(_edges()), _acts(), CERTAIN_FROM)


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _parents(unit: str) -> tuple[tuple[str, str], ...]:
    return ((TERRITORY, unit),) if unit else ()


def _table(name: str) -> Iterator[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _versions() -> Iterator[UnitVersion]:
    make: Any = UnitVersion._make
    for unit, code, name, kind, level, since, until, parent, opened, closed, source in _table("versions.csv"):
        yield make((unit, code, name, kind, level, _day(since), _day(until), _parents(parent), opened, closed, source))


def _edges() -> Iterator[SuccessionEdge]:
    shares = {text: (("people", Fraction(text)),) if text else () for text in ("", "0", "1")}
    make: Any = SuccessionEdge._make
    for on, origin, heir, people, act, source in _table("edges.csv"):
        yield make((_day(on), origin, heir, shares[people], act, source))


def _acts() -> dict[str, Succession]:
    acts = {}
    for number, issued_on, on, _subject, _confirmed, source in _table("instruments.csv"):
        issued = date.fromisoformat(issued_on)
        basis = f"Nghị quyết số {number} ngày {show_day(issued)}"
        acts[number] = Succession(number, date.fromisoformat(on), MERGE, basis, issued, source)
    return acts


def positions() -> dict[str, tuple[float, float]]:
    """Load ``old:CODE`` and ``new:CODE`` -> (lat, lon), good for a tile cartogram and for nothing else."""
    return {key: (float(lat), float(lon)) for key, lat, lon, _source in _table("positions.csv")}
