"""Two versions side by side, line by line: what a criterion asks in one and in the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.evaluation.describe import describe_criterion, show_life
from thidua.rulebook.rule_set import RuleVersion, Vocabulary


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion that differs: its key, its lines before and after (None: not there)."""

    key: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None

    @property
    def kind(self) -> str:
        """Say in one Vietnamese word what happened."""
        return "thêm" if self.before is None else "bỏ" if self.after is None else "đổi"


def compare_versions(before: RuleVersion, after: RuleVersion, words: Vocabulary) -> list[Difference]:
    """List the criteria that differ, in the order of the first version, then what the second adds."""
    old, new = ({c.key: tuple(describe_criterion(c, words, "")) for c in v.criteria} for v in (before, after))
    keys = [*old, *(key for key in new if key not in old)]
    return [Difference(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def show_differences(before: RuleVersion, after: RuleVersion, words: Vocabulary) -> Iterator[str]:
    """Write the comparison: the two lives, then each criterion that differs, minus and plus lines."""
    yield f"- {before.name} [{before.key}]: {show_life(before)}"
    yield f"+ {after.name} [{after.key}]: {show_life(after)}"
    found = compare_versions(before, after, words)
    if not found:
        yield "Các tiêu chí giống nhau."
    for difference in found:
        yield f"{difference.key}: {difference.kind}"
        lines = [("-", line) for line in difference.before or ()] + [("+", line) for line in difference.after or ()]
        shared = set(difference.before or ()) & set(difference.after or ())
        yield from (f"  {sign} {line.strip()}" for sign, line in lines if line not in shared)
