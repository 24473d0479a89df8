"""The evaluator over columns equals the slow one: a short run here, the long one in tests/long."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from columns_against_slow import batches, disagreements

from thidua.rulebook import RuleSet, load_rule_set, rule_set_keys
from thidua.rulebook.build import build_rule_set
from thidua.rulebook.load import RULES, as_text, read_plain


def sample_points() -> RuleSet:
    vocabulary = read_plain([RULES / "recognition" / "vocabulary.yaml"])[0]
    table: Any = yaml.safe_load((Path(__file__).parent / "sample_points.yaml").read_text(encoding="utf-8"))
    return build_rule_set({**vocabulary, "rule_set": "sample"}, [as_text(table)])


@pytest.mark.parametrize("key", rule_set_keys())
def test_columns_equal_slow(key: str) -> None:
    rules = load_rule_set(key)
    for cases, round_, version in batches(rules, 60, seed=1, year=2026 if key == "force" else 2024):
        assert disagreements(cases, round_, version, rules) == []


def test_columns_equal_slow_with_points() -> None:
    rules = sample_points()
    grades = set()
    for cases, round_, version in batches(rules, 150, seed=2):
        assert disagreements(cases, round_, version, rules) == []
        from thidua.evaluation.weigh import weigh

        grades |= {g.grade for c in cases if (g := weigh(c, round_, version, rules.vocabulary).graded)}
    assert grades >= {"Xuất sắc", "Khá", "Trung bình", None}
