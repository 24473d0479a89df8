"""Read the two CSV files of a roll-up with care: every refusal names the line and says what to do."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from thidua.dates import Period, show_day
from thidua.errors import OfficerError, Place, ThiduaError, UnreadableFile, why
from thidua.figures.flows import Flows
from thidua.figures.rollup import Figure, Reporters
from thidua.units.registry import Registry

FIGURES_HEADER = ["unit", "element", "period", "value"]
WEIGHTS_HEADER = ["from", "to", "element", "weight"]
MOST_DIGITS = 18


def read_figures(registry: Registry, path: Path) -> list[Figure]:
    """Read ``unit,element,period,value``; the first bad line stops with its number and a sentence."""
    reporters = cache(lambda day: Reporters(registry, day))
    last_day = cache(lambda period: Period.parse(period).last_day)
    seen: dict[tuple[str, str, str], int] = {}
    figures = []
    for line, cells in _lines(path, FIGURES_HEADER):
        place = Place(file=path.name, row=line)
        try:
            figure = Figure(cells[0], cells[1], cells[2], _count(cells[3]))
            check_reporter(registry, figure.code, last_day(figure.period), reporters)
            if not figure.element:
                raise OfficerError("Thiếu tên chỉ số ở cột element.")
            if figure[:3] in seen:
                raise OfficerError(f"Trùng với dòng {seen[figure[:3]]}: cùng đơn vị, chỉ số và kỳ; giữ lại một dòng.")
        except ThiduaError as error:
            raise type(error)(error.sentence, place) from None
        seen[figure[:3]] = line
        figures.append(figure)
    return figures


def check_reporter(registry: Registry, code: str, day: date, reporters: Callable[[date], Reporters]) -> str:
    """Give the unit that may report under ``code`` for a period ending on ``day``, or raise a sentence."""
    if not code:
        raise OfficerError("Thiếu mã đơn vị ở cột unit.")
    if code not in registry.by_code and code.isdigit() and code.zfill(5) in registry.by_code:
        raise OfficerError(f"Mã «{code}» thiếu số 0 đứng đầu; viết {code.zfill(5)}.")
    version = registry.bearer(code, day)
    if not reporters(day).may_report(version):
        raise OfficerError(
            f"Mã {code} là {version.full_name}; tệp chỉ nhận số liệu của cấp xã và của năm huyện đảo không có xã, "
            "nếu không sẽ cộng hai lần."
        )
    return version.unit


def _count(text: str) -> int:
    if re.fullmatch(r"[0-9]+", text):
        if len(text) > MOST_DIGITS:
            raise OfficerError(f"Số «{text}» quá lớn; xem lại cột value.")
        return int(text)
    if re.fullmatch(r"-[0-9.,]+", text):
        raise OfficerError(f"Số «{text}» âm; số đếm phải từ 0 trở lên.")
    if not text:
        raise OfficerError("Ô value trống; ghi 0 nếu không có, bỏ dòng nếu chưa có số liệu.")
    raise OfficerError(f"«{text}» không phải số nguyên; ghi số đếm bằng chữ số liền nhau, ví dụ 1250.")


def _lines(path: Path, header: list[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            first = [cell.strip() for cell in next(rows, [])]
            if first != header:
                raise OfficerError(f"Dòng đầu phải là {','.join(header)}.", Place(file=path.name, row=1))
            for row in rows:
                cells = [cell.strip() for cell in row]
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    raise OfficerError(
                        f"Có {len(cells)} ô, cần {len(header)}.", Place(file=path.name, row=rows.line_num)
                    )
                yield rows.line_num, cells
    except OSError as error:
        raise UnreadableFile(f"Không mở được tệp ({why(error)}); kiểm tra đường dẫn.", Place(file=path.name)) from None
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFile("Không đọc được tệp; cần tệp CSV mã hóa UTF-8.", Place(file=path.name)) from None


def read_weights(registry: Registry, path: Path, as_of: date) -> dict[tuple[str, str], dict[str, Fraction]]:
    """Read ``from,to,element,weight`` into ``(unit, element) -> unit of as_of -> share``.

    ``from`` is the code on the day a figure was reported, ``to`` a code of ``as_of``. Shares of one ``from`` and
    element add up to 1 exactly; a receiver that is left out gets nothing.
    """
    rows: dict[tuple[str, str], dict[str, Fraction]] = {}
    where: dict[tuple[str, str], int] = {}
    for line, (origin, to, element, weight) in _lines(path, WEIGHTS_HEADER):
        place = Place(file=path.name, row=line)
        shares = rows.setdefault((origin, element), {})
        if to in shares:
            raise OfficerError(f"Phần của {origin} cho {to}, chỉ số {element}, đã nhập ở dòng trước.", place)
        if not element:
            raise OfficerError("Thiếu tên chỉ số ở cột element.", place)
        shares[to] = _share(weight, place)
        where[origin, element] = line
        _receivers(registry, origin, to, as_of, place)
    found: dict[tuple[str, str], dict[str, Fraction]] = {}
    for (origin, element), shares in rows.items():
        total = sum(shares.values())
        place = Place(file=path.name, row=where[origin, element])
        if total != 1:
            raise OfficerError(f"Các phần của {origin}, chỉ số {element}, cộng lại bằng {total}, phải bằng 1.", place)
        heirs = {registry.bearer(to, as_of).unit: share for to, share in shares.items()}
        units = set.intersection(*(set(_receivers(registry, origin, to, as_of, place)) for to in shares))
        if not units:
            raise OfficerError(
                f"Không có ngày nào mà {origin} chia cho mọi đơn vị đã ghi; xem lệnh units trace.", place
            )
        found |= {(unit, element): heirs for unit in units}
    return found


def _share(text: str, place: Place) -> Fraction:
    if re.fullmatch(r"[0-9]+(/[0-9]*[1-9][0-9]*|\.[0-9]+)?", text):
        share = Fraction(text)
        if share <= 1:
            return share
    raise OfficerError(f"Phần «{text}» phải là phân số hoặc số thập phân từ 0 đến 1, ví dụ 2/3 hoặc 0.25.", place)


def _receivers(registry: Registry, origin: str, to: str, as_of: date, place: Place) -> list[str]:
    """Give the units that bore ``origin`` and pass something on to the bearer of ``to``."""
    try:
        heir = registry.bearer(to, as_of).unit
    except OfficerError as error:
        raise type(error)(error.sentence, place) from None
    if origin not in registry.by_code:
        raise OfficerError(f"Mã «{origin}» không có trong danh mục đơn vị.", place)
    units = []
    flows = Flows(registry, as_of)
    for version in registry.by_code[origin]:
        reported = version.valid_from or version.valid_to or as_of
        day = min(reported, date.fromordinal(version.valid_to.toordinal() - 1)) if version.valid_to else reported
        if heir in flows.reaches(flows.of(version.unit, day, "")):
            units.append(version.unit)
    if not units:
        raise OfficerError(
            f"{to} ngày {show_day(as_of)} không nhận phần nào của {origin}; xem lệnh units trace.", place
        )
    return units
