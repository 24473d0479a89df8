"""Whether figures stand one place beside the elements they belong to, as their kinds tell.

Reads: elements in their order, with what stands there. Writes: yes or no.
"""

from collections.abc import Mapping, Sequence

from thidua.figures.elements import Element, ElementKind
from thidua.figures.workbooks import form as f

_FEWEST = 3


def kinds_disagree(known: Sequence[tuple[Element, object]]) -> bool:
    """Where one kind of element meets another, at least two cells hold what belongs to the next one, or the last."""
    return len(known) >= _FEWEST and max(misfits(known)) > 1


def misfits(known: Sequence[tuple[Element, object]]) -> tuple[int, int]:
    """How many cells hold what belongs to the next element, and to the last one, of another kind."""
    signs = {1: 0, -1: 0}
    for step in signs:
        for number, (element, raw) in enumerate(known):
            other = number + step
            if 0 <= other < len(known) and _sort(known[other][0]) != _sort(element) and raw is not None:
                signs[step] += _fits_only(known[other][0], element, raw)
    return signs[1], signs[-1]


def rows_pushed(rows: Mapping[int, Sequence[tuple[Element, object]]]) -> set[int]:
    """The rows of a table that were pushed sideways: two signs in one row, or one the same way in half of the rows.

    Of single signs only a figure where words belong counts: «Không» is said of difficulties as well as of a plan.
    """
    found = {number for number, known in rows.items() if kinds_disagree(known)}
    told = {number: misfits([(e, raw if _is_number(raw) else None) for e, raw in row]) for number, row in rows.items()}
    for way in (0, 1):
        same = {number for number, ways in told.items() if ways[way]}
        if len(same) > 1 and len(same) * 2 >= len(rows):
            found |= same
    return found


def _sort(element: Element) -> str:
    return "number" if element.is_number else "text" if element.kind is ElementKind.NARRATIVE else "yes_no"


def _fits_only(other: Element, element: Element, raw: object) -> bool:
    """What stands here cannot be this element's and reads well as the other's."""
    there = f.cell_from_excel(other, raw)
    reads = there.cell is not None or there.meant is not None or (other.is_number and _is_number(raw))
    if _sort(element) == "text":
        return reads
    fits = reads and (_sort(other) != "text" or isinstance(raw, str))
    return fits and f.cell_from_excel(element, raw).cell is None


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)
