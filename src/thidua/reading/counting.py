"""Which bare counts are targets. Reads: the words around a number. Writes: verdicts."""

import re
from functools import cache

from thidua.reading.conditions import AIMED
from thidua.reading.lexicon import either, words
from thidua.reading.measuring import REACHES, acts, measured
from thidua.reading.phrases import has_noun
from thidua.reading.quantities import Quantity

_STRONG = (
    "ít nhất", "tối thiểu", "không quá", "tối đa", "không dưới", "chí ít", "không vượt", "không ít hơn",
    "không thấp hơn", "không nhiều hơn", "không cao hơn", "không để quá", "không để vượt", "≥", "≤",
)  # fmt: skip
_EACH = re.compile(r"(?<!\w)mỗi (?!năm|tháng|quý|tuần|ngày|lần|khi|người dân là)")
_REACHED = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){0,4} (?:chưa|đã) (?:đạt|hoàn thành|được công nhận)")
_RULE = re.compile(
    r"[^,;.]{0,40}? trở lên (?:thì|phải|được (?:thành lập|hưởng|xét|thưởng|vay|miễn|bầu|cử|ưu tiên|đề nghị))(?!\w)"
    r"|[^,;.]{0,12}? (?:xếp loại|xếp hạng)(?<!xã xếp loại)(?<!vị xếp loại)(?<!sở xếp loại)"
)
_RANKED = re.compile(r" [^,;.\d]{2,24} (?:dẫn đầu|đứng đầu|đầu cả nước|cao nhất|tốt nhất)(?!\w)")
_PER = frozenset((100, 1000, 10000, 100000))
_COUNTED_BY = (" dân", " trẻ", " ca đẻ", " bé gái", " phụ nữ", " lao động", " người dân")
"""What a rate is counted by: "10 bác sĩ trên 10.000 dân"."""
_HEADS = (
    " đoàn viên", " hội viên", " công nhân", " hộ", " nhân khẩu", " người", " dân", " lao động", " phòng", " căn hộ",
)  # fmt: skip
_BIG = re.compile(
    r"(?<!mỗi )(?:thôn|ấp|khóm|bản|khu|khu phố|tổ dân phố|khu dân cư|doanh nghiệp|cơ sở|hợp tác xã|chi hội|chi đoàn)"
    r"(?: (?:có(?: quy mô)?|sử dụng|quy mô))?(?: trên| dưới| từ)? $|(?:nhà trọ|khách sạn|chung cư)(?: có)? $"
)
_STAFFED = re.compile(
    r" (?:hộ|nhân khẩu|người|lao động)(?: (?:đến|trở lên)[^,;.]{0,20})? (?:được )?"
    r"(?:bố trí|thành lập|thêm|cộng thêm)(?!\w)"
)
_COUNTABLE = (
    "trang zalo", "trang facebook", "trang fanpage", "trang mạng", "trang tin", "nhóm zalo", "nhóm facebook", "nhóm hộ",
    "nhóm nòng cốt", "nhóm liên gia", "phần việc", "đ/c",
)  # fmt: skip
_STANDARD = re.compile(
    r" [^\W\d_]+(?: [^\W\d_]+){0,9} "
    r"(?:đạt(?: chuẩn| tiêu chuẩn| tiêu chí| danh hiệu|(?= [“\"]))|được (?:công nhận|chuyển hóa)|về đích"
    r"|hoàn thành(?: các)? tiêu chí)(?!\w)"
)
_GETS = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){0,6} được (?!công nhận|giao)[^\W\d_]+")
_SETS = ("mỗi ", " dứt ", "đặt ", "đề ra ")
_MADE_OF = ("gồm ", "gồm có ", "biên chế ")
_BY_TIME = re.compile(
    r"đến (?:cuối |hết )?(?:tháng|năm|quý) [\w/-]{1,8}(?: ?(?:/|-|năm) ?20\d\d)?,? (?:phấn đấu )?"
    r"(?:(?:toàn )?(?:tỉnh|thành phố|huyện|xã|ngành) )?(?:phấn đấu )?có (?:khoảng )?$"
)
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm(?!\w)")
_FEW = re.compile(r"(?:1/[2-5]|2/[35]|3/[45]|4/5) [^\W\d_]+ ")
_SLASHED = re.compile(r" [^,;.:\d/]{4,40}/(?:thôn|xã|phường|huyện|ấp|khu|tổ|cơ quan|đơn vị|trường|chi)(?!\w)")
"""An item that opens with its count and tells for whom: "01 mô hình tự quản/thôn"."""
_FITTED = re.compile(
    r"(trang bị|hỗ trợ|cấp|tặng|trao|lắp đặt|xây dựng|sửa chữa|dạy|mở|tổ chức|giải quyết|khám|tư vấn)"
    r" (?!đến|cho)[^\W\d_]+(?: [^\W\d_]+){0,6} cho $"
)
"""A deed for so many: "trang bị phương tiện cho 3.800 tổ"."""
_GIVEN = re.compile(
    r"(?:đào tạo|bồi dưỡng|tập huấn|tạo việc|giới thiệu|dạy nghề|tư vấn|tuyên truyền|phổ biến|nâng cao năng lực)"
    r"[^;.\d]{0,90} cho (?:khoảng )?$"
)
_AWARD = re.compile(r"khen thưởng|tặng (?:bằng|giấy|cờ)|bằng khen|giấy khen|biểu dương|tuyên dương|trao thưởng")
_NUMBER_OF = re.compile(r"\W*(?:\d{1,2}[/.)] ?)?(?:tổng )?số ")
_NUMBER_IS = re.compile(
    r"[^;]*?(?<!\w)(?:tổng )?số (?!hiệu|điện|tài khoản|nhà|tiền|ký|lẻ|điểm|lượt truy cập|người đang|phiếu)"
    r"(?:lượng )?[^\W\d_]+[^;:]{0,110}?"
    r"(?:: |(?:đạt|lên|còn|là|bằng|xuống|duy trì|giữ)(?: ở)?(?: mức)?(?: từ)? )?"
)
_NOUN_NEXT = re.compile(r" ?[“\"]?[^\W\d_]")
_BY_YEAR = re.compile(r"đến (?:cuối |hết )?năm 20\d\d")
_GIVES = re.compile(r" ?(?:theo [^,;.]{2,24}, )?giao (?!lưu|thông|dịch|ban|nhận|thừa)")
_LESS = ("giảm ", "giảm bình quân ", "giảm thêm ", "giảm được ")
_STATES = ("có", "đạt", "có thêm")
_AIM = re.compile(r"phấn đấu|phần đầu|mục tiêu|dự kiến|chỉ tiêu|yêu cầu|được giao|đặt ra|đề ra")
_PARTS = re.compile(r" (?:số|tổng số|lượng|các) ")
_ACTED = re.compile(r"(?:giảm|tăng|đạt|có|cho|phấn đấu|bảo đảm|đảm bảo) ?$")
_STAGE = re.compile(r"(?:^|\() ?(?:riêng )?năm 20\d\d: $")
"""A stage of what was set just before: "(năm 2026: 900 căn; năm 2027: 1.000 căn)"."""
_ALONE = re.compile(
    r" (?:đ/c|đồng chí|giải|huy chương|sáng kiến|đề tài|hộ|học sinh|đoàn viên|hội viên|đảng viên)(?= ?[,;.]|$)"
)
_PEOPLE = re.compile(r" (?:lượt )?(?:người|hộ|hội viên|đoàn viên|học viên|lao động)(?= ?(?:[,;.]|$)| và )")
_DIGITS = re.compile(r"\d")
_WORKS = (" công trình", " phần việc", " mô hình", " đề tài", " sáng kiến", " chuyên đề")
_AIMS_AT = re.compile(
    r"(?:mục tiêu|chỉ tiêu|phấn đấu)(?: là)? (?!đến|năm|trong|hết|vào|nằm|thuộc)[^\W\d_]+(?: [^\W\d_]+){0,2} $"
)
"""Any deed will do where it is named as the aim: "đặt mục tiêu tiêm 250.000 liều vắc xin"."""
_BOUNDED = re.compile(r"[^,;.\d]{2,40} trở lên(?!\w)")
_MOVED = re.compile(r"(?:giảm|tăng|giảm còn|giảm xuống|còn|xuống) ?$")
_LISTED = re.compile(
    r"[^,;.]{3,80}(?:,| và)(?: trong đó(?: có)?)? ?|[^;.\d]{3,100} và |[^,;.\d]{3,80}(?:,| và) (?:khoảng|gần) "
)
_LATER = re.compile(r"[^;]{3,160} năm 20\d\d(?:,| và) ")
"""Between the counts of two years: "70.000 ngôi nhà … vào năm 2025 và 80.000 vào năm 2030"."""
_RATE_OF = re.compile(r" ?[“\"]?[^\W\d_]+(?: [^\W\d_]+){0,2} ?/ ?\d")


