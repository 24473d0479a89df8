"""Enter what a province knows of the parts of a split unit; until then a share is not known."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from thidua.errors import OfficerError
from thidua.units.lineage import known_shares
from thidua.units.registry import Registry
from thidua.units.versions import SuccessionEdge


def splits_without_shares(registry: Registry, element: str = "people") -> dict[str, list[SuccessionEdge]]:
    """Give the split units of whose parts nobody has stated the share: unit -> edges to its heirs.

    >>> from thidua.units.shipped import shipped_units
    >>> len(splits_without_shares(shipped_units()))
    381
    """
    return {
        unit: edges
        for unit, edges in sorted(registry.heirs.items())
        if len(edges) > 1 and None in known_shares(edges, element).values()
    }


def shares_from_counts(counts: Mapping[str, int]) -> dict[str, Fraction]:
    """Turn what lives on each part (people or households on the day of the split) into exact shares.

    >>> shares_from_counts({"25498-2": 1200, "25549-2": 1714})["25498-2"]
    Fraction(600, 1457)

    Raises OfficerError where a count is negative or nobody lives on any part.
    """
    total = sum(counts.values())
    if any(count < 0 for count in counts.values()) or not total:
        raise OfficerError("Số của từng phần phải từ 0 trở lên và cộng lại khác 0; nếu chưa biết thì để trống.")
    return {heir: Fraction(count, total) for heir, count in counts.items()}


def with_shares(
    registry: Registry, unit: str, element: str, shares: Mapping[str, Fraction], *, source: str = "province"
) -> Registry:
    """Give a registry that knows the shares of one split; a heir that is left out stays unknown.

    Lineage does not move, only what is known of it. Raises OfficerError for a unit that was not split, a heir that is
    none, or shares that do not add up.
    """
    edges = registry.heirs.get(unit, [])
    code = unit.rpartition("-")[0]
    if len(edges) < 2:
        raise OfficerError(f"Đơn vị {code} không bị chia; không cần nhập phần.")
    heirs = {edge.heir for edge in edges}
    strange = sorted(set(shares) - heirs)
    if strange:
        raise OfficerError(f"{strange[0].rpartition('-')[0]} không nhận phần nào của {code}.")
    total = sum(shares.values(), Fraction(0))
    if total > 1 or any(share < 0 for share in shares.values()) or (set(shares) == heirs and total != 1):
        raise OfficerError(f"Các phần của {code}, chỉ số {element}, cộng lại bằng {total}, phải bằng 1.")
    return replace(
        registry,
        edges=tuple(_told(e, element, shares.get(e.heir), source) if e.origin == unit else e for e in registry.edges),
    )


def _told(edge: SuccessionEdge, element: str, share: Fraction | None, source: str) -> SuccessionEdge:
    rest = {name: value for name, value in edge.shares if name != element}
    told = rest if share is None else rest | {element: share}
    return edge._replace(shares=tuple(sorted(told.items())), source=source)
