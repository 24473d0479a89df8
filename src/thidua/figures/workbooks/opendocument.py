"""Open a spreadsheet of LibreOffice (.ods): values, merged areas, and cells that show another thing than they store.

Reads: the archive. Writes: Book. Comments in cells are not part of their text.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from thidua.errors import Place, UnreadableFile
from thidua.figures.workbooks.grid import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Grid,
    Oddity,
    Position,
    cell_name,
    column_number,
)
from thidua.figures.workbooks.signs import PERCENT, RAISED, STRUCK, of_format

MOST_XML = 48 * 2**20
_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_URN}{name}:1.0}}" for name in ("office", "table", "text", "style"))
_NUMBER = f"{_URN}datastyle:1.0}}"


def open_document(archive: ZipFile) -> Book:
    """Open the archive. UnreadableFile where it is encrypted, no spreadsheet, or too large to hold."""
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise UnreadableFile("Tệp đặt mật khẩu; mở bằng LibreOffice, lưu lại không có mật khẩu rồi gửi lại.")
    if archive.getinfo("content.xml").file_size > MOST_XML:
        raise UnreadableFile("Trang tính quá lớn so với một biểu số liệu; xóa phần thừa rồi gửi lại.")
    tree = fromstring(archive.read("content.xml"))
    sheet = tree.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if sheet is None:
        raise UnreadableFile("Tệp không phải bảng tính; lưu lại dạng .xlsx rồi gửi lại.")
    styles = _styles(archive, tree)
    book = Book([_grid(table, styles) for table in sheet.iter(f"{_TABLE}table")])
    book.names = dict(_names(sheet))
    book.keywords = " ".join(_keywords(archive))
    return book


_ADDRESS = re.compile(r"\$?'?([^'$]+)'?\.\$?([A-Z]{1,3})\$?(\d+)")


def _names(sheet: Any) -> Iterator[tuple[str, tuple[str, Position]]]:
    for node in sheet.iter(f"{_TABLE}named-range"):
        match = _ADDRESS.fullmatch(node.get(f"{_TABLE}cell-range-address", ""))
        if match:
            yield node.get(f"{_TABLE}name", ""), (match[1], (int(match[3]) - 1, column_number(match[2])))


def _keywords(archive: ZipFile) -> Iterator[str]:
    if "meta.xml" in archive.namelist():
        for node in fromstring(archive.read("meta.xml")).iter():
            if node.tag.endswith("}keyword") and node.text:
                yield node.text


def _styles(archive: ZipFile, tree: Any) -> dict[str, Oddity]:
    """What styles of cells and of parts of text do to what is seen: name -> oddity."""
    trees = [tree]
    if "styles.xml" in archive.namelist() and archive.getinfo("styles.xml").file_size < MOST_XML:
        trees.insert(0, fromstring(archive.read("styles.xml")))
    numbers = {str(node.get(f"{_STYLE}name")): told for t in trees for node in t.iter() if (told := _of_number(node))}
    found: dict[str, Oddity] = {}
    for style in [style for t in trees for style in t.iter(f"{_STYLE}style")]:
        name = str(style.get(f"{_STYLE}name"))
        look = _of_letters(style)
        shape = numbers.get(str(style.get(f"{_STYLE}data-style-name")))
        parent = found.get(style.get(f"{_STYLE}parent-style-name", ""))
        if look:
            found[name] = Oddity(look, only_numbers=look == RAISED)
        elif shape:
            found[name] = Oddity(shape, only_numbers=True)
        elif parent:
            found[name] = parent
    return found


def _of_letters(style: Any) -> str:
    for look in style.iter(f"{_STYLE}text-properties"):
        lines = (look.get(f"{_STYLE}text-line-through-{side}", "none") for side in ("style", "type"))
        if any(line != "none" for line in lines):
            return STRUCK
        place = look.get(f"{_STYLE}text-position", "0%").split()[0]
        if place.startswith(("super", "sub")) or place.rstrip("%").lstrip("-") not in ("0", ""):
            return RAISED
    return ""


def _of_number(style: Any) -> str:
    """What a number style does, told as the number format of Excel that does the same."""
    if style.tag not in (f"{_NUMBER}number-style", f"{_NUMBER}currency-style", f"{_NUMBER}text-style"):
        return ""
    digits = next(style.iter(f"{_NUMBER}number"), None)
    words = "".join(node.text or "" for node in style.iter(f"{_NUMBER}text"))
    if digits is None:
        is_text = next(style.iter(f"{_NUMBER}text-content"), None) is not None
        others = [node for node in style if node.tag in (f"{_NUMBER}scientific-number", f"{_NUMBER}fraction")]
        return "" if is_text or others or words.strip() else of_format(";;;")
    code = "0" + "," * (digits.get(f"{_NUMBER}display-factor", "1") != "1")
    code += (
        ".000" if digits.get(f"{_NUMBER}decimal-places") == "3" == digits.get(f"{_NUMBER}min-decimal-places") else ""
    )
    return of_format(code + (f'"{words}"' if words.strip() else ""))


def _grid(table: Any, styles: dict[str, Oddity]) -> Grid:
    grid, empty = Grid(table.get(f"{_TABLE}name", ""), []), 0
    columns, size = list[str](), 0
    for node in table.iter(f"{_TABLE}table-column"):
        again = min(int(node.get(f"{_TABLE}number-columns-repeated", "1")), MOST_COLUMNS - len(columns))
        if node.get(f"{_TABLE}visibility", "visible") != "visible":
            grid.hidden |= set(range(len(columns), len(columns) + again))
        columns += [node.get(f"{_TABLE}default-cell-style-name", "")] * again
    for row in table.iter(f"{_TABLE}table-row"):
        again = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = list(_cells(row))
        if not any(_is_filled(cell) for _, _, cell in cells):
            empty += again  # the rest of the sheet is written as one empty row, repeated a million times
            continue
        if empty + again + len(grid.rows) > MOST_ROWS:
            raise _too_far(grid.name, empty + len(grid.rows), 0)
        grid.rows += [[] for _ in range(empty)]
        empty = 0
        for _ in range(again):
            _add_row(grid, cells, styles, columns)
            size += len(grid.rows[-1])
            if size > MOST_CELLS:
                raise _too_far(grid.name, len(grid.rows), 0)
    return grid


def _is_filled(cell: Any) -> bool:
    return any(cell.get(name) is not None for name in (f"{_OFFICE}value-type", f"{_TABLE}formula"))


def _too_far(sheet: str, row: int, column: int) -> UnreadableFile:
    sentence = f"Ô {cell_name((row, column))} trở đi có dữ liệu ở quá xa bảng; xóa phần thừa rồi gửi lại."
    return UnreadableFile(sentence, Place(sheet=sheet))


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Column, how often repeated, cell."""
    column = 0
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            again = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            yield column, again, cell
            column += again


