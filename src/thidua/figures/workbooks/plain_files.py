"""Open workbooks that are text: .csv of any separator, a web table named .xls, Excel's XML of 2003.

Reads: bytes. Writes: Book. A .csv holds what the sheet showed, so that nothing shown can differ from what is stored.
"""

import csv
import io
import re
from collections import Counter
from typing import Any

from defusedxml.ElementTree import fromstring
from selectolax.lexbor import LexborHTMLParser

from thidua import old_letters as legacy
from thidua.errors import UnreadableFile
from thidua.figures.workbooks.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Book, Grid, Oddity
from thidua.figures.workbooks.signs import RAISED, STRUCK, of_format

_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_TOO_LARGE = "Tệp có quá nhiều dòng hoặc cột so với một biểu số liệu; xóa phần thừa rồi gửi lại."


def open_text(data: bytes) -> Book:
    """Open text as a workbook; UnreadableFile where it is none."""
    text = _decoded(data)
    head = text[:4000].lstrip("\ufeff \r\n\t").lower()
    if head.startswith("<") and _XML_2003 in head:
        return _xml_2003(text)
    if head.startswith("<") and ("<html" in head or "<table" in head):
        return _html(text)
    if head.startswith("<"):
        raise UnreadableFile("Tệp không phải tệp Excel; lưu lại dạng .xlsx rồi gửi lại.")
    return Book([Grid("csv", _csv(text))])


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        if legacy.detect(text) is None:
            text = data.decode("cp1258", errors="replace")
    if "\x00" in text:
        raise UnreadableFile("Tệp không phải tệp Excel; lưu lại dạng .xlsx rồi gửi lại.")
    return text


def _csv(text: str) -> list[list[object]]:
    """Rows by the separator under which most lines have equally many cells."""
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)\r?", first)
    tried = {sign: _parsed(rest if said else text, sign) for sign in ([said[1]] if said else ";,\t|")}
    best = max(tried.values(), key=_regular)
    if _regular(best) == (0, 0):
        raise UnreadableFile("Tệp không phải tệp Excel; lưu lại dạng .xlsx rồi gửi lại.")
    return [[cell if cell else None for cell in row] for row in best]


def _parsed(text: str, sign: str) -> list[list[str]]:
    try:
        rows = [
            row for row, _ in zip(csv.reader(io.StringIO(text), delimiter=sign), range(MOST_ROWS + 1), strict=False)
        ]
    except csv.Error:
        return []
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise UnreadableFile(_TOO_LARGE)
    return rows


def _regular(rows: list[list[str]]) -> tuple[int, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return count, width


def _html(text: str) -> Book:
    tree = LexborHTMLParser(text)
    grids = [_table(number, table) for number, table in enumerate(tree.css("table"), 1)]
    if not grids:
        raise UnreadableFile("Trang web không có bảng nào; lưu lại dạng .xlsx rồi gửi lại.")
    return Book(grids)


def _table(number: int, table: Any) -> Grid:
    """A web table; cells that span rows or columns are merged areas."""
    grid = Grid(f"Bảng {number}", [])
    taken: dict[int, dict[int, object]] = {}
    size = 0
    for r, line in enumerate(table.css("tr")):
        row = taken.setdefault(r, {})
        column = 0
        for cell in line.css("td, th"):
            while column in row:
                column += 1
            down, across = (_span(cell.attributes.get(side)) for side in ("rowspan", "colspan"))
            size += down * across
            if r + down > MOST_ROWS or column + across > MOST_COLUMNS or size > MOST_CELLS:
                raise UnreadableFile(_TOO_LARGE)
            for n in range(r, r + down):
                taken.setdefault(n, {}).update(dict.fromkeys(range(column, column + across), None))
            row[column] = _said(cell)
            if down > 1 or across > 1:
                grid.merged.append(((r, column), (r + down - 1, column + across - 1)))
            _mark(grid, (r, column), cell)
    for r in sorted(taken):
        row = taken[r]
        grid.rows.append([row.get(c) for c in range(max(row, default=-1) + 1)])
    return grid


def _span(said: str | None) -> int:
    return max(1, int(said)) if said and said.isascii() and said.isdigit() and len(said) < 6 else 1


def _said(cell: Any) -> str | None:
    for line in cell.css("br"):
        line.replace_with("\n")
    return cell.text() or None


def _mark(grid: Grid, position: tuple[int, int], cell: Any) -> None:
    if cell.css_first("s, strike, del") is not None:
        grid.odd[position] = Oddity(STRUCK)
    elif cell.css_first("sup, sub") is not None:
        grid.odd[position] = Oddity(RAISED, only_numbers=True)


def _xml_2003(text: str) -> Book:
    space = f"{{{_XML_2003}}}"
    tree = fromstring(text)
    looks = dict(_looks(tree, space))
    sheets = [_worksheet(sheet, space, looks) for sheet in tree.iter(f"{space}Worksheet")]
    return Book(sheets)


def _looks(tree: Any, space: str) -> Any:
    names = {"Percent": "0%"}
    for style in tree.iter(f"{space}Style"):
        for look in style:
            code = look.get(f"{space}Format", "")
            if look.tag == f"{space}Font" and look.get(f"{space}StrikeThrough") == "1":
                yield style.get(f"{space}ID"), Oddity(STRUCK)
            elif look.tag == f"{space}NumberFormat" and of_format(names.get(code, code)):
                yield style.get(f"{space}ID"), Oddity(of_format(names.get(code, code)), only_numbers=True)


def _worksheet(sheet: Any, space: str, looks: dict[str, Oddity]) -> Grid:
    grid = Grid(sheet.get(f"{space}Name", ""), [])
    r = -1
    for row in sheet.iter(f"{space}Row"):
        r = int(row.get(f"{space}Index", r + 2)) - 1
        if r >= MOST_ROWS:
            raise UnreadableFile(_TOO_LARGE)
        grid.rows += [[] for _ in range(r + 1 - len(grid.rows))]
        c = -1
        for cell in row.iter(f"{space}Cell"):
            c = int(cell.get(f"{space}Index", c + 2)) - 1
            if c >= MOST_COLUMNS:
                raise UnreadableFile(_TOO_LARGE)
            line = grid.rows[r]
            line += [None] * (c + 1 - len(line))
            line[c] = _datum(cell, space)
            down, across = (int(cell.get(f"{space}Merge{side}", "0")) for side in ("Down", "Across"))
            if down or across:
                grid.merged.append(((r, c), (r + down, c + across)))
            if cell.get(f"{space}StyleID") in looks:
                grid.odd[r, c] = looks[cell.get(f"{space}StyleID")]
            if (data := cell.find(f"{space}Data")) is not None and data.get(f"{space}Type") == "Error":
                grid.odd[r, c] = Oddity("ô báo lỗi hoặc có công thức chưa tính")
            c += across
    return grid


def _datum(cell: Any, space: str) -> object:
    data = cell.find(f"{space}Data")
    if data is None:
        return None
    said = "".join(data.itertext())
    kind = data.get(f"{space}Type")
    if kind == "Number":
        return float(said)
    if kind == "Boolean":
        return said == "1"
    if kind == "DateTime":
        from datetime import datetime

        return datetime.fromisoformat(said)
    return said or None
