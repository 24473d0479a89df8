"""Which numbers are changes. Reads: the words before a number. Writes: "increase", "decrease" or nothing."""

import re
from functools import cache

from thidua.reading.lexicon import load, words
from thidua.reading.quantities import Quantity

_PACE = re.compile(r"(?:tốc độ|tỷ lệ|tỉ lệ|mức|chỉ tiêu|nhịp độ) tăng trưởng|tăng trưởng [^;.]{2,80}tăng trưởng")
_LEVEL = re.compile(r"(?<!\w)(?<!trở )(?:xuống|còn|lên|về mức|đạt|ở mức|dưới mức|là|bằng|chiếm|xuống dưới)(?!\w)")
_TOLD_ANEW = re.compile(r"\d[^,]*, (?:tỷ|tỉ) lệ ")
_DEALT = re.compile(
    r"(?:,| và|;) (?:trong đó )?(?:giải quyết|xử lý|điều tra|khám phá|làm rõ|hỗ trợ|giúp đỡ|giúp|vận động|tuyên truyền"
    r"|lắp đặt|xóa|triệt phá|thu hồi)(?: được| xong| dứt điểm)? $"
)
_COUNT_BEFORE = re.compile(r"(?<!cả )(?<!\d)\d[\d.]* (?!tiêu chí|mặt|chỉ số|năm|tháng|đợt)[^,\d]+, (?:có )?$")
_PERCENT = re.compile(r"\d ?%")


@cache
def _down() -> frozenset[str]:
    return frozenset(words("targets", "directions", "down"))


@cache
def _ways() -> "re.Pattern[str]":
    """Every way begins with its own letter and looks back from its end, so that a search leaps."""
    parts = []
    for name in ("down", "up"):
        group = load("targets")["directions"][name]
        closed = "|".join(re.escape(c) for c in group["compounds"])
        parts += [
            rf"{word}(?<!\w{word})(?<! 0\d {word})(?<! \d {word})(?!\w)(?! (?:{closed})(?!\w))"
            for word in sorted(group["words"], key=len, reverse=True)
        ]
    return re.compile("|".join(parts))


def direction(low: str, start: int, end: int, quantity: Quantity) -> str | None:
    """Say whether the number is a change ("increase", "decrease") rather than a level.

    >>> from thidua.reading.quantities import quantities
    >>> def told(text): return direction(text, 0, len(text), list(quantities(text, 0, len(text)))[-1])
    >>> told("giảm tội phạm ít nhất 05%"), told("giảm xuống còn 2%"), told("số doanh nghiệp tăng 1,3 lần")
    ('decrease', None, 'increase')
    """
    if quantity.kind not in ("percent", "measure", "count", "ratio") or quantity.cue == "lt":
        return None
    if low.endswith("tăng trưởng ", start, quantity.lead) and not _PACE.search(low, start, quantity.lead):
        return "increase"
    if low.endswith(("giảm thiểu ", "giảm thiểu được "), start, quantity.lead):
        return "decrease"
    last = None
    floor = max(start, quantity.lead - 220)
    for match in _ways().finditer(low, floor, quantity.lead):
        last = match
    times = (
        quantity.unit == "lần" and last is not None and low[last.end() : quantity.lead].strip() in ("lên", "lên gấp")
    )
    if (
        last is None
        or (not times and _LEVEL.search(low, last.end(), quantity.lead))
        or _PERCENT.search(low, last.end(), quantity.lead)
    ):
        return None
    between = low[last.end() : quantity.lead]
    joined = quantity.value == 100 and between.endswith(" và ")
    if joined or (quantity.kind == "percent" and _anew(between, quantity)):
        return None  # "giảm tỷ lệ trẻ em bị xâm hại so với năm 2024 và 100% trẻ em …"
    risen = last[0] not in _down()
    if quantity.kind == "count" and (between.strip() not in ("", "thêm", "được", "bình quân") or risen):
        more = low.startswith("thêm ", max(start, quantity.start - 5))
        compared = risen and (more or not between.strip())
        if compared and quantity.lead < quantity.start and low.startswith(" vụ", quantity.end):
            return "increase"  # "số vụ bị triệt phá tăng ít nhất 02 vụ"
        compared = compared and low.find(" so với ", quantity.end, min(end, quantity.end + 40)) > 0
        return "increase" if compared else None
    return "decrease" if last[0] in _down() else "increase"


def _anew(between: str, share: Quantity) -> bool:
    """Say whether a share is of something else than what changes.

    "tăng thêm 2 huyện, 75% số xã đạt chuẩn", "giảm số vụ tồn, trong đó giải quyết ít nhất 70% số vụ cũ".
    """
    if _COUNT_BEFORE.search(between) or _DEALT.search(between):
        return True
    return "," in between and (share.value == 100 or _TOLD_ANEW.search(between) is not None)
