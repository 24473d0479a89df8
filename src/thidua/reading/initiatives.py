"""Names of mô hình. Reads: folded text. Writes: ``Initiative`` entries, each name once.

Anchored on the word "mô hình" (or "Chương trình" before a quoted name): what stands in quotation marks right behind it,
lists included, or a run of words that begins with a capital. Movements, campaigns and schemes are not initiatives.
"""

import re
from collections.abc import Iterator

from thidua.reading.letters import UPPER
from thidua.reading.plan import Initiative, Span
from thidua.text import places

_ANCHORS = ("mô hình", "chương trình")
_SIGNS = re.compile(r"\W+")
_QUOTE = re.compile(r"[“\"]([^“”\"]{3,140})[”\"]")
_GAP = re.compile(
    r"(?: (?!theo|phương châm|nguyên tắc|danh hiệu|phong trào|cuộc vận động|đạt|tiêu chuẩn|đề án|chương trình|trong"
    r"|kế hoạch|chủ đề)[^\W\d_]+){0,6}:? ?"
)
_BETWEEN = re.compile(r" ?(?:,|;|và|,? và|hoặc|-)? ?(?:các )?(?:mô hình )?$")
_ENDS = (
    r"tại|ở|trên|trong|của|với|để|nhằm|được|đã|có|do|cho|từ|đến|phục vụ|hoạt động|hiện|theo|đạt|là|tham gia|và|góp phần"
    r"|hiệu quả"
)
_NAMED = re.compile(
    rf" ((?:[{UPPER}][^\W\d_]*)(?: (?:\d{{1,2}}|(?!(?:{_ENDS})(?!\w)(?! (?:an|trật)))[^\W\d_]+)){{1,7}})"
)
_NOT_NAMES = re.compile(
    r"toàn dân|quốc gia|giai đoạn|đến năm|mục tiêu|an toàn về|dân biết|gia đình văn hóa|công an|ban |hội |tổ quốc"
    r"|điều hành|nông thôn mới"
)
_SCHEME = re.compile(r"(?:phê duyệt|ban hành|quyết định|mục tiêu|phối hợp)[^.;]{0,40}$")


def read_initiatives(text: str, low: str, end: int) -> list[Initiative]:
    """Give the initiatives named before ``end`` (the recipients' list), each by the name it first has.

    >>> text = "nhân rộng mô hình “Tiếng kẻng an ninh”, “Cổng rào an toàn” và phong trào “Dân vận khéo”"
    >>> [i.name for i in read_initiatives(text, text.lower(), len(text))]
    ['Tiếng kẻng an ninh', 'Cổng rào an toàn']
    """
    kept: dict[str, Initiative] = {}
    for span in _names(text, low, end):
        name = " ".join(text[slice(*span)].split()).strip(" ,.;")
        key = _SIGNS.sub(" ", name.casefold()).strip()
        if key and key not in kept:
            kept[key] = Initiative(span, name)
    return list(kept.values())


def _names(text: str, low: str, end: int) -> Iterator[Span]:
    read: set[tuple[int, bool]] = set()  # quotations that an earlier anchor led to: the list behind them is read once
    for at, behind in sorted((at, at + len(word)) for word in _ANCHORS for at in places(word, low, 0, end)):
        is_programme = low[at] == "c"
        quote = _QUOTE.search(text, behind, min(end, behind + 220))
        gap = low[behind : quote.start()] if quote else ""
        if quote and (gap in ("", " ") if is_programme else _GAP.fullmatch(gap)):
            if is_programme and _SCHEME.search(low, max(0, at - 60), at):
                continue
            yield from _quoted(text, low, quote, end, is_programme, read)
        elif not is_programme:
            yield from _unquoted(text, low, behind, end)


def _quoted(
    text: str, low: str, quote: "re.Match[str]", end: int, is_programme: bool, read: set[tuple[int, bool]]
) -> Iterator[Span]:
    while (quote.start(), is_programme) not in read:
        read.add((quote.start(), is_programme))
        start, stop = quote.span(1)
        words = low.count(" ", start, stop) + 1
        fits = words <= (9 if is_programme else 18) and words > 1
        if (
            fits
            and not low.startswith("toàn dân", start)
            and not (is_programme and _NOT_NAMES.search(low, start, stop))
        ):
            yield start, stop
        following = _QUOTE.search(text, quote.end(), min(end, quote.end() + 160))
        if following is None or not _BETWEEN.fullmatch(low, quote.end(), following.start()):
            return
        quote = following


def _unquoted(text: str, low: str, at: int, end: int) -> Iterator[Span]:
    name = _NAMED.match(text, at, min(end, at + 140))
    while name is not None:
        start, stop = name.span(1)
        if _NOT_NAMES.search(low, start, stop):
            return
        yield start, stop
        if text[stop : stop + 1] != ",":
            return
        name = _NAMED.match(text, stop + 1, min(end, stop + 140))
