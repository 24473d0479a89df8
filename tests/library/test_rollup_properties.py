"""What must hold whatever happens to units: nothing lost, bounds true and tight, undo exact, history still."""

import json
import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from tests.units_world import PLACES, START, World, brute_force, without_rounding

from thidua.dates import Period
from thidua.figures.columns import roll_up_file
from thidua.figures.flows import Flows, largest_remainder
from thidua.figures.rollup import Figure, Nodes, Total, Weights, roll_up
from thidua.units.registry import Registry, units_as_of
from thidua.units.shipped import shipped_units


def roll(
    registry: Registry, counts: dict[str, int], start: date, day: date, hierarchy: str, level: str
) -> dict[str, Total]:
    """Roll counts of ``people`` reported in the month that ends on ``start``."""
    period = f"{start.year}-{start.month:02d}"
    assert Period.parse(period).last_day == start
    code = {unit: next(v.code for v in registry.by_unit[unit] if v.covers(start)) for unit in counts}
    figures = [Figure(code[unit], "people", period, count) for unit, count in counts.items()]
    return {t.unit: t for t in roll_up(registry, figures, day, level, hierarchy=hierarchy)}


def month_end(dice: random.Random, until: date) -> date:
    day = START + timedelta(days=dice.randrange(max(1, (until - START).days)))
    return day.replace(day=1) - timedelta(days=1)


def check_totals(world: World) -> None:
    """Every commune of a random day reports; totals of a random other day lose nothing in any hierarchy."""
    start, day = month_end(world.dice, world.on), month_end(world.dice, world.on)
    alive = units_as_of(world.registry, start, level="commune")
    counts = {v.unit: world.dice.randrange(1000) for v in alive}
    everything = sum(counts.values())
    for hierarchy, level in PLACES:
        totals = roll(world.registry, counts, start, day, hierarchy, level).values()
        assert sum(t.at_least for t in totals) <= everything <= sum(t.at_most for t in totals)
        assert all(t.at_least <= t.at_most and t.exact == (t.at_least == t.at_most) for t in totals)
        if all(t.exact for t in totals):
            assert sum(t.at_least for t in totals) == everything
    whole = roll(world.registry, counts, day=start, start=start, hierarchy="territory", level="commune")
    assert {t.unit: t.at_least for t in whole.values()} == {v.code: counts[v.unit] for v in alive}


def check_bounds(world: World) -> bool:
    """Bounds are those of the extremes found by trying every division; so the truth lies between and none is loose."""
    start = month_end(world.dice, world.on)
    day = start + timedelta(days=world.dice.randrange(-300, 300))
    forward = day >= start
    alive = units_as_of(world.registry, start, level="commune")
    chosen = [v.unit for v in world.dice.sample(alive, min(3, len(alive)))]
    counts = {
        u: without_rounding(world.registry, u, day, forward, "people") * world.dice.randrange(1, 50) for u in chosen
    }
    worlds = brute_force(world.registry, counts, start, day, "people")
    if worlds is None:
        return False
    for hierarchy, level in PLACES:
        nodes = Nodes(world.registry, day, level, hierarchy)
        seen: dict[str, list[Fraction]] = defaultdict(list)
        for lies in worlds:
            here: dict[str, Fraction] = defaultdict(Fraction)
            for unit, count in lies.items():
                here[str(nodes.of(unit))] += count
            for node in {str(nodes.of(u)) for w in worlds for u in w}:
                seen[node].append(here[node])
        found = roll(world.registry, counts, start, day, hierarchy, level)
        assert {n: (min(v), max(v)) for n, v in seen.items()} == {n: (t.at_least, t.at_most) for n, t in found.items()}
    return True


def live(seed: int, steps: int, every: int) -> None:
    world, tried = World(seed), 0
    asked: dict[date, str] = {}
    for n in range(steps):
        before = world.registry
        world.step()
        if n % every == 0:
            day = month_end(world.dice, world.on)
            for old, print_ in asked.items():
                if old <= world.on:
                    assert world.registry.fingerprint(old) == print_, "history moved"
            if len(world.registry.acts) > len(before.acts):
                assert before.fingerprint(world.on) == world.registry.fingerprint(world.on)
            check_totals(world)
            tried += check_bounds(world)
            settled = min((a.on for a in list(world.registry.acts.values())[-8:]), default=START)
            asked = {d: p for d, p in asked.items() if d <= settled}
            if day <= settled and len(asked) < 6:
                asked[day] = world.registry.fingerprint(day)
    assert tried, "some bounds were small enough to try every division"


