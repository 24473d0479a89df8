"""What the journal calls the deeds of collection."""

from thidua_web.frame.doors import Door


class ReturnsDoor(Door):
    """Names of acts."""

    acts = {
        "make_form": "lập biểu mẫu",
        "oblige_units": "giao kỳ báo cáo",
        "submit_return": "gửi báo cáo",
        "withdraw_return": "rút lại báo cáo",
    }


door = ReturnsDoor()
