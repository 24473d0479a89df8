"""The reader reads at least as well as it did: floors a little below what bench/accuracy.py measures.

A floor goes up when the reader got better; it goes down only with a reason in the changelog.  Held-out texts have
floors as well, but nobody looks at their misses.
"""

import json
from pathlib import Path

import pytest
from bench.accuracy import ELSEWHERE, READER
from tests.corpus.scorer import Report, load, read, score

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
RECALL_ALONE = {"dates", "doubts", "sections"}


def measured(name: str) -> Report | None:
    cases = load(HERE / name, ELSEWHERE.get(name))
    return score(cases, read(cases, READER)) if cases else None


@pytest.mark.parametrize("name", FLOORS)
def test_the_reader_has_not_become_worse(name: str) -> None:
    report = measured(name)
    if report is None:
        pytest.skip(f"{name}: texts not here (THIDUA_SEEDS)")
    below = {}
    for field, floor in FLOORS[name].items():
        tally = report.tallies[field]
        figure = tally.recall if field in RECALL_ALONE else tally.f1
        if figure < floor:
            below[field] = (round(figure, 4), floor)
    shown = [] if name == "heldout" else [m for m in report.missed + report.wrong if m[0].split()[0] in " ".join(below)]
    assert not below, "\n".join(map(str, shown[:20]))
