"""The rules, written as examples, hold."""

from typing import Any

import pytest
from reading_examples import differences, examples, judged

from thidua.rulebook import RuleSet, load_rule_set

SETS: dict[str, RuleSet] = {}


def rules_of(example: dict[str, Any]) -> RuleSet:
    key = example.get("rule_set", "recognition")
    return SETS.setdefault(key, load_rule_set(key))


@pytest.mark.parametrize("example", list(examples()), ids=lambda e: f"{e['file'].removesuffix('.yaml')}: {e['name']}")
def test_example(example: dict[str, Any]) -> None:
    finding = judged(example, rules_of(example))
    assert not differences(example, finding)
    assert finding.because.endswith(".")
    assert all(found.because.endswith(".") for found in finding.criteria)
    for said in example.get("says", ()):
        assert said in finding.because + " ".join(c.because for c in finding.criteria)


def test_names_are_unique_and_reasons_given() -> None:
    names = [(e["file"], e["name"]) for e in examples()]
    assert len(names) == len(set(names))
    assert all(e["because"] for e in examples())
