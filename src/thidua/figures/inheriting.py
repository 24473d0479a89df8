"""What a unit may take over of the returns that units before it had begun: nothing is guessed, nothing left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind


@dataclass(frozen=True)
class Part:
    """One unit that a new unit came from. ``cells``: its return, None where it had begun none.

    ``is_whole``: all of it went into the new unit; of a unit that was split nobody knows which part of a count went
    where.
    """

    name: str
    cells: Mapping[str, Cell] | None
    is_whole: bool


def inherited(element: Element, parts: Sequence[Part]) -> Cell | None:
    """Tell what the new unit's cell is by the parts; None where they do not say it for certain.

    A number is the sum, and only where every part went over whole and holds it. Narratives stand below one another,
    each under its unit. What a single whole part says is taken as it is; yes and no of several where they agree.

    >>> from datetime import date
    >>> from thidua.figures.elements import catalogue
    >>> households = catalogue(date(2024, 3, 31)).elements["households"]
    >>> a = Part("xã An Bình", {"households": Cell.of(100)}, True)
    >>> b = Part("xã Bình Minh", {"households": Cell.of(50)}, True)
    >>> inherited(households, [a, b]).value, inherited(households, [a, Part("xã Bình Minh", None, True)])
    (150, None)
    """
    if not parts or not all(part.is_whole and part.cells is not None for part in parts):
        return None
    cells = [(part.cells or {}).get(element.key, Cell.missing()) for part in parts]
    if len(cells) == 1 or (all(cell == cells[0] for cell in cells[1:]) and not element.is_number):
        return None if cells[0].state is CellState.MISSING else cells[0]
    if element.kind is ElementKind.NARRATIVE:
        told = [f"{part.name}: {cell.value}" for part, cell in zip(parts, cells, strict=True) if cell.value]
        return Cell.of("\n".join(told)) if told else None
    return _sum(cells) if element.is_number and element.additive else None


def _sum(cells: list[Cell]) -> Cell | None:
    """The sum of numbers; a part to which the figure does not apply adds nothing, as long as it applies to some."""
    if any(cell.number is None and cell.state is not CellState.NOT_APPLICABLE for cell in cells):
        return None
    numbers = [cell.number for cell in cells if cell.number is not None]
    return Cell.of(sum(numbers)) if numbers else cells[0]
