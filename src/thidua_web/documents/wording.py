"""How officials write numbers, days and bounds, and how what they type is read back. Inverse of one another."""

import calendar
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from thidua.dates import show_month
from thidua.figures.scoring import fraction_of
from thidua_web.frame.retelling import retold

COMPARATORS = {
    "ge": gettext_lazy("ít nhất"),
    "gt": gettext_lazy("trên"),
    "le": gettext_lazy("không quá"),
    "lt": gettext_lazy("dưới"),
    "eq": gettext_lazy("đạt"),
    "increase_ge": gettext_lazy("tăng ít nhất"),
    "decrease_ge": gettext_lazy("giảm ít nhất"),
}
RANGES = {
    "": gettext_lazy("từ %(low)s đến %(high)s"),
    "increase_ge": gettext_lazy("tăng từ %(low)s đến %(high)s"),
    "decrease_ge": gettext_lazy("giảm từ %(low)s đến %(high)s"),
}
DATE_KINDS = {
    "deadline": gettext_lazy("thời hạn"),
    "event": gettext_lazy("sự kiện"),
    "period_start": gettext_lazy("bắt đầu"),
    "period_end": gettext_lazy("kết thúc"),
    "commemoration": gettext_lazy("ngày kỷ niệm"),
}
DOUBTS = {
    "misread-word": gettext_lazy("“%(found)s” có thể là chữ đọc sai từ bản quét."),
    "broken-number": gettext_lazy("“%(found)s” bị đứt hoặc in sai; đối chiếu với bản gốc."),
    "impossible-date": gettext_lazy("Không có ngày “%(found)s” trong lịch; đối chiếu với bản gốc."),
    "date-conflict": gettext_lazy("Cùng một văn bản mà hai chỗ ghi hai ngày; chọn ngày đúng theo bản gốc."),
    "swapped-day-month": gettext_lazy("“%(found)s” có thể in ngược ngày và tháng."),
    "issuer-missing": gettext_lazy("Không thấy tên cơ quan ban hành in đủ; nhập theo bản gốc."),
    "target-without-number": gettext_lazy("Chỉ tiêu này không có con số; nhập mức phải đạt hoặc để là định tính."),
    "ambiguous": gettext_lazy("“%(found)s” hiểu được theo nhiều cách; chọn theo bản gốc."),
}
"""What a doubt of the reader asks, for pages that do not speak Vietnamese; those that do show its own sentence."""
EFFORTS = {"must": gettext_lazy("phải đạt"), "strive": gettext_lazy("phấn đấu")}


def show_doubt(doubt: dict[str, Any]) -> tuple[str, str]:
    """Give the sentence of a doubt and the language that it is in."""
    sentence = DOUBTS.get(doubt.get("code", ""))
    language = get_language() or "vi"
    if language == "vi" or sentence is None:
        return doubt.get("message", ""), "vi"
    return str(sentence) % {"found": " ".join(doubt.get("found", "").split())}, language


def show_refusal(sentence: str) -> str:
    """Say why a file was refused in the language of the page, where the catalogue has the library's sentence.

    A sentence that was kept begins with a capital; the library's own follow a file's name.
    """
    whole = gettext(sentence)
    if whole != sentence:
        return whole
    kept = sentence[:1].lower() + sentence[1:]
    said = retold(gettext(kept))
    return sentence if said == kept else said[:1].upper() + said[1:]


def show_number(value: float | Decimal | None) -> str:
    """Write a number as Vietnamese officials do: `1.234.567`, `75,5`; nothing for None.

    >>> show_number(1234567), show_number(75.5), show_number(Decimal("5.00")), show_number(None)
    ('1.234.567', '75,5', '5', '')
    """
    if value is None:
        return ""
    plain = format(Decimal(str(value)).normalize(), "f")
    whole, _, rest = plain.partition(".")
    return f"{int(whole):,}".replace(",", ".").replace("-", "−") + (f",{rest}" if rest else "")


def parse_number(typed: str) -> Decimal | None:
    """Read a number as typed: `1.234,5`, `75,5`, `05`, `2/3` (a ratio, four decimals); None where there is no number.

    A single dot before exactly three digits groups thousands; any other single dot is a decimal point.

    >>> parse_number("1.234,5"), parse_number("05"), parse_number("2/3"), parse_number("75.5"), parse_number("1.234")
    (Decimal('1234.5'), Decimal('5'), Decimal('0.6667'), Decimal('75.5'), Decimal('1234'))
    """
    bare = typed.strip().replace(" ", "").replace("\u00a0", "").removesuffix("%").replace("−", "-")
    if re.fullmatch(r"\d{1,6}/[1-9]\d{0,5}", bare):
        top, bottom = bare.split("/")
        return (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001"))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", bare):
        bare = bare.replace(".", "")
    if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,6})?", bare):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None


