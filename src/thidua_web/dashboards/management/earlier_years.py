"""What the two importers of earlier years share: a dry run that names every row, and all rows or none with --commit."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from thidua.errors import ThiduaError
from thidua_web.config.commands import OfficeCommand


class EarlierYears(OfficeCommand):
    """Say row by row what is wrong; with ``--commit`` enter all rows. The command says what is read and entered."""

    what = ""
    """What one row holds: "số liệu", "kết quả"."""

    def read(self, content: bytes, name: str) -> tuple[Any, list[Any]]:
        """The rows and the problems of a file."""
        raise NotImplementedError

    def enter(self, rows: Any) -> dict[str, int]:
        """Enter the rows; how many were ``new``, ``changed``, ``same``."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true")

    def handle(self, *args: Any, file: Path, commit: bool, **options: Any) -> None:
        try:
            rows, problems = self.read(file.read_bytes(), file.name)
        except OSError:
            raise CommandError(f"Không mở được tệp {file}.") from None
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} dòng phải sửa; chưa nhập gì.")
        if not commit:
            self.stdout.write(f"Chạy thử: {len(rows)} dòng đọc được cả; thêm --commit để nhập.")
            return
        try:
            done = self.enter(rows)
        except ThiduaError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Đã nhập {done['new']} {self.what} mới, sửa {done['changed']}, giữ nguyên {done['same']}.")
