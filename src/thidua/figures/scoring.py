"""Set a target's figure beside what was asked of it: reached, short, or not to be said yet, and always why.

Nothing is decided on part of the units: a share that sixty of ninety communes reported is shown, and said to be that.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from thidua.figures.elements import Element, Indicator
from thidua.figures.measures import Measure
from thidua.text import fold_name


class Verdict(StrEnum):
    """Say how a target stands on a day."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDABLE = "undecidable"
    NOT_YET_DUE = "not_yet_due"
    LATE = "late"


def fraction_of(decimals: Fraction) -> Fraction:
    """Give back the fraction of a plan («2/3 số hộ») that its four decimals stand for; other numbers stay.

    Two of three reach «2/3»; they would fall short of 0,6667.

    >>> fraction_of(Fraction("0.6667")), fraction_of(Fraction("0.75")), fraction_of(Fraction("0.61803"))
    (Fraction(2, 3), Fraction(3, 4), Fraction(61803, 100000))
    """
    near = decimals.limit_denominator(20)
    return near if round(near, 4) == decimals else decimals


@dataclass(frozen=True)
class Bar:
    """Hold what a target asks: ``value`` in hundredths where ``unit`` is ``%``; of a range the nearer end counts.

    ``eq`` is «đạt»: reached from there on. ``le``, ``lt`` and ``decrease_ge`` are ceilings: more may still come, so
    they are settled only after ``due_on``.
    """

    comparator: str | None
    value: Fraction | None
    value_max: Fraction | None = None
    unit: str = ""
    due_on: date | None = None

    @property
    def is_ceiling(self) -> bool:
        """Say whether figures still to come can break what now holds."""
        return self.comparator in ("le", "lt", "decrease_ge")

    @property
    def is_change(self) -> bool:
        """Say whether a change against a baseline is asked."""
        return self.comparator in ("increase_ge", "decrease_ge")

    @cached_property
    def goal(self) -> Fraction | None:
        """The number to reach, as a plain fraction: 80 % is 4/5."""
        asked = self.value_max if self.comparator in ("le", "lt") and self.value_max is not None else self.value
        if asked is None or self.unit not in ("%", "ratio"):
            return asked
        return asked / 100 if self.unit == "%" else fraction_of(asked)

    def is_reached(self, value: Fraction) -> bool:
        """Say whether a value (a change where one is asked) does.

        >>> Bar("decrease_ge", Fraction(5), unit="%").is_reached(Fraction(-6, 100))
        True
        """
        goal = self.goal
        if goal is None:
            return False
        if self.comparator == "gt":
            return value > goal
        if self.comparator == "lt":
            return value < goal
        return self.short_by(value) == 0

    def is_reached_by(self, part: int, whole: int = 1) -> bool:
        """Say whether part over whole does, in whole numbers: for many units at once. ``whole`` is above 0.

        >>> Bar("ge", Fraction(80), unit="%").is_reached_by(4, 5)
        True
        """
        return self.reaching()(part, whole)

    def reaching(self) -> Callable[[int, int], bool]:
        """Give the question that ``is_reached_by`` asks, worked out once for thousands of units.

        >>> [Bar("lt", Fraction(1), unit="%").reaching()(part, 200) for part in (1, 2)]
        [True, False]
        """
        goal = self.goal
        if goal is None:
            return lambda part, whole: False
        if self.is_change:
            return lambda part, whole: self.is_reached(Fraction(part, whole))
        above, below = goal.numerator, goal.denominator
        match self.comparator:
            case "gt":
                return lambda part, whole: part * below > above * whole
            case "lt":
                return lambda part, whole: part * below < above * whole
            case "le":
                return lambda part, whole: part * below <= above * whole
        return lambda part, whole: part * below >= above * whole

    def short_by(self, value: Fraction) -> Fraction:
        """How far a value is from the goal; 0 where it is there."""
        goal = self.goal or Fraction(0)
        if self.comparator == "decrease_ge":
            return max(Fraction(0), goal + value)
        if self.comparator in ("le", "lt"):
            return max(Fraction(0), value - goal)
        return max(Fraction(0), goal - value)


