"""Read figures of years before the system from a table: unit code, element, period, number, paper; row by row.

Nothing is guessed: a row that is not wholly understood is a problem with its row, and then no row is taken.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.dates import Period
from thidua.errors import OfficerError, Place, ThiduaError
from thidua.figures.elements import Catalogue, Element, catalogue
from thidua.figures.numerals import read_whole
from thidua.figures.workbooks.opening import open_book
from thidua.text import fold_name
from thidua.units.registry import Registry

HEADINGS = {
    "code": ("ma don vi", "ma", "unit"),
    "element": ("so lieu", "ma so lieu", "element"),
    "period": ("ky", "nam", "period"),
    "value": ("so", "con so", "gia tri", "value"),
    "paper": ("van ban", "van ban nguon", "paper"),
}
NAMES = ("mã đơn vị", "số liệu", "kỳ", "số", "văn bản")
MOST_ROWS = 200_000


@dataclass(frozen=True)
class EarlierFigure:
    """One figure of an earlier period with the paper that states it; ``unit`` is the identity behind the code."""

    unit: str
    code: str
    element: str
    period: str
    last_day: date
    value: int
    paper: str
    row: int


@dataclass
class EarlierFigures:
    """What a table holds: figures, and a sentence for each row that cannot be taken."""

    figures: list[EarlierFigure] = field(default_factory=list)
    problems: list[OfficerError] = field(default_factory=list)


def read_earlier(registry: Registry, data: bytes, file: str) -> EarlierFigures:
    """Read a CSV (UTF-8) or Excel file. OfficerError where the head is not found or the file cannot be opened."""
    rows = _rows(data, file)
    columns, start = _columns(rows, file)
    found = EarlierFigures()
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in rows[start:]:
        cells = {name: row[x] if x < len(row) else None for name, x in columns.items()}
        if all(str(cell or "").strip() == "" for cell in cells.values()):
            continue
        try:
            figure = _figure(registry, cells, number)
            key = (figure.unit, figure.element, figure.period)
            if key in seen:
                raise OfficerError(f"Trùng với dòng {seen[key]}: cùng đơn vị, số liệu và kỳ; giữ lại một dòng.")
            seen[key] = number
            found.figures.append(figure)
        except ThiduaError as error:
            found.problems.append(OfficerError(error.sentence, Place(file=file, row=number)))
    if not found.figures and not found.problems:
        raise OfficerError("Tệp không có dòng số liệu nào dưới dòng tên cột.", Place(file=file))
    return found


def _figure(registry: Registry, cells: Mapping[str, object], row: int) -> EarlierFigure:
    texts = {name: _text(cell) for name, cell in cells.items()}
    for name, word in zip(HEADINGS, NAMES, strict=True):
        if not texts[name]:
            raise OfficerError(f"Ô «{word}» trống" + ("; ghi 0 nếu bằng không." if name == "value" else "."))
    last_day = Period.parse(texts["period"]).last_day
    code = texts["code"]
    if code not in registry.by_code and code.isdigit() and code.zfill(5) in registry.by_code:
        code = code.zfill(5)  # Excel drops the zeros in front of a code it takes for a number
    unit = registry.bearer(code, last_day)
    element = _element(catalogue(last_day), texts["element"])
    number = read_whole(cells["value"])
    if number.value is None:
        raise OfficerError(f"«{texts['value']}»: {number.doubt}; ghi số nguyên, ví dụ 1250.")
    if number.value < 0:
        raise OfficerError(f"Số âm ({number.value}); số đếm phải từ 0 trở lên.")
    if unit.level not in element.unit_kinds:
        raise OfficerError(f"{unit.full_name} không thuộc cấp báo cáo «{element.label}».")
    return EarlierFigure(
        unit.unit, code, element.key, texts["period"], last_day, number.value, texts["paper"][:300], row
    )


def _element(known: Catalogue, words: str) -> Element:
    folded = fold_name(words)
    for element in known.elements.values():
        if element.key == words or fold_name(element.label) == folded:
            if not element.is_number:
                raise OfficerError(f"«{element.label}» không phải số đếm nên không nhập làm số liệu gốc.")
            return element
    raise OfficerError(f"Danh mục không có số liệu «{words}» trong kỳ này; chép đúng tên hoặc mã của danh mục.")


def _columns(rows: list[tuple[int, list[object]]], file: str) -> tuple[dict[str, int], int]:
    """Find the row of headings among the first twenty."""
    for at, (_, row) in enumerate(rows[:20]):
        words = [fold_name(_text(cell)) for cell in row]
        found = {name: words.index(h) for name, known in HEADINGS.items() for h in known if h in words}
        if len(found) == len(HEADINGS):
            return found, at + 1
    raise OfficerError(f"Không thấy dòng tên cột; cần đủ các cột: {', '.join(NAMES)}.", Place(file=file))


def _rows(data: bytes, file: str) -> list[tuple[int, list[object]]]:
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        rows = _of_book(data, file)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise OfficerError("Không đọc được tệp; cần Excel hoặc CSV mã hóa UTF-8.", Place(file=file)) from None
        separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        rows = _numbered(csv.reader(io.StringIO(text), delimiter=separator))
    if len(rows) > MOST_ROWS:
        raise OfficerError(f"Tệp có hơn {MOST_ROWS} dòng; chia nhỏ theo năm.", Place(file=file))
    return rows


def _of_book(data: bytes, file: str) -> list[tuple[int, list[object]]]:
    for grid in open_book(data, file).sheets:
        rows = _numbered(grid.rows)
        if rows:
            return rows
    return []


def _numbered(rows: Iterable[Iterable[object]]) -> list[tuple[int, list[object]]]:
    try:
        return [(number, list(row)) for number, row in enumerate(rows, 1)]
    except csv.Error:
        raise OfficerError("Tệp CSV hỏng: dấu ngoặc kép không khép.") from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
