"""Numbers that may be what a target asks for. Reads: folded lower-case text. Writes: ``Quantity`` entries.

The scan is anchored on digits; comparators are read backwards from the number within a bounded window.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from thidua.reading.lexicon import either, one_of, ranked, words
from thidua.reading.spans import Spans
from thidua.text import in_word, one_byte_each

NUMBER = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,3})?(?!\d)|\d{1,9}(?:[.,]\d{1,3})?(?!\d)"
_WORD_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_GLUED = ("m", "km", "ha", "m2", "kg", "kwh", "m²", "đ", "")
"""Units that may stand right at their number: "820kg/người", "150.000đ/hội viên", "9/100.000 trẻ em"."""
_EACH_OF = (
    "hội viên|đoàn viên|đảng viên|học sinh|sinh viên|lao động|đầu người|cán bộ|hợp tác xã|gia đình|mô hình|sản phẩm"
    "|công trình|nhân khẩu|cơ sở|đơn vị|công dân|căn nhà|chi hội|chi bộ|công nhân"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_NO_NAME = r"(?<!tháng )(?<!(?:ngày|điều|khối) )(?<!mục )(?<!khoản )(?<!(?:năm|quý|lớp) )(?<!số )"
"""Before a number that a comma tore apart none of these may stand: "lớp 12, 5% …"."""
_SIGNS = {"≥": "ge", ">=": "ge", "≤": "le", "<=": "le", ">": "gt", "<": "lt"}
WINDOW = 48
"""How far before a number its comparator is looked for."""


class Quantity(Struct):
    """A number with its unit: printed from ``start`` to ``end``, its comparator from ``lead`` to ``tail``.

    ``kind`` is percent, ratio, measure or count; ``cue`` is the comparator's class (ge gt le lt) or None.
    """

    start: int
    end: int
    lead: int
    tail: int
    kind: str
    value: float
    value_max: float | None
    unit: str
    cue: str | None = None
    broken: bool = False
    direction: str | None = None


@cache
def _scan() -> "re.Pattern[str]":
    measures = one_of(word for word in words("targets", "measures") if word != "đồng")
    scaled = r"(?:triệu|nghìn|ngàn|vạn) (?!đồng|usd|tỷ|đô|dân)(?:lượt (?:khách|người|hộ)|m[23²³]|[^\W\d_]+)"
    scaled += r"|/ ?1(?:\.?0){2,6}(?:(?= (?:vào|năm))"
    scaled += r"|(?: (?:trẻ em|trẻ|dân|người|ca|bà mẹ|phụ nữ|lao động|công nhân))(?: đẻ sống| sinh sống)?)"
    scaled += r"|(?:bé trai|trẻ trai|trẻ nam|nam)(?= ?/ ?100 )"
    measures = rf"{scaled}|{measures}|đ(?= ?/(?!c))|đồng(?! (?:thời|bào|bộ|chí|ý|loạt|đều|hành))"
    numbers = "|".join(_WORD_NUMBERS)
    return re.compile(
        rf"(?<![\w/])(?<!\d[.,])(?:(?P<n>{NUMBER})(?:(?P<x> ?%)?(?: ?- ?| ?đến | ?tới )(?P<m>{NUMBER}))?(?:(?P<s> ?)"
        rf"(?:(?P<pct>(?:%|‰|phần trăm(?!\w))(?: ?/ ?(?:năm|tháng|quý)(?!\w))?)"
        rf"|(?P<measure>(?:{measures})(?!\w)(?: ?/ ?(?:{_EACH_OF}|[^\W\d_]+(?:[2²]|(?: [^\W\d_]+(?= ?/))?))){{0,2}}"
        rf"(?: ?/ ?\d[\d.]{{0,6}} [^\W\d_]+(?: [^\W\d_]+)?)?))"
        rf"|(?(x)(?!))(?:(?P<c>)(?= ?[“\"]?(?<=[ “\"])[^\W\d_])|(?P<z>)(?= ?(?:[;:)]|,(?! ?\d)|\.?$))))"
        rf"|(?P<bn>\d) (?P<bm>\d(?:,\d)?) ?%|(?P<bd>\d{{1,2}} ,\d{{1,2}}|{_NO_NAME}[1-9]\d, \d) ?%"
        rf"|(?P<bt>1) ?0 ?0 ?%(?<!100%)(?<!100 %)"
        rf"|(?P<bc>\d{{1,3}}(?:\.\d \d\d|\.\d\d \d| \.\d{{3}})|0 \d)(?= [^\W\d_])"
        rf"|(?P<oc>(?=[lio]{{0,2}}\d)(?=\d{{0,2}}[lio])[\dli][\dlo]{{1,2}}) ?%"
        rf"|(?P<fa>\d{{1,2}})(?:/| / )(?P<fb>\d{{1,2}})(?![\d/.-])"
        rf"|(?P<half>một nửa)(?= [^\W\d_])"
        rf"|(?P<wa>một|hai|ba|bốn) phần (?P<wb>hai|ba|tư|bốn|năm)(?!\w))"
        rf"|(?<!\w)(?P<word>{numbers})(?:(?: đến| -|-) ?(?P<last>{numbers}))?(?= [^\W\d_])"
    )


_IS_DIGIT = bytes(48 <= value < 58 for value in range(256))


@cache
def _comparators() -> dict[str, str]:
    """Comparator -> its class."""
    told = {word: name for name in ("gt", "ge", "lt", "le") for word in words("targets", "comparators", name)}
    return told | _SIGNS


@cache
def _before() -> "re.Pattern[str]":
    cues = ranked(word for word in _comparators() if word not in _SIGNS)
    return re.compile(rf"({cues}|≥|≤|>=?|<=?)(?: ?{either(words('targets', 'fillers'))}){{0,3}}:? ?$")


_PASSES = ("vượt", "quá", "vượt quá")
_BARRED = re.compile(r"không (?:để |cho )?(?!quá|vượt)[^,;.]{2,56}$")
_IN_LETTERS = re.compile(rf"[ (“\"/+.,:;-]({one_of(_WORD_NUMBERS)})(?= )")
"""A number in letters, a space behind it."""
_ASKS = ("ít nhất ", "tối thiểu ", "mỗi ")
_LIKELY = ("mỗi ", "ít nhất", "tối thiểu", " phần ")
_AFTER = re.compile(r" ?(?:(?P<ge>trở lên|hoặc hơn|đổ lên)|(?P<le>trở xuống|đổ xuống))(?!\w)")


class Places:
    """Where the digits and the numbers in letters of one text stand.

    ``masked``: the names and days of papers; no number in them is looked at. Digits are sought in a copy that holds one
    byte a letter, 1 for a digit: that search runs at memory speed, one for any of ten digits in letters does not.

    >>> places = Places("mỗi xã một mô hình; giảm 5%; ba mặt")
    >>> places.digit(0, 19), places.digit(20, 28), places.word(0, 8), places.word(0, 19)
    (False, True, False, True)
    """

    __slots__ = ("_digits", "low", "masked")

    def __init__(self, low: str, masked: Spans | None = None, letters: bytes | None = None) -> None:
        self.low, self.masked = low, masked or Spans([])
        self._digits = (one_byte_each(low) if letters is None else letters).translate(_IS_DIGIT)

    def _next(self, start: int, end: int) -> int:
        """Give where the first digit of a stretch stands, -1 where there is none."""
        at = self._digits.find(1, start, end)
        while at >= 0 and self.low[at] not in "0123456789":  # "‰" ends with the byte of "0"
            at = self._digits.find(1, at + 1, end)
        return at

    def digit(self, start: int, end: int) -> bool:
        """Say whether a digit stands in a stretch."""
        return self._next(start, end) >= 0

    def word(self, start: int, end: int) -> bool:
        """Say whether a number in letters stands in a stretch, a space behind it."""
        return _IN_LETTERS.search(self.low, start - 1 if start else 0, end) is not None

    def beginnings(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give where the numbers of a stretch may begin, those in letters with their ends, else ends of one digit."""
        found = []
        at = self._next(start, end)
        while at >= 0:
            first = self._first(at, start)
            if first is not None:
                found.append((first, first + 1))
            behind = self._digits.find(0, at, end)
            at = self._next(behind, end) if behind >= 0 else -1
        named = [match.span(1) for match in _IN_LETTERS.finditer(self.low, start - 1 if start else 0, end)]
        return sorted([*found, *named]) if named else found

    def _first(self, at: int, start: int) -> int | None:
        """Give where the number begins whose first digit stands at ``at``: a misread "l" or "lo" may come before it."""
        low = self.low
        before = low[at - 1] if at else " "
        if before == " ":
            return at
        if before in "lio":
            first = at - 1 if before != "o" else at - 2
            fits = first >= start and low[first] in "li" and not (first and in_word(low[first - 1]))
            return first if fits else None
        if in_word(before) or before == "/" or (before in ".," and at > 1 and low[at - 2].isdecimal()):
            return None
        return at

    def worth(self, start: int, end: int) -> bool:
        """Say whether a stretch holds a digit or a word that asks for a number.

        >>> Places("mỗi xã một mô hình").worth(0, 18), Places("một số nơi").worth(0, 10)
        (True, False)
        """
        return self.digit(start, end) or _some(_ASKS, self.low, start, end)

    def likely(self, start: int, end: int) -> bool:
        """Say, at the cost of a plain search, whether a stretch may hold a number at all.

        >>> Places("95% hộ dân").likely(0, 10), Places("mỗi xã một mô hình").likely(0, 18)
        (True, True)
        """
        if self.digit(start, end):
            return True
        return _some(_LIKELY, self.low, start, end) and _some(_WORD_NUMBERS, self.low, start, end)

    def free(self, start: int, end: int) -> bool:
        """Say whether a stretch may hold a number outside of what is masked.

        >>> places = Places("theo kế hoạch số 12/kh-ubnd ngày 5/3/2024, giảm 5%", Spans([(5, 41)]))
        >>> places.free(0, 42), places.free(0, 50)
        (False, True)
        """
        at = self._next(start, end)
        while at >= 0:
            behind = self.masked.end_at(at)
            if behind == at:
                return True
            at = self._next(behind, end)
        return self.word(start, end)


