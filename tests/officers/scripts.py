"""The letters of a workbook written otherwise: decomposed as phones send them, or in the old fonts."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from tests.officers.pages import Book, How
from thidua.figures.elements import ElementKind
from thidua.old_letters import convert


@lru_cache(maxsize=2)
def _old_letters(encoding: str) -> dict[str, str]:
    """Letter -> how the old font stored it, found by asking what each stored form is read as."""
    single = [chr(n) for n in range(0x80, 0x100)]
    stored = (
        single if encoding == "tcvn3" else [*single, *(base + mark for base in "aeiouydôöAEIOUYDÔÖ" for mark in single)]
    )
    found: dict[str, str] = {}
    for old in stored:
        letter = convert(old, encoding)
        if len(letter) == 1 and ord(letter) > 0x7F and letter not in found and letter != old:
            found[letter] = old
    return found


def as_old(text: str, encoding: str) -> str:
    """Vietnamese text as a .VnTime or VNI-Times document stores it; what the font has no sign for stays."""
    table = _old_letters(encoding)
    return "".join(table.get(c, table.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text))


def decomposed(book: Book, dice: random.Random) -> None:
    """Every text in decomposed letters."""
    _rewrite(book, lambda text: unicodedata.normalize("NFD", text))


def old_fonts(book: Book, dice: random.Random) -> None:
    """Every text in TCVN3 or VNI: keys, codes and figures stay readable, words ask for the old font."""
    encoding = dice.choice(["tcvn3", "vni"])
    _rewrite(book, lambda text: as_old(text, encoding))
    plain = "key" if book.is_list else "code"
    if not book.page.where(plain) or not book.page.where("key") or book.page.column_of("head-value") is None:
        book.spoil_all(How.EITHER)
    for figure, said in book.truth.items():
        if book.element(figure[1]).kind in (ElementKind.NARRATIVE, ElementKind.YES_NO) or said.cell.value is None:
            book.spoil(How.EITHER, figure)
    for _, _, box in book.page.boxes():
        if box.of and isinstance(box.value, str) and any(c.isalpha() for c in box.value):
            book.spoil(How.EITHER, box.of)


def _rewrite(book: Book, style: Callable[[str], str]) -> None:
    for page in book.pages:
        for _, _, box in page.boxes():
            if isinstance(box.value, str) and not box.value.startswith("#"):
                box.value = style(box.value)
            box.runs = [(look, style(text)) for look, text in box.runs]
