"""Read an emulation plan, follow its units through time, judge them by the law of the day.

The library never asks: no clock, no database, no network, no settings. Days, figures and rulebooks are arguments.
Public verbs are listed in ``__all__`` and imported on first use, so that one command loads only what it needs.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_VERBS: dict[str, str] = {
    "ancestors": "thidua.units.registry",
    "judge": "thidua.recognition.judge",
    "judge_round": "thidua.recognition.whole_round",
    "load_rule_set": "thidua.rulebook.load",
    "read_case": "thidua.evaluation.case_file",
    "what_if": "thidua.recognition.what_if",
    "apply_acts": "thidua.units.acts",
    "descendants": "thidua.units.registry",
    "predecessors_of": "thidua.units.lineage",
    "resolve_name": "thidua.units.names",
    "roll_up": "thidua.figures.rollup",
    "shipped_units": "thidua.units.shipped",
    "successors_of": "thidua.units.lineage",
    "trace": "thidua.units.lineage",
    "units_as_of": "thidua.units.registry",
    "read_text": "thidua.reading",
}
"""Public verb -> module that defines it."""

__all__ = ["__version__", *sorted(_VERBS)]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module 'thidua' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
