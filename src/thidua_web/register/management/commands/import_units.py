"""Import a province's own list of residential areas and organizations: dry run unless ``--commit``."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from thidua.errors import ThiduaError
from thidua.units.intake import Intake, read_intake
from thidua_web.config.commands import OfficeCommand
from thidua_web.register.acts import activate_generation, stage_local_units
from thidua_web.register.live import live_registry


class Command(OfficeCommand):
    """Say row by row what is wrong; with ``--commit`` put the new units into use."""

    help = "Nhập danh sách khu dân cư, tổ chức (Excel, CSV); chạy thử nếu không có --commit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="có từ ngày (2025-07-01)")
        parser.add_argument("--title", default="Danh sách khu dân cư, tổ chức")
        parser.add_argument("--also-perhaps", action="store_true", help="nhận cả dòng có thể trùng")
        parser.add_argument("--commit", action="store_true")

    def handle(self, *args: Any, file: Path, on: date, commit: bool, **options: Any) -> None:
        try:
            found = read_intake(live_registry(), file, on)
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(found)
        if found.problems:
            raise CommandError(f"{len(found.problems)} dòng phải sửa; chưa nhận gì.")
        if not commit:
            self.stdout.write("Mới chạy thử; thêm --commit để đưa vào dùng.")
            return
        try:
            generation = stage_local_units(
                found=found, on=on, title=options["title"], also_perhaps=options["also_perhaps"], by=None
            )
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        activate_generation(generation=generation, by=None)
        self.stdout.write("Đã đưa vào dùng.")

    def _tell(self, found: Intake) -> None:
        for problem in found.problems:
            self.stderr.write(str(problem))
        for status, label in (("new", "mới"), ("same", "đã có"), ("perhaps", "có thể trùng")):
            rows = [p for p in found.proposals if p.status == status]
            self.stdout.write(f"{label}: {len(rows)}")
            if status == "perhaps":
                for p in rows:
                    self.stdout.write(f"  {p.place}: {p.kind} {p.name} gần giống {', '.join(p.like)}")
