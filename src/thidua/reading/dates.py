"""Dates that the paper sets. Reads: printed days in their places. Writes: ``DatedEvent`` entries and doubts.

Left out: the paper's own date, the dates of cited papers, the day on which a page was published.
"""

import re
from bisect import bisect_left

from thidua.printed_dates import PrintedDate
from thidua.reading.bare_dates import BareDate, bare_dates, feast, places_of
from thidua.reading.outline import Node
from thidua.reading.plan import DatedEvent, Doubt
from thidua.reading.spans import Spans

_CODE_BEFORE = re.compile(r"(?:\d[\w-]* ?/ ?(?=[\d()&./-]*[^\W\d_])|số \d[\w-]* ?/ ?)[\w()&./-]{1,24},? ?(?:ngày )?$")
_DUE = re.compile(r"(?:trước|chậm nhất|muộn nhất|hạn|thời hạn|xong|hoàn thành|kết thúc|gửi|báo cáo|nộp)[^.;]{0,40}$")
_PLACE = re.compile(r"[^,\d]{2,40}, ?(?:ngày )?$")
_NEWS = re.compile(
    r"(?:^\W*|\| ?|cập nhật\W*(?:[\d:]{4,5}\W*)?)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)[ ,:-]*$"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật), ?$"
    r"|(?:cập nhật|ngày đăng|đăng lúc|ngày ban hành|ngày công báo)[ ,:|-]*$"
)
_HOUR = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|vào|hôm) (?:thứ [^\W\d_]{2,3}|chủ nhật), ?$")
"""A day that is set, not the one on which a page was published: "Ra quân: sáng thứ Hai, 09/9/2024"."""
_UNTIL = re.compile(r"(?:đến hết|đến|hết|tới)(?: \d{1,2} ?(?:giờ|h)(?: ?\d\d)?,?)?(?: ngày)? ?$")
_FROM = re.compile(r"(?:từ|kể từ|bắt đầu)(?: \d{1,2} ?(?:giờ|h)(?: ?\d\d)?,?)?(?: ngày)? ?$")
_FEAST = re.compile(
    r"ngày hội|kỷ niệm|ngày truyền thống|ngày toàn dân|ngày thế giới|ngày quốc tế|ngày gia đình|hằng năm|hàng năm"
)
_CLOCK = re.compile(r" ?[|,-]? ?(?:\d{1,2}:\d\d|gmt)")
"""The hour at which a page was published stands behind its day."""
_LASTS = re.compile(r"\((?:thời gian |diễn ra )?từ(?: ngày)? (?:\d[\d/.-]{0,9} ?(?:đến|-)(?: hết)?(?: ngày)? )?$")
"""A span of days in brackets behind a title: "Kế hoạch … (từ 5/10 đến 5/12/2024)"."""
_ANNIVERSARY = re.compile(r"kỷ niệm (?:lần thứ )?\d+ (?:năm )?[^.;:()]{4,90}\((?:ngày )?(?:\d[\d/.]{5,9} ?- ?)?$")
_LABEL = 80


def read_dates(
    text: str, low: str, nodes: list[Node], printed: list[PrintedDate], cited: Spans
) -> tuple[list[DatedEvent], list[Doubt]]:
    """Give the dates that the paper sets, in reading order, and what is doubtful about any printed date."""
    ends = [node.paragraph.end for node in nodes]
    found: list[DatedEvent] = []
    doubts = [doubt for doubt in (_doubt(text, date) for date in printed) if doubt]
    taken = Spans((date.start, date.end) for date in printed if date.date)
    at = 0
    for date in printed:
        while at < len(ends) - 1 and ends[at] <= date.start:
            at += 1
        node = nodes[at] if nodes else None
        if node is None or date.date is None or node.tail or _is_cited(low, node, date, cited):
            continue
        swapped = feast(low, node.paragraph.body, node.paragraph.end, date) if date.year is None and date.day else None
        if swapped is None:
            found.append(_event(text, low, node, date))
            continue
        found.append(
            DatedEvent(swapped.span, swapped.date, swapped.kind, _label(text, node.paragraph.body, *swapped.span, node))
        )
        doubts.append(_swapped(text, swapped))
    places = places_of(low, taken)
    for node in nodes:
        start, end = node.paragraph.body, node.paragraph.end
        k = bisect_left(places, start)
        if not node.tail and k < len(places) and places[k] < end:
            for bare in bare_dates(low, start, end, taken, places[k : bisect_left(places, end, k)]):
                label = _label(text, start, *bare.span, node)
                found.append(DatedEvent(bare.span, bare.date, bare.kind, label))
                if bare.meant:
                    doubts.append(_swapped(text, bare))
    found.sort(key=lambda event: event.span)
    return found, doubts


