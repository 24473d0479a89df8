"""Find a secrecy mark: MẬT, TỐI MẬT or TUYỆT MẬT as a line or box of its own in the head of a paper.

Reads  ``Folded``.
Writes the folded span of the mark; None for those words inside a sentence ("bảo vệ bí mật nhà nước").
"""

import re

from thidua.reading.plan import Doubt
from thidua.text import Folded

_LINES, _CHARS = 45, 2500
_MARK = re.compile(
    r"(?:^|[|\[(<])[\s*_\"'“”\-.:]*(?:(?:ĐỘ|Độ) [Mm]ẬT|Độ mật|ĐỘ MẬT)?[\s:*_.\-]*"
    r"(?P<mark>(?:TUYỆT|TỐI|T U Y Ệ T|T Ố I) ?M ?Ậ ?T|M ?Ậ ?T)[\s*_\"'“”\-.!]*(?:$|[|\])>])"
)


def secret_mark(fold: Folded) -> tuple[int, int] | None:
    """Give the span of the mark, if the head of the paper carries one.

    >>> secret_mark(Folded("UBND TỈNH X\\nMẬT\\nSố: 12/KH-UBND")) is None
    False
    >>> secret_mark(Folded("KẾ HOẠCH\\nTUYÊN TRUYỀN LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC")) is None
    True
    """
    if "ẬT" not in fold.folded[:_CHARS]:
        return None
    for start, end in fold.lines[:_LINES]:
        if start > _CHARS:
            break
        m = _MARK.search(fold.folded[start : min(end, start + 400)])
        if m:
            return start + m.start("mark"), start + m.end("mark")
    return None


def secret_doubt(fold: Folded) -> Doubt | None:
    """Give the doubt that stops the reading of a paper that carries a secrecy mark."""
    mark = secret_mark(fold)
    if mark is None:
        return None
    span = fold.span(*mark)
    found = fold.text[slice(*span)]
    message = f"Văn bản mang dấu độ mật «{found}»: không đọc, không lưu. Xử lý theo quy định về bảo vệ bí mật nhà nước."
    return Doubt(span, "secret-mark", found, None, message)
