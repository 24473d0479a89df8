"""Say where a count reported by a unit of one day lies among the units of another day.

A ``Flow`` is exact as far as the registry knows: parts with a known share, and parts of which only the possible
receivers are known. Nothing is guessed: what is open stays open, and a sum over a node is exact where every open part
has all its receivers under that node (the parts meet again).
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


class Flow(NamedTuple):
    """Parts of one count: ``known`` goes to a unit for certain, each ``open`` part to one or several of the flows."""

    known: tuple[tuple[str, Fraction], ...]
    open: tuple[tuple[Fraction, tuple["Flow", ...]], ...] = ()

    def only(self) -> str | None:
        """Give the unit that receives everything, if there is one."""
        return self.known[0][0] if len(self.known) == 1 and not self.open else None

    def reaches(self) -> set[str]:
        """Give every unit that may receive something."""
        found = {unit for unit, _ in self.known}
        for _, flows in self.open:
            for flow in flows:
                found |= flow.reaches()
        return found


class Part(NamedTuple):
    """What one row adds to one node: between ``at_least`` and ``at_most``."""

    node: str
    at_least: int
    at_most: int


def whole(unit: str) -> Flow:
    """Give the flow of a count that goes to one unit entirely."""
    return Flow(((unit, ONE),))


class Flows:
    """Work out flows to one day; remembers them.

    ``weights`` are the shares that a province entered: ``(unit, element) -> heir -> share`` where heirs are units of
    the day asked for. They win over a source.
    """

    def __init__(
        self, registry: Registry, as_of: date, weights: Mapping[tuple[str, str], Mapping[str, Fraction]] | None = None
    ) -> None:
        self.registry, self.as_of, self.weights = registry, as_of, weights or {}
        self._onward: dict[tuple[str, str], Flow] = {}
        self._back: dict[str, Flow] = {}

    def of(self, unit: str, day: date, element: str) -> Flow:
        """Give where a count of ``element`` that ``unit`` reported for ``day`` lies on the day asked for."""
        entered = self.weights.get((unit, element))
        if entered is not None:
            return Flow(tuple(sorted(entered.items())))
        return self._forward(unit, element) if self.as_of >= day else self._backward(unit)

    def _forward(self, unit: str, element: str) -> Flow:
        ended = ends_on(self.registry, unit)
        if ended is None or ended > self.as_of:
            return whole(unit)
        if (unit, element) not in self._onward:
            edges = self.registry.heirs.get(unit, [])
            if not edges:
                raise OfficerError(
                    f"Đơn vị {unit.partition('-')[0]} kết thúc ngày {show_day(ended)} mà không có đơn vị kế tiếp; "
                    "nhập đơn vị nhận số liệu của nó trước khi cộng."
                )
            if len(edges) == 1:
                self._onward[unit, element] = self._forward(edges[0].heir, element)
                return self._onward[unit, element]
            shares = known_shares(edges, element)
            known = [(self._forward(heir, element), share) for heir, share in shares.items() if share is not None]
            opened = tuple(self._forward(heir, element) for heir, share in shares.items() if share is None)
            self._onward[unit, element] = joined(known, opened)
        return self._onward[unit, element]

    def _backward(self, unit: str) -> Flow:
        began = begins_on(self.registry, unit)
        if began is None or began <= self.as_of:
            return whole(unit)
        if unit not in self._back:
            origins = sorted({edge.origin for edge in self.registry.origins.get(unit, [])})
            if not origins:
                raise OfficerError(
                    f"Đơn vị {unit.partition('-')[0]} lập mới ngày {show_day(began)}, trước đó không có đơn vị nào "
                    f"là tiền thân; không quy ngược số liệu về ngày {show_day(self.as_of)} được."
                )
            flows = tuple(self._backward(origin) for origin in origins)
            self._back[unit] = flows[0] if len(flows) == 1 else joined([], flows)
        return self._back[unit]


def joined(known: Iterable[tuple[Flow, Fraction]], opened: tuple[Flow, ...]) -> Flow:
    """Put parts together: flows with their shares, and flows among which the rest divides in an unknown way."""
    totals: dict[str, Fraction] = {}
    left: list[tuple[Fraction, tuple[Flow, ...]]] = []
    rest = ONE
    for flow, share in known:
        rest -= share
        for unit, part in flow.known:
            totals[unit] = totals.get(unit, NOUGHT) + share * part
        left += [(share * part, flows) for part, flows in flow.open if share * part]
    if rest and len(set(opened)) == 1:
        inner = joined([(opened[0], ONE)], ())
        return joined([*_scaled(totals, left), (inner, rest)], ())
    if rest and opened:
        left.append((rest, tuple(sorted(set(opened)))))
    return Flow(tuple(sorted(totals.items())), tuple(left))


def _scaled(
    totals: Mapping[str, Fraction], left: list[tuple[Fraction, tuple[Flow, ...]]]
) -> list[tuple[Flow, Fraction]]:
    parts = [(whole(unit), share) for unit, share in totals.items()]
    return parts + [(Flow((), ((ONE, flows),)), share) for share, flows in left]


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


def is_plain(flow: Flow) -> bool:
    """Say whether no arithmetic is needed: shares of 0 and 1 only, or one open choice between single units."""
    if not flow.open:
        return all(share in (0, 1) for _, share in flow.known)
    certain = all(share == 0 for _, share in flow.known)
    return certain and len(flow.open) == 1 and all(f.known and f == whole(f.known[0][0]) for f in flow.open[0][1])


def parts_of(flow: Flow, value: int, node_of: Callable[[str], str | None], code_of: Callable[[str], str]) -> list[Part]:
    """Part a count among nodes. ``code_of`` orders receivers, for ties in rounding go to the lower code.

    Of a part whose shares are open, a node gets for certain only what reaches it whichever way the part divides.
    """
    known = sorted(flow.known, key=lambda pair: code_of(pair[0]))
    amounts = largest_remainder(value, [s for _, s in known] + [s for s, _ in flow.open])
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for (unit, _), amount in zip(known, amounts, strict=False):
        node = node_of(unit)
        if node is not None:
            least[node] = least.get(node, 0) + amount
            most[node] = most.get(node, 0) + amount
    for (_, flows), amount in zip(flow.open, amounts[len(known) :], strict=True):
        for node in {n for f in flows for u in f.reaches() if (n := node_of(u)) is not None}:
            ends = [bounds(f, node, node_of) for f in flows]
            least[node] = least.get(node, 0) + floor(amount * min(low for low, _ in ends))
            most[node] = most.get(node, 0) + ceil(amount * max(high for _, high in ends))
    return [Part(node, least[node], most[node]) for node in most]


def bounds(flow: Flow, node: str, node_of: Callable[[str], str | None]) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest share of a flow that can lie under a node."""
    low = high = sum((share for unit, share in flow.known if node_of(unit) == node), NOUGHT)
    for share, flows in flow.open:
        ends = [bounds(f, node, node_of) for f in flows]
        low += share * min(end[0] for end in ends)
        high += share * max(end[1] for end in ends)
    return low, high
