"""Targets. Reads: paragraphs in their places. Writes: ``Target`` entries (spans in the folded text) and doubts.

Stages: numbers with units (``quantities``) → is it asked for (``standing``) → whose words are whose (``segments``,
``phrases``) → comparator, subject, scope, deadline (here and in ``parties``, ``deadlines``).
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from thidua.printed_dates import PrintedDate
from thidua.reading import phrases
from thidua.reading.counting import counts, direction
from thidua.reading.deadlines import deadline_in
from thidua.reading.lexicon import either, words
from thidua.reading.numberless import numberless
from thidua.reading.outline import Node
from thidua.reading.parties import baseline, per_unit, scope_of
from thidua.reading.plan import Doubt, Span, Target
from thidua.reading.quantities import Quantity, free, likely, quantities, worth
from thidua.reading.repeats import without_title_repeats
from thidua.reading.segments import Segment, segments
from thidua.reading.spans import Spans
from thidua.reading.standing import Mood, Setting, aims, asked, carry_lead_ins, opens_list, place_of, zone
from thidua.reading.tables import table_targets

_STRIVE = re.compile(r"phấn đấu|phần đầu|phấn đầu|phần đấu")
# every way begins with its own letter: the scan leaps from one such letter to the next
_EFFORT = re.compile(r"phấn đấu|phần đầu|phấn đầu|phần đấu|phải|bảo (?:đảm|bảo)|đảm (?:đảm|bảo)|yêu cầu")
_LATER_AT_LEAST = re.compile(r"(?<!\w)trở lên(?!\w)")
_RATE = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "mức", "thu nhập", "tốc độ", "chỉ số", "tổng số", "diện tích", "tỷ suất")
_COUNTERS = frozenset(("đợt", "buổi", "cuộc", "lớp", "lượt", "phiên", "kỳ", "đoàn", "khóa", "hội", "tin", "bài"))
_COUNTED = re.compile(r"(?: (?!về|nhằm|cho|tại|trong|để|và|có|được|hoạt|đạt)[^\W\d_]+){1,3}")
_GRADE = re.compile(r"(?:loại|mức|hạng|xếp loại)(?!\w)")
_POINTS_BACK = re.compile(
    r"(?:các |những )?(?:tỷ lệ|tỉ lệ|chỉ tiêu|con số|mức)(?: này| đó| tương ứng| trên)+(?:$| lần lượt| là)"
)
_GROUNDS = ("căn cứ", "thực hiện", "theo ", "xét ")
_GOES_ON = re.compile(
    r" ?(?:riêng|ngoài ra|đồng thời|bên cạnh|cùng với|trong đó|đối với|song song|\d{1,3}[\d,.]* ?%)(?!\w)"
)
_BY_YEAR = re.compile(r"(?:năm|đến|tới) 20\d\d(?!\d)")
_WHOLE = re.compile(r" (?:tổng (?!hợp|đàn|diện tích)|chỉ tiêu|kế hoạch|dự toán|số phải thu)")
_SIDES = re.compile(r"(?:cả )?(?:0?\d|hai|ba|bốn) (?:tiêu chí|mặt|chỉ số)|vụ|trường hợp")
_BARE_RATE = re.compile(r"(?:tỷ|tỉ) lệ [^\W\d_]+(?: [^\W\d_]+)?|giải quyết|xử lý|làm rõ|khám phá")
_ELIDED = re.compile(r"trong đó,? (?:có|được|đạt) (?!\d)|(?:có|được) (?!\d|tỷ lệ|tỉ lệ|số |thêm)[^\W\d_]+ ")


@dataclass(slots=True)
class Draft:
    """A target while its clause is read: offsets in the folded text."""

    segment: Segment
    noun: Span
    predicate: Span
    verb: Span
    comparator: str
    scope: str | None
    per: str | None
    effort: str
    base: str | None
    deadline: str | None
    asked: bool = True
    inherited: str | None = None


@dataclass(slots=True)
class Memory:
    """What a paragraph remembers from one number to the next."""

    subject: str | None = None
    indicator: str | None = None
    verb: str = ""
    scope: str | None = None
    effort: str = "must"
    mood: Mood = field(default_factory=Mood)


class TargetReader:
    """Read the targets of one paper, paragraph by paragraph."""

    def __init__(self, text: str, low: str, setting: Setting, printed: list[PrintedDate], masked: list[Span]) -> None:
        self.text, self.low, self.setting = text, low, setting
        self.printed, self.cited = printed, Spans(masked)
        self.masked = Spans([*masked, *((d.start, d.end) for d in printed)])
        self.found: list[Target] = []
        self.mood: str | None = None
        self.past: list[tuple[float | None, str]] = []
        self.doubts: list[Doubt] = []

    def read(self, nodes: list[Node], final: str | None) -> list[Target]:
        """Read every paragraph; ``final`` is the end of the plan, for targets that tell no deadline."""
        carry_lead_ins(nodes)
        for node in nodes:
            paragraph = node.paragraph
            if node.tail or paragraph.table:
                continue
            if worth(self.low, paragraph.body, paragraph.end) or zone(node) == "target":
                self._paragraph(node, final)
        told = [*self.found, *table_targets(self.text, self.low, nodes, final, self.setting.year)]
        if len(nodes) > 1 and nodes[0].paragraph.rank is None:
            title = self._title_end(nodes) if len(nodes) > 3 else nodes[0].paragraph.end
            told = without_title_repeats(told, title) if len(nodes) > 3 else told
            told = [t for t in told if t.span[0] >= title or not self._reached(t)]
        self.found = sorted(told, key=_place)
        for number, target in enumerate(self.found, start=1):
            object.__setattr__(target, "id", f"t{number}")  # made above, nobody else holds it yet
        return self.found

    def _reached(self, target: Target) -> bool:
        """Say whether a headline only tells what the body says was reached: "Toàn tỉnh trồng trên 8.300 ha rừng"."""
        return (target.value, target.unit) in self.past and not aims(self.low, *target.span)

    def _title_end(self, nodes: list[Node]) -> int:
        """Give where the headline ends: the first short lines, behind the menu of a page as well."""
        end = nodes[0].paragraph.end
        for node in nodes[1:4]:
            paragraph = node.paragraph
            if (
                paragraph.rank is not None
                or paragraph.end - paragraph.start > 170
                or self.text[paragraph.end - 1] in ".;:"
            ):
                break
            end = paragraph.end
        return end

    def _paragraph(self, node: Node, final: str | None) -> None:
        place, paragraph = place_of(node), node.paragraph
        unnumbered = place == "target" or self.low.find("chỉ tiêu", paragraph.body, paragraph.end) >= 0
        if not likely(self.low, paragraph.body, paragraph.end):
            for clauses in node.sentences(self.text) if unnumbered else ():
                self._without_number(clauses, node, place, final)
            return
        memory = Memory()
        if self.setting.planned and self.mood == "plan" and _GOES_ON.match(self.low, paragraph.body):
            memory.mood.told = "plan"
        heads = [above for above in node.above if above.heads]
        near = [above for above in heads if above is not node.cues.get("carried")]
        lead_in = heads[-1].paragraph if heads else None
        if lead_in is not None and self.low[lead_in.end - 1] == ":":
            memory.effort = (
                "strive" if _STRIVE.search(self.low, max(lead_in.body, lead_in.end - 160), lead_in.end) else "must"
            )
            memory.scope = scope_of(self.low, self.text, lead_in.body, lead_in.end)
        base_effort, base_scope = memory.effort, memory.scope
        for clauses in node.sentences(self.text):
            if not likely(self.low, clauses[0][0], clauses[-1][1]):
                if unnumbered:
                    self._without_number(clauses, node, place, final)
                continue
            memory.effort, memory.scope = base_effort, base_scope
            at = "target" if place is None and len(clauses) > 1 and opens_list(self.low, *clauses[0]) else place
            for start, end in clauses:
                drafts = self._clause(start, end, clauses[0][0], memory, at)
                if not drafts and unnumbered:
                    self._without_number([(start, end)], node, place, final)
                for draft in drafts:
                    draft.deadline = draft.deadline or self._above(near) or final or self._above(heads)
                    self._keep(draft, node, memory)
        self.mood = memory.mood.told

    def _without_number(self, clauses: list[Span], node: Node, place: str | None, final: str | None) -> None:
        for span in clauses:
            told = numberless(self.text, self.low, span, node.section, place, node.paragraph.body)
            if told is not None:
                self.found.append(replace(told[0], id=f"t{len(self.found) + 1}", deadline=final))
                self.doubts.append(told[1])

    def _above(self, heads: list[Node]) -> str | None:
        for node in reversed(heads):
            paragraph = node.paragraph
            if "deadline" not in node.cues and self.low.startswith(_GROUNDS, paragraph.body):
                node.cues["deadline"] = None  # "Căn cứ Chỉ thị … năm 2019": the years of other papers
            if "deadline" not in node.cues:
                stop = min(paragraph.end, paragraph.body + 300)
                node.cues["deadline"] = deadline_in(self.low, paragraph.body, stop, self.printed)
            if node.cues["deadline"]:
                return str(node.cues["deadline"])
        return None

    def _clause(self, start: int, end: int, opening: int, memory: Memory, place: str | None) -> list[Draft]:
        found: list[Quantity] = []
        for quantity in quantities(self.low, start, end) if free(self.low, start, end, self.masked) else ():
            last = found[-1].end if found and found[-1].kind == quantity.kind != "percent" else None
            if self._plausible(quantity, start, place, last):
                found.append(quantity)
        for quantity in found:
            quantity.direction = direction(self.low, start, end, quantity)
        memory.scope = scope_of(self.low, self.text, start, end) or memory.scope
        if not found:
            self._weigh_effort(start, end, memory)
            return []
        parts = segments(self.low, start, end, found)
        for segment in parts:
            behind = self.cited.behind(segment.left, segment.quantity.lead)
            if segment.quantity.lead - behind > 8:
                segment.left = behind  # the words of a cited paper are nobody's
        drafts = [self._draft(segment, start, end, opening, memory, place) for segment in parts]
        self._share(drafts)
        return drafts

    def _plausible(self, quantity: Quantity, start: int, place: str | None, last: int | None) -> bool:
        if self.masked.meets(quantity.start, quantity.end):
            return False
        return quantity.kind == "percent" or counts(self.low, start, quantity, place, last)

    def _draft(self, segment: Segment, start: int, end: int, opening: int, memory: Memory, place: str | None) -> Draft:
        low, text, quantity = self.low, self.text, segment.quantity
        self._weigh_effort(segment.left, quantity.start, memory)
        comparator = self._comparator(segment)
        noun, predicate, verb = self._shape(segment)
        told = baseline(low, text, quantity.tail, segment.right) or baseline(low, text, segment.left, quantity.lead)
        return Draft(
            segment, noun, predicate, verb, comparator, memory.scope,
            per_unit(low, text, start, quantity, segment.right), memory.effort, told,
            deadline_in(low, max(opening, segment.right - 900), segment.right, self.printed),
            asked(low, (opening, start), quantity.lead, end, memory.mood, self.setting, place),
        )  # fmt: skip

    def _weigh_effort(self, start: int, end: int, memory: Memory) -> None:
        told = _EFFORT.findall(self.low, start, end)
        if told:
            memory.effort = "strive" if _STRIVE.match(told[-1]) else "must"

    def _shape(self, segment: Segment) -> tuple[Span, Span, Span]:
        """Choose what the number is told of: the noun behind it, or the one before a level verb."""
        low = self.low
        before, claim = phrases.before(low, segment.left, segment.quantity.lead)
        before = (before[0], before[0]) if low[before[0] : before[1]] in ("tổng số", "số lượng") else before
        noun, predicate, verb = segment.noun, segment.predicate, (before[0], max(claim[1], before[1]))
        shared = low.endswith("chiếm ", segment.left, segment.quantity.lead) and low.startswith("số ", before[0])
        bounds = segment.quantity.direction or segment.quantity.cue in ("lt", "le")
        counted = low.startswith("số ", before[0]) and bounds and segment.quantity.kind == "count"
        parts = "/" in segment.quantity.unit and segment.quantity.kind == "measure"
        share = segment.quantity.kind in ("percent", "ratio") and not segment.quantity.direction
        whole = share and _WHOLE.match(low, segment.quantity.tail) is not None and _nounlike(low, before)
        sides = _SIDES.fullmatch(low, *noun) is not None and _nounlike(low, before)  # "TNGT giảm 2 vụ", "5% cả 3 mặt"
        rated = _some(before) and (low.startswith(_RATE, before[0]) or shared or counted or parts or whole or sides)
        open_ = not _some(noun) and _some(before) and (rated or not _some(predicate) or _nounlike(low, before))
        if (rated or open_) and segment.quantity.direction and _some(claim):
            return (before[0], claim[1]), predicate, (0, 0)  # "số vụ xử lý hình sự tăng …": what changes, whole
        if rated or open_:
            return before, claim if _some(claim) else predicate, (0, 0)
        return noun, predicate, verb

    def _comparator(self, segment: Segment) -> str:
        quantity = segment.quantity
        cue = quantity.cue
        if cue in (None, "gt") and segment.noun[1] > segment.noun[0]:
            later = _LATER_AT_LEAST.search(self.low, quantity.tail, segment.right)
            if later is not None and " từ " not in self.low[quantity.tail : later.start()]:
                cue = "ge"
                start, stop = segment.noun
                segment.noun = phrases.trim(self.low, start, min(stop, later.start()))
                if segment.predicate[0] <= later.start() < segment.predicate[1]:
                    segment.predicate = phrases.trim(self.low, later.end(), segment.predicate[1])
        if quantity.direction and cue not in ("lt", "le"):
            return f"{quantity.direction}_ge"
        return cue or "eq"

    def _share(self, drafts: list[Draft]) -> None:
        """Give a number without a predicate the one of the next number that has one, and a change to bare nouns."""
        for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            bare = not _some(draft.predicate) and _some(draft.noun) and draft.segment.follows
            bare = bare and not self.low.startswith(" đối với", draft.segment.quantity.tail)
            if bare and later.segment.follows and not draft.segment.quantity.direction and _some(later.predicate):
                draft.predicate = later.predicate
        for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            bare = not _some(draft.noun) and not draft.segment.follows
            if bare and _some(later.noun) and later.segment.follows and self._timed(draft) and self._timed(later):
                # "đến năm 2025 đạt 50%, đến năm 2030 đạt 70% số hộ …"
                draft.noun, draft.predicate, draft.segment.follows = later.noun, later.predicate, True
        for draft, earlier in zip(drafts[1:], drafts[:-1], strict=True):
            way, quantity = earlier.segment.quantity.direction, draft.segment.quantity
            left = self.low[draft.segment.left : quantity.lead].strip(" ,")
            if way and not quantity.direction and left in ("", "và") and not _some(draft.predicate):
                quantity.direction = way
                draft.comparator = f"{way}_ge"
        for draft, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            if draft.base is None and draft.segment.quantity.direction and later.segment.quantity.direction:
                draft.base = later.base

    def _whose(self, draft: Draft, memory: Memory) -> tuple[str | None, str | None]:
        """Tell whose number it is and what is told of it, from its own words or from those before."""
        subject = self._words(self._classified(draft))
        told = " ".join(w for w in (self._words(draft.verb), self._words(draft.predicate)) if w) or None
        if subject and _GRADE.match(subject.casefold()) and memory.subject and self._within(draft):
            subject, told = memory.subject, subject
        elif subject and self._part_of(draft) and memory.subject:
            subject, told = memory.subject, subject if told is None else f"{subject} {told}"
        elif subject is None:
            subject, told = memory.subject, told or memory.indicator
        elif told is None and memory.subject and self.low.startswith(" đối với", draft.segment.quantity.tail):
            told = memory.subject  # "tỷ lệ khám phá án đạt 75%, 90% đối với án nghiêm trọng"
        elif told is None and memory.subject and _BARE_RATE.fullmatch((subject or "").casefold()):
            told = memory.subject  # "100% tin báo được tiếp nhận, tỷ lệ giải quyết đạt trên 90%": of what came before
        elif told is None and draft.segment.follows:
            told = memory.verb or memory.indicator
        if told is None and draft.segment.quantity.direction:
            told = "giảm" if draft.segment.quantity.direction == "decrease" else "tăng"
        return subject, told

    def _keep(self, draft: Draft, node: Node, memory: Memory) -> None:
        subject, told = self._whose(draft, memory)
        told = _bare(told, draft.per)
        memory.subject, memory.indicator = subject, told
        memory.verb = self._words(draft.verb) or memory.verb
        quantity = draft.segment.quantity
        if not draft.asked:
            self.past.append((_tidy(quantity.value), quantity.unit))
            return
        if subject and _POINTS_BACK.match(subject.casefold()):
            self._cannot_tell(quantity, subject)
            return
        if quantity.broken:
            printed = self.text[quantity.start : quantity.end]
            message = f"Số “{printed}” bị đứt quãng; đọc là {quantity.value:g}{quantity.unit}."
            self.doubts.append(
                Doubt((quantity.start, quantity.end), "broken-number", printed, f"{quantity.value:g}%", message)
            )
        start, end = phrases.trim(self.low, draft.segment.left, draft.segment.right)
        start, end = min(start, quantity.lead), max(end, quantity.tail)
        self.found.append(
            Target(
                f"t{len(self.found) + 1}", (start, end), node.section, subject, _other(draft.scope, subject), told,
                draft.comparator, _tidy(quantity.value), _tidy(quantity.value_max),
                quantity.unit, draft.base, draft.effort, draft.deadline, draft.per,
            )
        )  # fmt: skip

    def _classified(self, draft: Draft) -> Span:
        """Let a counting word keep what it counts: "02 đợt tuyên truyền", "03 lớp tập huấn"."""
        start, end = draft.noun
        slash = self.low.find("/", start + 4, end)
        if draft.per and slash > 0 and self.low.startswith(draft.per.lower(), slash + 1):
            return (start, slash)  # "02 tổ liên gia/xã"
        if draft.segment.quantity.kind != "count" or end <= start or self.low[start:end] not in _COUNTERS:
            return draft.noun
        more = _COUNTED.match(self.low, end, draft.segment.right)
        return (start, more.end()) if more and draft.predicate[0] <= more.end() else draft.noun

    def _timed(self, draft: Draft) -> bool:
        """Say whether a number stands behind a year of its own."""
        behind = self.low.startswith((" vào năm ", " đến năm "), draft.segment.quantity.end)
        return behind or _BY_YEAR.search(self.low, draft.segment.left, draft.segment.quantity.lead) is not None

    def _within(self, draft: Draft) -> bool:
        return "trong đó" in self.low[max(0, draft.segment.left - 12) : draft.segment.quantity.lead]

    def _part_of(self, draft: Draft) -> bool:
        """Say whether "trong đó có bằng cấp đạt 30%" goes on with the subject before it."""
        if draft.segment.follows:
            return False
        words_before = self.low[draft.segment.left : draft.segment.quantity.lead].strip(" ,")
        return _ELIDED.match(words_before) is not None

    def _cannot_tell(self, quantity: Quantity, subject: str) -> None:
        printed = self.text[quantity.start : quantity.end]
        message = (
            f"Không chắc “{printed}” là của chỉ tiêu nào: “{subject}” trỏ về các chỉ tiêu nêu trước. Hãy nhập tay."
        )
        self.doubts.append(Doubt((quantity.start, quantity.end), "ambiguous", printed, None, message))

    def _words(self, span: Span) -> str | None:
        return self.text[span[0] : span[1]].strip(" ") or None if span[1] > span[0] else None


def _bare(told: str | None, per: str | None) -> str | None:
    """Leave "mỗi X" out of the indicator: it stands in ``per``."""
    if told is None or per is None:
        return told
    return re.sub(rf"^(?:mỗi )?{re.escape(per)}(?: |$)", "", told, flags=re.I) or None


def _other(scope: str | None, subject: str | None) -> str | None:
    return None if scope is None or (subject and scope.casefold() in subject.casefold()) else scope


def _tidy(value: float | None) -> int | float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _place(target: Target) -> Span:
    return target.span


def _some(span: Span) -> bool:
    return span[1] > span[0]


@cache
def _acting() -> "re.Pattern[str]":
    deeds = [*words("targets", "acts"), *words("targets", "predicates"), "tuyên truyền", "kiểm tra", "nâng"]
    return re.compile(rf" ?(?:{either(deeds)})")


def _nounlike(low: str, span: Span) -> bool:
    """Say whether a stretch begins with a thing rather than with a deed."""
    return _acting().match(low, span[0], span[1]) is None
