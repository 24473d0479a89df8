"""State chips: every state has an icon and a word, so that color is never the only sign."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    """How one state is shown: its word, its icon, and its tone (a CSS class)."""

    word: str
    icon: str
    tone: str


STATES: dict[str, State] = {
    # verdicts
    "met": State(_("Đạt"), "check", "good"),
    "not_met": State(_("Chưa đạt"), "cross", "bad"),
    "undecidable": State(_("Chưa đủ dữ liệu"), "question", "unsure"),
    "late": State(_("Quá hạn"), "late", "late"),
    "not_yet_due": State(_("Chưa đến hạn"), "clock", "plain"),
    "not_applicable": State(_("Không áp dụng"), "dash", "plain"),
    "not_in_force": State(_("Chưa có quy định"), "dash", "plain"),
    # what people did with it
    "draft": State(_("Bản nháp"), "pencil", "plain"),
    "not_begun": State(_("Chưa nhập"), "dash", "plain"),
    "reopened": State(_("Được mở lại"), "pencil", "unsure"),
    "waiting": State(_("Chờ xử lý"), "clock", "info"),
    "confirmed": State(_("Đã xác nhận"), "check", "good"),
    "submitted": State(_("Đã gửi"), "send", "info"),
    "accepted": State(_("Đã tiếp nhận"), "check", "good"),
    "sent_back": State(_("Trả lại"), "back", "bad"),
    "locked": State(_("Đã khóa"), "lock", "plain"),
    "passed_on": State(_("Đã chuyển đơn vị mới"), "send", "plain"),
    "heirs_report": State(_("Đơn vị mới báo cáo"), "send", "plain"),
    "unit_gone": State(_("Đơn vị không còn"), "dash", "plain"),
    "verified": State(_("Đã xác minh"), "shield", "good"),
    "unverified": State(_("Chưa xác minh"), "eye", "unsure"),
    "doubt": State(_("Cần xem lại"), "question", "unsure"),
    "rejected": State(_("Bỏ"), "cross", "plain"),
    # accounts
    "in_use": State(_("Đang hoạt động"), "check", "good"),
    "idle": State(_("Lâu không đăng nhập"), "clock", "unsure"),
    "never_signed_in": State(_("Chưa đăng nhập lần nào"), "dash", "plain"),
    "disabled": State(_("Đã ngừng"), "lock", "bad"),
    "ended": State(_("Đã hết hiệu lực"), "dash", "plain"),
}
"""Key -> how it is shown. The first seven are the verdicts of an evaluation."""
