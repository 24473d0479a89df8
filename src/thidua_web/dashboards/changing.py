"""Change targets («giảm 5 % so với năm 2023») unit by unit: each against its own figure of the baseline.

The baseline is laid on the units of the period first. A unit that had nothing then cannot rise or fall by a share: it
is left out, and the page says how many there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from thidua.figures.scoring import Bar, Extent, reaches
from thidua_web.dashboards.counting import Counts, Placed


def change_between(now: Extent | None, then: Extent | None) -> Extent | None:
    """The relative change between two values or ranges of them; None where one is not known or the earlier may be 0.

    >>> change_between(Extent.of(6), Extent.of(8)) == Extent.of(Fraction(-1, 4))
    True
    """
    if now is None or then is None or then.low <= 0:
        return None
    return Extent(now.low / then.high - 1, now.high / then.low - 1)


@dataclass
class Change(Placed):
    """What is verified now beside the baseline on the same units."""

    now: Counts
    before: Counts

    def extent(self, code: str) -> Extent | None:
        """The change of one unit, or the two ends it lies between."""
        return change_between(self.now.extent(code), self.before.extent(code))

    @cached_property
    def exact(self) -> dict[str, tuple[int, int]]:
        """Units whose change is certain, as a fraction with a denominator above 0."""
        then = self.before.exact
        found = {}
        for code, (above, below) in self.now.exact.items():
            was, whole = then.get(code, (0, 1))
            if was > 0:
                found[code] = (above * whole - was * below, was * below)
        return found

    def reached_by(self, bar: Bar, codes: Iterable[str]) -> Iterator[tuple[str, bool | None]]:
        """Whether each of these units changed as far as is asked; None where that cannot be said."""
        for code in codes:
            exact = self.exact.get(code)
            yield code, bar.is_reached_by(*exact) if exact else reaches(bar, self.extent(code))

    @cached_property
    def from_nothing(self) -> list[str]:
        """Units that had nothing in the baseline."""
        return [code for code, (above, _) in self.before.exact.items() if not above and code in self.now.codes]
