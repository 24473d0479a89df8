"""A workbook as plain grids: values, merged areas, names; nothing is interpreted here.

Reads: .xlsx bytes. Writes: Book(sheets, names). Broken or strange files raise UnreadableFile with one sentence.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, is_zipfile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook

from thidua.errors import Place, UnreadableFile

Position = tuple[int, int]
MOST_ROWS, MOST_COLUMNS, MOST_BYTES = 60_000, 2_000, 256 * 2**20


@dataclass
class Grid:
    """Hold one sheet: ``rows[r][c]`` from the top left corner of the sheet, and its merged areas."""

    name: str
    rows: list[list[object]]
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    broken: frozenset[Position] = frozenset()

    def at(self, position: Position) -> object:
        """The value at (row, column), both from 0; None outside."""
        row, column = position
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            value = self.rows[row][column]
            return None if value == "" else value
        return None

    def merged_over(self, position: Position) -> tuple[Position, Position] | None:
        """The merged area that covers a position, or None."""
        for start, end in self.merged:
            if start[0] <= position[0] <= end[0] and start[1] <= position[1] <= end[1]:
                return start, end
        return None


@dataclass
class Book:
    """Hold the sheets of a workbook, where its defined names point (name -> sheet, position), and its keywords."""

    sheets: list[Grid]
    names: dict[str, tuple[str, Position]] = field(default_factory=dict)
    keywords: str = ""


def open_book(data: bytes, file: str = "") -> Book:
    """Open .xlsx (or .xls, .ods) bytes; UnreadableFile where it is none."""
    try:
        _refuse_bomb(data)
        source = CalamineWorkbook.from_filelike(BytesIO(data))
        book = Book([_grid(source, name) for name in source.sheet_names])
        _inside(data, book)
        return book
    except UnreadableFile as error:
        raise UnreadableFile(error.sentence, Place(file=file, sheet=error.place.sheet)) from None
    except (CalamineError, DefusedXmlException, ParseError, BadZipFile, ValueError, OSError) as error:
        sentence = "Không mở được như một tệp Excel; lưu lại dạng .xlsx rồi gửi lại."
        raise UnreadableFile(sentence, Place(file=file)) from error


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        sentence = f"Trang tính có hơn {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột; xóa phần thừa rồi gửi lại."
        raise UnreadableFile(sentence, Place(sheet=name))
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return Grid(name, rows, [(a, b) for a, b in sheet.merged_cell_ranges or []])


_CORE_XML = "docProps/core.xml"
_BOOK_XML, _RELS_XML = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def _refuse_bomb(data: bytes) -> None:
    """Refuse what would swell past memory; workbooks of returns are small."""
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MOST_BYTES:
        raise UnreadableFile(f"Tệp giải nén lớn hơn {MOST_BYTES // 2**20} MB; chia nhỏ rồi gửi lại.")


_REFERENCE = re.compile(r"^'?([^'!]+)'?!\$?([A-Z]{1,3})\$?(\d+)$")
_CELL = re.compile(rb"<c\b([^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_COUNTED = re.compile(rb"<v>[^<]")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')


def _inside(data: bytes, book: Book) -> None:
    """Add what the values alone do not tell: where names point, which cells hold an error or an uncounted formula."""
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as archive:
        parts = set(archive.namelist())
        if _BOOK_XML not in parts or _RELS_XML not in parts:
            return
        if _CORE_XML in parts:
            core = fromstring(archive.read(_CORE_XML))
            book.keywords = next((n.text or "" for n in core.iter() if n.tag.endswith("}keywords")), "")
        tree = fromstring(archive.read(_BOOK_XML))
        targets = {n.get("Id"): n.get("Target", "") for n in fromstring(archive.read(_RELS_XML))}
        for node in tree.iter():
            if node.tag.endswith("}definedName"):
                _add_name(book, node.get("name", ""), (node.text or "").lstrip("="))
            elif node.tag.endswith("}sheet"):
                link = next((v for k, v in node.attrib.items() if k.endswith("}id")), None)
                part = targets.get(link, "")
                part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
                grid = next((g for g in book.sheets if g.name == node.get("name")), None)
                if grid is not None and part in parts:
                    grid.broken = _broken(archive.read(part))


def _add_name(book: Book, name: str, reference: str) -> None:
    match = _REFERENCE.match(reference)
    if match:
        book.names[name] = (match[1], (int(match[3]) - 1, column_number(match[2])))


def _broken(sheet: bytes) -> frozenset[Position]:
    """Cells that hold an error, or a formula that no program has computed."""
    found = set()
    for match in _CELL.finditer(sheet):
        head, body = match.groups()
        if b't="e"' in head or (b"<f" in body and not _COUNTED.search(body)):
            at = _AT.search(head)
            if at:
                found.add((int(at[2]) - 1, column_number(at[1].decode())))
    return frozenset(found)


def column_number(letters: str) -> int:
    """Give the column, from 0, of its letters.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(position: Position) -> str:
    """Give the name that people see in Excel.

    >>> cell_name((11, 5))
    'F12'
    """
    row, column = position
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
