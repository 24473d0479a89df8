"""Read what a cited paper is about: from "về", a quotation mark or the deed behind the issuer to the end of the phrase.

Reads  ``Folded``, the end of the citation, the places where other citations begin.
Writes spans in the folded copy.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from thidua.citations.tables import any_of, tables
from thidua.text import Folded

Span = tuple[int, int]
LONGEST = 600

_QUOTED = re.compile(r"[“\"]([^“”\"]{3,500})[”\"]")
_BRACKET = re.compile(r"[()]")
_END = re.compile(
    r"[;|]|\.(?= [A-ZĐÁÀÂĂÊÔƠƯÍÝÚ“\"\-*+]| ?$|\.|/)|\./\.|(?<!\d)\.(?= \d{1,2}[.)] )|\(sau đây|\(viết tắt|\(gọi tắt"
)


@lru_cache(maxsize=1)
def _grammar() -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":
    """What opens a title, a line that is no part of it, a clause with a subject of its own."""
    words = tables().raw["titles"]
    opening = (
        r" ?(?:\[\d+\]|\(khóa [xvi\d]+\)|khóa [xvi]+)?[,:]? ?-? ?"
        rf"(?:{any_of(words['openers'])} ?|(?={any_of(words['deeds'])}(?![^\W\d_]))|(?=[“\"]))"
    )
    line = rf"{any_of(words['next_lines'])}|điều \d|[ivx]+\.|\d{{1,2}}[.)]|[-+*•]|[a-zđ]\)"
    clause = rf", ?(?:nay |đồng thời )?(?={any_of(words['subjects'])}[^,;.]{{0,90}}?{any_of(words['subject_deeds'])})"
    return re.compile(opening), re.compile(line), re.compile(clause)


def title_after(fold: Folded, at: int, starts: list[int]) -> Span | None:
    """Read the title behind a citation that ends at ``at``; ``starts``: where citations begin, ascending.

    >>> fold = Folded("Chỉ thị số 09-CT/TW của Ban Bí thư về tăng cường lãnh đạo; Kế hoạch số 2/KH-UBND")
    >>> a, b = title_after(fold, 34, [0, 59])
    >>> fold.folded[a:b]
    'tăng cường lãnh đạo'
    """
    opening = _grammar()[0].match(fold.lower, at)
    if opening is None or fold.parted(at, opening.end()) or _NO_TITLE.match(fold.lower, opening.end()):
        return None
    start = opening.end()
    limit = min(len(fold.folded), start + LONGEST)
    quoted = _QUOTED.match(fold.folded, start)
    if quoted:
        return start, quoted.end()
    end = _phrase_end(fold, start, limit)
    end = _before_sibling(fold, start, end, starts)
    for closing in (_grammar()[2], _AIMS):
        told = closing.search(fold.lower, start + 8, end)
        end = told.start() if told else end
    end = fold.trimmed(start, end, " ,.:-*/")
    return (start, end) if end - start >= 4 else None


_NO_TITLE = re.compile(r"(?:phê duyệt|ban hành|ký|thông qua)(?:,| ngày \d)")
_AIMS = re.compile(
    r", (?:đến (?:cuối |hết )?năm 20\d\d,"
    r"|[^,;.\d“”]{0,40} phấn đấu(?![^\W\d_])"
    r"|(?:phấn đấu|với (?:mục tiêu|chỉ tiêu)|đặt (?:ra )?mục tiêu|đề ra (?:mục|chỉ) tiêu)(?![^\W\d_]))"
    r"| (?:đã |cũng )(?:đề ra|đặt ra|xác định|nêu rõ|nêu)(?: \d{1,2}| các| những)? (?:mục|chỉ) tiêu(?![^\W\d_])"
)
"""The page tells what the paper asks for: its title has ended."""


def _phrase_end(fold: Folded, start: int, limit: int) -> int:
    """End of the phrase: a sign that closes it, an unmatched bracket, or a line that begins something new."""
    m = _END.search(fold.folded, start, limit)
    end = m.start() if m else limit
    depth = 0
    for sign in _BRACKET.finditer(fold.folded, start, end) if fold.folded.find(")", start, end) >= 0 else ():
        depth += 1 if sign[0] == "(" else -1
        if depth < 0:
            end = sign.start()
            break
    k = bisect_right(fold.breaks, start)
    while k < len(fold.breaks) and fold.breaks[k] < end:
        place = fold.breaks[k]
        if _grammar()[1].match(fold.lower, place + 1) or fold.parted(place, place + 1):
            return place
        k += 1
    return end


_LISTED = re.compile(r"(?:[,;] ?(?:và )?|và |cùng |[,;] ?(?:tại )?)(?:các )?$")


def _before_sibling(fold: Folded, start: int, end: int, starts: list[int]) -> int:
    """Stop before a citation that stands beside this one in a list; go on over one that the title itself speaks of."""
    k = bisect_right(starts, start)
    while k < len(starts) and starts[k] < end:
        if _LISTED.search(fold.lower[max(start, starts[k] - 12) : starts[k]]):
            return starts[k]
        k += 1
    return end
