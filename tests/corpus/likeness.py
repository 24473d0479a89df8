"""When two wordings say the same: folding, names, subjects, numbers."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

_MARKS = {"̀": "f", "́": "s", "̉": "r", "̃": "x", "̣": "j"}
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc",
    "bcđ": "ban chỉ đạo",
    "tp": "thành phố",
    "antt": "an ninh trật tự",
    "antq": "an ninh tổ quốc",
    "ttg": "thủ tướng chính phủ",
    "ntm": "nông thôn mới",
    "gd&đt": "giáo dục và đào tạo",
    "lhpn": "liên hiệp phụ nữ",
    "pccc": "phòng cháy chữa cháy",
}
_WEAK = """các những số tổng của và hoặc có được trên trong về cho với từ đến tại mỗi từng tất cả đạt là theo để bị còn
đã sẽ phải ở toàn một tỷ lệ"""


def _syllable(word: str) -> str:
    """Write a syllable as its letters and its tone, so that hoà and hòa, uỷ and ủy are one."""
    tone, letters = "", []
    for sign in unicodedata.normalize("NFD", word):
        if sign in _MARKS:
            tone = _MARKS[sign]
        else:
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def words(text: object) -> list[str]:
    """Fold a wording into its syllables, abbreviations spelled out."""
    folded = unicodedata.normalize("NFC", str(text or "")).casefold().replace("ð", "đ")
    told: list[str] = []
    for piece in re.findall(r"gd&đt|[^\W_]+", folded):
        told += _SHORT.get(piece, piece).split()
    return [_syllable(w) for w in told]


def strong(text: object) -> list[str]:
    """Give the syllables that carry meaning, numbers left out."""
    return [w for w in words(text) if w not in _EMPTY and not w.isdigit()]


_EMPTY = frozenset(words(_WEAK))


def same_name(wanted: object, told: object) -> bool:
    """Say whether one name holds the other whole (spaces that a scan lost do not matter)."""
    a, b = words(wanted), words(told)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    inside = any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
    return inside or ("".join(short) in "".join(long) and len("".join(short)) >= 6)


def same_title(wanted: object, told: object) -> bool:
    """Say whether most words of the shorter title stand in the other, and neither is a mere stump."""
    a, b = set(words(wanted)), set(words(told))
    if not a or not b:
        return False
    shared = len(a & b)
    return shared / min(len(a), len(b)) >= 0.6 and (len(b) >= len(a) / 2 or shared / len(a) >= 0.6)


def alike(told: object, wanted: object) -> bool:
    """Say whether two subjects are one: a pair of syllables shared, a third in common, or one inside the other."""
    a, b = strong(told), strong(wanted)
    if not a or not b:
        return bool(words(told)) and words(told) == words(wanted)
    if set(pairwise(a)) & set(pairwise(b)):
        return True
    both, either = set(a) & set(b), set(a) | set(b)
    return len(both) / len(either) >= 0.3 or set(b) <= set(a)


def symbol_key(symbol: object) -> str:
    """Fold a symbol: no hyphens, spaces or case (KH-BCĐ = KHBCĐ)."""
    folded = unicodedata.normalize("NFC", str(symbol or "")).casefold().replace("ð", "đ")
    return re.sub(r"[\s\-‐-―]", "", folded)


def number_key(number: object) -> str | None:
    """Fold a number: 04 = 4, 12a stays 12a."""
    m = re.fullmatch(r"\s*0*(\d+)\s*([a-zđ]?)\s*", str(number).casefold()) if number is not None else None
    return m[1] + m[2] if m else None


def figure(value: object) -> float | None:
    """Read a JSON number; anything else is no figure."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def near(a: object, b: object) -> bool:
    """Say whether two figures agree; a fraction may be rounded at the fourth place."""
    x, y = figure(a), figure(b)
    return (x is None and y is None) or (x is not None and y is not None and abs(x - y) <= 0.0005)


def pairs(
    wanted: Sequence[Any],
    told: Sequence[Any],
    fits: Callable[[Any, Any], bool],
    close: Callable[[Any, Any], float] | None = None,
) -> dict[int, int]:
    """Match wanted with told one to one, as many as can be (augmenting paths), the closest first."""
    can = [[j for j, t in enumerate(told) if fits(w, t)] for w in wanted]
    if close:
        can = [sorted(js, key=lambda j, i=i: -close(wanted[i], told[j])) for i, js in enumerate(can)]  # type: ignore[misc]
    held: dict[int, int] = {}

    def settle(i: int, tried: set[int]) -> bool:
        for j in can[i]:
            if j in tried:
                continue
            tried.add(j)
            if j not in held or settle(held[j], tried):
                held[j] = i
                return True
        return False

    for i in sorted(range(len(wanted)), key=lambda i: len(can[i])):
        settle(i, set())
    return {i: j for j, i in held.items()}


def texts(value: object) -> list[str]:
    """Give the strings of a JSON value that should be a list of names."""
    if isinstance(value, str):
        return [value]
    return [str(v) for v in value if v] if isinstance(value, Iterable) and not isinstance(value, dict) else []
