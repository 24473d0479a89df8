"""Draw a form, its figures and what happens to its workbook: the same for the same seed."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from tests.officers import scripts
from tests.officers.deeds import COPIES, LIST_AND_TABLE, LIST_LAST, merge_figures
from tests.officers.files import saved
from tests.officers.habits import spoil
from tests.officers.list_deeds import LIST_DEEDS, LIST_RUIN
from tests.officers.pages import Book, Figure, How, opened
from tests.officers.table_deeds import TABLE_DEEDS, TABLE_RUIN
from thidua.errors import ThiduaError
from thidua.figures.cells import Cell, CellState
from thidua.figures.elements import Element, ElementKind, catalogue
from thidua.figures.workbooks import FormSheet, UnitRef, WorkbookReading, read_workbook

ELEMENTS = tuple(catalogue(date(2024, 6, 1)).elements_for("commune"))
NAMES = ("xã Tân Phong", "phường 3", "thị trấn Tân Biên", "xã Hòa Hiệp", "xã Mỏ Công", "xã Trà Vong", "xã Thạnh Bắc",
         "phường Phúc Xá", "xã Đặng Xá", "xã Tân Lập", "xã Thạnh Tây", "xã Tân Bình")  # fmt: skip
TEXTS = ("Tổ chức ra quân đồng loạt, nhân rộng mô hình camera an ninh.", "Còn thiếu kinh phí cho các tổ tự quản ở ấp xa.",
         "Không", "12 tổ tự quản đã đi vào hoạt động")  # fmt: skip


def draw(seed: int) -> tuple[Book, bytes, str]:
    """A workbook after several deeds in combination."""
    dice = random.Random(seed)
    book = opened(_sheet(dice))
    pool = LIST_AND_TABLE + (LIST_DEEDS if book.is_list else TABLE_DEEDS)
    for deed in dice.sample(pool, dice.choice([0, 1, 2, 2, 3, 3, 4, 5, 6])):
        _do(book, dice, deed)
    _spoil_cells(book, dice)
    if dice.random() < 0.25:
        _do(book, dice, dice.choice(COPIES))
    if dice.random() < 0.25:
        ruin = LIST_RUIN + LIST_LAST if book.is_list else [*TABLE_RUIN, merge_figures]
        _do(book, dice, dice.choice(ruin))
    if dice.random() < 0.2:
        _do(book, dice, dice.choice([scripts.decomposed, scripts.old_fonts]))
    data, name = saved(book, dice)
    told = book.has_meta or book.keywords
    told = told if "xlsx" in book.container or book.container == "zip" else book.has_meta and book.container == "ods"
    if "drop_first_lines" in book.deeds and not told:
        book.spoil_all(How.EITHER)  # the file says no longer of which period it is
    return book, data, name


def _do(book: Book, dice: random.Random, deed) -> None:  # type: ignore[no-untyped-def]
    deed(book, dice)
    book.page.square()
    book.deeds.append(deed.__name__)


def _sheet(dice: random.Random) -> FormSheet:
    many = dice.random() < 0.4
    count = dice.choice([2, 3, 7, 12, 24]) if many else 1
    codes = dice.sample(range(25001, 26000), count)
    codes = [f"{c - 25000:05d}" if dice.random() < 0.3 else str(c) for c in codes]
    units = tuple(UnitRef(code, NAMES[n % len(NAMES)]) for n, code in enumerate(codes))
    keep = set(
        dice.sample(range(len(ELEMENTS)), dice.choice([8, 15, 30]) if many else dice.choice([12, 30, len(ELEMENTS)]))
    )
    elements = tuple(e for n, e in enumerate(ELEMENTS) if n in keep)
    cells: dict[Figure, Cell] = {}
    before: dict[Figure, Cell] = {}
    for unit in units:
        for element in elements:
            cell = _cell(element, unit.code, cells, dice)
            if cell is not None:
                cells[unit.code, element.key] = cell
            if cell is not None and cell.number is not None and dice.random() < 0.7:
                before[unit.code, element.key] = Cell.of(max(0, cell.number + dice.randrange(-3, 9)))
    return FormSheet("quy", "Biểu số liệu quý", "2024-Q1", "Quý I năm 2024", units, elements, cells, before)


def _cell(e: Element, unit: str, cells: dict[Figure, Cell], dice: random.Random) -> Cell | None:
    if dice.random() < 0.04:
        return dice.choice([None, Cell(CellState.NOT_APPLICABLE), Cell(CellState.NOT_YET)])
    if e.kind is ElementKind.NARRATIVE:
        return Cell.of(dice.choice(TEXTS))
    if e.kind is ElementKind.YES_NO:
        return Cell.of(dice.random() < 0.7, f"{dice.randrange(1, 90)}/BC-CAT" if e.held_elsewhere else None)
    whole = cells.get((unit, e.part_of or ""), Cell.missing()).number
    if whole is not None:
        return Cell.of(dice.randrange(whole + 1))
    top = 10**9 if e.kind is ElementKind.MONEY else dice.choice([10, 100, 2000, 20000, 10**6])
    return Cell.of(dice.choice([0, dice.randrange(top), dice.randrange(top)]))


def _spoil_cells(book: Book, dice: random.Random) -> None:
    boxes = book.sure_boxes()
    for box in dice.sample(boxes, min(len(boxes), dice.choice([0, 0, 2, 5, 12, 25]))):
        figure = box.of or ("", "")
        said = book.truth[figure]
        spoilt = spoil(box, said.cell, book.element(figure[1]), dice)
        if spoilt is None:
            continue
        typed = spoilt[1]
        for name in ("value", "shown", "runs", "formula", "cached", "is_struck"):
            setattr(box, name, getattr(typed.box, name))
        if typed.cell is not None:
            said.cell = typed.cell
        book.spoil(typed.how, figure)


@dataclass
class Verdict:
    """What a reading did with the figures of a workbook."""

    right: int = 0
    asked_rightly: int = 0
    asked_needlessly: list[Figure] = field(default_factory=list)
    lost: list[Figure] = field(default_factory=list)
    wrong: list[tuple[Figure, object, str]] = field(default_factory=list)
    gone: int = 0
    refused: str = ""

    @property
    def cells(self) -> int:
        return self.right + self.asked_rightly + len(self.asked_needlessly) + len(self.lost) + len(self.wrong)


def judge(book: Book, data: bytes, name: str) -> Verdict:
    """Read the file and compare with the truth."""
    try:
        reading: WorkbookReading | None = read_workbook(data, book.sheet, name)
    except ThiduaError as refusal:
        reading, told = None, str(refusal)
    verdict = Verdict(refused="" if reading else told)
    for figure, said in book.truth.items():
        found = reading.readings.get(figure) if reading else None
        sure = found.cell if found is not None and not found.doubt else None
        if sure is not None:
            right = said.how in (How.SURE, How.EITHER) and same(sure, said.cell)
            if right:
                verdict.right += 1
            else:
                verdict.wrong.append((figure, sure, f"{said.how.name} {said.cell}"))
        elif said.how is How.GONE:
            verdict.gone += 1
        elif (
            (found is not None and said.how is not How.SURE)
            or (reading is None and (book.may_refuse or said.how is How.DOUBT))
            or (found is None and said.how is How.DOUBT and reading and figure in reading.not_found)
        ):
            verdict.asked_rightly += 1
        elif found is None:
            verdict.lost.append(figure)
        else:
            verdict.asked_needlessly.append(figure)
    return verdict


def same(one: Cell, other: Cell) -> bool:
    """Equal, letters composed and outer spaces aside."""
    if isinstance(one.value, str) and isinstance(other.value, str):
        tidy = (unicodedata.normalize("NFC", text).strip() for text in (one.value, other.value))
        return one.state is other.state and len(set(tidy)) == 1
    return one == other
