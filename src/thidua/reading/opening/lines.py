"""Printed lines back into paragraphs: a page breaks a sentence where its line is full, not where it ends.

Reads: lines with their boxes, in points, y upward. Writes: paragraphs, each a run of lines, and what joins them.
Used for text layers and for recognized pictures of pages alike.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LABEL = re.compile(
    r"(?:[-–—+*•●▪]|\(?\d{1,2}(?:\.\d{1,2})*(?:[.)](?!\d)|/(?=\s))|[a-zđ]\)|[IVXL]{1,6}[.)]|[A-ZĐ][.)]|(?:Điều|Mục|Chương|Phần)\s+[\dIVXL])\s*",
)
_RECIPIENTS = re.compile(r"[Nn](?:ơi nhận|ƠI NHẬN)\s*:")
_CUT_CODE = re.compile(r"\d ?/[A-ZĐ][^\W_]*-(?:[^\W_]+-)*$")
"""A number and symbol that go on behind their last hyphen: "Số: 03/CTPH-HLHPN-"."""
_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.I)
_MARGIN = 0.09
"""The top and bottom strips of a page, as a share of its height, in which a lone number is the page's."""
_INDENT = 9.0
"""Points by which a first line stands in from its paragraph."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed: its words and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    words: float | None = None
    """Where its words begin behind a label that stands off from them."""

    @property
    def height(self) -> float:
        """Height of the box, at least one point."""
        return max(self.top - self.bottom, 1.0)


def without_furniture(pages: list[tuple[int, list[PrintedLine], float]]) -> list[tuple[int, list[PrintedLine]]]:
    """Drop, in the margins of pages ``height`` points high, lone numbers and lines that come back on most pages."""
    often: Counter[str] = Counter()
    for _, lines, height in pages:
        often.update({_masked(line.text) for line in lines if _in_margin(line, height)})
    enough = max(3, len(pages) * 0.6)
    return [
        (number, [x for x in lines if not (_in_margin(x, height) and _is_furniture(x.text, often, enough))])
        for number, lines, height in pages
    ]


def _in_margin(line: PrintedLine, height: float) -> bool:
    return line.top < height * _MARGIN or line.bottom > height * (1 - _MARGIN)


def _is_furniture(text: str, often: Counter[str], enough: float) -> bool:
    return bool(_NUMBER.fullmatch(text)) or often[_masked(text)] >= enough


def _masked(text: str) -> str:
    """Page numbers and hours differ from page to page; the rest of a running line does not."""
    return re.sub(r"\d+", "0", text)


def in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Keep the order in which the page was written unless it leaps upward again and again; then read by position."""
    leaps = sum(b.bottom > a.top + a.height and _overlap(a, b) for a, b in pairwise(lines))
    if leaps <= max(2, len(lines) * 0.15):
        return lines
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if rows and rows[-1][0].bottom < line.bottom + line.height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _overlap(a: PrintedLine, b: PrintedLine) -> bool:
    return min(a.right, b.right) > max(a.left, b.left)


def is_label(text: str) -> bool:
    """Say whether a text is the label of a list's entry and nothing else.

    >>> is_label("-"), is_label("2.1."), is_label("IV."), is_label("Số: 4")
    (True, True, True, False)
    """
    return _LABEL.fullmatch(text) is not None


class Column:
    """The text column of one page: where its lines begin and how far they may reach."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        rights = sorted(line.right for line in lines)
        self.right = rights[int(len(rights) * 0.95)] if rights else 0.0
        long = [line for line in lines if line.right > self.right - 40] or list(lines)
        lefts = Counter(round(line.left) for line in long)
        self.left = float(min((left for left, n in lefts.items() if n * 5 >= len(long)), default=0))

    def runs_on(self, line: PrintedLine, following: PrintedLine, *, new_page: bool = False) -> bool:
        """Say whether ``following`` continues the sentence of ``line``."""
        if line.text.endswith(("./.", " |")) or following.text.startswith("| ") or _RECIPIENTS.match(following.text):
            return False
        if _LABEL.match(following.text) and not self._is_cut(line, following):
            return False
        below = 1.2 * line.height > line.bottom - following.top > -line.height and _overlap(line, following)
        if below and _CUT_CODE.search(line.text) and following.text[0].isupper():
            return True  # however narrow its column is
        full = self.right - line.right < line.height and abs(following.left - self.left) < _INDENT
        if abs(line.height - following.height) > (0.5 if full else 0.25) * line.height:
            return False  # a bold or slanted word makes a line of running text higher
        if not new_page and not below:
            return False
        centered = self._is_centered(line) and self._is_centered(following)
        words = line.left if line.words is None else line.words
        if not centered and following.left > self.left + _INDENT and words < following.left - _INDENT:
            return False
        word = following.text.split(" ", 1)[0]
        width = (line.right - line.left) / max(len(line.text), 1)
        room = self.right - line.right
        if centered:
            room += line.left - self.left
        return room < width * (len(word) + 1)

    def _is_cut(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Say whether what looks like a label is the rest of a sentence: "Thi đua" / "- Khen thưởng", "mức" / "2."."""
        if self.right - line.right > line.height or not line.text[-1].isalnum():
            return False
        return is_label(following.text) or following.text[0] in "-–"

    def _is_centered(self, line: PrintedLine) -> bool:
        before, after = line.left - self.left, self.right - line.right
        return before > _INDENT / 2 and abs(before - after) < _INDENT


def glue(line: str, following: str) -> str:
    """Give what stands between two lines of one sentence: nothing where a code was broken at its hyphen or slash.

    >>> glue("Kế hoạch số 12/KH-", "UBND ngày"), glue("an ninh", "trật tự"), glue("năm 2024 -", "2025")
    ('', ' ', ' ')
    """
    broken = re.search(r"\w[-/]$", line) and re.match(r"[A-ZĐ\d]", following)
    return "" if broken else " "


def paragraphs(pages: Sequence[tuple[int, Sequence[PrintedLine]]]) -> Iterator[list[tuple[str, int]]]:
    """Give each paragraph as (text, page) parts; a sentence that crosses a page has a part on each side."""
    open_one: list[tuple[str, int]] = []
    before: PrintedLine | None = None
    column = Column([])
    for number, lines in pages:
        here = Column(lines)
        for at, line in enumerate(lines):
            if before is not None and (column if at == 0 else here).runs_on(before, line, new_page=at == 0):
                between = glue(before.text, line.text)
                if open_one[-1][1] == number:
                    open_one[-1] = (open_one[-1][0] + between + line.text, number)
                else:
                    open_one[-1] = (open_one[-1][0] + between, open_one[-1][1])
                    open_one.append((line.text, number))
            else:
                if open_one:
                    yield open_one
                open_one = [(line.text, number)]
            before = line
        column = here
    if open_one:
        yield open_one