@cache
def _next_deed() -> "re.Pattern[str]":
    """Between two counts of one list: "nhân rộng 20 mô hình giảm nghèo, phê duyệt 200 dự án"."""
    return re.compile(rf"[^,;.\d]{{3,60}}(?:,| và) {either(words('targets', 'acts'))} (?:được |thêm )?")


@cache
def _pattern(*path: str) -> "re.Pattern[str]":
    return re.compile(either(words("targets", *path)))


@cache
def _named() -> "re.Pattern[str]":
    return re.compile(rf"(?:{either(words('targets', 'not_before'))}) ?$|[+=#№] ?$")


def counts(low: str, start: int, quantity: Quantity, place: str | None, after: int | None = None) -> bool:
    """Say whether a bare count, a ratio or a measure can be a target at all; ``after``: where the count before it ends.

    >>> from thidua.reading.quantities import quantities
    >>> texts = ("duy trì 87 tổ tự quản", "06 lĩnh vực", "05 năm qua")
    >>> [counts(text, 0, next(quantities(text, 0, len(text))), None) for text in texts]
    [True, False, False]
    """
    lead_words = low[quantity.lead : quantity.start]
    strong = lead_words.startswith(_STRONG) or (quantity.cue == "le" and lead_words.startswith(("quá", "vượt")))
    if _RULE.match(low, quantity.end) or _sizes(low, start, quantity) or _ranks(low, start, quantity):
        return False
    if quantity.kind == "count" and _NOUN_NEXT.match(low, quantity.end) is None:
        return _of_number(low, start, quantity, place, strong)
    if quantity.kind == "measure":
        listed = after is not None and _LISTED.fullmatch(low, after, quantity.lead) is not None
        return measured(low, start, quantity, listed, place)
    return _set_by_words(low, start, quantity, place, after, strong)