@pytest.mark.parametrize("seed", [1, 2])
def test_units_change_250_times(seed: int) -> None:
    live(seed, 250, every=10)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 180))
def test_units_change_20_000_times(seed: int) -> None:
    live(seed, 250, every=25)


def test_columns_and_rows_agree_on_all_vietnam(tmp_path: Path) -> None:
    units, dice = shipped_units(), random.Random(7)
    path, day = tmp_path / "f.csv", date(2025, 7, 1)
    periods = ["2024", "2024-Q1", "2025-H1", "2025-Q3", "2026-05"]
    figures = []
    for period in periods:
        codes = [v.code for v in units_as_of(units, Period.parse(period).last_day, level="commune")]
        split = [c for c in codes if len(units.heirs.get(f"{c}-1", [])) > 1]
        for code in {*dice.sample(codes, 150), *split[:60], *(["318"] if period < "2025-Q" else [])}:
            figures += [Figure(code, e, period, dice.randrange(4000)) for e in ("people", "households", "đội, tổ")]
    lines = [f'{f.code},"{f.element}",{f.period},{f.value}' for f in figures]
    path.write_text("\n".join(["unit,element,period,value", *lines]), encoding="utf-8")
    shares: Weights = {("25507-1", "đội, tổ"): {"25498-2": Fraction(1, 3), "25549-2": Fraction(2, 3)}}
    cases = [(day, "commune", shares), (day, "province", None), (date(2026, 6, 1), "commune", None),
             (date(2024, 6, 1), "commune", None), (date(2024, 6, 1), "district", None)]  # fmt: skip
    for as_of, level, weights in cases:
        slow = [t.as_row() for t in roll_up(units, figures, as_of, level, weights=weights)]
        fast = [json.loads(line) for line in roll_up_file(units, path, as_of, level, weights=weights)]
        assert fast == slow


def test_province_totals_of_vietnam_are_exact_across_the_reform() -> None:
    units = shipped_units()
    alive = units_as_of(units, date(2024, 12, 31), level="commune")
    figures = [Figure(v.code, "teams", "2024", 1) for v in alive]
    totals = roll_up(units, figures, date(2025, 7, 1), "province")
    assert len(totals) == 34 and all(t.exact for t in totals)
    assert sum(t.at_least for t in totals) == 10_035
    assert {t.unit: t.at_least for t in totals}["75"] > 111


def test_largest_remainder_loses_nothing() -> None:
    dice = random.Random(5)
    for _ in range(500):
        cuts = sorted(Fraction(dice.randrange(60), 60) for _ in range(dice.randrange(6)))
        shares = [b - a for a, b in zip([Fraction(0), *cuts], [*cuts, Fraction(1)], strict=True)]
        value = dice.randrange(10_000)
        parts = largest_remainder(value, shares)
        assert sum(parts) == value
        assert all(abs(p - value * s) < 1 and p >= 0 for p, s in zip(parts, shares, strict=True))


def test_shares_multiply_along_the_way() -> None:
    world = World(3)
    third, two_thirds = {"share": "1/3"}, {"share": "2/3"}
    world.on = date(2021, 1, 1)
    from thidua.units.acts import apply_act

    one = apply_act(world.registry, [
        world.line("split", "c0", "c0", **world.new("c0"), **third), *world.placed("c0"),
        world.line("split", "c0", "z", **world.new("z"), **two_thirds), *world.placed("z"),
    ])  # fmt: skip
    world.on, world.steps = date(2022, 1, 1), 1
    two = apply_act(one, [
        world.line("split", "z", "z", **world.new("z"), **third), *world.placed("z"),
        world.line("split", "z", "w", **world.new("w"), **two_thirds), *world.placed("w"),
    ])  # fmt: skip
    flow = Flows(two, date(2023, 1, 1)).of("c0-1", date(2020, 1, 31), "people")
    assert dict(flow.known) == {"c0-2": Fraction(1, 3), "z-2": Fraction(2, 9), "w-1": Fraction(4, 9)}
