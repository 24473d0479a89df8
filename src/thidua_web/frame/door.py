"""The frame's own tabs: home and help."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua_web.frame.doors import Command, Door, Tab

if TYPE_CHECKING:
    from thidua_web.people.models import User


class FrameDoor(Door):
    """Home comes first, help last."""

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [
            Tab(_("Trang chính"), reverse("home"), icon="home", weight=0),
            Tab(_("Giúp"), reverse("help"), icon="help", weight=100),
        ]

    def commands(self, user: "User") -> Iterable[Command]:
        return [Command(_("Trang kiểu mẫu"), reverse("style"), _("mọi thành phần giao diện"))]


door = FrameDoor()
