"""Sentences of the library in the language of the page: the library speaks Vietnamese and knows of no other.

A sentence with a gap («Còn thiếu 5,46 điểm phần trăm.») is found by its words and told with what stood in the gap.
What is not among these stays as the library said it: a Vietnamese sentence is better than a guess.
"""

import re
from functools import cache

from django.utils.translation import get_language, gettext, gettext_noop

SAID = (
    # figures.scoring: why a target stands where it stands
    gettext_noop("Số liệu đã đến mức phải đạt."),
    gettext_noop("Số liệu bằng mức nhưng phải vượt mức."),
    gettext_noop("Còn thiếu %(distance)s điểm phần trăm."),
    gettext_noop("Còn thiếu %(distance)s."),
    gettext_noop("Vượt trần %(distance)s điểm phần trăm."),
    gettext_noop("Vượt trần %(distance)s."),
    gettext_noop("Đến hạn mới kết luận."),
    gettext_noop("Mới có số liệu của %(reported)s trên %(owed)s đơn vị."),
    gettext_noop("Chưa có số liệu đã tiếp nhận để tính."),
    gettext_noop("Chưa có số liệu đến hết thời hạn của chỉ tiêu."),
    gettext_noop("Chưa rõ phần chia giữa các đơn vị nên chưa kết luận được."),
    gettext_noop("Chỉ tiêu không có con số để so."),
    gettext_noop("%(overdue)s đơn vị quá hạn chưa gửi số liệu."),
    gettext_noop("%(met)s trên %(units)s đơn vị đạt."),
    gettext_noop("%(met)s trên %(units)s đơn vị đạt; %(short)s chưa đạt."),
    gettext_noop("%(met)s trên %(units)s đơn vị đạt; %(unknown)s chưa rõ."),
    gettext_noop("%(met)s trên %(units)s đơn vị đạt; %(short)s chưa đạt; %(unknown)s chưa rõ."),
    gettext_noop("Cơ quan khác giữ số liệu; chưa có văn bản nêu đạt hay chưa."),
    gettext_noop("Cơ quan giữ số liệu nêu: %(met)s đạt, %(short)s chưa đạt, trên %(units)s đơn vị."),
    # figures.checks, figures.numerals: what is wrong with a figure, behind its label
    gettext_noop("Biểu mẫu này không có số liệu «%(key)s»."),
    gettext_noop("Bỏ dòng này."),
    gettext_noop("chưa có số liệu."),
    gettext_noop("Nhập số (kể cả 0), hoặc chọn «không áp dụng», «chưa đến kỳ»."),
    gettext_noop("chưa có minh chứng."),
    gettext_noop("Đính kèm tệp ở mục Minh chứng cuối biểu, hoặc ghi vào ô giải thích vì sao chưa có."),
    gettext_noop("chưa ghi văn bản."),
    gettext_noop("Ghi số, ký hiệu văn bản của cơ quan giữ số liệu."),
    gettext_noop("%(part)s lớn hơn «%(label)s» (%(whole)s)."),
    gettext_noop("Sửa một trong hai số."),
    gettext_noop("%(number)s lớn hơn %(most)s."),
    gettext_noop("Nhập số từ 0 đến %(most)s."),
    gettext_noop("kỳ trước %(then)s, kỳ này %(now)s."),
    gettext_noop("Nếu đúng, ghi một câu giải thích."),
    gettext_noop("số âm (%(number)s)."),
    gettext_noop("Số đếm không thể âm; muốn sửa kỳ trước thì mở lại báo cáo kỳ ấy."),
    gettext_noop("số quá lớn (%(number)s)."),
    gettext_noop("Kiểm tra lại đơn vị tính (%(unit)s)."),
    gettext_noop("«%(typed)s» không phải số nguyên."),
    gettext_noop("«%(typed)s» có thể là %(likely)s hoặc số lẻ."),
    gettext_noop("«%(typed)s» có thể là số âm."),
    gettext_noop("«%(typed)s» là chữ, không phải số."),
    gettext_noop("«%(typed)s» không phải có hoặc không."),
    gettext_noop("số lẻ %(shown)s: có thể là %(likely)s gõ bằng dấu chấm."),
    gettext_noop("số lẻ %(shown)s ở ô đếm số nguyên."),
    gettext_noop("ô không phải số."),
    gettext_noop("ô là có/không, không phải số."),
    gettext_noop("Nhập số nguyên, ví dụ 1234 hoặc 1.234; không kèm chữ."),
    gettext_noop("Nhập bằng chữ."),
    gettext_noop("Chọn có hoặc không."),
    gettext_noop("cần phần lời."),
    gettext_noop("dài quá %(most)s ký tự."),
    gettext_noop("Rút gọn, phần dài để ở tài liệu kèm theo."),
    gettext_noop("Bỏ danh sách cá nhân."),
    gettext_noop("Nội dung có %(count)s %(sort)s: đây là danh sách cá nhân, hệ thống không nhận."),
    gettext_noop("Hãy bỏ danh sách, chỉ giữ số lượng và số văn bản."),
    # rules.regimes: how periods are counted
    gettext_noop("Theo lịch"),
    gettext_noop("Chốt số liệu ngày %(day)s"),
    # dates, and reading.opening: refusals that say how much or why
    gettext_noop("«%(typed)s» không phải một ngày; viết theo dạng 01/7/2025 hoặc 2025-07-01."),
    gettext_noop("tệp lớn hơn %(limit)s MB nên không đọc; nếu đúng là văn bản, dùng --limit để nâng giới hạn."),
    gettext_noop("đĩa hoặc hệ thống không cho đọc tệp này (%(why)s); chép lại tệp rồi thử lại."),
    gettext_noop("tệp .docx hỏng (%(why)s); mở bằng Word, lưu lại rồi đọc."),
    gettext_noop("tệp .docx giải nén ra quá lớn so với cỡ tệp hoặc quá %(limit)s MB, giống tệp phá hoại; không đọc."),
    gettext_noop("tệp PDF chỉ có ảnh quét mà nhận dạng chữ không xong (%(why)s); quét lại rõ hơn rồi đọc lại."),
)
_PERIODS = (
    (re.compile(r"Quý (?P<part>IV|I{1,3}) năm (?P<year>\d{4})"), gettext_noop("Quý %(part)s năm %(year)s")),
    (re.compile(r"Năm (?P<year>\d{4})"), gettext_noop("Năm %(year)s")),
    (re.compile(r"6 tháng đầu năm (?P<year>\d{4})"), gettext_noop("6 tháng đầu năm %(year)s")),
    (re.compile(r"6 tháng cuối năm (?P<year>\d{4})"), gettext_noop("6 tháng cuối năm %(year)s")),
    (re.compile(r"9 tháng năm (?P<year>\d{4})"), gettext_noop("9 tháng năm %(year)s")),
    (re.compile(r"Tuần (?P<part>\d{1,2}) năm (?P<year>\d{4})"), gettext_noop("Tuần %(part)s năm %(year)s")),
    (re.compile(r"Tháng (?P<part>\d{1,2})/(?P<year>\d{4})"), gettext_noop("Tháng %(part)s/%(year)s")),
)
"""The names that ``figures.regimes.Window.label`` gives periods."""
_GAP = re.compile(r"%\((\w+)\)s")
_NEXT = re.compile(r"(?<=\.) (?=[A-ZĐÀ-Ỹ0-9«])")
LONGEST = 2000
"""Letters of a sentence that is looked at; no sentence of the library is longer."""


