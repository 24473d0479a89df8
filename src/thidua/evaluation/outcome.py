"""What one test finds: a verdict, a reason code, which facts it misses, what would mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from thidua.evaluation.case import Value
from thidua.evaluation.sight import Sight

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

Test = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FactFix:
    """Change one known fact; ``was`` and ``to`` as the case writes them."""

    fact: str
    was: Value
    to: Value


@dataclass(frozen=True, slots=True)
class EventFix:
    """An event that would have to be absent; ``position`` is its place in the case."""

    position: int
    kind: str
    day: date


Fix = FactFix | EventFix


@dataclass(frozen=True, slots=True)
class Outcome:
    """The finding of one test. ``needs`` are dotted names; ``args`` are what the sentence is made of."""

    verdict: str
    reason: str
    needs: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    args: Mapping[str, Any] = field(default_factory=dict)


class Kind(Protocol):
    """A kind of test: three faces in one module (columns, one unit, explanation), and the facts it reads."""

    @property
    def REASONS(self) -> Sequence[tuple[str, str]]: ...  # pragma: no cover

    def facts(self, test: Test) -> tuple[str, ...]: ...  # pragma: no cover

    def judge(self, test: Test, sight: Sight) -> Outcome: ...  # pragma: no cover

    def columns(self, test: Test, sheet: "Sheet") -> "Column": ...  # pragma: no cover

    def say(self, test: Test, outcome: Outcome, sight: Sight) -> str: ...  # pragma: no cover
