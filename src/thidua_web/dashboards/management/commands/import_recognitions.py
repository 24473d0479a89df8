"""Import results of recognition of earlier years: dry run unless ``--commit``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.errors import ThiduaError
from thidua.figures.earlier_recognitions import read_earlier_recognitions
from thidua_web.dashboards.acts import enter_recognitions
from thidua_web.register.live import live_registry


class Command(BaseCommand):
    """Say row by row what is wrong; with ``--commit`` enter all rows."""

    help = "Nhập kết quả công nhận của các năm trước (Excel, CSV); chạy thử nếu không có --commit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true")

    def handle(self, *args: Any, file: Path, commit: bool, **options: Any) -> None:
        try:
            found = read_earlier_recognitions(live_registry(), file.read_bytes(), file.name)
        except OSError:
            raise CommandError(f"Không mở được tệp {file}.") from None
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        for problem in found.problems:
            self.stderr.write(str(problem))
        if found.problems:
            raise CommandError(f"{len(found.problems)} dòng phải sửa; chưa nhập gì.")
        if not commit:
            self.stdout.write(f"Chạy thử: {len(found.recognitions)} dòng đọc được cả; thêm --commit để nhập.")
            return
        try:
            done = enter_recognitions(recognitions=found.recognitions, by=None)
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Đã nhập {done['new']} kết quả mới, sửa {done['changed']}, giữ nguyên {done['same']}.")
