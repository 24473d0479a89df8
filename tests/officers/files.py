"""Write a workbook as Excel, Google Sheets, LibreOffice, a web system or Zalo would hand it over."""

from __future__ import annotations

import csv
import html
import io
import random
import zipfile
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from tests.officers.odsfile import as_ods
from tests.officers.pages import Book, Box, How, Page
from thidua.figures.elements import ElementKind

PLAIN = {"", "#,##0", "@"}


def saved(book: Book, dice: random.Random) -> tuple[bytes, str]:
    """The bytes and the name of the file."""
    book.container = _container(book, dice)
    make = {
        "xlsx": _as_xlsx, "xlsx-inline": _as_xlsx, "xlsx-named-xls": _as_xlsx, "zip": _zipped, "ods": as_ods,
        "csv": _as_csv, "csv-semicolon": _as_csv, "csv-utf16": _as_csv, "html": _as_html, "xml-2003": _as_xml_2003,
    }[book.container]  # fmt: skip
    name = {
        "xlsx-named-xls": "bieu.xls",
        "zip": "bieu.zip",
        "ods": "bieu.ods",
        "html": "bieu.xls",
        "xml-2003": "bieu.xls",
    }
    ending = "bieu.csv" if book.container.startswith("csv") else "bieu.xlsx"
    return make(book), name.get(book.container, ending)


def _container(book: Book, dice: random.Random) -> str:
    kinds = ["xlsx"] * 9 + ["xlsx-inline", "xlsx-named-xls", "zip"]
    boxes = [box for page in book.pages for _, _, box in page.boxes()]
    plain = all(box.shown in PLAIN or isinstance(box.value, date | time) or "%" in box.shown for box in boxes)
    if plain:
        kinds += ["ods"] * 2
        one_page = len(book.pages) == 1 and not any(box.runs or box.is_struck or "%" in box.shown for box in boxes)
        if one_page and all(box.cached for box in boxes) and "delete_upward" not in book.deeds:
            kinds += ["xml-2003"]  # it keeps no names
            if not _needs_more_than_text(book, boxes):
                kinds += ["html", "csv", "csv-semicolon", "csv-utf16"]
    return dice.choice(kinds)


def _needs_more_than_text(book: Book, boxes: list[Box]) -> bool:
    """In a text file a date is as good a narrative as any, a broken number is one again, merged cells are gone."""
    narrative = {e.key for e in book.sheet.elements if e.kind is ElementKind.NARRATIVE}
    told = [box for box in boxes if box.of and box.of[1] in narrative and box.value is not None]
    broken = any(box.of and isinstance(box.value, float) for box in boxes)
    return broken or any(not isinstance(box.value, str) for box in told) or "merge_figures" in book.deeds


def _as_xlsx(book: Book) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options["constant_memory"] = book.container == "xlsx-inline"
    target = xlsxwriter.Workbook(out, options)
    formats: dict[tuple[object, ...], Any] = {}
    unit = " ".join(f"unit={u.code}" for u in book.sheet.units)
    if book.keywords:
        target.set_properties(
            {"keywords": f"form={book.sheet.form} period={book.meta.get('period', book.sheet.period)} {unit}"}
        )
    for page in book.pages:
        _write_page(target, target.add_worksheet(page.name), page, formats)
    if book.has_meta:
        _write_meta(target, book)
    _define_names(target, book)
    target.close()
    return out.getvalue()


def _write_page(target: Any, sheet: Any, page: Page, formats: dict[tuple[object, ...], Any]) -> None:
    covered = {}
    for first, last in page.merges:
        a, b = page.place(first), page.place(last)
        if a and b:
            covered[min(a[0], b[0]), min(a[1], b[1])] = (max(a[0], b[0]), max(a[1], b[1]))
    for (top, left), (bottom, right) in covered.items():
        sheet.merge_range(top, left, bottom, right, "")
    for r, c, box in page.boxes():
        _write_box(target, sheet, r, c, box, formats)
    for r in page.hidden_rows:
        sheet.set_row(r, None, None, {"hidden": True})
    if page.has_filter:
        sheet.autofilter(0, 0, len(page.rows) - 1, max(0, page.width - 1))
    if page.is_hidden:
        sheet.hide()


def _format(target: Any, formats: dict[tuple[object, ...], Any], **look: object) -> Any:
    key = tuple(sorted(look.items()))
    if key not in formats:
        formats[key] = target.add_format(look)
    return formats[key]


def _write_box(target: Any, sheet: Any, r: int, c: int, box: Box, formats: dict[tuple[object, ...], Any]) -> None:
    style = _format(target, formats, num_format=box.shown or "General", font_strikeout=box.is_struck)
    looks = {"struck": {"font_strikeout": True}, "raised": {"font_script": 1}, "bold": {"bold": True}}
    if box.runs:
        parts: list[object] = []
        for look, text in box.runs:
            parts += [_format(target, formats, **looks[look]), text] if look else [text]
        if len(box.runs) == 1:
            sheet.write_string(r, c, box.runs[0][1], style)
        else:
            sheet.write_rich_string(r, c, *parts)
    elif box.formula:
        sheet.write_formula(r, c, box.formula, style, box.value if box.cached else "")
    elif isinstance(box.value, bool):
        sheet.write_boolean(r, c, box.value, style)
    elif isinstance(box.value, date | datetime | time):
        sheet.write_datetime(r, c, box.value, style)
    elif isinstance(box.value, int | float):
        sheet.write_number(r, c, box.value, style)
    elif isinstance(box.value, str) and box.value:
        sheet.write_string(r, c, box.value, style)


