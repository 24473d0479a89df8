"""``script/backup FOLDER``: a checked copy of this installation, while it is in use."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

import thidua
from thidua.errors import ThiduaError
from thidua_web.backup import copies
from thidua_web.config.commands import OfficeCommand


class Command(OfficeCommand):
    help = "Sao lưu cơ sở dữ liệu, tệp tải lên và khóa vào một thư mục mới; trang web vẫn chạy. Chép xong thì kiểm lại."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="THƯ_MỤC", help="thư mục mới; chưa được có")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["folder"]).resolve()
        try:
            made = copies.back_up(
                home=settings.HOME, database=settings.DATABASES["default"], uploads=Path(settings.MEDIA_ROOT),
                target=target, now=timezone.localtime(), version=thidua.__version__,
            )  # fmt: skip
        except ThiduaError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Đã sao lưu và kiểm lại: {target} ({len(made.tables)} bảng, {sum(made.tables.values())} dòng, "
            f"{len(made.files)} tệp). Thư mục có khóa và dữ liệu: cất nơi chỉ người phụ trách mở được."
        )
