"""Figures that stand out against those of neighbors of like size.

A figure that stands out is asked about, never changed and never a verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

FAR = 4
"""So many times the median deviation away from the neighbors stands out; a house threshold, not a legal one."""
NEIGHBORS = 8
"""With fewer units nothing can be said."""
LIKE_SIZED = 16
"""A unit is held against so many others, those whose wholes are nearest to its own."""
CASES = 3
"""In a small unit one case more or less moves the share far: fewer than so many cases away is not asked about."""


@dataclass(frozen=True)
class Standout:
    """Say which unit stands out in which share, and what neighbors of like size have."""

    unit: str
    share: Fraction
    middle: Fraction


class Neighbors:
    """Shares (part, whole) in the order of size, to be asked about a few units at a time; empty wholes are left out."""

    def __init__(self, shares: Mapping[str, tuple[int, int]]) -> None:
        self._by_size = sorted((whole, unit, part) for unit, (part, whole) in shares.items() if whole > 0)
        self._at = {unit: at for at, (_, unit, _) in enumerate(self._by_size)}
        self._said: dict[int, Standout | None] = {}

    def far(self, units: Iterable[str]) -> list[Standout]:
        """Those of some units whose share lies far from that of neighbors of like size, the farthest first."""
        places = [self._at[unit] for unit in units if unit in self._at] if len(self._by_size) >= NEIGHBORS else []
        found = [far for far in map(self._far_once, places) if far is not None]
        return sorted(found, key=lambda s: (-abs(s.share - s.middle), s.unit))

    def _far_once(self, at: int) -> Standout | None:
        """What was found for a unit stays found: the shares do not change."""
        if at not in self._said:
            self._said[at] = self._far(at)
        return self._said[at]

    def _far(self, at: int) -> Standout | None:
        whole, unit, part = self._by_size[at]
        near = self._nearest(at)
        if not _may_be_far(part / whole, [p / w for w, _, p in near]):
            return None
        share, others = Fraction(part, whole), [Fraction(p, w) for w, _, p in near]
        middle = median(others)
        spread = max(median(abs(other - middle) for other in others), Fraction(1, 100))
        is_far = abs(share - middle) > FAR * spread and abs(share - middle) * whole >= CASES
        return Standout(unit, share, middle) if is_far else None

    def _nearest(self, at: int) -> list[tuple[int, str, int]]:
        """The others nearest in size: one walks outward from the place in the order of size."""
        by_size = self._by_size
        low, high, own = at - 1, at + 1, by_size[at][0]
        found: list[tuple[int, str, int]] = []
        while len(found) < LIKE_SIZED and (low >= 0 or high < len(by_size)):
            is_below = high >= len(by_size) or (low >= 0 and own - by_size[low][0] <= by_size[high][0] - own)
            found.append(by_size[low if is_below else high])
            low, high = (low - 1, high) if is_below else (low, high + 1)
        return found


def _may_be_far(share: float, others: list[float]) -> bool:
    """A quick look in floating point; what is near the line is looked at exactly."""
    middle = median(others)
    spread = max(median([abs(other - middle) for other in others]), 0.01)
    return abs(share - middle) > FAR * spread * (1 - 1e-9) - 1e-12


def far_from_neighbors(shares: Mapping[str, tuple[int, int]]) -> list[Standout]:
    """Find units whose share (part, whole) lies far from that of neighbors of like size; empty wholes are left out.

    Size is the whole itself: a commune of 900 households is not held against one of 9,000. The measure is the median
    absolute deviation of the neighbors, at least one percentage point, so that equal neighbors do not make a rounding
    difference stand out.

    >>> many = {str(n): (70 + n % 3, 100) for n in range(9)}
    >>> [s.unit for s in far_from_neighbors(many | {"lệch": (5, 100)})]
    ['lệch']
    """
    return Neighbors(shares).far(shares)
