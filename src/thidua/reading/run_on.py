"""Words run on with the numbers beside them: "giảm10%", "năm2024", "75%số hộ". Reads: a piece of text without spaces.

Codes of papers ("15/2024/NĐ-CP"), names ("A1", "Covid19", "PC07") and the numbers of notes ("kế hoạch1") stay whole: a
word is parted from a share, a day, a year or thousands where one of its vowels bears a mark, from any other number only
where it is a word that asks for one.
"""

import re

from thidua.reading.lexicon import load

_MIXED = re.compile(r"[^\W\d_](?=\d)|[\d%](?=[^\W\d_])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_BEHIND = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_SHAPES = re.compile(
    r"\d[\d.,]*(?:-\d[\d.,]*)?%|\d{1,2}[/.-]\d{1,2}(?!\d)|(?:19|20)\d\d(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)"
)
_ESCAPE = re.compile(r"%(?:[0-9a-f]{2}(?:%|$)|[0-9a-f]{2}[\w/.-]*%)")
_CODE = re.compile(r"/[\w/-]*[^\W\d_](?=(?:ngày|của)$)")


def run_on(piece: str) -> list[int]:
    """Give where in a lower-case piece a word and a number meet that a space should part, in order.

    >>> [run_on(piece) for piece in ("giảm10%", "năm2024", "ngày25/3/2024", "75%số", "12xã", "12/kh-ubndngày")]
    [[4], [3], [4], [3], [2], [10]]
    >>> run_on("đạt95%hộ")
    [3, 6]
    >>> [run_on(piece) for piece in ("15/2024/nđ-cp", "a1", "covid19", "bcđ138", "hoạch1", "12a/kh-ubnd", "%c3%a1")]
    [[], [], [], [], [], [], []]
    """
    found = [m.end() for m in _MIXED.finditer(piece) if _parts(piece, m.end())]
    code = _CODE.search(piece)
    return sorted({*found, code.end()}) if code else found


def _parts(piece: str, at: int) -> bool:
    """Say whether a word and the number beside it, which meet at ``at``, are two things."""
    known = load("misread")["run_on"]
    if piece[at].isdecimal():
        word = _WORD_BEFORE.search(piece[:at])[0]  # type: ignore[index]  # a letter stands there
        if word in known["asks"] or word.endswith("ngày"):
            return True
        marked = len(word) > 1 and _MARKED.search(word) is not None
        return (marked or word in known["bare"]) and _SHAPES.match(piece, at) is not None
    if piece[at - 1] == "%":
        return at > 1 and piece[at - 2].isdecimal() and _ESCAPE.match(piece, at - 1) is None
    word = _WORD_BEHIND.match(piece, at)[0]  # type: ignore[index]  # a letter stands there
    if at < 2 or not (piece[at - 2].isalnum() or piece[at - 2] in ".,-/"):
        return False  # "1Nghị quyết số …": the number of a note
    return len(word) > 1 and (_MARKED.search(word) is not None or word in known["counted"])
