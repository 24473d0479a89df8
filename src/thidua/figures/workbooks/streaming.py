"""Write a table of any length as .xlsx, a piece at a time: the first bytes leave at once and memory stays flat.

Reads: rows of values. Writes: pieces of bytes. One sheet, texts in place, no formulas: a cell says what was put there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from io import RawIOBase
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | int | float | Fraction | datetime | date | None
"""A text, a number, a share (shown in hundredths), a moment on the clock of the reader, a day, or nothing."""
PIECE = 1 << 16
_ROWS = 32
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 spreadsheets count days on no particular clock
_NAME = "Số liệu"
_LONGEST = 32_767
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FONT = '<font>{}<sz val="12"/><name val="Times New Roman"/></font>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    f'<sheet name="{_NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="5"><numFmt numFmtId="164" '
    'formatCode="hh:mm\\ dd/m/yyyy"/><numFmt numFmtId="165" formatCode="dd/m/yyyy"/>'
    '<numFmt numFmtId="166" formatCode="#,##0.##"/><numFmt numFmtId="167" formatCode="hh:mm\\ dd/mm/yyyy"/>'
    '<numFmt numFmtId="168" formatCode="dd/mm/yyyy"/></numFmts>'
    f'<fonts count="2">{_FONT.format("")}{_FONT.format("<b/>")}</fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="9"><xf/><xf numFmtId="3" applyNumberFormat="1"/>'
    '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/>'
    '<xf numFmtId="167" applyNumberFormat="1"/><xf numFmtId="168" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}  # fmt: skip


class _Pipe(RawIOBase):
    """What the archive has written and nobody has taken yet."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self.waiting = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        taken = bytes(piece)  # type: ignore[call-overload]  # the archive writes bytes
        self._pieces.append(taken)
        self.waiting += len(taken)
        return len(taken)

    def take(self) -> bytes:
        taken, self._pieces, self.waiting = b"".join(self._pieces), [], 0
        return taken


def stream_xlsx(
    rows: Iterable[Sequence[Value]], *, head: int, fixed: int = 0, widths: Sequence[int] = (12, 32), name: str = _NAME
) -> Iterator[bytes]:
    """Give the pieces of a workbook of one sheet, called ``name``.

    ``widths`` are those of the first columns, in characters. The first ``head`` rows are bold and stay in sight with
    the first ``fixed`` columns. Numbers stay exact up to 15 digits, as Excel keeps them; what no spreadsheet holds in
    a text (control characters, more than 32,767 characters) is left out.

    >>> b"".join(stream_xlsx([["Xã"], ["An Bình"]], head=1))[:2]
    b'PK'
    """
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=1) as book:
        for part, text in _PARTS.items():
            book.writestr(part, _XML + text.replace(f'"{_NAME}"', f'"{_escaped(name)}"'))
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_opening(head, fixed, widths).encode())
            written: list[str] = []
            for number, row in enumerate(rows, 1):
                written.append(_row(number, row, is_head=number <= head))
                if number <= head or len(written) == _ROWS:
                    sheet.write("".join(written).encode())
                    written.clear()
                if pipe.waiting >= PIECE or number == head:
                    yield pipe.take()
            sheet.write(("".join(written) + "</sheetData></worksheet>").encode())
    yield pipe.take()


def _opening(head: int, fixed: int, widths: Sequence[int]) -> str:
    split = "".join(f' {name}="{count}"' for name, count in (("xSplit", fixed), ("ySplit", head)) if count)
    pane = f'<pane{split} topLeftCell="{_letters(fixed)}{head + 1}" state="frozen"/>' if split else ""
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    spans = [(at, at, width) for at, width in enumerate(widths, 1)] + [(len(widths) + 1, 16384, 16)]
    columns = "".join(f'<col min="{a}" max="{b}" width="{width}" customWidth="1"/>' for a, b, width in spans)
    return f'{_XML}<worksheet xmlns="{_MAIN}">{view}<cols>{columns}</cols><sheetData>'


_LETTERS: list[str] = []


def _letters(column: int) -> str:
    """The letters of a column, the first is 0.

    >>> [_letters(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    while len(_LETTERS) <= column:
        number, word = len(_LETTERS) + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            word = chr(65 + rest) + word
        _LETTERS.append(word)
    return _LETTERS[column]


def _row(number: int, values: Sequence[Value], *, is_head: bool) -> str:
    _letters(len(values))
    cells = [
        f'<c r="{_LETTERS[at]}{number}" s="1"><v>{value}</v></c>' if type(value) is int
        else _cell(f"{_LETTERS[at]}{number}", value, is_head)
        for at, value in enumerate(values) if value is not None
    ]  # fmt: skip
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, is_head: bool) -> str:
    if isinstance(value, str):
        text = _escaped(value[:_LONGEST])
        bold = ' s="2"' if is_head else ""
        return f'<c r="{place}"{bold} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, Fraction):
        return f'<c r="{place}" s="4"><v>{float(value)!r}</v></c>'
    if isinstance(value, datetime):
        days = (value.replace(tzinfo=None) - _FIRST).total_seconds() / 86400
        return f'<c r="{place}" s="{7 if value.month < 3 else 3}"><v>{days!r}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{8 if value.month < 3 else 5}"><v>{(value - _FIRST.date()).days}</v></c>'
    return f'<c r="{place}" s="{6 if isinstance(value, float) else 1}"><v>{value!r}</v></c>'


def _escaped(text: str) -> str:
    text = _UNPRINTABLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")
