"""What a test sees of one unit: its facts, its events inside the round's window, the round's year, the vocabulary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.evaluation.case import Case, Event, Value
from thidua.rulebook.rule_set import Vocabulary


@dataclass(frozen=True, slots=True)
class Round:
    """The yearly round: its year, its half-open window and the day before which the decision is to be made."""

    year: int
    window: tuple[date, date] | None
    decide_before: date | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """One case seen through one round."""

    case: Case
    round: Round
    words: Vocabulary

    def get(self, name: str) -> Value | None:
        """Give a fact, or None where it is not known."""
        return self.case.facts.get(name)

    def day(self, month_day: str, years_after: int = 0) -> date:
        """Place a month and day (``04-01``) in the round's year, or some years after it."""
        return date.fromisoformat(f"{self.round.year + years_after:04d}-{month_day}")

    def counted_events(self, kinds: tuple[str, ...] | list[str]) -> Iterator[tuple[int, Event]]:
        """Go through the events of some kinds that lie inside the window, with their place in the case."""
        for position, event in enumerate(self.case.events):
            if event.kind in kinds and self.round.window and self.round.window[0] <= event.day < self.round.window[1]:
                yield position, event

    def label(self, fact: str) -> str:
        """Give the Vietnamese label of a fact; parts of a tally read «số được công nhận của cơ quan»."""
        declared = self.words.facts.get(fact)
        if declared is not None:
            return str(declared["label"])
        tally, _, rest = fact.partition(".")
        inner: Mapping[str, dict[str, str]] = self.words.facts.get(tally) or {}
        kind, _, part = rest.partition(".")
        if inner and not part:
            return f"số liệu về {inner['kinds'].get(kind, kind)}"
        return f"{inner['parts'][part]} của {inner['kinds'][kind]}" if inner else fact
