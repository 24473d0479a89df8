"""The first thing a newcomer clicks."""

from thidua_web.people.models import User


def lay(people: dict[str, User]) -> list[str]:
    """Nothing to make: how to get in."""
    return ["Đăng nhập bằng thuongtruc, xem Trang chính; Ctrl K đi đến bất kỳ trang nào."]
