"""What if the rule were another: which cases change their verdict, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.evaluation.case import Case
from thidua.evaluation.finding import Finding
from thidua.recognition.judge import judge
from thidua.rulebook.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Flip:
    """One case under the rules that stand and under the rules that are asked about."""

    case: Case
    before: Finding
    after: Finding

    @property
    def turned(self) -> bool:
        """Say whether the verdict changes."""
        return self.before.verdict != self.after.verdict

    @property
    def reasons(self) -> list[tuple[str, str | None, str | None, str]]:
        """List the criteria whose verdict changes: key, before, after, and the sentence that explains it."""
        old = {c.key: c for c in self.before.criteria}
        new = {c.key: c for c in self.after.criteria}
        found: list[tuple[str, str | None, str | None, str]] = []
        for key in [*old, *(k for k in new if k not in old)]:
            was = old[key].verdict if key in old else None
            now = new[key].verdict if key in new else None
            if was != now:
                found.append((key, was, now, new[key].because if key in new else "tiêu chí không còn được xét."))
        return found


def what_if(cases: Iterable[Case], rules: RuleSet, changed: RuleSet, year: int | None = None) -> Iterator[Flip]:
    """Judge each case under both; every case is given back, whether it turns or not."""
    for case in cases:
        yield Flip(case, judge(case, rules, year), judge(case, changed, year))
