"""What a person can do wrong with a programme."""

from django.utils.translation import gettext

from thidua.errors import OfficerError


class NotDecided(OfficerError):
    """Readings still wait for a person."""


class WithoutNumber(OfficerError):
    """A target has no number and nobody has said that this is meant."""


class Overtaken(OfficerError):
    """Somebody changed the programme after this page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Chương trình vừa được người khác sửa. Tải lại trang, xem nội dung hiện tại rồi sửa tiếp.")
        )


class IllegalMove(OfficerError):
    """The programme's state does not allow this."""
