"""What a scoreboard rests on, fetched in a few queries: who owes, what the ledger says, what waits, the baseline."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import F, Q
from django.utils import timezone

from thidua.dates import Period, show_day
from thidua.errors import OfficerError
from thidua.figures.elements import catalogue
from thidua.figures.scoring import baseline_code, periods_to_date
from thidua_web.dashboards.counting import Column, Numbers
from thidua_web.dashboards.ground import Ground, code_of
from thidua_web.dashboards.running import running_sums, versions_of
from thidua_web.programme.models import Programme
from thidua_web.register.models import Level, UnitVersion
from thidua_web.returns.ending import endings
from thidua_web.returns.models import (
    BaselineFigure,
    Binding,
    Decision,
    Form,
    Obligation,
    Return,
    ReturnVersion,
)

UNSENT = frozenset({str(Return.State.DRAFT), str(Return.State.SENT_BACK), str(Return.State.REOPENED)})
"""Plain words: ten thousand are compared with them, and a member of an enumeration is looked up slowly."""


@dataclass(slots=True)
class Owed:
    """What one unit owes, as light as ten thousand of them must be: an obligation with the state of its return."""

    pk: int
    unit_id: int
    unit_version: UnitVersion
    period: str
    opens_on: date
    due_on: date
    answer: int | None
    state: str
    accepted: int | None
    ending: str = ""
    """What became of the unit, where it did not live to the last day (``returns.ending``)."""

    def is_overdue(self, today: date) -> bool:
        """As ``ObligationQuerySet.overdue``: a unit that is no more is not waited for."""
        return today > self.due_on and self.state in UNSENT and not self.ending


@dataclass
class Gathered:
    """Everything of one programme and period. ``verified``: the ledger; ``pending``: with what waits added."""

    period: str
    label: str
    day: date
    ground: Ground
    owed: dict[str, Owed] = field(default_factory=dict)
    verified: Numbers = field(default_factory=dict)
    pending: Numbers = field(default_factory=dict)
    baseline: Numbers = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    """The periods of which something is accepted."""
    stated: dict[str, dict[str, bool]] = field(default_factory=dict)
    """Element -> code -> whether the body that holds the figures states the target reached."""
    _overdue: dict[date, list[Owed]] = field(default_factory=dict)

    def overdue(self, today: date) -> list[Owed]:
        """Those past their day without a submission."""
        if today not in self._overdue:
            self._overdue[today] = [owed for owed in self.owed.values() if owed.is_overdue(today)]
        return self._overdue[today]

    @cached_property
    def states(self) -> Counter[str]:
        """How many returns stand in each state."""
        return Counter(owed.state for owed in self.owed.values())

    @cached_property
    def accepted_by(self) -> dict[int, str]:
        """Accepted version -> who accepted it, and when."""
        rows = Decision.objects.filter(
            kind=Decision.Kind.ACCEPT, version=F("version__answer__accepted"),
            version__answer__obligation__period=self.period,
        )  # fmt: skip
        columns = ("version", "by__full_name", "by__username", "at")
        return {
            version: f"{name or username}, {show_day(timezone.localtime(at))}"
            for version, name, username, at in rows.order_by("at", "pk").values_list(*columns)
        }


def forms_of(programme: Programme) -> list[Form]:
    """Forms of communes that feed a programme: its own, then those of no programme."""
    rows = Form.objects.filter(Q(programme=programme) | Q(programme=None), level=Level.COMMUNE)
    return sorted(rows, key=lambda form: form.programme_id is None)


def periods_of(programme: Programme, today: date) -> list[tuple[str, str]]:
    """Periods handed out that have begun, within the programme's years; the newest first, with their names."""
    forms = {form.pk: form for form in forms_of(programme)}
    rows = Obligation.objects.filter(form__in=forms, opens_on__lte=today).order_by("-closes_on")
    found: dict[str, str] = {}
    for form, period in rows.values_list("form", "period").distinct():
        if programme.from_year <= int(period[:4]) <= programme.to_year:
            found.setdefault(period, forms[form].window(period).label)
    return list(found.items())


