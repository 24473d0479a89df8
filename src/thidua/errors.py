"""Errors that teach: what was met, where, and what to do. Sentences are Vietnamese, class names English.

Who can fix it decides the class::

    ThiduaError
    ├── AuthorError        the author of a paper or a workbook: the file itself is wrong
    │   └── UnreadableFile     missing, binary, encrypted, a bomb, too large
    ├── OfficerError       the person who entered data: a cell, a code, a case
    │   └── NotInForce         a day outside the life of a unit or of a rule
    ├── RuleKeeperError    the keeper of rules: a rule file, an overlapping validity, a missing article
    └── DeveloperError     a bug of ours
"""

import errno
from dataclasses import dataclass, field

_WHY = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không được quyền",
    errno.EPERM: "không được quyền",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EFBIG: "tệp lớn hơn mức máy này cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có rồi",
    errno.EIO: "đĩa lỗi",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
}


def why(error: Exception) -> str:
    """Say in Vietnamese why the system refused; what has no word here is told as the system tells it.

    >>> why(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'không có tệp hoặc thư mục này'
    """
    number = getattr(error, "errno", None)
    return _WHY.get(number or 0) or getattr(error, "strerror", None) or str(error)


@dataclass(frozen=True)
class Place:
    """Say where a thing was met; every part may be absent.

    >>> str(Place(file="so-lieu.csv", row=12, column="value"))
    'so-lieu.csv, dòng 12, cột value'
    """

    file: str | None = None
    sheet: str | None = None
    page: int | None = None
    row: int | None = None
    column: str | None = None
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        for label, value in (
            ("trang tính", self.sheet), ("trang", self.page), ("dòng", self.row), ("cột", self.column),
        ):  # fmt: skip
            if value is not None:
                parts.append(f"{label} {value}")
        if self.span:
            parts.append(f"ký tự {self.span[0]}–{self.span[1]}")
        return ", ".join(parts)


@dataclass
class ThiduaError(Exception):
    """Carry one Vietnamese sentence for the person who can fix it, and the place where it was met.

    >>> str(OfficerError("Mã 25507 không còn hiệu lực ngày 1/7/2025.", Place(file="a.csv", row=3)))
    'a.csv, dòng 3: Mã 25507 không còn hiệu lực ngày 1/7/2025.'
    """

    sentence: str
    place: Place = field(default_factory=Place)

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}: {self.sentence}" if where else self.sentence


class AuthorError(ThiduaError):
    """The file as given cannot be used; its author must mend it."""


class UnreadableFile(AuthorError):
    """The file could not be opened at all."""


class OfficerError(ThiduaError):
    """What a person entered contradicts itself or the registry."""


class NotInForce(OfficerError):
    """The day lies outside the life of the unit or rule asked for."""


class RuleKeeperError(ThiduaError):
    """A rule file is wrong."""


class DeveloperError(ThiduaError):
    """A bug of ours."""
