"""Tasks by the body that leads. Reads: paragraphs in their places. Writes: ``Task`` entries.

A paragraph's body stands at its beginning ("Công an tỉnh chủ trì …", "Giao Sở …"), or above it: a heading that is a
name, a lead-in that ends with a colon. A later sentence that begins with a body of its own is a task of its own.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from thidua.printed_dates import PrintedDate
from thidua.reading.agencies import bodies, head, head_letters
from thidua.reading.deadlines import day_in
from thidua.reading.outline import Node
from thidua.reading.plan import Span, Task
from thidua.reading.task_tables import table_tasks
from thidua.reading.zones import zone
from thidua.text import places

_GIVEN = re.compile(
    r"(?:(?:UBND|Ủy ban nhân dân|Chủ tịch UBND|Ban Chỉ đạo|Ban An toàn giao thông|Tỉnh ủy|Chủ tịch)[^.;:,]{0,60}? )?"
    r"(?:(?:Trách nhiệm|Nhiệm vụ)(?: cụ thể)? của|[Gg]iao(?: cho)?|[ĐđKk](?:ề|ính đề) nghị|[Yy]êu cầu|Phân công)"
    r"(?: đồng chí)? ?"
)
_PURPOSE = re.compile(r"(?:Chậm nhất|Trước ngày|Để|Nhằm|Căn cứ|Trên cơ sở|Định kỳ|Hằng|Hàng|Trong|Sau khi|Từ)(?!\w)")
_EVERY_TIME = ("Chậm nhất ", "Trước ngày ", "Hằng ", "Hàng ", "Định kỳ ", "Trên cơ sở đó", "Trên cơ sở Kế hoạch này")
_PASSED = re.compile(r" (?:yêu cầu|đề nghị|giao) ")
_MUST = (" phải", " có trách nhiệm", " cần", " chủ trì")
_WITH = re.compile(
    r"hối hợp(?<=[Pp]hối hợp)(?: chặt chẽ| thường xuyên| tốt| hiệu quả)*(?: với| cùng với| cùng)?(?: |(?=[A-ZĐ]))"
    r"|hủ trì(?<=[Cc]hủ trì),? cùng(?: với)? "
)
_LED = re.compile(r"hủ trì(?<=[Cc]hủ trì)[^,;.:]{0,60}[,;] ")
_GIVER = re.compile(r",(?: (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|ngành))?$")
_HELPS = re.compile(r" ?,? ?(?:cùng )?phối hợp(?! với| cùng|:)")
"""Behind its bodies: "Sở Tư pháp chủ trì, Công an tỉnh phối hợp rà soát"."""
_RECURRING = ("hằng ", "hàng ", "định kỳ ", "6 tháng ")
_RECURS = re.compile(
    r"hằng (?:tuần|tháng|quý|năm|ngày)|hàng (?:tuần|tháng|quý|năm|ngày)"
    r"|định kỳ (?:\d{1,2} tháng|hằng quý|quý|tháng|năm)|6 tháng và (?:hằng )?năm"
)
_PAST = re.compile(
    r" ?,? ?(?:cho biết|cho hay|khẳng định|phát biểu|đã|vừa|luôn|hiện|đang|tặng|được (?:tặng|yêu cầu))(?!\w)"
)
_ISSUES = re.compile(
    r" ?,? ?(?:ban hành (?:[Kk]ế hoạch|Nghị quyết|Quyết định|Chỉ thị|Công văn|Chương trình|Hướng dẫn|văn bản)"
    r"|lập [Kk]ế hoạch|phát động|xây dựng [Kk]ế hoạch(?: với| như| triển khai| thực hiện)|có Kế hoạch"
    r"|hướng dẫn (?:như sau|(?:một số |các )?nội dung)[^.;:]{0,30}:)"
)
_NOT_HERE = re.compile(
    r"căn cứ (?!kế hoạch này)|thực hiện (?:kế hoạch|quyết định|chỉ thị|nghị quyết|công văn) số|nơi nhận|kính gửi"
)
_NOT_HERE_BEGINS = ("căn cứ", "thực hiện", "nơi nhận", "kính gửi")
_NO_DEED = re.compile(
    r"(?:xử lý|phát hiện|bắt giữ|bắt|thu giữ|lập biên bản|xử phạt|triệt phá) (?:trên |hơn )?\d"
    r"|\d[\d.,]* ?(?:đồng|triệu|nghìn|ngàn|điểm)(?!\w)|chịu trách nhiệm (?:toàn diện|trước|thi hành)"
    r"|(?:(?:từ|trên|đạt|giữ vững|ít nhất|tối thiểu|hơn) ){0,2}\d[\d,]* ?%"
)
_SHORTEST = 12


def read_tasks(text: str, low: str, nodes: list[Node], printed: list[PrintedDate]) -> list[Task]:
    """Give the tasks in the order of the paper (spans in the folded text)."""
    found: list[Task] = []
    seen_section = False
    for node in nodes:
        paragraph = node.paragraph
        seen_section = seen_section or paragraph.rank is not None
        if node.tail or paragraph.table or not _may_give(low, paragraph.body) or zone(node) in ("terms", "result"):
            continue
        for span, leads, action in _of(text, node, seen_section):
            partners = _partners(text, span, leads) or _inherited(node, "partners", leads)
            found.append(
                Task(
                    f"k{len(found) + 1}", span, node.section, tuple(leads), tuple(partners),
                    text[action : span[1]].strip(" ,;:."), _due(low, span, printed),
                    _recurs(low, span),
                )
            )  # fmt: skip
    tabled = table_tasks(text, low, nodes, printed)
    if not tabled:
        return found
    return [replace(task, id=f"k{k}") for k, task in enumerate(sorted((*found, *tabled), key=_place), start=1)]


def _may_give(low: str, at: int) -> bool:
    """Say whether a paragraph is no ground of the paper and no list of recipients."""
    return not (low.startswith(_NOT_HERE_BEGINS, at) and _NOT_HERE.match(low, at))


def _place(task: Task) -> Span:
    return task.span


def _of(text: str, node: Node, seen_section: bool) -> Iterator[tuple[Span, list[str], int]]:
    """Give span, leading bodies and where the deed begins, for each task of a paragraph."""
    start, end = node.paragraph.body, node.paragraph.end
    leads, deed = _at(text, start, end, seen_section)
    own = bool(leads)
    while own and text[deed - 2 : deed] == "; ":  # "Thủ trưởng các sở; Chủ tịch UBND các huyện": a heading of two names
        more, later = _at(text, deed, end, seen_section)
        if not more or (later < end - 3 and text[later - 2 : later] != "; "):
            break
        leads, deed = leads + more if len(leads) < 60 else leads, later
    announced = leads
    if not own and text[end - 1] == ":":  # "Đẩy mạnh …; các ban, ngành thực hiện các nội dung sau:"
        last = max(text.rfind(mark, start, end) for mark in ("; ", ". "))
        announced = bodies(text, last + 2, end)[0] if last >= 0 else []
    if announced and (deed >= end - 3 or text[end - 1] == ":"):
        node.cues["leads"], node.cues["partners"] = announced, _partners(text, (start, end), announced)
    if own and deed >= end - 3:
        return
    if not own and text[start:end].isupper():
        return  # "MỤC ĐÍCH, YÊU CẦU" heads a part of the paper, whoever is named above it
    above = [] if own else _inherited(node, "leads")
    marks = [(start, leads or above, deed if own else start)]
    for opening in _openings(text, node):
        more, later = _at(text, opening, end, seen_section) if opening >= deed or not own else ([], opening)
        if more and later < end - 3 and not _helped(text, marks[-1][0], opening, later):
            marks.append((opening, more, later))
    beside: list[str] = []
    for k, (at, named, action) in enumerate(marks if len(marks) > 1 or marks[0][1] else ()):
        stop = marks[k + 1][0] if k + 1 < len(marks) else end
        who = [*beside, *named]
        beside = who if own and stop - action < 3 else []  # "Trung tâm …; Điện lực …: …"
        if not who or stop - action < _SHORTEST or _NO_DEED.match(text, action):
            continue
        if named or not text[action:stop].strip(" .").istitle():  # who signed, below the last body, is no task
            yield (at, stop), who, action


def _openings(text: str, node: Node) -> Iterator[int]:
    """Give where the later sentences and clauses of a paragraph begin that may begin with a body."""
    begins, first, last = _openings_of_bodies(), node.paragraph.body, node.paragraph.end
    label = text.find(": ", first, min(last, first + 90))
    if label >= 0 and text[label + 2 : label + 4] in begins:
        yield label + 2  # "Khảo sát, lựa chọn đơn vị: các địa phương gửi …"
    gives = _given(text, first, last) if text.find(" giao ", first, last) >= 0 else ()
    for clauses in node.sentences(text):
        for opening, end in clauses:
            at = opening + 1 if text[opening] == " " else opening
            if opening > first and text[at : at + 2] in begins:
                yield at
            for given in gives:
                if opening < given < end:
                    yield given


def _given(text: str, start: int, end: int) -> list[int]:
    """Give where "giao" stands behind a comma, or behind who gives: ", huyện giao Phòng Nội vụ"."""
    return [at + 1 for at in places(" giao ", text, start, end) if _GIVER.search(text, max(start, at - 12), at)]


def _after_purpose(text: str, start: int, end: int) -> tuple[list[str], int]:
    """Read "Để …, các cấp, các ngành phải …": the body stands behind a clause of purpose or ground."""
    for tried, comma in enumerate(re.finditer(", ", text[start : min(end, start + 320)])):
        at = start + comma.end()
        names, deed, span = bodies(text, at, end) if tried < 8 else ([], at, None)
        if span is not None and text.startswith(_MUST, span[1]):
            return names, deed
        if span is not None and tried == 0 and text.startswith(_EVERY_TIME, start) and not _PAST.match(text, span[1]):
            return names, deed
    return [], start


_GIVEN_BEGINS = frozenset(
    ["UB", "Ủy", "Ch", "Ba", "Tỉ", "Gi", "gi", "Đề", "đề", "Đí", "đí", "Kề", "kề", "Kí", "kí", "Yê", "yê", "Ph"]
)
_DUTY = ("Trách nhiệm", "Nhiệm vụ")
_PURPOSE_BEGINS = frozenset(["Ch", "Để", "Nh", "Că", "Tr", "Đị", "Hằ", "Hà", "Sa", "Từ"])


@cache
def _openings_of_bodies() -> frozenset[str]:
    """Two letters with which a body, an assignment or a purpose begins: most sentences begin with no such two."""
    return frozenset((*_GIVEN_BEGINS, *_PURPOSE_BEGINS, *head_letters()))


def _at(text: str, start: int, end: int, seen_section: bool) -> tuple[list[str], int]:
    """Read the bodies at the beginning of a sentence and where their deed begins."""
    two = text[start : start + 2]
    if two not in _openings_of_bodies():
        return [], start
    gives = two in _GIVEN_BEGINS or text.startswith(_DUTY, start)
    given = _GIVEN.match(text, start, end) if gives else None
    if given is None and two in _PURPOSE_BEGINS and _PURPOSE.match(text, start, end):
        return _after_purpose(text, start, end)
    at = given.end() if given else start
    names, deed, span = bodies(text, at, end, inside=given is not None)
    if span is None:
        return [], start
    if names and (names[0].endswith(" nào") or any("%" in name for name in names)):
        return [], start  # "Đơn vị nào để xảy ra … thì không xét"
    if given is None and (_PAST.match(text, span[1], end) or (_ISSUES.match(text, span[1], end) and not seen_section)):
        return [], start
    if given is None:  # "UBND tỉnh yêu cầu Công an tỉnh chủ trì": the deed is another's
        passed = _PASSED.match(text, span[1], end)
        if passed and head().match(text, passed.end(), end):
            names, deed, span = bodies(text, passed.end(), end)
    return names, _skip(text, deed, end)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " ,:;.-":
        at += 1
    return at


def _inherited(node: Node, what: str, leads: list[str] | None = None) -> list[str]:
    """Give the bodies of the heading above; its partners only where the task has the heading's own ``leads``."""
    for above in reversed(node.above):
        told = above.cues.get(what)
        if isinstance(told, list):
            return told if leads is None or above.cues.get("leads") == leads else []
        if above.paragraph.rank is not None and above.paragraph.rank < 11 and len(above.text) < 200:
            return []
    return []


