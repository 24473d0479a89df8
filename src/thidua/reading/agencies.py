"""Bodies named at a place. Reads: folded text. Writes: their names and where the deed begins.

A name begins with a word of ``heads`` and ends where a verb begins; names hold commas ("Sở Lao động, Thương binh và Xã
hội"), so a list is cut only where the next part begins a name itself.
"""

import re
from functools import cache

from thidua.reading.letters import UPPER
from thidua.reading.lexicon import either, load, spaced
from thidua.reading.plan import Span

LONGEST = 420
"""No list of bodies is longer, in characters."""
_NOUNS = (
    r"chính trị|hội|đoàn|đảng|thành viên|xã hội|liên quan|cá nhân|công đoàn|cơ sở|tôn giáo|kinh tế|nghề nghiệp"
    r"|trực thuộc|tín dụng"
)
_EVERY = ("Các", "các", "Từng", "từng", "Mọi", "mọi", "Tất cả các", "tất cả các", "Toàn thể", "toàn thể")
_JOINED = (
    "kế hoạch|môi trường|thể thao|gia đình|tin học|xã hội|nghề nghiệp|khen thưởng|thương binh|truyền hình|kỹ thuật|nghề"
    "|pháp luật|thông tin|dân vận|hạ tầng"
)
_CLOSES = re.compile(rf"[:;]|\.(?= |$)| \(| - (?=[^\W\d_])(?! ?(?i:{_JOINED}))")
_GROUP_BEGINS = re.compile(r" ?(?i:các|từng|mọi|tất cả|toàn thể) ")
_PAREN = re.compile(r" ?\([^()]{0,160}\)")


@cache
def _group() -> str:
    return "|".join(re.escape(g) for g in sorted(load("agencies")["groups"], key=len, reverse=True))


@cache
def head() -> "re.Pattern[str]":
    """Give the pattern by which a name begins (case counts)."""
    data = load("agencies")
    other = "|".join(re.escape(h) for h in data["not_heads"])
    every = "|".join(_EVERY)
    return re.compile(rf"(?!(?:{other})(?!\w))(?:{either(data['heads'])}|(?:{every})(?: (?i:{_group()}))(?!\w))")


@cache
def head_letters() -> frozenset[str]:
    """Give the first two letters that ``head`` can begin with."""
    return frozenset(word[:2] for word in (*load("agencies")["heads"], *_EVERY))


@cache
def lower_head() -> "re.Pattern[str]":
    """Give the pattern by which a name may begin inside a sentence."""
    return re.compile(rf"(?:{head().pattern}|{either(load('agencies')['lower_heads'])})")


@cache
def verb() -> "re.Pattern[str]":
    """Give the pattern of the verb that ends a name, behind a space."""
    verbs = [v for v in load("agencies")["verbs"] if v not in ("tổ chức", "chỉ đạo", "kiểm tra", "thông tin", "cần")]
    not_before = "".join(f"(?<!{word}tổ chức)" for word in ("các ", "Các ", "ban ", ", ", "và ", "của ", "Tổ ", "Ban "))
    nouns = (
        rf"tổ chức{not_before}(?! (?:{_NOUNS}))(?!\w)|chỉ đạo(?<![Bb]an chỉ đạo)(?!\w)"
        rf"|kiểm tra(?<!ban kiểm tra)(?<![Đđ]ội kiểm tra)(?<![Đđ]oàn kiểm tra)(?!\w)"
        rf"|thông tin(?= (?:kịp|về|thường|đầy))|cần(?<![Hh]ậu cần)(?!\w)|giao(?= [{UPPER}])"
    )
    return re.compile(spaced(verbs, first=nouns))


@cache
def _cut() -> "re.Pattern[str]":
    return re.compile(
        rf"(?:,| và(?<!Văn phòng HĐND và)(?<!Văn phòng Hội đồng nhân dân và)|;| hoặc| cùng với| cùng)(?: với)? "
        rf"(?={lower_head().pattern})"
    )


def bodies(text: str, start: int, end: int, inside: bool = False) -> tuple[list[str], int, Span | None]:
    """Give the bodies that stand at ``start``, where the deed begins, and their span (None: no body stands here).

    >>> text = "Công an tỉnh, Sở Nội vụ và các ban, ngành tăng cường phòng ngừa"
    >>> bodies(text, 0, len(text))[0]
    ['Công an tỉnh', 'Sở Nội vụ', 'các ban, ngành']
    """
    pattern = lower_head() if inside else head()
    if pattern.match(text, start, end) is None:
        return [], start, None
    stop = min(end, start + LONGEST)
    deed = _deed(text, start, stop)
    closed = _CLOSES.search(text, start, deed)
    while closed is not None and closed[0] == " (":
        paren = _PAREN.match(text, closed.start(), end)
        if paren is None:
            break
        stop = min(end, stop + len(paren[0]))
        deed = _deed(text, paren.end(), stop)
        closed = _CLOSES.search(text, paren.end(), deed)
    last = closed.start() if closed is not None else deed
    if last >= start + LONGEST or last <= start:
        return [], start, None
    return _names(text, start, last), last, (start, last)


def _deed(text: str, start: int, stop: int) -> int:
    match = verb().search(text, start, stop)
    while match is not None and text.startswith("có liên quan", match.start() + 1):
        after = match.start() + 13  # "các đơn vị có liên quan" is one name
        if not text.startswith((",", " và "), after):
            return after
        match = verb().search(text, after, stop)
    if match is None:
        return stop
    at = match.start() + text.startswith("(", match.start())
    return at - 1 if at > start + 1 and text[at - 1] == "," else at


def _names(text: str, start: int, end: int) -> list[str]:
    words = text[start:end]
    words = _PAREN.sub("", words) if "(" in words else words
    names: list[str] = []
    at = 0
    for cut in _cut().finditer(words):
        if _of_many(words[at : cut.start()]) and _plain().match(words, cut.end()):
            continue  # "các cơ quan, đơn vị": one body of many
        names.append(words[at : cut.start()])
        at = cut.end()
    names.append(words[at:])
    return [name for name in [n.strip(" ,.;:*-") for n in names] if name]


def _of_many(name: str) -> bool:
    """Say whether a name goes on: "các sở", "Thủ trưởng các sở, ban", "Cơ quan"."""
    return " các " in name or _GROUP_BEGINS.match(name) is not None or _is_bare(name.partition(",")[0], name)


def _is_bare(first: str, name: str) -> bool:
    """Say whether a name is nothing but kinds of bodies: "cơ quan, đơn vị"."""
    return first.lower() in _kinds() and _kinds().issuperset(name.lower().split(", "))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(load("agencies")["groups"])


@cache
def _plain() -> "re.Pattern[str]":
    return re.compile(rf"(?:{_group()})(?!\w)(?! [{UPPER}])")
