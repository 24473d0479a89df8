"""The lines of a scoreboard: each target with its figure, what stands beside it, and the verdict of the library."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from thidua.figures.elements import Catalogue, Indicator, catalogue
from thidua.figures.measures import Measure, change, measure
from thidua.figures.scoring import (
    Bar,
    Coverage,
    Extent,
    Score,
    Verdict,
    baseline_code,
    cumulates,
    judge,
    judge_counts,
    judge_stated,
    level_of,
    periods_to_date,
    restated,
    settle,
)
from thidua_web.dashboards.counting import Counts, Laid, Numbers
from thidua_web.dashboards.gathering import Gathered, last_day_of
from thidua_web.dashboards.ground import Ground, code_of
from thidua_web.programme.models import Programme, Target
from thidua_web.returns.models import Binding

WHY_NOT = {
    Binding.WhyNot.SOME_UNITS: gettext_lazy(
        "Chỉ tiêu đặt riêng cho một số xã nêu tên, bảng điểm gom mọi xã nên không kết luận chung; "
        "xem báo cáo của từng xã ấy."
    ),
    Binding.WhyNot.OTHER_BODY: gettext_lazy(
        "Chỉ tiêu giao cho cơ quan khác, xã không có số liệu này; cơ quan ấy tự báo cáo, theo dõi ở mục Nhiệm vụ."
    ),
    Binding.WhyNot.NO_COUNT: gettext_lazy(
        "Chỉ tiêu nêu việc phải làm, không nêu số đếm được; theo dõi ở mục Nhiệm vụ và Thời hạn của chương trình."
    ),
}
"""Why figures of communes say nothing of a target."""
NAMED = 3
"""So many units are named where a figure of the baseline is missing."""


def bar_of(target: Target, year: int) -> Bar:
    """What a target asks in a year: the milestone of that year where the programme runs over several."""
    step = target.milestones.get(str(year))
    several = target.programme.from_year != target.programme.to_year
    value = Fraction(str(step)) if step is not None else None if target.value is None else Fraction(target.value)
    top = None if step is not None or target.value_max is None else Fraction(target.value_max)
    due_on = date(year, 12, 31) if step is not None and several else target.due_on
    return Bar(target.comparator or None, value, top, target.unit, due_on or date(target.programme.to_year, 12, 31))


@dataclass
class Line:
    """One target on the board. Values: of verified returns, with what waits added, and of the baseline."""

    target: Target
    binding: Binding | None
    indicator: Indicator | None
    bar: Bar
    score: Score
    verified: Measure | None = None
    pending: Measure | None = None
    before: Measure | None = None
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    is_each: bool = False
    stated: dict[str, bool | None] = field(default_factory=dict)
    """What the body that keeps the figures states of each unit; None: nothing yet."""

    @property
    def label(self) -> str:
        """The target as a reader knows it."""
        return self.target.label

    @property
    def level(self) -> str:
        """What is asked in the words of the plan; where it is measured otherwise, that beside it."""
        bound, is_share = self.target.bound, self.target.unit in ("%", "ratio")
        if self.bar.is_change or is_share == (self.bar.unit in ("%", "ratio")):
            return bound
        if is_share:
            return gettext("%(bound)s: mỗi đơn vị ít nhất 1") % {"bound": bound}
        return gettext("%(bound)s, ở 100%% %(per)s") % {"bound": bound, "per": self.target.per}

    @property
    def change(self) -> Fraction | None:
        """The change against the baseline of what is verified."""
        return change(self.verified, self.before) if self.verified and self.before else None


class Board:
    """A programme's targets in one period, on the units of a day."""

    def __init__(
        self, programme: Programme, bindings: Iterable[Binding], gathered: Gathered | None, *, today: date
    ) -> None:
        self.programme, self.gathered, self.today = programme, gathered, today
        self.bindings = {b.lineage: b for b in bindings}
        self.known: Catalogue = catalogue(gathered.day if gathered else today)
        self._laid: dict[tuple[int, int, str], Laid] = {}
        self._counts: dict[tuple[object, ...], Counts] = {}
        self.standings: list[Any] | None = None
        self.changes: dict[tuple[str, str], Any] = {}
        """What ``by_unit`` made of it."""

    @cached_property
    def lines(self) -> list[Line]:
        """Every target of the version in force."""
        targets = Target.objects.filter(programme=self.programme).of_version(self.programme.version)
        return [self.line(target) for target in targets]

    @property
    def tally(self) -> dict[str, int]:
        """How many targets stand where, by the verdict."""
        return dict(Counter(line.score.verdict.value for line in self.lines))

    def line(self, target: Target) -> Line:
        """One target."""
        target.programme = self.programme
        year = int(self.gathered.period[:4]) if self.gathered else self.today.year
        binding = self.bindings.get(target.lineage)
        indicator = self.known.indicators.get(binding.indicator) if binding else None
        line = Line(target, binding, indicator, bar_of(target, year), Score(Verdict.UNDECIDABLE, ""))
        if binding is None:
            line.score = Score(Verdict.UNDECIDABLE, gettext("Chỉ tiêu chưa được gắn với chỉ số nào."))
        elif binding.why_not:
            line.score = Score(Verdict.UNDECIDABLE, str(WHY_NOT[binding.why_not]))
        elif self.gathered is None:
            line.score = Score(Verdict.UNDECIDABLE, gettext("Chưa giao kỳ báo cáo nào cho các đơn vị."))
        elif binding.is_held_elsewhere:
            said = self.gathered.stated.get(binding.element, {})
            line.stated = {code: said.get(code) for code in self.gathered.owed}
            overdue = len(self.gathered.overdue(self.today))
            line.score = judge_stated(line.stated, overdue, due_on=line.bar.due_on, as_of=self.today)
        elif indicator is None:
            line.score = Score(Verdict.UNDECIDABLE, gettext("Chỉ số đã gắn không có hiệu lực trong kỳ này."))
        else:
            told = {"subject": target.subject, "per": target.per, "is_ratio": indicator.is_ratio}
            line.bar = restated(line.bar, **told)
            self._fill(line, indicator, self.gathered)
            line.score = settle(line.score, line.bar, self.gathered.day, as_of=self.today)
        return line

    def _fill(self, line: Line, indicator: Indicator, gathered: Gathered) -> None:
        ground = gathered.ground
        counts = self.counts(ground, gathered.verified, indicator, self.periods(indicator, gathered.period))
        codes = counts.codes
        reported = len(codes) if codes <= ground.rows.keys() else len(codes & ground.rows.keys())
        line.coverage = Coverage(reported, len(gathered.owed), len(gathered.overdue(self.today)))
        line.verified = counts.total
        line.pending = self.total(ground, gathered.pending, indicator)
        level = level_of([line.target.per, line.target.scope])
        if not indicator.is_ratio and line.target.unit == "%" and line.bar.unit == "count":
            level = "commune"
        if line.binding and line.binding.baseline_period:
            line.before = self.total_before(ground, indicator, line.binding.baseline_period)
        line.is_each = level == "commune" and not line.bar.is_change
        line.score = self._judge(line, indicator, counts, level)

    def _judge(self, line: Line, indicator: Indicator, counts: Counts, level: str | None) -> Score:
        if indicator.is_ratio != (line.bar.unit in ("%", "ratio")) and not line.bar.is_change:
            told = gettext("Đơn vị tính của chỉ tiêu và của chỉ số khác nhau; xem lại “Đo bằng gì”.")
            return Score(Verdict.UNDECIDABLE, told)
        if line.is_each:
            reached = counts.reached(line.bar, self.gathered.ground.rows) if self.gathered else {}
            return judge_counts(line.bar, reached, line.coverage.overdue, as_of=self.today)
        if level is not None and line.target.per and not indicator.is_ratio:
            told = gettext("Chỉ tiêu tính cho mỗi %(per)s; số liệu gom theo xã chưa cho biết từng nơi.") % {
                "per": line.target.per
            }
            return Score(Verdict.UNDECIDABLE, told)
        if not line.bar.is_change:
            value = line.verified.value if line.verified else None
            extent = None if value is None else Extent.of(value)
            return judge(line.bar, extent, line.coverage, as_of=self.today, is_sum=not indicator.is_ratio)
        if line.before is None or line.before.value is None:
            return Score(Verdict.UNDECIDABLE, self._why_no_baseline(line, indicator))
        moved = line.change if line.coverage.is_whole else None
        if moved is None and line.verified and line.verified.value is not None and not line.coverage.is_whole:
            told = gettext("Mới có số liệu của %(reported)s trên %(owed)s đơn vị, chưa so được.") % {
                "reported": line.coverage.reported,
                "owed": line.coverage.owed,
            }
            is_late = line.coverage.overdue and line.bar.due_on is not None and self.today > line.bar.due_on
            return Score(Verdict.LATE if is_late else Verdict.UNDECIDABLE, told)
        return judge(line.bar, None if moved is None else Extent.of(moved), line.coverage, as_of=self.today)

    def periods(self, indicator: Indicator, period: str) -> list[str]:
        """The periods that an indicator is taken over: the year to date where nothing in it is a stock."""
        if not cumulates(indicator, self.known.elements):
            return [period]
        present = self.gathered.present | {period} if self.gathered else {period}
        return [p for p in periods_to_date(period) if p in present]

    def laid(self, ground: Ground, numbers: Numbers, period: str) -> Laid:
        """Figures of one period on the units of a ground; worked out once."""
        key = (id(ground), id(numbers), period)
        if key not in self._laid:
            day = last_day_of(period, ground.day)
            self._laid[key] = ground.lay({k: v for k, v in numbers.items() if k[1] == period}, day)
        return self._laid[key]

    def counts(self, ground: Ground, numbers: Numbers, indicator: Indicator, periods: list[str]) -> Counts:
        """An indicator per unit; worked out once."""
        key = (id(ground), id(numbers), indicator.key, *periods)
        if key not in self._counts:
            laid = [self.laid(ground, numbers, period) for period in periods]
            self._counts[key] = Counts.of(indicator, laid, periods)
        return self._counts[key]

    def total(self, ground: Ground, numbers: Numbers, indicator: Indicator) -> Measure | None:
        """The measure over the units that have every figure of it; None where none has."""
        periods = self.periods(indicator, self.gathered.period) if self.gathered else []
        return self.counts(ground, numbers, indicator, periods).total

    def total_before(self, ground: Ground, indicator: Indicator, baseline: str) -> Measure | None:
        """The baseline over the same ground; None while a unit of then is missing."""
        if self.gathered is None:
            return None
        periods = [baseline_code(p, baseline) for p in self.periods(indicator, self.gathered.period)]
        totals: dict[str, int | None] = {}
        for key in (*indicator.numerator, *indicator.denominator):
            numbers = self.gathered.baseline
            parts = [ground.whole(numbers, last_day_of(p, ground.day), key, p) for p in periods]
            totals[key] = None if any(p is None for p in parts) else sum(p for p in parts if p is not None)
        return measure(indicator, totals)

    def _why_no_baseline(self, line: Line, indicator: Indicator) -> str:
        """Which units of then have no figure in the baseline; the first few by name."""
        gathered, baseline = self.gathered, line.binding.baseline_period if line.binding else ""
        if gathered is None or not baseline:
            return gettext("Chưa chọn kỳ gốc để so; xem “Đo bằng gì”.")
        missing: dict[str, str] = {}
        for period in (baseline_code(p, baseline) for p in self.periods(indicator, gathered.period)):
            day = last_day_of(period, gathered.day)
            for key in indicator.numerator:
                rows = gathered.ground.lacking(gathered.baseline, day, key, period)
                missing |= {code_of(row): row.full_name for row in rows}
        if not missing:
            return gettext("Chưa có số liệu gốc đủ các đơn vị để so.")
        names = list(missing.values())
        told = {"count": len(names), "names": ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")}
        return gettext("Chưa có số liệu gốc của %(count)s đơn vị ngày ấy: %(names)s.") % told

    def before_by_unit(self, ground: Ground, indicator: Indicator, baseline: str) -> Counts | None:
        """The baseline re-based on each unit of a ground."""
        if self.gathered is None:
            return None
        codes = [baseline_code(p, baseline) for p in self.periods(indicator, self.gathered.period)]
        return self.counts(ground, self.gathered.baseline, indicator, codes)

    @cached_property
    def ground_today(self) -> Ground | None:
        """The units of today that the units of the period became."""
        return Ground.of_heirs(self.gathered.ground, self.today) if self.gathered else None
