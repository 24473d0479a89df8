"""How allauth behaves here: no self sign-up, Vietnamese sentences, and every sign-in in the journal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thidua_web.people import acts
from thidua_web.people.models import User

SECOND_FACTOR_ACTS = {
    "mfa/email/totp_activated": "turn_on_codes",
    "mfa/email/totp_deactivated": "turn_off_codes",
    "mfa/email/recovery_codes_generated": "make_recovery_codes",
    "mfa/email/webauthn_added": "add_key",
    "mfa/email/webauthn_removed": "remove_key",
}
"""allauth's notification -> what the journal calls it."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the standing office; people only sign in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng hoạt động. Hỏi cơ quan thường trực của đơn vị."),
        "email_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": _("Sai quá nhiều lần. Đợi 15 phút rồi thử lại, hoặc hỏi cơ quan thường trực."),
        "enter_current_password": _("Nhập mật khẩu hiện tại."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "incorrect_code": _("Mã không đúng hoặc đã hết hạn."),
        "password_min_length": _("Mật khẩu quá ngắn."),
        "rate_limited": _("Thao tác quá nhanh. Đợi một phút rồi thử lại."),
        "unknown_email": _("Không có tài khoản dùng địa chỉ này."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of one's own: the page that follows shows what happened."""

    def login(self, request: HttpRequest, user: Any) -> None:
        acts.sign_in(request, user=user, enter=super().login)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        acts.note_failed_sign_in(typed=credentials.get("username") or credentials.get("email") or "")

    def set_password(self, user: User, password: str) -> None:
        acts.change_password(user=user, password=password)

    def send_notification_mail(self, template_prefix: str, user: User, context: Any = None, email: Any = None) -> None:
        """allauth says here what changed in an account's protection; it goes to the journal."""
        act = SECOND_FACTOR_ACTS.get(template_prefix)
        if act:
            acts.note_second_factor(user=user, act=act)
