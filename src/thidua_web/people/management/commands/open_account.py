"""``script/manage open_account``: the first account of a new installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from thidua_web.config.commands import OfficeCommand
from thidua_web.people import acts
from thidua_web.people.models import Role


class Command(OfficeCommand):
    help = "Mở một tài khoản; in mật khẩu dùng một lần, phải đổi ở lần đăng nhập đầu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="TÊN_ĐĂNG_NHẬP")
        parser.add_argument("--full-name", required=True, metavar="HỌ_VÀ_TÊN")
        parser.add_argument("--unit", default="", metavar="ĐƠN_VỊ")
        parser.add_argument("--email", default="")
        parser.add_argument("--role", choices=Role.values, default=Role.STANDING_OFFICE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, password = acts.open_account(
                by=None, username=options["username"], full_name=options["full_name"], unit_text=options["unit"],
                email=options["email"], role=options["role"],
            )  # fmt: skip
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"Đã mở tài khoản {user.username}. Mật khẩu dùng một lần: {password}")
