"""Vietnamese text: folding for comparison. Offsets back to the original text are kept by the reader's own folds."""

import unicodedata
from functools import lru_cache

_MARKS = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"}
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"})


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Fold a name for search: no diacritics, no case, đ as d, single spaces; tone placement no longer matters.

    >>> fold_name("Xã  Hoà Bình"), fold_name("HÒA BÌNH"), fold_name("Đặng Xá")
    ('xa hoa binh', 'hoa binh', 'dang xa')
    """
    bare = unicodedata.normalize("NFD", name.translate(_LETTERS)).translate(_MARKS)
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())
