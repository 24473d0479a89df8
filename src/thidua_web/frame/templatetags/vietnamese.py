"""Numbers and days as Vietnamese officials write them. What is missing says «chưa có», never 0."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from thidua.dates import show_day
from thidua_web.frame.retelling import period_name, retold

register = template.Library()
MISSING = gettext_lazy("chưa có")

Number = int | float | Decimal | Fraction


register.filter("retold", retold)
register.filter("period", period_name)


@register.filter
def number(value: Number | None, decimals: int | None = None) -> str:
    """1234567 → 1.234.567; 0.5 → 0,5; None → chưa có. ``decimals`` fixes how many digits stand after the comma."""
    if value is None or value == "":
        return str(MISSING)
    exact = _decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-int(decimals)), rounding=ROUND_HALF_UP)
    written = f"{exact:,f}"
    if decimals is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(str.maketrans(",.", ".,"))


@register.filter
def percent(value: Number | None, decimals: int = 1) -> str:
    """75.5 → 75,5%; 75 → 75%. The value counts in hundredths already; rounding is half up."""
    if value is None or value == "":
        return str(MISSING)
    exact = _decimal(value).quantize(Decimal(1).scaleb(-int(decimals)), rounding=ROUND_HALF_UP)
    return f"{number(exact)}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """25/3/2024 and 05/02/2024, the way Nghị định 30/2020/NĐ-CP writes days; a moment gives its day in Việt Nam."""
    if not value:
        return str(MISSING)
    return show_day(timezone.localdate(value) if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """14:05 ngày 25/3/2024, in Việt Nam."""
    if not value:
        return str(MISSING)
    local = timezone.localtime(value)
    return gettext("%(local)s ngày %(date)s") % {"local": f"{local:%H:%M}", "date": show_day(local.date())}


@register.filter
def month(value: date | None) -> str:
    """tháng 3/2024, tháng 02/2024."""
    return gettext("tháng %(value)s") % {"value": show_day(value).split("/", 1)[1]} if value else str(MISSING)


@register.filter
def known(value: object) -> object:
    """The value, or «chưa có» where there is none; 0 and «không» stay as they are."""
    return str(MISSING) if value is None or value == "" else value


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)