def _set_by_words(low: str, start: int, quantity: Quantity, place: str | None, after: int | None, strong: bool) -> bool:
    """Say whether the words around a count or a ratio set it."""
    lead_words = low[quantity.lead : quantity.start]
    window = low[max(start, quantity.lead - 40) : quantity.lead]
    firm = strong or "mỗi " in window
    met = _met(low, start, quantity, window, place)
    if quantity.kind == "count" and _unfit(low, quantity) and not (met or (firm and _vowed(low, quantity, window))):
        return False
    if (not lead_words or (lead_words == "từ " and "tuổi " in window[-5:])) and _names(window):
        return False
    if (
        (window.endswith(("trao ", "tặng ")) and low.startswith(" giải ", quantity.end))
        or window.endswith(_MADE_OF)
        or _AWARD.search(low, max(start, quantity.lead - 70), quantity.lead)
    ):
        return False
    if quantity.kind == "ratio":
        if lead_words.startswith("từ ") and not has_noun(low, quantity.tail, min(len(low), quantity.tail + 20)):
            return False  # "bắt đầu từ 1/5 và kết thúc …": a day
        if low.startswith((" tiêu chí", " chỉ tiêu", " tiêu chuẩn", " nội dung"), quantity.end):
            return False  # "đạt từ 3/5 tiêu chí trở lên"
        few = not window.strip() and _FEW.match(low, quantity.start) is not None
        return bool(lead_words or few) or _PARTS.match(low, quantity.end) is not None or bool(_ACTED.search(window))
    if after is not None and _goes_on(low, after, quantity):
        return True
    if strong or met or _EACH.search(low, max(start, quantity.lead - 160), quantity.lead):
        return True
    if _REACHED.match(low, quantity.end) and any(word in window for word in ("đối với ", "ở ", "cho ")):
        return True
    return _opens(low, quantity, place, window) or _acted(low, start, quantity, place, window)


def _of_number(low: str, start: int, quantity: Quantity, place: str | None, strong: bool) -> bool:
    """Say whether a number without a noun counts what its clause opens with: "số mô hình phải đạt 80"."""
    year = 1990 <= quantity.value <= 2100 and low[quantity.start + 1] != "."
    named = None if year and not strong else _NUMBER_IS.fullmatch(low, max(start, quantity.lead - 160), quantity.lead)
    if named is None:
        return False
    return place == "target" or strong or _AIM.search(named[0]) is not None or "phải" in named[0]


def _ranks(low: str, start: int, quantity: Quantity) -> bool:
    """Say whether a count tells among how many a place is meant: "có tên trong 10 tỉnh dẫn đầu"."""
    among = low.endswith(("trong ", "nhóm ", "tốp ", "top ", "trong số "), start, quantity.lead)
    return among and _RANKED.match(low, quantity.end) is not None


