"""What an .xlsx says besides its values: names, keywords, and cells that show another thing than they store.

Excel stores 0,12 for «12 %», 121 for a figure with a raised footnote mark, and both the struck and the new figure
for a correction made in one cell: values alone would be silently wrong. Reads: the archive. Writes: Inside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from thidua.errors import Place, UnreadableFile
from thidua.figures.workbooks.grid import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Oddity,
    Position,
    cell_name,
    column_number,
)

_BOOK, _RELS, _CORE = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "docProps/core.xml"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"^'?([^'!]+)'?!\$?([A-Z]{1,3})\$?(\d+)$")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_COUNTED = re.compile(rb"<(?:\w+:)?v>[^<]")
_INDEX = re.compile(rb"<(?:\w+:)?v>(\d+)</")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(\w+)="([\w.]*)"')
_ERROR = Oddity("ô báo lỗi hoặc có công thức chưa tính")
STRUCK = "ô có chữ hoặc số gạch ngang"
RAISED = "ô có chữ hoặc số viết nhỏ ở trên (chỉ số, chú thích)"
PERCENT = "ô hiện theo phần trăm"


@dataclass
class Inside:
    """What was found: odd cells and hidden columns by sheet, names, keywords."""

    odd: dict[str, dict[Position, Oddity]] = field(default_factory=dict)
    hidden: dict[str, set[int]] = field(default_factory=dict)
    names: dict[str, tuple[str, Position]] = field(default_factory=dict)
    keywords: str = ""

    def add_to(self, book: Book) -> None:
        """Put it beside the values."""
        book.names, book.keywords = self.names, self.keywords
        for grid in book.sheets:
            grid.odd = self.odd.get(grid.name, {})
            grid.hidden = self.hidden.get(grid.name, set())


def of_archive(archive: ZipFile) -> Inside:
    """Look inside an .xlsx. UnreadableFile where a cell stands so far out that the sheet could not be held."""
    inside, parts = Inside(), set(archive.namelist())
    if _CORE in parts:
        core = fromstring(archive.read(_CORE))
        inside.keywords = next((n.text or "" for n in core.iter() if _local(n) == "keywords"), "")
    if _BOOK not in parts or _RELS not in parts:
        for part in parts:
            if "worksheets/" in part:
                _refuse_far_cells(archive.read(part), part)
        return inside
    styles = _styles(archive.read(_STYLES)) if _STYLES in parts else {}
    strings = _rich_strings(archive.read(_STRINGS)) if _STRINGS in parts else {}
    targets = {n.get("Id"): n.get("Target", "") for n in fromstring(archive.read(_RELS))}
    for node in fromstring(archive.read(_BOOK)).iter():
        if _local(node) == "definedName":
            match = _REFERENCE.match((node.text or "").lstrip("="))
            if match:
                inside.names[node.get("name", "")] = (match[1], (int(match[3]) - 1, column_number(match[2])))
        elif _local(node) == "sheet":
            part, name = _part_of(node, targets), node.get("name", "")
            if part in parts:
                content = archive.read(part)
                _refuse_far_cells(content, name)
                inside.odd[name] = dict(_odd_cells(content, styles, strings))
                inside.hidden[name] = set(_hidden_columns(content))
    return inside


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _part_of(node: Any, targets: dict[str | None, str]) -> str:
    link = next((v for k, v in node.attrib.items() if k.endswith("}id")), None)
    part = targets.get(link, "")
    return part.lstrip("/") if part.startswith("/") else f"xl/{part}"


def _cells(sheet: bytes) -> Iterator[re.Match[bytes]]:
    """Every filled cell. Nothing is looked for behind the last one: a file without ends is not read again and again."""
    return _CELL.finditer(sheet, 0, sheet.rfind(b"c>") + 2)


def _refuse_far_cells(sheet: bytes, name: str) -> None:
    """One stray cell at the last row and column would need a table of seventeen billion cells in memory."""
    height = width = 0
    for match in _cells(sheet):
        at = _AT.search(match[1])
        if at:
            height, width = max(height, int(at[2])), max(width, column_number(at[1].decode()) + 1)
            if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
                there = cell_name((int(at[2]) - 1, column_number(at[1].decode())))
                sentence = f"Ô {there} có dữ liệu ở quá xa bảng; xóa ô ấy (Ctrl+End để đến) rồi gửi lại."
                raise UnreadableFile(sentence, Place(sheet=name))


def _hidden_columns(sheet: bytes) -> Iterator[int]:
    """Columns that are hidden or drawn without width; people hide all that is unused, to the end of the sheet."""
    for match in _COLUMNS.finditer(sheet, 0, max(0, sheet.find(b"sheetData"))):
        told = dict(_ATTRIBUTE.findall(match[1]))
        if told.get(b"hidden") in (b"1", b"true") or told.get(b"width") in (b"0", b"0.0"):
            yield from range(int(told.get(b"min", b"1")) - 1, min(int(told.get(b"max", b"0")), MOST_COLUMNS))


def _odd_cells(
    sheet: bytes, styles: dict[int, Oddity], strings: dict[int, Oddity]
) -> Iterator[tuple[Position, Oddity]]:
    for match in _cells(sheet):
        head, body = match.groups()
        oddity = _oddity(head, body, styles, strings)
        at = _AT.search(head) if oddity else None
        if oddity and at:
            yield (int(at[2]) - 1, column_number(at[1].decode())), oddity


def _oddity(head: bytes, body: bytes, styles: dict[int, Oddity], strings: dict[int, Oddity]) -> Oddity | None:
    if b't="e"' in head or (b"<f" in body.replace(b"x:f", b"f") and not _COUNTED.search(body)):
        return _ERROR
    if strings and b't="s"' in head:
        index = _INDEX.search(body)
        if index and int(index[1]) in strings:
            return strings[int(index[1])]
    if b't="inlineStr"' in head and (b"strike" in body or b"vertAlign" in body):
        return _of_runs(fromstring(b'<x xmlns:x14ac="x" xmlns:xml2="x">' + body + b"</x>"))
    style = _STYLE.search(head)
    return styles.get(int(style[1])) if style else None


def _rich_strings(data: bytes) -> dict[int, Oddity]:
    """Shared texts with struck or raised parts: number of the text -> oddity."""
    if b"strike" not in data and b"vertAlign" not in data:
        return {}
    items = [node for node in fromstring(data) if _local(node) == "si"]
    found = {number: _of_runs(item) for number, item in enumerate(items)}
    return {number: oddity for number, oddity in found.items() if oddity is not None}


def _of_runs(item: Any) -> Oddity | None:
    """What is left of a text when struck and raised parts are taken away."""
    left, doubt = [], ""
    for run in [node for node in item.iter() if _local(node) == "r"]:
        marks = [node for node in run.iter() if _local(node) in ("strike", "vertAlign")]
        marks = [node for node in marks if node.get("val", "1") not in ("0", "false", "baseline")]
        text = "".join(node.text or "" for node in run.iter() if _local(node) == "t")
        if not marks:
            left.append(text)
        elif text.strip():
            doubt = STRUCK if _local(marks[0]) == "strike" or doubt == STRUCK else RAISED
    if not doubt:
        return None
    return Oddity(doubt, "".join(left).strip() or None, only_numbers=doubt == RAISED)


def _styles(data: bytes) -> dict[int, Oddity]:
    """Looks that change what a stored value says: number of the cell's look -> oddity."""
    tree = fromstring(data)
    formats = {int(n.get("numFmtId", "0")): n.get("formatCode", "") for n in tree.iter() if _local(n) == "numFmt"}
    formats |= {9: "0%", 10: "0.00%"}
    fonts = next((list(n) for n in tree if _local(n) == "fonts"), [])
    struck = {
        number for number, font in enumerate(fonts)
        if any(_local(n) == "strike" and n.get("val", "1") not in ("0", "false") for n in font)
    }  # fmt: skip
    looks = next((list(n) for n in tree if _local(n) == "cellXfs"), [])
    found: dict[int, Oddity] = {}
    for number, look in enumerate(looks):
        told = of_format(formats.get(int(look.get("numFmtId", "0")), ""))
        if int(look.get("fontId", "0")) in struck:
            found[number] = Oddity(STRUCK)
        elif told:
            found[number] = Oddity(told, only_numbers=True)
    return found


_QUOTED = re.compile(r'"([^"]*)"')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_SCALE_WORDS = re.compile(r"\d|tri[eệ]u|ngh[iì]n|ng[aà]n|t[yỷỉ]|%", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")


def of_format(code: str) -> str:
    """Say how a number format makes a whole number look like another one; "" where it does not.

    >>> of_format("0%"), of_format("#,##0,") != "", of_format("#,##0"), of_format('0" vụ"')
    ('ô hiện theo phần trăm', True, '', '')
    """
    if not code or code in ("General", "@"):
        return ""
    words = "".join(_QUOTED.findall(code))
    shape = re.sub(r"\\.|_.|\*.", "", _BRACKETS.sub("", _QUOTED.sub("", code)))
    if "%" in shape:
        return PERCENT
    if ";" in code and not shape.replace(";", "").strip() and not words:
        return "ô bị định dạng để không hiện số"
    if _SCALED.search(shape.partition(";")[0]):
        return "ô hiện số đã chia nghìn"
    if _SCALE_WORDS.search(words):
        return f"ô hiện thêm «{words.strip()}» sau số"
    return "ô hiện ba chữ số lẻ, dễ nhầm với hàng nghìn" if re.search(r"\.[0]{3}(?!0)", shape) else ""
