"""Accounts in the frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door

if TYPE_CHECKING:
    from thidua_web.people.models import User


class PeopleDoor(Door):
    """One's own account is reached from the head of the page; the palette knows it too."""

    acts = {
        "sign_in": gettext_lazy("Đăng nhập"),
        "fail_sign_in": gettext_lazy("Đăng nhập sai mật khẩu"),
        "change_password": gettext_lazy("Đổi mật khẩu"),
        "open_account": gettext_lazy("Mở tài khoản"),
    }

    def commands(self, user: "User") -> Iterable[Command]:
        return [
            Command(_("Tài khoản của tôi"), reverse("account")),
            Command(_("Đổi mật khẩu"), reverse("account_change_password")),
            Command(_("Lớp bảo vệ thứ hai"), reverse("mfa_index")),
        ]


door = PeopleDoor()
