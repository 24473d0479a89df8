"""Many journal rows: they can be read and filtered, never changed."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.utils.translation import gettext

if TYPE_CHECKING:
    from thidua_web.people.models import User


class AppendOnly(Exception):
    """Someone tried to change or remove a row of the journal."""

    def __init__(self) -> None:
        super().__init__(gettext("Nhật ký chỉ được ghi thêm: không sửa, không xóa."))


class JournalQuerySet(models.QuerySet):
    """Rows of the journal."""

    def update(self, **changes: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *rows: Any, **options: Any) -> NoReturn:
        raise AppendOnly

    def visible_to(self, user: "User") -> "JournalQuerySet":
        """The standing office reads everything, others what they did and what was done to their account."""
        from thidua_web.people.models import Role

        if user.holds(Role.STANDING_OFFICE):
            return self
        own_account = models.Q(of_kind="people.user", of_key=str(user.pk))
        return self.filter(models.Q(by=user) | own_account)
