"""Quotas among graded units: at most a share of one grade, counted against other grades, within a group.

A second pass after grading. Ties are settled by a stated rule and never by the order of rows: units that are equal at
the cut are all left out, and named, for the deciding person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Member:
    """One graded unit: its key, its group, its grade, and what it is ordered by (larger is better)."""

    key: str
    group: str
    grade: str
    order: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a unit stands after the quota, and why."""

    member: Member
    grade: str
    because: str
    tied: bool = False


def apply_quota(quota: Mapping[str, Any], members: Sequence[Member]) -> list[Placed]:
    """Hold one quota in every group; the result is in the order of the members given.

    >>> rule = {"grade": "A", "instead": "B", "at_most": 20, "of": ["B"], "rounding": "down", "counted": "after"}
    >>> team = [Member(str(n), "x", "A", (Fraction(n),)) for n in range(6)]
    >>> [p.member.key for p in apply_quota(rule, team) if p.grade == "A"]
    ['5']
    """
    placed: dict[str, Placed] = {}
    for group in sorted({m.group for m in members}):
        inside = [m for m in members if m.group == group]
        placed.update({p.member.key: p for p in _in_group(quota, inside)})
    return [placed[m.key] for m in members]


def room(quota: Mapping[str, Any], wanting: int, base: int) -> int:
    """Give how many may have the grade: ``wanting`` ask for it, ``base`` already stand in the grades counted against.

    Counted after: those who are left out join the base, so n ≤ share × (base + wanting − n). Counted before: the base
    alone. Rounding as the quota states; never more than ask.
    """
    share = Fraction(int(quota["at_most"]), 100)
    joins = quota["instead"] in quota["of"] and quota["counted"] == "after"
    exact = share * (base + wanting) / (1 + share) if joins else share * base
    whole = exact.numerator // exact.denominator
    if quota["rounding"] == "up":
        whole = -(-exact.numerator // exact.denominator)
    elif quota["rounding"] == "nearest":
        whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return min(wanting, whole)


def _in_group(quota: Mapping[str, Any], inside: Sequence[Member]) -> list[Placed]:
    asking = sorted((m for m in inside if m.grade == quota["grade"]), key=lambda m: m.order, reverse=True)
    base = sum(m.grade in quota["of"] for m in inside)
    free = room(quota, len(asking), base)
    cut = asking[free].order if free < len(asking) else None
    result = [Placed(m, m.grade, "không thuộc hạn mức") for m in inside if m.grade != quota["grade"]]
    for member in asking:
        # Equal at the cut: none of them, since nothing the rule knows tells them apart.
        if cut is None or member.order > cut:
            result.append(Placed(member, member.grade, f"trong hạn mức {free} của {len(asking)} đề nghị"))
            continue
        tied = member.order == cut and any(m.order == cut for m in asking[:free])
        why = (
            "bằng nhau ở chỗ cắt, chờ người có thẩm quyền" if tied else f"vượt hạn mức {free} của {len(asking)} đề nghị"
        )
        result.append(Placed(member, quota["instead"], why, tied))
    return result
