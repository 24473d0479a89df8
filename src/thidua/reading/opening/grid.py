"""Rows of a table with merged cells: each row says in full what the printed table says once for several.

Reads: cells with how far they reach. Writes: rows of words, every column in its place. A body named once beside five
deeds leads all five; a heading over two columns leaves the columns below where they are.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

_WIDEST = 60
_REPEATED = 300
"""Letters of a merged cell that is said again in the rows below it; a longer one is prose and stands once."""
_ROOM = 4
"""How many times its own words a table may grow by them: a hostile one merges everything with everything."""


class Cell(Struct):
    """One cell: its words, how many columns and rows it covers; ``goes_on``: part of the cell above (Word)."""

    words: str
    across: int = 1
    down: int = 1
    goes_on: bool = False


def spread(rows: Iterable[list[Cell]]) -> Iterator[list[str]]:
    """Give the words of every row, column by column.

    >>> told = [[Cell("Công an tỉnh", down=2), Cell("Tuần tra")], [Cell("Tập huấn")], [Cell("Khác", across=2)]]
    >>> list(spread(told))
    [['Công an tỉnh', 'Tuần tra'], ['Công an tỉnh', 'Tập huấn'], ['Khác', '']]
    """
    held = list(rows)
    room = _ROOM * sum(len(cell.words) + 3 for row in held for cell in row) + 1000
    above: dict[int, str] = {}
    due: dict[int, int] = {}
    for row in held:
        if not row:
            continue
        out: list[str] = []
        for cell in [*row, None]:
            while room > 0 and due.get(len(out), 0):
                due[len(out)] -= 1
                out.append(above[len(out)])
                room -= len(out[-1]) + 3
            if cell is None:
                break
            again = cell.goes_on and not cell.words and room > 0
            words = above.get(len(out), "") if again else cell.words
            across = max(1, min(cell.across, _WIDEST)) if room > 0 else 1
            room -= (len(words) if again else 0) + 3 * (across - 1)
            for column in range(len(out), len(out) + across):
                above[column] = words if column == len(out) and len(words) <= _REPEATED else ""
                due[column] = cell.down - 1
            out += [words, *[""] * (across - 1)]
        yield out
