"""Open a web page that carries or tells of a paper.

Reads: HTML bytes. Writes: ``Opened``, lines in printed order, tables as rows between bars. What stands around the text
(``furniture``), forms and hidden parts stay out; words are never changed. Iterative, because a
hostile page nests as deep as it likes.
"""

import codecs
import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from thidua.errors import UnreadableFile
from thidua.reading.opening import refusals
from thidua.reading.opening.furniture import Furniture, is_hidden
from thidua.reading.opening.grid import Cell, spread
from thidua.reading.opening.opened import Layout, Opened, Part
from thidua.reading.opening.plain import broken, decode, fold_newlines

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_NEVER_NAMES = (
    "script style noscript template svg math iframe object embed canvas head title select option button input "
    "textarea datalist dialog audio video map"
)
_NEVER = frozenset(_NEVER_NAMES.split())
_BLOCKS_NAMES = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table caption tr td th thead tbody tfoot section article main "
    "header blockquote pre figure figcaption form fieldset legend address center details summary hr body html"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_IS_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.I)
"""Word, saving a page, writes the number or sign of a list's entry into such a span, blanks behind it."""
_BLANK = re.compile(r"[ \t\n\f\r]+")
Line = tuple[Part, str]
_NESTING = re.compile(r"<(/?)(?:div|table|section|article|main|blockquote|center|form|ul|ol|dl|span|font)\b", re.I)
_TAG = re.compile(r"</?(?!(?:script|style|template|noscript)\b)[a-z][^<>]*>", re.I)
_DEEP = 2000
_LONG_CELL = 1500
"""A cell longer than this holds a page, not a fact: the table only places things."""


def open_bytes(data: bytes, *, name: str, sha256: str, limit: int) -> Opened:
    """Open the bytes of a web page; UnreadableFile where they are no text at all."""
    source, encoding = _decoded(data, name)
    body = LexborHTMLParser(_flattened(source)).root
    lines = _lines(body, furniture=False) or _lines(body, furniture=True)
    layout = Layout()
    for part, line in lines:
        layout.add(line, part)
    text = layout.text()
    return Opened(text, name, sha256, encoding, "html", tuple(layout.pieces), broken(text) if "\ufffd" in text else ())


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    told = _CHARSET.search(data[:4096])
    try:
        text, encoding, _ = decode(data, name)
    except UnreadableFile:
        if told is None:
            raise
        text, encoding = "", "windows-1252"
    if told and encoding == "windows-1252":
        codec = told[1].decode("ascii").lower()
        try:
            text, encoding = data.decode(codecs.lookup(codec).name, "replace"), codec
        except (LookupError, UnicodeError) as error:
            raise refusals.refusal(name, refusals.BINARY) from error
    return fold_newlines(text.removeprefix("\ufeff")), encoding


def _flattened(source: str) -> str:
    """Take the nesting out of a page nested beyond sense: parsers take quadratic time on it, browsers cap it too."""
    depth = deepest = 0
    for tag in _NESTING.finditer(source):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return _TAG.sub("<br>", source) if deepest > _DEEP else source


def _lines(root: Any, *, furniture: bool) -> list[Line]:
    """Walk the tree in printed order, without recursion."""
    page = _Page()
    around = None if furniture else Furniture(root)
    waiting = [(root, False, False)]
    while waiting:
        node, leaving, in_article = waiting.pop()
        if leaving:
            page.leave(node)
        elif node.tag == "-text":
            page.say(node.text_content or "")
        elif node.tag == "span" and _IS_LABEL.search(node.attributes.get("style") or ""):
            page.label(node.text(deep=True))
        elif _shown(node, around, in_article):
            page.enter(node)
            waiting.append((node, True, in_article))
            in_article = in_article or node.tag in ("article", "main")
            children, below = [], node.child
            while below is not None:
                children.append((below, False, in_article))
                below = below.next
            waiting.extend(reversed(children))
    return page.finish()


