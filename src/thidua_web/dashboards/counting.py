"""An indicator over many units at once, in whole numbers; fractions are made only for the units that are shown."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from operator import itemgetter

from thidua.figures.elements import Indicator
from thidua.figures.measures import Measure
from thidua.figures.scoring import Bar, Extent, extent_of, reaches

Column = dict[str, int]
"""Code of a unit -> number."""
Numbers = dict[tuple[str, str], Column]
"""(element, period) -> the units that have the figure."""
Laid = Mapping[tuple[str, str], tuple[Column, Column]]
"""(element, period) -> the lower and the upper ends; one and the same column where every figure is exact."""


def added(columns: list[Column]) -> Column:
    """The sum of columns over the units that stand in each of them."""
    return reduce(_both, columns)


def _both(one: Column, other: Column) -> Column:
    return {code: number + other[code] for code, number in one.items() if code in other}


class Placed:
    """Values of units that can be put in order."""

    exact: Mapping[str, tuple[int, int]]
    """Units whose value is certain: numerator, and a denominator above 0."""

    @cached_property
    def _order(self) -> tuple[int, list[int]]:
        """Every exact value as a whole number, in order, and by how many bits it was moved to become one.

        Two shares of wholes below 2ⁿ are equal or at least 2⁻²ⁿ apart: moved by 2n + 1 bits they are told apart.
        """
        bits = 2 * max((below.bit_length() for _, below in self.exact.values()), default=0) + 1
        return bits, sorted((above << bits) // below for above, below in self.exact.values())

    def place(self, code: str, *, fewer_is_better: bool) -> int | None:
        """Which place a unit takes among those whose value is certain; equal values share one."""
        if code not in self.exact:
            return None
        bits, order = self._order
        above, below = self.exact[code]
        own = (above << bits) // below
        return 1 + (bisect_left(order, own) if fewer_is_better else len(order) - bisect_right(order, own))


@dataclass
class Counts(Placed):
    """Numerators and denominators per unit, at the lower and at the upper end; no denominators where none is asked."""

    indicator: Indicator
    above: tuple[Column, Column]
    below: tuple[Column, Column] | None

    @classmethod
    def of(cls, indicator: Indicator, laid: Iterable[Laid], periods: list[str]) -> "Counts":
        """From the figures of each period; a unit that lacks one of them is left out."""
        pairs = list(zip(laid, periods, strict=True))

        def end(keys: tuple[str, ...], which: int) -> Column:
            empty: tuple[Column, Column] = ({}, {})
            columns = [one.get((key, period), empty)[which] for one, period in pairs for key in keys]
            return added(columns) if columns else {}

        def ends(keys: tuple[str, ...]) -> tuple[Column, Column]:
            is_exact = all(low is high for one, p in pairs for k in keys for low, high in [one.get((k, p), (0, 0))])
            low = end(keys, 0)
            return (low, low) if is_exact else (low, end(keys, 1))

        return cls(indicator, ends(indicator.numerator), ends(indicator.denominator) if indicator.is_ratio else None)

    @cached_property
    def codes(self) -> set[str]:
        """The units that have every figure."""
        return set(self.above[0]) if self.below is None else self.above[0].keys() & self.below[0].keys()

    @property
    def is_exact(self) -> bool:
        """Whether no share between units is in doubt."""
        return self.above[0] is self.above[1] and (self.below is None or self.below[0] is self.below[1])

    @cached_property
    def total(self) -> Measure | None:
        """The measure over the units that have every figure; None where none has."""
        if not self.codes:
            return None
        above = sum(map(self.above[0].__getitem__, self.codes))
        below = sum(map(self.below[1].__getitem__, self.codes)) if self.below is not None else None
        return _measure(self.indicator, above, below)

    def ends(self, code: str) -> tuple[Measure, Measure, Extent | None] | None:
        """One unit: the measure at the lower end, at the upper end, the extent between them.

        A share is least where its denominator is greatest.
        """
        if code not in self.codes:
            return None
        low = _measure(self.indicator, self.above[0][code], self.below[1][code] if self.below is not None else None)
        if self.is_exact:
            return low, low, extent_of(low, low)
        high = _measure(self.indicator, self.above[1][code], self.below[0][code] if self.below is not None else None)
        return low, high, extent_of(low, high)

    def extent(self, code: str) -> Extent | None:
        """Between which two values one unit lies; None where it is not known."""
        found = self.ends(code)
        return found[2] if found else None

    @cached_property
    def exact(self) -> dict[str, tuple[int, int]]:
        """Units whose value is certain: numerator and denominator (1 for a count); those of nothing are left out."""
        if self.is_exact and self.below is None:
            return {code: (above, 1) for code, above in self.above[0].items()}
        if self.is_exact and self.below is not None:
            wholes = self.below[0]
            return {code: (self.above[0][code], wholes[code]) for code in self.codes if wholes[code]}
        extents = {code: extent for code in self.codes if (extent := self.extent(code)) and extent.is_exact}
        return {code: (extent.low.numerator, extent.low.denominator) for code, extent in extents.items()}

    def reached_by(self, bar: Bar, codes: Iterable[str]) -> Iterator[tuple[str, bool | None]]:
        """Whether each of these units reaches a bar; None where that cannot be said."""
        exact, is_exact, is_reached = self.exact, self.is_exact, bar.reaching()
        for code in codes:
            if code in exact:
                yield code, is_reached(*exact[code])
            else:
                yield code, None if is_exact else reaches(bar, self.extent(code))

    def reached(self, bar: Bar, codes: Iterable[str]) -> dict[bool | None, int]:
        """How many of these units reach a bar, do not, or cannot be said to."""
        return {True: 0, False: 0, None: 0} | Counter(map(itemgetter(1), self.reached_by(bar, codes)))

    def tenths(self, codes: Iterable[str]) -> list[int]:
        """How many of these units stand at which tenth of a share; only those that are exact."""
        found, exact = [0] * 10, self.exact
        for above, below in filter(None, map(exact.get, codes)):
            found[min(9, 10 * above // below)] += 1
        return found


def _measure(indicator: Indicator, above: int, below: int | None) -> Measure:
    if below is None:
        return Measure(indicator.key, above, None, Fraction(above))
    if not below:
        return Measure(indicator.key, above, below, None, indicator.denominator[:1])
    return Measure(indicator.key, above, below, Fraction(above, below))
