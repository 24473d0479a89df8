"""Walk one part of a .docx (body, header, footer, notes) as its XML streams by; give lines in printed order.

Reads: XML events of WordprocessingML. Writes: lines, each with the part of the paper it stood in. What the printed
paper does not show stays out: deleted and hidden words, field codes, the second copy of a text box.
"""

from dataclasses import dataclass, field

from thidua import old_letters as legacy
from thidua.reading.opening.grid import Cell, spread
from thidua.reading.opening.opened import Part
from thidua.reading.opening.word_styles import Numbering, Styles, local

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "numberingChange")
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", *_CHANGES})
_OFF = ("0", "false", "off", "none")
_EDGES = frozenset({"top", "left", "bottom", "right", "start", "end", "insideH", "insideV"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad", "ptab": "\t"}
Line = tuple[Part, str]


@dataclass
class _Paragraph:
    runs: list[tuple[str, str | None]] = field(default_factory=list)
    style: str | None = None
    number: str | None = None
    level: int | None = None


@dataclass
class _Table:
    bordered: bool = False
    rows: list[list[list[Line]]] = field(default_factory=list)
    reach: list[list[tuple[int, bool]]] = field(default_factory=list)
    """Of every cell: columns that it covers, whether it is part of the one above."""
    across: int = 1
    goes_on: bool = False

    def lines(self) -> list[Line]:
        """Rows between bars; a frame that only places words (letterhead, signatures, a box) as the lines it holds."""
        columns = max((len(row) for row in self.rows), default=0)
        if columns == 1 or (not self.bordered and columns == 2 and len(self.rows) <= 3):
            return [("box" if columns == 1 else part, line) for row in self.rows for cell in row for part, line in cell]
        told = (
            [Cell(_words(cell), across, 1, goes_on) for cell, (across, goes_on) in zip(row, reach, strict=True)]
            for row, reach in zip(self.rows, self.reach, strict=True)
        )
        return [("table", f"| {' | '.join(cells)} |") for cells in spread(told)]


def _words(cell: list[Line]) -> str:
    return " ".join(" ".join(line.split()) for _, line in cell if line.strip())


class Walk:
    """An XML target: feed it one part of a .docx, then take ``lines``."""

    def __init__(self, part: Part, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self.changed = False
        self.old: set[str] = set()
        self._part, self._styles, self._numbering = part, styles, numbering
        self._holders: list[list[Line]] = [self.lines]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._unseen = 0
        self._run_font: str | None = None
        self._run_style: str | None = None
        self._hidden = self._in_text = self._in_borders = self._in_run = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        name = local(tag)
        if self._unseen or name == "Fallback" or (name in _UNSEEN and tag[1 : -len(name) - 1] in _SPACES):
            self._unseen += 1
            self.changed = self.changed or name == "del"
            return
        if tag[1 : -len(name) - 1] not in _SPACES:
            return
        given = {local(key): text for key, text in attributes.items()}
        self._open(name, given)

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._unseen:
            self._unseen -= 1
            return
        name = local(tag)
        if tag[1 : -len(name) - 1] not in _SPACES:
            return
        if name == "t":
            self._in_text = False
        elif name == "r":
            self._in_run = False
        elif name in ("tblBorders", "tcBorders"):
            self._in_borders = False
        else:
            self._close(name)

    def data(self, text: str) -> None:
        """Take characters."""
        if self._in_text and not self._hidden and not self._unseen and self._paragraphs:
            self._say(text)

    def close(self) -> None:
        """End the part; a part cut short still gives the lines met so far."""

    def _say(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        font = self._run_font or self._styles.font_for(self._run_style, paragraph.style)
        paragraph.runs.append((text, font))

    def _open(self, name: str, given: dict[str, str]) -> None:
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "r":
            self._run_font = self._run_style = None
            self._hidden, self._in_run = False, True
        elif name == "t":
            self._in_text = True
        elif name in _SIGNS and self._in_run and self._paragraphs:
            self._say(_SIGNS[name])
        elif name == "ins":
            self.changed = True
        elif name == "txbxContent":
            self._holders.append([])
        elif name in ("tbl", "tr", "tc"):
            self._open_table(name)
        else:
            self._take_property(name, given)

    def _open_table(self, name: str) -> None:
        if name == "tbl":
            self._tables.append(_Table())
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].reach.append([])
        elif name == "tc" and self._tables:
            self._holders.append([])
            self._tables[-1].across, self._tables[-1].goes_on = 1, False

    def _take_property(self, name: str, given: dict[str, str]) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if name == "rFonts" and self._in_run:
            self._run_font = given.get("ascii") or given.get("hAnsi")
        elif name == "rStyle" and self._in_run:
            self._run_style = given.get("val")
        elif name == "vanish" and self._in_run:
            self._hidden = given.get("val", "1") not in _OFF
        elif name == "pStyle" and paragraph:
            paragraph.style = given.get("val")
        elif name == "numId" and paragraph:
            paragraph.number = given.get("val")
        elif name == "ilvl" and paragraph:
            level = given.get("val", "")
            paragraph.level = int(level) if level.isdecimal() else None
        elif name in ("tblBorders", "tcBorders"):
            self._in_borders = True
        elif name == "gridSpan" and self._tables:
            across = given.get("val", "")
            self._tables[-1].across = int(across[:3]) if across.isdecimal() else 1
        elif name == "vMerge" and self._tables:
            self._tables[-1].goes_on = given.get("val", "continue") != "restart"
        elif name == "tblStyle" and self._tables:
            self._tables[-1].bordered |= self._styles.draws_borders(given.get("val"))
        elif self._in_borders and name in _EDGES and self._tables:
            self._tables[-1].bordered |= given.get("val", "nil") not in ("nil", "none")

    def _close(self, name: str) -> None:
        if name == "p" and self._paragraphs:
            self._flush(self._paragraphs.pop())
        elif name == "txbxContent" and len(self._holders) > 1:
            held = self._holders.pop()
            self._holders[-1].extend(("box", line) for _, line in held)
            self._in_run = True
        elif name == "tc" and len(self._holders) > 1 and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(self._holders.pop())
            self._tables[-1].reach[-1].append((self._tables[-1].across, self._tables[-1].goes_on))
        elif name == "tbl" and self._tables:
            self._holders[-1].extend(self._tables.pop().lines())

    def _flush(self, paragraph: _Paragraph) -> None:
        number, level = paragraph.number, paragraph.level
        if number is None:
            number, by_style = self._styles.number_for(paragraph.style)
            level = by_style if level is None else level
        text = self._joined(paragraph.runs)
        label = self._numbering.label(number, level) if text.strip() else ""
        for line in (f"{label} {text.lstrip()}" if label else text).split("\n"):
            self._holders[-1].append((self._part, line.rstrip()))

    def _joined(self, runs: list[tuple[str, str | None]]) -> str:
        """Join neighbors of one font before converting: an old letter may be cut in two by the end of a run."""
        joined: list[tuple[list[str], str | None]] = []
        for text, font in runs:
            if joined and joined[-1][1] == font:
                joined[-1][0].append(text)
            else:
                joined.append(([text], font))
        return "".join(self._converted("".join(texts), font) for texts, font in joined)

    def _converted(self, text: str, font: str | None) -> str:
        encoding = legacy.of_font(font) if font else None
        if encoding is None or font is None:
            return text.replace("\xad", "")
        done = legacy.convert_run(text, font)
        if done != text:
            self.old.add(encoding)
        return done
