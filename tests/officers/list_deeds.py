"""What happens to a list of one unit only: its naming columns, its column of figures, its place."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from tests.officers.deeds import Deed
from tests.officers.pages import Book, Box, How, insert_column, insert_row


def drop_column(role: str) -> Deed:
    def deed(book: Book, dice: random.Random) -> None:
        page = book.page
        column = page.column_of(role)
        other = {"key": "label", "label": "key"}.get(role)
        spoilt = {"before": "typed_in_before", "key": "edit_labels"}.get(role)
        if column is None or (other and page.column_of(other) is None) or spoilt in book.deeds:
            return
        for row in page.rows:
            del row[column]
        if role == "label" and "subtotals" in book.deeds:
            book.spoil_all(How.EITHER)  # a sum without its word looks like a column pushed down
        page.merges = [m for m in page.merges if page.place(m[0]) and page.place(m[1])]

    deed.__name__ = f"drop_{role}"
    return deed


def swap_columns(book: Book, dice: random.Random) -> None:
    """Whole columns change places."""
    page = book.page
    page.square()
    one, other = dice.sample(range(page.width), 2)
    for row in page.rows:
        row[one], row[other] = row[other], row[one]
    page.merges = []


def restyle_keys(book: Book, dice: random.Random) -> None:
    """Keys as a phone's keyboard corrects them."""
    style = dice.choice(
        [str.capitalize, str.upper, lambda s: f" {s} ", lambda s: s.replace("_", " "), lambda s: s + "."]
    )
    for _, _, box in book.page.boxes():
        if box.role == "key" and isinstance(box.value, str):
            box.value = style(box.value)
    if book.page.column_of("label") is None:
        book.spoil_all(How.EITHER)


def edit_labels(book: Book, dice: random.Random) -> None:
    """Labels said a little otherwise while the keys stay."""
    page = book.page
    if page.column_of("key") is None:
        return
    for _, _, box in page.boxes():
        if box.role == "label" and isinstance(box.value, str) and dice.random() < 0.3:
            box.value = dice.choice(
                ["- " + box.value, box.value + " (lũy kế)", box.value.upper(), box.value[:-2], "1. " + box.value]
            )


def swap_keys(book: Book, dice: random.Random) -> None:
    """Two keys change places while labels and figures stay."""
    page = book.page
    column, labels = page.column_of("key"), page.column_of("label")
    body = page.body()
    if column is None or labels is None or len(body) < 2:
        return
    one, other = (page.rows[r] for r in dice.sample(body, 2))
    if one[column].role == other[column].role == "key":
        one[column].value, other[column].value = other[column].value, one[column].value
        book.spoil(How.DOUBT, *(box.of for row in (one, other) for box in row if box.of))


def drag_key(book: Book, dice: random.Random) -> None:
    """A key dragged over the next rows: one key on three rows, the labels still different."""
    page = book.page
    column, labels = page.column_of("key"), page.column_of("label")
    body = page.body()
    if column is None or labels is None or len(body) < 6:
        return
    start = dice.randrange(len(body) - 3)
    first = page.rows[body[start]][column]
    for r in body[start : start + 3]:
        if page.rows[r][column].role == "key":
            page.rows[r][column].value = first.value
        book.spoil(How.DOUBT, *(box.of for box in page.rows[r] if box.of))


def typed_in_before(book: Book, dice: random.Random) -> None:
    """This period's figures typed into last period's column, for some rows."""
    page = book.page
    column = page.column_of("before")
    if column is None:
        return
    for r in dice.sample(page.body(), min(4, len(page.body()))):
        value = next(box for box in page.rows[r] if box.of)
        before = page.rows[r][column]
        if before.value is None or value.value == before.value or not isinstance(value.value, int) or value.runs:
            continue
        before.value, value.value, value.formula, value.shown = value.value, None, "", ""
        book.spoil(How.DOUBT, value.of or ("", ""))


def paste_lower(book: Book, dice: random.Random) -> None:
    """The column of figures pasted one row too low, the last one outside the table."""
    values = _column(book)
    if len(values) < 3:
        return
    page = book.page
    old = [replace(box) for box in values]
    page.rows.append([Box() for _ in range(page.width)])
    below = _below(book, values[-1])
    for box, said in zip([*values[1:], below], old, strict=True):
        _put(box, said)
    if below.value is None and not below.runs:
        below.value = 5
    book.spoil_all(How.DOUBT)