def restated(bar: Bar, *, subject: str, per: str, is_ratio: bool) -> Bar:
    """Say a plan's level in the measure it is bound to; most stay as they are.

    «Mỗi khu dân cư ít nhất 2 buổi», measured by the share of areas that held them: the share has to be whole. «100% xã
    tổ chức Ngày hội», measured by how many each held: every commune has at least one.

    >>> bar = Bar("ge", Fraction(2), unit="count")
    >>> restated(bar, subject="buổi", per="khu dân cư", is_ratio=True).goal
    Fraction(1, 1)
    >>> restated(Bar("eq", Fraction(100), unit="%"), subject="xã, phường", per="", is_ratio=False).value
    Fraction(1, 1)
    """
    if bar.is_change or bar.value is None:
        return bar
    is_share = bar.unit in ("%", "ratio")
    if is_ratio and not is_share and level_of([per]) not in (None, "commune"):
        return Bar("ge", Fraction(100), unit="%", due_on=bar.due_on)
    if not is_ratio and is_share and bar.goal == 1 and level_of([subject]) == "commune":
        return Bar("ge", Fraction(1), unit="count", due_on=bar.due_on)
    return bar


@dataclass(frozen=True)
class Extent:
    """A value, or the two ends it lies between where a share between units is not known."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Fraction | int) -> "Extent":
        """A value that is known."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_exact(self) -> bool:
        """Say whether both ends are one."""
        return self.low == self.high


