"""What happens to a list of one unit, and to any sheet: rows, columns, heads, copies, names."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.officers.pages import Book, Box, How, Page, insert_column, insert_row

Deed = Callable[[Book, random.Random], None]


def rename_page(book: Book, dice: random.Random) -> None:
    book.page.name = dice.choice(["Sheet1", "Bản chính", "Quý 1 (sửa)", "BC xã", "Copy of Số liệu"])


def hide_page(book: Book, dice: random.Random) -> None:
    book.page.is_hidden = True
    book.pages.append(Page("Trang bìa", [[Box("BÁO CÁO SỐ LIỆU")], [Box("Kính gửi: Công an huyện")]]))


def add_empty_page(book: Book, dice: random.Random) -> None:
    book.pages.append(Page("Sheet3", []))


def add_notes_page(book: Book, dice: random.Random) -> None:
    rows = [[Box("Việc cần làm")], [Box("Hỏi lại số hộ của ấp 3"), Box(120)], [Box("Điện thoại ấp trưởng trước 5/4")]]
    book.pages.append(Page("Ghi chú", rows))


def keep_backup(book: Book, dice: random.Random) -> None:
    """The same sheet twice; sometimes the copy is an older draft, and then nobody knows which one counts."""
    copy = book.page.copy(dice.choice(["Số liệu (2)", "Bản nháp", "Sheet2"]))
    copy.is_hidden = dice.random() < 0.3
    if dice.random() < 0.5:
        boxes = [box for _, _, box in copy.boxes() if box.of and type(box.value) is int and not box.runs]
        for box in dice.sample(boxes, min(5, len(boxes))):
            box.value = int(str(box.value)) + dice.randrange(1, 50)
            box.shown, box.formula = "", ""
            book.spoil(How.DOUBT, box.of or ("", ""))
    book.pages.append(copy)


def keep_last_period(book: Book, dice: random.Random) -> None:
    """Last period's sheet still lies in the file, and says so."""
    copy = book.page.copy("Kỳ trước")
    period = [box for _, _, box in copy.boxes() if box.role == "period"]
    if not period:
        return
    for box in period:
        box.value = {"2024-Q1": "2023-Q4", "Quý I năm 2024": "Quý IV năm 2023"}.get(str(box.value), box.value)
    for _, _, box in copy.boxes():
        if box.of and type(box.value) is int:
            box.value, box.shown, box.formula = box.value + 1, "", ""
    book.pages.append(copy)


def drop_meta(book: Book, dice: random.Random) -> None:
    book.has_meta = False
    book.keywords = book.keywords and dice.random() < 0.5


def drop_names(book: Book, dice: random.Random) -> None:
    book.name_mode = "none"


def stale_names(book: Book, dice: random.Random) -> None:
    """Cut and paste in a program that leaves names where they were."""
    book.name_mode = "stale"


def add_state_head(book: Book, dice: random.Random) -> None:
    """The lines every official paper begins with."""
    for number, said in enumerate(["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:     /BC-UBND"]):
        insert_row(book.page, number, {0: Box(said)})


def add_signatures(book: Book, dice: random.Random) -> None:
    page = book.page
    for said in ([""], ["", "", "Tân Phong, ngày 5 tháng 4 năm 2024"], ["Người lập biểu", "", "TM. ỦY BAN NHÂN DÂN"],
                 ["(ký, ghi rõ họ tên)", "", "CHỦ TỊCH"]):  # fmt: skip
        page.rows.append([Box(text or None) for text in said])
    page.square()


def drop_first_lines(book: Book, dice: random.Random) -> None:
    """Everything above the head of the table is deleted."""
    page = book.page
    top = min((r for r, _, box in page.boxes() if box.role.startswith("head") or box.role == "label"), default=0)
    doomed = set(map(id, (box for row in page.rows[:top] for box in row)))
    page.merges = [m for m in page.merges if id(m[0]) not in doomed]
    page.rows = page.rows[top:]
    page.hidden_rows = {r - top for r in page.hidden_rows if r >= top}
    book.may_refuse = book.may_refuse or not (book.has_meta or book.keywords)


def blank_rows(book: Book, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 5)):
        insert_row(book.page, dice.randrange(len(book.page.rows)))


def blank_columns(book: Book, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 3)):
        insert_column(book.page, dice.randrange(book.page.width + 1))


def move_table(book: Book, dice: random.Random) -> None:
    """The whole sheet pasted elsewhere."""
    for _ in range(dice.randrange(1, 20)):
        insert_row(book.page, 0)
    for _ in range(dice.randrange(1, 6)):
        insert_column(book.page, 0)


def sort_body(book: Book, dice: random.Random) -> None:
    page, body = book.page, book.page.body()
    rows = [page.rows[r] for r in body]
    dice.shuffle(rows)
    for r, row in zip(body, rows, strict=True):
        page.rows[r] = row


