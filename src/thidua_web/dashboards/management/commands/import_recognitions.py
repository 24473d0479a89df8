"""Import results of recognition of earlier years: dry run unless ``--commit``."""

from typing import Any

from thidua.figures.earlier_recognitions import read_earlier_recognitions
from thidua_web.dashboards.acts import enter_recognitions
from thidua_web.dashboards.management.earlier_years import EarlierYears
from thidua_web.register.live import live_registry


class Command(EarlierYears):
    help = "Nhập kết quả công nhận của các năm trước (Excel, CSV); chạy thử nếu không có --commit."
    what = "kết quả"

    def read(self, content: bytes, name: str) -> tuple[Any, list[Any]]:
        found = read_earlier_recognitions(live_registry(), content, name)
        return found.recognitions, list(found.problems)

    def enter(self, rows: Any) -> dict[str, int]:
        return enter_recognitions(recognitions=rows, by=None)
