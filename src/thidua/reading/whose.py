"""Whose number it is. Reads: a draft, what its paragraph said before. Writes: the subject and what is told of it."""

import re
from collections.abc import Sequence, Sized

from msgspec import Struct, field

from thidua.reading.drafting import Draft
from thidua.reading.plan import Span
from thidua.reading.standing import Mood

_COUNTERS = frozenset(("đợt", "buổi", "cuộc", "lớp", "lượt", "phiên", "kỳ", "đoàn", "khóa", "hội", "tin", "bài"))
_COUNTED = re.compile(r"(?: (?!về|nhằm|cho|tại|trong|để|và|có|được|hoạt|đạt)[^\W\d_]+){1,3}")
_A_TIME = re.compile(r" ?/ ?(?:năm|tháng|quý|tuần|ngày)$")
_GRADE = re.compile(r"(?:loại|mức|hạng|xếp loại)(?!\w)|(?:tốt|khá|giỏi|xuất sắc)(?:, (?:tốt|khá|giỏi|xuất sắc))*$")
_BARE_RATE = re.compile(r"(?:tỷ|tỉ) lệ [^\W\d_]+(?: [^\W\d_]+)?|giải quyết|xử lý|làm rõ|khám phá")
_ELIDED = re.compile(
    r"trong (?:số )?đó,? (?:có|được|đạt|hoàn thành|tham gia|xếp loại|loại) (?!\d)"
    r"|(?:có|được) (?!\d|tỷ lệ|tỉ lệ|số |thêm)[^\W\d_]+ "
)


class Memory(Struct):
    """What a paragraph remembers from one number to the next."""

    subject: str | None = None
    indicator: str | None = None
    verb: str = ""
    scope: str | None = None
    effort: str = "must"
    mood: Mood = field(default_factory=Mood)
    opened_before: int = 0
    opened: int = 0
    numbers: Sequence[Sized] = ()
    pointed: int = 0

    def open(self, told: int, numbers: Sequence[Sized]) -> None:
        """Begin a sentence with the numbers of its clauses; ``told``: how many targets the paper told before it."""
        self.opened_before, self.opened = self.opened, told
        self.numbers, self.pointed = numbers, 0


def whose(low: str, text: str, draft: Draft, memory: Memory) -> tuple[str | None, str | None]:
    """Tell whose number it is and what is told of it, from its own words or from those before."""
    subject = told_words(text, _classified(low, draft))
    told = " ".join(w for w in (told_words(text, draft.verb), told_words(text, draft.predicate)) if w) or None
    if subject and _GRADE.match(subject.casefold()) and memory.subject and _within(low, draft):
        subject, told = memory.subject, subject
    elif subject and _part_of(low, draft) and memory.subject:
        subject, told = memory.subject, subject if told is None else f"{subject} {told}"
    elif subject is None:
        subject, told = memory.subject, told or memory.indicator
    elif told is None and memory.subject and low.startswith(" đối với", draft.segment.quantity.tail):
        told = memory.subject  # "tỷ lệ khám phá án đạt 75%, 90% đối với án nghiêm trọng"
    elif told is None and memory.subject and _BARE_RATE.fullmatch((subject or "").casefold()):
        told = memory.subject  # "100% tin báo được tiếp nhận, tỷ lệ giải quyết đạt trên 90%": of what came before
    elif told is None and draft.segment.follows:
        told = memory.verb or memory.indicator
    if told is None and draft.segment.quantity.direction:
        told = "giảm" if draft.segment.quantity.direction == "decrease" else "tăng"
    return subject, told


def _classified(low: str, draft: Draft) -> Span:
    """Let a counting word keep what it counts: "02 đợt tuyên truyền", "03 lớp tập huấn"."""
    start, end = draft.noun
    timed = _A_TIME.search(low, max(start, end - 8), end)
    if timed is not None:
        return (start, timed.start())  # "10 người/năm"
    slash = low.find("/", start + 4, end)
    if draft.per and slash > 0 and low.startswith(draft.per.lower(), slash + 1):
        return (start, slash)  # "02 tổ liên gia/xã"
    if draft.segment.quantity.kind != "count" or end <= start or low[start:end] not in _COUNTERS:
        return draft.noun
    more = _COUNTED.match(low, end, draft.segment.right)
    return (start, more.end()) if more and draft.predicate[0] <= more.end() else draft.noun


def _within(low: str, draft: Draft) -> bool:
    words_before = low[max(0, draft.segment.left - 15) : draft.segment.quantity.lead]
    return "trong đó" in words_before or "trong số đó" in words_before


def _part_of(low: str, draft: Draft) -> bool:
    """Say whether "trong đó có bằng cấp đạt 30%" goes on with the subject before it."""
    if draft.segment.follows:
        return False
    words_before = low[draft.segment.left : draft.segment.quantity.lead].strip(" ,")
    return _ELIDED.match(words_before) is not None


def told_words(text: str, span: Span) -> str | None:
    """Give the words of a span; None where it is empty."""
    return text[span[0] : span[1]].strip(" ") or None if span[1] > span[0] else None
