"""Accounts in the frame."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Command, Door, Item

if TYPE_CHECKING:
    from thidua_web.people.models import User


class PeopleDoor(Door):
    """One's own account is reached from the head of the page; the palette knows it too."""

    acts = {
        "sign_in": gettext_lazy("Đăng nhập"),
        "fail_sign_in": gettext_lazy("Đăng nhập sai mật khẩu"),
        "choose_language": gettext_lazy("Chọn ngôn ngữ của trang"),
        "change_password": gettext_lazy("Đổi mật khẩu"),
        "open_account": gettext_lazy("Mở tài khoản"),
        "make_account": gettext_lazy("Mở tài khoản, cấp mã trên giấy"),
        "import_accounts": gettext_lazy("Mở tài khoản từ danh sách"),
        "activate_account": gettext_lazy("Kích hoạt bằng mã trên giấy"),
        "fail_activation": gettext_lazy("Gõ sai mã kích hoạt"),
        "correct_account": gettext_lazy("Sửa thông tin liên hệ"),
        "reset_accounts": gettext_lazy("Cấp mã mới, bỏ mật khẩu cũ"),
        "give_post": gettext_lazy("Giao vị trí"),
        "end_post": gettext_lazy("Kết thúc vị trí"),
        "hand_over": gettext_lazy("Bàn giao vị trí"),
        "move_post": gettext_lazy("Chuyển vị trí sang đơn vị mới"),
        "take_over": gettext_lazy("Nhận bàn giao vị trí"),
        "appoint_deputy": gettext_lazy("Cử người thay"),
        "disable_account": gettext_lazy("Ngừng tài khoản"),
        "enable_account": gettext_lazy("Mở lại tài khoản"),
        "name_own_province": gettext_lazy("Nêu tỉnh của bản cài đặt"),
        "drop_own_province": gettext_lazy("Thôi nêu tỉnh của bản cài đặt"),
        "turn_on_codes": gettext_lazy("Bật ứng dụng tạo mã"),
        "turn_off_codes": gettext_lazy("Tắt ứng dụng tạo mã"),
        "make_recovery_codes": gettext_lazy("Làm bộ mã dự phòng"),
        "add_key": gettext_lazy("Thêm khóa đăng nhập"),
        "remove_key": gettext_lazy("Bỏ khóa đăng nhập"),
    }

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        """A new installation is told to say whose it is; keepers of accounts, who never came."""
        from thidua_web.people.authority import authority_of
        from thidua_web.people.models import OwnProvince
        from thidua_web.people.models import User as Account
        from thidua_web.people.moving import count_stranded
        from thidua_web.register.models import Unit

        authority = authority_of(user)
        if not authority:
            return []
        found = []
        if authority.is_office and not OwnProvince.objects.exists() and Unit.objects.exists():
            found.append(Item(_("Nêu tỉnh của bản cài đặt"), reverse("own_provinces")))
        if authority.is_office and (stranded := count_stranded(today)):
            told = _("%d vị trí ở đơn vị không còn: chuyển sang đơn vị mới") % stranded
            found.append(Item(told, reverse("stranded_posts"), count=stranded))
        never = Account.objects.visible_to(user).in_state("never_signed_in").count()
        if never:
            found.append(Item(_("%d người chưa đăng nhập lần nào: gọi theo danh sách") % never, reverse("call_list")))
        return found

    def find(self, user: "User", words: str) -> Iterable[Command]:
        from thidua_web.people.models import User as Account

        rows = Account.objects.visible_to(user).matching(words).order_by("sort_key", "pk")[:10]
        return [Command(row.full_name, reverse("one_account", args=[row.pk]), row.username) for row in rows]

    def commands(self, user: "User") -> Iterable[Command]:
        from thidua_web.people.authority import authority_of

        kept = [Command(_("Tài khoản của đơn vị"), reverse("accounts"))] if authority_of(user) else []
        return [
            *kept,
            Command(_("Tài khoản của tôi"), reverse("account")),
            Command(_("Đổi mật khẩu"), reverse("account_change_password")),
            Command(_("Lớp bảo vệ thứ hai"), reverse("mfa_index")),
        ]


door = PeopleDoor()
