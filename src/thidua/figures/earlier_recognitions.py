"""Read recognitions of rounds before the system from a table: unit code, year, result, paper, day; row by row.

A row that is not wholly understood is a problem with its row, and then no row is taken. No name of a person is read.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from thidua.dates import parse_day
from thidua.errors import OfficerError, Place, ThiduaError
from thidua.figures.earlier import bearer
from thidua.figures.year_tables import read_table, text_of
from thidua.units.registry import Registry

HEADINGS = {
    "code": ("ma don vi", "ma", "unit"),
    "year": ("nam", "vong", "year"),
    "result": ("ket qua", "cong nhan", "result"),
    "paper": ("van ban", "quyet dinh", "so quyet dinh", "paper"),
    "day": ("ngay", "ngay quyet dinh", "ngay ky", "decided_on"),
}
NAMES = ("mã đơn vị", "năm", "kết quả", "văn bản")
NEEDED = ("code", "year", "result", "paper")
LEVELS = ("residential_area", "commune", "agency", "enterprise", "school")


class Result(StrEnum):
    """Say how a round ended for a unit."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"
    REVOKED = "revoked"


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = {
    "đạt": Result.RECOGNISED, "công nhận": Result.RECOGNISED, "được công nhận": Result.RECOGNISED,
    "đạt tiêu chuẩn": Result.RECOGNISED, "có": Result.RECOGNISED, "x": Result.RECOGNISED,
    "không đạt": Result.NOT_RECOGNISED, "chưa đạt": Result.NOT_RECOGNISED, "không": Result.NOT_RECOGNISED,
    "không được công nhận": Result.NOT_RECOGNISED, "không công nhận": Result.NOT_RECOGNISED,
    "thu hồi": Result.REVOKED, "bị thu hồi": Result.REVOKED,
}  # fmt: skip


@dataclass(frozen=True)
class EarlierRecognition:
    """One unit's result of one year's round, with the paper that decided it."""

    unit: str
    code: str
    year: int
    result: Result
    paper: str
    decided_on: date | None
    row: int

    @property
    def last_day(self) -> date:
        """The day that says which unit bore the code."""
        return date(self.year, 12, 31)


@dataclass
class EarlierRecognitions:
    """What a table holds: results, and a sentence for each row that cannot be taken."""

    recognitions: list[EarlierRecognition] = field(default_factory=list)
    problems: list[OfficerError] = field(default_factory=list)


def read_earlier_recognitions(registry: Registry, data: bytes, file: str) -> EarlierRecognitions:
    """Read a CSV (UTF-8) or a workbook. OfficerError where the head is not found or the file cannot be opened."""
    table = read_table(data, file)
    head = table.head(HEADINGS, NEEDED)
    if head is None:
        raise OfficerError(f"Không thấy dòng tên cột; cần đủ các cột: {', '.join(NAMES)}.", Place(file=file))
    columns, start = head
    found, seen = EarlierRecognitions(), dict[tuple[str, int], int]()
    for number, row in table.rows[start:]:
        cells = {name: row[x] if x < len(row) else None for name, x in columns.items()}
        if not any(text_of(cell) for cell in cells.values()):
            continue
        try:
            odd = next((why for x in columns.values() if (why := table.why_odd(number, x))), "")
            if odd:
                raise OfficerError(f"Dòng có ô không chắc: {odd}.")
            one = _recognition(registry, cells, number)
            if (one.unit, one.year) in seen:
                raise OfficerError(f"Trùng với dòng {seen[one.unit, one.year]}: cùng đơn vị và năm; giữ lại một dòng.")
            seen[one.unit, one.year] = number
            found.recognitions.append(one)
        except ThiduaError as error:
            found.problems.append(OfficerError(error.sentence, Place(file=file, row=number)))
    if not found.recognitions and not found.problems:
        raise OfficerError("Tệp không có dòng nào dưới dòng tên cột.", Place(file=file))
    return found


def _recognition(registry: Registry, cells: dict[str, object], row: int) -> EarlierRecognition:
    texts = {name: text_of(cell) for name, cell in cells.items()}
    for name, word in zip(NEEDED, NAMES, strict=True):
        if not texts[name]:
            raise OfficerError(f"Ô «{word}» trống.")
    if not (len(texts["year"]) == 4 and texts["year"].isascii() and texts["year"].isdigit() and texts["year"] > "1990"):
        raise OfficerError(f"«{texts['year']}» không phải một năm; ghi 2023.")
    year = int(texts["year"])
    word = " ".join(unicodedata.normalize("NFC", texts["result"]).casefold().split()).strip(".")
    if word not in _WORDS:
        raise OfficerError(f"«{texts['result']}» không phải kết quả; ghi đạt, không đạt hoặc thu hồi.")
    unit = bearer(registry, texts["code"], date(year, 12, 31))
    if unit.level not in LEVELS:
        raise OfficerError(f"{unit.full_name} không thuộc diện xét công nhận.")
    return EarlierRecognition(
        unit.unit, unit.code, year, _WORDS[word], texts["paper"][:300], _day(cells.get("day")), row
    )


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text_of(cell)
    if not said:
        return None
    printed = _DAY.fullmatch(said)
    try:
        return date(int(printed[3]), int(printed[2]), int(printed[1])) if printed else parse_day(said)
    except ValueError:
        raise OfficerError(f"«{said}» không phải một ngày có trong lịch.") from None
