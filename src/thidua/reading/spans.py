"""Sorted spans that do not overlap, and quick questions about them."""

from bisect import bisect_right
from collections.abc import Iterable

from thidua.reading.plan import Span


class Spans:
    """Hold spans merged and sorted.

    >>> taken = Spans([(5, 9), (1, 3), (8, 12)])
    >>> taken.meets(3, 5), taken.meets(11, 20), taken.meets(0, 2)
    (False, True, True)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        last = -1
        for start, end in sorted(spans):
            if start > last:
                self.starts.append(start)
                self.ends.append(end)
                last = end
            elif end > last:
                self.ends[-1] = last = end

    def meets(self, start: int, end: int) -> bool:
        """Say whether some span shares a character with ``start:end``."""
        k = bisect_right(self.starts, end - 1) - 1
        return k >= 0 and self.ends[k] > start

    def end_at(self, at: int) -> int:
        """Give where the span that holds ``at`` ends; ``at`` itself where none does.

        >>> Spans([(5, 9)]).end_at(6), Spans([(5, 9)]).end_at(9)
        (9, 9)
        """
        k = bisect_right(self.starts, at) - 1
        return self.ends[k] if k >= 0 and self.ends[k] > at else at

    def behind(self, start: int, end: int) -> int:
        """Give where what stands behind the last span inside ``start:end`` begins; ``start`` where there is none.

        >>> Spans([(5, 9)]).behind(0, 20), Spans([(5, 9)]).behind(10, 20)
        (9, 10)
        """
        k = bisect_right(self.starts, end - 1) - 1
        return self.ends[k] if k >= 0 and start < self.ends[k] <= end else start
