"""What the journal calls the deeds of the register."""

from thidua_web.frame.doors import Door


class RegisterDoor(Door):
    """Names of acts; pages add their tab."""

    acts = {
        "stage_generation": "nạp danh mục đơn vị (chưa dùng)",
        "activate_generation": "đưa danh mục đơn vị vào dùng",
        "revert_generation": "hoàn lại danh mục đơn vị",
        "drop_generation": "bỏ lần nạp danh mục",
        "enter_shares": "nhập phần kế thừa khi chia tách",
    }


door = RegisterDoor()
