"""Check rule files: their shape by the JSON Schema, then what a schema cannot see. Each fault has file, line, sentence.

Reads: marked YAML. Writes: a list of RuleKeeperError, empty where the files may be used. The test kinds themselves are
known here only by what the files say of them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua.errors import Place, RuleKeeperError
from thidua.rulebook.check_criteria import CriteriaCheck
from thidua.rulebook.check_draws import find_circles
from thidua.rulebook.load import RULES, VOCABULARY, as_text, rule_files, rule_set_keys
from thidua.rulebook.marked import Marked, read_marked
from thidua.rulebook.schema_words import complaint

Fault = RuleKeeperError


def check_folder(folder: Path = RULES) -> list[Fault]:
    """Check every rule set of a folder, and how they draw on each other."""
    faults: list[Fault] = []
    words: dict[str, tuple[Path, Marked]] = {}
    for key in rule_set_keys(folder):
        faults += check_set(rule_files(key, folder))
        path = folder / key / VOCABULARY
        words[key] = (path, read_marked(path, error=RuleKeeperError))
    return faults or find_circles(words)


def check_set(files: Sequence[Path]) -> list[Fault]:
    """Check one rule set: vocabulary first, then its versions and amendments."""
    trees = [(path, read_marked(path, error=RuleKeeperError)) for path in files]
    faults = [fault for path, tree in trees for fault in check_shape(path, tree)]
    if faults:
        return faults
    vocabulary, versions = trees[0][1], [(p, t) for p, t in trees[1:] if "version" in t.value]
    for path, tree in trees[1:]:
        if tree.plain()["rule_set"] != vocabulary.plain()["rule_set"]:
            faults.append(_fault(path, tree.at("rule_set"), "tệp không thuộc bộ quy tắc của thư mục này."))
    for path, tree in versions:
        faults += CriteriaCheck(path, tree, vocabulary.plain()).faults()
    return faults + _overlaps(versions)


def check_layer(path: Path, national: Sequence[Path]) -> list[Fault]:
    """Check a province's layer against the national files: it may only add keys."""
    tree = read_marked(path, error=RuleKeeperError)
    faults = check_shape(path, tree)
    if faults:
        return faults
    trees = [read_marked(file, error=RuleKeeperError).plain() for file in national]
    vocabulary = dict(trees[0])
    taken = {c["key"] for data in trees[1:] for c in data.get("criteria") or ()}
    for place, entry in enumerate(tree.value["criteria"].value):
        if entry.value["key"].value in taken:
            where = tree.at("criteria", place, "key")
            faults.append(_fault(path, where, f"«{where.text}» là khóa của trung ương; tỉnh chỉ được thêm khóa mới."))
    for name, fact in tree.value["facts"].items() if "facts" in tree.value else ():
        if name in vocabulary["facts"]:
            faults.append(_fault(path, fact, f"dữ kiện «{name}» đã có của trung ương; tỉnh chỉ được thêm dữ kiện mới."))
    vocabulary["facts"] = {**vocabulary["facts"], **(tree.plain().get("facts") or {})}
    return faults + CriteriaCheck(path, tree, vocabulary).faults()


def check_shape(path: Path, tree: Marked) -> list[Fault]:
    """Hold a file against the JSON Schema of its kind."""
    from jsonschema import Draft202012Validator

    schema = json.loads((RULES / "schema.json").read_text(encoding="utf-8"))
    kind = shape_of(tree)
    validator = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
    found = sorted(validator.iter_errors(as_text(tree.plain())), key=lambda e: [str(step) for step in e.absolute_path])
    faults = []
    for error in found:
        steps, sentence = complaint(error)
        faults.append(_fault(path, tree.at(*steps), sentence))
    return faults


def shape_of(tree: Marked) -> str:
    """Say which kind of rule file it is."""
    keys: dict[str, Any] = tree.value if tree.kind == "mapping" else {}
    if "units" in keys or "goal" in keys:
        return "vocabulary"
    if "amends" in keys:
        return "amendment"
    layer = keys.get("layer")
    return "layer" if layer is not None and layer.value == "province" else "version"


def _overlaps(versions: Sequence[tuple[Path, Marked]]) -> list[Fault]:
    faults = []
    spans: list[tuple[Path, str, str]] = []
    for path, tree in versions:
        data = as_text(tree.plain())
        first, last = data["valid_from"] or "0000", data["valid_to"] or "9999"
        if first >= last:
            faults.append(_fault(path, tree.at("valid_to"), "valid_to phải sau valid_from (không kể ngày valid_to)."))
        for other, start, end in spans:
            if first < end and start < last:
                sentence = f"thời gian hiệu lực chồng lên {other.name} ({start} → {end})."
                faults.append(_fault(path, tree.at("valid_from"), sentence))
        spans.append((path, first, last))
    return faults


def _fault(path: Path, where: Marked, sentence: str) -> Fault:
    return RuleKeeperError(sentence, Place(file=str(path), row=where.line))
