"""The types a fact may have, and how each is written in a case. The closed set is ``READERS``."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from thidua.evaluation.case import NONE, Value
from thidua.evaluation.scores import hundredths, show_points
from thidua.rulebook.marked import Marked
from thidua.rulebook.rule_set import Vocabulary

Read = tuple[Value | None, str]
"""The value and a complaint; the complaint is empty where the value stands."""


def read_value(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    """Read one value by its declared type."""
    return READERS[declared["type"]](where, declared, words)


def read_day(where: Marked) -> date | None:
    """Read an ISO day, bare or in quotes; None for anything else."""
    if where.kind == "day":
        assert isinstance(where.value, date)
        return where.value
    try:
        return date.fromisoformat(where.text) if where.kind == "text" and len(where.text) == 10 else None
    except ValueError:
        return None


def _deed(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    day = read_day(where)
    if day is not None:
        return day, ""
    if where.kind == "text" and where.text.strip().lower() == NONE:
        return NONE, ""
    return (
        None,
        f"phải là một ngày dạng 2024-02-20, none nếu không có, hoặc để trống nếu chưa biết; không phải {_met(where)}.",
    )


def _truth(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    if where.kind == "truth":
        return bool(where.value), ""
    return None, f"phải là true hoặc false, không phải {_met(where)}."


def _truth_or_none(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    if where.kind == "text" and where.text.strip().lower() == NONE:
        return NONE, ""
    if where.kind == "truth":
        return bool(where.value), ""
    return None, f"phải là true, false hoặc none (không có), không phải {_met(where)}."


def _count(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    if where.kind == "whole" and where.value >= 0:
        return int(where.value), ""
    return None, f"phải là một số nguyên không âm, không phải {_met(where)}."


def _score(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    most = hundredths(declared["max"])
    if where.kind in ("whole", "number") and 0 <= where.value * 100 <= most and where.value * 100 % 1 == 0:
        return hundredths(where.value), ""
    return (
        None,
        f"phải là số điểm từ 0 đến {show_points(most)}, nhiều nhất hai chữ số thập phân, không phải {_met(where)}.",
    )


def _rating(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    scale = words.data["scales"][declared["scale"]]
    wanted = _same(where.text)
    found = next((step for step in scale if where.kind == "text" and _same(step) == wanted), None)
    return found, "" if found else f"phải là một trong: {', '.join(scale)}; không phải {_met(where)}."


def _choice(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    if where.kind == "text" and where.value in declared["values"]:
        return str(where.value), ""
    return None, f"phải là một trong: {', '.join(declared['values'])}; không phải {_met(where)}."


def _choices(where: Marked, declared: Mapping[str, Any], words: Vocabulary) -> Read:
    known = declared["values"]
    if where.kind != "list" or any(one.kind != "text" or one.value not in known for one in where.value):
        return None, f"phải là danh sách lấy trong: {', '.join(known)}."
    # An empty list states nothing.
    return tuple(dict.fromkeys(one.value for one in where.value)) or None, ""


def _met(where: Marked) -> str:
    return {"mapping": "một nhóm khóa", "list": "một danh sách"}.get(where.kind, f"«{where.text}»")


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


READERS: dict[str, Callable[[Marked, Mapping[str, Any], Vocabulary], Read]] = {
    "deed": _deed,
    "truth": _truth,
    "truth_or_none": _truth_or_none,
    "count": _count,
    "score": _score,
    "rating": _rating,
    "choice": _choice,
    "choices": _choices,
}
