"""Put what is unsure about a citation into one Vietnamese sentence for the person who confirms."""

from datetime import date as Day

from thidua.citations.model import Mention, Suspicion, show_code
from thidua.dates import show_day
from thidua.text import Folded


def show(iso: str) -> str:
    """Write an ISO day as papers do; anything shorter stays as it is.

    >>> show("2019-01-22")
    '22/01/2019'
    """
    return show_day(Day.fromisoformat(iso)) if len(iso) == 10 else iso


def _name(m: Mention) -> str:
    return f"{m.kind or 'Văn bản'} số {show_code(m.number, m.year, m.symbol)}" if m.number else (m.kind or "Văn bản")


def broken_number(fold: Folded, m: Mention) -> Suspicion:
    """The number is not printed the way the law writes it."""
    span = fold.span(*m.code)
    found = fold.text[span[0] : span[1]]
    message = f"Số, ký hiệu in là «{found}»; đọc là {m.meant}. Đối chiếu với bản gốc trước khi xác nhận."
    return Suspicion(span, "broken-number", found, m.meant, message)


def unread_date(fold: Folded, m: Mention) -> Suspicion:
    """The day of a citation is cut off, impossible, or its parts are swapped."""
    span = fold.span(*(m.date_span or (m.start, m.end)))
    found = fold.text[span[0] : span[1]]
    reason = {
        "impossible-date": "không có trên lịch",
        "swapped-day-month": "có tháng lớn hơn 12, có thể đã đổi chỗ ngày và tháng",
    }.get(m.date_doubt or "", "bị đứt hoặc mất dấu ngăn cách")
    meant = f" Có thể là {m.date_meant}." if m.date_meant else ""
    message = f"Ngày «{found}» của {_name(m)} {reason}.{meant} Đối chiếu với bản gốc."
    return Suspicion(span, m.date_doubt or "broken-number", found, m.date_meant, message)


def date_conflict(fold: Folded, m: Mention, date: str) -> Suspicion:
    """One paper, the same year, two days."""
    span = fold.span(*(m.date_span or (m.start, m.end)))
    found = fold.text[span[0] : span[1]]
    message = f"{_name(m)} ở đây ghi ngày {show(m.date or '')}, chỗ khác ghi {show(date)}. Chọn ngày đúng theo bản gốc."
    return Suspicion(span, "date-conflict", found, show(date), message)


def ambiguous(fold: Folded, m: Mention) -> Suspicion:
    """A mention that more than one paper fits."""
    span = fold.span(m.start, m.end)
    found = fold.text[span[0] : span[1]]
    message = f"«{found}» có thể là nhiều văn bản cùng số, ký hiệu đã nêu. Chọn văn bản được nhắc đến."
    return Suspicion(span, "ambiguous", found, None, message)
