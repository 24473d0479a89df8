"""Draw made-up units below real communes, from a fixed seed: DỮ LIỆU MẪU, to try a round before real figures come.

Names say so. Communes are those of the registry on the day; everything below them, every figure and event, is drawn.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from thidua.evaluation.case import NONE, Case, Event, Value
from thidua.recognition.rounds import seat
from thidua.recognition.whole_round import Member
from thidua.rulebook.rule_set import RuleSet

MARK = "DỮ LIỆU MẪU"
KINDS = ("residential_area", "residential_area", "residential_area", "agency", "school", "enterprise")
"""The mixture drawn below a commune: half of it residential areas."""


class SampleUnits:
    """Draw units for one day; most facts are good, a few per cent wrong, fewer not known."""

    def __init__(self, rules: RuleSet, as_of: date, seed: int) -> None:
        self.rules = rules
        self.words = rules.vocabulary
        self.as_of = as_of
        self.chance = random.Random(seed)

    def draw(self, communes: Sequence[tuple[str, str]], size: int) -> Iterator[Member]:
        """Draw ``size`` units spread over communes (code, name), each commune after its own units."""
        for place, (code, name) in enumerate(communes):
            share = size // len(communes) + (place < size % len(communes))
            for number in range(1, share + 1):
                kind = KINDS[(number - 1) % len(KINDS)]
                label = self.words.units[kind]["label"]
                case = self.case(kind, f"{label} {number:02d} ({MARK}), {name}", 0.02)
                yield Member(f"{code}-{number:02d}", (code,), case)
            yield Member(code, (), self.case("commune", f"{name} ({MARK})", 0.01))

    def case(self, kind: str, name: str, wrong: float) -> Case:
        """Draw one case; facts that results from below give are left open."""
        year = seat(self.rules, kind, self.as_of).round.year
        facts: dict[str, Value] = {}
        for fact, declared in self.words.facts_of(kind).items():
            value = None if declared["type"] == "tally" else self.value(declared, facts, year, wrong)
            if value is not None:
                facts[fact] = value
        asks = {key: self.ask(key, declared) for key, declared in (self.words.units[kind].get("asks") or {}).items()}
        events = tuple(self.event(year) for _ in range(self.chance.random() < 3 * wrong))
        complete = None if self.chance.random() < wrong / 4 else True
        return Case(self.as_of, kind, name, asks, None, facts, events, complete)

    def value(self, declared: Mapping[str, Any], facts: dict[str, Value], year: int, wrong: float) -> Value | None:
        """Draw one fact."""
        roll = self.chance.random()
        if roll < wrong / 8:
            return None
        bad, kind = roll < wrong, declared["type"]
        if kind == "deed":
            late: list[Value] = [NONE, date(year, 4, 1 + self.chance.randrange(20))]
            return self.chance.choice(late) if bad else date(year, 1, 2) + timedelta(days=self.chance.randrange(88))
        if kind in ("truth", "truth_or_none"):
            return not bad
        if kind == "rating":
            scale = self.words.data["scales"][declared["scale"]]
            return str(scale[0] if bad else self.chance.choice(scale[2:]))
        whole = facts.get(declared.get("at_most", ""))
        if isinstance(whole, int):
            return max(0, whole - self.chance.randrange(1, 9)) if bad else whole
        if "unit" in declared:
            return self.chance.randrange(8, 240)
        return int(bad) if "mô hình" not in declared["label"] else int(not bad)

    def ask(self, key: str, declared: Mapping[str, Any]) -> Value:
        """Draw what is asked of the unit itself."""
        if declared["type"] == "truth":
            return self.chance.random() < 0.03
        if declared["type"] == "choice":
            return str(self.chance.choice(declared["values"][1:]))
        return (str(self.chance.choice(declared["values"][2:])),)

    def event(self, year: int) -> Event:
        """Draw one event inside or beside the year."""
        day = date(year - 1, 10, 1) + timedelta(days=self.chance.randrange(390))
        states = {name: self.chance.random() < 0.6 for name in self.words.circumstances}
        return Event(self.chance.choice(list(self.words.events)), min(day, self.as_of), states)
