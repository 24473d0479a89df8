"""Load the units of the country that ship with the library: staged, and put into use with ``--commit``."""

from argparse import ArgumentParser
from typing import Any

from thidua.errors import OfficerError
from thidua.units.shipped import shipped_units
from thidua_web.config.commands import OfficeCommand
from thidua_web.register.acts import activate_generation, stage_generation


class Command(OfficeCommand):
    """Dry run unless ``--commit``."""

    help = "Nạp danh mục đơn vị cả nước đi kèm phần mềm; chạy thử nếu không có --commit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commit", action="store_true", help="đưa vào dùng ngay")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            generation = stage_generation(title="Danh mục cả nước đi kèm phần mềm", wanted=shipped_units(), by=None)
        except OfficerError as error:
            self.stdout.write(str(error))
            return
        for name, count in generation.summary["counts"].items():
            self.stdout.write(f"{name}: {count}")
        if options["commit"]:
            activate_generation(generation=generation, by=None)
            self.stdout.write("Đã đưa vào dùng.")
        else:
            self.stdout.write("Mới nạp để so; thêm --commit để đưa vào dùng.")
