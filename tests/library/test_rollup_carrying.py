"""What does not add up is carried where the ground stayed the same, and nowhere else."""

from datetime import date

import pytest

from thidua.errors import OfficerError
from thidua.figures.carrying import Carried, carry, only_additive, same_ground
from thidua.figures.elements import Element, ElementKind
from thidua.figures.rollup import Figure
from thidua.units.shipped import shipped_units

UNITS, OLD, REFORM = shipped_units(), date(2024, 12, 31), date(2025, 7, 1)


def test_a_rate_goes_on_only_over_the_same_ground() -> None:
    figures = [Figure(code, "rate", "2024", 75) for code in ("25222", "25507", "25498", "25456", "318")]
    assert carry(UNITS, figures, REFORM) == [
        Carried("11948", "rate", "2024", 75, ("318",)),
        Carried("25222", "rate", "2024", 75, ("25222",)),
        Carried("25459", "rate", "2024", None, ("25456",)),
        Carried("25498", "rate", "2024", None, ("25498", "25507")),
        Carried("25549", "rate", "2024", None, ("25507",)),
    ]


def test_ground_is_the_same_both_ways() -> None:
    assert same_ground(UNITS, "25222-1", OLD, REFORM) == "25222-1"
    assert same_ground(UNITS, "25498-2", REFORM, OLD) is None
    assert same_ground(UNITS, "25498-1", OLD, REFORM) is None, "whole, but it took in a part of another"


def test_a_sum_of_what_does_not_add_up_is_refused() -> None:
    yes_no = Element("guarded", "Có chốt", ElementKind.YES_NO, "", ("commune",), "", "year", additive=False)
    count = Element("teams", "Số tổ", ElementKind.INTEGER, "tổ", ("commune",), "", "year")
    known = {e.key: e for e in (yes_no, count)}
    only_additive([Figure("25498", "teams", "2024", 3), Figure("25498", "unheard of", "2024", 3)], known)
    with pytest.raises(OfficerError, match="Có chốt"):
        only_additive([Figure("25498", "guarded", "2024", 1)], known)
