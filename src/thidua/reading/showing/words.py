"""The values of a reading in the words of officials. Works on the plain data of ``Plan.as_dict``."""

from datetime import date
from typing import Any

from thidua.citations.model import show_code
from thidua.dates import show_day, show_month

Entry = dict[str, Any]

_LEVELS = {
    "ge": "ít nhất {}", "gt": "trên {}", "le": "không quá {}", "lt": "dưới {}", "eq": "đạt {}",
    "increase_ge": "tăng ít nhất {}", "decrease_ge": "giảm ít nhất {}",
}  # fmt: skip
_RANGES = {"increase_ge": "tăng từ {} đến {}", "decrease_ge": "giảm từ {} đến {}"}
DATE_KINDS = {
    "deadline": "thời hạn", "event": "sự kiện", "period_start": "bắt đầu", "period_end": "kết thúc",
    "commemoration": "kỷ niệm",
}  # fmt: skip


def number_in_words(value: float) -> str:
    """Write a number as Vietnamese officials do.

    >>> number_in_words(1234567), number_in_words(75.5), number_in_words(100.0)
    ('1.234.567', '75,5', '100')
    """
    if value == int(value):
        return f"{int(value):,}".replace(",", ".")
    whole, _, part = f"{value:,.4f}".rstrip("0").partition(".")
    return f"{whole.replace(',', '.')},{part}"


def amount_in_words(target: Entry) -> str:
    """Write the level that a target asks for.

    >>> amount_in_words({"comparator": "ge", "value": 75, "unit": "%", "effort": "strive"})
    'phấn đấu ít nhất 75%'
    >>> amount_in_words({"comparator": None, "value": None})
    'chưa có số'
    """
    if target.get("value") is None or target.get("comparator") is None:
        return "chưa có số"
    unit = {"%": "%", "count": "", "ratio": "", None: ""}.get(target.get("unit"), f" {target.get('unit')}")
    low = number_in_words(target["value"])
    if target.get("value_max") is not None:
        said = (
            _RANGES.get(target["comparator"], "từ {} đến {}").format(low, number_in_words(target["value_max"])) + unit
        )
    else:
        said = _LEVELS.get(target["comparator"], "{}").format(low + unit)
    if target.get("baseline"):
        said += f" so với {day_in_words(target['baseline'])}"
    return f"phấn đấu {said}" if target.get("effort") == "strive" else said


def day_in_words(day: str | None) -> str:
    """Write a date of a reading, as exact as it is.

    >>> day_in_words("2024-03-25"), day_in_words("2024-02"), day_in_words("2024"), day_in_words("--10-04")
    ('25/3/2024', 'tháng 02/2024', 'năm 2024', '04/10')
    >>> day_in_words("hằng năm"), day_in_words(None)
    ('hằng năm', '')
    """
    if not day:
        return ""
    parts = day.split("-")
    if day.startswith("--") and len(parts) == 4:
        return show_day(date(2000, int(parts[2]), int(parts[3]))).removesuffix("/2000") if _is_day(2000, parts) else day
    if not all(part.isdecimal() for part in parts):
        return day
    if len(parts) == 3:
        return show_day(date(int(parts[0]), int(parts[1]), int(parts[2]))) if _is_day(int(parts[0]), parts) else day
    return f"tháng {show_month(int(parts[1]))}/{parts[0]}" if len(parts) == 2 else f"năm {day}"


def _is_day(year: int, parts: list[str]) -> bool:
    try:
        date(year, int(parts[-2]), int(parts[-1]))
    except ValueError:
        return False
    return True


def code_in_words(paper: Entry) -> str:
    """Write number and symbol of a paper.

    >>> code_in_words({"type": "Thông tư", "number": "124", "year": "2021", "symbol": "TT-BCA"})
    'Thông tư 124/2021/TT-BCA'
    >>> code_in_words({"type": "Chỉ thị", "number": "09", "symbol": "CT/TW"})
    'Chỉ thị 09-CT/TW'
    """
    code = show_code(paper.get("number"), paper.get("year"), paper.get("symbol")) or paper.get("symbol")
    return " ".join(part for part in (paper.get("type"), code) if part)


def paper_in_words(paper: Entry) -> str:
    """Name a paper with its day and issuer.

    >>> paper_in_words({"type": "Kế hoạch", "number": "860", "symbol": "KH-UBND", "date": "2024-03-25"})
    'Kế hoạch 860/KH-UBND ngày 25/3/2024'
    """
    day = day_in_words(paper.get("date"))
    said = code_in_words(paper) or (paper.get("title") or "")
    said += f" {'' if day.startswith(('tháng', 'năm')) else 'ngày '}{day}" if day else ""
    return said + (f" của {paper['issuer']}" if paper.get("issuer") else "")


def runs_in_words(runs: Entry | None) -> str:
    """Write from when to when a plan runs.

    >>> runs_in_words({"from": "2024-03-25", "to": "2024-12-31"}), runs_in_words({"from": None, "to": "2025"})
    ('25/3/2024 – 31/12/2024', 'đến năm 2025')
    """
    first, last = day_in_words((runs or {}).get("from")), day_in_words((runs or {}).get("to"))
    if first and last:
        return f"{first} – {last}"
    return f"từ {first}" if first else f"đến {last}" if last else ""
