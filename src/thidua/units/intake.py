"""Read a province's own list of residential areas and organizations; propose, never merge.

Reads: an .xlsx made from ``write_template`` (or any sheet with the same headings, whatever stands above them) or a
CSV. Writes nothing: every row becomes a ``Proposal`` (new, already there, perhaps the same as …) or a sentence with
its sheet and row. Whoever keeps the registry turns accepted proposals into acts with ``founding_acts``.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from thidua.errors import AuthorError, OfficerError, Place, ThiduaError, UnreadableFile
from thidua.text import fold_name
from thidua.units.acts import ActLine
from thidua.units.names import resolve_name, slips_between, squeeze
from thidua.units.registry import Registry
from thidua.units.versions import TERRITORY, UnitVersion

AREA, ORGANIZATION = "residential_area", "organization"
AREA_KINDS = ("thôn", "ấp", "bản", "buôn", "làng", "xóm", "phum", "sóc", "khóm", "khu phố", "tổ dân phố", "tiểu khu",
              "khu dân cư")  # fmt: skip
GROUPS = {"agency": "cơ quan", "enterprise": "doanh nghiệp", "school": "cơ sở giáo dục"}
SIZES = {"micro": "siêu nhỏ", "small": "nhỏ", "medium": "vừa", "large": "lớn"}
SCHOOL_LEVELS = {
    "preschool": "mầm non", "primary": "tiểu học", "lower_secondary": "trung học cơ sở",
    "upper_secondary": "trung học phổ thông", "continuing": "giáo dục thường xuyên",
    "vocational": "giáo dục nghề nghiệp", "higher": "đại học",
}  # fmt: skip
_SHORT_LEVELS = {"thcs": "lower_secondary", "thpt": "upper_secondary", "gdtx": "continuing", "th": "primary"}

COLUMNS = {
    "commune_code": "Mã đơn vị cấp xã", "commune_name": "Tên đơn vị cấp xã", "kind": "Loại", "name": "Tên",
    "code": "Mã", "size": "Quy mô", "levels": "Cấp học",
}  # fmt: skip
SHEETS = {
    "Khu dân cư": ("commune_code", "commune_name", "kind", "name", "code"),
    "Cơ quan, tổ chức": ("commune_code", "commune_name", "kind", "name", "code", "size", "levels"),
}
_ALSO = {
    "ma xa": "commune_code", "ten xa": "commune_name", "xa phuong": "commune_name", "nhom": "kind",
    "ten khu dan cu": "name", "ten co quan to chuc": "name", "ma khu dan cu": "code",
}  # fmt: skip
_HEADINGS = {fold_name(heading): key for key, heading in COLUMNS.items()} | _ALSO


@dataclass(frozen=True)
class Proposal:
    """What one row asks for. ``status`` is new, same (already stands) or perhaps (see ``like``); a person decides."""

    place: Place
    level: str
    kind: str
    name: str
    code: str
    parent: UnitVersion
    size: str = ""
    school_levels: tuple[str, ...] = ()
    status: str = "new"
    like: tuple[str, ...] = ()


@dataclass
class Intake:
    """Everything a file asks for, and everything that is wrong with it."""

    proposals: list[Proposal] = field(default_factory=list)
    problems: list[ThiduaError] = field(default_factory=list)


Row = tuple[Place, dict[str, str]]


def read_intake(registry: Registry, path: Path, day: date, *, province: str | None = None) -> Intake:
    """Read a workbook or a CSV against the units of ``day``; ``province`` narrows names to one province's code.

    Raises UnreadableFile or AuthorError where no table is found at all.
    """
    rows = list(_sheet_rows(path) if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else _csv_rows(path))
    return propose(registry, rows, day, province=province)


def propose(registry: Registry, rows: Iterable[Row], day: date, *, province: str | None = None) -> Intake:
    """Turn rows into proposals; rows that cannot be used become sentences, the others go on."""
    intake = Intake()
    standing = _standing(registry, day)
    commune = cache(lambda code, name: _commune(registry, code, name, day, province))
    for place, cells in rows:
        try:
            proposal = _proposal(place, cells, commune(cells.get("commune_code", ""), cells.get("commune_name", "")))
        except ThiduaError as error:
            intake.problems.append(type(error)(error.sentence, place))
            continue
        near = standing.setdefault((proposal.parent.unit, proposal.level), [])
        intake.proposals.append(_compared(proposal, near))
        near.append((proposal.kind, proposal.name, proposal.code, str(place)))
    return intake


Standing = dict[tuple[str, str], list[tuple[str, str, str, str]]]


def _standing(registry: Registry, day: date) -> Standing:
    found: Standing = {}
    for v in registry.versions:
        parent = v.parent(TERRITORY)
        if v.level in {AREA, ORGANIZATION} and parent and v.covers(day):
            found.setdefault((parent, v.level), []).append((v.kind, v.name, v.code, v.unit))
    return found


def _compared(proposal: Proposal, near: list[tuple[str, str, str, str]]) -> Proposal:
    """Compare with what stands in the same commune; a likeness is shown, the decision is a person's."""
    key, digits = squeeze(proposal.name), re.sub(r"\D", "", proposal.name)
    same, alike = [], []
    for kind, name, code, where in near:
        other = squeeze(name)
        if (other == key and kind == proposal.kind) or (code and code == proposal.code):
            same.append(where)
        elif re.sub(r"\D", "", name) == digits and (other == key or (len(key) > 4 and slips_between(key, other) < 2)):
            alike.append(where)
    status = "same" if same else "perhaps" if alike else "new"
    return Proposal(**{**proposal.__dict__, "status": status, "like": tuple(same + alike)})