def retold(sentence: str) -> str:
    """Say a sentence of the library in the language of the page; what is not known stays."""
    sentence = str(sentence)
    if not sentence or len(sentence) > LONGEST or (get_language() or "vi").startswith("vi"):
        return sentence
    if (told := _whole(sentence)) is not None:
        return told
    label, colon, rest = sentence.partition(": ")
    if colon and (told := _whole(rest)) is not None:
        return f"{label}: {told}"
    parts = _NEXT.split(sentence)
    return " ".join(map(retold, parts)) if len(parts) > 1 else sentence


def period_name(label: str) -> str:
    """Say the name of a period in the language of the page; what is no such name stays.

    «Quý I năm 2024» is said «Quarter I of 2024» to who reads English.
    """
    if (get_language() or "vi").startswith("vi"):
        return label
    for pattern, template in _PERIODS:
        if found := pattern.fullmatch(label):
            return gettext(template) % found.groupdict()
    return label


def _whole(sentence: str) -> str | None:
    for pattern, template in _patterns():
        if found := pattern.fullmatch(sentence):
            return gettext(template) % found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The most telling first: those with the most words of their own."""
    made = [(_pattern(template), template) for template in SAID]
    return tuple(sorted(made, key=lambda pair: -len(_GAP.sub("", pair[1]))))


def _pattern(template: str) -> re.Pattern[str]:
    """Its words as they stand; a gap ends within the sentence, save between «», where people's own words may stand."""
    words, before = [], ""
    for n, part in enumerate(_GAP.split(template)):
        if n % 2 == 0:
            words.append(re.escape(part))
            before = part
        else:
            words.append(f"(?P<{part}>.*?)" if before.endswith("«") else rf"(?P<{part}>(?:(?!\. ).)*?)")
    return re.compile("".join(words), re.DOTALL)
