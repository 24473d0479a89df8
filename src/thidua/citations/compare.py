"""Compare the citations of several papers: one paper dated two ways is a doubt in the later file."""

from collections.abc import Sequence

from thidua.citations.doubts import show
from thidua.citations.model import Citation, Suspicion
from thidua.instruments import Identity, identity, same_body


class DatesSeen:
    """Hold the days under which papers were cited so far: small beside the texts, so that files can stream."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Identity, str], list[tuple[str, Citation]]] = {}

    def differ(self, name: str, citations: Sequence[Citation]) -> list[Suspicion]:
        """Give the doubts that earlier files raise about the citations of this one, and remember its days.

        Two full days in the same calendar year for one identity disagree; two different years are two papers.
        """
        doubts: list[Suspicion] = []
        for c in citations:
            if c.number is None or c.date is None or len(c.date) != 10:
                continue
            known = self._seen.setdefault((identity(c.type, c.number, c.year, c.symbol), c.date[:4]), [])
            earlier = [k for k in known if k[0] != name and same_body(k[1].issuer, c.issuer)]
            other = next((k for k in earlier if k[1].date != c.date), None)
            if other is not None:
                doubts.append(_conflict(c, *other))
            if not any(k[1].date == c.date for k in earlier):
                known.append((name, c))
        return doubts


def compare_dates(readings: Sequence[tuple[str, Sequence[Citation]]]) -> list[list[Suspicion]]:
    """Give, per reading ``(name of the file, its citations)``, the doubts that the earlier readings raise.

    >>> a = Citation("c1", (0, 9), "Kết luận", "44", None, "KL/TW", "2019-01-21", "Ban Bí thư", None)
    >>> b = Citation("c1", (5, 14), "Kết luận", "44", None, "KL/TW", "2019-01-22", "Ban Bí thư Trung ương Đảng", None)
    >>> [len(doubts) for doubts in compare_dates([("a.txt", [a]), ("b.txt", [b])])]
    [0, 1]
    """
    seen = DatesSeen()
    return [seen.differ(name, citations) for name, citations in readings]


def _conflict(c: Citation, file: str, other: Citation) -> Suspicion:
    here, there = show(c.date or ""), show(other.date or "")
    message = f"{c.type} số {c.code} ở đây ghi ngày {here}, trong {file} ghi {there}. Chọn ngày đúng theo bản gốc."
    return Suspicion(c.span, "date-conflict", here, there, message)
