"""Targets. Reads: paragraphs in their places. Writes: ``Target`` entries (spans in the folded text) and doubts.

Stages: numbers with units (``quantities``) → is it asked for (``standing``) → whose words are whose (``segments``,
``phrases``) → comparator, noun, claim (``drafting``) → subject (``whose``) → scope and deadline (``parties``,
``deadlines``).
"""

import re

from msgspec.structs import force_setattr, replace

from thidua.printed_dates import PrintedDate
from thidua.reading import phrases
from thidua.reading.announcing import (
    aims,
    is_aim,
    looks_back,
    points_elsewhere,
    sets_out,
    strives_later,
    tells_deeds,
    told_aside,
)
from thidua.reading.changing import direction
from thidua.reading.counting import counts
from thidua.reading.deadlines import deadline_in
from thidua.reading.drafting import Draft, comparator, shape, share
from thidua.reading.numberless import numberless
from thidua.reading.outline import Node
from thidua.reading.paragraphs import Paragraph
from thidua.reading.parties import baseline, per_unit, scope_of
from thidua.reading.plan import Doubt, Span, Target
from thidua.reading.quantities import Places, Quantity, quantities
from thidua.reading.repeats import without_title_repeats
from thidua.reading.segments import Segment, segments
from thidua.reading.spans import Spans
from thidua.reading.standing import Mood, Setting, asked
from thidua.reading.tables import table_targets
from thidua.reading.task_tables import Row, day_of, task_rows
from thidua.reading.whose import Memory, told_words, whose
from thidua.reading.zones import carry_lead_ins, opens_list, place_of, zone
from thidua.text import Folded, one_byte_each

_STRIVE = re.compile(r"phấn đấu|phần đầu|phấn đầu|phần đấu|phân đấu")
# every way begins with its own letter: the scan leaps from one such letter to the next
_EFFORT = re.compile(r"phấn đấu|phần đầu|phấn đầu|phần đấu|phân đấu|phải|bảo (?:đảm|bảo)|đảm (?:đảm|bảo)|yêu cầu")
_SETS = ("hấn đ", "c tiêu", "ỉ tiêu", " sẽ ", "hần đ")
"""What makes the later clauses of a sentence plans as well."""
_POINTS_BACK = re.compile(
    r"(?:các |những )?(?:tỷ lệ|tỉ lệ|chỉ tiêu|con số|mức)(?: này| đó| tương ứng| trên)+(?:$| lần lượt| là)"
)
_TORN = str.maketrans({" ": None, "o": "0", "l": "1", "i": "1"})
"""What stands in a torn or misread number for what was meant: "9 6,5%", "l0O%"."""
_MERELY = re.compile(r" ?\(?(?:năm )?(?:20\d\d)?\)?,? ?(?:là|đạt|phải đạt|đạt từ|có)? ?|.{0,8}")
"""Between a cited paper and a number: the words before the paper go with the number."""
_GROUNDS = ("căn cứ", "thực hiện", "theo ", "xét ")


