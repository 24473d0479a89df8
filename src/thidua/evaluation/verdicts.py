"""Verdicts, their three-valued logic with “not yet due”, and how sure a conclusion is.

Joined conditions: one known failure decides, then what is not known, then what is not yet due. Either-or: one that is
met decides. A gate that is not known holds a condition back unless the condition is met anyway.
"""

from collections.abc import Iterable

from thidua.rulebook.rule_set import CONFIDENCE

MET = "met"
NOT_MET = "not_met"
UNDECIDABLE = "undecidable"
NOT_YET_DUE = "not_yet_due"
NOT_APPLICABLE = "not_applicable"
NOT_IN_FORCE = "not_in_force"

JOINED = (MET, NOT_YET_DUE, UNDECIDABLE, NOT_MET)
"""Weakest first: of joined conditions the last one present decides. The position is the code in columns."""

EITHER = (NOT_MET, NOT_YET_DUE, UNDECIDABLE, MET)


def all_of(verdicts: Iterable[str]) -> str:
    """Join conditions that must all be met.

    >>> all_of(["met", "undecidable", "not_yet_due"]), all_of(["undecidable", "not_met"]), all_of([])
    ('undecidable', 'not_met', 'met')
    """
    return max(verdicts, key=JOINED.index, default=MET)


def any_of(verdicts: Iterable[str]) -> str:
    """Join conditions of which one is enough.

    >>> any_of(["not_met", "undecidable"]), any_of(["undecidable", "met"])
    ('undecidable', 'met')
    """
    return max(verdicts, key=EITHER.index, default=NOT_MET)


def behind_gate(gate: bool | None, verdict: str) -> str:
    """Judge a condition that is asked only where ``gate`` holds; None is not known.

    >>> behind_gate(False, "not_met"), behind_gate(None, "not_met"), behind_gate(None, "met")
    ('met', 'undecidable', 'met')
    """
    if gate is None:
        return MET if verdict == MET else UNDECIDABLE
    return verdict if gate else MET


def weakest(confidences: Iterable[str]) -> str:
    """Give the least sure of them.

    >>> weakest(["verbatim", "inferred"])
    'inferred'
    """
    return min(confidences, key=CONFIDENCE.index, default=CONFIDENCE[-1])


def strongest(confidences: Iterable[str]) -> str:
    """Give the surest of them."""
    return max(confidences, key=CONFIDENCE.index, default=CONFIDENCE[-1])
