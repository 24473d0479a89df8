"""A plan's targets stand beside the law and never change a verdict."""

from thidua.evaluation.plan_targets import LESS, MORE, OTHER, SAME, PlanTarget, compare_with_law
from thidua.rulebook import load_rule_set


def test_less_same_more_and_other() -> None:
    law = load_rule_set("recognition").version("tt-124-2021")
    assert law is not None
    targets = [
        PlanTarget("xa-4", "registered", 70, ("enterprise",), "kế hoạch năm 2025"),
        PlanTarget("xa-4", "recognised", 70),
        PlanTarget("xa-4", "recognised", 80),
        PlanTarget("kdc-1", "households_reached", 75),
    ]
    found = compare_with_law(targets, law)
    assert [f.relation for f in found] == [LESS, SAME, MORE, OTHER]
    assert [f.law for f in found] == [100, 70, 70, None]
    assert "vẫn theo mức 100%" in found[0].because and "Điều 5 khoản 4" in found[0].because
