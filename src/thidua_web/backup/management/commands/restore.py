"""``script/restore FOLDER [--force]``: an installation from its copy, checked before and after."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connections

from thidua.errors import ThiduaError
from thidua_web.backup import copies
from thidua_web.backup.versions import known_steps
from thidua_web.config.commands import OfficeCommand
from thidua_web.frame.templatetags.vietnamese import moment


class Command(OfficeCommand):
    help = "Khôi phục từ một bản sao lưu. Dừng trang web trước. Nơi đã có dữ liệu thì chỉ thay khi có --force."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="THƯ_MỤC", help="thư mục của bản sao lưu")
        parser.add_argument("--force", action="store_true", help="thay tất cả dữ liệu đang có")

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        try:
            put = copies.restore(
                folder=Path(options["folder"]).resolve(), home=settings.HOME, database=settings.DATABASES["default"],
                uploads=Path(settings.MEDIA_ROOT), force=options["force"], known_steps=known_steps(),
            )  # fmt: skip
        except ThiduaError as error:
            raise CommandError(str(error)) from None
        made = moment(datetime.fromisoformat(put.made_at))
        self.stdout.write(
            f"Đã khôi phục bản sao lưu lúc {made}: {len(put.tables)} bảng, {sum(put.tables.values())} dòng, "
            f"{len(put.files)} tệp. Chạy lại trang web như trước (.venv/bin/thidua serve)."
        )
