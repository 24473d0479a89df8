"""How judgements rest on one another: the order in which they are made, and the traps between their deadlines."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from thidua.dates import show_day
from thidua.recognition.rounds import window_of
from thidua.rulebook.rule_set import RuleSet, RuleVersion

Node = tuple[str, str]
"""Rule set and kind of unit."""

YEAR = 2001
"""Any year that is no leap year: traps are about days of the year."""


def order_of(sets: Mapping[str, RuleSet]) -> list[Node]:
    """Give rule sets and kinds so that what others rest on comes first; ties by name.

    Circles are refused when rule files are checked.
    """
    # A result from a set that is not at hand is a stated fact.
    rests: dict[Node, set[Node]] = {
        (key, kind): set() for key, rules in sets.items() for kind in rules.vocabulary.units
    }
    for key, rules in sets.items():
        for draw in rules.vocabulary.data.get("draws") or ():
            for kind in draw["for"]:
                rests[key, kind] |= {(draw["from"], source) for source in draw["kinds"] if draw["from"] in sets}
    done: list[Node] = []
    while len(done) < len(rests):
        ready = sorted(node for node, needs in rests.items() if node not in done and needs <= set(done))
        assert ready, "a circle among draws"
        done += ready
    return done


def timing_traps(rules: RuleSet, version: RuleVersion, sets: Mapping[str, RuleSet]) -> list[str]:
    """Say where a judgement is due before, or closes before, the result it rests on is known."""
    return list(_traps(rules, version, sets))


def _traps(rules: RuleSet, version: RuleVersion, sets: Mapping[str, RuleSet]) -> Iterator[str]:
    for draw in rules.vocabulary.data.get("draws") or ():
        source = sets.get(draw["from"])
        if source is None or not source.versions:
            continue
        for kind in draw["for"]:
            own = version.round_of(kind)
            # The latest text on both sides: what holds now.
            for other_kind in draw["kinds"]:
                other = (version if source.key == rules.key else source.versions[-1]).round_of(other_kind)
                mine, theirs = window_of(own, YEAR), window_of(other, YEAR)
                if mine is None or theirs is None or own is None or other is None:
                    continue
                labels = rules.vocabulary.units[kind]["label"], source.vocabulary.units[other_kind]["label"]
                yield from _trap(labels, mine[1], own.get("decide_before"), theirs[1], other.get("decide_before"))


def _trap(
    labels: tuple[str, str], mine: date, before: str | None, theirs: date, their_before: str | None
) -> Iterator[str]:
    day = timedelta(days=1)
    if theirs > mine:
        yield (
            f"{labels[0]} khép ngày {_short(mine - day)} nhưng kết quả của {labels[1]} "
            f"chỉ khép ngày {_short(theirs - day)}: hai khoảng thời gian khác nhau, không thay cho nhau."
        )
    if before is None:
        return
    due = date.fromisoformat(f"{YEAR}-{before}")
    known = date.fromisoformat(f"{YEAR}-{their_before}") if their_before else theirs
    left = (due - known).days
    if their_before is None and left <= 1:
        yield (
            f"{labels[0]} phải quyết định trước ngày {_short(due)}, mà {labels[1]} khép ngày {_short(theirs - day)}: "
            f"còn {max(left, 0)} ngày để có kết quả."
        )


def _short(day: date) -> str:
    return show_day(day).rpartition("/")[0]
