"""What announces targets, and what is told beside them. Reads: a sentence, a paragraph. Writes: verdicts."""

import re

from thidua.reading.plan import Span

AIMS = re.compile(
    r"phấn đấu|phần đ[ầấ]u|mục tiêu|chỉ tiêu|(?:đến|đến cuối|đến hết) năm|đề ra|đặt ra|phải|yêu cầu|sẽ"
    r"|ít nhất|tối thiểu|giữ vững|duy trì|kế hoạch|kéo giảm|(?:bảo|đảm) (?:đảm|bảo)|nâng tỷ lệ|giao|cần"
)
"""What asks for something even where a year that has passed was named before it."""
_TOLD_ASIDE = re.compile(
    r"[“\"<]|[^.;]{0,120}(?:theo (?:ông|bà|anh|chị|đồng chí|báo cáo)|cho hay|cho biết|chia sẻ|phát biểu|kết luận)(?!\w)"
)
_CAPTION = re.compile(r"(?:ảnh|anh)(?<!\w(?:ảnh|anh))(?: \d|:| minh h| chụp)")


def told_aside(low: str, start: int, end: int) -> bool:
    """Say whether a paragraph of a page is what somebody says, a caption or markup, not the plan that is told of."""
    markup = low.find('="', start, end) >= 0 or low.find('">', start, end) >= 0
    return markup or _TOLD_ASIDE.match(low, start, end) is not None or _CAPTION.search(low, start, end) is not None


_SETS_OUT = re.compile(
    r"(?:đề ra|đặt ra|xác định|đưa ra|gồm|nêu)(?: rõ)?(?: [^\W\d_]+){0,2} (?:mục tiêu|chỉ tiêu)"
    r"(?! (?:quốc gia|đó|này|trên))"
)
_BY_PLAN = re.compile(r" ?theo (?:nội dung )?(?:kế hoạch|chỉ thị|đề án|chương trình)(?! (?:số|của) )(?: này)?, ")
_IS_AIM = re.compile(
    r" là (?:một trong (?:những|các) |những |các )?"
    r"(?:mục tiêu|chỉ tiêu|điều(?: [^\W\d_]+){0,5} (?:phấn đấu|hướng tới))(?!\w)"
)


def sets_out(low: str, start: int, end: int) -> bool:
    """Say whether a sentence without a figure announces what is asked for: "Kế hoạch đề ra các mục tiêu cụ thể …"."""
    if low.startswith(("theo ", " theo "), start) and _BY_PLAN.match(low, start, end):
        return True
    return low.find("c tiêu", start, end) >= 0 and _SETS_OUT.search(low, start, end) is not None


def is_aim(low: str, first: int, end: int) -> bool:
    """Say whether a sentence closes with what its figures are: "90% dịch vụ công … là mục tiêu của tỉnh"."""
    return low.find(" là ", first, end) >= 0 and _IS_AIM.search(low, first, end) is not None


def tells_deeds(low: str, start: int, end: int) -> bool:
    """Say whether a sentence tells what was done and asks for nothing: a story that a page goes over to."""
    told = (
        low.find(" đã ", start, end) >= 0
        or _HAPPENED.search(low, start, end)
        or low.startswith(("tính đến", "đến nay", "trước đó"), start)
    )
    return bool(told) and all(low.startswith("mục tiêu quốc gia", m.start()) for m in AIMS.finditer(low, start, end))


_HAPPENED = re.compile(r"(?<!để )(?<!không )(?<!chưa )xảy ra \d")
_DONE = ("đã ", "hiện ", "đến nay", "tính đến", "xảy ra", "so với", "năm qua", "vừa qua")
_LOOKS_BACK = re.compile(
    r"(?:trong )?(?:nhiệm kỳ (?:vừa )?qua|thời gian (?:vừa )?qua|(?:những )?năm (?:vừa )?qua|thực hiện nhiệm kỳ)(?!\w)"
)
_MORE = ("xem thêm", "đọc thêm", "tin liên quan", "bài liên quan", "tin khác", "có thể bạn quan tâm")


def looks_back(low: str, start: int) -> bool:
    """Say whether a paragraph opens with the time that has passed: "Nhiệm kỳ vừa qua, …"."""
    return _LOOKS_BACK.match(low, start) is not None


def points_elsewhere(low: str, start: int) -> bool:
    """Say whether a line of a page only leads to other pages: "Xem thêm: …"."""
    return low.startswith(_MORE, start)


def strives_later(low: str, clauses: list[Span]) -> bool:
    """Say whether the clauses after the first strive and the first tells nothing done: "… đạt 38%; phấn đấu có 99%"."""
    first, last = clauses[0], clauses[-1]
    if low.find("phấn đấu", first[1], last[1]) < 0:
        return False
    return all(low.find(word, *first) < 0 for word in _DONE)


def aims(low: str, start: int, end: int) -> bool:
    """Say whether a stretch itself asks for something: "phấn đấu", "mục tiêu", "đến năm 2025"."""
    return AIMS.search(low, start, end) is not None
