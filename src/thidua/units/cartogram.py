"""A map of equal tiles: each unit one square, near where it lies. Good for comparing units, not for measuring land.

Whole-country maps hold Hoàng Sa and Trường Sa as tiles of their own, beside the province that each belongs to.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SEA_TILES = {"Hoàng Sa": (16.5, 112.0), "Trường Sa": (8.65, 111.92)}
"""Quần đảo -> (lat, lon); present on every map of the country."""

PASSES = 40
SPREAD = 1.6
"""Tiles stand over about this many cells per unit, so that shapes keep some air."""


Point = tuple[float, float]
Cell = tuple[int, int]


class Tile(NamedTuple):
    """A unit's square: column from the west, row from the north, both from 0."""

    key: str
    column: int
    row: int


def tiles(points: Mapping[str, tuple[float, float]]) -> list[Tile]:
    """Lay points (key -> lat, lon in degrees) onto distinct cells of a grid; the same points, the same tiles.

    Tiles are then swapped and moved until none can come nearer to where its unit lies.
    """
    if not points:
        return []
    flat = {key: (lon * math.cos(math.radians(lat)), -lat) for key, (lat, lon) in points.items()}
    xs, ys = [x for x, _ in flat.values()], [y for _, y in flat.values()]
    width, height = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    step = math.sqrt(width * height / (len(points) * SPREAD)) if len(points) > 1 else 1.0
    step = max(step, width / 60, height / 60)
    wanted = {key: ((x - min(xs)) / step, (y - min(ys)) / step) for key, (x, y) in flat.items()}
    placed = _settle(wanted, _first_places(wanted))
    left, top = min(c for c, _ in placed.values()), min(r for _, r in placed.values())
    found = (Tile(key, c - left, r - top) for key, (c, r) in placed.items())
    return sorted(found, key=lambda t: (t.row, t.column))


def _first_places(wanted: Mapping[str, Point]) -> dict[str, Cell]:
    """Give each point the nearest free cell, from the middle outwards."""
    middle = tuple(sum(axis) / len(wanted) for axis in zip(*wanted.values(), strict=True))
    taken: dict[Cell, str] = {}
    for key in sorted(wanted, key=lambda k: (math.dist(wanted[k], middle), k)):
        taken[_free(taken, *wanted[key])] = key
    return {key: cell for cell, key in taken.items()}


def _settle(wanted: Mapping[str, Point], placed: dict[str, Cell]) -> dict[str, Cell]:
    """Swap tiles, and move them to free cells beside them, as long as that brings tiles nearer to where they lie."""
    keys = sorted(placed)
    for _ in range(PASSES):
        before = dict(placed)
        for number, one in enumerate(keys):
            _step_aside(wanted, placed, one)
            for other in keys[number + 1 :]:
                a, b = placed[one], placed[other]
                kept = _off(wanted[one], a) + _off(wanted[other], b)
                if _off(wanted[one], b) + _off(wanted[other], a) < kept - 1e-9:
                    placed[one], placed[other] = b, a
        if placed == before:
            break
    return placed


def _step_aside(wanted: Mapping[str, Point], placed: dict[str, Cell], key: str) -> None:
    taken = set(placed.values())
    beside = [c for radius in (1, 2) for c in _ring(*placed[key], radius) if c not in taken]
    if beside:
        best = min(beside, key=lambda c: (round(_off(wanted[key], c), 9), c[1], c[0]))
        if _off(wanted[key], best) < _off(wanted[key], placed[key]) - 1e-9:
            placed[key] = best


def _off(point: Point, cell: Cell) -> float:
    """How far a tile stands from where its unit lies, squared: one far tile is worse than two near ones."""
    return (point[0] - cell[0]) ** 2 + (point[1] - cell[1]) ** 2


def _free(taken: Mapping[Cell, str], x: float, y: float) -> Cell:
    """The free cell nearest to (x, y); among equals the northern, then the western one."""
    column, row = round(x), round(y)
    if (column, row) not in taken:
        return column, row
    radius = 1
    while True:
        ring = _ring(column, row, radius)
        free = [cell for cell in ring if cell not in taken]
        if free:
            return min(free, key=lambda cell: (round(math.dist(cell, (x, y)), 9), cell[1], cell[0]))
        radius += 1


def _ring(column: int, row: int, radius: int) -> Iterable[Cell]:
    for c in range(column - radius, column + radius + 1):
        for r in range(row - radius, row + radius + 1):
            if max(abs(c - column), abs(r - row)) == radius:
                yield c, r
