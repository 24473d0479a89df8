"""What a unit is on a day, and how one becomes another. Plain immutable rows.

A unit is an identity that outlives its names: ``25507-1`` is the first bearer of code 25507, ``25510-2`` the second
bearer of 25510. Each ``UnitVersion`` says how it stood over a half-open span of days. A dated ``Succession`` closes
versions and opens others; a ``SuccessionEdge`` leads from the version of one unit that ends on its day to the version
of another that begins on it. Where a unit only changed (name, kind, code, parent) it stays the same unit with a further
version, and no edge is needed.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

TERRITORY, AUTHORITY, POLICE, CLUSTER = "territory", "authority", "police", "cluster"
HIERARCHIES = {
    TERRITORY: "địa giới hành chính",
    AUTHORITY: "cơ quan quản lý",
    POLICE: "hệ lực lượng Công an",
    CLUSTER: "cụm, khối thi đua",
}
"""Hierarchy -> Vietnamese label. A unit has at most one parent in each; a query names the one it means."""

LEVELS = ("province", "district", "commune")

MERGE, SPLIT, RENAME, TRANSFER, ABOLISH, FOUND = "merge", "split", "rename", "transfer", "abolish", "found"
SUCCESSION_KINDS = {
    MERGE: "sáp nhập",
    SPLIT: "chia tách",
    RENAME: "đổi tên, đổi loại",
    TRANSFER: "chuyển đơn vị trực thuộc",
    ABOLISH: "giải thể, bãi bỏ cấp",
    FOUND: "thành lập mới",
}

PEOPLE_ELEMENTS = frozenset({"people", "households"})
"""Elements that a share of people speaks of; of land, camera or model nobody has said it."""


class UnitVersion(NamedTuple):
    """How a unit stood from ``valid_from`` up to but not including ``valid_to``; None is open."""

    unit: str
    code: str
    name: str
    kind: str
    level: str
    valid_from: date | None
    valid_to: date | None
    parents: tuple[tuple[str, str], ...]
    opened_by: str
    closed_by: str
    source: str

    def covers(self, day: date) -> bool:
        """Say whether this is how the unit stood on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def parent(self, hierarchy: str = TERRITORY) -> str | None:
        """Give the unit above in one hierarchy."""
        return next((parent for name, parent in self.parents if name == hierarchy), None)

    @property
    def full_name(self) -> str:
        """Write kind and name as in a sentence: ``xã Tân Phong``, ``Phường 3``, ``tỉnh Tây Ninh``."""
        return self.name if self.name.casefold().startswith(self.kind + " ") else f"{self.kind} {self.name}"


class Unit(NamedTuple):
    """An identity with all its versions, oldest first."""

    key: str
    versions: tuple[UnitVersion, ...]


class SuccessionEdge(NamedTuple):
    """Lead from the version of ``origin`` that ends on ``on`` to the version of ``heir`` that begins on it.

    ``shares`` holds what part of an element goes this way, as exact fractions; an element that is not there is not
    known. An origin with one heir passes everything on and needs no share.
    """

    on: date
    origin: str
    heir: str
    shares: tuple[tuple[str, Fraction], ...]
    act: str
    source: str

    def share(self, element: str) -> Fraction | None:
        """Give the known share of ``element``; what is known of people holds for households too."""
        known = dict(self.shares)
        if element in known:
            return known[element]
        return known.get("people") if element in PEOPLE_ELEMENTS else None


class Succession(NamedTuple):
    """A dated act: what it is called by, its day and the paper it rests on."""

    key: str
    on: date
    kind: str
    basis: str
    issued_on: date | None
    source: str


def shares_by_element(edges: Iterable[SuccessionEdge]) -> dict[str, dict[str, Fraction]]:
    """Turn edges of one origin into element -> heir -> share, for the elements of which anything is known."""
    table: dict[str, dict[str, Fraction]] = {}
    for edge in edges:
        for element, share in edge.shares:
            table.setdefault(element, {})[edge.heir] = share
    return table
