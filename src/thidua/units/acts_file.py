"""Read a file of acts: later resolutions as data, so that a new one needs no release.

One line is one step of an act; the columns are those of ``COLUMNS``. Codes are those borne on the eve of the day;
``share`` is a fraction or blank (nobody has stated it); a blank ``on`` means that the day is not known yet and the act
waits. A resolution of National Assembly Standing Committee that turns a commune into a ward is one line::

    act,on,kind,from,to,name,unit_kind,level,parent,hierarchy,element,share,basis,issued_on,source
    388/NQ-UBTVQH16,,rename,07294,,,phường,,,,,,388/NQ-UBTVQH16,2026-08-04,dva
"""

import csv
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

from thidua.dates import parse_day, show_day
from thidua.errors import OfficerError, Place, ThiduaError, UnreadableFile
from thidua.units.acts import ActLine
from thidua.units.shipped import DATA
from thidua.units.versions import SUCCESSION_KINDS, TERRITORY

COLUMNS = (
    "act", "on", "kind", "from", "to", "name", "unit_kind", "level", "parent", "hierarchy", "element", "share",
    "basis", "issued_on", "source",
)  # fmt: skip


def read_acts(path: Path) -> tuple[list[ActLine], list[ThiduaError]]:
    """Read lines and the problems met, each with its line number; problems do not stop the reading."""
    lines: list[ActLine] = []
    problems: list[ThiduaError] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            header = tuple(cell.strip() for cell in rows.fieldnames or ())
            if header != COLUMNS:
                raise OfficerError(f"Dòng đầu phải là {','.join(COLUMNS)}.", Place(file=path.name, row=1))
            for row in rows:
                place = Place(file=path.name, row=rows.line_num)
                try:
                    lines.append(read_line({k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}, place))
                except ThiduaError as error:
                    problems.append(error)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableFile("Không đọc được tệp; cần tệp CSV mã hóa UTF-8.", Place(file=path.name)) from None
    return lines, problems


def read_line(cells: dict[str, str], place: Place) -> ActLine:
    """Turn the cells of one line into an ``ActLine``; OfficerError with the column where one is wrong."""
    kind = cells.get("kind", "")
    if kind not in SUCCESSION_KINDS:
        raise OfficerError(f"Loại thay đổi «{kind}» không có; dùng một trong: {', '.join(SUCCESSION_KINDS)}.", place)
    return ActLine(
        act=cells.get("act", ""),
        kind=kind,
        on=_day(cells.get("on", ""), place),
        origin=cells.get("from", ""),
        to=cells.get("to", ""),
        name=cells.get("name", ""),
        unit_kind=cells.get("unit_kind", "").lower(),
        level=cells.get("level", ""),
        parent=cells.get("parent", ""),
        hierarchy=cells.get("hierarchy", "") or TERRITORY,
        element=cells.get("element", "") or "people",
        share=_share(cells.get("share", ""), place),
        basis=_basis(cells.get("basis", ""), _day(cells.get("issued_on", ""), place)),
        issued_on=_day(cells.get("issued_on", ""), place),
        source=cells.get("source", "") or "entered",
        place=place,
    )


def _day(text: str, place: Place) -> date | None:
    try:
        return parse_day(text) if text else None
    except OfficerError as error:
        raise OfficerError(error.sentence, place) from None


def _share(text: str, place: Place) -> Fraction | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]+(/[0-9]*[1-9][0-9]*|\.[0-9]+)?", text) or Fraction(text) > 1:
        raise OfficerError(f"Phần «{text}» phải là phân số hoặc số thập phân từ 0 đến 1, ví dụ 2/3.", place)
    return Fraction(text)


def _basis(number: str, issued_on: date | None) -> str:
    if number[:1].isdigit() and "/" in number:
        return f"Nghị quyết số {number}" + (f" ngày {show_day(issued_on)}" if issued_on else "")
    return number


def pending_acts() -> list[ActLine]:
    """Give the shipped changes whose day nobody has entered: two provinces and twelve communes of August 2026."""
    return read_acts(DATA / "pending.csv")[0]
