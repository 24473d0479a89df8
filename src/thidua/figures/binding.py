"""Suggest which indicator a plan's target is measured by; a person confirms, the machine never binds by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.figures.elements import Indicator
from thidua.text import fold_name


@dataclass(frozen=True)
class Suggestion:
    """Propose an indicator with the share of its words that the target's own words hold (0–1)."""

    indicator: Indicator
    score: float
    words: tuple[str, ...]


def suggest_indicators(
    words: str, *, unit: str, comparator: str | None, indicators: Iterable[Indicator], most: int = 5
) -> list[Suggestion]:
    """Rank indicators for a target told in ``words`` (subject and indicator of the plan); best first.

    A share (``%``) that is to be reached goes to ratios, a count to totals; a change against a baseline
    (``decrease_ge`` and the like, in %) goes to totals. Ties go to the indicator of fewer words, then by key.
    """
    folded = f" {fold_name(words)} "
    is_change = comparator in ("decrease_ge", "increase_ge")
    wants_ratio = unit in ("%", "ratio") and not is_change
    found = []
    for indicator in indicators:
        if indicator.is_ratio != wants_ratio or not indicator.words:
            continue
        met = tuple(w for w in indicator.words if f" {fold_name(w)} " in folded or fold_name(w) in folded)
        score = len(met) / len(indicator.words)
        if len(met) >= min(2, len(indicator.words)):
            found.append(Suggestion(indicator, round(score, 3), met))
    found.sort(key=lambda s: (-s.score, -len(s.words), len(s.indicator.words), s.indicator.key))
    return found[:most]
