"""The value of an indicator, exactly: numerator and denominator are kept, the percentage is only shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thidua.figures.elements import Indicator


@dataclass(frozen=True)
class Measure:
    """Hold an indicator's value for some units and a period.

    ``value`` is None where something needed is missing or the denominator is 0; ``missing`` names what is not known.
    """

    indicator: str
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    missing: tuple[str, ...] = ()

    def percent(self, decimals: int) -> str | None:
        """Show a ratio as Vietnamese officials write it; halves are rounded up.

        >>> Measure("x", 2, 3, Fraction(2, 3)).percent(1)
        '66,7%'
        """
        if self.value is None:
            return None
        exact = Decimal(100 * self.value.numerator) / Decimal(self.value.denominator)
        shown = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return f"{shown}".replace(".", ",") + "%"


def measure(indicator: Indicator, totals: Mapping[str, int | None]) -> Measure:
    """Compute an indicator from totals per element (None or absent: not known).

    Zero of zero is not known, never 0 % or 100 %.
    """
    needed = (*indicator.numerator, *indicator.denominator)
    missing = tuple(dict.fromkeys(key for key in needed if totals.get(key) is None))
    above = _sum(indicator.numerator, totals)
    below = _sum(indicator.denominator, totals) if indicator.denominator else None
    if missing or above is None:
        return Measure(indicator.key, above, below, None, missing)
    if not indicator.is_ratio:
        return Measure(indicator.key, above, None, Fraction(above))
    if not below:
        return Measure(indicator.key, above, below, None, indicator.denominator[:1])
    return Measure(indicator.key, above, below, Fraction(above, below))


def change(now: Measure, before: Measure) -> Fraction | None:
    """Give the relative change of a total against a baseline; None where one is unknown or the baseline is 0.

    >>> change(Measure("vụ", 95, None, Fraction(95)), Measure("vụ", 100, None, Fraction(100)))
    Fraction(-1, 20)
    """
    if now.value is None or before.value is None or before.value == 0:
        return None
    return (now.value - before.value) / before.value


def _sum(keys: tuple[str, ...], totals: Mapping[str, int | None]) -> int | None:
    values = [totals.get(key) for key in keys]
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)
