"""Tables that give out work. Reads: rows of a pipe table under a heading row. Writes: ``Row``: what, who, with whom.

The annexes of a plan name each piece of work in a row: "Nội dung | Chủ trì | Phối hợp | Thời hạn".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from thidua.printed_dates import PrintedDate
from thidua.reading.agencies import bodies
from thidua.reading.deadlines import QUARTERS, last_day
from thidua.reading.outline import Node
from thidua.reading.plan import Span, Task
from thidua.reading.tables import cells_of

_WORK = re.compile(
    r"(?:tên )?(?:nội dung|nhiệm vụ|công việc|hoạt động|việc)(?: (?:công việc|nhiệm vụ|thực hiện|chính))*$"
)
_LEAD = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận),? ?(?:đơn vị )?)?(?:chủ trì(?: thực hiện)?|thực hiện chính|chịu trách nhiệm)$"
    r"|(?:cơ quan|đơn vị|bộ phận) thực hiện$|phân công(?: thực hiện)?$"
)
_BESIDE = re.compile(r"(?:(?:cơ quan|đơn vị|bộ phận),? ?(?:đơn vị )?)?(?:phối hợp)(?: thực hiện)?$")
_DUE = re.compile(r"(?:thời (?:hạn|gian)|hạn|tiến độ)(?: hoàn thành| thực hiện)?$")
_QUARTER = re.compile(r"quý (i{1,3}|iv|[1-4]) ?(?:[/-]|,? ?năm) ?(20\d\d)")


class Row(Struct):
    """One piece of work: its cells, empty where the table has no such column."""

    node: Node
    work: Span
    lead: Span
    beside: Span
    due: Span


def task_rows(low: str, nodes: list[Node]) -> Iterator[Row]:
    """Give the rows of tables whose heading row names the work and who leads it.

    >>> from thidua.reading.outline import outline
    >>> from thidua.reading.paragraphs import Folded, paragraphs
    >>> fold = Folded("STT | Nội dung | Chủ trì\\n1 | Mở lớp tập huấn | Sở Y tế")
    >>> rows = list(task_rows(fold.lower, outline(fold.folded, paragraphs(fold))[1]))
    >>> [(fold.folded[slice(*row.work)], fold.folded[slice(*row.lead)]) for row in rows]
    [('Mở lớp tập huấn', 'Sở Y tế')]
    """
    heads: list[int | None] = []
    for node in nodes:
        if not node.paragraph.table or node.tail:
            heads = []
            continue
        cells = cells_of(low, node.paragraph.start, node.paragraph.end)
        told = [_column(low, cells, pattern) for pattern in (_WORK, _LEAD, _BESIDE, _DUE)]
        if told[0] is not None and told[1] is not None:
            heads = told
        elif heads and heads[0] is not None and len(cells) > heads[0]:
            empty = (cells[-1][1], cells[-1][1])
            work, lead, beside, due = (cells[k] if k is not None and k < len(cells) else empty for k in heads)
            if work[1] - work[0] > 3:
                yield Row(node, work, lead, beside, due)


def table_tasks(text: str, low: str, nodes: list[Node], printed: list[PrintedDate]) -> list[Task]:
    """Read each row that names who leads as a task; a row that leaves the body out has that of the row above."""
    found: list[Task] = []
    above: tuple[str, ...] = ()
    for row in task_rows(low, nodes):
        leads = _names(text, row.lead) or above
        above = leads
        if leads:
            span = (row.work[0], max(row.work[1], row.lead[1], row.beside[1], row.due[1]))
            action = text[slice(*row.work)].strip(" ,;:.")
            due = day_of(low, row.due, printed)
            found.append(Task("", span, row.node.section, leads, _names(text, row.beside), action, due, None))
    return found


def _column(low: str, cells: list[Span], pattern: "re.Pattern[str]") -> int | None:
    return next((k for k, (start, end) in enumerate(cells) if pattern.match(low, start, end)), None)


def _names(text: str, cell: Span) -> tuple[str, ...]:
    """Give the bodies of a cell: those that begin like one, else what the cell says."""
    if cell[1] - cell[0] < 2:
        return ()
    names, _, span = bodies(text, *cell, inside=True)
    if span is not None and span[1] >= cell[1]:
        return tuple(names)
    return tuple(part.strip(" ,.;:-") for part in re.split("[;,] ", text[slice(*cell)]) if part.strip(" ,.;:-"))


_MOST = 8
"""Days read of one cell."""


def _start(date: PrintedDate) -> int:
    return date.start


def day_of(low: str, cell: Span, printed: list[PrintedDate]) -> str | None:
    """Give the last day that a cell names; nothing stands before it that says "trước" or "xong"."""
    first = bisect_left(printed, cell[0], key=_start)
    days = [last_day(d.date) for d in printed[first : first + _MOST] if d.date and d.start < cell[1]]
    quarter = _QUARTER.search(low, *cell)
    if quarter and not days:
        return last_day(f"{quarter[2]}-{3 * QUARTERS[quarter[1]]:02d}")
    return days[-1] if days else None