def show_day(stamp: str | None) -> str:
    """Write a day as exact as it is known: `25/3/2024`, `tháng 3/2024`, `năm 2024`, `19/8`; other words as they stand.

    >>> [show_day(d) for d in ("2024-03-25", "2024-02-05", "2024-07", "2024", "--08-19", "hằng năm", None)]
    ['25/3/2024', '05/02/2024', 'tháng 7/2024', 'năm 2024', '19/8', 'hằng năm', '']
    """
    stamp = stamp or ""
    if full := re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", stamp):
        year, month, day = full.groups()
        return f"{day}/{show_month(int(month))}" + ("" if year == "-" else f"/{year}") if int(day) else stamp
    if part := re.fullmatch(r"(\d{4})-(\d\d)", stamp):
        return f"tháng {show_month(int(part[2]))}/{part[1]}"
    return f"năm {stamp}" if re.fullmatch(r"\d{4}", stamp) else stamp


def parse_day(typed: str) -> str:
    """Read a day as typed into `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `--MM-DD`; words such as `hằng năm` stay as they are.

    >>> [parse_day(d) for d in ("25/3/2024", "tháng 7/2024", "năm 2024", "19/8", "hằng năm", "2024-07-31")]
    ['2024-03-25', '2024-07', '2024', '--08-19', 'hằng năm', '2024-07-31']
    """
    typed = " ".join(typed.split())
    if full := re.fullmatch(r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", typed):
        return f"{full[3]}-{int(full[2]):02}-{int(full[1]):02}"
    if words := re.fullmatch(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", typed):
        return f"{words[3]}-{int(words[2]):02}-{int(words[1]):02}"
    if month := re.fullmatch(r"(?:tháng )?(\d{1,2})(?:/| năm )(\d{4})", typed):
        return f"{month[2]}-{int(month[1]):02}"
    if year := re.fullmatch(r"(?:năm )?(\d{4})", typed):
        return year[1]
    if short := re.fullmatch(r"(?:ngày )?(\d{1,2})/(\d{1,2})", typed):
        return f"--{int(short[2]):02}-{int(short[1]):02}"
    return typed


def is_day(stamp: str) -> bool:
    """Say whether a stamp is a day, month or year that exists."""
    if short := re.fullmatch(r"--(\d\d)-(\d\d)", stamp):
        return _exists(2000, int(short[1]), int(short[2]))
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", stamp)
    return bool(found) and _exists(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last_day(stamp: str | None) -> date | None:
    """Give the last day of what is written: the end of the year, of the month, or the day itself; None where open.

    >>> last_day("2024-02"), last_day("2024"), last_day("hằng năm")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), None)
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", stamp or "")
    if not found or not is_day(found[0]):
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))


UNITS = {"count": gettext_lazy("số lượng"), "ratio": gettext_lazy("tỷ lệ")}
"""Units that the reader's JSON names and no paper does."""


def show_unit(unit: str | None) -> str:
    """Say a unit in words: `%`, `mô hình`; of a bare count `số lượng`, of a fraction `tỷ lệ`."""
    return str(UNITS.get(unit or "", unit or ""))


def parse_unit(typed: str | None) -> str | None:
    """Read a unit as typed, the inverse of ``show_unit``."""
    known = {str(word).casefold(): unit for unit, word in UNITS.items()}
    return known.get((typed or "").casefold(), typed)


def show_bound(target: dict[str, Any]) -> str:
    """Say comparator, value and unit in words: `trên 75%`, `giảm ít nhất 5%`, `từ 3% đến 5%`, `2 lần`.

    >>> show_bound({"comparator": "decrease_ge", "value": 5, "unit": "%"})
    'giảm ít nhất 5%'
    >>> show_bound({"comparator": "ge", "value": 0.6667, "unit": "ratio"})
    'ít nhất 2/3'
    >>> show_bound({"comparator": "ge", "value": 12, "value_max": 15, "unit": "xã"})
    'từ 12 đến 15 xã'
    >>> show_bound({"comparator": None, "value": None, "unit": None})
    'chưa có con số'
    """
    if target.get("value") is None:
        return gettext("chưa có con số")
    unit = target.get("unit") or ""
    shown = _with_unit(target["value"], unit)
    comparator = target.get("comparator") or ""
    if target.get("value_max") is not None:
        low = shown if unit in ("%", "ratio") else show_number(target["value"])
        return RANGES.get(comparator, RANGES[""]) % {"low": low, "high": _with_unit(target["value_max"], unit)}
    if comparator == "eq" and unit == "%" and target["value"] == 100:
        return shown
    return f"{COMPARATORS.get(comparator, '')} {shown}".strip()


def _with_unit(value: float | Decimal, unit: str) -> str:
    if unit == "%":
        return f"{show_number(value)}%"
    if unit == "ratio":
        return show_fraction(value)
    return show_number(value) if unit in ("count", "") else f"{show_number(value)} {unit}"


def show_fraction(value: float | Decimal | None) -> str:
    """Write a share as the plan has it, `2/3`; it is kept with four decimals.

    >>> show_fraction(0.6667), show_fraction(Decimal("0.75")), show_fraction(1)
    ('2/3', '3/4', '1')
    """
    if value is None:
        return ""
    part = fraction_of(Fraction(str(value)))
    return str(part) if part.denominator <= 20 else show_number(value)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year > 1900
    except ValueError:
        return False
