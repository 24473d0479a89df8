"""A province's own definitions stand beside the shipped ones, or are refused whole."""

from collections.abc import Iterator
from datetime import date

import pytest

from thidua.errors import RuleKeeperError
from thidua.figures import elements
from thidua.figures.elements import add_definitions, catalogue

DAY = date(2024, 6, 1)
ROW = "{label: Số tổ, kind: integer, unit: tổ, unit_kinds: [commune], frequency: quarter, basis: Danh mục của tỉnh"
GOOD = f"group: Riêng\nelements:\n  own_teams: {ROW}}}\n  own_part: {ROW}, part_of: own_teams}}\n"


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    elements._own.clear()
    elements._shipped.cache_clear()
    catalogue.cache_clear()


def test_own_definitions_stand_beside_the_shipped() -> None:
    shipped = set(catalogue(DAY).elements)
    add_definitions({"a.yaml": GOOD})
    add_definitions({"a.yaml": GOOD})
    assert set(catalogue(DAY).elements) == shipped | {"own_teams", "own_part"}


@pytest.mark.parametrize("text", [
    f"elements:\n  households: {ROW}}}\n", f"elements:\n  own_part: {ROW}, part_of: khong_co}}\n", "elements: {x: {}}",
])  # fmt: skip
def test_a_contradiction_is_refused_and_nothing_of_it_stays(text: str) -> None:
    shipped = set(catalogue(DAY).elements)
    with pytest.raises(RuleKeeperError):
        add_definitions({"b.yaml": text})
    assert set(catalogue(DAY).elements) == shipped
