"""The sample's invented figures: wholes first, each part at most its whole, from dice with a fixed seed."""

import random

from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element

WHOLES = {
    "households": (1800, 5200), "staff": (90, 420), "learners": (700, 3600), "residential_areas": (5, 12),
    "agencies": (4, 12), "enterprises": (6, 60), "schools": (4, 9), "initiatives": (3, 14), "roads": (8, 40),
    "hotspots_selected": (1, 4), "reports_received": (4, 30), "social_order_crimes": (0, 9),
    "traffic_accidents": (0, 6),
}  # fmt: skip
WHOLES_BEFORE = {
    "initiatives_idle": ("initiatives",), "organizations_with_initiative": ("agencies", "enterprises", "schools"),
    "reports_classified_on_time": ("reports_received",), "residential_areas_with_meetings": ("residential_areas",),
}  # fmt: skip
"""What stands in the first return and cannot be exceeded."""
LIKELY = {
    "initiatives_idle": (0, 0.15), "organizations_with_initiative": (0.8, 1), "reports_classified_on_time": (0.97, 1),
    "residential_areas_with_meetings": (0.85, 1), "thematic_meetings_with_police": (0.35, 0.8),
    "household_groups_good": (0.6, 0.95), "branches_with_initiative": (0.85, 1),
}  # fmt: skip
COUNTS = {"thematic_meetings": (8, 30), "household_groups": (20, 90), "camera_sites": (0, 4), "branches": (4, 12),
          "festival_days_held": (0, 3)}  # fmt: skip
PAPER = "Báo cáo mẫu của cơ quan giữ số liệu"


def cells_of(elements: list[Element], dice: random.Random) -> dict[str, Cell]:
    """Invented cells of one commune: wholes first, each part at most its whole."""
    found: dict[str, Cell] = {}
    for element in sorted(elements, key=lambda e: (e.part_of is not None, elements.index(e))):
        found[element.key] = _cell(element, found, elements, dice)
    return {e.key: found[e.key] for e in elements}


def _cell(element: Element, found: dict[str, Cell], elements: list[Element], dice: random.Random) -> Cell:
    if element.held_elsewhere or not element.is_number:
        return Cell(CellState.NOT_YET) if element.held_elsewhere else Cell.missing()
    whole = element.part_of
    if whole is not None:
        if whole not in found:
            parent = next((e for e in elements if e.key == whole), None)
            if parent is not None:
                found[whole] = _cell(parent, found, elements, dice)
        top = (found[whole].number if whole in found else None) or 0
        return Cell.of(min(top, round(top * dice.triangular(0.45, 1.05, 0.9))))
    low, high = WHOLES.get(element.key, (0, 20))
    return Cell.of(dice.randint(low, high))


def cells_after(elements: list[Element], first: dict[str, Cell], dice: random.Random) -> dict[str, Cell]:
    """Invented cells that agree with the first return."""
    found = stated(elements, first)
    for element in elements:
        wholes = (
            (element.part_of,) if element.part_of and element.part_of in found else WHOLES_BEFORE.get(element.key, ())
        )
        if element.key in COUNTS:
            found[element.key] = Cell.of(dice.randint(*COUNTS[element.key]))
        elif element.is_number:
            top = sum((found | first)[key].number or 0 for key in wholes)
            found[element.key] = Cell.of(min(top, round(top * dice.uniform(*LIKELY[element.key]))))
    return {e.key: found[e.key] for e in elements}


def stated(elements: list[Element], cells: dict[str, Cell]) -> dict[str, Cell]:
    """What the body that holds the figures says, of most communes that the target is reached."""
    is_reached = (cells["households"].number or 0) % 14 != 0
    return {e.key: Cell.of(is_reached, PAPER) for e in elements if e.held_elsewhere}