def _add_row(grid: Grid, cells: list[tuple[int, int, Any]], styles: dict[str, Oddity], columns: list[str]) -> None:
    r = len(grid.rows)
    values: list[object] = []
    for column, again, cell in cells:
        if _is_filled(cell) and column + again > MOST_COLUMNS:
            raise _too_far(grid.name, r, column)
        value, oddity = _value(cell, styles, columns[column] if column < len(columns) else "")
        values += [value] * min(again, MOST_COLUMNS - len(values))
        down, across = (int(cell.get(f"{_TABLE}number-{side}-spanned", "1")) for side in ("rows", "columns"))
        if down > 1 or across > 1:
            grid.merged.append(((r, column), (r + down - 1, column + across - 1)))
        if oddity is not None:
            grid.odd |= {(r, column + n): oddity for n in range(again)}
    while values and values[-1] is None:
        values.pop()
    grid.rows.append(values)


def _value(cell: Any, styles: dict[str, Oddity], column: str = "") -> tuple[object, Oddity | None]:
    kind = cell.get(f"{_OFFICE}value-type")
    failed = kind is None and cell.get(f"{_TABLE}formula")
    oddity = styles.get(cell.get(f"{_TABLE}style-name") or column) if kind else None
    if failed or (kind == "string" and cell.get(f"{_TABLE}formula") and _text(cell, {})[0].startswith(("#", "Err:"))):
        return _text(cell, {})[0] or None, Oddity("ô báo lỗi hoặc có công thức chưa tính")
    if (cell.get(f"{_TABLE}formula") or "").endswith(("=TRUE()", "=FALSE()")):
        return "TRUE" in cell.get(f"{_TABLE}formula"), oddity
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return number, oddity or (Oddity(PERCENT, only_numbers=True) if kind == "percentage" else None)
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true", oddity
    if kind == "date":
        said = cell.get(f"{_OFFICE}date-value", "")
        return (datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)), oddity
    if kind == "time":
        return time(), oddity
    text, runs = _text(cell, styles)
    return text or None, oddity or runs


def _text(cell: Any, styles: dict[str, Oddity]) -> tuple[str, Oddity | None]:
    """The paragraphs of a cell, and whether a part of them is struck or raised."""
    parts: list[tuple[str, str]] = []
    for number, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if number:
            parts.append(("\n", ""))
        parts += _pieces(paragraph, "", styles)
    text = "".join(piece for piece, _ in parts)
    looks = {look for piece, look in parts if look and piece.strip()}
    if not looks:
        return text, None
    left = "".join(piece for piece, look in parts if not look).strip() or None
    return text, Oddity(STRUCK if STRUCK in looks else RAISED, left, only_numbers=STRUCK not in looks)


def _pieces(node: Any, look: str, styles: dict[str, Oddity]) -> Iterator[tuple[str, str]]:
    """Text and the look it has; spaces, tabs and line breaks are elements of their own."""
    signs = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
    if node.tag == f"{_TEXT}s":
        yield " " * min(int(node.get(f"{_TEXT}c", "1")), 200), look
    elif node.tag in signs:
        yield signs[node.tag], look
    elif node.tag != f"{_OFFICE}annotation":
        own = styles.get(node.get(f"{_TEXT}style-name", ""))
        look = look or (own.doubt if own and own.doubt in (STRUCK, RAISED) else "")
        if node.text:
            yield node.text, look
        for child in node:
            yield from _pieces(child, look, styles)
            if child.tail:
                yield child.tail, look
