"""For whom a target holds. Reads: the words of its clause. Writes: scope, "mỗi X", baseline, as printed."""

import re
from functools import cache

from thidua.reading.lexicon import either, words
from thidua.reading.quantities import Quantity

_EACH = re.compile(r"(?<!\w)mỗi (?!năm|tháng|quý|tuần|ngày|lần|khi)")
_BASE = re.compile(
    r"(?:so với|so(?= năm)|(?:cao|nhiều|thấp|ít|lớn|giảm) hơn(?= năm))(?: cùng kỳ)?"
    r"(?: năm (?P<year>20\d\d)(?! ?-)| (?P<words>[^,;.:()]{3,60}))"
)
_SAME = re.compile(r"so với cùng kỳ(?! năm (?:20\d\d))(?: năm (?:trước|liền kề|ngoái))?|so cùng kỳ")
_AFTER_UNIT = re.compile(
    r"[^,;.%]{1,40}?(?:/| (?:cho|trên|ở|tại)? ?mỗi )"
    r"(?P<unit>(?!(?:năm|tháng|quý|tuần|ngày|lần)(?!\w))"
    r"(?:khu dân cư|tổ dân phố|hợp tác xã|hộ gia đình|cơ sở giáo dục|[^\W\d_]+(?: [^\W\d_]+)?))"
)


@cache
def _kinds() -> "re.Pattern[str]":
    one = either(words("targets", "unit_kinds"))
    opening = "phấn đấu|đối với|tại|ở|tất cả|toàn bộ|các|mỗi|từng|những|trên địa bàn|hằng năm,?|hàng năm,?"
    level = r"(?! (?:phấn đấu )?(?:đạt|có) (?:trên |ít nhất |từ |tối thiểu )?\d)"
    return re.compile(
        rf"\W*(?:(?:{opening})(?!\w) ?)*(?P<units>{one}(?: (?:thuộc|trực thuộc|cấp) [^\W\d_]+)?"
        rf"(?:(?:,| và| hoặc|-| -) ?(?:các )?{one})*)(?= [^\W\d_]){level}"
    )


_SCHOOLS = ("cơ sở giáo dục", "ngành giáo dục", "phòng giáo dục")
"""The last word is a deed elsewhere."""


@cache
def _stop() -> "re.Pattern[str]":
    verbs = words("targets", "acts") + words("targets", "predicates") + words("targets", "comparators", "ge")
    return re.compile(
        rf"(?:{either([*verbs, 'tiến hành', 'trên địa bàn', 'hằng năm', 'trong', 'ít nhất', 'tối thiểu', 'sẽ'])})|\d|:"
    )


def scope_of(low: str, text: str, start: int, end: int) -> str | None:
    """Give the unit kinds that open a clause and must reach what it says.

    >>> words = "Các xã, phường, thị trấn tổ chức tuyên truyền đến ít nhất 75% hộ dân"
    >>> scope_of(words.lower(), words, 0, len(words))
    'xã, phường, thị trấn'
    """
    match = _kinds().match(low, start, min(end, start + 260))
    return " ".join(text[match.start("units") : match.end("units")].split()) if match else None


def per_unit(low: str, text: str, start: int, quantity: Quantity, right: int) -> str | None:
    """Give the unit words of "mỗi X ít nhất 1 Y".

    >>> from thidua.reading.quantities import quantities
    >>> words = "Mỗi xã, phường xây dựng ít nhất 01 mô hình"
    >>> per_unit(words.lower(), words, 0, next(quantities(words.lower(), 0, len(words))), len(words))
    'xã, phường'
    """
    if quantity.kind not in ("count", "measure"):
        return None
    each = max(_EACH.finditer(low, max(start, quantity.start - 220), quantity.start), key=_where, default=None)
    if each is not None:
        stops = _stop().finditer(low, each.end() + 1, quantity.start)
        stop = next((m for m in stops if not low.endswith(_SCHOOLS, 0, m.end())), None)
        last = stop.start() if stop else quantity.lead
        return " ".join(text[each.end() : last].split()).strip(" ,;:-") or None
    after = _AFTER_UNIT.match(low, quantity.end, right)
    if after is not None and quantity.kind == "count":
        return " ".join(text[after.start("unit") : after.end("unit")].split())
    return None


def _where(match: "re.Match[str]") -> int:
    return match.start()


def baseline(low: str, text: str, start: int, end: int) -> str | None:
    """Give what a change is measured against: a year, or the printed words.

    >>> baseline("giảm 5% so với năm 2023", "giảm 5% so với năm 2023", 0, 23)
    '2023'
    """
    if low.find("so", start, end) < 0 and low.find("hơn", start, end) < 0:
        return None
    same = _SAME.search(low, start, end)
    match = _BASE.search(low, start, end)
    if match is not None and match["year"]:
        return match["year"]
    if same is not None:
        return " ".join(text[same.start() : same.end()].split()).removeprefix("so với ").removeprefix("so ")
    if match is None:
        return None
    told = " ".join(text[match.start("words") : match.end("words")].split())
    return " ".join(told.split(" ")[:9])
