"""Targets without a number. Reads: sentences under a heading of targets. Writes: targets without value, doubts."""

import re
from functools import cache

from thidua.reading.lexicon import either, words
from thidua.reading.plan import Doubt, Span, Target

_SET = re.compile(r"(?:với |theo )?(?:các |một số )?chỉ tiêu(?: cụ thể)?(?: sau| như sau)? ?:")
_MESSAGE = "Chỉ tiêu này không có con số; nhập mức phải đạt hoặc ghi là chỉ tiêu định tính."


@cache
def _reach() -> "re.Pattern[str]":
    one = either(words("targets", "unit_kinds"))
    kept = "phấn đấu|phần đầu|tiếp tục|duy trì|giữ vững|phải|đều|được công nhận|và"
    return re.compile(
        rf"\W*(?:(?:các|mỗi|từng|100%|tất cả|phấn đấu) )*(?P<who>{one}(?:(?:,| và|-| -) ?(?:các )?{one})*)"
        r"(?: trên địa bàn(?: (?:tỉnh|thành phố|huyện|xã|phường))?)?"
        rf"(?P<what>(?: (?:{kept}))* (?:đạt|được công nhận|hoàn thành)(?: và vượt)?"
        r" (?:chuẩn|tiêu chuẩn|danh hiệu|tiêu chí|chỉ tiêu))"
    )


_CHANGE = re.compile(
    r"\W*(?P<what>(?:phấn đấu )?(?:kéo giảm|giảm|tăng|nâng|hạ)(?: dần| cao)?) "
    r"(?P<who>(?:tỷ lệ|số|mức|chỉ số|diện tích) "
    r"[^,;:.\d]{4,90}?)(?= so với| hằng năm| hàng năm|[,;:.]|$)"
)
"""What must change, by how much is not said: "Tăng tỷ lệ trẻ em sinh tại cơ sở y tế"."""
_LESS = re.compile(
    r"\W*(?P<who>(?:tỷ lệ|số|mức|chỉ số) [^,;:.\d]{4,90}?) "
    r"(?P<what>(?:phải |phấn đấu )?(?:(?:ít|thấp|nhiều|cao) hơn|(?:giảm|tăng)(?: dần)? so với) "
    r"(?:cùng kỳ(?: năm (?:trước|20\d\d))?|năm (?:trước|liền kề|20\d\d)))"
)
"""What must be less than it was: "Số vụ tai nạn giao thông ít hơn năm 2022"."""
_VAGUE = re.compile(
    r"\W*(?:(?:phấn đấu|bảo đảm|đảm bảo|vận động) )?(?:tuyệt đại đa số|đại đa số|đa số|hầu hết|phần lớn|đại bộ phận)"
    r"(?: các| số)? (?P<who>[^,;:.\d]{2,60}?(?:, [^,;:.\d]{2,40}?)*?)"
    r"(?P<what> (?:đạt|được|có|ký|tham gia|hoàn thành|đăng ký|cam kết|thực hiện|biết|sử dụng|chấp hành)(?!\w).*)"
)
"""How many is told by a word: "Hầu hết khu dân cư đạt chuẩn"."""
_UNFILLED = re.compile(r"(?:trên|từ|đạt|ít nhất|tối thiểu|giảm|tăng|phấn đấu|[._…]{1,12}) ?$")
_BLANK = re.compile(r"(?P<what>[^%]{1,14}%(?: trở lên)?) (?P<who>(?!\W)[^,;:.\d]{2,60})")
"""The number was never filled in: "Phấn đấu …% hộ dân tham gia"."""
_FIGURE = re.compile(r"[0-9](?: ?%|/\d|(?<=:.)|(?<=: .))")
_NUMBER = re.compile(r"[0-9](?<!năm .)(?<!\d\d)")


def _changed(low: str, span: Span, place: str | None) -> "re.Match[str] | None":
    if place != "target" or _NUMBER.search(low, *span):
        return None
    share = low.find("%", *span)
    if share >= 0:
        blank = _UNFILLED.search(low, max(span[0], share - 13), share)
        return _BLANK.match(low, blank.start(), span[1]) if blank else None
    return _CHANGE.match(low, *span) or _LESS.match(low, *span) or _VAGUE.match(low, *span)


def numberless(
    text: str, low: str, span: Span, section: str | None, place: str | None, paragraph_start: int
) -> tuple[Target, Doubt] | None:
    """Read "Khu dân cư, xã, phường đạt chuẩn …" where the paper lists targets; None where it is none.

    >>> words = "Các xã, phường phấn đấu duy trì đạt chuẩn tiếp cận pháp luật"
    >>> target, doubt = numberless(words, words.lower(), (0, len(words)), None, "target", 0)
    >>> target.subject, target.value, target.effort, doubt.code
    ('xã, phường', None, 'strive', 'target-without-number')
    """
    before = max(paragraph_start, span[0] - 2000)
    if place != "target" and low.find("chỉ tiêu", before, span[0]) < 0:
        return None
    match = _reach().match(low, *span) or _changed(low, span, place)
    if match is None or _FIGURE.search(low, *span) or (place != "target" and not _SET.search(low, before, span[0])):
        return None
    start, end = match.start("who"), span[1]
    subject = " ".join(text[match.start("who") : match.end("who")].split())
    told = " ".join(text[match.start("what") : end].split()).strip(" .;,")
    effort = "strive" if re.search("phấn đấu|phần đầu", match[0]) else "must"
    target = Target("", (start, end), section, subject, None, told, None, None, None, None, None, effort)
    return target, Doubt((start, end), "target-without-number", text[start:end], None, _MESSAGE)