def _sizes(low: str, start: int, quantity: Quantity) -> bool:
    """Say whether a count tells how big those are that a rule is for: "thôn có từ 350 hộ trở lên bố trí …"."""
    if quantity.cue == "gt" and low.startswith("quá", quantity.lead):
        return True  # "giảm số đám cưới quá 300 khách"
    if quantity.kind != "count" or quantity.cue is None or not low.startswith(_HEADS, quantity.end):
        return False
    if _STAFFED.match(low, quantity.end):
        return True
    return _BIG.search(low, max(start, quantity.lead - 40), quantity.lead) is not None


def _opens(low: str, quantity: Quantity, place: str | None, window: str) -> bool:
    """Say whether a count opens its item and what follows tells that it is set: "12 xã đạt chuẩn", "01 tổ/thôn"."""
    opens = not window.strip()
    if opens and quantity.value == 0 and place in ("target", "item"):
        return True  # "0 vụ cháy rừng"
    if opens and place == "target" and _GETS.match(low, quantity.end):
        return True  # "700.000 chủ hộ nghèo được hỗ trợ vay vốn"
    if (opens or acts().search(window)) and _STANDARD.match(low, quantity.end):
        return True
    return opens and place in ("target", "item") and _SLASHED.match(low, quantity.end) is not None


def _acted(low: str, start: int, quantity: Quantity, place: str | None, window: str) -> bool:
    """Say whether a deed before a count, or the name of a count ("Số lao động có việc làm: 900 người"), sets it."""
    if place in ("target", "item") and _by_name(low, start, quantity, place, window):
        return True
    if place == "target" and (_STAGE.search(window) or _counted_anew(low, start, quantity, window)):
        return True
    aimed = place == "target" or _AIM.search(low, max(start, quantity.lead - 160), quantity.lead) is not None
    aimed = aimed or _YEARLY.search(low, max(start, quantity.lead - 70), quantity.lead) is not None
    if _GIVEN.search(low, max(start, quantity.lead - 120), quantity.lead):
        return True
    fitted = _FITTED.search(low, max(start, quantity.lead - 80), quantity.lead) if aimed else None
    act = acts().search(window) or fitted
    if act is None:
        return _without_deed(low, start, quantity, place, window, aimed)
    if quantity.cue is None and low.find("tham mưu", max(start, quantity.lead - 90), quantity.lead) >= 0:
        return False  # staff work: "tham mưu Hội đồng thành lập 03 tổ kiểm tra"
    if _BY_TIME.search(low, max(start, quantity.lead - 70), quantity.lead):
        return True
    return (
        aimed
        or act[1] in words("targets", "lasting")
        or window.endswith(" thêm ")
        or (act[1] not in _STATES and _BY_YEAR.search(low, max(start, quantity.lead - 160), quantity.lead) is not None)
        or (quantity.cue == "ge" and (quantity.lead < quantity.start or quantity.value_max is not None))
    )


def _without_deed(low: str, start: int, quantity: Quantity, place: str | None, window: str, aimed: bool) -> bool:
    """Say whether a count without a deed before it is set all the same: a change, a bound, whom something is given."""
    if quantity.cue is None and window.endswith(_LESS):
        return place == "target" or _fewer(low, start, quantity)
    if window.endswith((" lên ", " xuống ")) and REACHES.search(low, max(start, quantity.lead - 70), quantity.lead):
        return True
    if place == "target" and quantity.cue == "ge" and _bounded(low, quantity):
        return True  # "cấp xã từ 01 đến 02 khu dân cư", "từ 02 địa bàn trở lên"
    if window.endswith("đối với ") and _GIVES.match(low, start):
        return True  # "Giao hoàn thành chuyển hóa địa bàn đối với 2 xã"
    if _AIMS_AT.search(window) or (aimed and window.endswith(" là ")):
        return True
    return _moved(low, quantity, place, window)


def _by_name(low: str, start: int, quantity: Quantity, place: str, window: str) -> bool:
    """Say whether a clause names what it counts: "Số lớp học: 12", "số lao động được tạo việc làm 18.000 người"."""
    people = place == "target" and _PEOPLE.match(low, quantity.end) is not None
    return (people or window.endswith(": ")) and _NUMBER_OF.match(low, start) is not None


def _counted_anew(low: str, start: int, quantity: Quantity, window: str) -> bool:
    """Say whether a count below a heading of targets needs no deed: "Học sinh giỏi: 45 giải trở lên"."""
    if window.endswith(": "):
        bounded = quantity.tail > quantity.end or _BOUNDED.match(low, quantity.end) is not None
        return bounded or _ALONE.match(low, quantity.end) is not None
    if _PEOPLE.match(low, quantity.end) and not _DIGITS.search(low, start, quantity.lead):
        return True  # "quản lý sau cai nghiện tại trung tâm 3.850 người"
    return window.endswith("thực hiện ") and low.startswith(_WORKS, quantity.end)