def gather(programme: Programme, period: str, bindings: list[Binding]) -> Gathered | None:
    """Fetch what a period's scoreboard needs; None where the period was handed out to nobody."""
    forms = forms_of(programme)
    rows = _owed(forms, period)
    owed: dict[str, Owed] = {}
    for _, row in sorted(rows, key=lambda pair: pair[0]):
        owed.setdefault(code_of(row.unit_version), row)
    if not owed:
        return None
    window = forms[min(place for place, _ in rows)].window(period)
    ground = Ground((o.unit_version for o in owed.values()), window.last_day)
    found = Gathered(period, window.label, window.last_day, ground, owed)
    needed = _elements(bindings, window.last_day)
    periods = periods_to_date(period)
    sums = running_sums((form.pk for form in forms), periods, needed)
    found.verified, found.present = sums.verified(), _present(forms, periods)
    found.pending = _pending(found.verified, [row for _, row in rows], sums.waiting(period))
    found.baseline = _baseline(period, bindings)
    held = [b.element for b in bindings if b.element]
    if held:
        found.stated = _stated([row for _, row in rows], held)
    return found


def _elements(bindings: list[Binding], day: date) -> set[str]:
    """What the bound indicators are made of."""
    known = catalogue(day).indicators
    bound = [known[b.indicator] for b in bindings if b.indicator in known]
    return {key for indicator in bound for key in (*indicator.numerator, *indicator.denominator)}


def _owed(forms: list[Form], period: str) -> list[tuple[int, Owed]]:
    """What the units owe, each with the place of its form, in the order of the obligations."""
    place = {form.pk: n for n, form in enumerate(forms)}
    rows = Obligation.objects.filter(form__in=forms, period=period).not_passed_on()
    asked = ("form", "pk", "unit", "unit_version", "opens_on", "due_on", "answer", "answer__state", "answer__accepted")
    found = list(rows.values_list(*asked))
    known, draft = versions_of(row[3] for row in found), str(Return.State.DRAFT)
    ended = endings(known.values(), forms[0].window(period).last_day) if found else {}
    return [
        (place[form], Owed(pk, unit, known[version], period, opens, due, answer, state or draft, accepted,
                           ended.get(unit, "")))
        for form, pk, unit, version, opens, due, answer, state, accepted in found
    ]  # fmt: skip


def _present(forms: list[Form], periods: list[str]) -> set[str]:
    """The periods of which something is accepted."""
    accepted = Return.objects.filter(obligation__form__in=forms, accepted__isnull=False).order_by()
    return {period for period in periods if accepted.filter(obligation__period=period).exists()}


def _pending(verified: Numbers, rows: list[Owed], waiting: dict[int, Column]) -> Numbers:
    """The ledger's sums with the numbers of submitted versions that nobody has verified yet in their place.

    Columns in which nothing waits are those of the ledger themselves.
    """
    found, period = dict(verified), rows[0].period
    copied: set[str] = set()
    for row in (row for row in rows if row.answer in waiting):
        code = code_of(row.unit_version)
        for key, number in waiting[row.answer or 0].items():
            if key not in copied:
                copied.add(key)
                found[key, period] = dict(verified.get((key, period), {}))
            found[key, period][code] = number
    return found


def _baseline(period: str, bindings: list[Binding]) -> Numbers:
    years = {b.baseline_period for b in bindings if b.baseline_period}
    codes = {baseline_code(p, year) for year in years for p in periods_to_date(period)}
    rows = BaselineFigure.objects.filter(period__in=codes).order_by()
    found: dict[tuple[str, str], Column] = defaultdict(dict)
    for code, key, element, code_of_period, value in rows.values_list(
        "unit_version__code", "unit_version__unit__key", "element", "period", "value"
    ):
        found[element, code_of_period][code or key] = value
    return dict(found)


def _stated(rows: Iterable[Owed], elements: list[str]) -> dict[str, dict[str, bool]]:
    """What accepted returns say of figures that other bodies hold."""
    units = {row.accepted: code_of(row.unit_version) for row in rows if row.accepted}
    versions = ReturnVersion.objects.filter(pk__in=units).order_by().values_list("pk", "cells")
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for pk, cells in versions:
        for key in elements:
            said = cells.get(key, {}).get("v")
            if isinstance(said, bool):
                found[key][units[pk]] = said
    return found


def last_day_of(period: str, otherwise: date) -> date:
    """The last day of a calendar period."""
    try:
        return Period.parse(period).last_day
    except OfficerError:
        return otherwise
