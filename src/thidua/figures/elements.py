"""What is counted: elements and indicators, read from ``rules/indicators``; every definition has its days.

An ``Element`` is something a unit reports (a count, money, yes/no, a text). An ``Indicator`` is a ratio or a sum of
elements; nobody types a percentage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from thidua.dates import Validity
from thidua.errors import Place, RuleKeeperError
from thidua.text import fold_name

_ALWAYS = Validity()


class ElementKind(StrEnum):
    """Say what may stand in a cell."""

    INTEGER = "integer"
    MONEY = "money"
    YES_NO = "yes_no"
    NARRATIVE = "narrative"


@dataclass(frozen=True)
class Element:
    """Define one thing that units report.

    ``part_of``: the element that this one can never exceed. ``additive``: may be summed over units; a stock is summed
    over units but never over periods (``flow`` is False). ``held_elsewhere``: the responsible body only states whether
    the target is reached, with its paper; no figure is stored (nothing on persons ever enters).
    ``at_most``: the largest number one unit can have (1 where units are counted: a commune is one or none).
    """

    key: str
    label: str
    kind: ElementKind
    unit: str
    unit_kinds: tuple[str, ...]
    group: str
    frequency: str
    part_of: str | None = None
    additive: bool = True
    flow: bool = True
    evidence_required: bool = False
    held_elsewhere: bool = False
    instruction: str = ""
    basis: str = ""
    confidence: str = "inferred"
    validity: Validity = _ALWAYS
    at_most: int | None = None

    @property
    def is_number(self) -> bool:
        """Say whether cells hold numbers."""
        return self.kind in (ElementKind.INTEGER, ElementKind.MONEY) and not self.held_elsewhere


@dataclass(frozen=True)
class Indicator:
    """Define a share (numerator over denominator) or a plain total (no denominator).

    ``better`` is ``higher`` or ``lower``; ``decimals`` are those shown, never those compared.
    """

    key: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    better: str = "higher"
    decimals: int = 1
    words: tuple[str, ...] = ()
    basis: str = ""
    confidence: str = "inferred"
    validity: Validity = _ALWAYS

    @property
    def is_ratio(self) -> bool:
        """Say whether it is shown as a percentage."""
        return bool(self.denominator)


@dataclass(frozen=True)
class Catalogue:
    """Hold the definitions in force on one day."""

    elements: Mapping[str, Element]
    indicators: Mapping[str, Indicator]

    def elements_for(self, unit_kind: str) -> list[Element]:
        """Elements that a unit of this kind reports, in catalogue order."""
        return [e for e in self.elements.values() if unit_kind in e.unit_kinds]

    def indicators_of(self, element: str) -> list[Indicator]:
        """Indicators that an element enters."""
        return [i for i in self.indicators.values() if element in i.numerator or element in i.denominator]


_own: list[tuple[str, str]] = []
"""Definitions of a province's own beside those shipped: name of the file and its text."""


def add_definitions(files: Mapping[str, str]) -> None:
    """Add a province's own definitions (name of the file -> its text); RuleKeeperError where they contradict.

    They hold for every later ``catalogue``; what was added before stays, and the same file twice counts once.
    """
    before = list(_own)
    _own.extend(pair for pair in files.items() if pair not in _own)
    _shipped.cache_clear()
    catalogue.cache_clear()
    try:
        _shipped()
    except RuleKeeperError:
        _own[:] = before
        raise


@lru_cache(maxsize=32)
def catalogue(as_of: date) -> Catalogue:
    """Give the definitions in force on a day.

    >>> catalogue(date(2024, 6, 1)).elements["households_reached"].part_of
    'households'
    """
    elements, indicators = _shipped()
    return Catalogue(
        {e.key: e for e in elements if e.validity.covers(as_of)},
        {i.key: i for i in indicators if i.validity.covers(as_of)},
    )


