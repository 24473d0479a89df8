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
_QUOTE = re.compile(r"[“\"]([^“”\"]{3,140})(?:[”\"]|'')")
_TYPICAL = r"(?:điển hình|tiêu biểu|đáng chú ý|nổi bật)(?: nhất)?(?: là| như)?"
_GAP = re.compile(
    r"(?: (?!theo|phương châm|nguyên tắc|danh hiệu|phong trào|cuộc vận động|đạt|tiêu chuẩn|đề án|chương trình|trong"
    r"|kế hoạch|chủ đề)(?:[^\W\d_]+|(?<=năm )20\d\d)){0,6}"
    rf"(?:[^.;:“\"]{{0,60}}, {_TYPICAL})?:? ?"
)
_BETWEEN = re.compile(
    rf" ?(?:,|;|và|,? và|hoặc|-)? ?(?:các )?(?:mô hình )?$|[^;:“\"]{{0,60}}[,.] {_TYPICAL}:? ?$", re.IGNORECASE
)
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
_SCHEME = re.compile(
    r"(?:phê duyệt|ban hành|quyết định|mục tiêu|phối hợp(?![^.;]{0,40}(?:triển khai|duy trì|tổ chức) $))[^.;]{0,40}$"
)
_TEAMS = (" câu lạc bộ ", " đội ", " tổ ", " nhóm ", " cụm ", " nhóm zalo ")
_BEFORE_NAME = frozenset("ộiổmotg0123456789")
"""Letters with which what stands before such a name may end: a look at one spares most quotations all others."""
_BUILDS = re.compile(
    r"(?:thành lập|triển khai|chất lượng|xây dựng|ra mắt|duy trì|nhân rộng|củng cố|kiện toàn|mỗi|lập|phát huy"
    r"|phát triển|hoạt động của)(?!\w)"
    r"[^.;“”\"]{0,60}$"
)


def read_initiatives(text: str, low: str, end: int) -> list[Initiative]:
    """Give the initiatives named before ``end`` (the recipients' list), each by the name it first has.

    >>> text = "nhân rộng mô hình “Tiếng kẻng an ninh”, “Cổng rào an toàn” và phong trào “Dân vận khéo”"
    >>> [i.name for i in read_initiatives(text, text.lower(), len(text))]
    ['Tiếng kẻng an ninh', 'Cổng rào an toàn']
    """
    kept: dict[str, Initiative] = {}
    for span in sorted({*_names(text, low, end), *_teams(text, low, end)}):
        name = " ".join(text[slice(*span)].split()).strip(" ,.;")
        key = _SIGNS.sub(" ", name.casefold()).strip()
        if key and key not in kept:
            kept[key] = Initiative(span, name)
    return list(kept.values())


_STARTED = (" ra mắt ", " nhân rộng ", " mở rộng ")
_COUNTED = re.compile(
    r"(?:ra mắt|thành lập|xây dựng|nhân rộng|duy trì)(?: mới| được)?(?: ít nhất| tối thiểu| từ| không dưới)? \d{1,3}$"
)
"""What is to be built by its name: "ra mắt 01 “Tuyến hẻm không ma túy”"."""


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


def _teams(text: str, low: str, end: int) -> Iterator[Span]:
    """Give the names of clubs and teams that units are to build: "thành lập đội “Thanh niên xung kích”"."""
    for at in [at for sign in '“"' for at in places(sign, low, 2, end) if low[at - 2] in _BEFORE_NAME]:
        counted = low[at - 2].isdecimal() and _COUNTED.search(low, max(0, at - 49), at - 1)
        built = counted or low.endswith(_STARTED, max(0, at - 11), at)
        team = not built and low.endswith(_TEAMS, max(0, at - 13), at)
        if built or (team and _BUILDS.search(low, max(0, at - 91), at - 1)):
            quote = _QUOTE.match(text, at, end)
            if quote is not None and 1 < quote[1].count(" ") + 1 <= 12 and not _NOT_NAMES.search(low, *quote.span(1)):
                yield quote.span(1)


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
            and not low.startswith(("toàn dân", "dân vận khéo"), start)
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
