"""Compare the citations of several papers: one paper dated two ways is a doubt in the later file."""

from collections.abc import Sequence

from thidua.citations.doubts import show
from thidua.citations.model import Citation, Suspicion
from thidua.instruments import Identity, identity, same_body


def compare_dates(readings: Sequence[tuple[str, Sequence[Citation]]]) -> list[list[Suspicion]]:
    """Give, per reading ``(name of the file, its citations)``, the doubts that the earlier readings raise.

    Two full days in the same calendar year for one identity disagree; two different years are two papers.

    >>> a = Citation("c1", (0, 9), "Kết luận", "44", None, "KL/TW", "2019-01-21", "Ban Bí thư", None)
    >>> b = Citation("c1", (5, 14), "Kết luận", "44", None, "KL/TW", "2019-01-22", "Ban Bí thư Trung ương Đảng", None)
    >>> [len(doubts) for doubts in compare_dates([("a.txt", [a]), ("b.txt", [b])])]
    [0, 1]
    """
    seen: dict[tuple[Identity, str], list[tuple[str, Citation]]] = {}
    told: list[list[Suspicion]] = []
    for name, citations in readings:
        doubts: list[Suspicion] = []
        for c in citations:
            if c.number is None or c.date is None or len(c.date) != 10:
                continue
            known = seen.setdefault((identity(c.type, c.number, c.year, c.symbol), c.date[:4]), [])
            other = next((k for k in known if k[1].date != c.date and same_body(k[1].issuer, c.issuer)), None)
            if other is not None and other[0] != name:
                doubts.append(_conflict(c, *other))
            known.append((name, c))
        told.append(doubts)
    return told


def _conflict(c: Citation, file: str, other: Citation) -> Suspicion:
    here, there = show(c.date or ""), show(other.date or "")
    message = f"{c.type} số {c.code} ở đây ghi ngày {here}, trong {file} ghi {there}. Chọn ngày đúng theo bản gốc."
    return Suspicion(c.span, "date-conflict", here, there, message)
