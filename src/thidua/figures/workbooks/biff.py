"""What an .xls (Excel 97–2003) says besides its values: cells that show another thing than they store.

Reads: the bytes of the file (a compound file with one stream of records, [MS-XLS]). Writes: odd cells by sheet,
and names. A file that is laid out otherwise gives nothing here; its values are read elsewhere.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.figures.workbooks.grid import Oddity, Position
from thidua.figures.workbooks.signs import RAISED, STRUCK, of_format

_END, _MOST_SECTORS = 0xFFFFFFF0, 400_000
_ERROR = Oddity("ô báo lỗi hoặc có công thức chưa tính")
_BUILT_IN = {9: "0%", 10: "0.00%"}
FONT, XF, FORMAT, SHEET, STRINGS, CONTINUE, EOF = 0x31, 0xE0, 0x41E, 0x85, 0xFC, 0x3C, 0x0A
NAME, EXTERN, COLUMNS = 0x18, 0x17, 0x7D
_NUMBER, _RK, _MANY_RK, _STRING, _FORMULA, _ERROR_CELL = 0x203, 0x27E, 0xBD, 0xFD, 0x06, 0x205


@dataclass
class _Looks:
    fonts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(_BUILT_IN))
    cells: list[tuple[int, int]] = field(default_factory=list)
    strings: dict[int, Oddity] = field(default_factory=dict)

    def font(self, number: int) -> str:
        """What a font does to its text; number 4 is skipped by the format."""
        at = number - 1 if number > 4 else number
        return self.fonts[at] if 0 <= at < len(self.fonts) else ""

    def oddity(self, look: int) -> Oddity | None:
        font, code = self.cells[look] if look < len(self.cells) else (0, 0)
        if self.font(font) == STRUCK:
            return Oddity(STRUCK)
        told = of_format(self.formats.get(code, ""))
        return Oddity(told, only_numbers=True) if told else None


Odd = dict[str, dict[Position, Oddity]]
Hidden = dict[str, set[int]]
Names = dict[str, tuple[str, Position]]


def inside(data: bytes) -> tuple[Odd, Hidden, Names]:
    """Give odd cells and hidden columns by the name of their sheet, and where defined names point."""
    try:
        stream = _stream(data)
        looks, sheets = _globals(stream)
        odd = {name: dict(_of_sheet(stream, offset, looks)) for name, offset in sheets}
        hidden = {name: set(_hidden_columns(stream, offset)) for name, offset in sheets}
        return odd, hidden, dict(_names(stream, [name for name, _ in sheets]))
    except (struct.error, IndexError, KeyError, ValueError):
        return {}, {}, {}


def _hidden_columns(stream: bytes, offset: int) -> Iterator[int]:
    """ColInfo: first and last column, width, look, and whether they are hidden."""
    for kind, body in _records(stream, offset):
        if kind == COLUMNS:
            first, last, width, _look, options = struct.unpack_from("<5H", body)
            if options & 1 or not width:
                yield from range(first, min(last, 255) + 1)


def _names(stream: bytes, sheets: list[str]) -> Iterator[tuple[str, tuple[str, Position]]]:
    """Defined names that point at one cell of one sheet (Lbl with a single ptgRef3d)."""
    linked: list[int] = []
    found: list[tuple[str, int, Position]] = []
    for kind, body in _records(stream, 0):
        if kind == EXTERN:
            count = struct.unpack_from("<H", body)[0]
            linked = [struct.unpack_from("<HHH", body, 2 + 6 * n)[1] for n in range(count)]
        elif kind == NAME:
            length, size = body[3], struct.unpack_from("<H", body, 4)[0]
            wide = body[14] & 1
            name = body[15 : 15 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            formula = body[15 + length * (1 + wide) :][:size]
            if len(formula) == 7 and formula[0] in (0x3A, 0x5A, 0x7A):
                sheet, row, column = struct.unpack_from("<HHH", formula, 1)
                found.append((name, sheet, (row, column & 0x3FFF)))
    for name, sheet, position in found:
        if sheet < len(linked) and linked[sheet] < len(sheets):
            yield name, (sheets[linked[sheet]], position)


def _stream(data: bytes) -> bytes:
    """The stream «Workbook» of a compound file."""
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    first_directory, small_limit = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
    table = _sector_table(data, sector)
    directory = _chain(data, sector, table, first_directory)
    entries = {}
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
        entries[name] = (
            struct.unpack_from("<I", directory, at + 116)[0],
            struct.unpack_from("<I", directory, at + 120)[0],
        )
    start, size = entries.get("Workbook") or entries["Book"]
    if size >= small_limit:
        return _chain(data, sector, table, start)[:size]
    small = _chain(data, sector, table, entries["Root Entry"][0])
    raw = _chain(data, sector, table, struct.unpack_from("<I", data, 60)[0])
    small_table = list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))
    return b"".join(small[64 * n : 64 * n + 64] for n in _links(small_table, start))[:size]


def _sector_table(data: bytes, sector: int) -> list[int]:
    places = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < _END and len(places) < _MOST_SECTORS:
        extra = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        places, more = places + list(extra[:-1]), extra[-1]
    table: list[int] = []
    for place in places:
        if place < _END:
            table += struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector)
    return table


def _links(table: list[int], start: int) -> Iterator[int]:
    steps = 0
    while start < _END and steps < _MOST_SECTORS:
        yield start
        start, steps = table[start], steps + 1


def _chain(data: bytes, sector: int, table: list[int], start: int) -> bytes:
    return b"".join(data[(n + 1) * sector : (n + 2) * sector] for n in _links(table, start))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == EOF:
            return
        at += 4 + size


def _globals(stream: bytes) -> tuple[_Looks, list[tuple[str, int]]]:
    looks, sheets, strings = _Looks(), [], list[bytes]()
    in_strings = False
    for kind, body in _records(stream, 0):
        in_strings = kind == STRINGS or (in_strings and kind == CONTINUE)
        if in_strings:
            strings.append(body)
        elif kind == FONT:
            options, raised = struct.unpack_from("<H", body, 2)[0], struct.unpack_from("<H", body, 8)[0]
            looks.fonts.append(STRUCK if options & 8 else RAISED if raised in (1, 2) else "")
        elif kind == FORMAT:
            looks.formats[struct.unpack_from("<H", body)[0]] = _text(body[2:])
        elif kind == XF:
            looks.cells.append(struct.unpack_from("<HH", body))
        elif kind == SHEET:
            wide, count = body[7], body[6]
            name = body[8 : 8 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            sheets.append((name, struct.unpack_from("<I", body)[0]))
    looks.strings = dict(_rich(strings, looks)) if strings and any(looks.fonts) else {}
    return looks, sheets


def _text(body: bytes) -> str:
    count, wide = struct.unpack_from("<H", body)[0], body[2] & 1
    return body[3 : 3 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


class _Pieces:
    """Bytes of the table of texts over its continuation records; a text that goes on begins with its flags again."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.number, self.at = pieces, 0, 0

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            if self.at >= len(self.pieces[self.number]):
                self.number, self.at = self.number + 1, 0
            part = self.pieces[self.number][self.at : self.at + count - len(taken)]
            taken, self.at = taken + part, self.at + len(part)
        return taken

    def letters(self, count: int, wide: int) -> str:
        text = ""
        while len(text) < count:
            if self.at >= len(self.pieces[self.number]):
                self.number, self.at = self.number + 1, 1
                wide = self.pieces[self.number][0] & 1
            room = (len(self.pieces[self.number]) - self.at) // (1 + wide)
            part = self.take(min(room, count - len(text)) * (1 + wide))
            text += part.decode("utf-16-le" if wide else "latin-1", errors="replace")
        return text


