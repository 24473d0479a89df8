"""Find rule files and load one rule set.

Each folder of ``thidua/rules`` with a ``vocabulary.yaml`` is a rule set. ``compiled.json`` holds the same data with the
digest of the files it was made from, so that a command starts faster; where a file differs, YAML is read.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from thidua.errors import RuleKeeperError
from thidua.rulebook.build import build_rule_set
from thidua.rulebook.rule_set import RuleSet

RULES = Path(__file__).parent.parent / "rules"
VOCABULARY = "vocabulary.yaml"
COMPILED = "compiled.json"


def rule_set_keys(folder: Path = RULES) -> list[str]:
    """List the rule sets that are shipped."""
    return sorted(path.parent.name for path in folder.glob(f"*/{VOCABULARY}"))


def load_rule_set(key: str = "recognition", folder: Path = RULES) -> RuleSet:
    """Load one rule set by its key.

    >>> load_rule_set("recognition").version_on(date(2024, 10, 31)).key
    'tt-124-2021'
    """
    files = rule_files(key, folder)
    compiled = _compiled(folder, key, files)
    if compiled is None:
        compiled = read_plain(files)
    return build_rule_set(compiled[0], compiled[1:])


def rule_files(key: str, folder: Path = RULES) -> list[Path]:
    """List the files of one rule set, vocabulary first."""
    if not (folder / key / VOCABULARY).is_file():
        known = ", ".join(rule_set_keys(folder))
        raise RuleKeeperError(f"không có bộ quy tắc «{key}»; các bộ đang có: {known}.")
    versions = sorted(path for path in (folder / key).glob("*.yaml") if path.name != VOCABULARY)
    return [folder / key / VOCABULARY, *versions]


def read_plain(files: Sequence[Path]) -> list[dict[str, Any]]:
    """Read rule files as plain data, days as ISO text; each knows its file name."""
    from thidua.rulebook.marked import read_marked

    found = []
    for path in files:
        data = as_text(read_marked(path, error=RuleKeeperError).plain())
        found.append({**data, "file": path.name})
    return found


def as_text(value: Any) -> Any:
    """Write days as ISO text all through plain data, so that YAML and the cache give the same."""
    if isinstance(value, Mapping):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def digest(files: Sequence[Path]) -> str:
    """Give one digest over names and bytes of rule files."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def compile_rules(folder: Path = RULES) -> str:
    """Give the text of ``compiled.json`` for all rule sets of a folder."""
    sets = {}
    for key in rule_set_keys(folder):
        files = rule_files(key, folder)
        sets[key] = {"digest": digest(files), "files": read_plain(files)}
    return json.dumps(sets, ensure_ascii=False, separators=(",", ":")).replace('{"digest"', '\n{"digest"') + "\n"


def _compiled(folder: Path, key: str, files: Sequence[Path]) -> list[dict[str, Any]] | None:
    try:
        held = json.loads((folder / COMPILED).read_bytes())[key]
    except (OSError, ValueError, KeyError):
        return None
    fresh: list[dict[str, Any]] = held["files"]
    return fresh if held["digest"] == digest(files) else None
