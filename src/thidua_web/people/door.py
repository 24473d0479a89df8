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
        "turn_on_codes": gettext_lazy("Bật ứng dụng tạo mã"),
        "turn_off_codes": gettext_lazy("Tắt ứng dụng tạo mã"),
        "make_recovery_codes": gettext_lazy("Làm bộ mã dự phòng"),
        "add_key": gettext_lazy("Thêm khóa đăng nhập"),
        "remove_key": gettext_lazy("Bỏ khóa đăng nhập"),
    }

    def commands(self, user: "User") -> Iterable[Command]:
        return [
            Command(_("Tài khoản của tôi"), reverse("account")),
            Command(_("Đổi mật khẩu"), reverse("account_change_password")),
            Command(_("Lớp bảo vệ thứ hai"), reverse("mfa_index")),
        ]


door = PeopleDoor()
