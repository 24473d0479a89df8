"""A workbook as plain grids: values, merged areas, names, and what the eye sees that the value does not say.

Nothing is interpreted here; ``opening`` makes grids from files.
"""

from dataclasses import dataclass, field

Position = tuple[int, int]
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 60_000, 2_000, 6_000_000
"""What a sheet may span; one that spans more is held in no memory, however few of its cells are filled."""


@dataclass(frozen=True)
class Oddity:
    """Say why what is stored in a cell is not what a person sees there.

    ``meant`` is what the person sees, where that is known. ``only_numbers``: it matters for figures, not for texts.
    """

    doubt: str
    meant: object = None
    only_numbers: bool = False


@dataclass
class Grid:
    """Hold one sheet: ``rows[r][c]`` from the top left corner of the sheet, merged areas, odd cells."""

    name: str
    rows: list[list[object]]
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    odd: dict[Position, Oddity] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    """Columns that nobody sees."""

    def at(self, position: Position) -> object:
        """The value at (row, column), both from 0; None outside."""
        row, column = position
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            value = self.rows[row][column]
            return None if value == "" else value
        return None

    def merged_over(self, position: Position) -> tuple[Position, Position] | None:
        """The merged area that covers a position, or None."""
        for start, end in self.merged:
            if start[0] <= position[0] <= end[0] and start[1] <= position[1] <= end[1]:
                return start, end
        return None


@dataclass
class Book:
    """Hold the sheets of a workbook, where its defined names point (name -> sheet, position), and its keywords."""

    sheets: list[Grid]
    names: dict[str, tuple[str, Position]] = field(default_factory=dict)
    keywords: str = ""


def column_number(letters: str) -> int:
    """Give the column, from 0, of its letters.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(position: Position) -> str:
    """Give the name that people see in Excel.

    >>> cell_name((11, 5))
    'F12'
    """
    row, column = position
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
