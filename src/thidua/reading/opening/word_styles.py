"""What a .docx keeps outside its text but prints before it: automatic numbers, fonts and borders given by styles.

Reads: ``word/numbering.xml`` and ``word/styles.xml`` as trees. Writes: labels ("1.", "a)", "II."), fonts, borders.
Without the numbers a plan typed with Word's lists would lose its outline.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DASHES = "-–—+*•"
_DEPTH = 12
"""How many styles may stand on one another; a ring of styles is cut here."""


def local(tag: str) -> str:
    """Give a tag or attribute without its namespace.

    >>> local("{http://example.org/main}p")
    'p'
    """
    return tag.rpartition("}")[2]


def value(element: Element | None, key: str = "val") -> str | None:
    """Give an attribute whatever its namespace."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if local(k) == key), None)


def child(element: Element | None, *path: str) -> Element | None:
    """Walk down by local names; None where the path breaks."""
    for name in path:
        element = next((e for e in element if local(e.tag) == name), None) if element is not None else None
    return element


def has_borders(borders: Element | None) -> bool:
    """Say whether any edge is drawn."""
    return borders is not None and any(value(edge) not in (None, "nil", "none") for edge in borders)


def spell(number: int, form: str) -> str:
    """Write a number as a list does.

    >>> spell(4, "upperRoman"), spell(2, "lowerLetter"), spell(28, "upperLetter"), spell(3, "decimalZero")
    ('IV', 'b', 'BB', '03')
    """
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 8)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            roman, number = roman + sign * (number // worth), number % worth
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


@dataclass
class Style:
    """What a style hands on to paragraphs, runs and tables."""

    based_on: str | None = None
    font: str | None = None
    number: tuple[str | None, int | None] = (None, None)
    bordered: bool = False


@dataclass
class Styles:
    """Every style by its id, and what holds where none is named."""

    by_id: dict[str, Style] = field(default_factory=dict)
    font: str | None = None
    paragraph: str | None = None

    @classmethod
    def read(cls, root: Element | None) -> "Styles":
        """Read ``styles.xml``."""
        styles = cls()
        if root is None:
            return styles
        styles.font = font_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        for element in root:
            name = value(element, "styleId")
            if local(element.tag) != "style" or name is None:
                continue
            styles.by_id[name] = Style(
                value(child(element, "basedOn")),
                font_of(child(element, "rPr")),
                number_of(child(element, "pPr")),
                has_borders(child(element, "tblPr", "tblBorders")),
            )
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                styles.paragraph = name
        return styles

    def _chain(self, name: str | None) -> list[Style]:
        chain: list[Style] = []
        while name in self.by_id and len(chain) < _DEPTH:
            chain.append(self.by_id[name])
            name = chain[-1].based_on
        return chain

    def font_for(self, run_style: str | None, paragraph_style: str | None) -> str | None:
        """Give the font of a run that names none."""
        chain = self._chain(run_style) + self._chain(paragraph_style or self.paragraph)
        return next((style.font for style in chain if style.font), self.font)

    def number_for(self, paragraph_style: str | None) -> tuple[str | None, int | None]:
        """Give list and level of a paragraph that names none."""
        chain = self._chain(paragraph_style)
        number = next((s.number[0] for s in chain if s.number[0] is not None), None)
        return number, next((s.number[1] for s in chain if s.number[1] is not None), None)

    def draws_borders(self, table_style: str | None) -> bool:
        """Say whether a table of this style shows its grid."""
        return any(style.bordered for style in self._chain(table_style))


def font_of(properties: Element | None) -> str | None:
    """Give the font that run properties name for Latin letters."""
    fonts = child(properties, "rFonts")
    return value(fonts, "ascii") or value(fonts, "hAnsi")


def number_of(properties: Element | None) -> tuple[str | None, int | None]:
    """Give list and level that paragraph properties name."""
    level = value(child(properties, "numPr", "ilvl"))
    return value(child(properties, "numPr", "numId")), int(level) if level and level.isdecimal() else None


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False

    @classmethod
    def read(cls, element: Element) -> "_Level":
        start = value(child(element, "start")) or "1"
        form = value(child(element, "numFmt")) or "decimal"
        text = value(child(element, "lvlText")) or ""
        return cls(int(start) if start.isdecimal() else 1, form, text, child(element, "isLgl") is not None)


class Numbering:
    """Count the paragraphs of every list, as Word does when it prints."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str | None, dict[int, _Level]] = {}
        self._lists: dict[str | None, tuple[str | None, dict[int, int]]] = {}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._begun: set[str] = set()
        for element in root if root is not None else ():
            if local(element.tag) == "abstractNum":
                levels = {_index(e): _Level.read(e) for e in element if local(e.tag) == "lvl"}
                self._abstract[value(element, "abstractNumId")] = levels
            elif local(element.tag) == "num":
                starts = {_index(e): _start(e) for e in element if local(e.tag) == "lvlOverride"}
                kept = {level: start for level, start in starts.items() if start is not None}
                self._lists[value(element, "numId")] = (value(child(element, "abstractNumId")), kept)

    def label(self, number: str | None, level: int | None) -> str:
        """Count one more paragraph of a list and give its printed label; "" where there is none."""
        if number is None or number not in self._lists:
            return ""
        abstract, starts = self._lists[number]
        levels, at = self._abstract.get(abstract, {}), level or 0
        if at not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({lvl: start - 1 for lvl, start in starts.items()})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [lvl for lvl in counts if lvl > at]:
            del counts[deeper]
        return self._spelled(levels, counts, at)

    @staticmethod
    def _spelled(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
        if levels[at].form == "bullet":
            sign = levels[at].text
            return sign if sign in _DASHES and sign else "-"
        if levels[at].form == "none":
            return ""
        label = levels[at].text
        for lvl in range(9):
            if f"%{lvl + 1}" in label:
                known = levels.get(lvl, _Level())
                form = "decimal" if levels[at].legal else known.form
                label = label.replace(f"%{lvl + 1}", spell(counts.get(lvl, known.start), form))
        return label.strip()


def _index(element: Element) -> int:
    found = value(element, "ilvl") or "0"
    return int(found) if found.isdecimal() else 0


def _start(element: Element) -> int | None:
    found = value(child(element, "startOverride"))
    return int(found) if found and found.isdecimal() else None
