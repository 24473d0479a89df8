"""Units in the frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door, Tab
from thidua_web.people.models import Role, today
from thidua_web.register.models import UnitVersion

if TYPE_CHECKING:
    from thidua_web.people.models import User


class RegisterDoor(Door):
    """Everybody reads the register; the standing office changes it."""

    acts = {
        "stage_generation": gettext_lazy("Nạp danh mục đơn vị (chưa dùng)"),
        "activate_generation": gettext_lazy("Đưa danh mục đơn vị vào dùng"),
        "revert_generation": gettext_lazy("Hoàn lại danh mục đơn vị"),
        "drop_generation": gettext_lazy("Bỏ lần nạp danh mục"),
        "import_boundaries": gettext_lazy("Nhập ranh giới"),
        "enter_shares": gettext_lazy("Nhập phần kế thừa khi chia tách"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Đơn vị"), reverse("register:units"), icon="unit", weight=40)]

    def commands(self, user: "User") -> Iterable[Command]:
        found = [
            Command(_("Bản đồ ô"), reverse("register:map")),
            Command(_("So hai ngày"), reverse("register:comparison")),
        ]
        if user.holds(Role.STANDING_OFFICE):
            found.append(Command(_("Các lần nạp danh mục"), reverse("register:generations")))
        return found

    def find(self, user: "User", words: str) -> Iterable[Command]:
        code = words.strip()
        nearest = Case(When(code=code, then=0), When(code__startswith=code, then=1), default=2)
        here = UnitVersion.objects.as_of(today())
        rows = here.matching(words).select_related("unit").order_by(nearest, *UnitVersion._meta.ordering)[:10]
        above = {v.unit_id: v.full_name for v in here.filter(unit__in={row.parent_id for row in rows})}
        return [
            Command(
                v.full_name, reverse("register:unit", args=[v.unit.key]), _place(v.code, above.get(v.parent_id or 0))
            )
            for v in rows
        ]


def _place(code: str, above: str | None) -> str:
    """The code, and what it lies in: there are hundreds of «khu phố 1»."""
    return f"{code}, {above}" if above else code


door = RegisterDoor()
