"""Figures that cannot both be true: a part larger than its whole. A case that holds one is refused, never judged."""

from itertools import pairwise

from thidua.evaluation.case import Case
from thidua.rulebook.rule_set import Vocabulary


def find_contradiction(case: Case, words: Vocabulary) -> tuple[str, str] | None:
    """Give the dotted name and a sentence for the first contradiction, or None."""
    for name, declared in words.facts_of(case.kind).items():
        if declared["type"] == "tally":
            for kind in declared["kinds"]:
                chain = [f"{name}.{kind}.{part}" for part in declared["parts"]]
                wrong = _first_rise(case, chain)
                if wrong:
                    return wrong
        elif "at_most" in declared:
            wrong = _first_rise(case, [declared["at_most"], name])
            if wrong:
                return wrong
    return None


def _first_rise(case: Case, chain: list[str]) -> tuple[str, str] | None:
    """Each known figure may not exceed any known figure before it."""
    known = [(name, case.facts[name]) for name in chain if name in case.facts]
    for (above, limit), (name, value) in pairwise(known):
        if isinstance(value, int) and isinstance(limit, int) and value > limit:
            return name, f"{name} là {value}, lớn hơn {above} là {limit}; kiểm tra lại hai số này."
    return None