def _proposal(place: Place, cells: dict[str, str], parent: UnitVersion) -> Proposal:
    name = " ".join(cells.get("name", "").split())
    if not name:
        raise OfficerError("Thiếu tên ở cột Tên.")
    if re.search(r"\d[\d .-]{7,}\d", name):
        raise OfficerError("Cột Tên có dãy số như số giấy tờ hoặc điện thoại; chỉ ghi tên khu dân cư hoặc tổ chức.")
    level, kind = _kind(cells.get("kind", ""))
    size = _one_of(cells.get("size", ""), SIZES, "Quy mô") if kind == GROUPS["enterprise"] else ""
    levels = _levels(cells.get("levels", "")) if kind == GROUPS["school"] else ()
    for column, group in (("size", "enterprise"), ("levels", "school")):
        if cells.get(column) and kind != GROUPS[group]:
            raise OfficerError(f"Cột {COLUMNS[column]} chỉ dùng cho {GROUPS[group]}; để trống ở dòng này.")
    return Proposal(place, level, kind, name, cells.get("code", ""), parent, size, levels)


def _kind(text: str) -> tuple[str, str]:
    folded = fold_name(text)
    area = next((k for k in AREA_KINDS if fold_name(k) == folded), None)
    group = next((g for g in GROUPS.values() if fold_name(g) == folded), None)
    if area:
        return AREA, area
    if group:
        return ORGANIZATION, group
    known = ", ".join((*AREA_KINDS, *GROUPS.values()))
    raise OfficerError(f"Loại «{text}» không có; dùng một trong: {known}.")


def _one_of(text: str, words: dict[str, str], column: str) -> str:
    if not text:
        return ""
    key = next((k for k, word in words.items() if fold_name(word) == fold_name(text)), None)
    if key is None:
        raise OfficerError(f"{column} «{text}» không có; dùng một trong: {', '.join(words.values())}.")
    return key


def _levels(text: str) -> tuple[str, ...]:
    found = [
        _SHORT_LEVELS.get(fold_name(part)) or _one_of(part.strip(), SCHOOL_LEVELS, "Cấp học")
        for part in re.split(r"[,;+/]", text)
        if part.strip()
    ]
    return tuple(dict.fromkeys(found))


def _commune(registry: Registry, code: str, name: str, day: date, province: str | None) -> UnitVersion:
    if code:
        code = code.removesuffix(".0").zfill(5) if code.removesuffix(".0").isdigit() else code
        commune = registry.bearer(code, day)
        if commune.level != "commune":
            raise OfficerError(f"Mã {code} là {commune.full_name}, không phải cấp xã.")
        if name and squeeze(commune.name) not in squeeze(name):
            raise OfficerError(f"Mã {code} là {commune.full_name} nhưng cột tên ghi «{name}»; sửa một trong hai.")
        return commune
    if not name:
        raise OfficerError("Thiếu cả mã lẫn tên đơn vị cấp xã.")
    found = [c for c in resolve_name(registry, name, day) if c.version.level == "commune" and c.score >= 0.9]
    if province:
        above = registry.bearer(province, day).name
        found = [c for c in found if c.path[:1] == (above,)]
    best = [c for c in found if c.score == found[0].score]
    if len(best) == 1:
        return best[0].version
    if not best:
        raise OfficerError(f"Không tìm thấy đơn vị cấp xã «{name}» trong danh mục; ghi thêm mã.")
    listed = "; ".join(f"{c.version.code} ({', '.join(reversed(c.path))})" for c in best[:5])
    raise OfficerError(f"«{name}» có thể là {listed}; ghi mã để rõ.")


