"""A plan's targets beside the law: kept apart, compared, never a rule. A plan may ask less than the law, or more.

Reads: plain targets (the criterion they speak of, the figure, the least percentage asked) and a RuleVersion. Writes:
one comparison a target. A verdict never rests on a target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.rulebook.rule_set import RuleVersion

LESS, SAME, MORE, OTHER = "less", "same", "more", "other"


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A percentage that a plan asks: of which criterion, of which figure (``part`` of its ratio), for which kinds."""

    criterion: str
    part: str
    at_least: int
    kinds: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class AgainstLaw:
    """What the plan asks beside what the law asks; ``law`` is None where the law has no such ratio."""

    target: PlanTarget
    law: int | None
    relation: str
    because: str


def compare_with_law(targets: Sequence[PlanTarget], version: RuleVersion) -> list[AgainstLaw]:
    """Compare each target with the ratio of the same criterion and figure.

    >>> from thidua.rulebook import load_rule_set
    >>> law = load_rule_set("recognition").version("tt-124-2021")
    >>> [found] = compare_with_law([PlanTarget("xa-4", "registered", 70, ("enterprise",))], law)
    >>> found.law, found.relation
    (100, 'less')
    """
    return [_against(target, version) for target in targets]


def _against(target: PlanTarget, version: RuleVersion) -> AgainstLaw:
    criterion = next((c for c in version.criteria if c.key == target.criterion), None)
    tests = criterion.all if criterion else ()
    asked = next((_asked(test) for test in tests if test.get("part") == target.part), None)
    if criterion is None or asked is None:
        return AgainstLaw(target, None, OTHER, f"{version.name} không đặt tỷ lệ này; chỉ theo dõi theo kế hoạch.")
    where = f"{criterion.article} {version.name}"
    if target.at_least < asked:
        why = f"Kế hoạch đặt {target.at_least}%, thấp hơn mức {asked}% của {where}"
        return AgainstLaw(target, asked, LESS, f"{why}; khi xét công nhận vẫn theo mức {asked}%.")
    relation = SAME if target.at_least == asked else MORE
    how = "bằng" if relation == SAME else "cao hơn"
    return AgainstLaw(target, asked, relation, f"Kế hoạch đặt {target.at_least}%, {how} mức {asked}% của {where}.")


def _asked(test: Mapping[str, Any]) -> int | None:
    found = test.get("at_least")
    return found if isinstance(found, int) else None
