"""The units under a target, worked out one by one only where they are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thidua.figures.measures import Measure
from thidua.figures.scoring import Extent, reaches
from thidua_web.dashboards.board import Board, Line
from thidua_web.dashboards.changing import change_between
from thidua_web.dashboards.counting import Counts
from thidua_web.dashboards.gathering import Gathered, Owed
from thidua_web.dashboards.ground import Ground
from thidua_web.frame.tables import Rows
from thidua_web.people.models import User
from thidua_web.people.reach import reach_of


@dataclass
class Setting:
    """What all units under a target rest on."""

    line: Line
    gathered: Gathered
    ground: Ground
    is_today: bool
    verified: Counts
    pending: Counts
    before: Counts | None


class Place:
    """One unit under a target."""

    def __init__(self, code: str, setting: Setting) -> None:
        self.code, self.setting = code, setting

    @property
    def name(self) -> str:
        return self.setting.ground.rows[self.code].full_name

    @property
    def order(self) -> str:
        """What the list is sorted by."""
        return self.setting.ground.rows[self.code].sort_key

    @property
    def owed(self) -> Owed | None:
        """What it owes; on today's units a figure has no single return behind it."""
        return None if self.setting.is_today else self.setting.gathered.owed.get(self.code)

    @cached_property
    def verified(self) -> tuple[Measure, Measure, Extent | None] | None:
        return self.setting.verified.ends(self.code)

    @property
    def pending(self) -> Extent | None:
        return self.setting.pending.extent(self.code)

    @cached_property
    def before(self) -> Extent | None:
        return self.setting.before.extent(self.code) if self.setting.before else None

    @property
    def is_reached(self) -> bool | None:
        """Whether what is verified, or how far it moved from the unit's own baseline, reaches the goal."""
        now = self.verified[2] if self.verified else None
        return reaches(self.setting.line.bar, self.change if self.setting.line.bar.is_change else now)

    @property
    def change(self) -> Extent | None:
        """Against the unit's own baseline."""
        return change_between(self.verified[2] if self.verified else None, self.before)

    @property
    def accepted_by(self) -> str:
        owed = self.owed
        return self.setting.gathered.accepted_by.get(owed.accepted, "") if owed and owed.accepted else ""

    @property
    def came_from(self) -> int:
        """How many units of the period it was put together from."""
        setting = self.setting
        return len(setting.ground.sources(setting.gathered.day).get(self.code, ()))


class Places(Rows):
    """Units under a target, each made when it is looked at: of ten thousand a page shows a hundred."""

    def __init__(self, codes: Sequence[str] = (), setting: Setting | None = None) -> None:
        super().__init__(codes)
        self.codes, self.setting = codes, setting

    def __iter__(self) -> Iterator[Place]:
        return map(self._made, super().__iter__())

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return [self._made(code) for code in found] if isinstance(at, slice) else self._made(found)

    def _made(self, code: str) -> Place:
        assert self.setting is not None
        return Place(code, self.setting)


def places_of(user: User, board: Board, line: Line, *, on_today: bool) -> Places:
    """The units that the reader's posts reach, on the units of the period or of today."""
    gathered, indicator = board.gathered, line.indicator
    ground = board.ground_today if on_today else gathered.ground if gathered else None
    if gathered is None or indicator is None or ground is None:
        return Places()
    periods = board.periods(indicator, gathered.period)
    baseline = line.binding.baseline_period if line.binding else ""
    setting = Setting(
        line, gathered, ground, on_today,
        board.counts(ground, gathered.verified, indicator, periods),
        board.counts(ground, gathered.pending, indicator, periods),
        board.before_by_unit(ground, indicator, baseline) if baseline else None,
    )  # fmt: skip
    reach = reach_of(user)
    if reach.everything:
        return Places(list(ground.rows), setting)
    return Places([code for code, row in ground.rows.items() if reach.covers(row.unit_id)], setting)


def chart_of(places: Places, line: Line) -> list[dict[str, Any]]:
    """How many units stand at which tenth; only for shares. Bars start at zero."""
    if places.setting is None or not places or line.indicator is None or not line.indicator.is_ratio:
        return []
    tenths = places.setting.verified.tenths(places.codes)
    top = max(tenths)
    return [
        {"label": f"{10 * n}–{10 * n + 10}%", "count": count, "width": round(200 * count / top), "y": 20 * n,
         "text": 20 * n + 13}
        for n, count in enumerate(tenths)
    ] if top else []  # fmt: skip
