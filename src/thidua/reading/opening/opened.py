"""What a file becomes once it is opened: one text, and where in the file each stretch of it came from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Part = Literal["body", "table", "box", "header", "footer", "note", "page"]
Kind = Literal["text", "docx", "pdf", "html"]
Progress = Callable[[int, int], None]
"""Told how many pages are read of how many: now and then, before each slow page, and twice a second during one (then
with the same numbers). What it raises ends the reading at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tell where ``text[start:end]`` stood in the file.

    ``paragraph`` counts from 1 within the file, ``page`` from 1; each is None where the format has none.
    """

    part: Part
    start: int
    end: int
    paragraph: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Carry what was noticed while opening; the reader turns it into a doubt (``code``, one Vietnamese sentence)."""

    code: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold the text of one paper, extracted once. Every span of a reading stands in ``text`` (code points).

    ``encoding`` is how the letters were stored: ``utf-8``, ``utf-16``, ``windows-1258``, ``tcvn3``, ``vni``, ``vps``,
    ``viscii``; for .docx and .pdf ``utf-8`` unless a legacy font was met, and ``ocr`` where the letters were recognized
    in pictures of pages.
    """

    text: str
    name: str
    sha256: str
    encoding: str
    kind: Kind
    pieces: tuple[Piece, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Tell the page that ``offset`` stands on; None where the format has no pages.

        >>> pages = (Piece("page", 0, 2, page=1), Piece("page", 2, 3, page=2))
        >>> paper = Opened("a\\nb", "x.pdf", "", "utf-8", "pdf", pages)
        >>> paper.page_of(2)
        2
        """
        pages = [p for p in self.pieces if p.page is not None and p.start <= offset]
        return pages[-1].page if pages else None


@dataclass
class Layout:
    """Gather text and pieces as a format is walked; ``text()`` joins once, so that growth stays linear."""

    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0

    def add(self, line: str, part: Part, page: int | None = None, end: str = "\n") -> None:
        """Append one paragraph or row and the line break behind it."""
        self.paragraphs += 1
        start = self.length
        self.parts.append(line + end)
        self.length += len(line) + len(end)
        self.pieces.append(Piece(part, start, start + len(line), self.paragraphs, page))

    def text(self) -> str:
        """Give the whole text."""
        return "".join(self.parts)
