"""Import figures of earlier years: dry run unless ``--commit``."""

from typing import Any

from thidua.figures.earlier import read_earlier
from thidua_web.dashboards.acts import enter_baseline
from thidua_web.dashboards.management.earlier_years import EarlierYears
from thidua_web.register.live import live_registry


class Command(EarlierYears):
    help = "Nhập số liệu gốc của các năm trước (Excel, CSV); chạy thử nếu không có --commit."
    what = "số liệu"

    def read(self, content: bytes, name: str) -> tuple[Any, list[Any]]:
        found = read_earlier(live_registry(), content, name)
        return found.figures, list(found.problems)

    def enter(self, rows: Any) -> dict[str, int]:
        return enter_baseline(figures=rows, by=None)
