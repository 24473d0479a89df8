"""Letters stored the old way: TCVN3 (.Vn fonts), VNI, VPS, VISCII. The only module that knows ``viparse``.

Reads: text in which each old byte stands as the Latin-1 character of the same number. Writes: Unicode text in NFC and
the name of the encoding. What a file is stored in is told by trying each table and counting the frequent Vietnamese
syllables that come out; nothing is converted unless one table wins clearly.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_SYLLABLES = (
    "và của các có được trong những với là để cho về đến người này một công thực hiện dân phòng đồng số tổ chức an "
    "toàn quốc đảng nhân tỉnh huyện xã phường thị trấn trật tự kế hoạch phong trào đơn vị cơ quan chỉ đạo bảo vệ "
    "nhiệm vụ ủy ban tiêu đạt trên địa bàn năm tháng ngày quy định nghị quyết chính phủ bộ tội phạm pháp luật việc "
    "hội nghĩa việt độc lập hạnh phúc cộng hòa hoà xây dựng phát triển tăng cường đẩy mạnh nâng cao chất lượng"
)
_FREQUENT = frozenset(_SYLLABLES.split())
_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[ăĂđĐơƠưƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_OLD = re.compile("[\u0080-\u00ff]")
_SMALL = re.compile("[a-z]")
_CAPITAL_WORD = re.compile("[^A-Z]?[A-Z][^A-Z]?[A-Z]|[A-Z][^A-Z][^A-Z][A-Z]")
_SAMPLE = 20_000
_CLEAR = 0.12
"""Share of frequent syllables below which no reading of the bytes is believed; running text has 0.3 and more."""

# The capitals and combining marks of TCVN 5712:1993 (byte -> letter); the fonts of the time drew small letters only.
_CAPITALS = dict(zip(range(0x80, 0xA0), "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ", strict=True)) | dict(
    zip(
        (0x01, 0x02, 0x04, 0x05, 0x06, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0xAF, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4,
         0xBA, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xCD, 0xD9, 0xDA, 0xDB, 0xE0, 0xF0, 0xFF),
        "ÚỤỪỬỮỨỰỲỶỸÝỴẰ\u0300\u0309\u0303\u0301\u0323ẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ",
        strict=True,
    )
)  # fmt: skip
_VNI_ALSO = (("aú", "ẳ"), ("AÚ", "Ẳ"))
NAMES = ("tcvn3", "vni", "vps", "viscii")


@lru_cache(maxsize=len(NAMES))
def _table(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One alternation, longest first, over the library's table and what we add to it."""
    from viparse.normalize.encodings import CHARMAPS

    pairs: dict[str, Any] = dict(CHARMAPS[encoding].pairs)
    if encoding == "tcvn3":
        pairs = {chr(byte): letter for byte, letter in _CAPITALS.items()} | pairs
    elif encoding == "vni":
        pairs = dict(_VNI_ALSO) | pairs
    keys = sorted(pairs, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys))), pairs


def convert(text: str, encoding: str) -> str:
    """Turn old letters into Unicode (NFC); linear in the length of the text.

    >>> convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    >>> convert("Coäng hoøa xaõ hoäi", "vni")
    'Cộng hòa xã hội'
    """
    pattern, pairs = _table(encoding)
    if encoding == "tcvn3":
        text = "\n".join(_raised(line, pattern.sub(lambda m: pairs[m[0]], line)) for line in text.split("\n"))
    else:
        text = pattern.sub(lambda m: pairs[m[0]], text)
    return unicodedata.normalize("NFC", text)


def _raised(line: str, done: str) -> str:
    """The fonts had no accented capitals: a line typed in capitals kept small accented letters between them."""
    typed = not _SMALL.search(line) and any(_CAPITAL_WORD.match(word) and _OLD.search(word) for word in line.split())
    return done.upper() if typed else done


def vietnamese_share(text: str) -> float:
    """Share of words that are among the most frequent of Vietnamese papers, over the first part of the text.

    >>> vietnamese_share("Kế hoạch của Ủy ban nhân dân tỉnh") > 0.8, vietnamese_share("plan of the committee")
    (True, 0.0)
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]).lower())
    return sum(word in _FREQUENT and not word.isascii() for word in words) / len(words) if words else 0.0


def is_suspect(text: str) -> bool:
    """Say whether Unicode text may be old letters in disguise: Latin-1 signs and not one letter only Vietnamese has.

    >>> is_suspect("Céng hßa x· héi chñ nghÜa"), is_suspect("Cộng hòa"), is_suspect("Chi tieu")
    (True, False, False)
    """
    return bool(_OLD.search(text)) and not _VIETNAMESE.search(text)


def best_of(candidates: dict[str, str]) -> str | None:
    """Name the candidate reading that is clearly Vietnamese; None where none is."""
    shares = sorted(((vietnamese_share(sample), name) for name, sample in candidates.items()), reverse=True)
    (best, name), second = shares[0], shares[1][0] if len(shares) > 1 else 0.0
    return name if best >= _CLEAR and best > second else None


def _sample(text: str) -> str:
    """Lines that hold old letters, enough of them to tell the table."""
    first = _OLD.search(text)
    start = max(0, first.start() - _SAMPLE // 4) if first else 0
    return text[start : start + _SAMPLE]


def detect(text: str) -> str | None:
    """Tell which old encoding the Latin-1 characters of ``text`` come from; None where it is none of them."""
    sample = _sample(text)
    tried = {name: convert(sample, name) for name in NAMES} | {"": sample}
    return best_of(tried) or None


def mend(text: str) -> tuple[str, str | None]:
    """Give Unicode text back unless it is old letters in disguise; then convert it and name the encoding.

    >>> mend("Cộng hòa xã hội")
    ('Cộng hòa xã hội', None)
    """
    encoding = detect(text) if is_suspect(text) else None
    return (convert(text, encoding), encoding) if encoding else (text, None)


def of_font(font: str) -> str | None:
    """Tell the encoding that a font name promises; only these fonts draw old bytes as Vietnamese letters.

    >>> of_font(".VnTimeH"), of_font("VNI-Times"), of_font("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    name = font.lower()
    if name.startswith((".vn", "vnswitzerland", "abc")) and not name.startswith("abcde"):
        return "tcvn3"
    if name.startswith("vni-"):
        return "vni"
    return "vps" if name.startswith("vps ") or name.startswith("vps-") else None


def convert_run(text: str, font: str) -> str:
    """Convert one run of a .docx by its font; a font ending in H draws capitals.

    >>> convert_run("kÕ ho¹ch", ".VnTimeH"), convert_run("Kế hoạch", ".VnTime")
    ('KẾ HOẠCH', 'Kế hoạch')
    """
    encoding = of_font(font)
    if encoding is None or _VIETNAMESE.search(text):
        return text
    done = convert(text, encoding)
    return done.upper() if encoding == "tcvn3" and font.endswith("H") else done
