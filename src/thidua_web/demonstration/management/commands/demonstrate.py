"""``script/manage demonstrate``: fill an empty installation with the demonstration province."""

from typing import Any

from django.core.management.base import CommandError

from thidua.errors import ThiduaError
from thidua_web.config.commands import OfficeCommand
from thidua_web.demonstration import acts


class Command(OfficeCommand):
    help = "Dựng tỉnh minh họa (chạy lại không đổi gì). Mọi trang sẽ ghi DỮ LIỆU MẪU."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in acts.demonstrate():
                self.stdout.write(line)
        except ThiduaError as error:
            raise CommandError(str(error)) from None
