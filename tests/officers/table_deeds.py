"""What happens to a table of many units: their rows, their codes and names, the heads of its columns."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

from tests.officers.deeds import Deed
from tests.officers.pages import Book, Box, How, Page, insert_column, insert_row


def codes_as_numbers(book: Book, dice: random.Random) -> None:
    """Excel takes codes for numbers and drops the zeros in front."""
    for _, _, box in book.page.boxes():
        if box.role == "code" and str(box.value).isdigit():
            box.value = int(str(box.value))


def codes_with_signs(book: Book, dice: random.Random) -> None:
    for _, _, box in book.page.boxes():
        if box.role == "code" and isinstance(box.value, str):
            box.value = dice.choice([f" {box.value}", f"'{box.value}", f"{box.value}\u00a0", f"{box.value}.0"])
    if book.page.column_of("name") is None:
        book.spoil_all(How.EITHER)


def names_otherwise(book: Book, dice: random.Random) -> None:
    """Names in capitals, decomposed, with other spaces; the codes stay."""
    style = dice.choice(
        [str.upper, lambda s: unicodedata.normalize("NFD", s), lambda s: s.replace(" ", "  "), str.title]
    )
    for _, _, box in book.page.boxes():
        if box.role == "name" and isinstance(box.value, str):
            box.value = style(box.value)


def drop_codes(book: Book, dice: random.Random) -> None:
    """Only names are left; two units of one name can then not be told apart."""
    page = book.page
    code, name = page.column_of("code"), page.column_of("name")
    if code is None or name is None or page.merges:
        return
    for row in page.rows:
        del row[code]
    names = [unit.name for unit in book.sheet.units]
    for unit in book.sheet.units:
        if names.count(unit.name) > 1:
            book.spoil(How.DOUBT, *(f for f in book.truth if f[0] == unit.code))


def drop_names_of_units(book: Book, dice: random.Random) -> None:
    page = book.page
    code, name = page.column_of("code"), page.column_of("name")
    if code is None or name is None or page.merges:
        return
    for row in page.rows:
        del row[name]


def drop_key_row(book: Book, dice: random.Random) -> None:
    _drop_head_row(book, "key", "label")


def drop_label_row(book: Book, dice: random.Random) -> None:
    _drop_head_row(book, "label", "key")


def _drop_head_row(book: Book, role: str, other: str) -> None:
    page = book.page
    rows = {r for r, _ in page.where(role)}
    if len(rows) == 1 and page.where(other):
        at = rows.pop()
        doomed = {id(box) for box in page.rows[at]}
        page.merges = [m for m in page.merges if not {id(m[0]), id(m[1])} & doomed]
        page.hidden_rows = {h - (h > at) for h in page.hidden_rows if h != at}
        del page.rows[at]


def swap_table_columns(book: Book, dice: random.Random) -> None:
    page = book.page
    page.square()
    one, other = dice.sample(range(page.width), 2)
    for row in page.rows:
        row[one], row[other] = row[other], row[one]
    page.merges = []


def drop_figure_column(book: Book, dice: random.Random) -> None:
    page = book.page
    columns = sorted({c for _, c, box in page.boxes() if box.of})
    if len(columns) < 4 or page.merges:
        return
    at = dice.choice(columns)
    for row in page.rows:
        if at < len(row) and row[at].of:
            book.spoil(How.GONE, row[at].of or ("", ""))
    for row in page.rows:
        del row[at]


def total_column(book: Book, dice: random.Random) -> None:
    page = book.page
    heads = page.where("key") or page.where("label")
    if heads:
        boxes = {heads[0][0]: Box(dice.choice(["Cộng", "Tổng", "Xếp hạng"]))} | {r: Box(77) for r in page.body()}
        insert_column(page, page.width, boxes)


def stranger_unit(book: Book, dice: random.Random) -> None:
    """A unit that was not asked."""
    page = book.page
    row = [replace(box, of=None) for box in page.rows[page.body()[0]]]
    for box in row:
        if box.role == "code":
            box.value = "99999"
        elif box.role == "name":
            box.value = "xã Không Có Trong Danh Sách"
    page.rows.append(row)


def unit_twice(book: Book, dice: random.Random) -> None:
    """A unit with two rows that do not agree."""
    page = book.page
    row = [replace(box) for box in page.rows[dice.choice(page.body())]]
    for box in row:
        if box.of:
            box.value = box.value + 7 if isinstance(box.value, int) and not isinstance(box.value, bool) else 13
            box.runs, box.shown, box.formula = [], "", ""
            book.spoil(How.DOUBT, box.of)
    page.rows.append(row)


def swap_heads(book: Book, dice: random.Random) -> None:
    """Two keys at the head change places, the labels above them do not."""
    page = book.page
    keys = page.where("key")
    if len(keys) < 2 or len({r for r, _ in keys}) > 1 or not page.where("label"):
        return
    (r, a), (_, b) = dice.sample(keys, 2)
    page.rows[r][a].value, page.rows[r][b].value = page.rows[r][b].value, page.rows[r][a].value
    book.spoil(How.DOUBT, *(box.of for _, c, box in page.boxes() if box.of and c in (a, b)))


def swap_codes(book: Book, dice: random.Random) -> None:
    """Two codes change places, the names beside them do not."""
    page = book.page
    rows = [r for r in page.body() if any(box.role == "code" for box in page.rows[r])]
    if len(rows) < 2 or page.column_of("name") is None:
        return
    one, other = dice.sample(rows, 2)
    a = next(box for box in page.rows[one] if box.role == "code")
    b = next(box for box in page.rows[other] if box.role == "code")
    said = [next(box.value for box in page.rows[r] if box.role == "name") for r in (one, other)]
    a.value, b.value = b.value, a.value
    if said[0] != said[1]:
        book.spoil(How.DOUBT, *(box.of for r in (one, other) for box in page.rows[r] if box.of))


def two_pages(book: Book, dice: random.Random) -> None:
    """Half of the units, or half of the elements, on a second sheet."""
    page, body = book.page, book.page.body()
    if len(body) < 4 or page.merges or (book.deeds and "hide_page" in book.deeds):
        return
    cut = body[len(body) // 2]
    head = [[replace(box, role="") for box in row] for row in page.rows[: body[0]]]
    book.pages.append(Page("Phần 2", head + page.rows[cut:]))
    page.rows = page.rows[:cut]
    page.hidden_rows, page.has_filter = set(), False


def group_rows(book: Book, dice: random.Random) -> None:
    """Units under headings of their own, with sums that look like units."""
    page = book.page
    where = page.column_of("name")
    if where is None:
        return
    values = {c for _, c, box in page.boxes() if box.of}
    for said in ("Khu vực phía Bắc", "Các ấp biên giới"):
        boxes = {where: Box(said)} | {c: Box(dice.randrange(999)) for c in values}
        insert_row(page, dice.choice(page.body()), boxes)


TABLE_DEEDS: list[Deed] = [
    codes_as_numbers, codes_with_signs, names_otherwise, drop_codes, drop_names_of_units, drop_key_row, drop_label_row,
    swap_table_columns, drop_figure_column, total_column, stranger_unit, group_rows,
]  # fmt: skip
TABLE_RUIN: list[Deed] = [unit_twice, swap_heads, swap_codes, two_pages]