def _rich(strings: list[bytes], looks: _Looks) -> Iterator[tuple[int, Oddity]]:
    """Texts with struck or raised parts."""
    pieces = _Pieces(strings)
    total = struct.unpack("<II", pieces.take(8))[1]
    for number in range(total):
        count, flags = struct.unpack("<HB", pieces.take(3))
        runs = struct.unpack("<H", pieces.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", pieces.take(4))[0] if flags & 4 else 0
        text = pieces.letters(count, flags & 1)
        marks = [struct.unpack("<HH", pieces.take(4)) for _ in range(runs)]
        pieces.take(extra)
        found = _of_runs(text, marks, looks)
        if found is not None:
            yield number, found


def _of_runs(text: str, marks: list[tuple[int, int]], looks: _Looks) -> Oddity | None:
    left, seen = text[: marks[0][0]] if marks else text, ""
    for (start, font), following in zip(marks, [*marks[1:], (len(text), 0)], strict=False):
        part, look = text[start : following[0]], looks.font(font)
        if not look:
            left += part
        elif part.strip():
            seen = STRUCK if STRUCK in (look, seen) else RAISED
    return Oddity(seen, left.strip() or None, only_numbers=seen == RAISED) if seen else None


def _of_sheet(stream: bytes, offset: int, looks: _Looks) -> Iterator[tuple[Position, Oddity]]:
    for kind, body in _records(stream, offset):
        if kind in (_NUMBER, _RK, _FORMULA, _STRING, _ERROR_CELL):
            row, column, look = struct.unpack_from("<HHH", body)
            failed = (kind == _ERROR_CELL and body[7] == 1) or (
                kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2
            )
            rich = looks.strings.get(struct.unpack_from("<I", body, 6)[0]) if kind == _STRING else None
            oddity = _ERROR if failed else rich or looks.oddity(look)
            if oddity is not None:
                yield (row, column), oddity
        elif kind == _MANY_RK:
            row, column = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                oddity = looks.oddity(struct.unpack_from("<H", body, 4 + 6 * number)[0])
                if oddity is not None:
                    yield (row, column + number), oddity