def _moved(low: str, quantity: Quantity, place: str | None, window: str) -> bool:
    """Say whether a count bounds a change: "giảm từ 01 vụ trở lên so năm 2022"."""
    if quantity.cue is None or _MOVED.search(window) is None:
        return False
    compared = low.find(" so ", quantity.end, quantity.end + 24) >= 0
    return place == "target" or quantity.cue in ("lt", "le") or compared


def _fewer(low: str, start: int, quantity: Quantity) -> bool:
    """Say whether "giảm 15 hộ nghèo" is compared with what was, or aimed at."""
    compared = low.find(" so với ", quantity.end, quantity.end + 60) >= 0
    return compared or AIMED.search(low, max(start, quantity.lead - 120), quantity.lead) is not None


_OF_PEOPLE = re.compile(r" người[^,;.]{0,50},? (?:trong đó[ ,]*)?(?!chiếm|tăng|giảm)[^,;.\d]{3,40} ")
"""Between two counts of people: "tạo việc làm: 8.500 người, trong đó xuất khẩu lao động 250 người"."""


def _goes_on(low: str, after: int, quantity: Quantity) -> bool:
    """Say whether a count goes on with the one before it, which ends at ``after``: "12 xã, 03 phường"."""
    if after == quantity.lead or _LISTED.fullmatch(low, after, quantity.lead):
        return True
    if _next_deed().fullmatch(low, after, quantity.lead) or _LATER.fullmatch(low, after, quantity.lead):
        return True
    people = low.startswith(" người", after) and low.startswith(" người", quantity.end)
    return people and _OF_PEOPLE.fullmatch(low, after, quantity.lead) is not None


def _bounded(low: str, quantity: Quantity) -> bool:
    return quantity.value_max is not None or _BOUNDED.match(low, quantity.end) is not None


def _names(window: str) -> bool:
    """Say whether the word before a number makes it a name ("thôn 1"), not a count ("mỗi thôn 01 tổ")."""
    named = _named().search(window)
    built = named is not None and window.endswith("xây dựng điểm ")
    return named is not None and not built and not window[: named.start()].endswith(_SETS)


def _met(low: str, start: int, quantity: Quantity, window: str, place: str | None) -> bool:
    """Say whether it is told how many criteria each is to meet: "bình quân 14 tiêu chí/xã", "xã còn lại từ 15"."""
    if not low.startswith(" tiêu chí", quantity.end):
        return False
    if low.startswith(("/xã", " / xã", "/ xã"), quantity.end + 9):
        aimed = _AIM.search(low, max(start, quantity.lead - 160), quantity.lead)
        return place in ("target", "item") or aimed is not None
    return quantity.cue in ("ge", "gt") and (" còn lại" in window or window.endswith("tăng thêm "))


def _vowed(low: str, quantity: Quantity, window: str) -> bool:
    """ "hoàn thành vượt mức tối thiểu 02 chỉ tiêu thi đua", "có ít nhất 01 giải pháp": something to bring about."""
    if low.startswith(" thành viên", quantity.end):
        asked = quantity.lead < quantity.start or " có " in window[window.rfind("mỗi ") :]
        return asked and "mỗi " in window and quantity.cue is not None  # "mỗi tổ phải có từ 03 đến 05 thành viên"
    if low.startswith(" tiêu chí", quantity.end):
        return " thêm " in low[quantity.lead - 6 : quantity.start]  # "đạt thêm ít nhất 02 tiêu chí"
    return low.startswith((" chỉ tiêu thi đua", " giải pháp", " sáng kiến"), quantity.end) and (
        acts().search(window) is not None or window.endswith("vượt mức ")
    )


def _unfit(low: str, quantity: Quantity) -> bool:
    noun = low[quantity.end + 1 : quantity.end + 24]
    if noun.startswith(_COUNTABLE):
        return False
    return (
        _pattern("durations").match(noun) is not None
        or (_pattern("framing").match(noun) is not None)
        or _RATE_OF.match(low, quantity.end) is not None
        or (quantity.value in _PER and quantity.cue != "ge" and low.startswith(_COUNTED_BY, quantity.end))
        or (
            1990 <= quantity.value <= 2100
            and (quantity.value_max is None or quantity.value_max <= 12)
            and (quantity.cue is None or quantity.value_max is not None)
            and low[quantity.start + 1] != "."
        )
        or (quantity.value_max is not None and 1990 <= quantity.value < quantity.value_max <= 2100)
    )