def hide_rows(book: Book, dice: random.Random) -> None:
    body = book.page.body()
    book.page.hidden_rows |= set(dice.sample(body, len(body) // 3))
    book.page.has_filter = True


def delete_rows(book: Book, dice: random.Random) -> None:
    page, body = book.page, book.page.body()
    for r in sorted(dice.sample(body, min(dice.randrange(1, 4), max(0, len(body) - 3))), reverse=True):
        for box in page.rows[r]:
            if box.of:
                book.spoil(How.GONE, box.of)
        del page.rows[r]
        page.hidden_rows = {h - (h > r) for h in page.hidden_rows if h != r}


def copy_row(book: Book, dice: random.Random) -> None:
    """A row copied with another figure: two answers to one question."""
    page = book.page
    at = dice.choice(page.body())
    row = [replace(box) for box in page.rows[at]]
    for box in row:
        if box.of:
            was = box.value
            box.value = (was + 3) if isinstance(was, int) and not isinstance(was, bool) else 41
            box.runs, box.shown, box.formula = [], "", ""
            book.spoil(How.DOUBT, box.of)
    page.rows.insert(dice.choice([at + 1, len(page.rows)]), row)


def merge_title(book: Book, dice: random.Random) -> None:
    titles = [row for row in book.page.rows if any(box.role == "title" for box in row)]
    if titles and len(titles[0]) > 3:
        book.page.merges.append((titles[0][0], titles[0][dice.randrange(1, len(titles[0]) - 1)]))


def merge_figures(book: Book, dice: random.Random) -> None:
    """Two figures one above the other made one cell; the upper one stays."""
    page = book.page
    pairs = [
        (page.rows[r][c], page.rows[r + 1][c])
        for r, c, box in page.boxes()
        if box.of and r + 1 < len(page.rows) and page.rows[r + 1][c].of
    ]
    if pairs:
        upper, lower = dice.choice(pairs)
        if any(box in (upper, lower) for pair in page.merges for box in pair):
            return
        lower.value, lower.runs, lower.formula = None, [], ""
        page.merges.append((upper, lower))
        book.spoil(How.DOUBT, *(box.of for box in (upper, lower) if box.of))


def subtotals(book: Book, dice: random.Random) -> None:
    """Lines that sum, in the middle and at the end."""
    page = book.page
    where = page.column_of("label") if book.is_list else page.column_of("name")
    values = [c for _, c, box in page.boxes() if box.of]
    if where is None or not values:
        return
    for said in dice.sample(
        ["I. Tuyên truyền, vận động", "Cộng", "TỔNG CỘNG:", "Tổng số", "Cộng quý I", "Trong đó:"], 2
    ):
        boxes = {where: Box(said)} | {c: Box(dice.randrange(9999)) for c in set(values) if dice.random() < 0.8}
        insert_row(page, dice.choice([*page.body()[1:], max(page.body()) + 1]), boxes)


def repeat_head(book: Book, dice: random.Random) -> None:
    """The head of the table again in the middle, for printing."""
    page = book.page
    heads = [r for r, _, box in page.boxes() if box.role.startswith("head-")]
    if heads:
        copy = [replace(box, role="") for box in page.rows[heads[0]]]
        page.rows.insert(dice.choice(page.body()[1:]), copy)


def edit_heads(book: Book, dice: random.Random) -> None:
    """The head said otherwise, the table the same."""
    style = dice.choice([str.upper, lambda s: s.replace(" ", "\n"), lambda s: f" {s} ", lambda s: s + ":", str.title])
    for _, _, box in book.page.boxes():
        if box.role.startswith("head") and isinstance(box.value, str):
            box.value = style(box.value)


def unusual_head(book: Book, dice: random.Random) -> None:
    for _, _, box in book.page.boxes():
        if box.role == "head-value":
            box.value = dice.choice(["Quý I/2024", "Số liệu", "Thực hiện", "Kết quả kỳ này", "Kỳ này (đến 31/3)", None])
            book.spoil_all(How.EITHER)


def second_head(book: Book, dice: random.Random) -> None:
    """A second column called «Kỳ này» with figures of its own."""
    page = book.page
    heads = page.where("head-value")
    if not heads:
        return
    boxes = {heads[0][0]: Box("Kỳ này")}
    boxes |= {r: Box(dice.randrange(500)) for r in page.body()}
    insert_column(page, dice.choice([heads[0][1], page.width]), boxes)
    book.spoil_all(How.DOUBT)


def split_head(book: Book, dice: random.Random) -> None:
    """«Kỳ này» merged over two columns, men and women."""
    page = book.page
    heads = page.where("head-value")
    if heads:
        r, c = heads[0]
        beside = Box()
        insert_column(page, c + 1, {r: beside} | {row: Box(dice.randrange(90)) for row in page.body()})
        page.merges.append((page.rows[r][c], beside))
        insert_row(page, r + 1, {c: Box("Nam"), c + 1: Box("Nữ")})
        book.spoil_all(How.DOUBT)


def extra_column(book: Book, dice: random.Random) -> None:
    """A column of one's own beside the figures."""
    page = book.page
    head = page.where("head-value") or page.where("head-name")
    if not head:
        return
    said, figures = dice.choice([("Ghi chú", False), ("Lũy kế từ đầu năm", True), ("Cùng kỳ năm trước", True),
                                 ("Tăng, giảm", True), ("STT", True), ("Ghi chú", True)])  # fmt: skip
    boxes = {head[0][0]: Box(said)}
    for number, r in enumerate(page.body()):
        boxes[r] = Box(number + 1 if said == "STT" else dice.randrange(3000) if figures else "đã đối chiếu")
    insert_column(page, dice.choice([head[0][1] + 1, head[0][1], 0, page.width]), boxes)


LIST_AND_TABLE: list[Deed] = [
    rename_page, hide_page, add_empty_page, add_notes_page, drop_meta, drop_names, stale_names, add_state_head,
    add_signatures, drop_first_lines, blank_rows, blank_columns, move_table, sort_body, hide_rows, delete_rows,
    merge_title, subtotals, repeat_head, edit_heads, extra_column,
]  # fmt: skip
COPIES: list[Deed] = [keep_backup, keep_last_period, copy_row]
"""They come after the single cells were spoilt, so that the copies hold what was there."""
LIST_LAST: list[Deed] = [unusual_head, second_head, split_head, merge_figures]
