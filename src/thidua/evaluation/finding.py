"""What comes out: a Finding for a unit, one per criterion inside it, the smallest fix, and their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.evaluation.outcome import EventFix, Fix, Outcome, Test


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """The finding on one criterion; ``weighed`` keeps each test with its outcome."""

    key: str
    verdict: str
    article: str | None
    because: str
    confidence: str
    needs: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    weighed: tuple[tuple[Test, Outcome], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the object of the command line's output."""
        return {
            "key": self.key,
            "verdict": self.verdict,
            "article": self.article,
            "because": self.because,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding on one unit in one round under one version of the law."""

    case: str
    rule_set: str
    version: str | None
    in_force: tuple[date | None, date | None] | None
    year: int | None
    window: tuple[date, date] | None
    decide_before: date | None
    late: bool | None
    verdict: str
    confidence: str
    because: str
    article: str | None
    criteria: tuple[CriterionFinding, ...] = ()
    smallest_fix: tuple[Fix, ...] | None = ()
    unknown: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the object of the command line's output, days as ISO text."""
        plain = {
            "case": self.case,
            "rule_set": self.rule_set,
            "version": self.version,
            "in_force": _pair(self.in_force),
            "year": self.year,
            "window": _pair(self.window),
            "decide_before": _plain(self.decide_before),
            "late": self.late,
            "verdict": self.verdict,
            "confidence": self.confidence,
            "because": self.because,
            "article": self.article,
            "criteria": [c.as_json() for c in self.criteria],
            "smallest_fix": None if self.smallest_fix is None else [fix_as_json(f) for f in self.smallest_fix],
            "unknown": list(self.unknown),
        }
        return {**plain, **self.more}


def fix_as_json(fix: Fix) -> dict[str, Any]:
    """Give one change as the case writes facts and events."""
    if isinstance(fix, EventFix):
        return {"event": fix.kind, "day": fix.day.isoformat(), "absent": True}
    return {"fact": fix.fact, "from": _plain(fix.was), "to": _plain(fix.to)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _pair(pair: tuple[date | None, date | None] | None) -> list[Any] | None:
    return None if pair is None else [_plain(pair[0]), _plain(pair[1])]