def _partners(text: str, span: Span, leads: list[str]) -> list[str]:
    names: list[str] = []
    if text.find("hối hợp", *span) < 0 and text.find("hủ trì", *span) < 0:
        return names
    for match in _WITH.finditer(text, *span):
        more, _, place = bodies(text, match.end(), span[1], inside=True)
        if place is not None:
            names += [name for name in more if name not in names and name not in leads]
    for match in _LED.finditer(text, *span) if text.find("hủ trì", *span) >= 0 else ():
        more, deed, place = bodies(text, match.end(), span[1])
        if place is not None and _HELPS.match(text, deed, span[1]):
            names += [name for name in more if name not in names and name not in leads]
    return names


def _helped(text: str, start: int, opening: int, deed: int) -> bool:
    """Say whether the bodies at ``opening`` only help: "Phòng Dân tộc chủ trì; Trung tâm Y tế phối hợp triển khai"."""
    at = opening + 1 if text.startswith(" ", opening) else opening
    return _HELPS.match(text, deed) is not None and any(m.end() == at for m in _LED.finditer(text, start, at))


def _due(low: str, span: Span, printed: list[PrintedDate]) -> str | None:
    return day_in(low, span[0], span[1], printed, yearless=True)


def _recurs(low: str, span: Span) -> str | None:
    start, end = span
    for word in _RECURRING:
        if low.find(word, start, end) >= 0:
            match = _RECURS.search(low, start, end)
            return match[0] if match else None
    return None
