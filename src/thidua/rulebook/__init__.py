"""Load the law that is kept as data: rule sets, their versions, the value as of a day."""

from thidua.rulebook.load import load_rule_set, rule_set_keys
from thidua.rulebook.rule_set import CONFIDENCE, Criterion, RuleSet, RuleVersion, Vocabulary

__all__ = ["CONFIDENCE", "Criterion", "RuleSet", "RuleVersion", "Vocabulary", "load_rule_set", "rule_set_keys"]
