"""``script/manage import_accounts``: many accounts from a workbook, run dry unless ``--commit``."""

import csv
import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import IntegrityError

from thidua.errors import ThiduaError
from thidua_web.config.commands import OfficeCommand
from thidua_web.frame.templatetags.vietnamese import day
from thidua_web.people import acts
from thidua_web.people.authority import authority_of
from thidua_web.people.giving import Slip
from thidua_web.people.intake import Desk, open_rows
from thidua_web.people.models import User, today


class Command(OfficeCommand):
    help = "Nạp tài khoản từ Excel. Không có --commit thì chỉ chạy thử, không lưu gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP.xlsx")
        parser.add_argument("--by", required=True, metavar="TÊN_ĐĂNG_NHẬP", help="người nạp; nhật ký ghi tên người này")
        parser.add_argument("--commit", action="store_true", help="mở thật")
        parser.add_argument("--codes", type=Path, metavar="TỆP.csv", help="nơi ghi mã kích hoạt khi mở thật")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username__iexact=options["by"], is_active=True).first()
        if by is None or not (authority := authority_of(by)):
            raise CommandError(f"«{options['by']}» không phải người được giao quản lý tài khoản.")
        if options["commit"] and (options["codes"] is None or options["codes"].exists()):
            raise CommandError("--commit cần --codes là một tệp chưa có: mã chỉ đọc được một lần này.")
        try:
            rows = open_rows(options["file"].read_bytes(), options["file"].name)
            found = Desk(authority, today()).check(rows)
            for problem in found.problems:
                self.stderr.write(problem)
            if found.problems:
                raise CommandError(f"Còn {len(found.problems)} chỗ sai: không mở tài khoản nào.")
            if not options["commit"]:
                self.stdout.write(f"Chạy thử: {len(found.people)} tài khoản sẽ được mở. Thêm --commit để mở thật.")
                return
            slips = acts.import_accounts(by=by, people=found.people)
        except OSError:
            raise CommandError(f"Không đọc được tệp {options['file']}.") from None
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        except IntegrityError:
            raise CommandError("Có người vừa mở tài khoản trùng tên; không mở tài khoản nào. Chạy lại.") from None
        _write_codes(options["codes"], slips)
        self.stdout.write(
            f"Đã mở {len(slips)} tài khoản. Mã kích hoạt ở {options['codes']}: in phiếu xong thì xóa tệp."
        )


def _write_codes(path: Path, slips: list[Slip]) -> None:
    """Readable by its owner only: whoever reads it can take the accounts."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8-sig") as file:
        lines = csv.writer(file)
        lines.writerow(["Họ và tên", "Đơn vị", "Tên đăng nhập", "Mã", "Dùng đến"])
        for slip in slips:
            user = slip.user
            lines.writerow([user.full_name, user.unit_text, user.username, slip.code, day(slip.expires_at)])
