"""A post about to be given, and the slip that tells a person the code: what passes between pages, imports and acts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.granting import PROVINCE_ONLY, UNIT_NEEDED
from thidua_web.people.models import OwnProvince, Post, Role, User
from thidua_web.people.naming_units import NamedUnit, is_province


@dataclass(frozen=True)
class Giving:
    """A post about to be given: the role, where, in which hierarchy, from a day, to a day or open."""

    role: str
    unit: NamedUnit | None
    valid_from: date
    valid_to: date | None = None
    hierarchy: str = TERRITORY

    @property
    def role_name(self) -> str:
        """The role as it is called."""
        return str(Role(self.role).label)

    def check(self) -> None:
        """OfficerError where the role cannot be held at such a place, or the days are reversed."""
        label = Role(self.role).label
        if self.role in UNIT_NEEDED and self.unit is None:
            raise OfficerError(
                gettext("Vai trò «%(label)s» cần một đơn vị: ghi mã hoặc tên đơn vị.") % {"label": label}
            )
        if self.role in PROVINCE_ONLY and self.unit is not None:
            self._check_own_province(label)
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise OfficerError(
                gettext("Ngày kết thúc %(valid_to)s phải sau ngày bắt đầu %(valid_from)s.")
                % {"valid_to": show_day(self.valid_to), "valid_from": show_day(self.valid_from)}
            )

    def _check_own_province(self, label: str) -> None:
        """Such a role acts on everything here, so that it may stand at no other province than the installation's."""
        if not is_province(self.unit):
            raise OfficerError(
                gettext("Vai trò «%(label)s» chỉ đặt ở cấp tỉnh: để trống đơn vị hoặc ghi tỉnh.") % {"label": label}
            )
        if self.unit is not None and not OwnProvince.objects.filter(unit=self.unit.pk).exists():
            raise OfficerError(
                gettext(
                    "«%(name)s» không phải tỉnh của bản cài đặt này: vai trò «%(label)s» để trống đơn vị, "
                    "hoặc nêu tỉnh ấy ở trang Tỉnh của bản cài đặt trước."
                )
                % {"name": self.unit.name, "label": label}
            )

    def post(self, user: User, **more: object) -> Post:
        """The row, not saved."""
        return Post(
            user=user, role=self.role, unit_id=self.unit.pk if self.unit else None, hierarchy=self.hierarchy,
            unit_text=self.unit.name if self.unit else "", valid_from=self.valid_from, valid_to=self.valid_to, **more,
        )  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """What is printed for one person: the only moment at which the code can be read."""

    user: User
    code: str
    expires_at: datetime


def in_words(post: Post) -> str:
    """A post in one line for the journal."""
    where = gettext(" tại %(unit_text)s") % {"unit_text": post.unit_text} if post.unit_text else ""
    hierarchy = "" if post.hierarchy == TERRITORY else f" ({HIERARCHIES[post.hierarchy]})"
    until = gettext(" đến trước %(valid_to)s") % {"valid_to": show_day(post.valid_to)} if post.valid_to else ""
    return gettext("%(role)s%(where)s%(hierarchy)s, từ %(valid_from)s%(until)s") % {
        "role": post.get_role_display(),
        "where": where,
        "hierarchy": hierarchy,
        "valid_from": show_day(post.valid_from),
        "until": until,
    }