@dataclass(frozen=True)
class Coverage:
    """How many units owe figures, how many are in, how many are past their day."""

    reported: int
    owed: int
    overdue: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether every unit is in."""
        return 0 < self.owed <= self.reported


@dataclass(frozen=True)
class Score:
    """A verdict with its reason; ``distance`` is what is missing to the goal (None: not known)."""

    verdict: Verdict
    because: str
    distance: Fraction | None = None


def judge(bar: Bar, value: Extent | None, coverage: Coverage, *, as_of: date, is_sum: bool = False) -> Score:
    """Judge one value of all units together. ``is_sum``: a total that can only grow as more units report.

    >>> whole = Coverage(94, 94)
    >>> due = date(2024, 12, 31)
    >>> judge(Bar("ge", Fraction(80), unit="%", due_on=due), Extent.of(Fraction(3, 4)), whole, as_of=due).verdict.value
    'not_yet_due'
    """
    is_due = bar.due_on is not None and as_of > bar.due_on
    if bar.goal is None:
        return Score(Verdict.UNDECIDABLE, "Chỉ tiêu không có con số để so.")
    if value is None:
        return _unknown(coverage, is_due)
    distance = max(bar.short_by(value.low), bar.short_by(value.high))
    reached = {bar.is_reached(value.low), bar.is_reached(value.high)}
    is_certain = coverage.is_whole or (is_sum and not bar.is_ceiling and not bar.is_change and reached == {True})
    told = _told(bar, reached, distance)
    if reached == {True} and is_certain and (is_due or not bar.is_ceiling):
        return Score(Verdict.MET, told, distance)
    if not is_due:
        return Score(Verdict.NOT_YET_DUE, f"{told} {_waiting(bar, coverage, is_certain)}".strip(), distance)
    if not is_certain:
        return Score(Verdict.LATE if coverage.overdue else Verdict.UNDECIDABLE, f"{told} {_part(coverage)}", distance)
    if len(reached) == 2:
        return Score(Verdict.UNDECIDABLE, told, distance)
    return Score(Verdict.NOT_MET, told, distance)


def judge_each(bar: Bar, values: Mapping[str, Extent | None], overdue: int = 0, *, as_of: date) -> Score:
    """Judge a target that every unit has to reach by itself; units without a figure are None.

    >>> bar = Bar("ge", Fraction(1), due_on=date(2024, 12, 31))
    >>> judge_each(bar, {"xã A": Extent.of(1), "xã B": Extent.of(0)}, as_of=date(2025, 1, 5)).because
    '1 trên 2 đơn vị đạt; 1 chưa đạt.'
    """
    if bar.goal is None:
        return Score(Verdict.UNDECIDABLE, "Chỉ tiêu không có con số để so.")
    counts: dict[bool | None, int] = {True: 0, False: 0, None: 0}
    for value in values.values():
        counts[reaches(bar, value)] += 1
    return judge_counts(bar, counts, overdue, as_of=as_of)


def judge_counts(bar: Bar, counts: Mapping[bool | None, int], overdue: int = 0, *, as_of: date) -> Score:
    """Judge as ``judge_each`` where the units are counted already: True reach the goal, False do not, None not known.

    >>> judge_counts(Bar("ge", Fraction(1)), {True: 1, False: 0, None: 1}, as_of=date(2025, 1, 5)).because
    '1 trên 2 đơn vị đạt; 1 chưa rõ.'
    """
    if bar.goal is None:
        return Score(Verdict.UNDECIDABLE, "Chỉ tiêu không có con số để so.")
    units = sum(counts.values())
    parts = [f"{counts[True]} trên {units} đơn vị đạt"]
    parts += [f"{n} {word}" for n, word in ((counts[False], "chưa đạt"), (counts[None], "chưa rõ")) if n]
    told, short = "; ".join(parts) + ".", Fraction(units - counts[True])
    is_due = bar.due_on is not None and as_of > bar.due_on
    if units and counts[True] == units and (is_due or not bar.is_ceiling):
        return Score(Verdict.MET, told, short)
    if counts[None] == units:
        return _unknown(Coverage(0, units, overdue), is_due)
    if not is_due:
        return Score(Verdict.NOT_YET_DUE, told, short)
    if counts[False]:
        return Score(Verdict.NOT_MET, told, short)
    return Score(Verdict.LATE if overdue else Verdict.UNDECIDABLE, told, short)


def settle(score: Score, bar: Bar, last_day: date, *, as_of: date) -> Score:
    """Take back what figures that end before the target's own day cannot settle, although that day has passed.

    >>> bar = Bar("ge", Fraction(80), unit="%", due_on=date(2024, 12, 31))
    >>> settle(Score(Verdict.NOT_MET, "Còn thiếu 5."), bar, date(2024, 3, 31), as_of=date(2025, 2, 1)).verdict.value
    'late'
    """
    if bar.due_on is None or as_of <= bar.due_on or last_day >= bar.due_on:
        return score
    if score.verdict is Verdict.NOT_MET or (score.verdict is Verdict.MET and bar.is_ceiling):
        told = f"{score.because} Chưa có số liệu đến hết thời hạn của chỉ tiêu."
        return Score(Verdict.LATE, told, score.distance)
    return score


def judge_stated(stated: Mapping[str, bool | None], overdue: int = 0, *, due_on: date | None, as_of: date) -> Score:
    """Judge what bodies that hold the figures state themselves: reached, not reached, or nothing said yet (None).

    >>> judge_stated({"xã A": True, "xã B": None}, due_on=None, as_of=date(2024, 4, 1)).verdict.value
    'undecidable'
    """
    said = [word for word in stated.values() if word is not None]
    if not said:
        return Score(Verdict.UNDECIDABLE, "Cơ quan khác giữ số liệu; chưa có văn bản nêu đạt hay chưa.")
    told = f"Cơ quan giữ số liệu nêu: {said.count(True)} đạt, {said.count(False)} chưa đạt, trên {len(stated)} đơn vị."
    is_due = due_on is not None and as_of > due_on
    if len(said) < len(stated):
        return Score(Verdict.LATE if is_due and overdue else Verdict.UNDECIDABLE, told)
    if all(said):
        return Score(Verdict.MET, told, Fraction(0))
    return Score(Verdict.NOT_MET if is_due else Verdict.NOT_YET_DUE, told, Fraction(said.count(False)))


def reaches(bar: Bar, value: Extent | None) -> bool | None:
    """Say whether a value reaches the goal wherever it lies between its ends; None where that cannot be said."""
    if value is None:
        return None
    ends = {bar.is_reached(value.low), bar.is_reached(value.high)}
    return ends.pop() if len(ends) == 1 else None


def extent_of(low: Measure, high: Measure) -> Extent | None:
    """The extent of an indicator between two measures of it; None where one is not known."""
    if low.value is None or high.value is None:
        return None
    return Extent(min(low.value, high.value), max(low.value, high.value))


def cumulates(indicator: Indicator, elements: Mapping[str, Element]) -> bool:
    """Say whether an indicator is summed over the periods of a year: only where nothing in it is a stock."""
    return all(elements[key].flow for key in (*indicator.numerator, *indicator.denominator) if key in elements)


def periods_to_date(code: str) -> list[str]:
    """The periods of one length from the beginning of the year up to this one.

    >>> periods_to_date("2024-Q3"), periods_to_date("2024")
    (['2024-Q1', '2024-Q2', '2024-Q3'], ['2024'])
    """
    year, _, part = code.partition("-")
    if part[:1] in ("Q", "H") and part[1:].isdigit():
        return [f"{year}-{part[0]}{n}" for n in range(1, int(part[1:]) + 1)]
    return [f"{year}-{n:02d}" for n in range(1, int(part) + 1)] if part.isdigit() else [code]


def baseline_code(code: str, baseline: str) -> str:
    """The period of the baseline year that a period is compared with; a baseline that is no year stands as it is.

    >>> baseline_code("2024-Q1", "2023"), baseline_code("2024-Q1", "2022-Q4")
    ('2023-Q1', '2022-Q4')
    """
    _, dash, part = code.partition("-")
    return baseline if "-" in baseline else f"{baseline}{dash}{part}"


def level_of(words: Iterable[str]) -> str | None:
    """The level of unit that each has to reach the target, from the words of the plan; None: all units together.

    >>> level_of(["xã, phường, thị trấn"]), level_of(["khu dân cư"]), level_of([""])
    ('commune', 'residential_area', None)
    """
    for word in words:
        folded = fold_name(word)
        for level, starts in _LEVELS.items():
            if any(folded == start or folded.startswith((f"{start} ", f"{start},")) for start in starts):
                return level
    return None


_LEVELS = {
    "commune": ("xa", "phuong", "thi tran", "dac khu", "don vi cap xa", "cap xa"),
    "residential_area": ("khu dan cu", "ap", "thon", "khu pho", "to dan pho", "xom", "ban"),
    "agency": ("co quan", "doanh nghiep", "co so giao duc", "nha truong", "don vi"),
}


def _unknown(coverage: Coverage, is_due: bool) -> Score:
    if is_due and coverage.overdue:
        return Score(Verdict.LATE, f"{coverage.overdue} đơn vị quá hạn chưa gửi số liệu.")
    return Score(Verdict.UNDECIDABLE, "Chưa có số liệu đã tiếp nhận để tính.")


def _told(bar: Bar, reached: set[bool], distance: Fraction) -> str:
    if len(reached) == 2:
        return "Chưa rõ phần chia giữa các đơn vị nên chưa kết luận được."
    if reached == {True}:
        return "Số liệu đã đến mức phải đạt."
    if distance == 0:
        return "Số liệu bằng mức nhưng phải vượt mức."
    unit, points = ("%", " điểm phần trăm") if bar.unit in ("%", "ratio") else (bar.unit, "")
    return f"{'Vượt trần' if bar.comparator in ('le', 'lt') else 'Còn thiếu'} {show(distance, unit)}{points}."


def _waiting(bar: Bar, coverage: Coverage, is_certain: bool) -> str:
    if not is_certain and not coverage.is_whole:
        return _part(coverage)
    return "Đến hạn mới kết luận." if bar.is_ceiling else ""


def _part(coverage: Coverage) -> str:
    return f"Mới có số liệu của {coverage.reported} trên {coverage.owed} đơn vị."


def show(value: Fraction, unit: str = "") -> str:
    """Write a number as officials do; a share in hundredths without its sign, rounded half up to two decimals.

    >>> show(Fraction(5, 100), "%"), show(Fraction(1250)), show(Fraction(2, 3), "%")
    ('5', '1.250', '66,67')
    """
    hundredths = value * (100 if unit == "%" else 1) * 100
    whole = int(hundredths + Fraction(1, 2)) if hundredths >= 0 else -int(-hundredths + Fraction(1, 2))
    above, below = divmod(abs(whole), 100)
    tail = f",{below:02d}".rstrip("0").rstrip(",")
    return f"{'−' if whole < 0 else ''}{above:,}".replace(",", ".") + tail