class TargetReader:
    """Read the targets of one paper, paragraph by paragraph."""

    def __init__(self, fold: Folded, setting: Setting, printed: list[PrintedDate], masked: list[Span]) -> None:
        self.text, self.low, self.setting = fold.folded, fold.lower, setting
        self.printed, self.cited = printed, Spans(masked)
        self.masked = Spans([*masked, *((d.start, d.end) for d in printed)])
        self.places = Places(self.low, self.masked, fold.once(one_byte_each))
        self.found: list[Target] = []
        self.mood: str | None = None
        self.past: list[tuple[float | None, str]] = []
        self.doubts: list[Doubt] = []

    def read(self, nodes: list[Node], final: str | None) -> list[Target]:
        """Read every paragraph; ``final`` is the end of the plan, for targets that tell no deadline."""
        carry_lead_ins(nodes)
        for node in nodes:
            paragraph = node.paragraph
            if node.tail or paragraph.table or (self.setting.article and points_elsewhere(self.low, paragraph.body)):
                continue
            if self.places.worth(paragraph.body, paragraph.end) or zone(node) == "target":
                self._paragraph(node, final)
            elif self.setting.article and sets_out(self.low, paragraph.body, paragraph.end):
                self.mood = "plan"
        for row in task_rows(self.low, nodes):
            self._row(row, final)
        told = [*self.found, *table_targets(self.text, self.low, nodes, final, self.setting.year)]
        if len(nodes) > 1 and nodes[0].paragraph.rank is None:
            title = self._title_end(nodes) if len(nodes) > 3 else nodes[0].paragraph.end
            told = without_title_repeats(told, title) if len(nodes) > 3 else told
            told = [t for t in told if t.span[0] >= title or not self._reached(t)]
        self.found = sorted(told, key=_place)
        for number, target in enumerate(self.found, start=1):
            force_setattr(target, "id", f"t{number}")  # made above, nobody else holds it yet
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
        place = "target" if self.setting.pledged and place in (None, "item") else place
        unnumbered = place == "target" or self.low.find("chỉ tiêu", paragraph.body, paragraph.end) >= 0
        if not self.places.likely(paragraph.body, paragraph.end):
            for clauses in node.sentences(self.text) if unnumbered else ():
                self._without_number(clauses, node, place, final)
            return
        heads = [above for above in node.above if above.heads]
        near = [above for above in heads if above is not node.cues.get("carried")]
        memory = self._begun(paragraph, heads[-1].paragraph if heads else None)
        base_effort, base_scope = memory.effort, memory.scope
        for clauses in node.sentences(self.text):
            if memory.mood.carried and tells_deeds(self.low, clauses[0][0], clauses[-1][1]):
                memory.mood.carried = False
            if not self.places.likely(clauses[0][0], clauses[-1][1]):
                if unnumbered:
                    self._without_number(clauses, node, place, final)
                continue
            memory.effort, memory.scope = base_effort, base_scope
            at, numbers = self._sentence(clauses, memory, place)
            memory.open(len(self.found), numbers)
            told = len(numbers) - 1
            while told >= 0 and not numbers[told]:
                told -= 1
            if told < 0 and memory.mood.told is None and sets_out(self.low, clauses[0][0], clauses[-1][1]):
                memory.mood.told = "plan"
            for k, (start, end) in enumerate(clauses):
                drafts = self._clause(start, end, clauses[0][0], memory, at, numbers[k]) if k <= told else ()
                if not drafts and unnumbered:
                    self._without_number([(start, end)], node, place, final)
                for draft in drafts:
                    draft.deadline = draft.deadline or self._above(near) or final or self._above(heads)
                    self._keep(draft, node, memory)
        self.mood = memory.mood.told or ("plan" if memory.mood.carried else None)

    def _sentence(
        self, clauses: list[Span], memory: Memory, place: str | None
    ) -> tuple[str | None, list[list[Quantity]]]:
        """Give where the clauses of a sentence stand and the numbers of each that may be targets."""
        opening, end = clauses[0][0], clauses[-1][1]
        if (
            place is None
            and (len(clauses) > 1 or self.low.find(": ", opening, end) > 0)
            and opens_list(self.low, *clauses[0])
        ):
            place = "target"
        elif place is None and is_aim(self.low, opening, end):
            memory.mood.told, place = "plan", "target"
        if self.setting.article and len(clauses) > 1 and memory.mood.told is None and strives_later(self.low, clauses):
            memory.mood.told = "plan"
        planned = memory.mood.told == "plan"
        numbers: list[list[Quantity]] = []
        counted = False
        for start, stop in clauses:
            planned = planned or (counted and len(clauses) > 2)
            at = "target" if planned and place != "result" else place
            numbers.append(self._numbers(start, stop, at, counted))
            if stop < end:
                counted = _counted(numbers[-1])
                planned = planned or _sets(self.low, start, stop)
        return place, numbers

    def _begun(self, paragraph: Paragraph, lead_in: Paragraph | None) -> Memory:
        """Give what a paragraph takes over from the one before it and from its lead-in."""
        memory = Memory(opened=len(self.found))
        if self.setting.article and self.mood == "plan":
            memory.mood.carried = not told_aside(self.low, paragraph.body, paragraph.end)
        if looks_back(self.low, paragraph.body):
            memory.mood = Mood("past")
        if lead_in is not None and self.low[lead_in.end - 1] == ":":
            strives = _STRIVE.search(self.low, max(lead_in.body, lead_in.end - 160), lead_in.end)
            memory.effort = "strive" if strives else "must"
            memory.scope = scope_of(self.low, self.text, lead_in.body, lead_in.end)
        return memory

    def _row(self, row: Row, final: str | None) -> None:
        """Read the work that a row of a table gives out as a sentence of its own."""
        memory = Memory()
        if self.places.likely(*row.work):
            for draft in self._clause(*row.work, row.work[0], memory, "item", self._numbers(*row.work, "item")):
                draft.deadline = draft.deadline or day_of(self.low, row.due, self.printed) or final
                self._keep(draft, row.node, memory)

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
                node.cues["deadline"] = self._to_come(deadline_in(self.low, paragraph.body, stop, self.printed))
            if node.cues["deadline"]:
                return str(node.cues["deadline"])
        return None

    def _to_come(self, day: str | None) -> str | None:
        """Leave out a year that had passed when the paper was signed: its heading first tells how things stood."""
        year, told = self.setting.year, day[:4] if day else ""
        return None if year is not None and told.isdigit() and int(told) < year else day

    def _numbers(self, start: int, end: int, place: str | None, listed: bool = False) -> list[Quantity]:
        """Give the numbers of a clause that may be targets; ``listed``: it goes on with the counts before it."""
        found: list[Quantity] = []
        if not self.places.free(start, end):
            return found
        for quantity in quantities(self.low, start, end, self.places):
            kinds = {found[-1].kind, quantity.kind} if found else {"percent"}
            alike = len(kinds) == 1 or (kinds == {"measure", "count"} and quantity.kind == "count")
            last = found[-1].end if alike and "percent" not in kinds else None
            goes_on = listed and not self.low[start : quantity.start].strip()
            if self._plausible(quantity, start, place, quantity.lead if goes_on else last):
                found.append(quantity)
        for quantity in found:
            quantity.direction = direction(self.low, start, end, quantity)
        return found

    def _clause(
        self, start: int, end: int, opening: int, memory: Memory, place: str | None, found: list[Quantity]
    ) -> list[Draft]:
        memory.scope = scope_of(self.low, self.text, start, end) or memory.scope
        if not found:
            self._weigh_effort(start, end, memory)
            return []
        parts = segments(self.low, start, end, found)
        for segment in parts:
            behind = self.cited.behind(segment.left, segment.quantity.lead)
            if not _MERELY.fullmatch(self.low, behind, segment.quantity.lead):
                segment.left = behind  # the words of a cited paper are nobody's
        drafts = [self._draft(segment, start, end, opening, memory, place) for segment in parts]
        share(self.low, drafts)
        return drafts

    def _plausible(self, quantity: Quantity, start: int, place: str | None, last: int | None) -> bool:
        if self.masked.meets(quantity.start, quantity.end):
            return False
        return quantity.kind == "percent" or counts(self.low, start, quantity, place, last)

    def _draft(self, segment: Segment, start: int, end: int, opening: int, memory: Memory, place: str | None) -> Draft:
        low, text, quantity = self.low, self.text, segment.quantity
        self._weigh_effort(segment.left, quantity.start, memory)
        aim = comparator(self.low, segment)
        noun, predicate, verb = shape(self.low, segment)
        told = baseline(low, text, quantity.tail, segment.right) or baseline(low, text, segment.left, quantity.lead)
        return Draft(
            segment, noun, predicate, verb, aim, memory.scope,
            per_unit(low, text, start, quantity, segment.right), memory.effort, told,
            deadline_in(low, max(opening, segment.right - 900), segment.right, self.printed),
            asked(low, (opening, start), quantity.lead, end, memory.mood, self.setting, place),
        )  # fmt: skip

    def _weigh_effort(self, start: int, end: int, memory: Memory) -> None:
        told = _EFFORT.findall(self.low, start, end)
        if told:
            memory.effort = "strive" if _STRIVE.match(told[-1]) else "must"

    def _keep(self, draft: Draft, node: Node, memory: Memory) -> None:
        subject, told = whose(self.low, self.text, draft, memory)
        told = None if told and _POINTS_BACK.match(told.casefold()) else _bare(told, draft.per)
        memory.subject, memory.indicator = subject, told
        memory.verb = told_words(self.text, draft.verb) or memory.verb
        quantity = draft.segment.quantity
        if not draft.asked or (subject or "").casefold() in ("hiện tại", "hiện nay"):
            self.past.append((_tidy(quantity.value), quantity.unit))
            return
        if subject and _POINTS_BACK.match(subject.casefold()):
            antecedent = self._meant(memory)
            if antecedent is None:
                self._cannot_tell(quantity, subject)
                return
            subject, told = antecedent.subject, antecedent.indicator
        if quantity.broken:
            printed = self.text[quantity.start : quantity.end]
            meant = printed.lower().translate(_TORN)
            message = f"Số “{printed}” bị đứt quãng; đọc là {meant}."
            self.doubts.append(Doubt((quantity.start, quantity.end), "broken-number", printed, meant, message))
        start, end = phrases.trim(self.low, draft.segment.left, draft.segment.right)
        start, end = min(start, quantity.lead), max(end, quantity.tail)
        self.found.append(
            Target(
                f"t{len(self.found) + 1}", (start, end), node.section, subject, _other(draft.scope, subject), told,
                draft.comparator, _tidy(quantity.value), _tidy(quantity.value_max),
                quantity.unit, draft.base, draft.effort, draft.deadline, draft.per,
            )
        )  # fmt: skip

    def _meant(self, memory: Memory) -> Target | None:
        """Give the target that "con số này", "các tỷ lệ tương ứng" points back to: as many told, as many pointing."""
        here = self.found[memory.opened : len(self.found) - memory.pointed]
        told = here or self.found[memory.opened_before : memory.opened]
        memory.pointed += 1
        as_many = len(told) == sum(map(len, memory.numbers)) - len(here)
        return told[memory.pointed - 1] if as_many and memory.pointed <= len(told) else None

    def _cannot_tell(self, quantity: Quantity, subject: str) -> None:
        printed = self.text[quantity.start : quantity.end]
        message = (
            f"Không chắc “{printed}” là của chỉ tiêu nào: “{subject}” trỏ về các chỉ tiêu nêu trước. Hãy nhập tay."
        )
        self.doubts.append(Doubt((quantity.start, quantity.end), "ambiguous", printed, None, message))


def _sets(low: str, start: int, end: int) -> bool:
    for word in _SETS:  # noqa: SIM110  # a generator costs more than the searches
        if low.find(word, start, end) >= 0:
            return True
    return False


def _counted(found: list[Quantity]) -> bool:
    """Say whether a clause sets counts only: "xây dựng 05 xã; 03 cơ quan"."""
    return bool(found) and all(quantity.kind == "count" for quantity in found)


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
