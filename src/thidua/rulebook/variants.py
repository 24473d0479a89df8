"""A rule set with one file put in: a province's layer, or a changed version for “what if”.

A layer adds criteria to every version whose life it meets, each valid only while both are. A version file takes the
place of the version with its key; a new key ends the version in force on the day it begins.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from thidua.dates import Validity
from thidua.errors import RuleKeeperError
from thidua.rulebook.build import as_day, build_rule_set
from thidua.rulebook.check import check_layer, check_shape, shape_of
from thidua.rulebook.check_criteria import CriteriaCheck
from thidua.rulebook.load import RULES, as_text, read_plain, rule_files
from thidua.rulebook.marked import Marked, read_marked
from thidua.rulebook.rule_set import RuleSet

Plain = dict[str, Any]


def with_file(key: str, path: Path, folder: Path = RULES) -> RuleSet:
    """Give the rule set ``key`` with the file at ``path`` put in; RuleKeeperError where the file is wrong."""
    files = rule_files(key, folder)
    tree = read_marked(path, error=RuleKeeperError)
    data = {**as_text(tree.plain()), "file": path.name}
    plain = read_plain(files)
    if shape_of(tree) == "layer":
        _refuse(check_layer(path, files))
        return build_rule_set(*add_layer(plain[0], plain[1:], data))
    _refuse(check_version(path, tree, plain[0]))
    return build_rule_set(plain[0], replace_version(plain[1:], data))


def with_layers(key: str, paths: Sequence[Path], province: str | None, folder: Path = RULES) -> RuleSet:
    """Give the rule set ``key`` with the layers of one province; other provinces add facts to be read, no criteria."""
    files = rule_files(key, folder)
    plain = read_plain(files)
    vocabulary, versions = plain[0], plain[1:]
    for path in paths:
        _refuse(check_layer(path, files))
        data = as_text(read_marked(path, error=RuleKeeperError).plain())
        vocabulary, layered = add_layer(vocabulary, versions, data)
        if province is not None and str(data["province"]) == province:
            versions = layered
    return build_rule_set(vocabulary, versions)


def check_version(path: Path, tree: Marked, vocabulary: Mapping[str, Any]) -> list[RuleKeeperError]:
    """Check one version file against a vocabulary."""
    return check_shape(path, tree) or CriteriaCheck(path, tree, vocabulary).faults()


def add_layer(vocabulary: Plain, versions: Sequence[Plain], layer: Plain) -> tuple[Plain, list[Plain]]:
    """Add a layer's facts and criteria; national keys stay untouched."""
    words = {**vocabulary, "facts": {**vocabulary["facts"], **(layer.get("facts") or {})}}
    own = _life(layer)
    source = f"{layer['instrument']['type']} số {layer['instrument']['symbol']}"
    result = []
    for version in versions:
        if "version" in version and _life(version).overlaps(own):
            added = [_dated(entry, layer, source) for entry in layer["criteria"]]
            version = {**version, "criteria": [*(version.get("criteria") or []), *added]}
        result.append(version)
    return words, result


def replace_version(versions: Sequence[Plain], data: Plain) -> list[Plain]:
    """Put a version in the place of its namesake; a new one ends what was in force when it begins.

    What was decided before stays on the law of its day: an earlier version keeps its life up to that day.
    """
    kept = [v for v in versions if v.get("version") != data["version"]]
    if len(kept) < len(versions):
        return [*kept, data]
    result = []
    for version in kept:
        if "version" in version and _life(version).overlaps(_life(data)):
            first = as_day(version["valid_from"]) or date.min
            if data["valid_from"] is None or first >= date.fromisoformat(data["valid_from"]):
                continue
            version = {**version, "valid_to": data["valid_from"]}
        result.append(version)
    return [*result, data]


def _dated(entry: Plain, layer: Plain, source: str) -> Plain:
    return {
        "valid_from": layer["valid_from"],
        "valid_to": layer["valid_to"],
        "confidence": layer["confidence"],
        **entry,
        "article": f"{entry['article'] or ''} {source}".strip(),
        "layer": "province",
    }


def _life(data: Mapping[str, Any]) -> Validity:
    return Validity(as_day(data["valid_from"]), as_day(data["valid_to"]))


def _refuse(faults: Sequence[RuleKeeperError]) -> None:
    if faults:
        more = f" (và {len(faults) - 1} lỗi khác)" if len(faults) > 1 else ""
        raise RuleKeeperError(faults[0].sentence + more, faults[0].place)


def check_file(path: Path, folder: Path = RULES) -> list[RuleKeeperError]:
    """Check one version or layer file against the shipped vocabulary of its rule set."""
    tree = read_marked(path, error=RuleKeeperError)
    faults = check_shape(path, tree)
    if faults or shape_of(tree) in ("vocabulary", "amendment"):
        return faults
    files = rule_files(tree.plain()["rule_set"], folder)
    if shape_of(tree) == "layer":
        return check_layer(path, files)
    return check_version(path, tree, read_plain(files[:1])[0])
