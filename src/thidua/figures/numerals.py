"""Numbers as Vietnamese officials type them: ``1.234.567``, ``75,5``, ``05``; and where one cannot be sure.

A reading is a value or a doubt; between two readings the reader does not choose.
"""

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"-?\d+")
_GROUPED_DOT = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,0+)?")
_GROUPED_SPACE = re.compile(r"-?[1-9]\d{0,2}(?:[ \u00a0\u202f']\d{3})+")
_GROUPED_COMMA = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+")
_ZERO_TAIL = re.compile(r"-?\d+[.,]0{1,2}")


@dataclass(frozen=True)
class Numeral:
    """Hold what a cell says: a whole number, or why one cannot be sure."""

    value: int | None
    doubt: str = ""


def read_whole(raw: object) -> Numeral:
    """Read a whole number from a typed cell value (int, float or text).

    >>> read_whole("1.234").value, read_whole(" 05 ").value, read_whole(12.0).value
    (1234, 5, 12)
    >>> read_whole("1,234").doubt != "", read_whole(1.234).doubt != ""
    (True, True)
    """
    if isinstance(raw, bool):
        return Numeral(None, "ô là có/không, không phải số")
    if isinstance(raw, int):
        return Numeral(raw)
    if isinstance(raw, float):
        return _from_float(raw)
    if not isinstance(raw, str):
        return Numeral(None, f"ô là {_sort_of(raw)}, không phải số")
    return _from_text(raw.strip().strip("\u00a0").lstrip("'"))


def _from_float(raw: float) -> Numeral:
    if raw != raw or raw in (float("inf"), float("-inf")):
        return Numeral(None, "ô không phải số")
    if raw.is_integer() and abs(raw) < 2**53:
        return Numeral(int(raw))
    shown = f"{raw:.12g}".replace(".", ",")
    if 1 <= abs(raw) < 1000 and abs(raw * 1000 - (grouped := round(raw * 1000))) < 1e-6:
        return Numeral(None, f"số lẻ {shown}: có thể là {grouped} gõ bằng dấu chấm")
    return Numeral(None, f"số lẻ {shown} ở ô đếm số nguyên")


def _from_text(text: str) -> Numeral:
    text = text.replace("\u2212", "-").replace("\u2013", "-")
    if _PLAIN.fullmatch(text) and len(text) < 17:
        return Numeral(int(text))
    if _GROUPED_DOT.fullmatch(text):
        return Numeral(int(text.split(",")[0].replace(".", "")))
    if _GROUPED_SPACE.fullmatch(text):
        return Numeral(int(re.sub(r"[^\d-]", "", text)))
    if _GROUPED_COMMA.fullmatch(text):
        if text.count(",") >= 2:
            return Numeral(int(text.replace(",", "")))
        return Numeral(None, f"«{text}» có thể là {text.replace(',', '')} hoặc số lẻ")
    if _ZERO_TAIL.fullmatch(text):
        return Numeral(int(re.split(r"[.,]", text)[0]))
    return Numeral(None, f"«{text[:40]}» không phải số nguyên")


def _sort_of(raw: object) -> str:
    return {"date": "ngày tháng", "datetime": "ngày tháng", "time": "giờ", "timedelta": "khoảng thời gian"}.get(
        type(raw).__name__, "kiểu lạ"
    )
