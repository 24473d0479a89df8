"""Mangled workbooks: never one silently wrong cell."""

import os

import pytest
from tests.mangling import mangle

from thidua.figures.workbooks import read_workbook

SEEDS = range(2000) if os.environ.get("THIDUA_LONG") else range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cell_is_silently_wrong(seed: int) -> None:
    m = mangle(seed)
    result = read_workbook(m.saved(), m.sheet)
    sure = {element: cell.number for (_, element), cell in result.sure().items() if element in m.truth}
    wrong = {e: (v, m.truth[e]) for e, v in sure.items() if e in m.unsure or v != m.truth[e]}
    assert not wrong, m.deeds
    found = {r.element for r in result.readings.values()} & set(m.truth)
    assert len(found) >= 0.99 * len(m.truth), m.deeds
    if not m.unsure:
        assert set(sure) == set(m.truth), m.deeds
