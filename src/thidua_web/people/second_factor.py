"""How allauth's second factor speaks here."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    """Vietnamese sentences; the rest is allauth's."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Không tắt được lớp bảo vệ thứ hai của tài khoản này."),
        "cannot_generate_recovery_codes": _("Bật ứng dụng tạo mã hoặc thêm khóa trước, rồi mới có mã dự phòng."),
        "incorrect_code": _("Mã không đúng hoặc đã dùng rồi. Đợi mã mới rồi gõ lại."),
        "unverified_email": _("Xác nhận địa chỉ thư điện tử trước khi bật lớp bảo vệ thứ hai."),
    }