def _write_meta(target: Any, book: Book) -> None:
    sheet = target.add_worksheet("_thidua")
    sheet.very_hidden()
    rows = [
        ("format", "thidua-returns-1"),
        ("form", book.sheet.form),
        ("period", book.meta.get("period", book.sheet.period)),
    ]
    units = [book.meta["unit"]] if "unit" in book.meta else [u.code for u in book.sheet.units]
    rows += [("unit", code) for code in units] + [("element", e.key) for e in book.sheet.elements]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


def _define_names(target: Any, book: Book) -> None:
    if book.name_mode == "none":
        return
    for name, box in book.names.items():
        if book.name_mode == "stale":
            _, r, c = book.first_places[name]
            found: tuple[int, int] | None = (r, c)
        else:
            found = book.page.place(box)
        spot = f"'{book.page.name}'!${_letters(found[1])}${found[0] + 1}" if found else f"'{book.page.name}'!#REF!"
        target.define_name(name, f"={spot}")


def _letters(column: int) -> str:
    return ("" if column < 26 else chr(64 + column // 26)) + chr(65 + column % 26)


def _zipped(book: Book) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Bao cao quy I/bieu.xlsx", _as_xlsx(book))
    return out.getvalue()


def _shown(book: Book, box: Box, sign: str) -> str:
    """A box as text, the way a sheet shows it; a figure grouped by commas is no longer sure."""
    value = box.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        if box.of and not value.is_integer():
            return f"{value:.12g}".replace(".", "," if sign == "." else ".")
        return f"{value:.12g}"
    if isinstance(value, int) and box.of and sign:
        if sign == "," and 1000 <= abs(value) < 10**6:
            book.spoil(How.EITHER, box.of)
        return f"{value:,}".replace(",", sign)
    return str(value)


def _as_csv(book: Book) -> bytes:
    """Shown texts; what the sheet showed with a Vietnamese or an English setting."""
    semicolon = book.container == "csv-semicolon"
    out = io.StringIO()
    delimiter = {"csv": ",", "csv-semicolon": ";", "csv-utf16": "\t"}[book.container]
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in book.page.rows:
        writer.writerow([_shown(book, box, "." if semicolon else ",") for box in row])
    if book.container == "csv-utf16":
        return b"\xff\xfe" + out.getvalue().encode("utf-16-le")
    return out.getvalue().encode("utf-8-sig" if semicolon else "utf-8")


def _spans(page: Page) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    spans, covered = {}, set()
    for first, last in page.merges:
        a, b = page.place(first), page.place(last)
        if a and b:
            spans[a] = (b[0] - a[0] + 1, b[1] - a[1] + 1)
            covered |= {(r, c) for r in range(a[0], b[0] + 1) for c in range(a[1], b[1] + 1)} - {a}
    return spans, covered


def _as_html(book: Book) -> bytes:
    """A table of a web page saved under the name .xls, as many systems export."""
    spans, covered = _spans(book.page)
    lines = ["<html><head><meta charset='utf-8'></head><body><table border=1>"]
    for r, row in enumerate(book.page.rows):
        cells = []
        for c, box in enumerate(row):
            if (r, c) not in covered:
                down, across = spans.get((r, c), (1, 1))
                said = html.escape(_shown(book, box, ".")).replace("\n", "<br>")
                cells.append(f"<td rowspan={down} colspan={across}>{said}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode()


def _as_xml_2003(book: Book) -> bytes:
    """Excel's own XML of 2003."""
    spans, covered = _spans(book.page)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = [f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">',
             f'<Worksheet ss:Name="{html.escape(book.page.name)}"><Table>']  # fmt: skip
    for r, row in enumerate(book.page.rows):
        cells = []
        for c, box in enumerate(row):
            if (r, c) in covered or box.value is None:
                continue
            down, across = spans.get((r, c), (1, 1))
            number = isinstance(box.value, int | float) and not isinstance(box.value, bool)
            kind = "Number" if number else "Boolean" if isinstance(box.value, bool) else "String"
            said = (
                str(int(box.value))
                if kind == "Boolean"
                else repr(box.value)
                if number
                else html.escape(_shown(book, box, ""))
            )
            if isinstance(box.value, date):
                kind, said = "DateTime", f"{box.value:%Y-%m-%d}T00:00:00.000"
            cells.append(
                f'<Cell ss:Index="{c + 1}" ss:MergeDown="{down - 1}" ss:MergeAcross="{across - 1}"><Data ss:Type="{kind}">{said}</Data></Cell>'
            )
        lines.append(f'<Row ss:Index="{r + 1}">' + "".join(cells) + "</Row>")
    return "\n".join([*lines, "</Table></Worksheet></Workbook>"]).encode()
