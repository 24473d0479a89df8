"""Gates: conditions on a fact, or on the unit itself, that say whether something is asked at all.

``{fact: X, is: [true]}``, ``{unit: levels, some_of: […]}``, ``{fact: months_active, below: 9}``.
"""

from collections.abc import Mapping
from typing import Any

from thidua.evaluation.case import Value
from thidua.evaluation.sight import Sight


def gate_state(gate: Mapping[str, Any], sight: Sight) -> bool | None:
    """Say whether a gate is open; None where the fact it asks is not known."""
    value = sight.case.asks.get(gate["unit"]) if "unit" in gate else sight.get(gate["fact"])
    return None if value is None else holds(gate, value)


def holds(gate: Mapping[str, Any], value: Value) -> bool:
    """Say whether a known value opens a gate.

    >>> holds({"fact": "sections", "is": [0]}, 0), holds({"fact": "sections", "is": [0]}, False)
    (True, False)
    """
    if "some_of" in gate:
        return bool(set(gate["some_of"]) & set(value if isinstance(value, tuple) else (value,)))
    if "below" in gate:
        return isinstance(value, int) and value < gate["below"]
    return any(value == wanted and type(value) is type(wanted) for wanted in gate["is"])


def gate_name(gate: Mapping[str, Any]) -> str:
    """Give the dotted name of what a gate asks."""
    return f"unit.{gate['unit']}" if "unit" in gate else str(gate["fact"])
