"""A small country whose units merge, split, move and change names at random, with a truth nobody has told.

``World.step`` applies one random act, checks that undo would give the same registry back, and sometimes takes the act
back for good. ``brute_force`` follows counts edge by edge under every way in which unstated shares could fall.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import lcm

from thidua.units.acts import ActLine, apply_act, undo
from thidua.units.registry import Registry, units_as_of
from thidua.units.versions import CLUSTER, POLICE, TERRITORY, UnitVersion

START = date(2020, 1, 1)
PLACES = ((TERRITORY, "commune"), (TERRITORY, "district"), (TERRITORY, "province"), (CLUSTER, "cluster"),
          (POLICE, "post"))  # fmt: skip
SHARES = ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 3), Fraction(2, 3)), (Fraction(0), Fraction(1)),
          (Fraction(1, 4), Fraction(3, 4)))  # fmt: skip


def first_registry() -> Registry:
    """Two provinces, five districts, fourteen communes, three clusters, two police posts."""

    def unit(code: str, level: str, **above: str) -> UnitVersion:
        parents = tuple(sorted((h, f"{p}-1") for h, p in above.items()))
        return UnitVersion(f"{code}-1", code, f"Tên {code}", level, level, None, None, parents, "", "", "test")

    made = [unit(f"P{n}", "province") for n in range(2)]
    made += [unit(f"D{n}", "district", territory=f"P{n % 2}") for n in range(5)]
    made += [unit(f"K{n}", "cluster") for n in range(3)] + [unit(f"S{n}", "post") for n in range(2)]
    made += [
        unit(f"c{n}", "commune", territory=f"D{n % 5}", cluster=f"K{n % 3}", police=f"S{n % 2}") for n in range(14)
    ]
    return Registry(tuple(made))


class World:
    """Apply random acts day after day."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.registry = first_registry()
        self.on = START
        self.steps = 0
        self.applied: list[str] = []
        self.asked: list[tuple[date, str]] = []

    def communes(self) -> list[str]:
        return [v.code for v in units_as_of(self.registry, self.on, level="commune")]

    def districts(self) -> list[str]:
        return [v.code for v in units_as_of(self.registry, self.on, level="district")]

    def step(self) -> None:
        """Do one act, or take the last one back."""
        self.steps += 1
        if self.applied and self.dice.random() < 0.12:
            self.registry = undo(self.registry, self.applied.pop())
            return
        self.on += timedelta(days=self.dice.randrange(1, 40))
        deeds = [self.merge, self.split, self.rearrange, self.rename, self.move, self.merge_districts]
        lines = self.dice.choices(deeds, (4, 4 if len(self.communes()) < 24 else 1, 3, 1, 2, 1))[0]()
        if not lines:
            return
        after = apply_act(self.registry, lines)
        assert undo(after, lines[0].act) == self.registry
        self.registry = after
        self.applied.append(lines[0].act)

    def line(self, kind: str, origin: str = "", to: str = "", **rest: str) -> ActLine:
        share = rest.pop("share", None)
        return ActLine(act=f"NQ{self.steps}", kind=kind, on=self.on, origin=origin, to=to,
                       share=Fraction(share) if share else None, **rest)  # fmt: skip

    def placed(self, code: str, to_district: bool = True) -> list[ActLine]:
        """Say where a new commune stands in every hierarchy."""
        lines = [self.line("transfer", code, parent=f"K{self.dice.randrange(3)}", hierarchy=CLUSTER),
                 self.line("transfer", code, parent=f"S{self.dice.randrange(2)}", hierarchy=POLICE)]  # fmt: skip
        if to_district:
            lines.append(self.line("transfer", code, parent=self.dice.choice(self.districts())))
        return lines

    def new(self, code: str) -> dict[str, str]:
        return {"name": f"Tên {code} {self.steps}", "unit_kind": "commune", "level": "commune"}

    def merge(self) -> list[ActLine]:
        alive = self.communes()
        if len(alive) < 6:
            return []
        gone = self.dice.sample(alive, self.dice.choice((2, 2, 3)))
        to = self.dice.choice((gone[0], f"n{self.steps}"))
        return [self.line("merge", code, to, **self.new(to)) for code in gone] + self.placed(to)

    def split(self) -> list[ActLine]:
        origin = self.dice.choice(self.communes())
        heirs = [self.dice.choice((origin, f"s{self.steps}")), f"t{self.steps}"]
        heirs += [f"u{self.steps}"] * (self.dice.random() < 0.3)
        shares: list[str | None] = [None] * len(heirs)
        if self.dice.random() < 0.4:
            told = self.dice.choice(SHARES)
            shares = [str(told[0]), str(told[1])] + [None] * (len(heirs) - 2)
            if len(heirs) == 3:
                shares = [str(told[0] / 2), None, None]
        lines = []
        for heir, share in zip(heirs, shares, strict=True):
            told_of = {"share": share} if share else {}
            lines += [self.line("split", origin, heir, **self.new(heir), **told_of), *self.placed(heir)]
        return lines

    def rearrange(self) -> list[ActLine]:
        """Do as on 1 July 2025: whole communes and parts of others make new ones."""
        alive = self.communes()
        if len(alive) < 5:
            return []
        whole, other, parted = self.dice.sample(alive, 3)
        one, two = self.dice.choice((whole, f"x{self.steps}")), self.dice.choice((other, f"y{self.steps}"))
        lines = [self.line("merge", whole, one, **self.new(one)), self.line("merge", other, two, **self.new(two)),
                 self.line("split", parted, one), self.line("split", parted, two)]  # fmt: skip
        return lines + self.placed(one) + self.placed(two)

    def rename(self) -> list[ActLine]:
        code = self.dice.choice(self.communes() + self.districts())
        return [self.line("rename", code, name=f"Mới {self.steps}", to=self.dice.choice(("", f"r{self.steps}")))]

    def move(self) -> list[ActLine]:
        code = self.dice.choice(self.communes())
        hierarchy, letter, many = self.dice.choice(((CLUSTER, "K", 3), (POLICE, "S", 2)))
        target = f"{letter}{self.dice.randrange(many)}"
        if self.registry.bearer(code, self.on).parent(hierarchy) == f"{target}-1":
            return []
        return [self.line("transfer", code, parent=target, hierarchy=hierarchy)]

    def merge_districts(self) -> list[ActLine]:
        if len(self.districts()) < 3:
            return []
        gone = self.dice.sample(self.districts(), 2)
        to = f"E{self.steps}"
        about = {"name": f"Huyện {to}", "unit_kind": "district", "level": "district", "parent": "P0"}
        return [self.line("merge", code, to, **about) for code in gone]