def _some(sought: Iterable[str], low: str, start: int, end: int) -> bool:
    for word in sought:  # noqa: SIM110  # a generator costs more than the searches
        if low.find(word, start, end) >= 0:
            return True
    return False


def quantities(low: str, start: int, end: int, known: Places | None = None) -> Iterator[Quantity]:
    """Find every number with a unit or a noun in a stretch of lower-case text; ``known``: those of the whole text.

    >>> [(q.cue, q.value, q.value_max, q.unit) for q in quantities("ít nhất 05% số vụ, từ 12-15 xã, 1,5 lần", 0, 40)]
    [('ge', 5.0, None, '%'), ('ge', 12.0, 15.0, 'count'), (None, 1.5, None, 'lần')]
    """
    known = known or Places(low)
    if not known.likely(start, end):
        return
    scan, at = _scan(), start
    for first, last in known.beginnings(start, end):
        if first < at or (last > first + 1 and _idle(low, start, first, last)):
            continue
        if known.masked.meets(first, first + 1):
            continue
        match = scan.match(low, first, end)
        if match is None:
            continue
        at = match.end()
        if match["z"] is not None and low.find("số ", start, first) < 0:
            continue  # a number alone counts only what is named before it: "số tổ tự quản đạt 80"
        quantity = _quantity(match)
        if quantity is None:
            continue
        _add_cues(low, start, end, quantity)
        if match["word"] and low[quantity.lead : quantity.start].strip() == "" and not _each(low, start, quantity):
            continue
        yield quantity


