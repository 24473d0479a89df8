"""Tokens in the frame: their acts in the journal, their page in the palette."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door

if TYPE_CHECKING:
    from thidua_web.people.models import User


class ApiDoor(Door):
    """Everybody may let a program act for them, within their own posts."""

    acts = {"make_token": gettext_lazy("Lập mã truy cập"), "revoke_token": gettext_lazy("Thu hồi mã truy cập")}

    def commands(self, user: "User") -> Iterable[Command]:
        return [Command(_("Mã truy cập cho phần mềm"), reverse("api:tokens"))]


door = ApiDoor()
