"""Numbers as Vietnamese officials type them: ``1.234.567``, ``75,5``, ``05``, ``12 vụ``; and where one cannot be sure.

A reading is a value or a doubt; between two readings the reader does not choose, but it says which one is likely.
"""

import re
from dataclasses import dataclass

from thidua.text import fold_name

_PLAIN = re.compile(r"-?\d+")
_GROUPED_DOT = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,0+)?")
_GROUPED_SPACE = re.compile(r"-?[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009']\d{3})+")
_GROUPED_COMMA = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+")
_ZERO_TAIL = re.compile(r"-?\d+[.,]0{1,2}")
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0x2212: "-", 0x2013: "-"}
_WITH_UNIT = re.compile(r"(-?\d[\d.,' \u00a0\u202f]*?)\s*([^\W\d_][^\d]*)")
_REMARK = re.compile(r"\s*\([^()]*\)$|[\s.;*/,]+$")
_NEGATIVE = re.compile(r"\(\s*(\d[\d.]*)\s*\)")
_MONEY = {"dong", "vnd", "d"}
LONGEST = 20
"""A run of so many signs is no number that anybody counts."""


@dataclass(frozen=True)
class Numeral:
    """Hold what a cell says: a whole number, or why one cannot be sure and what is likely ``meant``."""

    value: int | None
    doubt: str = ""
    meant: int | None = None


def read_whole(raw: object, unit: str = "") -> Numeral:
    """Read a whole number from a typed cell value (int, float or text); its own ``unit`` may stand behind it.

    >>> read_whole("1.234").value, read_whole(" 05 ").value, read_whole(12.0).value, read_whole("12 vụ", "vụ").value
    (1234, 5, 12, 12)
    >>> read_whole("1,234").meant, read_whole(1.234).meant, read_whole("12 (tăng 3)").meant
    (1234, 1234, 12)
    """
    if isinstance(raw, bool):
        return Numeral(None, "ô là có/không, không phải số")
    if isinstance(raw, int):
        return Numeral(raw)
    if isinstance(raw, float):
        return _from_float(raw)
    if not isinstance(raw, str):
        return Numeral(None, f"ô là {_sort_of(raw)}, không phải số")
    return _from_text(raw.translate(_NO_WIDTH).translate(_WIDE).strip().lstrip("'"), unit)


def _from_float(raw: float) -> Numeral:
    if raw != raw or raw in (float("inf"), float("-inf")):
        return Numeral(None, "ô không phải số")
    if raw.is_integer():
        return Numeral(int(raw))  # beyond 2**53 no longer exact, and refused as too large by every check
    shown = f"{raw:.12g}".replace(".", ",")
    if 1 <= abs(raw) < 1000 and abs(raw * 1000 - (grouped := round(raw * 1000))) < 1e-6:
        return Numeral(None, f"số lẻ {shown}: có thể là {grouped} gõ bằng dấu chấm", grouped)
    return Numeral(None, f"số lẻ {shown} ở ô đếm số nguyên")


def _from_text(text: str, unit: str) -> Numeral:
    plain = _plain(text)
    if plain is not None:
        return plain
    with_unit = _WITH_UNIT.fullmatch(text)
    if with_unit and unit and _is_unit(with_unit[2], unit):
        inner = _plain(with_unit[1].strip())
        if inner is not None:
            return inner
    negative = _NEGATIVE.fullmatch(text)
    if negative and (inner := _plain(negative[1])) is not None and inner.value is not None:
        return Numeral(None, f"«{text[:40]}» có thể là số âm", -inner.value)
    return Numeral(None, f"«{text[:40]}» không phải số nguyên", _likely(text, unit))


def _plain(text: str) -> Numeral | None:
    """A number that is written as one; None where it is not."""
    if _PLAIN.fullmatch(text) and len(text) < LONGEST:
        return Numeral(int(text))
    if _GROUPED_DOT.fullmatch(text):
        return Numeral(int(text.split(",")[0].replace(".", "")))
    if _GROUPED_SPACE.fullmatch(text):
        return Numeral(int(re.sub(r"[^\d-]", "", text)))
    if _GROUPED_COMMA.fullmatch(text):
        joined = int(text.replace(",", ""))
        if text.count(",") >= 2:
            return Numeral(joined)
        return Numeral(None, f"«{text}» có thể là {joined} hoặc số lẻ", joined)
    if _ZERO_TAIL.fullmatch(text):
        return Numeral(int(re.split(r"[.,]", text)[0]))
    return None


def _is_unit(word: str, unit: str) -> bool:
    said, own = fold_name(word).rstrip("."), fold_name(unit)
    return said == own or (own == "dong" and said in _MONEY)


def _likely(text: str, unit: str) -> int | None:
    """The number in front of a remark in brackets or a stray sign."""
    left = text
    while (shorter := _REMARK.sub("", left)) != left:
        left = shorter
    if left == text or not left:
        return None
    found = _from_text(left, unit)
    return found.value if found.value is not None else found.meant


def _sort_of(raw: object) -> str:
    return {"date": "ngày tháng", "datetime": "ngày tháng", "time": "giờ", "timedelta": "khoảng thời gian"}.get(
        type(raw).__name__, "kiểu lạ"
    )
