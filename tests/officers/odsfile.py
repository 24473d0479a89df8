"""Write boxes as an OpenDocument spreadsheet, as LibreOffice stores it."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import date, datetime, time

from tests.officers.pages import Book, Box, Page

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_STYLES = """<office:automatic-styles>
<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="cs" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"""


def as_ods(book: Book) -> bytes:
    """The bytes of the .ods."""
    pages = list(book.pages)
    if book.has_meta:
        rows = [
            ("format", "thidua-returns-1"),
            ("form", book.sheet.form),
            ("period", book.meta.get("period", book.sheet.period)),
        ]
        units = [book.meta["unit"]] if "unit" in book.meta else [u.code for u in book.sheet.units]
        rows += [("unit", code) for code in units] + [("element", e.key) for e in book.sheet.elements]
        pages.append(Page("_thidua", [[Box(a), Box(b)] for a, b in rows], is_hidden=True))
    body = "".join(_table(page) for page in pages)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2">{_STYLES}'
        f"<office:body><office:spreadsheet>{body}{_names(book)}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _names(book: Book) -> str:
    if book.name_mode == "none":
        return ""
    found = []
    for name, box in book.names.items():
        place = book.first_places[name][1:] if book.name_mode == "stale" else book.page.place(box)
        if place:
            where = f"$'{book.page.name}'.${chr(65 + place[1])}${place[0] + 1}"
            found.append(f'<table:named-range table:name="{name}" table:cell-range-address="{html.escape(where)}"/>')
    return f"<table:named-expressions>{''.join(found)}</table:named-expressions>"


def _table(page: Page) -> str:
    spans, covered = {}, set()
    for first, last in page.merges:
        a, b = page.place(first), page.place(last)
        if a and b:
            spans[a] = (b[0] - a[0] + 1, b[1] - a[1] + 1)
            covered |= {(r, c) for r in range(a[0], b[0] + 1) for c in range(a[1], b[1] + 1)} - {a}
    rows = []
    for r, row in enumerate(page.rows):
        cells = [_cell(box, spans.get((r, c)), (r, c) in covered) for c, box in enumerate(row)] or [
            "<table:table-cell/>"
        ]
        hidden = ' table:visibility="collapse"' if r in page.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    style = ' table:style-name="hid"' if page.is_hidden else ""
    return f'<table:table table:name="{html.escape(page.name)}"{style}>{"".join(rows) or "<table:table-row><table:table-cell/></table:table-row>"}</table:table>'


def _cell(box: Box, span: tuple[int, int] | None, is_covered: bool) -> str:
    tag = "table:covered-table-cell" if is_covered else "table:table-cell"
    more = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if box.is_struck:
        more += ' table:style-name="cs"'
    if box.formula:
        more += ' table:formula="of:=[.H7]"'
    if box.runs:
        said = "".join(
            f'<text:span text:style-name="{look}">{html.escape(text)}</text:span>' if look else html.escape(text)
            for look, text in box.runs
        )
        return f'<{tag}{more} office:value-type="string"><text:p>{said}</text:p></{tag}>'
    kind, shown = _typed(box)
    if not kind:
        return f"<{tag}{more}/>"
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in shown.split("\n"))
    return f"<{tag}{more} {kind}>{lines}</{tag}>"


def _spaced(line: str) -> str:
    """Spaces as OpenDocument keeps them: the first and every repeated one by an element."""
    said = html.escape(line)
    while "  " in said:
        said = said.replace("  ", " <text:s/>", 1)
    return "<text:s/>" + said[1:] if said.startswith(" ") else said


def _typed(box: Box) -> tuple[str, str]:
    value = box.value
    if value is None or (box.formula and not box.cached):
        return "", ""
    if isinstance(value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
    if isinstance(value, datetime | date):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f'office:value-type="time" office:time-value="PT{value:%H}H{value:%M}M00S"', f"{value:%H:%M}"
    if isinstance(value, int | float):
        kind = "percentage" if "%" in box.shown else "float"
        shown = f"{value * 100:.12g}%" if kind == "percentage" else f"{value:.12g}"
        return f'office:value-type="{kind}" office:value="{value!r}"', shown
    if box.formula and value.startswith("#"):
        return 'office:value-type="string" office:string-value=""', "#REF!"
    return 'office:value-type="string"', value
