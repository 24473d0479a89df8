"""How values stand in columns. Negative is never a value: −1 is not known (a deed: −2), so that 0 stays 0."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thidua.evaluation.case import NONE, Value

UNKNOWN = -1
UNKNOWN_DAY = -2
NO_DAY = -1
"""A deed that did not happen."""

TRUTH_NONE = 2
"""There is nothing to carry out."""

MET, NOT_YET_DUE, UNDECIDABLE, NOT_MET = range(4)
"""Verdicts, weakest first, as in ``thidua.evaluation.verdicts.JOINED``: the largest decides."""


def encode(value: Value | None, declared: dict[str, Any], scale: Sequence[str] = ()) -> int:
    """Write one value as its code.

    >>> encode(True, {"type": "truth"}), encode(None, {"type": "count"}), encode("none", {"type": "deed"})
    (1, -1, -1)
    """
    kind = declared["type"]
    if value is None:
        return UNKNOWN_DAY if kind == "deed" else 0 if kind == "choices" else UNKNOWN
    if kind == "deed":
        return value.toordinal() if isinstance(value, date) else NO_DAY
    if kind in ("truth", "truth_or_none"):
        return TRUTH_NONE if value == NONE else int(value is True)
    if kind == "rating":
        return list(scale).index(str(value))
    if kind == "choice":
        return int(declared["values"].index(value))
    if kind == "choices":
        assert isinstance(value, tuple)
        return sum(1 << declared["values"].index(one) for one in value)
    assert isinstance(value, int)
    return value


def decode(code: int, declared: dict[str, Any], scale: Sequence[str] = ()) -> Value | None:
    """Read a code back.

    >>> decode(2, {"type": "truth_or_none"}), decode(-2, {"type": "deed"}) is None
    ('none', True)
    """
    kind = declared["type"]
    if kind == "deed":
        return None if code == UNKNOWN_DAY else NONE if code == NO_DAY else date.fromordinal(code)
    if kind == "choices":
        return tuple(one for bit, one in enumerate(declared["values"]) if code >> bit & 1) or None
    if code == UNKNOWN:
        return None
    if kind in ("truth", "truth_or_none"):
        return NONE if code == TRUTH_NONE else bool(code)
    if kind == "rating":
        return str(scale[code])
    return str(declared["values"][code]) if kind == "choice" else code


def width(declared: dict[str, Any]) -> str:
    """Give the NumPy type that holds a column."""
    kind = declared["type"]
    return {"truth": "i1", "truth_or_none": "i1", "rating": "i1", "choice": "i1", "choices": "i4"}.get(kind, "i4")
