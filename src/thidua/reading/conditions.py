"""Numbers that only say when something follows, and money. Reads: the words around them. Writes: verdicts."""

import re

_TERMS_OWN = re.compile(
    r" ?(?:thù lao|kinh phí|mức hỗ trợ|mức thưởng|mức đóng|ngu[ồô]n vốn|cơ cấu vốn|chính sách hỗ trợ"
    r"|(?:điều \d{1,3}[.:]? )?điều kiện (?:công nhận|xét|được|tham gia|tặng))[^,.:;]{0,40}:"
)
_AID = re.compile(
    r"(?:hỗ trợ|chi trả|miễn|trợ giá) (?:[^\W\d_]+ ){0,2}\d[\d,]* ?% (?:chi phí|mức đóng|kinh phí|học phí|lãi|giá)"
)
AIMED = re.compile(r"phấn đấu|phần đầu|mục tiêu|chỉ tiêu")
_RULED = re.compile(
    r" ?(?:khi|nếu|trường hợp|muốn)(?!\w)(?! triển khai| thực hiện)|[^;.]{0,90}được (?:công nhận|xét|hỗ trợ|hưởng)"
    r"[^;.,]{0,40}(?<!\w)(?:khi|nếu)(?!\w)"
    r"| ?(?:phê bình|nhắc nhở|chấn chỉnh|kiểm điểm|biểu dương|tuyên dương|khen thưởng|đình chỉ|giải thể)"
    r"(?: đối với)? (?:các|những|đối với) [^;.:,\d]{2,40} (?:có|đạt|còn)(?!\w)[^;.:\d]{0,40}$"
    r"|[^;.:]{0,40}(?<!\w)(?:những|một số|nơi nào|nơi) [^;.:,\d]{2,30} (?:có|còn)(?: tỷ lệ [^;.,\d]{2,30})? ?$"
)
_CONDITION = re.compile(
    r"[^,;.]{2,60}?(?:%|\d) ?(?:[^,;.]{0,40} )?(?:(?<!năm \d\d\d\d )thì"
    r"|phải (?:kiểm điểm|giải trình|báo cáo giải trình)"
    r"|bị (?<!vụ bị )(?<!hợp bị )(?<!phạm bị )(?:thu hồi|trừ|phê bình|xử lý|phạt|tước|buộc)"
    r"|không được (?:xét|xếp)|mới nghiệm thu"
    r"|được (?:đề nghị tặng|xét tặng|thưởng|miễn))(?!\w)"
    r"|[^,;.\d]{0,12}\d+ điểm(?: trở lên)? (?:thì |mới )?(?:được|đủ điều kiện)(?!\w)"
)
_AWARDED = re.compile(
    r"[^;.]{4,80}(?:được|đề nghị|xét|tặng) (?:[^\W\d_]+ ){0,3}(?:bằng khen|giấy khen|cờ thi đua|khen thưởng)"
    r"|[^;.]{4,60}được khen(?= ?[),;.]|$)"
)
"""Of those who take part so many may be commended: a quota of the scheme, nothing to reach."""
_PRAISE = re.compile(r"(?<!được )(?:xét|đề nghị) (?:tặng|khen|công nhận)(?!\w)[^;.:]{0,30}$")
_SCORE = re.compile(r"\(\d{1,3} điểm\)|\d ?% (?:tổng )?số điểm(?= của| đó|[.;)]|$)")
"""What the marks of a scheme are given for."""
_QUORUM = re.compile(r"[^,;.]{0,30}?(?:%|\d/\d|phần \w+) [^,;.]{2,50}?(?:có mặt|tán thành|biểu quyết|bỏ phiếu)(?!\w)")
_MEETS = re.compile(r"(?:họp|phiên|hợp lệ)[^,;.]{0,24}(?:có|khi) ?$")
"""How many must be present or agree before something is decided."""
_VOTED = re.compile(r"[\d%, ]{1,8}(?:số )?đại biểu[^,;.]{0,30}(?:biểu quyết|tán thành|nhất trí|đồng ý|thông qua)")
_MONEY = re.compile(
    r"(?:kinh phí|ngân sách|nguồn vốn|tổng vốn(?! đầu tư (?:phát triển )?toàn)|tổng mức|dự toán|trị giá|số tiền|mức chi"
    r"|phạt tiền"
    r"|nguồn lực|bố trí|phân bổ|làm lợi|thưởng|(?<!quỹ )hỗ trợ|được chi|thù lao|phụ cấp|trợ cấp|tặng|phạt|nộp|vay"
    r"|chi trả|(?<!năng )(?<!công )suất|phần quà|mái ấm|mỗi căn|đóng góp|quyên góp|trao"
    r"|tiền (?:ăn|công|vé)|giá vé|định mức)"
)


def conditional(low: str, opening: int, lead: int, end: int, place: str | None) -> bool:
    """Say whether a number only tells when something follows: "khi có trên 2% hồ sơ …", "… thì phải giải trình"."""
    if _TERMS_OWN.match(low, opening, lead) or _AID.search(low, max(opening, lead - 20), min(end, lead + 24)):
        return True
    if _RULED.match(low, opening, lead) and not AIMED.search(low, opening, lead):
        return True
    quota = place != "target" and (_PRAISE.search(low, max(opening, lead - 50), lead) or _AWARDED.match(low, lead, end))
    if (
        quota
        or _QUORUM.match(low, lead, end)
        or _MEETS.search(low, max(opening, lead - 40), lead)
        or _VOTED.match(low, lead, end)
    ):
        return True
    around = (max(opening, lead - 300), min(end, lead + 90))
    if low.find("điểm", *around) >= 0 and _SCORE.search(low, *around):
        return True
    return _CONDITION.match(low, lead, end) is not None and not low.startswith(("không", "100"), lead)


def is_money_spent(low: str, start: int, lead: int) -> bool:
    """Say whether a sum of money is a budget or a gift, not an income or an output to be reached."""
    found = _MONEY.search(low, max(start, lead - 90), lead)
    return found is not None and not low.startswith("thu ngân sách", found.start() - 4)