def _shown(node: Any, around: Furniture | None, in_article: bool) -> bool:
    if node.tag in _NEVER or node.tag.startswith("-") or is_hidden(node.attributes):
        return False
    return around is None or not around.is_furniture(node, in_article=in_article)


class _Table:
    def __init__(self, bordered: bool) -> None:
        self.bordered, self.nested = bordered, False
        self.rows: list[list[list[Line]]] = []
        self.reach: list[list[tuple[int, int]]] = []

    def begin_row(self) -> None:
        """Open a row."""
        self.rows.append([])
        self.reach.append([])

    def take(self, cell: list[Line], given: Any) -> None:
        """Take a cell and how many columns and rows its attributes say it covers."""
        if not self.rows:
            self.begin_row()
        self.rows[-1].append(cell)
        self.reach[-1].append((_count(given.get("colspan")), _count(given.get("rowspan"))))

    def lines(self) -> list[Line]:
        """Rows between bars; a table that only places things as the lines it holds."""
        columns = max((len(row) for row in self.rows), default=0)
        small = columns == 2 and len(self.rows) <= 3 and not self.bordered
        long = any(sum(len(line) for _, line in cell) > _LONG_CELL for row in self.rows for cell in row)
        if columns <= 1 or small or long or self.nested:
            return [line for row in self.rows for cell in row for line in cell]
        told = (
            [Cell(" ".join(line for _, line in cell if line), *of) for cell, of in zip(row, reach, strict=True)]
            for row, reach in zip(self.rows, self.reach, strict=True)
        )
        return [("table", f"| {' | '.join(cells)} |") for cells in spread(told)]


def _count(told: str | None) -> int:
    return max(1, int(told[:4])) if told and told.isdecimal() else 1


class _Page:
    """Lines as a browser would break them."""

    def __init__(self) -> None:
        self._holders: list[list[Line]] = [[]]
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []
        self._words: list[str] = []
        self._kept = 0

    def enter(self, node: Any) -> None:
        """Open an element."""
        tag = node.tag
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag == "pre":
            self._kept += 1
        elif tag in ("ul", "ol"):
            start = node.attributes.get("start") or "1"
            self._lists.append((int(start[:6]) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._words.append(self._label())
        elif tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(_Table((node.attributes.get("border") or "0").strip("px ") not in ("0", "")))
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in ("td", "th") and self._tables:
            self._holders.append([])

    def leave(self, node: Any) -> None:
        """Close an element."""
        tag = node.tag
        if tag in _BLOCKS:
            self._break()
        if tag == "pre":
            self._kept -= 1
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag in ("td", "th") and self._tables and len(self._holders) > 1:
            self._tables[-1].take(self._holders.pop(), node.attributes)
        elif tag == "table":
            self._holders[-1].extend(self._tables.pop().lines())

    def say(self, text: str) -> None:
        """Take characters; blanks and line breaks of the source are one blank on the page."""
        if self._kept:
            *whole, last = text.split("\n")
            for line in whole:
                self._words.append(line)
                self._break()
            self._words.append(last)
        else:
            self._words.append(_BLANK.sub(" ", text))

    def label(self, printed: str) -> None:
        """Take the label that Word drew before an entry; the signs of its picture fonts are dashes."""
        own = printed.strip()
        self._words.append(f"{own if own[:1].isalnum() and len(own) > 1 else own[:1] if own[:1] in '-–+*' else '-'} ")

    def _label(self) -> str:
        """The number or dash that the browser draws before a list's entry."""
        if not self._lists:
            return ""
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _break(self) -> None:
        line = "".join(self._words)
        line = line.rstrip() if self._kept else re.sub(" {2,}", " ", line).strip(" ")
        self._words = []
        if line.strip() and line not in ("-", "- "):
            self._holders[-1].append(("body", line))

    def finish(self) -> list[Line]:
        """Give all lines; a page cut short closes what it left open."""
        self._break()
        while len(self._holders) > 1:
            held = self._holders.pop()
            self._holders[-1].extend(held)
        return self._holders[0]
