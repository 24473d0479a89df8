"""What a unit takes over of those before it: sums of what is certain, and of nothing else."""

from datetime import date

import pytest

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import catalogue
from thidua.figures.inheriting import Part, inherited

KNOWN = catalogue(date(2024, 3, 31)).elements
COUNT = KNOWN["households"]
TEXT = KNOWN["good_practice"]
NOT_APPLICABLE, NOT_YET = Cell(CellState.NOT_APPLICABLE), Cell(CellState.NOT_YET)


def part(name: str, cell: Cell | None, *, is_whole: bool = True, key: str = "households") -> Part:
    return Part(name, None if cell is None else {key: cell}, is_whole)


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        ([Cell.of(3)], 3), ([Cell.of(3), Cell.of(4)], 7), ([Cell.of(0), Cell.of(0)], 0),
        ([Cell.of(3), Cell.missing()], None), ([Cell.of(3), None], None), ([Cell.of(3), NOT_YET], None),
        ([Cell.of(3), NOT_APPLICABLE], 3), ([Cell.missing()], None), ([], None),
    ],
)  # fmt: skip
def test_numbers_are_sums_of_whole_parts_that_all_have_one(cells: list[Cell | None], number: int | None) -> None:
    found = inherited(COUNT, [part(f"xã {n}", cell) for n, cell in enumerate(cells)])
    assert (found.number if found else None) == number


def test_of_a_split_unit_nothing_is_known() -> None:
    assert inherited(COUNT, [part("xã A", Cell.of(3), is_whole=False)]) is None
    assert inherited(COUNT, [part("xã A", Cell.of(3), is_whole=False), part("xã B", Cell.of(4))]) is None


def test_that_it_applies_to_none_is_taken_over() -> None:
    assert inherited(COUNT, [part("xã A", NOT_APPLICABLE), part("xã B", NOT_APPLICABLE)]) == NOT_APPLICABLE


def test_narratives_stand_under_their_units() -> None:
    parts = [part("xã A", Cell.of("một"), key=TEXT.key), part("xã B", Cell.of("hai"), key=TEXT.key)]
    assert inherited(TEXT, parts) == Cell.of("xã A: một\nxã B: hai")
    assert inherited(TEXT, parts[:1]) == Cell.of("một")


def test_what_is_yes_here_and_no_there_is_for_the_officer() -> None:
    held = next(e for e in KNOWN.values() if e.held_elsewhere)
    yes, no = Cell.of(True, "12/BC"), Cell.of(False, "13/BC")
    assert inherited(held, [part("xã A", yes, key=held.key), part("xã B", no, key=held.key)]) is None
    assert inherited(held, [part("xã A", yes, key=held.key), part("xã B", yes, key=held.key)]) == yes
