"""Where a paragraph stands. Reads: the headings and lead-ins above it. Writes: target, result, terms, item or none."""

import re

from thidua.reading.outline import Node

_TARGET_HEAD = re.compile(r"chỉ tiêu|mục tiêu|phấn đấu|phần đầu|các tiêu chí thi đua|kết quả cần đạt")
_RESULT_HEAD = re.compile(
    r"^(?:đánh giá |khái quát |một số )?(?:tình hình|kết quả|thực trạng|tồn tại|hạn chế|đặc điểm|ưu điểm|bối cảnh)"
    r"|kết quả (?:đạt được|thực hiện|nổi bật|công tác)|những kết quả|nguyên nhân|sự cần thiết"
)
_TERMS_HEAD = re.compile(
    r"\W*(?:điều \d{1,3}[.:]? )?(?:điều kiện|tiêu chuẩn|đối tượng|tiêu chí) (?:để |được )?"
    r"(?:xét|công nhận|tặng|đề nghị|áp dụng|tham gia|khen|dự)"
    r"|\W*(?:điều \d{1,3}[.:]? )?(?:chính sách|mức (?:hỗ trợ|thưởng|chi)|nguồn (?:lực|vốn|kinh phí)|kinh phí"
    r"|khen thưởng|(?:cách |nguyên tắc |phương pháp )?(?:chấm|tính|thang|bảng) điểm|(?:xếp|phân) loại|xếp hạng"
    r"|bình xét)"
    r"[^.:;]{0,40}(?:$|:)"
)
"""Headings of what entitles a body to something, of aid and of money: nothing below them is asked for."""
_AIM_HEAD = re.compile(r"yêu cầu|thống nhất|quyết định|đề nghị|giao (?!lưu)|thi đua|xác định|quyết tâm|kế hoạch")
_LIST = re.compile(
    r"(?:đề ra|đặt ra|đưa ra|đặt|giao|xác định|phấn đấu|thông qua|thống nhất|đăng ký|cam kết|với)(?: [^\W\d_]+){0,4}"
    r"(?: \d{1,2}| một số)? (?:chỉ tiêu|mục tiêu)[^.;:\d]{0,40}(?:20\d\d[^.;:\d]{0,12}){0,2}:"
    r"|được giao (?:cụ thể |chỉ tiêu )?[^.;:\d]{0,80}(?:gồm|như sau|là):"
    r"|đến (?:cuối |hết )?năm 20\d\d(?:, | (?:phấn đấu |toàn tỉnh )?có (?:ít nhất |trên )?(?=\d))(?![^;]{0,40}đã )"
)
_LAID_DOWN = ("đã thông qua", "đã thống nhất", "đã đề ra", "đã đăng ký", "đã đặt", "đã xác định", "đã giao", "đã ký")


def zone(node: Node) -> str | None:
    """Say what the headings above a paragraph make of its numbers: "target", "result" or None."""
    for above in reversed(node.above):
        head = above.cues.get("head")
        if head is None and above.heads and _TERMS_HEAD.match(above.text[:80].casefold()):
            head = above.cues["head"] = "terms"
        if head is None:
            low = _heading_words(above)
            if len(above.text) > 260 and above.paragraph.rank is not None and not above.text.rstrip().endswith(":"):
                low = low[:80]
            if _RESULT_HEAD.search(low):
                head = "result"
            elif _TARGET_HEAD.search(low):
                head = "target"
            elif above.paragraph.rank is None and _AIM_HEAD.search(low):
                head = "item"
            else:
                head = ""
            above.cues["head"] = head
        if head:
            return str(head)
    return None


def place_of(node: Node) -> str | None:
    """Say where a paragraph stands: its zone, below a lead-in, or an item of a list ("item": likelier due than news).

    >>> from thidua.reading.paragraphs import Folded, paragraphs
    >>> from thidua.reading.outline import outline
    >>> fold = Folded("II. CHỈ TIÊU\\n- Giảm 5% số vụ.\\nIII. ĐIỀU KIỆN CÔNG NHẬN\\n- Có 80% số thôn.")
    >>> [place_of(node) for node in outline(fold.folded, paragraphs(fold))[1]]
    ['item', 'target', 'item', 'terms']
    """
    led = node.cues.get("led")
    return zone(node) or (str(led) if led else None) or ("item" if node.paragraph.rank is not None else None)


def _heading_words(node: Node) -> str:
    """Give the words of a heading that tell what stands below it: of a lead-in the last ones, else the first."""
    lead_in = node.paragraph.rank is None and node.text.rstrip().endswith(":")
    return (node.text[-220:] if lead_in else node.text[:300]).casefold()


_OTHER = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|kinh phí|kết quả|tình hình|ngoài ra|yêu cầu"
)


def carry_lead_ins(nodes: list[Node]) -> None:
    """Let the items and lines below "… các chỉ tiêu sau:" stand under it, whatever signs they begin with."""
    lead: Node | None = None
    level: int | None = None
    wider: str | None = None  # what the lead-in above the lead-in asks for
    item: str | None = None  # what the mark asks for that the lines below stand under: "* Xây dựng chính quyền số:"
    for node in nodes:
        rank, opens = node.paragraph.rank, node.text.rstrip().endswith(":")
        if rank is None and opens:
            wider = _wider(lead, wider, node) if level is None else None
            lead, level, item = node, None, None
        elif lead is not None and rank is not None:
            level = rank if level is None else level
            lead = lead if rank >= level else None
            if lead is not None and lead not in node.above:
                node.above, node.cues["carried"] = (lead, *node.above), lead
            item = "item" if opens and zone(node) == "target" and not _OTHER.search(_heading_words(node)) else None
        elif lead is not None and (level is None or item):
            node.cues["led"] = zone(node) or item or _led(lead) or wider


def _wider(lead: Node | None, wider: str | None, node: Node) -> str | None:
    """Give what goes on asking where a lead-in stands below another: "Mục tiêu đến năm 2030:", "Về hạ tầng:"."""
    return None if lead is None or _OTHER.search(_heading_words(node)) else _led(lead) or wider


def _led(lead: Node) -> str | None:
    low = _heading_words(lead)
    return "item" if _TARGET_HEAD.search(low) and not _RESULT_HEAD.search(low) else None


def opens_list(low: str, start: int, end: int) -> bool:
    """Say whether a clause opens a list of targets: "Hội đề ra chỉ tiêu: kết nạp 60 hội viên; giúp 12 hộ"."""
    found = _LIST.search(low, start, end)
    done = low.find("đã ", start, found.end()) if found is not None else 0
    return done < 0 or (found is not None and low.startswith(_LAID_DOWN, done))
