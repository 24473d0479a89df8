"""Random cases of any rule set, drawn from its vocabulary: values at and beside boundaries, a third not known."""

import random
from datetime import date, timedelta
from typing import Any

from thidua.evaluation.case import NONE, Case, Event, Value
from thidua.rulebook.rule_set import RuleVersion, Vocabulary


class CaseMaker:
    """Draw cases of one kind for one day; ``kindness`` is how often a value is one that passes most tests."""

    def __init__(self, words: Vocabulary, version: RuleVersion, kind: str, seed: int) -> None:
        self.words = words
        self.kind = kind
        self.chance = random.Random(seed)
        self.blanks = 0.0
        self.kindness = 0.0
        self.facts = words.facts_of(kind)
        self.events = list(words.events)

    def make(self, as_of: date, year: int) -> Case:
        self.blanks = self.chance.choice([0.0, 0.0, 0.02, 0.3])
        self.kindness = self.chance.choice([0.0, 0.5, 0.9, 0.98])
        facts: dict[str, Value] = {}
        for name, declared in self.facts.items():
            if declared["type"] == "tally":
                self.tally(name, declared, facts)
            elif (value := self.value(declared, facts, as_of, year)) is not None:
                facts[name] = value
        asks = {
            n: v for n, d in (self.words.units[self.kind].get("asks") or {}).items() if (v := self.ask(d)) is not None
        }
        complete = self.chance.choice([True, True, True, False, None])
        events = tuple(
            self.event(as_of, year) for _ in range(self.chance.choice([0, 0, 0, 1, 2, 3]) if self.events else 0)
        )
        return Case(as_of, self.kind, asks=asks, facts=facts, events=events, events_complete=complete)

    def value(self, declared: Any, facts: dict[str, Value], as_of: date, year: int) -> Value | None:
        pick = self.chance.random
        if pick() < self.blanks:
            return None
        kind = declared["type"]
        if kind == "deed":
            days = [
                NONE,
                date(year, 1, 1),
                date(year, 3, 31),
                date(year, 4, 1),
                date(year - 1, 12, 31),
                date(year, 2, 9),
            ]
            day = date(year, 2, 1) if pick() < self.kindness else self.chance.choice(days)
            return day if day == NONE or day <= as_of else NONE
        if kind in ("truth", "truth_or_none"):
            if kind == "truth_or_none" and pick() < 0.3:
                return NONE
            return pick() < max(0.5, self.kindness)
        if kind == "rating":
            scale = self.words.data["scales"][declared["scale"]]
            return scale[-1] if pick() < self.kindness else self.chance.choice(scale)
        if kind == "score":
            most = round(declared["max"] * 100)
            return most if pick() < self.kindness else self.chance.randrange(0, most + 1, 25)
        return self.count(declared, facts)

    def count(self, declared: Any, facts: dict[str, Value]) -> int:
        whole = facts.get(declared.get("at_most", ""))
        if isinstance(whole, int):
            near = [-(-7 * whole // 10), whole * 7 // 10, whole, max(0, whole - 1), 0]
            return whole if self.chance.random() < self.kindness else self.chance.choice(near)
        if "unit" in declared or "at_most" in declared:
            return self.chance.choice([0, 1, 3, 7, 10, 20, 23, 100, 3000]) if self.chance.random() > 0.5 else 10
        return (
            self.chance.choice([0, 0, 0, 1, 2]) if self.chance.random() > self.kindness else self.chance.choice([0, 1])
        )

    def tally(self, name: str, declared: Any, facts: dict[str, Value]) -> None:
        for kind in declared["kinds"]:
            limit = self.chance.choice([0, 1, 3, 10, 23])
            for part in declared["parts"]:
                if self.chance.random() >= self.blanks / 3:
                    facts[f"{name}.{kind}.{part}"] = limit
                if self.chance.random() > self.kindness:
                    limit = self.chance.choice([limit, limit, max(0, limit - 1), limit * 7 // 10, -(-limit * 7 // 10)])

    def ask(self, declared: Any) -> Value | None:
        if self.chance.random() < 0.05:
            return None
        if declared["type"] == "truth":
            return self.chance.random() < 0.1
        if declared["type"] == "choice":
            return str(self.chance.choice(declared["values"]))
        return tuple(self.chance.sample(declared["values"], self.chance.choice([1, 1, 2, 3])))

    def event(self, as_of: date, year: int) -> Event:
        edges = [date(year - 1, 10, 31), date(year - 1, 11, 1), date(year - 1, 11, 15), date(year - 1, 11, 16)]
        edges += [date(year, 10, 31), date(year, 11, 1), date(year, 11, 15), date(year, 5, 2)]
        day = min(self.chance.choice(edges), as_of) + timedelta(days=0)
        states = {c: self.chance.choice([True, False, None]) for c in self.words.circumstances}
        return Event(self.chance.choice(self.events), day, {c: s for c, s in states.items() if s is not None})
