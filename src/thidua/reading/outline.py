"""The outline of a paper. Reads: paragraphs. Writes: sections and, for each paragraph, what stands above it."""

import re
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from thidua.reading.clauses import sentences, signs_of
from thidua.reading.paragraphs import LEAD_IN, Paragraph
from thidua.reading.plan import Section, Span

_ORDINALS = {
    word: str(number)
    for number, word in enumerate(["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], start=1)
}
_WORDS = re.compile(r"(?:phần|chương|mục|điều|thứ)\s+", re.I)
_RECIPIENTS = re.compile(r"[\s*]*nơi\s+(?:nhận|gửi)\s*:?", re.I)
_OTHERS = re.compile(
    r"\W*(?:các )?(?:tin|bài)(?: viết)?,?(?: tin| bài)? (?:liên quan|khác|cùng chuyên mục|mới(?: nhất)?"
    r"|đọc nhiều|đã đưa|cũ hơn)\W*"
)
_STOP = re.compile("[.:;] ")
_PLAIN = frozenset(("number", "dotted", "letter", "roman", "capital", "bracket"))
"""Labels that are one word."""
TITLE = 160
"""Longest title kept of a section that is a whole paragraph."""


class Node(Struct):
    """One paragraph in its place: its section, the paragraphs above it (nearest last) and whether it heads others."""

    paragraph: Paragraph
    text: str
    section: str | None = None
    above: tuple["Node", ...] = ()
    heads: bool = False
    tail: bool = False
    cues: dict[str, object] = field(default_factory=dict)
    signs: bytes | None = None
    _sentences: list[list[Span]] | None = None

    def sentences(self, flat: str) -> list[list[Span]]:
        """Give the sentences of the paragraph, each as its clauses; cut once for all who read them."""
        if self._sentences is None:
            self._sentences = sentences(flat, self.paragraph.body, self.paragraph.end, self.signs)
        return self._sentences


class _Place(NamedTuple):
    """What stands open at one rank: the nodes down to it, its nearest section, its nearest numbered part."""

    rank: int
    nodes: tuple[Node, ...]
    section: str | None
    identity: str | None


_TOP = _Place(-1, (), None, None)


def outline(flat: str, found: list[Paragraph], letters: bytes | None = None) -> tuple[list[Section], list[Node]]:
    """Give the sections in the order of the paper and a node for every paragraph; ``letters``: ``one_byte_each``.

    >>> from thidua.reading.paragraphs import Folded, paragraphs
    >>> fold = Folded("II. CHỈ TIÊU\\n1. Năm 2024\\n- Giảm 5% số vụ.")
    >>> sections, nodes = outline(fold.folded, paragraphs(fold))
    >>> [s.id for s in sections], nodes[-1].section
    (['II', 'II.1', 'II.1.-1'], 'II.1')
    """
    sections, nodes = list[Section](), list[Node]()
    stack, ranks, dashes = [_TOP], list[int](), dict[str | None, int]()
    last = end = max(found[-1].end, 1) if found else 0
    tail, others, signs = False, False, signs_of(flat, letters)
    for paragraph in found:
        node = Node(paragraph, flat[paragraph.body : paragraph.end], signs=signs)
        if not tail and len(nodes) > 3 and _opens_recipients(node):
            tail, end = True, max(nodes[-1].paragraph.end, 1)
        elif tail and _opens_annex(node):
            tail, end, stack = False, last, [_TOP]
        others = _lists_others(node) or (others and len(node.text) < TITLE and not node.text.endswith("."))
        node.tail = tail or others
        nodes.append(node)
        if paragraph.table or node.tail:
            node.section, node.above = stack[-1].section, stack[-1].nodes
            continue
        rank = paragraph.rank if paragraph.rank is not None else LEAD_IN
        while stack[-1].rank >= rank:
            stack.pop()
        place = stack[-1]
        node.above = place.nodes
        if paragraph.rank is not None:
            section, opened = _opened(node, rank, place, dashes)
            sections.append(section)
            ranks.append(rank)
            stack.append(opened)
        elif not _entitles(sections, nodes):
            node.section, node.heads = place.section, node.text.rstrip().endswith(":")
            if node.heads:
                stack.append(_Place(LEAD_IN, (*place.nodes, node), place.section, place.identity))
    return _closed(sections, ranks, end), nodes


def _opened(node: Node, rank: int, place: _Place, dashes: dict[str | None, int]) -> tuple[Section, _Place]:
    """Give the section that a labeled paragraph opens, its end still to come, and the place below it."""
    paragraph = node.paragraph
    identity = _identity(paragraph, place.identity, dashes)
    opened = _Place(rank, (*place.nodes, node), identity if rank < LEAD_IN else place.section, identity)
    node.section, node.heads = opened.section or identity, True
    return Section(identity, paragraph.label, _title(node.text), (paragraph.start, 0), place.identity), opened


_ANNEX = re.compile(
    r"[\s(*]*(?:ban hành )?kèm theo (?:quyết định|kế hoạch|công văn|chỉ thị|nghị quyết|hướng dẫn|tờ trình|thông báo"
    r"|văn bản|chương trình|đề án)(?: này)?(?= số| ngày| của| [-\d])"
    r"|[\s(*]*phụ lục(?: (?:số )?[\divx]{1,4})?(?=\W*$|\W+[^\W\d_])",
    re.I,
)


def _opens_annex(node: Node) -> bool:
    """Say whether what is signed above brings a paper of its own: "(Ban hành kèm theo Quyết định số …)"."""
    return node.paragraph.rank is None and _ANNEX.match(node.text) is not None


def _opens_recipients(node: Node) -> bool:
    return node.paragraph.rank is None and _RECIPIENTS.match(node.text) is not None


def _lists_others(node: Node) -> bool:
    """Say whether a page goes on to other pages here: "Tin liên quan", a list of headlines below it."""
    return node.paragraph.rank is None and len(node.text) < 40 and _OTHERS.fullmatch(node.text.lower()) is not None


def _entitles(sections: list[Section], nodes: list[Node]) -> bool:
    """Give a label that stands alone on its line ("Phần thứ nhất") the line below it as its title."""
    if len(nodes) < 2 or not sections or not nodes[-2].heads or nodes[-2].text.strip():
        return False
    nodes[-2].text = nodes[-1].text
    sections[-1] = replace(sections[-1], title=_title(nodes[-1].text))
    return True


def _identity(paragraph: Paragraph, parent: str | None, dashes: dict[str | None, int]) -> str:
    kind = paragraph.kind
    if kind in ("dash", "plus"):
        dashes[parent] = dashes.get(parent, 0) + 1
        own = f"{'-' if kind == 'dash' else '+'}{dashes[parent]}"
        return f"{parent}.{own}" if parent else own
    own = paragraph.label.strip(" .:;,)(/-")
    if kind not in _PLAIN:
        own = _WORDS.sub("", " ".join(paragraph.label.split())).strip(" .:;,)(/-")
    if kind == "ordinal":
        own = _ORDINALS.get(own.casefold(), own)
    if kind == "dotted" and parent:
        head, _, last = own.rpartition(".")
        if parent == head or parent.endswith("." + head):
            own = last
    return f"{parent}.{own}" if parent else own


def _title(text: str) -> str:
    words = text[: TITLE * 2].strip(" *")
    stop = _STOP.search(words)
    cut = stop.start() if stop else len(words)
    if len(words) > TITLE or cut < len(words):
        words = words[:cut] if cut <= TITLE else words[:TITLE].rsplit(" ", 1)[0]
    return words.rstrip(" .:;,")


def _closed(sections: list[Section], ranks: list[int], end: int) -> list[Section]:
    """Give every section the end that its next sibling, or a section above it, sets; else that of the body."""
    ends = [end] * len(sections)
    open_: list[int] = []
    for index, rank in enumerate(ranks):
        while open_ and ranks[open_[-1]] >= rank:
            ends[open_.pop()] = sections[index].span[0]
        open_.append(index)
    for section, stop in zip(sections, ends, strict=True):
        start = section.span[0]
        force_setattr(section, "span", (start, max(stop, start + 1)))  # made above, nobody else holds it yet
    return sections
