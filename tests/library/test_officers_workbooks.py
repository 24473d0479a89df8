"""A hundred officers with Excel, WPS, LibreOffice, phones and Zalo: read right or asked, never silently wrong."""

import os

from tests.officers.draw import draw, judge

BOOKS = range(2000) if os.environ.get("THIDUA_LONG") else [*range(7000, 7120), 20094]


def test_no_figure_is_silently_wrong_and_nearly_all_are_mapped() -> None:
    cells, mapped, wrong = 0, 0, []
    for number in BOOKS:
        book, data, name = draw(number)
        verdict = judge(book, data, name)
        cells += verdict.cells
        mapped += verdict.right + verdict.asked_rightly
        wrong += [(number, book.container, book.deeds, one) for one in verdict.wrong]
    assert not wrong
    assert mapped >= 0.99 * cells