def _is_cited(low: str, node: Node, date: PrintedDate, cited: Spans) -> bool:
    start = node.paragraph.body
    before = low[max(start, date.start - 130) : date.start]
    if _LASTS.search(before):
        return False
    if _CLOCK.match(low, date.end) or (node.paragraph.kind == "ordinal" and date.start - start < 6):
        return True  # "Thứ ba, ngày 15/12/2016" is no third point
    if cited.meets(date.start, date.start + 1) or (date.role != "end" and _CODE_BEFORE.search(before)):
        return True
    opening = low[start : start + 12]
    if opening.startswith(("căn cứ", "số:", "số ")):
        return True
    short = node.paragraph.end - start < 70 and node.paragraph.rank is None and low[node.paragraph.end - 1] != "."
    return (_NEWS.search(before) is not None and not _HOUR.search(before)) or (
        short and (date.start - start < 6 or _PLACE.match(before) is not None)
    )


def _event(text: str, low: str, node: Node, date: PrintedDate) -> DatedEvent:
    start = node.paragraph.body
    before = low[max(start, date.start - 60) : date.start]
    kind = "event"
    if _ANNIVERSARY.search(low, max(start, date.start - 110), date.start):
        kind = "commemoration"
    elif date.role == "start" or _FROM.search(before):
        kind = "period_start"
    elif _DUE.search(before):
        kind = "deadline"
    elif date.role == "end" or _UNTIL.search(before):
        kind = "period_end"
    elif date.year is None and _FEAST.search(low[max(start, date.start - 80) : date.end + 12]):
        kind = "commemoration"
    elif date.form == "month" and before.removesuffix(" ").endswith(("trong", "xong", "hết")):
        kind = "deadline"
    return DatedEvent((date.start, date.end), str(date.date), kind, _label(text, start, date.start, date.end, node))


def _label(text: str, start: int, at: int, end: int, node: Node) -> str:
    words = text[max(start, at - _LABEL) : at]
    cut = max(words.rfind(mark) for mark in (".", ";", ":"))
    words = words[cut + 1 :] if cut >= 0 else words
    if at - _LABEL > start and cut < 0:
        words = words.partition(" ")[2]
    words = words.strip(" ,(-")
    if len(words) < 8:
        words = text[end : min(node.paragraph.end, end + _LABEL)].split(";")[0].strip(" ,.)-")
    return " ".join(words.split())


def _swapped(text: str, bare: BareDate) -> Doubt:
    printed = text[slice(*bare.span)]
    message = f"Ngày {printed} có thể in ngược ngày và tháng: ngày kỷ niệm này là {bare.meant}."
    return Doubt(bare.span, "swapped-day-month", printed, bare.meant, message)


_SENTENCES = {
    "impossible-date": "Không có ngày này trong lịch; xem lại bản gốc.",
    "swapped-day-month": "Tháng lớn hơn 12: có thể ngày và tháng in ngược.",
    "broken-number": "Năm bị cắt mất chữ số; xem lại bản gốc.",
}


def _doubt(text: str, date: PrintedDate) -> Doubt | None:
    if date.doubt is None:
        return None
    span = (date.start, date.end)
    return Doubt(
        span, date.doubt, text[slice(*span)], date.suggests, _SENTENCES.get(date.doubt, "Ngày này cần xem lại.")
    )
