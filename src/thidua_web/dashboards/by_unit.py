"""The scoreboard read the other way: every target of one unit, and every unit with how many targets it reaches."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.figures.measures import Measure
from thidua.figures.scoring import Extent, reaches
from thidua_web.dashboards.board import Board, Line
from thidua_web.register.models import UnitVersion
from thidua_web.returns.models import Obligation

Found = tuple[Measure, Measure, Extent | None]


@dataclass(frozen=True)
class Share:
    """One target as one unit stands in it: its figures, whether it reaches the level, its place among the units."""

    line: Line
    verified: Found | None
    pending: Extent | None
    is_reached: bool | None
    is_asked: bool
    """Whether the level is one for each unit; a count for the province or a change is not."""
    place: int | None
    among: int

    @property
    def extent(self) -> Extent | None:
        """The verified value."""
        return self.verified[2] if self.verified else None

    @property
    def distance(self) -> Fraction | None:
        """What is missing to the level, where it is one for each unit and not reached."""
        goal, extent = self.line.bar.goal, self.extent
        if not self.is_asked or self.is_reached is not False or goal is None or extent is None or not extent.is_exact:
            return None
        return abs(goal - extent.low)


@dataclass
class Standing:
    """One unit over all targets."""

    row: UnitVersion
    owed: Obligation
    met: int = 0
    not_met: int = 0
    unknown: int = 0

    @property
    def share(self) -> Fraction | None:
        """Targets reached among those that can be said."""
        said = self.met + self.not_met
        return Fraction(self.met, said) if said else None


def measured(board: Board) -> list[Line]:
    """The targets that units report figures for."""
    return [line for line in board.lines if line.indicator is not None]


def is_asked_of_each(line: Line) -> bool:
    """Whether a level can be held against one unit: a share, or a count asked of each unit; never a change."""
    return not line.bar.is_change and line.indicator is not None and (line.indicator.is_ratio or line.is_each)


def _all(board: Board, line: Line) -> dict[str, Found]:
    gathered, indicator = board.gathered, line.indicator
    if gathered is None or indicator is None:
        return {}
    return board.measures(gathered.ground, gathered.verified, indicator, board.periods(indicator, gathered.period))


def standings(board: Board) -> list[Standing]:
    """Every unit of the period with how many targets it reaches, misses, and what is not known."""
    if board.gathered is None:
        return []
    found = {code: Standing(row, board.gathered.owed[code]) for code, row in board.gathered.ground.rows.items()}
    for line in filter(is_asked_of_each, measured(board)):
        every = _all(board, line)
        for code, standing in found.items():
            reached = reaches(line.bar, every[code][2]) if code in every else None
            standing.met += reached is True
            standing.not_met += reached is False
            standing.unknown += reached is None
    return list(found.values())


def shares_of(board: Board, code: str) -> list[Share]:
    """Every measured target of one unit."""
    gathered = board.gathered
    if gathered is None:
        return []
    return [_share(board, line, code) for line in measured(board)]


def _share(board: Board, line: Line, code: str) -> Share:
    gathered, indicator = board.gathered, line.indicator
    every = _all(board, line)
    pending = None
    if gathered is not None and indicator is not None:
        waiting = {key: value for key, value in gathered.pending.items() if key[0] == code}
        periods = board.periods(indicator, gathered.period)
        pending = board.measures(gathered.ground, waiting, indicator, periods).get(code)
    verified = every.get(code)
    is_asked = is_asked_of_each(line)
    place, among = _place(line, every, code)
    reached = reaches(line.bar, verified[2] if verified else None) if is_asked else None
    return Share(line, verified, pending[2] if pending else None, reached, is_asked, place, among)


def _place(line: Line, every: dict[str, Found], code: str) -> tuple[int | None, int]:
    """Which place among the units with a verified value; equal values share one. Fewer is better under a ceiling."""
    values = {c: found[2].low for c, found in every.items() if found[2] is not None and found[2].is_exact}
    if code not in values or not is_asked_of_each(line):
        return None, len(values)
    is_better = (lambda v: v < values[code]) if line.bar.is_ceiling else (lambda v: v > values[code])
    return 1 + sum(map(is_better, values.values())), len(values)
