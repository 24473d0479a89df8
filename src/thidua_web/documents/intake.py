"""From uploaded bytes to a text and its reading: Reads the file once; Writes nothing. All the refusals stand here.

What the library says about a file it cannot open is passed on as it is: one sentence, what was met and what to do.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

import thidua
from thidua.errors import OfficerError, Place
from thidua.reading import read_text
from thidua.reading.opening import Progress, effort, open_bytes
from thidua_web.config import ceiling

LIMIT = ceiling.MOST
SECRET = gettext_lazy(
    "Văn bản có dấu chỉ độ mật: hệ thống không tiếp nhận, không lưu tệp và không lưu nội "
    "dung. Xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước."
)


class SecretPaper(OfficerError):
    """The paper carries a secrecy mark; nothing of it may be kept."""


OLD_LETTERS = {
    "tcvn3": "TCVN3 (.VnTime)",
    "vni": "VNI",
    "vps": "VPS",
    "viscii": "VISCII",
    "windows-1258": "Windows-1258",
}


def converted(encoding: str | None) -> list[str]:
    """Say that the letters were not Unicode: a person then looks twice. Of recognized pages the library tells itself.

    Kept with the paper, hence in Vietnamese; pages say it in the reader's language.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _converted(encoding)


def _converted(encoding: str | None) -> list[str]:
    if encoding in OLD_LETTERS:
        name = OLD_LETTERS[encoding]
        return [
            gettext("Văn bản gõ bằng bảng mã %(name)s, đã chuyển sang Unicode. Đối chiếu tên riêng với tệp gốc.")
            % {"name": name}
        ]
    return []


@dataclass(frozen=True)
class Paper:
    """A file as read: its text, where each part of the text comes from, and the reader's JSON."""

    name: str
    sha256: str
    size: int
    kind: str
    encoding: str
    text: str
    reading: dict[str, Any]
    pieces: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reader_version: str = thidua.__version__


def takes_long(*, name: str, content: bytes) -> bool:
    """Say whether the reading must not hold the request; a file that is refused anyway raises its sentence here."""
    admit(name, len(content))
    return effort.takes_long(content, name=name)


def admit(name: str, size: int) -> None:
    """Raise OfficerError for a file that is empty or too large; its size is enough to tell."""
    if not size:
        raise OfficerError(gettext("Tệp không có nội dung. Chọn lại tệp rồi tải lên."), Place(file=name))
    if size > LIMIT:
        raise OfficerError(
            gettext("Tệp lớn hơn 64 MB. Tách tệp hoặc giảm dung lượng ảnh quét rồi tải lên."), Place(file=name)
        )


def read_paper(
    *, name: str, content: bytes, progress: Progress | None = None, during: AbstractContextManager[None] | None = None
) -> Paper:
    """Open and read an uploaded file; raise `UnreadableFile` or `SecretPaper` with a sentence for the person.

    `progress` hears of the pages that are opened; `during` is held while the text is read, which tells of no pages.
    """
    admit(name, len(content))
    opened = open_bytes(content, name=name, limit=LIMIT, progress=progress)
    with during or nullcontext():
        reading = read_text(opened.text, name=name, sha256=opened.sha256, encoding=opened.encoding).as_dict()
    if reading["document"] is None or any(d["code"] == "secret-mark" for d in reading["doubts"]):
        raise SecretPaper(str(SECRET))
    return Paper(
        name=name,
        sha256=opened.sha256,
        size=len(content),
        kind=opened.kind,
        encoding=opened.encoding or "",
        text=opened.text,
        reading=reading,
        pieces=[asdict(piece) for piece in opened.pieces],
        notes=[*converted(opened.encoding), *(remark.message for remark in opened.remarks)],
    )
