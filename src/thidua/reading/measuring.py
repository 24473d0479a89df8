"""Which measures are targets, and the deeds that set a number. Reads: the words around it. Writes: verdicts."""

import re
from functools import cache

from thidua.reading.conditions import is_money_spent
from thidua.reading.lexicon import either, words
from thidua.reading.quantities import Quantity

_BUILT = re.compile(
    r"(?:phát sóng|thời lượng)[^,;.]{0,20}$"
    r"|có (?:dung tích|công suất|diện tích|chiều (?:dài|cao)|trọng tải|quy mô|tổng mức)[^,;.]{0,20}$"
)
"""What a thing is like ("hồ có dung tích trên 1 triệu m3") is no level to reach."""
_DEED = re.compile(r"(?:[^;]*(?:[,;:]| và))?(?: ?- )? ?[^\W\d_]+(?: [^\W\d_]+){0,5} ")
"""A few words alone before a measure: "nạo vét 12 km kênh mương"."""
REACHES = re.compile(r"(?:nâng|tăng|mở rộng|giảm)[^,;.:]{3,56} (?:lên|xuống|còn) $")
"""Up or down to a number: "giảm số xã dưới 5 tiêu chí xuống …"."""
_SIZES = frozenset(("m", "kg", "m3", "mm", "cm", "ml"))  # mostly of things and persons that a rule describes
_TIMES = re.compile(r"(?:tăng|gấp|giảm|nâng|bằng)(?: [^\W\d_]+){0,6} ?$|thu nhập[^;.:]{3,60} đạt $")
_PLACES = re.compile(r"số (?:lượng )?(?:các )?điểm [^\W\d_]{2,}[^.;]{2,90}(?:lên|đạt|còn)(?: trên| ít nhất)? $")
"""Places, no marks: "tăng số lượng điểm chấp nhận thanh toán … lên 7.500 điểm"."""
_SCORED = ("chỉ số", "xếp hạng", "đạt", "tăng", "điểm số")


@cache
def acts() -> "re.Pattern[str]":
    """A plan's verbs right before a number: "thành lập mới ", "lắp đặt thí điểm tại "."""
    adverbs = (
        "được|xong|thành công|toàn bộ|dứt điểm|triệt để|hoàn toàn|trung bình|bình quân|khoảng|mới|thêm|lại|tốt|ngay"
        "|hiệu quả|đủ|cho|tại|ở|vững chắc|có hiệu quả|thường xuyên|bình quân mỗi năm|điểm|thí điểm"
        "|hằng năm|hàng năm|mỗi năm"
    )
    return re.compile(rf"({either(words('targets', 'acts'))})(?: (?:{adverbs}))*:? ?$")


def measured(low: str, start: int, quantity: Quantity, listed: bool, place: str | None) -> bool:
    """Say whether a measure is set: "trồng mới 20 ha", "tỷ suất … còn 9/100.000 trẻ em"; ``listed``: behind another."""
    before = low[max(start, quantity.lead - 60) : quantity.lead]
    if (quantity.unit == "ha" and quantity.value == 1) or _BUILT.search(before):
        return False  # "giá trị sản xuất trên 01 ha đạt 120 triệu đồng"
    if quantity.unit[0] == "/":
        return True  # "300/100.000 trẻ em"
    if quantity.unit == "phút" and quantity.cue in ("le", "lt") and "thời gian" in before:
        return True  # "thời gian mất điện không quá 180 phút"
    if quantity.unit in ("phút", "calo", "sao") or quantity.unit.startswith("lần/"):
        return False
    if quantity.unit == "tuổi":
        return "tuổi thọ" in before
    if quantity.unit == "lần":
        return _TIMES.search(before) is not None or quantity.tail > quantity.end
    if "đồng" in quantity.unit or "usd" in quantity.unit:
        return not is_money_spent(low, start, quantity.lead)
    if quantity.unit in _SIZES:
        bounded = quantity.lead < quantity.start and "mỗi " in before
        return (bounded or acts().search(before) is not None) and quantity.value_max is None
    if quantity.unit not in ("điểm", "bậc", "điểm phần trăm") and "đồng" not in quantity.unit:
        bounded = quantity.lead < quantity.start or quantity.tail > quantity.end
        acted = acts().search(before) or REACHES.search(before)
        deed = place == "target" and _DEED.fullmatch(low, max(start, quantity.lead - 80), quantity.lead) is not None
        return listed or bounded or deed or acted is not None
    if quantity.unit == "điểm" and _PLACES.search(low, max(start, quantity.lead - 120), quantity.lead):
        return True
    if quantity.unit in ("điểm", "bậc"):
        signs = ("chỉ số", "xếp hạng", "điểm số", "index", "pci", "papi") if quantity.unit == "bậc" else _SCORED
        behind = low[quantity.end : quantity.end + 40] if quantity.unit == "bậc" else ""
        return any(word in before or word in behind for word in signs)
    return True
