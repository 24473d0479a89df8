"""Figures that stand out: against the unit's own last period and against neighbors of like size.

A figure that stands out is asked about, never changed and never a verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

FAR = 4
"""So many times the median deviation away from the neighbors stands out; a house threshold, not a legal one."""
NEIGHBORS = 8
"""With fewer units nothing can be said."""


@dataclass(frozen=True)
class Standout:
    """Say which unit stands out in which share, and what the neighbors have."""

    unit: str
    share: Fraction
    middle: Fraction


def far_from_neighbors(shares: Mapping[str, tuple[int, int]]) -> list[Standout]:
    """Find units whose share (part, whole) lies far from the others'; empty wholes are left out.

    The measure is the median absolute deviation, at least one percentage point, so that equal neighbors do not make a
    rounding difference stand out.

    >>> many = {str(n): (70 + n % 3, 100) for n in range(9)}
    >>> [s.unit for s in far_from_neighbors(many | {"lệch": (5, 100)})]
    ['lệch']
    """
    known = {unit: Fraction(part, whole) for unit, (part, whole) in shares.items() if whole > 0}
    if len(known) < NEIGHBORS:
        return []
    middle = median(known.values())
    spread = max(median(abs(s - middle) for s in known.values()), Fraction(1, 100))
    far = [Standout(unit, share, middle) for unit, share in known.items() if abs(share - middle) > FAR * spread]
    return sorted(far, key=lambda s: (-abs(s.share - s.middle), s.unit))