def choices(registry: Registry, unit: str, forward: bool, element: str) -> list[dict[str, Fraction]]:
    """Give every extreme way in which what a unit passes on could divide."""
    if not forward:
        return [{origin: Fraction(1)} for origin in sorted({e.origin for e in registry.origins.get(unit, [])})]
    edges = registry.heirs.get(unit, [])
    if len(edges) == 1:
        return [{edges[0].heir: Fraction(1)}]
    told = {e.heir: dict(e.shares).get(element) for e in edges}
    fixed = {heir: share for heir, share in told.items() if share is not None}
    rest = 1 - sum(fixed.values())
    free = [heir for heir, share in told.items() if share is None]
    if not free:
        return [fixed]
    return [fixed | {heir: rest if heir == chosen else Fraction(0) for heir in free} for chosen in free]


def reachable(registry: Registry, unit: str, day: date, forward: bool) -> Iterator[str]:
    """Walk the units that pass something on between a unit and a day."""
    versions = registry.by_unit[unit]
    ended, began = versions[-1].valid_to, versions[0].valid_from
    if forward and ended is not None and ended <= day:
        yield unit
        for edge in registry.heirs.get(unit, []):
            yield from reachable(registry, edge.heir, day, forward)
    elif not forward and began is not None and began > day:
        yield unit
        for edge in registry.origins.get(unit, []):
            yield from reachable(registry, edge.origin, day, forward)


def brute_force(
    registry: Registry, counts: dict[str, int], start: date, day: date, element: str, most: int = 64
) -> list[dict[str, Fraction]] | None:
    """Give where the counts lie on ``day`` under every extreme division; None where there are too many."""
    forward = day >= start
    passing = list(dict.fromkeys(u for unit in counts for u in reachable(registry, unit, day, forward)))
    ways = [choices(registry, unit, forward, element) for unit in passing]
    number = 1
    for way in ways:
        number *= len(way)
    if number > most:
        return None
    worlds = []
    for picked in product(*ways):
        passes = dict(zip(passing, picked, strict=True))
        lies: dict[str, Fraction] = {}
        for unit, count in counts.items():
            _pour(passes, unit, Fraction(count), lies)
        worlds.append(lies)
    return worlds


def _pour(passes: dict[str, dict[str, Fraction]], unit: str, count: Fraction, lies: dict[str, Fraction]) -> None:
    if unit not in passes:
        lies[unit] = lies.get(unit, Fraction(0)) + count
        return
    for heir, share in passes[unit].items():
        _pour(passes, heir, count * share, lies)


def without_rounding(registry: Registry, unit: str, day: date, forward: bool, element: str) -> int:
    """Give a number of which every share on the way is whole, so that rounding plays no part."""
    result = 1
    for passing in reachable(registry, unit, day, forward):
        for way in choices(registry, passing, forward, element):
            result *= lcm(*(share.denominator for share in way.values())) if way else 1
            break
    return result
