"""Whether a text concerns the unit at all; asked before any criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.evaluation.gates import gate_name, gate_state
from thidua.evaluation.sight import Sight

APPLIES, EXCLUDED, OPEN = "applies", "excluded", "open"


@dataclass(frozen=True, slots=True)
class Applicability:
    """Applies, excluded, or open with the dotted names that are missing."""

    state: str
    confidence: str
    article: str | None = None
    because: str = ""
    needs: tuple[str, ...] = ()


def applicability(sight: Sight, scope: Mapping[str, Any] | None, confidence: str = "verbatim") -> Applicability:
    """Say whether the text concerns the unit; ``confidence`` is that of the text's scope."""
    if scope is None:
        label = sight.words.units[sight.case.kind]["label"]
        return Applicability(EXCLUDED, confidence, None, f"văn bản không quy định cho {label}")
    found = _by_the_unit(sight, scope, confidence)
    return found if found.state == EXCLUDED else _by_facts(sight, scope, found)


def _by_the_unit(sight: Sight, scope: Mapping[str, Any], confidence: str) -> Applicability:
    asked, article = scope.get("asks"), scope.get("article")
    if asked is None:
        return Applicability(APPLIES, confidence, article)
    value = sight.case.asks.get(asked)
    if value is None:
        label = sight.words.units[sight.case.kind]["asks"][asked]["label"]
        return Applicability(OPEN, confidence, article, f"chưa rõ {label}", (f"unit.{asked}",))
    stated = value if isinstance(value, tuple) else (value,)
    out = [one for one in stated if one in scope["excluded"]]
    if len(out) == len(stated):
        return Applicability(EXCLUDED, confidence, scope["excluded_by"], scope["because"])
    return Applicability(APPLIES, scope["mixed"] if out else confidence, article)


def _by_facts(sight: Sight, scope: Mapping[str, Any], found: Applicability) -> Applicability:
    """``excluded_when`` lists gates on facts, each with its reason: one that holds excludes."""
    gates = scope.get("excluded_when") or ()
    states = [gate_state(gate, sight) for gate in gates]
    for gate, state in zip(gates, states, strict=True):
        if state:
            return Applicability(EXCLUDED, found.confidence, gate["article"], gate["because"])
    missing = tuple(gate_name(gate) for gate, state in zip(gates, states, strict=True) if state is None)
    if not missing:
        return found
    unclear = "; ".join(f"chưa rõ {sight.label(name)}" for name in missing)
    because = "; ".join(part for part in (found.because, unclear) if part)
    return Applicability(OPEN, found.confidence, found.article, because, (*found.needs, *missing))
