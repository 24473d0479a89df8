"""What the journal calls the deeds of verification."""

from thidua_web.frame.doors import Door


class VerificationDoor(Door):
    """Names of acts."""

    acts = {
        "accept_return": "tiếp nhận báo cáo",
        "send_back_return": "trả lại báo cáo",
        "lock_return": "khóa báo cáo",
        "reopen_return": "mở lại báo cáo",
    }


door = VerificationDoor()
