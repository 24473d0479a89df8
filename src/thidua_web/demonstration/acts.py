"""Lay the demonstration province: people first, then what each app shows of itself.

An app that has something to show writes one module ``sample.py`` with one function::

    def lay(people: dict[str, User]) -> list[str]:
        '''Make it if it is not there; return what a newcomer should click, one line each.

        An address follows the word «mở»; whoever prints the line puts the site before it.
        '''

Apps are asked in the order of ``INSTALLED_APPS``; every ``lay`` may run again and must then change nothing.
"""

from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import transaction

from thidua.errors import OfficerError
from thidua_web.journal import journal
from thidua_web.people.models import Post, Role, User

PASSWORD = "thi-dua-mau"
PROVINCE = "tỉnh Lam Giang"
PEOPLE: dict[str, tuple[str, str, Role]] = {
    "thuongtruc": ("Cán bộ thường trực (mẫu)", f"Cơ quan thường trực {PROVINCE}", Role.STANDING_OFFICE),
    "lanhdao": ("Lãnh đạo (mẫu)", f"UBND {PROVINCE}", Role.LEADER),
    "thamdinh": ("Người thẩm định (mẫu)", f"Cơ quan thường trực {PROVINCE}", Role.VERIFIER),
    "canbo": ("Cán bộ xã (mẫu)", "xã Suối Lam", Role.UNIT_OFFICER),
}
"""Sample accounts: no real officer's name. An app may add one to the people that it is given."""
FIRST = ("frame", "documents", "programme", "dashboards")
"""The order in which a newcomer looks: the reader at work comes in the first minute. Other apps follow."""


def demonstrate() -> list[str]:
    """Fill an empty installation; on one already filled change nothing. Return the lines to print.

    OfficerError where real accounts exist: sample data never mixes with real data.
    """
    marker = settings.HOME / "demonstration"
    if not marker.exists() and User.objects.exists():
        raise OfficerError(
            f"Cơ sở dữ liệu trong {settings.HOME} đã có người dùng thật: không dựng tỉnh minh họa ở đây. "
            "Chạy không có --demonstration, hoặc đặt THIDUA_HOME là một thư mục khác."
        )
    marker.write_text("DỮ LIỆU MẪU\n", encoding="utf-8")
    people = _people()
    steps = {module.__name__.split(".")[1]: module.lay(people) for module in _samples()}
    told = [f"DỮ LIỆU MẪU: {PROVINCE}. Mật khẩu của mọi tài khoản mẫu: {PASSWORD}"]
    told += [f"  {user.username:<11} {user.full_name}, {user.unit_text}" for user in people.values()]
    ordered = sorted(steps, key=lambda app: FIRST.index(app) if app in FIRST else len(FIRST))
    lines = [line for app in ordered for line in steps[app]]
    return [*told, *(f"  {number}. {line}" for number, line in enumerate(lines, 1))]


@transaction.atomic
def _people() -> dict[str, User]:
    for username, (full_name, unit, role) in PEOPLE.items():
        if User.objects.filter(username=username).exists():
            continue
        user = User.objects.create_user(username, PASSWORD, full_name=full_name, unit_text=unit)
        Post.objects.create(user=user, role=role, unit_text=unit, valid_from=date(2020, 1, 1))
        journal.record(act="open_account", by=None, of=user)
    return {username: User.objects.get(username=username) for username in PEOPLE}


def _samples() -> list:
    named = [f"{app.name}.sample" for app in apps.get_app_configs() if app.name.startswith("thidua_web.")]
    return [import_module(name) for name in named if find_spec(name)]