def _sheet_rows(path: Path) -> Iterator[Row]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (OSError, python_calamine.CalamineError):
        raise UnreadableFile("Không mở được tệp bảng tính.", Place(file=path.name)) from None
    tables = [(name, _table([[_text(c) for c in row] for row in table], path, name)) for name, table in sheets]
    yield from _placed(path, tables)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


_NO_TABLE = "Không thấy dòng tiêu đề; cần các cột Tên, Loại và Mã hoặc Tên đơn vị cấp xã như trong tệp mẫu."


def _csv_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = [[_text(cell) for cell in row] for row in csv.reader(file, strict=True)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableFile("Không đọc được tệp; cần .xlsx hoặc CSV mã hóa UTF-8.", Place(file=path.name)) from None
    yield from _placed(path, [(None, _table(table, path, None))])


Table = list[tuple[int, dict[str, str]]]


def _placed(path: Path, tables: Sequence[tuple[str | None, Table | None]]) -> Iterator[Row]:
    if all(rows is None for _, rows in tables):
        raise AuthorError(
            "Không thấy dòng tiêu đề; cần các cột Tên, Loại và Mã hoặc Tên đơn vị cấp xã như trong tệp mẫu.",
            Place(file=path.name),
        )
    for sheet, rows in tables:
        for number, cells in rows or ():
            yield Place(file=path.name, sheet=sheet, row=number), cells


def _table(rows: list[list[str]], path: Path, sheet: str | None) -> Table | None:
    """Find the row of headings, then give the filled rows below it with their numbers; None without headings."""
    for start, row in enumerate(rows, 1):
        columns = {n: key for n, cell in enumerate(row) if (key := _HEADINGS.get(_heading(cell)))}
        met = set(columns.values())
        if {"name", "kind"} <= met and met & {"commune_code", "commune_name"}:
            if len(met) < len(columns):
                raise AuthorError("Có hai cột cùng tiêu đề.", Place(file=path.name, sheet=sheet, row=start))
            filled = enumerate(rows[start:], start + 1)
            below = [(n, {key: row[c] for c, key in columns.items() if c < len(row)}) for n, row in filled]
            return [(n, cells) for n, cells in below if any(cells.values())]
    return None


def _heading(cell: str) -> str:
    return re.sub(r"[^a-z ]", "", fold_name(cell.split("(")[0]).replace("/", " ").replace(",", " ")).strip()


def founding_acts(
    registry: Registry, proposals: Iterable[Proposal], *, act: str, on: date, basis: str = ""
) -> list[ActLine]:
    """Turn accepted proposals into one act that founds them; a missing code is numbered within its commune."""
    lines, numbers = [], dict[tuple[str, str], int]()
    for p in proposals:
        letter = "K" if p.level == AREA else "T"
        key = (p.parent.code, letter)
        code = p.code
        while not code or (not p.code and code in registry.by_code):
            numbers[key] = numbers.get(key, 0) + 1
            code = f"{p.parent.code}.{letter}{numbers[key]:03d}"
        lines.append(ActLine(act=act, kind="found", on=on, to=code, name=p.name, unit_kind=p.kind, level=p.level,
                             parent=p.parent.code, basis=basis, source="province", place=p.place))  # fmt: skip
    return lines


def write_template(path: Path, communes: Iterable[UnitVersion]) -> None:
    """Write the workbook to be filled: one sheet for areas, one for organizations, one with the codes of communes."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        bold = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1})
        text = book.add_format({"num_format": "@"})
        for title, columns in SHEETS.items():
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for n, key in enumerate(columns):
                sheet.write(0, n, COLUMNS[key], bold)
                sheet.set_column(n, n, 28, text)
            kinds = AREA_KINDS if "size" not in columns else tuple(GROUPS.values())
            for key, words in (("kind", kinds), ("size", tuple(SIZES.values()))):
                if key in columns:
                    at = columns.index(key)
                    sheet.data_validation(1, at, 20_000, at, {"validate": "list", "source": list(words)})
        codes = book.add_worksheet("Mã đơn vị cấp xã")
        codes.write_row(0, 0, ["Mã", "Loại", "Tên"], bold)
        for n, commune in enumerate(communes, 1):
            codes.write_row(n, 0, [commune.code, commune.kind, commune.name], text)
