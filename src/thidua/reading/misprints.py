"""Numbers with letters in them, days without their strokes: "3O/6/2024", "l00%", "153/2024". Reads: pieces of a text.

A piece is what stands between two spaces. Where letters can only stand for digits they are read as those, one for one,
so that every reader sees the number; what was printed is doubted all the same.
"""

import re

_DIGITS = str.maketrans("olis", "0115")
_MIXED = re.compile(
    r"[(“\"]?(?P<number>[\dolis]{1,3}(?:,[\dolis]{1,2})?%"
    r"|[\doli]{1,2}(?P<sign>[/.-])[\doli]{1,2}(?P=sign)[12][\dol]{3}(?!\w)"
    r"|2[0o][\dol]{2}(?![\w/])|[\doli]{1,3}(?:\.[\doli]{3})+(?!\w)|l\d{1,2}(?![\w/.-])|o[14-9](?![\w/.-]))"
)
_LETTER = re.compile("[olis]")
_TORN = re.compile(
    r"(?P<day>\d{1,2}/\d{1,2}/(?:19|20)\d{3})(?!\d)|(?P<two>\d{3,4})/(?P<year>(?:19|20)\d\d)(?![\d/])"
    r"|(?P<one>\d{1,2})/(?P<rest>\d{1,2}(?:19|20)\d\d)(?!\d)"
)


def mixed(piece: str) -> tuple[int, str] | None:
    """Give where a number with letters in it begins in a lower-case piece, and the digits that are meant.

    >>> mixed("3o/6/2024"), mixed("(l0o%"), mixed("2o25,"), mixed("l.200"), mixed("l5")
    ((0, '30/6/2024'), (1, '100%'), (0, '2025'), (0, '1.200'), (0, '15'))
    >>> [mixed(piece) for piece in ("30/6/2024", "10l", "oil", "loli", "so%", "l/kh-ubnd", "2024")]
    [None, None, None, None, None, None, None]
    """
    match = _MIXED.match(piece)
    if match is None or not _LETTER.search(match["number"]):
        return None
    printed = match["number"]
    if not any(sign.isdecimal() for sign in printed) and printed not in ("loo%", "ioo%"):
        return None
    return match.start("number"), printed.translate(_DIGITS)


def torn(piece: str) -> str | None:
    """Give the day that is meant by one without its stroke ("153/2024"), "" where that cannot be told, None elsewhere.

    >>> torn("153/2024"), torn("15/32024."), torn("15/3/20245"), torn("111/2024"), torn("15/3/2024")
    ('15/3/2024', '15/3/2024', '', '', None)
    """
    match = _TORN.match(piece)
    if match is None:
        return None
    if match["two"]:
        told, year = match["two"], match["year"]
        ways = [(told[:cut], told[cut:], year) for cut in (1, 2) if told[cut:]]
    elif match["one"]:
        ways = [(match["one"], match["rest"][:-4], match["rest"][-4:])]
    else:
        ways = []
    days = ["/".join(way) for way in ways if 1 <= int(way[0]) <= 31 and 1 <= int(way[1]) <= 12]
    return days[0] if len(days) == 1 else ""
