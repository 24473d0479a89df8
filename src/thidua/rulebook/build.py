"""Turn the plain data of rule files into rule sets.

Reads: plain mappings as YAML or the compiled cache holds them. Writes: ``RuleSet``. Assumes that the data passed the
checks of ``thidua.rulebook.check``; it does not look for mistakes again.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thidua.dates import Validity
from thidua.rulebook.rule_set import Criterion, RuleSet, RuleVersion, Vocabulary


def build_rule_set(vocabulary: Mapping[str, Any], files: Sequence[Mapping[str, Any]]) -> RuleSet:
    """Build one rule set from its vocabulary and its version files.

    A file with ``amends`` instead of ``version`` is an amendment: kept, shown, and without effect on criteria.
    """
    versions = [_version(data) for data in files if "version" in data]
    versions.sort(key=lambda v: v.validity.valid_from or date.min)
    amendments = tuple(data for data in files if "amends" in data)
    words = build_vocabulary(_with_scores(vocabulary, files))
    return RuleSet(str(vocabulary["rule_set"]), words, tuple(versions), amendments)


def build_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Number the facts in their order; a tally counts as one fact per kind and part."""
    names: list[str] = []
    for name, fact in data["facts"].items():
        if fact["type"] == "tally":
            names += [f"{name}.{kind}.{part}" for kind in fact["kinds"] for part in fact["parts"]]
        else:
            names.append(name)
    return Vocabulary(data, {name: position for position, name in enumerate(names)})


def _version(data: Mapping[str, Any]) -> RuleVersion:
    return RuleVersion(
        key=data["version"],
        validity=Validity(as_day(data["valid_from"]), as_day(data["valid_to"])),
        confidence=data["confidence"],
        instrument=data["instrument"],
        rounds=tuple(data.get("rounds") or ()),
        scope=tuple(data.get("scope") or ()),
        criteria=tuple(_criterion(c, data) for c in data.get("criteria") or ()),
        data=data,
        file=str(data.get("file", "")),
    )


def _criterion(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Criterion:
    return Criterion(
        key=entry["key"],
        kinds=tuple(entry["for"]),
        text=entry["text"],
        article=entry.get("article"),
        confidence=entry.get("confidence", data["confidence"]),
        all=tuple(_tests(entry, data)) or _scored(entry),
        when=entry.get("when"),
        waived=entry.get("waived"),
        layer=entry.get("layer", data.get("layer", "national")),
        points=entry.get("points"),
        validity=Validity(as_day(entry.get("valid_from")), as_day(entry.get("valid_to"))),
    )


def _tests(entry: Mapping[str, Any], data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """``includes`` takes over the tests of other criteria of the same text (“meets points 2, 3 and 4 of …”)."""
    by_key = {c["key"]: c for c in data["criteria"]}
    taken = [test for key in entry.get("includes") or () for test in _tests(by_key[key], data)]
    return [*taken, *(entry.get("all") or ())]


def _scored(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """A line whose points a person gives is judged by those points alone."""
    rule = entry.get("points") or {}
    if rule.get("by") != "scored":
        return ()
    minimum = {"minimum": rule["minimum"]} if "minimum" in rule else {}
    return ({"test": "scored", "fact": f"scores.{entry['key']}", **minimum},)


def _with_scores(vocabulary: Mapping[str, Any], files: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Let a case state the points of every line that a person scores."""
    facts = dict(vocabulary["facts"])
    for data in files:
        for entry in data.get("criteria") or ():
            rule = entry.get("points") or {}
            if rule.get("by") == "scored":
                name = f"scores.{entry['key']}"
                facts[name] = {"for": entry["for"], "type": "score", "max": rule["max"], "label": entry["text"]}
    return {**vocabulary, "facts": facts}


def as_day(value: Any) -> date | None:
    """Give a day from a day or its ISO text (the compiled cache holds text)."""
    return value if value is None or isinstance(value, date) else date.fromisoformat(value)
