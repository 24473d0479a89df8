"""Accounts from a workbook: open, check every row, say in sentences what is wrong; nothing is stored here.

Reads: an .xlsx made from ``template`` (or any sheet with the same headings, whatever stands above them).
Writes: ``Newcomer`` rows for ``acts.import_accounts``, which makes all of them or none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from django.core.exceptions import ValidationError

from thidua.errors import OfficerError, Place, ThiduaError, UnreadableFile
from thidua.figures.workbooks.grid import Grid
from thidua.figures.workbooks.opening import open_book
from thidua.text import fold_name
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.authority import Authority
from thidua_web.people.giving import Giving
from thidua_web.people.models import Post, Role, User
from thidua_web.people.naming_units import NamedUnit, UnitsOfDay

COLUMNS = {
    "full_name": "Họ và tên", "role": "Vai trò", "unit_code": "Mã đơn vị", "unit_name": "Tên đơn vị",
    "above": "Thuộc", "hierarchy": "Theo hệ", "valid_from": "Từ ngày", "valid_to": "Đến trước ngày",
    "username": "Tên đăng nhập", "phone": "Điện thoại công vụ", "email": "Thư điện tử công vụ",
}  # fmt: skip
"""What a row may hold, by the heading of its column."""

NEEDED = {"full_name", "role"}
PASSED_OVER = {"stt", "tt", "so tt", "so thu tu", "ghi chu", ""}
_ALSO = {"ho ten": "full_name", "don vi": "unit_name", "ten don vi cap tren": "above", "email": "email",
         "thu dien tu": "email", "dien thoai": "phone", "so dien thoai": "phone", "den ngay": "valid_to"}  # fmt: skip
_HEADINGS = {fold_name(heading): key for key, heading in COLUMNS.items()} | _ALSO
MOST_ROWS, MOST_DAYS, LOOKED_AT = 5_000, 40, 20

FIRST_YEAR, LAST_YEAR = 1945, 2199
DOUBT = "doubt"
"""Where a row keeps what speaks against it, beside what its columns say."""
ZERO_LOST = 9, 10
"""How many digits are left of a telephone number of Việt Nam when a spreadsheet has made a number of it."""

Cells = dict[str, str]
Row = tuple[int, Cells]


@dataclass(frozen=True)
class Newcomer:
    """A person of one row, ready to be made."""

    row: int
    full_name: str
    username: str
    email: str
    phone: str
    giving: Giving

    def account(self) -> User:
        """The account, not saved."""
        return User.objects.unsaved(
            self.username, None, full_name=self.full_name, email=self.email, phone=self.phone,
            unit_text=self.giving.unit.name if self.giving.unit else "",
        )  # fmt: skip


@dataclass
class Intake:
    """Who would be made, and everything that is wrong with the file."""

    people: list[Newcomer] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def open_rows(data: bytes, file: str) -> list[Row]:
    """The filled rows below the headings of the one sheet that has them. ThiduaError where there is none, or several.

    A sheet for each district is usual: one of them taken for the whole file would leave the others out in silence.
    """
    lists = [(sheet, rows) for sheet in open_book(data, file).sheets if (rows := _rows_of(sheet, file)) is not None]
    if not lists:
        raise UnreadableFile(
            "Không thấy dòng tiêu đề; cần ít nhất các cột Họ và tên, Vai trò như trong tệp mẫu.", Place(file=file)
        )
    filled = [(sheet, rows) for sheet, rows in lists if rows]
    if len(filled) > 1:
        names = ", ".join(f"«{sheet.name}»" for sheet, _ in filled)
        raise OfficerError(f"Có danh sách ở {len(filled)} trang tính ({names}); gộp vào một trang rồi nạp.")
    return filled[0][1] if filled else []


def _rows_of(sheet: Grid, file: str) -> list[Row] | None:
    """The rows of a sheet that has the headings, else None."""
    rows = [[_text(cell) for cell in row] for row in sheet.rows]
    for start, row in enumerate(rows[:LOOKED_AT]):
        keys = [_HEADINGS.get(_heading(cell)) for cell in row]
        if set(keys) >= NEEDED:
            return _below(sheet, rows, start, _columns(row, keys, Place(file=file, sheet=sheet.name, row=start + 1)))
    return None


def _columns(row: list[str], keys: list[str | None], place: Place) -> dict[int, str]:
    unknown = [cell for cell, key in zip(row, keys, strict=True) if not key and _heading(cell) not in PASSED_OVER]
    if unknown:
        raise OfficerError(
            f"Cột «{unknown[0]}» không có trong mẫu; hệ thống không giữ dữ liệu đó, bỏ cột này đi.", place
        )
    known = [key for key in keys if key]
    if len(known) > len(set(known)):
        raise OfficerError("Có hai cột cùng tiêu đề.", place)
    return {number: key for number, key in enumerate(keys) if key}


def _below(sheet: Grid, rows: list[list[str]], start: int, columns: dict[int, str]) -> list[Row]:
    cells = (
        (number, {key: row[at] for at, key in columns.items() if at < len(row) and row[at]})
        for number, row in enumerate(rows[start + 1 :], start + 2)
    )
    found = [(number, said | _doubt(sheet, number - 1, columns)) for number, said in cells if said]
    if len(found) > MOST_ROWS:
        raise OfficerError(f"Tệp có hơn {MOST_ROWS} dòng; chia nhỏ rồi nạp từng phần.", Place(sheet=sheet.name))
    return found


def _doubt(sheet: Grid, row: int, columns: dict[int, str]) -> Cells:
    """What a person sees in a row and its cells do not say. An empty unit means the whole province for some roles."""
    for at, key in columns.items():
        area, odd = sheet.merged_over((row, at)), sheet.odd.get((row, at))
        if area and area[1][0] > area[0][0]:
            return {DOUBT: f"cột {COLUMNS[key]}: ô gộp với dòng khác; bỏ gộp rồi ghi đủ từng dòng."}
        if odd is not None and not odd.only_numbers:
            return {DOUBT: f"cột {COLUMNS[key]}: {odd.doubt}; ghi lại ô ấy, hoặc xóa cả dòng nếu đã bỏ."}
    return {}


def _heading(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", fold_name(cell.split("(")[0])).split())


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


class Desk:
    """Checks rows against what is already there and against each other; asks the database once for each question."""

    def __init__(self, authority: Authority, day: date) -> None:
        self.authority, self.day = authority, day
        self.units: dict[date, UnitsOfDay] = {}
        taken = User.objects.values_list("username", "email")
        self.usernames = {username.casefold() for username, _ in taken}
        self.emails = {email.casefold() for _, email in taken if email}
        held = Post.objects.open(day).values_list("user__full_name", "role", "unit")
        self.held = {(fold_name(name), role, unit): 0 for name, role, unit in held}

    def check(self, rows: Iterable[Row]) -> Intake:
        """Every row becomes a newcomer or at least one sentence."""
        intake, rows = Intake(), list(rows)
        asked = {cells["username"].casefold() for _, cells in rows if cells.get("username")}
        for number, cells in rows:
            try:
                intake.people.append(self._newcomer(number, cells, asked))
            except ThiduaError as wrong:
                intake.problems.append(f"Dòng {number}: {wrong.sentence}")
            except ValidationError as wrong:
                intake.problems.append(f"Dòng {number}: {_sentences(wrong)}")
        if not rows:
            intake.problems.append("Tệp không có dòng nào dưới dòng tiêu đề.")
        return intake

    def whole(self, rows: Iterable[Row]) -> list[Newcomer]:
        """Everyone of the file; OfficerError where a single row does not pass."""
        found = self.check(rows)
        if found.problems:
            raise OfficerError(f"Không nạp dòng nào: {found.problems[0]} Tất cả {len(found.problems)} chỗ phải sửa.")
        return found.people

    def _newcomer(self, number: int, cells: Cells, asked: set[str]) -> Newcomer:
        if cells.get(DOUBT):
            raise OfficerError(cells[DOUBT])
        full_name = cells.get("full_name", "")
        if not full_name:
            raise OfficerError("thiếu Họ và tên.")
        giving = self._giving(cells)
        key = (fold_name(full_name), giving.role, giving.unit.pk if giving.unit else None)
        if key in self.held:
            where = f"dòng {self.held[key]}" if self.held[key] else "hệ thống"
            raise OfficerError(
                f"{full_name} đã có trong {where} với vai trò và đơn vị này; nếu là hai người trùng tên thì mở từng "
                "tài khoản trên trang."
            )
        username = self._username(cells.get("username", ""), full_name, asked)
        email = self._email(cells.get("email", ""))
        phone = _phone(cells.get("phone", ""))
        User(username=username, full_name=full_name, email=email, phone=phone).clean_fields(exclude=["password"])
        self.held[key] = number
        self.usernames.add(username.casefold())
        self.emails |= {email.casefold()} if email else set()
        return Newcomer(number, full_name, username, email, phone, giving)

    def _giving(self, cells: Cells) -> Giving:
        role = _one_of(cells.get("role", ""), dict(Role.choices), "Vai trò")
        hierarchy = _one_of(cells.get("hierarchy", ""), HIERARCHIES, "Theo hệ", otherwise=TERRITORY)
        valid_from = _day(cells.get("valid_from", ""), "Từ ngày") or self.day
        giving = Giving(
            role,
            self._unit(cells, valid_from),
            valid_from,
            _day(cells.get("valid_to", ""), "Đến trước ngày"),
            hierarchy,
        )
        giving.check()
        if not self.authority.may_give(role, giving.unit.pk if giving.unit else None):
            raise OfficerError(f"vai trò «{Role(role).label}» ở đây không thuộc quyền giao của người nạp.")
        return giving

    def _unit(self, cells: Cells, day: date) -> NamedUnit | None:
        code, name = cells.get("unit_code", ""), cells.get("unit_name", "")
        if not code and not name:
            return None
        if day in self.units:
            units = self.units[day]
        elif len(self.units) < MOST_DAYS:
            units = self.units[day] = UnitsOfDay(day, self.authority.reach)
        else:
            raise OfficerError(f"tệp có hơn {MOST_DAYS} ngày bắt đầu khác nhau; chia tệp theo ngày.")
        if not code:
            return units.find(name, within=cells.get("above", ""))
        unit = units.find(code)
        if name and fold_name(name) not in fold_name(unit.name) and fold_name(unit.name) not in fold_name(name):
            raise OfficerError(f"mã {code} là {unit}, không phải «{name}»; sửa mã hoặc tên.")
        return unit

    def _username(self, said: str, full_name: str, asked: set[str]) -> str:
        if said:
            if said.casefold() in self.usernames:
                raise OfficerError(f"tên đăng nhập «{said}» đã có người dùng.")
            return said
        base, number = proposed_username(full_name), 1
        name = base
        while name in self.usernames or name in asked:
            number += 1
            name = f"{base}{number}"
        return name

    def _email(self, email: str) -> str:
        if email and email.casefold() in self.emails:
            raise OfficerError(f"địa chỉ thư «{email}» đã có người dùng.")
        return email


def proposed_username(full_name: str) -> str:
    """The given name and the initials of the others: «Nguyễn Văn An» → ``an.nv``."""
    words = re.findall(r"[a-z]+", fold_name(full_name)) or ["canbo"]
    *others, given = words
    return f"{given}.{''.join(word[0] for word in others)}".rstrip(".")[:50]


def _phone(said: str) -> str:
    """A telephone number with the zero in front of it, which a cell of numbers drops."""
    return f"0{said}" if said.isdigit() and len(said) in ZERO_LOST and not said.startswith("0") else said


def _one_of(text: str, labels: dict[str, str], column: str, otherwise: str = "") -> str:
    if not text and otherwise:
        return otherwise
    found = [key for key, label in labels.items() if fold_name(str(label)) == fold_name(text)]
    if not found:
        told = "; ".join(str(label) for label in labels.values())
        raise OfficerError(f"cột {column} ghi «{text}»; chọn một trong: {told}.")
    return found[0]


def _day(text: str, column: str) -> date | None:
    """25/3/2024, 25-3-2024 or 2024-03-25; None where nothing is written."""
    if not text:
        return None
    match = re.fullmatch(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", text)
    match = match or re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", text)
    try:
        if match is None or not FIRST_YEAR <= int(match["y"]) <= LAST_YEAR:
            raise ValueError
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise OfficerError(f"cột {column} ghi «{text}», không phải một ngày; viết như 25/3/2024.") from None


def _sentences(wrong: ValidationError) -> str:
    labels = {
        "full_name": "Họ và tên",
        "username": "Tên đăng nhập",
        "email": "Thư điện tử công vụ",
        "phone": "Điện thoại công vụ",
    }
    return " ".join(f"{labels.get(f, f)}: {' '.join(said)}" for f, said in wrong.message_dict.items())


def template(authority: Authority) -> bytes:
    """The workbook to be filled: the headings, the words that may be chosen, how each column is read."""
    import xlsxwriter

    file = BytesIO()
    roles = [str(label) for key, label in Role.choices if key in authority.roles]
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True, "bg_color": "#EEEEEE"}), book.add_format({"num_format": "@"})
        words = book.add_worksheet("Từ được chọn")
        words.write_column(0, 0, roles)
        words.write_column(0, 1, [str(label) for label in HIERARCHIES.values()])
        sheet = book.add_worksheet("Tài khoản")
        sheet.freeze_panes(1, 0)
        for at, (key, heading) in enumerate(COLUMNS.items()):
            sheet.write(0, at, heading, bold)
            sheet.set_column(at, at, 24, text)
            column, count = {"role": ("A", len(roles)), "hierarchy": ("B", len(HIERARCHIES))}.get(key, ("", 0))
            if column:
                source = f"='Từ được chọn'!${column}$1:${column}${count}"
                sheet.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": source})
        sheet.activate()
    return file.getvalue()
