"""Mutants of rule files: thresholds ± 1, vetoes dropped, days moved by one, comparators flipped, gates lifted."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Change = tuple[str, dict[str, Any]]
SCALE = ["không hoàn thành nhiệm vụ", "hoàn thành nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ"]


def moved(month_day: str, days: int) -> str:
    day = date.fromisoformat(f"2023-{month_day}") + timedelta(days=days)
    return f"{day.month:02d}-{day.day:02d}"


def mutants(data: dict[str, Any]) -> Iterator[Change]:
    """Every mutant of one version file, with what was changed."""
    for path, holder, key in _places(data):
        for name, value in _variants(path, key, holder[key], holder):
            mutant = copy.deepcopy(data)
            target = _at(mutant, path)
            if value is DROP:
                del target[key]
            elif isinstance(value, _Swap):
                del target[key]
                target[value.key] = value.value
            else:
                target[key] = value
            if _stands(target, path):
                yield f"{'.'.join(map(str, path))}.{key} {name}", mutant


class _Swap:
    def __init__(self, key: str, value: Any) -> None:
        self.key, self.value = key, value


DROP = object()
FLIPPED = {"at_least": "at_most", "at_most": "at_least", "more_than": "at_least", "below": "is"}


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    if isinstance(value, dict):
        for key in value:
            yield path, value, key
            yield from _places(value[key], (*path, key))
    elif isinstance(value, list):
        for place in range(len(value)):
            yield path, value, place
            yield from _places(value[place], (*path, place))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _variants(path: tuple[Any, ...], key: Any, value: Any, holder: Any) -> Iterator[tuple[str, Any]]:
    inside = path[0] if path else None
    if key in ("from", "to", "until", "opens", "ends", "decide_before") and isinstance(value, str):
        yield "+1", moved(value, 1)
        yield "-1", moved(value, -1)
    if key == "valid_from" and isinstance(value, str) and not path:
        yield "+1", (date.fromisoformat(value) + timedelta(days=1)).isoformat()
        yield "-1", (date.fromisoformat(value) - timedelta(days=1)).isoformat()
    if key in ("at_least", "at_most", "more_than", "below") and isinstance(value, int):
        yield "+1", value + 1
        yield "-1", value - 1
        yield "flipped", _Swap(FLIPPED[key], [value] if key == "below" else value)
    if key == "at_least" and value in SCALE:
        place = SCALE.index(value)
        yield from ((f"to {step}", step) for step in (SCALE[place - 1 : place] + SCALE[place + 1 : place + 2]))
    if key == "judged":
        yield "flipped", "pooled" if value == "each_kind" else "each_kind"
    if key in ("when", "waived", "includes") and inside == "criteria":
        yield "dropped", DROP
    if isinstance(key, int) and path and path[-1] in ("events", "excuses", "all", "excluded", "some_of", "includes"):
        yield "dropped", DROP
    if isinstance(key, int) and len(path) > 1 and path[-2] == "excuses":
        yield "dropped", DROP
    if isinstance(key, int) and path in (("criteria",), ("blanks",), ("scope", 0, "excluded_when")):
        yield "dropped", DROP
    if key == "confidence" and inside == "criteria":
        yield "weakened", "quoted" if value == "unconfirmed" else "unconfirmed"


def _stands(target: Any, path: tuple[Any, ...]) -> bool:
    """Leave out mutants that no file may hold: an emptied list of tests, events, kinds."""
    return not (isinstance(target, list) and not target and path[-1] != "blanks")
