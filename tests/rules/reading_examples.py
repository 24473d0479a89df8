"""Examples that an official can read and write: a base case, what differs, the day, what is expected, why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from thidua.evaluation.case_file import parse_case
from thidua.evaluation.finding import Finding
from thidua.recognition.judge import judge
from thidua.rulebook.rule_set import RuleSet

HERE = Path(__file__).parent
BASES: dict[str, Any] = yaml.safe_load((HERE / "bases.yaml").read_text(encoding="utf-8"))


def examples(pattern: str = "*.yaml") -> Iterator[dict[str, Any]]:
    for path in sorted((HERE / "examples").glob(pattern)):
        for example in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield {**example, "file": path.name}


def merged(base: Any, given: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(given, dict):
        return given
    return {key: merged(base.get(key), given[key]) if key in given else base[key] for key in {**base, **given}}


def case_text(example: dict[str, Any]) -> str:
    whole = {"as_of": example["as_of"], **merged(BASES[example["base"]], example.get("given") or {})}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def judged(example: dict[str, Any], rules: RuleSet) -> Finding:
    return judge(parse_case(case_text(example), rules.vocabulary, example["name"]), rules, example.get("year"))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def differences(example: dict[str, Any], finding: Finding) -> dict[str, tuple[Any, Any]]:
    """What was expected and what came, where they differ."""
    came = finding.as_json()
    found: dict[str, tuple[Any, Any]] = {}
    for key, wanted in example["expect"].items():
        wanted = plain(wanted)
        if key == "criteria":
            have = {c["key"]: c["verdict"] for c in came["criteria"]}
            have = have if not wanted else {k: have.get(k) for k in wanted}
        else:
            have = came.get(key)
        if have != wanted:
            found[key] = (wanted, have)
    return found