_NAMED = re.compile(
    r"(?:chương trình|phong trào|đề án|mô hình|cuộc vận động|cuộc thi)(?: quốc gia)?:? [“\"(]?$|[“\"(]$"
)


def _idle(low: str, start: int, first: int, last: int) -> bool:
    """Say whether nothing asks for a number in letters: "một số", "ba mặt"."""
    if low.startswith((" nửa", " phần"), last):
        return False
    return not _compared(low, start, first) and low.find("mỗi ", max(start, first - WINDOW), first) < 0


def _compared(low: str, start: int, at: int) -> bool:
    """Say, at the cost of a look at two letters, whether a comparator may stand before ``at``."""
    before = low[max(start, at - 4) : at].rstrip(" :")
    return before[-2:] in _cue_ends() or before[-1:] in _cue_ends()


@cache
def _cue_ends() -> frozenset[str]:
    """Last letters of whatever may stand between a comparator and its number."""
    told = [word[-2:] for word in (*_comparators(), *words("targets", "fillers"))]
    return frozenset((*told, *(word[-1:] for word in _SIGNS)))


_MORE = re.compile(r"[^,;.\d]{2,40} trở lên(?!\w)")
"""Behind a number in letters: "giúp được hai gia đình hội viên trở lên"."""


def _each(low: str, start: int, quantity: Quantity) -> bool:
    """Whether "mỗi X một Y" asks for one of each; the name "Chương trình mỗi xã một sản phẩm" asks for nothing."""
    one = quantity.value == 1 or _MORE.match(low, quantity.end) is not None
    at = low.rfind("mỗi ", max(start, quantity.start - WINDOW), quantity.start) if one else -1
    return at >= 0 and _NAMED.search(low, max(start, at - 30), at) is None


