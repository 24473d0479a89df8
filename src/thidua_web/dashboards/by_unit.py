"""The scoreboard read the other way: every target of one unit, and every unit with how many targets it reaches."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.figures.measures import Measure
from thidua.figures.scoring import Extent, reaches
from thidua_web.dashboards.board import Board, Line
from thidua_web.dashboards.changing import Change
from thidua_web.dashboards.counting import Counts
from thidua_web.dashboards.gathering import Owed
from thidua_web.register.models import UnitVersion

Found = tuple[Measure, Measure, Extent | None]


@dataclass(frozen=True)
class Share:
    """One target as one unit stands in it: its figures, whether it reaches the level, its place among the units."""

    line: Line
    verified: Found | None
    pending: Extent | None
    is_reached: bool | None
    is_asked: bool
    """Whether the level is one for each unit; a count for the province is not."""
    place: int | None
    among: int
    change: Extent | None = None
    """Against the unit's own baseline, where the target asks for a change."""

    @property
    def extent(self) -> Extent | None:
        """The verified value."""
        return self.verified[2] if self.verified else None

    @property
    def distance(self) -> Fraction | None:
        """What is missing to the level, where it is one for each unit and not reached."""
        goal, extent = self.line.bar.goal, self.change if self.line.bar.is_change else self.extent
        if not self.is_asked or self.is_reached is not False or goal is None or extent is None or not extent.is_exact:
            return None
        return self.line.bar.short_by(extent.low) if self.line.bar.is_change else abs(goal - extent.low)


@dataclass
class Standing:
    """One unit over all targets."""

    row: UnitVersion
    owed: Owed
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
    """Whether a level can be held against one unit: a share, a count asked of each, a change against a baseline."""
    if line.bar.is_change:
        return line.indicator is not None and line.binding is not None and bool(line.binding.baseline_period)
    return line.indicator is not None and (line.indicator.is_ratio or line.is_each)


def _verified(board: Board, line: Line) -> Counts | None:
    gathered, indicator = board.gathered, line.indicator
    if gathered is None or indicator is None:
        return None
    return board.counts(gathered.ground, gathered.verified, indicator, board.periods(indicator, gathered.period))


def _judged(board: Board, line: Line) -> Counts | Change | None:
    """What a level is held against, unit by unit: the figures, or how far they moved from the baseline."""
    every = _verified(board, line)
    if every is None or not line.bar.is_change or line.binding is None or board.gathered is None:
        return every
    key = (every.indicator.key, line.binding.baseline_period)
    if key not in board.changes:
        before = board.before_by_unit(board.gathered.ground, every.indicator, line.binding.baseline_period)
        board.changes[key] = Change(every, before) if before else None
    return board.changes[key]


def from_nothing(board: Board) -> set[str]:
    """Units for which some change cannot be said because they had nothing in the baseline."""
    changes = [_judged(board, line) for line in measured(board) if line.bar.is_change and is_asked_of_each(line)]
    return {code for change in changes if isinstance(change, Change) for code in change.from_nothing}


def standings(board: Board) -> list[Standing]:
    """Every unit of the period in the order of names, with how many targets it reaches, misses, and what is not known;
    worked out once.
    """
    if board.standings is None:
        board.standings = _standings(board)
    return board.standings


def _standings(board: Board) -> list[Standing]:
    if board.gathered is None:
        return []
    found = {code: Standing(row, board.gathered.owed[code]) for code, row in board.gathered.ground.rows.items()}
    for line in filter(is_asked_of_each, measured(board)):
        every = _judged(board, line)
        for code, reached in every.reached_by(line.bar, found) if every else ():
            standing = found[code]
            standing.met += reached is True
            standing.not_met += reached is False
            standing.unknown += reached is None
    return sorted(found.values(), key=lambda standing: standing.row.sort_key)


def shares_of(board: Board, code: str) -> list[Share]:
    """Every measured target of one unit."""
    gathered = board.gathered
    if gathered is None:
        return []
    return [_share(board, line, code) for line in measured(board)]


def _share(board: Board, line: Line, code: str) -> Share:
    gathered, indicator = board.gathered, line.indicator
    every, pending = _verified(board, line), None
    if gathered is not None and indicator is not None:
        periods = board.periods(indicator, gathered.period)
        pending = board.counts(gathered.ground, gathered.pending, indicator, periods).extent(code)
    verified = every.ends(code) if every else None
    is_asked = is_asked_of_each(line)
    judged = _judged(board, line) if is_asked else every
    place, among = _place(line, judged, code)
    change = judged.extent(code) if isinstance(judged, Change) else None
    against = change if line.bar.is_change else verified[2] if verified else None
    reached = reaches(line.bar, against) if is_asked else None
    return Share(line, verified, pending, reached, is_asked, place, among, change)


def _place(line: Line, every: Counts | Change | None, code: str) -> tuple[int | None, int]:
    """Which place among the units with a verified value; equal values share one. Fewer is better under a ceiling."""
    if every is None:
        return None, 0
    place = every.place(code, fewer_is_better=line.bar.is_ceiling) if is_asked_of_each(line) else None
    return place, len(every.exact)
