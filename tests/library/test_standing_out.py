"""A share is held against neighbors of like size, and small numbers are left alone."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.figures.standing_out import NEIGHBORS, Neighbors, far_from_neighbors

SMALL = {f"nhỏ{n}": (450 + n, 900) for n in range(20)}
LARGE = {f"lớn{n}": (8100 + 10 * n, 9000) for n in range(20)}


def test_large_communes_are_not_held_against_small_ones() -> None:
    assert far_from_neighbors(SMALL | LARGE) == []
    found = far_from_neighbors(SMALL | LARGE | {"lạ": (450, 9000)})
    assert [s.unit for s in found] == ["lạ"] and found[0].middle > 0.85


def test_one_case_of_four_is_not_asked_about() -> None:
    whole = {str(n): (4, 4) for n in range(30)}
    assert far_from_neighbors(whole | {"một": (3, 4), "hai": (2, 4)}) == []
    assert [s.unit for s in far_from_neighbors(whole | {"không": (0, 4)})] == ["không"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=NEIGHBORS - 1))
def test_few_units_say_nothing(pairs: list[tuple[int, int]]) -> None:
    assert far_from_neighbors({str(n): pair for n, pair in enumerate(pairs)}) == []


@given(st.integers(1, 400), st.integers(20, 5000))
def test_equal_neighbors_never_stand_out(part: int, whole: int) -> None:
    assert far_from_neighbors({str(n): (min(part, whole), whole) for n in range(25)}) == []


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=40), st.sets(st.integers(0, 45)))
def test_a_few_units_are_told_what_all_are(pairs: list[tuple[int, int]], asked: set[int]) -> None:
    shares = {str(n): pair for n, pair in enumerate(pairs)}
    among = {str(n) for n in asked}
    assert Neighbors(shares).far(among) == [s for s in far_from_neighbors(shares) if s.unit in among]
