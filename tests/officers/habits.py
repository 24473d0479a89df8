"""What officers type into a cell that asks for a number, a yes or no, or a text; each with what it truly says."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple

from tests.officers.pages import Box, How
from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind

SURE, EITHER, DOUBT = How.SURE, How.EITHER, How.DOUBT


class Typed(NamedTuple):
    """A box as typed and how sure it is; ``cell`` where the typing says another thing than the figure did."""

    box: Box
    how: How
    cell: Cell | None = None


def grouped(n: int, sign: str) -> str:
    return f"{n:,}".replace(",", sign)


def raised_number(n: int, e: Element, dice: random.Random) -> Typed:
    """A figure with a raised footnote mark: one text to a program, two things to the eye."""
    return Typed(Box(runs=[("", str(n)), ("raised", str(dice.randrange(1, 4)))]), EITHER)


def corrected(n: int, e: Element, dice: random.Random) -> Typed:
    """The old figure struck out, the new one typed behind it in the same cell."""
    gap = dice.choice(["", " "])
    return Typed(Box(runs=[("struck", str(n + dice.randrange(1, 9))), ("", gap + str(n))]), EITHER)


def wholly_struck(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(n, is_struck=True), DOUBT)


def text(shape: str, how: How) -> Callable[[int, Element, random.Random], Typed]:
    """A text around the number: N plain, D with dots, S with spaces, C with commas, U the unit of the element."""

    def typed(n: int, e: Element, dice: random.Random) -> Typed:
        out = shape
        for sign, said in (
            ("N", str(n)), ("D", grouped(n, ".")), ("S", grouped(n, " ")), ("B", grouped(n, "\u00a0")),
            ("T", grouped(n, "\u202f")), ("C", grouped(n, ",")), ("P", str(n + 3)), ("U", e.unit),
        ):  # fmt: skip
            out = out.replace(f"{{{sign}}}", said)
        certainty = how
        if "{C}" in shape and n < 1000:
            certainty = SURE
        elif "{C}" in shape and n < 10**6:
            certainty = EITHER
        return Typed(Box(out), certainty)

    typed.__name__ = shape
    return typed


def stored(make: Callable[[int, random.Random], object], how: How, shown: str = "") -> Callable[..., Typed]:
    """A value that Excel stores as another kind, or shows by a format of its own."""

    def typed(n: int, e: Element, dice: random.Random) -> Typed:
        return Typed(Box(make(n, dice), shown=shown), how)

    typed.__name__ = f"stored {shown or how.name}"
    return typed


def full_width(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(str(n).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})), EITHER)


def look_alike(n: int, e: Element, dice: random.Random) -> Typed:
    said = str(n) + dice.choice("Ool")
    return Typed(Box(said), DOUBT)


def as_thousands(n: int, e: Element, dice: random.Random) -> Typed:
    """«1.234» typed into an Excel whose decimal sign is a dot, or «12,5» where it is a comma."""
    if 1000 <= n < 10**6 and n % 1000:
        return Typed(Box(n / 1000), DOUBT)
    return Typed(Box(n + 0.5), DOUBT)


def negative(n: int, e: Element, dice: random.Random) -> Typed:
    value = -max(1, n)
    box = dice.choice([Box(value), Box(f"-{-value}"), Box(f"\u2212{-value}"), Box(f"({-value})"), Box(f"- {-value}")])
    return Typed(box, EITHER, Cell.of(value))


def sum_formula(n: int, e: Element, dice: random.Random) -> Typed:
    formula = dice.choice(["=SUM(H7:H9)", "='[so lieu ap.xlsx]Sheet1'!B4", "=3+4", "=VLOOKUP(B7,Sheet2!A:C,3,0)"])
    return Typed(Box(n, formula=formula), SURE)


def text_formula(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(str(n), formula='=TEXT(H7,"0")'), SURE)


def uncalculated(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(0, formula="=H7+H8", cached=False), DOUBT)


def failed(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(dice.choice(["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"]), formula="=H7/H8"), DOUBT)


def cleared(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(dice.choice([None, " ", "\u00a0", "\u200b"])), SURE, Cell.missing())


def not_applicable(n: int, e: Element, dice: random.Random) -> Typed:
    said = dice.choice(["không áp dụng", "Không áp dụng", "KHÔNG ÁP DỤNG ", "khong ap dung"])
    return Typed(Box(said), SURE, Cell(CellState.NOT_APPLICABLE))


def not_yet(n: int, e: Element, dice: random.Random) -> Typed:
    return Typed(Box(dice.choice(["chưa đến kỳ", "Chưa  đến kỳ"])), SURE, Cell(CellState.NOT_YET))


def word(*words: str) -> Callable[..., Typed]:
    """Words that people use for nothing, none, unknown or the same: never a figure."""

    def typed(n: int, e: Element, dice: random.Random) -> Typed:
        return Typed(Box(dice.choice(words)), DOUBT)

    typed.__name__ = words[0]
    return typed


NUMBERS: list[Callable[[int, Element, random.Random], Typed]] = [
    raised_number, corrected, wholly_struck, full_width, look_alike, as_thousands, negative, sum_formula, text_formula,
    uncalculated, failed, cleared, not_applicable, not_yet,
    *(text(s, SURE) for s in (
        "{N}", "{D}", "{S}", "{B}", "{T}", "'{N}", " {N} ", "{N}\u200b", "\ufeff{N}", "0{N}", "{D},00", "{N}.0", "{N} {U}",
        "{D} {U}", "{N}\n", "{N}\u00a0",
    )),
    *(text(s, EITHER) for s in (
        "{N} (tăng 3)", "{N} (giảm 2 so với cùng kỳ)", "{N}.", "{N};", "{N}{U}", "{N} (một số ấp chưa gửi)", "{N}*",
        "{C}", "{N} ({N})", "Có {N} {U}", "+{N}", "{N}/", "{D}đ", "{N} ({U})", "có {N}", "{C}.00", "{N},0", "[{N}]",
        "{N} vụ/{P} đối tượng", "tổng: {N}", "{N}¹", "0 {N}",
    )),
    *(text(s, DOUBT) for s in (
        "{N},5", "{D},5", "{N}/{P}", "{N}-{P}", "{N} - {P}", "khoảng {N}", "~{N}", ">{N}", "≥ {N}", "trên {N}", "gần {N}",
        "{N}%", "{N} %", "{N} triệu", "{N} nghìn", "{N}k", "{N} tr", "{N}+{P}", "={N}+{P}", "{N}?", "{N} hay {P}", "{N}; {P}",
        "{N}\n{P}", "{N} thùng phuy", "{N}.{P}.1", "1,2E+05", "{N}x3", "{N} (nam), {P} (nữ)", "{N} {P}0000", "tăng {N}", "giảm {N}",
        "{N} chục", "dưới {N}", "{N} trở lên", "quý I: {N}, quý II: {P}", "{N} so với {P}",
    )),
    word("-", "–", "—", ".", "...", "//", "\"", "''", "nt"), word("x", "X", "✓", "v"), word("không", "Không có", "ko", "không có vụ nào"),
    word("K", "KPS", "không phát sinh", "Không"), word("như trên", "như kỳ trước", "không thay đổi", "giữ nguyên"),
    word("đang tổng hợp", "báo cáo sau", "chờ công an xã", "n/a", "NA", "null", "nil"), word("mười hai", "hai", "một trăm linh năm"),
    stored(lambda n, d: True, DOUBT), stored(lambda n, d: False, DOUBT),
    stored(lambda n, d: date(2024, d.randrange(1, 13), d.randrange(1, 29)), DOUBT, "dd/mm/yyyy"),
    stored(lambda n, d: date(2024, d.randrange(1, 13), 1), DOUBT, "mmm-yy"),
    stored(lambda n, d: datetime(2024, 3, 5, 7, 30), DOUBT, "dd/mm/yyyy hh:mm"), stored(lambda n, d: time(12, 30), DOUBT, "hh:mm"),
    stored(lambda n, d: 20000 + n % 30000, DOUBT, "dd/mm/yyyy"), stored(lambda n, d: n / 100, DOUBT, "0%"),
    stored(lambda n, d: d.choice([1, 2, 12]), DOUBT, "0%"), stored(lambda n, d: d.choice([1, 3]), DOUBT, "0.00%"),
    stored(lambda n, d: n + 0.4, DOUBT, "0"), stored(lambda n, d: (n + 1) * 1000, DOUBT, "#,##0,"),
    stored(lambda n, d: n + 1, DOUBT, ";;;"), stored(lambda n, d: n, SURE, "0.00E+00"), stored(lambda n, d: n, SURE, '0" vụ"'),
    stored(lambda n, d: n, SURE, "#,##0.00"), stored(lambda n, d: n, SURE, "@"), stored(lambda n, d: n, SURE, "_-* #,##0_-;-* #,##0_-"),
    stored(lambda n, d: n, SURE, "000000"), stored(lambda n, d: n, SURE, '[$-42A]#,##0\\ "₫"'), stored(lambda n, d: n, SURE, "[Red]0"),
    stored(lambda n, d: "01/02/2024", DOUBT), stored(lambda n, d: "Feb-24", DOUBT), stored(lambda n, d: "12-3", DOUBT),
    stored(lambda n, d: "00:12", DOUBT), stored(lambda n, d: "TRUE", DOUBT), stored(lambda n, d: "#REF!", DOUBT),
]  # fmt: skip


def spoil_number(n: int, e: Element, dice: random.Random) -> tuple[str, Typed]:
    """One habit for a number cell; where the spoilt text says the same as a whole number, that is what it says."""
    habit = dice.choice(NUMBERS)
    typed = habit(n, e, dice)
    return habit.__name__, _settled(n, typed)


def _settled(n: int, typed: Typed) -> Typed:
    """Shapes that fall together for small numbers: «0,00» of 0 is sure, «7 8» could be «78»; keep to the careful side."""
    said = typed.box.value
    if isinstance(said, str) and said.startswith("0") and typed.how is SURE and not typed.cell and n == 0:
        return Typed(typed.box, EITHER, typed.cell)
    return typed


YES = ["có", "Có", "CÓ", "có ", "co\u0301", "x", "X", "đạt", "Đạt"]
NO = ["không", "Không", "KHÔNG ", "kho\u0302ng", "chưa đạt"]
PERHAPS_YES = ["Đã có", "✓", "✔", "rồi", "đã ban hành", "Yes", "y", "co", "có rồi", "có."]
PERHAPS_NO = ["chưa", "ko", "k", "chưa có ạ", "Khong", "không đạt", "No", "chưa ban hành", "không."]
UNSURE = [
    "có/không",
    "?",
    "-",
    "12",
    "đang làm",
    "Có / Không",
    "0,5",
    "50%",
    "x/o",
    "cớ",
    "cơ",
    "không rõ",
    "có hoặc không",
]


def spoil_yes_no(value: bool, paper: str | None, e: Element, dice: random.Random) -> Typed:
    """Yes or no as people write it."""
    if dice.random() < 0.15:
        return Typed(Box(dice.choice(UNSURE)), DOUBT)
    if dice.random() < 0.15:
        box = dice.choice([Box(value), Box(int(value)), Box(date(2024, 3, 5), shown="dd/mm/yyyy")])
        return Typed(box, DOUBT if isinstance(box.value, date) else EITHER, Cell.of(value))
    sure = dice.random() < 0.5
    said = dice.choice((YES if value else NO) if sure else (PERHAPS_YES if value else PERHAPS_NO))
    if paper and sure:
        return Typed(Box(f"{said}; {paper}"), SURE)
    if paper:
        joint = dice.choice([", {}", " ({})", " - {}", "\n{}", ": {}", ";{}"])
        return Typed(Box(said + joint.format(paper)), EITHER)
    return Typed(Box(said), SURE if sure else EITHER, Cell.of(value))


def spoil_text(said: str, dice: random.Random) -> Typed:
    """A narrative as pasted from Word, Zalo or a phone."""
    kind = dice.randrange(9)
    if kind == 0:
        n = dice.choice([7, 1234567, 12345678901])
        return Typed(Box(n), EITHER, Cell.of(str(n)))
    if kind == 1:
        return Typed(Box(date(2024, 3, 5), shown="dd/mm/yyyy"), DOUBT)
    if kind == 2:
        return Typed(Box(said, runs=[("", said[:4]), ("bold", said[4:])]), SURE)
    if kind == 3:
        return Typed(Box(said + "\n- Hai là: giữ vững"), SURE, Cell.of(said + "\n- Hai là: giữ vững"))
    if kind == 4:
        return Typed(Box(True), DOUBT)
    if kind == 5:
        return Typed(Box(runs=[("", said), ("struck", " không còn")]), EITHER, Cell.of(said))
    if kind == 6:
        return Typed(Box(dice.choice(["#REF!", "#NAME?"]), formula="=H1"), DOUBT)
    if kind == 7:
        return Typed(Box("=" + said), SURE, Cell.of("=" + said))
    return Typed(Box(f"  {said}  "), SURE, Cell.of(said))


def spoil(box: Box, cell: Cell, e: Element, dice: random.Random) -> tuple[str, Typed] | None:
    """Spoil one box by a habit that fits its element; None where it holds no value to spoil."""
    if cell.state is not CellState.VALUE or cell.value is None:
        return None
    if e.kind is ElementKind.NARRATIVE:
        return "text", spoil_text(str(cell.value), dice)
    if isinstance(cell.value, bool):
        return "yes-no", spoil_yes_no(cell.value, cell.paper, e, dice)
    return spoil_number(int(cell.value), e, dice)
