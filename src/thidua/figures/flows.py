"""Say where a count reported by a unit of one day lies among the units of another day.

A ``Flow`` is exact as far as the registry knows: parts with a known share, and open parts of which only the possible
ways are known. Nothing is guessed: what is open stays open, and a sum over a node is exact where every way of an open
part ends under that node (the parts meet again).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua.units.lineage import NOUGHT, ONE, begins_on, ends_on, known_shares
from thidua.units.registry import Registry

Way = tuple[str, str]
"""A unit met on the way, with the element (forward) or ``BACK``: the key of its own flow."""
BACK = "\0back"


class Flow(NamedTuple):
    """Parts of one count: ``known`` goes to a unit for certain, each ``open`` part one or several of the ways."""

    known: tuple[tuple[str, Fraction], ...]
    open: tuple[tuple[Fraction, tuple[Way, ...]], ...] = ()

    def only(self) -> str | None:
        """Give the unit that receives everything, if there is one."""
        return self.known[0][0] if len(self.known) == 1 and not self.open else None


class Part(NamedTuple):
    """What one row adds to one node: between ``at_least`` and ``at_most``."""

    node: str
    at_least: int
    at_most: int


def whole(unit: str) -> Flow:
    """Give the flow of a count that goes to one unit entirely."""
    return Flow(((unit, ONE),))


class Flows:
    """Work out flows to one day; remembers them, so that ways which meet are followed once.

    ``weights`` are the shares that a province entered: ``(unit, element) -> heir -> share`` where heirs are units of
    the day asked for. They win over a source.
    """

    def __init__(
        self, registry: Registry, as_of: date, weights: Mapping[tuple[str, str], Mapping[str, Fraction]] | None = None
    ) -> None:
        self.registry, self.as_of, self.weights = registry, as_of, weights or {}
        self.entered = {unit for unit, _ in self.weights}
        self.ways: dict[Way, Flow] = {}

    def of(self, unit: str, day: date, element: str) -> Flow:
        """Give where a count of ``element`` that ``unit`` reported for ``day`` lies on the day asked for."""
        entered = self.weights.get((unit, element))
        if entered is not None:
            return Flow(tuple(sorted(entered.items())))
        return self._forward(unit, element) if self.as_of >= day else self._backward(unit)

    def sole(self, unit: str, day: date) -> str | None:
        """Give the one unit that receives every element whole, for most units the quick answer; None: ask ``of``."""
        if unit in self.entered:
            return None
        now: str | None = unit
        if self.as_of >= day:
            while now and (ended := ends_on(self.registry, now)) is not None and ended <= self.as_of:
                edges = self.registry.heirs.get(now, [])
                now = edges[0].heir if len(edges) == 1 else None
        else:
            while now and (began := begins_on(self.registry, now)) is not None and began > self.as_of:
                edges = self.registry.origins.get(now, [])
                now = edges[0].origin if len(edges) == 1 else None
        return now

    def _forward(self, unit: str, element: str) -> Flow:
        way = (unit, element)
        if way not in self.ways:
            ended = ends_on(self.registry, unit)
            edges = self.registry.heirs.get(unit, [])
            if ended is None or ended > self.as_of:
                self.ways[way] = whole(unit)
            elif len(edges) == 1:
                self.ways[way] = self._forward(edges[0].heir, element)
            elif edges:
                shares = known_shares(edges, element)
                known = [(self._forward(heir, element), share) for heir, share in shares.items() if share is not None]
                opened = {(heir, element): self._forward(heir, element) for heir, s in shares.items() if s is None}
                self.ways[way] = joined(known, opened)
            else:
                raise OfficerError(
                    f"Đơn vị {unit.partition('-')[0]} kết thúc ngày {show_day(ended)} mà không có đơn vị kế tiếp; "
                    "nhập đơn vị nhận số liệu của nó trước khi cộng."
                )
        return self.ways[way]

    def _backward(self, unit: str) -> Flow:
        way = (unit, BACK)
        if way not in self.ways:
            began = begins_on(self.registry, unit)
            origins = sorted({edge.origin for edge in self.registry.origins.get(unit, [])})
            if began is None or began <= self.as_of:
                self.ways[way] = whole(unit)
            elif origins:
                self.ways[way] = joined([], {(origin, BACK): self._backward(origin) for origin in origins})
            else:
                raise OfficerError(
                    f"Đơn vị {unit.partition('-')[0]} lập mới ngày {show_day(began)}, trước đó không có đơn vị nào "
                    f"là tiền thân; không quy ngược số liệu về ngày {show_day(self.as_of)} được."
                )
        return self.ways[way]

    def reaches(self, flow: Flow) -> set[str]:
        """Give every unit that may receive something."""
        found = {unit for unit, _ in flow.known}
        met: set[Way] = set()
        waiting = [flow]
        while waiting:
            fresh = {way for _, ways in waiting.pop().open for way in ways} - met
            met |= fresh
            waiting += [self.ways[way] for way in fresh]
            found |= {unit for way in fresh for unit, _ in self.ways[way].known}
        return found


def joined(known: Iterable[tuple[Flow, Fraction]], opened: Mapping[Way, Flow]) -> Flow:
    """Put parts together: flows with their shares, and ways among which the rest divides as nobody has stated.

    Ways that lead to the very same flow are no choice: the rest is then known as that flow is.
    """
    parts = list(known)
    rest = ONE - sum((share for _, share in parts), NOUGHT)
    if len(set(opened.values())) == 1:
        parts.append((next(iter(opened.values())), rest))
        opened = {}
    totals: dict[str, Fraction] = {}
    left: dict[tuple[Way, ...], Fraction] = {}
    for flow, share in parts:
        for unit, part in flow.known:
            totals[unit] = totals.get(unit, NOUGHT) + share * part
        for part, ways in flow.open:
            left[ways] = left.get(ways, NOUGHT) + share * part
    if opened:
        ways = tuple(sorted(opened))
        left[ways] = left.get(ways, NOUGHT) + rest
    return Flow(tuple(sorted(totals.items())), tuple((share, ways) for ways, share in left.items()))


def largest_remainder(value: int, shares: Collection[Fraction]) -> list[int]:
    """Part a count by shares that add up to 1 without losing one; ties go to the earlier share.

    >>> largest_remainder(10, [Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)])
    [4, 3, 3]
    """
    exact = [value * share for share in shares]
    parts = [floor(part) for part in exact]
    missing = value - sum(parts)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:missing]:
        parts[i] += 1
    return parts


class Parter:
    """Part counts among nodes: ``node_of`` says where a unit lies, ``code_of`` orders units for ties in rounding."""

    def __init__(self, flows: Flows, node_of: Callable[[str], str | None], code_of: Callable[[str], str]) -> None:
        self.flows, self.node_of, self.code_of = flows, node_of, code_of
        self._spreads: dict[Way, dict[str, tuple[Fraction, Fraction]]] = {}

    def is_plain(self, flow: Flow) -> bool:
        """Say whether no arithmetic is needed: shares of 0 and 1 only, or one open choice between single units."""
        if not flow.open:
            return all(share in (0, 1) for _, share in flow.known)
        certain = all(share == 0 for _, share in flow.known)
        return certain and len(flow.open) == 1 and all(self.flows.ways[w].only() for w in flow.open[0][1])

    def parts(self, flow: Flow, value: int) -> list[Part]:
        """Part one count. Of an open part a node gets for certain only what reaches it whichever way it divides."""
        known = sorted(flow.known, key=lambda pair: self.code_of(pair[0]))
        amounts = largest_remainder(value, [s for _, s in known] + [s for s, _ in flow.open])
        least: dict[str, int] = {}
        most: dict[str, int] = {}
        for (unit, _), amount in zip(known, amounts, strict=False):
            node = self.node_of(unit)
            if node is not None:
                least[node] = least.get(node, 0) + amount
                most[node] = most.get(node, 0) + amount
        for (_, ways), amount in zip(flow.open, amounts[len(known) :], strict=True):
            for node, (low, high) in self._extremes(ways).items():
                least[node] = least.get(node, 0) + floor(amount * low)
                most[node] = most.get(node, 0) + ceil(amount * high)
        return [Part(node, least[node], most[node]) for node in most]

    def _extremes(self, ways: tuple[Way, ...]) -> dict[str, tuple[Fraction, Fraction]]:
        """Give node -> least and greatest share of a part that takes these ways in an unknown division."""
        spreads = [self._spread(way) for way in ways]
        nothing = (NOUGHT, NOUGHT)
        found: dict[str, tuple[Fraction, Fraction]] = {}
        for node in {node for spread in spreads for node in spread}:
            ends = [spread.get(node, nothing) for spread in spreads]
            found[node] = (min(low for low, _ in ends), max(high for _, high in ends))
        return found

    def _spread(self, way: Way) -> dict[str, tuple[Fraction, Fraction]]:
        if way not in self._spreads:
            flow = self.flows.ways[way]
            spread: dict[str, tuple[Fraction, Fraction]] = {}
            parts = [(share, {node: (ONE, ONE)}) for unit, share in flow.known if (node := self.node_of(unit))]
            for share, ends in [*parts, *((share, self._extremes(ways)) for share, ways in flow.open)]:
                for node, (low, high) in ends.items():
                    before = spread.get(node, (NOUGHT, NOUGHT))
                    spread[node] = (before[0] + share * low, before[1] + share * high)
            self._spreads[way] = spread
        return self._spreads[way]