def _quantity(m: "re.Match[str]") -> Quantity | None:
    start, end = m.start(), m.end()
    if m["bc"] or m["bd"] or m["bn"] or m["bt"] or m["oc"]:
        return _torn(m)
    if m["n"]:
        low, high = number(m["n"]), number(m["m"]) if m["m"] else None
        if m["c"] is not None or m["z"] is not None:
            return Quantity(start, end, start, end, "count", low, high, "count")
        if m["pct"]:
            unit = "‰" if m["pct"].startswith("‰") else "%"
            return Quantity(start, end, start, end, "percent", low, high, unit)
        if m["measure"] == "điểm" and low_follows(m):
            return Quantity(start, end - 5, start, end - 5, "count", low, high, "count")
        if not m["s"] and m["measure"].partition("/")[0].rstrip() not in _GLUED:
            return None
        return Quantity(start, end, start, end, "measure", low, high, " ".join(m["measure"].split()).replace(" /", "/"))
    if m["half"]:
        return Quantity(start, end, start, end, "ratio", 0.5, None, "ratio")
    if m["wa"]:
        value = _WORD_NUMBERS[m["wa"]] / {"tư": 4, "năm": 5, **_WORD_NUMBERS}[m["wb"]]
        return Quantity(start, end, start, end, "ratio", round(value, 4), None, "ratio") if value < 1 else None
    if m["fa"]:
        upper, lower = int(m["fa"]), int(m["fb"])
        if not 0 < upper < lower <= 10:
            return None
        return Quantity(start, end, start, end, "ratio", round(upper / lower, 4), None, "ratio")
    last = _WORD_NUMBERS[m["last"]] if m["last"] else None
    return Quantity(start, end, start, end, "count", _WORD_NUMBERS[m["word"]], last, "count")


def _torn(m: "re.Match[str]") -> Quantity:
    """Read a number that was torn or misread: "9 6,5%", "1.2 50 hộ", "l0O%"."""
    start, end = m.start(), m.end()
    if m["bc"]:
        return Quantity(start, end, start, end, "count", number(m["bc"].replace(" ", "")), None, "count", broken=True)
    if m["bd"]:
        value = number(m["bd"].replace(" ", ""))
    elif m["oc"]:
        value = float(m["oc"].replace("o", "0").replace("l", "1").replace("i", "1"))
    else:
        value = float(m["bn"] + m["bm"].replace(",", ".")) if m["bn"] else 100.0
    return Quantity(start, end, start, end, "percent", value, None, "%", broken=True)


def low_follows(m: "re.Match[str]") -> bool:
    """Say whether "điểm" is a place here ("02 điểm “Tiếng loa”", "1 điểm chữa cháy"), not a mark."""
    rest = m.string[m.end() : m.end() + 12]
    return rest[:2] in (" “", ' "') or (
        rest[:1] == " "
        and rest[1:2].isalpha()
        and not rest.startswith((" phần", " so", " trở", " trên", " trong", " xếp", " thì", " được"))
    )


def number(printed: str) -> float:
    """Read a printed number: "7,5" → 7.5, "1.200" → 1200.

    >>> number("1.200"), number("7,5"), number("05"), number("2.5")
    (1200.0, 7.5, 5.0, 2.5)
    """
    if "." in printed and _THOUSANDS.fullmatch(printed):
        printed = printed.replace(".", "")
    return float(printed.replace(",", "."))


def _add_cues(low: str, start: int, end: int, quantity: Quantity) -> None:
    floor = max(start, quantity.start - WINDOW)
    before = _before().search(low, floor, quantity.start) if _compared(low, floor, quantity.start) else None
    if before is not None:
        quantity.cue, quantity.lead = _comparators()[before[1]], before.start()
        if before[1] in _PASSES and _BARRED.search(low, max(start, before.start() - 60), before.start()):
            quantity.cue = "le"  # "không để số vụ cháy vượt quá 60 vụ"
        stronger = _before().search(low, floor, before.start())
        if stronger is not None:  # "ít nhất từ 5%", "không quá trên"
            quantity.cue = "ge" if _comparators()[stronger[1]] == "ge" else quantity.cue
            quantity.lead = stronger.start()
    after = _AFTER.match(low, quantity.end, end)
    if after is not None:
        quantity.cue = "ge" if after["ge"] else "le"
        quantity.tail = after.end()
    elif quantity.value_max is not None and quantity.cue in (None, "gt"):
        quantity.cue = quantity.cue or "ge"
