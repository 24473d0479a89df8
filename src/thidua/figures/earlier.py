"""Read figures of years before the system, long or wide, row by row.

Long: unit code, element, period, number, paper in each row. Wide: a row per unit, a column per element; period and
paper stand in columns of their own or above the table («Kỳ báo cáo», «Văn bản»), as a table of many units is sent out.
Nothing is guessed: a row that is not wholly understood is a problem with its row, and then no row is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.dates import Period
from thidua.errors import OfficerError, Place, ThiduaError
from thidua.figures.elements import Catalogue, Element, catalogue
from thidua.figures.numerals import read_whole
from thidua.figures.workbooks.grid import cell_name
from thidua.figures.year_tables import MOST_HEAD_ROWS, Table, read_table, text_of
from thidua.text import fold_name
from thidua.units.registry import Registry
from thidua.units.versions import UnitVersion

HEADINGS = {
    "code": ("ma don vi", "ma", "unit"),
    "element": ("so lieu", "ma so lieu", "element"),
    "period": ("ky", "nam", "period"),
    "value": ("so", "con so", "gia tri", "value"),
    "paper": ("van ban", "van ban nguon", "paper"),
}
NAMES = ("mã đơn vị", "số liệu", "kỳ", "số", "văn bản")
_ABOVE = {"period": ("ky bao cao", "ky", "nam"), "paper": ("van ban", "van ban nguon", "theo van ban")}


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
    """Read a CSV (UTF-8) or a workbook. OfficerError where the head is not found or the file cannot be opened."""
    table = read_table(data, file)
    found = EarlierFigures()
    seen: dict[tuple[str, str, str], int] = {}
    for number, column, texts, raw in _cells(table):
        try:
            why = table.why_odd(number, column)
            if why:
                raise OfficerError(f"Ô {cell_name((number - 1, column))}: {why}; sửa thành số nguyên rồi nhập lại.")
            figure = _figure(registry, texts, raw, number)
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


def _cells(table: Table) -> Iterator[tuple[int, int, dict[str, str], object]]:
    """Every figure of a table: row, column, the words that name it, the cell as stored."""
    head = table.head(HEADINGS, HEADINGS)
    if head is None:
        yield from _wide(table)
        return
    columns, start = head
    for number, row in table.rows[start:]:
        cells = {name: row[x] if x < len(row) else None for name, x in columns.items()}
        texts = {name: text_of(cell) for name, cell in cells.items()}
        if any(texts.values()):
            yield number, columns["value"], texts, cells["value"]


def _wide(table: Table) -> Iterator[tuple[int, int, dict[str, str], object]]:
    """A row per unit; an empty cell of an element is no figure (a nought is written)."""
    head = table.head(HEADINGS, ("code",))
    if head is None:
        raise OfficerError(f"Không thấy dòng tên cột; cần đủ các cột: {', '.join(NAMES)}.", Place(file=table.file))
    columns, start = head
    above = _above(table, start)
    elements = _element_columns(table, start, above.get("period", ""))
    if not elements:
        raise OfficerError(f"Không thấy dòng tên cột; cần đủ các cột: {', '.join(NAMES)}, hoặc mỗi số liệu một cột.",
                           Place(file=table.file))  # fmt: skip
    for number, row in table.rows[start:]:
        own = {
            name: text_of(row[x]) for name, x in columns.items() if x < len(row) and name in ("code", "period", "paper")
        }
        if own.get("code"):
            for column, key in elements.items():
                raw = row[column] if column < len(row) else None
                if text_of(raw):
                    told = {name: text for name, text in own.items() if text}
                    yield number, column, {**above, **told, "element": key, "value": text_of(raw)}, raw


def _above(table: Table, start: int) -> dict[str, str]:
    """Period and paper where they stand above the table, each beside its label."""
    found: dict[str, str] = {}
    for _, row in table.rows[: start - 1]:
        words = [fold_name(text_of(cell)).strip(" :") for cell in row]
        for name, labels in _ABOVE.items():
            at = next((c for c, word in enumerate(words) if word in labels), None)
            said = next((text_of(cell) for cell in row[at + 1 :] if text_of(cell)), "") if at is not None else ""
            if said:
                found.setdefault(name, said)
    return found


def _element_columns(table: Table, start: int, period: str) -> dict[int, str]:
    """Columns headed by an element's key or name, in the row of headings or the rows above it."""
    try:
        day = Period.parse(period).last_day
    except OfficerError:
        day = None
    known = catalogue(day).elements.values() if day else _every_element()
    names = {e.key: e.key for e in known} | {fold_name(e.label): e.key for e in known}
    found: dict[int, str] = {}
    for _, row in table.rows[max(0, start - MOST_HEAD_ROWS) : start]:
        for column, cell in enumerate(row):
            key = names.get(text_of(cell)) or names.get(fold_name(text_of(cell)))
            if key is not None:
                found[column] = key
    return found


def _every_element() -> list[Element]:
    """Where the period stands in each row: names of the catalogue of today's rules serve to find columns only."""
    return list(catalogue(date(9999, 1, 1)).elements.values())


def bearer(registry: Registry, code: str, day: date) -> UnitVersion:
    """The unit that bore a code on a day. Excel drops the zeros in front of a code it takes for a number."""
    if code not in registry.by_code and code.isdigit() and code.zfill(5) in registry.by_code:
        code = code.zfill(5)
    return registry.bearer(code, day)


def _figure(registry: Registry, texts: Mapping[str, str], raw: object, row: int) -> EarlierFigure:
    for name, word in zip(HEADINGS, NAMES, strict=True):
        if not texts.get(name):
            raise OfficerError(f"Ô «{word}» trống" + ("; ghi 0 nếu bằng không." if name == "value" else "."))
    last_day = Period.parse(texts["period"]).last_day
    unit = bearer(registry, texts["code"], last_day)
    element = _element(catalogue(last_day), texts["element"])
    number = read_whole(raw, element.unit)
    if number.value is None:
        raise OfficerError(f"«{texts['value']}»: {number.doubt}; ghi số nguyên, ví dụ 1250.")
    if number.value < 0:
        raise OfficerError(f"Số âm ({number.value}); số đếm phải từ 0 trở lên.")
    if unit.level not in element.unit_kinds:
        raise OfficerError(f"{unit.full_name} không thuộc cấp báo cáo «{element.label}».")
    return EarlierFigure(
        unit.unit, unit.code, element.key, texts["period"], last_day, number.value, texts["paper"][:300], row
    )


def _element(known: Catalogue, words: str) -> Element:
    folded = fold_name(words)
    for element in known.elements.values():
        if element.key == words or fold_name(element.label) == folded:
            if not element.is_number:
                raise OfficerError(f"«{element.label}» không phải số đếm nên không nhập làm số liệu gốc.")
            return element
    raise OfficerError(f"Danh mục không có số liệu «{words}» trong kỳ này; chép đúng tên hoặc mã của danh mục.")
