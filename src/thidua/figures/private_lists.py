"""Notice lists of private persons where they enter: evidence, narrative cells, minutes, workbooks (house rule 11).

A list is several identity numbers, birth dates or phone numbers. One phone number of an office is no list.
"""

import re
from dataclasses import dataclass

_IDENTITY = re.compile(r"(?<![\d./-])(?:\d{12}|\d{9})(?![\d./-])")
_PHONE = re.compile(r"(?<![\d./-])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)")
_BIRTH_WORD = re.compile(r"(?:sinh\s*(?:ngày|năm)|ngày\s*sinh|năm\s*sinh|ns\b)", re.IGNORECASE)
_BIRTH_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19[2-9]\d|20[01]\d)(?!\d)")
_BIRTH_YEAR = re.compile(r"sinh\s*(?:ngày|năm)?\s*:?\s*(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d", re.IGNORECASE)

LIST_FROM = 3
"""So many of one sort make a list; a house threshold, not a legal one."""


@dataclass(frozen=True)
class PrivateList:
    """Say what sort of list was met and how long it is; never what stood in it."""

    sort: str
    count: int

    @property
    def sentence(self) -> str:
        """One sentence for the person who sends it."""
        return (
            f"Nội dung có {self.count} {self.sort}: đây là danh sách cá nhân, hệ thống không nhận. "
            "Hãy bỏ danh sách, chỉ giữ số lượng và số văn bản."
        )


def find_private_list(text: str) -> PrivateList | None:
    """Find a list of private persons in a text; None where there is none.

    >>> find_private_list("Đã tổ chức 03 buổi, điện thoại trực ban 0276 3822 113.") is None
    True
    >>> find_private_list("070085001234; 070085001235; 070085001236").sort
    'số định danh'
    """
    identities = len(set(_IDENTITY.findall(text)))
    if identities >= LIST_FROM:
        return PrivateList("số định danh", identities)
    phones = len({re.sub(r"\D", "", m.group()) for m in _PHONE.finditer(text)})
    if phones >= LIST_FROM:
        return PrivateList("số điện thoại", phones)
    births = len(_BIRTH_YEAR.findall(text))
    if _BIRTH_WORD.search(text):
        births = max(births, len(set(_BIRTH_DAY.findall(text))))
    if births >= LIST_FROM:
        return PrivateList("ngày sinh", births)
    return None