@lru_cache(maxsize=1)
def _shipped() -> tuple[list[Element], list[Indicator]]:
    elements: list[Element] = []
    indicators: list[Indicator] = []
    for entry in sorted(resources.files("thidua").joinpath("rules/indicators").iterdir(), key=lambda f: f.name):
        if entry.name.endswith(".yaml"):
            found = parse_definitions(entry.read_text(encoding="utf-8"), entry.name)
            elements += found[0]
            indicators += found[1]
    for name, text in _own:
        found = parse_definitions(text, name)
        elements += found[0]
        indicators += found[1]
    check_definitions(elements, indicators)
    return elements, indicators


def parse_definitions(text: str, name: str) -> tuple[list[Element], list[Indicator]]:
    """Read one file of definitions; RuleKeeperError names the file and the key that is wrong."""
    data = yaml.safe_load(text) or {}
    group = str(data.get("group", ""))
    try:
        elements = [_element(key, row, group) for key, row in (data.get("elements") or {}).items()]
        indicators = [_indicator(key, row) for key, row in (data.get("indicators") or {}).items()]
    except (KeyError, TypeError, ValueError) as error:
        raise RuleKeeperError(f"Định nghĩa số liệu sai: {error}.", Place(file=name)) from error
    return elements, indicators


def _validity(row: Mapping[str, Any]) -> Validity:
    return Validity(row.get("valid_from"), row.get("valid_to"))


def _element(key: str, row: Mapping[str, Any], group: str) -> Element:
    plain = {k: row[k] for k in _ELEMENT_KEYS if k in row}
    return Element(
        key=key,
        kind=ElementKind(row["kind"]),
        unit_kinds=tuple(row["unit_kinds"]),
        group=str(row.get("group", group)),
        validity=_validity(row),
        **plain,
    )


_ELEMENT_KEYS = (
    "label", "unit", "frequency", "part_of", "additive", "flow", "evidence_required", "held_elsewhere",
    "instruction", "basis", "confidence", "at_most",
)  # fmt: skip


def _indicator(key: str, row: Mapping[str, Any]) -> Indicator:
    plain = {k: row[k] for k in ("label", "better", "decimals", "basis", "confidence") if k in row}
    return Indicator(
        key=key,
        numerator=tuple(row["numerator"]),
        denominator=tuple(row.get("denominator") or ()),
        words=tuple(row.get("words") or ()),
        validity=_validity(row),
        **plain,
    )


def check_definitions(elements: Iterable[Element], indicators: Iterable[Indicator]) -> None:
    """Refuse definitions that contradict each other: unknown names, two on one day, a sum of what cannot add."""
    known: dict[str, list[Element]] = {}
    for element in elements:
        for twin in known.setdefault(element.key, []):
            if twin.validity.overlaps(element.validity):
                raise RuleKeeperError(f"Số liệu «{element.key}» có hai định nghĩa cùng hiệu lực trong một ngày.")
        known[element.key].append(element)
    for element in (element for versions in known.values() for element in versions):
        _check_element(element, known)
    for indicator in indicators:
        for key in (*indicator.numerator, *indicator.denominator):
            if key not in known:
                raise RuleKeeperError(f"Chỉ số «{indicator.key}» dùng số liệu «{key}» không có.")
            if not all(e.is_number and e.additive for e in known[key]):
                raise RuleKeeperError(f"Chỉ số «{indicator.key}» cộng «{key}», mà số liệu ấy không cộng được.")


def _check_element(element: Element, known: Mapping[str, list[Element]]) -> None:
    """Nobody types a percentage, and the whole of a part exists."""
    if "%" in element.unit or fold_name(element.unit) in ("phan tram", "ty le"):
        raise RuleKeeperError(
            f"Số liệu «{element.key}» tính bằng «{element.unit}»: không ai nhập tỷ lệ; đặt tử số, mẫu số và chỉ số."
        )
    if element.part_of is not None and element.part_of not in known:
        raise RuleKeeperError(f"Số liệu «{element.key}» là phần của «{element.part_of}», mà số liệu ấy không có.")
