"""Identity of official papers: number, year and symbol compared the way a registry does.

A paper is one with another when kind, number (as an integer), symbol (hyphens apart) and year agree; where two bodies
keep the same series (KH-UBND of a province and of a commune) the issuer decides. Series restart each year, so that the
calendar year of the date belongs to the identity wherever the code itself has no year; the exact day is an attribute.
"""

import re
from typing import NamedTuple

from thidua.text import fold_name

_LEVELS = ("trung uong", "tinh", "thanh pho", "huyen", "thi xa", "quan", "xa", "phuong", "thi tran", "dac khu")
_SHORT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "bcd": "ban chi dao", "mttq": "mat tran to quoc",
    "tp": "thanh pho", "tp.": "thanh pho", "ttg": "thu tuong chinh phu",
    "bhxh": "bao hiem xa hoi", "lhpn": "lien hiep phu nu", "btv": "ban thuong vu", "bch": "ban chap hanh",
    "ldld": "lien doan lao dong", "atgt": "an toan giao thong", "csgt": "canh sat giao thong", "ccb": "cuu chien binh",
    "tx": "thi xa",
}  # fmt: skip


_NUMBER = re.compile(r"0*(\d+)\s*([^\W\d_]?)")
_LOOSE = re.compile(r"[\s\-\u2010-\u2015]+")
_WORD = re.compile(r"[^\W_]+\.?")
_NAMED_PLACE = re.compile(r"(?:tỉnh|phố|huyện|xã|phường|quận)\s+([A-ZĐ]\S*(?:\s+[A-ZĐ]\S*)*)")


class Identity(NamedTuple):
    """What tells one paper from another; compare with ``==``.

    ``series`` is the symbol without hyphens and case, or the kind where no symbol is printed.
    """

    number: str
    year: str | None
    series: str


def number_key(number: str) -> str:
    """Compare numbers as integers; a letter behind stays.

    >>> number_key("01"), number_key("1"), number_key("012A")
    ('1', '1', '12a')
    """
    if number.isascii() and number.isdigit():
        return number.lstrip("0") or "0"
    m = _NUMBER.fullmatch(number.strip())
    return f"{m[1]}{m[2].casefold()}" if m else number.strip().casefold()


def symbol_key(symbol: str | None) -> str:
    """Compare symbols without hyphens, spaces and case.

    >>> symbol_key("KH-BCĐ") == symbol_key("KHBCĐ"), symbol_key("CT/TW") == symbol_key("CT-TW")
    (True, False)
    """
    return _LOOSE.sub("", symbol or "").casefold()


def identity(kind: str | None, number: str, year: str | None, symbol: str | None) -> Identity:
    """Give the identity of a paper as far as its code tells it.

    >>> identity("Kế hoạch", "0860", None, "KH-UBND") == identity("kế hoạch", "860", None, "KHUBND")
    True
    """
    return Identity(number_key(number), year, symbol_key(symbol) or (kind or "").casefold())


def same_body(one: str | None, other: str | None) -> bool:
    """Say whether two printed names may be the same body: one holds the other, or neither level nor place differs.

    >>> same_body("UBND tỉnh", "Ủy ban nhân dân tỉnh Lào Cai"), same_body("UBND huyện Bát Xát", "UBND tỉnh")
    (True, False)
    """
    if not one or not other:
        return True
    a, b = _words(one), _words(other)
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    levels = [{level for level in _LEVELS if f" {level} " in f" {' '.join(w)} "} for w in (a, b)]
    return levels[0] == levels[1] and (not levels[0] or a[:2] == b[:2]) and not _places_differ(one, other)


def _words(name: str) -> list[str]:
    words = _WORD.findall(fold_name(name))
    return " ".join(_SHORT.get(w, w) for w in words).split()


def _places_differ(one: str, other: str) -> bool:
    """Two different proper names behind the same level word."""
    places = [_NAMED_PLACE.search(name) for name in (one, other)]
    return bool(places[0] and places[1] and fold_name(places[0][1]) != fold_name(places[1][1]))
