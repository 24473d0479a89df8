"""Gates and applicability over columns: −1 not known, 0 shut, 1 open."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from thidua.evaluation.codes import UNKNOWN, encode
from thidua.evaluation.columns.sheet import Column, Sheet
from thidua.rulebook.rule_set import CONFIDENCE


def gate_column(gate: Mapping[str, Any], sheet: Sheet) -> Column:
    """Say for each unit whether a gate is open."""
    if "unit" in gate:
        declared = sheet.words.units[sheet.kind]["asks"][gate["unit"]]
        column = sheet.asks[gate["unit"]]
    else:
        declared = sheet.words.facts[gate["fact"]]
        column = sheet.fact(gate["fact"])
    if "some_of" in gate and declared["type"] == "choices":
        wanted = encode(tuple(gate["some_of"]), declared)
        return np.where(column == 0, UNKNOWN, (column & wanted) != 0).astype("i1")
    if "below" in gate:
        return np.where(column == UNKNOWN, UNKNOWN, column < gate["below"]).astype("i1")
    scale = sheet.words.data["scales"][declared["scale"]] if "scale" in declared else ()
    codes = [encode(value, declared, scale) for value in gate.get("is", gate.get("some_of", ()))]
    return np.where(column < 0, UNKNOWN, np.isin(column, codes)).astype("i1")


def applies_columns(sheet: Sheet, scope: Mapping[str, Any], confidence: str) -> tuple[Column, Column]:
    """Give for each unit whether the text applies (−1 open, 0 excluded, 1 applies) and how sure that is."""
    state = np.ones(sheet.size, dtype="i1")
    sure = np.full(sheet.size, CONFIDENCE.index(confidence), dtype="i1")
    asked = scope.get("asks")
    if asked is not None:
        declared = sheet.words.units[sheet.kind]["asks"][asked]
        column = sheet.asks[asked]
        if declared["type"] == "choices":
            out = encode(tuple(scope["excluded"]), declared)
            state[(column & ~out) == 0] = 0
            sure[((column & out) != 0) & (state == 1)] = CONFIDENCE.index(scope.get("mixed", confidence))
            state[column == 0] = UNKNOWN
        else:
            state[np.isin(column, [encode(value, declared) for value in scope["excluded"]])] = 0
            state[column == UNKNOWN] = UNKNOWN
    gates = [gate_column(gate, sheet) for gate in scope.get("excluded_when") or ()]
    for column in gates:
        state[(column == UNKNOWN) & (state != 0)] = UNKNOWN
    for column in gates:
        state[column == 1] = 0
    return state, sure
