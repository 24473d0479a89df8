"""A rule set as loaded: a vocabulary (what a case may state) and dated versions (what the law asks).

Tests stay plain mappings as the file has them; the closed set of their kinds is in ``thidua.evaluation.kinds``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.dates import Validity

Test = Mapping[str, Any]
ALWAYS = Validity()
CONFIDENCE = ("unconfirmed", "inferred", "summarised", "quoted", "verbatim")
"""How sure we are of what a text says, weakest first."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: key, own-words text, article, and the tests that must all be met."""

    key: str
    kinds: tuple[str, ...]
    text: str
    article: str | None
    confidence: str
    all: tuple[Test, ...]
    when: Mapping[str, Any] | None = None
    waived: Mapping[str, Any] | None = None
    layer: str = "national"
    points: Mapping[str, Any] | None = None
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One dated version of a rule set; ``data`` keeps what only some sets have (bands, quotas, blanks …)."""

    key: str
    validity: Validity
    confidence: str
    instrument: Mapping[str, Any]
    rounds: tuple[Mapping[str, Any], ...]
    scope: tuple[Mapping[str, Any], ...]
    criteria: tuple[Criterion, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    def criteria_for(self, kind: str, day: date | None = None) -> tuple[Criterion, ...]:
        """Give the criteria that concern one kind of unit, in the order of the text; on ``day`` if one is given."""
        return tuple(c for c in self.criteria if kind in c.kinds and (day is None or c.validity.covers(day)))

    def scope_of(self, kind: str) -> Mapping[str, Any] | None:
        """Give the scope entry of one kind of unit, or None where the text does not speak of it."""
        return next((s for s in self.scope if kind in s["for"]), None)

    def round_of(self, kind: str) -> Mapping[str, Any] | None:
        """Give the yearly window of one kind of unit, or None."""
        return next((r for r in self.rounds if kind in r["for"]), None)

    @property
    def name(self) -> str:
        """Name the instrument as Vietnamese papers do.

        >>> RuleVersion("x", Validity(), "quoted", {"type": "Thông tư", "symbol": "124/2021/TT-BCA"}, (), (), ()).name
        'Thông tư số 124/2021/TT-BCA'
        """
        return f"{self.instrument['type']} số {self.instrument['symbol']}"

    @property
    def blanks(self) -> Sequence[Mapping[str, Any]]:
        """List what the text asks and we do not have; nothing that rests on it is decided."""
        return self.data.get("blanks") or ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a case may state under one rule set: units, facts in asking order, scales, events, words."""

    data: Mapping[str, Any]
    order: Mapping[str, int]

    @property
    def units(self) -> Mapping[str, Any]:
        """Kind of unit -> label and what is asked of the unit itself."""
        units: Mapping[str, Any] = self.data["units"]
        return units

    @property
    def facts(self) -> Mapping[str, Any]:
        """Fact -> declaration, in the order in which facts are asked and shown."""
        facts: Mapping[str, Any] = self.data["facts"]
        return facts

    @property
    def events(self) -> Mapping[str, str]:
        """Kind of event -> label."""
        return self.data.get("events") or {}

    @property
    def circumstances(self) -> Mapping[str, str]:
        """Circumstance of an event -> label."""
        return self.data.get("circumstances") or {}

    def facts_of(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Give the facts that concern one kind of unit, in order."""
        return {name: fact for name, fact in self.facts.items() if kind in fact["for"]}

    def word(self, value: str) -> str:
        """Give the Vietnamese word for a value of a choice."""
        return str(self.data.get("words", {}).get(value, value))

    def place(self, name: str) -> int:
        """Give the position of a dotted fact in the order of asking."""
        return self.order.get(name, len(self.order))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule set: its vocabulary and its versions, earliest first."""

    key: str
    vocabulary: Vocabulary
    versions: tuple[RuleVersion, ...]
    amendments: tuple[Mapping[str, Any], ...] = ()

    def version_on(self, day: date) -> RuleVersion | None:
        """Give the version in force on ``day``, or None outside the life of every known text."""
        return next((v for v in self.versions if v.validity.covers(day)), None)

    def version(self, key: str) -> RuleVersion | None:
        """Give a version by its key."""
        return next((v for v in self.versions if v.key == key), None)
