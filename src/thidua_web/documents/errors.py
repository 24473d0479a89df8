"""What a person can do wrong here; each says in one sentence what to do next."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from thidua.errors import OfficerError

if TYPE_CHECKING:
    from thidua_web.documents.models import Document, Reading


class AlreadyHere(OfficerError):
    """The very same file was uploaded before; `document` is that one."""

    def __init__(self, document: "Document") -> None:
        super().__init__(gettext("Tệp này đã có trong hệ thống, không lưu thêm bản nữa."))
        self.document = document


class Overtaken(OfficerError):
    """Someone else decided the reading after this person's page was loaded; `reading` is as it stands now."""

    def __init__(self, reading: "Reading") -> None:
        who = reading.decided_by.full_name if reading.decided_by else gettext("Người khác")
        super().__init__(
            gettext("%(who)s vừa quyết định mục này. Xem lại nội dung hiện tại rồi quyết định.") % {"who": who}
        )
        self.reading = reading


class Closed(OfficerError):
    """The paper's readings can no longer be decided: its programme stands."""

    def __init__(self) -> None:
        super().__init__(gettext("Văn bản này đã lập chương trình: sửa tiếp ở trang chương trình."))


class IllegalMove(OfficerError):
    """The state does not allow this."""


class NoLongerWanted(Exception):
    """A job was stopped while it was read; who reads it drops everything. Not shown to anybody."""