def paste_higher(book: Book, dice: random.Random) -> None:
    """The column pasted one row too high: its first figure overwrites the head."""
    values = _column(book)
    heads = book.page.where("head-value")
    if len(values) < 3 or not heads or book.page.column_of("value") is None:
        return
    head = book.page.rows[heads[0][0]][heads[0][1]]
    if not isinstance(values[0].value, int):
        return
    old = [replace(box) for box in values]
    for box, said in zip([head, *values[:-1]], old, strict=True):
        _put(box, said)
    book.spoil_all(How.DOUBT)


def delete_upward(book: Book, dice: random.Random) -> None:
    """One cell deleted and the rest shifted up; names follow the cells they named."""
    if book.name_mode != "follow" or book.page.column_of("key") is None:
        return
    page, values = book.page, _column(book)
    start = dice.randrange(len(values) - 1)
    gone = values[start]
    figures = [box.of for box in values]
    places = [page.place(box) or (0, 0) for box in values]
    for number in range(start, len(values) - 1):
        r, c = places[number]
        page.rows[r][c] = values[number + 1]
    r, c = places[-1]
    page.rows[r][c] = Box(role="value")
    for number in range(start, len(values)):
        r, c = places[number]
        page.rows[r][c].of = None
        book.spoil(How.DOUBT, figures[number] or ("", ""))
    book.names = {name: box for name, box in book.names.items() if box is not gone}


def _column(book: Book) -> list[Box]:
    return [box for r in book.page.body() for box in book.page.rows[r] if box.of]


def _below(book: Book, box: Box) -> Box:
    r, c = book.page.place(box) or (0, 0)
    return book.page.rows[r + 1][c]


def _put(box: Box, said: Box) -> None:
    box.value, box.runs, box.shown, box.formula = said.value, said.runs, said.shown, said.formula
    box.cached, box.is_struck = said.cached, said.is_struck


def two_halves(book: Book, dice: random.Random) -> None:
    """The lower half of the table stands beside the upper half, to fit one page."""
    page = book.page
    body = page.body()
    heads = page.where("head-value")
    if len(body) < 8 or not heads or page.merges or any(b != a + 1 for a, b in pairwise(body)):
        return
    page.square()
    half = (len(body) + 1) // 2
    page.rows[heads[0][0]] += [replace(box, role="") for box in page.rows[heads[0][0]]]
    for number, r in enumerate(body[half:]):
        page.rows[body[number]] += page.rows[r]
    del page.rows[body[half] : body[-1] + 1]
    page.hidden_rows, page.has_filter = set(), False
    page.square()
    book.spoil_all(How.EITHER)


def transposed(book: Book, dice: random.Random) -> None:
    """Copied and pasted with «transpose»."""
    page = book.page
    page.square()
    page.rows = [list(column) for column in zip(*page.rows, strict=True)]
    page.merges, page.hidden_rows, page.has_filter = [], set(), False
    book.spoil_all(How.EITHER)


def scratch_block(book: Book, dice: random.Random) -> None:
    """A reckoning of one's own beside or below the table, with the labels of some rows and other figures."""
    page = book.page
    labels = [box.value for _, _, box in page.boxes() if box.role == "label"]
    if not labels:
        return
    if dice.random() < 0.5:
        for said in dice.sample(labels, min(3, len(labels))):
            insert_row(page, len(page.rows), {0: Box(said), page.width - 1: Box(dice.randrange(900))})
            book.spoil(How.EITHER, *(f for f in book.truth if book.element(f[1]).label == said))
    else:
        insert_column(page, page.width)
        at = page.width
        insert_column(page, at, {r: Box(dice.choice(labels)) for r in page.body()[:3]})
        insert_column(page, at + 1, {r: Box(dice.randrange(900)) for r in page.body()[:3]})
        book.spoil(How.EITHER, *(box.of for r in page.body()[:3] for box in page.rows[r] if box.of))


LIST_DEEDS: list[Deed] = [
    *map(drop_column, ("key", "label", "no", "measure", "before")), swap_columns, restyle_keys, edit_labels, typed_in_before,
]  # fmt: skip
LIST_RUIN: list[Deed] = [
    swap_keys, drag_key, paste_lower, paste_higher, delete_upward, two_halves, transposed, scratch_block,
]  # fmt: skip
"""What spoils the table itself comes last, one at most."""
