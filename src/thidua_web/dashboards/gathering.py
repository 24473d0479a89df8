"""What a scoreboard rests on, fetched in a few queries: who owes, what the ledger says, what waits, the baseline."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Sum

from thidua.dates import Period
from thidua.errors import OfficerError
from thidua.figures.scoring import baseline_code, periods_to_date
from thidua_web.dashboards.ground import Ground, code_of
from thidua_web.programme.models import Programme
from thidua_web.register.models import Level
from thidua_web.returns.models import BaselineFigure, Binding, Form, LedgerEntry, Obligation, ReturnVersion

Numbers = dict[tuple[str, str, str], int]


@dataclass
class Gathered:
    """Everything of one programme and period. ``verified``: the ledger; ``pending``: with what waits added."""

    period: str
    label: str
    day: date
    ground: Ground
    owed: dict[str, Obligation] = field(default_factory=dict)
    verified: Numbers = field(default_factory=dict)
    pending: Numbers = field(default_factory=dict)
    baseline: Numbers = field(default_factory=dict)
    stated: dict[str, dict[str, bool]] = field(default_factory=dict)
    """Element -> code -> whether the body that holds the figures states the target reached."""

    def overdue(self, today: date) -> list[Obligation]:
        """Those past their day without a submission."""
        return [owed for owed in self.owed.values() if owed.is_overdue(today)]


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
    rows = Obligation.objects.filter(form__in=forms, period=period).select_related(
        "form", "unit_version__unit", "answer__current"
    )
    order = {form.pk: n for n, form in enumerate(forms)}
    owed: dict[str, Obligation] = {}
    for row in sorted(rows, key=lambda o: order[o.form_id]):
        owed.setdefault(code_of(row.unit_version), row)
    if not owed:
        return None
    window = next(iter(owed.values())).window
    ground = Ground((o.unit_version for o in owed.values()), window.last_day)
    found = Gathered(period, window.label, window.last_day, ground, owed)
    found.verified = _verified(forms, periods_to_date(period))
    found.pending = found.verified | _waiting(list(rows))
    found.baseline = _baseline(period, bindings)
    held = [b.element for b in bindings if b.element]
    if held:
        found.stated = _stated(list(rows), held)
    return found


def _verified(forms: list[Form], periods: list[str]) -> Numbers:
    """The ledger's sums. Where two forms ask one figure of one unit the first form's stands: it is not added twice."""
    sums = (
        LedgerEntry.objects.order_by().filter(version__answer__obligation__form__in=forms, period__in=periods)
        .values_list("version__answer__obligation__form", "unit_version__code", "unit_version__unit__key", "element",
                     "period").annotate(Sum("delta"))
    )  # fmt: skip
    order = {form.pk: n for n, form in enumerate(forms)}
    found: Numbers = {}
    for _, code, key, element, period, value in sorted(sums, key=lambda row: order[row[0]]):
        found.setdefault((code or key, element, period), value)
    return found


def _waiting(rows: list[Obligation]) -> Numbers:
    """Numbers of submitted versions that nobody has verified yet."""
    found: Numbers = {}
    for owed in rows:
        if owed.state == "submitted" and owed.answer.current:
            for key, cell in owed.answer.current.read_cells().items():
                if cell.number is not None:
                    found[code_of(owed.unit_version), key, owed.period] = cell.number
    return found


def _baseline(period: str, bindings: list[Binding]) -> Numbers:
    years = {b.baseline_period for b in bindings if b.baseline_period}
    codes = {baseline_code(p, year) for year in years for p in periods_to_date(period)}
    rows = BaselineFigure.objects.filter(period__in=codes).select_related("unit_version__unit")
    return {(code_of(r.unit_version), r.element, r.period): r.value for r in rows}


def _stated(rows: list[Obligation], elements: list[str]) -> dict[str, dict[str, bool]]:
    """What accepted returns say of figures that other bodies hold."""
    accepted = ReturnVersion.objects.filter(pk__in=[o.answer.accepted_id for o in rows if hasattr(o, "answer")])
    units = {o.answer.accepted_id: code_of(o.unit_version) for o in rows if hasattr(o, "answer")}
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for version in accepted:
        cells = version.read_cells()
        for key in elements:
            if key in cells and isinstance(cells[key].value, bool):
                found[key][units[version.pk]] = bool(cells[key].value)
    return found


def last_day_of(period: str, otherwise: date) -> date:
    """The last day of a calendar period."""
    try:
        return Period.parse(period).last_day
    except OfficerError:
        return otherwise
