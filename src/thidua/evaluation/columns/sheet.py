"""Units of one kind as columns: facts, what is asked of the unit, and events as a long table.

A fact without a column is not known of any unit. All units of a sheet share the day of weighing and the round.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from thidua.evaluation.case import Case, Event
from thidua.evaluation.codes import UNKNOWN, UNKNOWN_DAY, decode, encode, width
from thidua.evaluation.sight import Round
from thidua.rulebook.rule_set import Vocabulary

Column = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events of all units: the unit's row, the kind's code, the day's ordinal, circumstances; sorted by row."""

    row: Column
    kind: Column
    day: Column
    circumstances: Mapping[str, Column]


@dataclass(slots=True)
class Sheet:
    """Columns of ``size`` units of one kind; see ``columns.codes`` for how values stand in them."""

    kind: str
    size: int
    as_of: date
    round: Round
    words: Vocabulary
    facts: Mapping[str, Column]
    asks: Mapping[str, Column]
    events: EventTable
    complete: Column
    names: Sequence[str] | None = None
    _blank: dict[str, Column] = field(default_factory=dict)

    def fact(self, name: str) -> Column:
        """Give a column; all unknown where there is none."""
        found = self.facts.get(name)
        if found is not None:
            return found
        deed = name in self.words.facts and self.words.facts[name]["type"] == "deed"
        key = "deed" if deed else "other"
        if key not in self._blank:
            self._blank[key] = np.full(self.size, UNKNOWN_DAY if deed else UNKNOWN, dtype="i4")
        return self._blank[key]

    def day(self, month_day: str, years_after: int = 0) -> int:
        """Place a month and day in the round's year, as an ordinal."""
        return date.fromisoformat(f"{self.round.year + years_after:04d}-{month_day}").toordinal()

    def counted(self, kinds: Sequence[str]) -> Column:
        """Give the places in the event table of events of some kinds inside the window."""
        table, window = self.events, self.round.window
        assert window is not None
        codes = list(self.words.events)
        wanted = np.zeros(len(codes) + 1, dtype=bool)
        wanted[[codes.index(kind) for kind in kinds]] = True
        inside = (table.day >= window[0].toordinal()) & (table.day < window[1].toordinal())
        return np.flatnonzero(wanted[table.kind] & inside)

    def case(self, row: int) -> Case:
        """Read one unit back as a case: the arguments of its explanation."""
        facts, asks = {}, {}
        for name, declared in _declared(self.words, self.kind):
            if name in self.facts:
                value = decode(int(self.facts[name][row]), declared, _scale(self.words, declared))
                if value is not None:
                    facts[name] = value
        for name, declared in (self.words.units[self.kind].get("asks") or {}).items():
            value = decode(int(self.asks[name][row]), declared) if name in self.asks else None
            if value is not None:
                asks[name] = value
        complete = int(self.complete[row])
        return Case(
            self.as_of,
            self.kind,
            name=self.names[row] if self.names else None,
            asks=asks,
            facts=facts,
            events=tuple(self._events_of(row)),
            events_complete=None if complete == UNKNOWN else bool(complete),
        )

    def _events_of(self, row: int) -> Iterator[Event]:
        kinds = list(self.words.events)
        first, last = np.searchsorted(self.events.row, [row, row + 1])
        for place in range(int(first), int(last)):
            known = {name: int(column[place]) for name, column in self.events.circumstances.items()}
            yield Event(
                kinds[int(self.events.kind[place])],
                date.fromordinal(int(self.events.day[place])),
                {name: bool(state) for name, state in known.items() if state != UNKNOWN},
            )


def sheet_of(cases: Sequence[Case], round_: Round, words: Vocabulary) -> Sheet:
    """Lay cases of one kind and one day out as columns."""
    kind, as_of = cases[0].kind, cases[0].as_of
    facts = {}
    for name, declared in _declared(words, kind):
        codes = [encode(case.facts.get(name), declared, _scale(words, declared)) for case in cases]
        facts[name] = np.array(codes, dtype=width(declared))
    asks = {
        name: np.array([encode(case.asks.get(name), declared) for case in cases], dtype=width(declared))
        for name, declared in (words.units[kind].get("asks") or {}).items()
    }
    complete = [UNKNOWN if case.events_complete is None else int(case.events_complete) for case in cases]
    names = [case.name or "" for case in cases] if any(case.name for case in cases) else None
    table = _event_table(cases, words)
    return Sheet(kind, len(cases), as_of, round_, words, facts, asks, table, np.array(complete, dtype="i1"), names)


def _event_table(cases: Sequence[Case], words: Vocabulary) -> EventTable:
    kinds = list(words.events)
    rows = [(row, event) for row, case in enumerate(cases) for event in case.events]
    circumstances = {
        name: np.array([int(event.circumstances.get(name, UNKNOWN)) for _, event in rows], dtype="i1")
        for name in words.circumstances
    }
    return EventTable(
        np.array([row for row, _ in rows], dtype="i4"),
        np.array([kinds.index(event.kind) for _, event in rows], dtype="i1"),
        np.array([event.day.toordinal() for _, event in rows], dtype="i4"),
        circumstances,
    )


def _declared(words: Vocabulary, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through facts with tallies spelled out, in their order."""
    for name, declared in words.facts_of(kind).items():
        if declared["type"] == "tally":
            for inner in declared["kinds"]:
                for part in declared["parts"]:
                    yield f"{name}.{inner}.{part}", {"type": "count"}
        else:
            yield name, dict(declared)


def _scale(words: Vocabulary, declared: Mapping[str, Any]) -> Sequence[str]:
    scale: Sequence[str] = words.data["scales"][declared["scale"]] if "scale" in declared else ()
    return scale
