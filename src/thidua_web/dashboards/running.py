"""What a worker carries over from one board to the next, so that an act costs what it changed and not the whole year.

The ledger is only ever added to, in the order of ``seq`` (its tail is held until the transaction ends, so that what
stands at a number stays what it is). Versions that were submitted are never written into again. Units change only with
the stand of the registry. What is carried over is looked at before it is used: another database under the same worker
(a copy restored, a test rolled back) is noticed by the row that was read last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from thidua_web.config.keeping import Kept
from thidua_web.dashboards.counting import Column, Numbers
from thidua_web.register.live import stand
from thidua_web.register.models import Level, UnitVersion
from thidua_web.returns.models import LedgerEntry, Return, ReturnVersion

Key = tuple[str, str]
"""Element and period."""
Gone = set[tuple[int, int, str]]
"""Place of the form, unit version, period: what was once accepted and counts no more."""
FEW = 500
COLUMNS = ("code", "name", "kind", "level", "valid_from", "valid_to", "folded", "sort_key", "unit__key")
UNITS: Kept[dict[int, UnitVersion]] = Kept(1)


def versions_of(numbers: Iterable[int]) -> dict[int, UnitVersion]:
    """Unit versions by their numbers, read once for each stand of the registry; more may be among them."""
    token, wanted = stand(), set(numbers)
    known = UNITS.get("units", token, dict) if token else {}
    missing = wanted - known.keys()
    if missing:
        rows = UnitVersion.objects.order_by().select_related("unit").only(*COLUMNS)
        asked = rows.filter(pk__in=missing) if len(missing) <= FEW else rows.filter(level=Level.COMMUNE)
        known.update((row.pk, row) for row in asked)
    return known


@dataclass
class RunningSums:
    """The ledger's sums of some forms, periods and elements, in step with the ledger whenever they are asked for.

    Where two forms ask one figure of one unit the first form's stands: it is not added twice.
    """

    forms: tuple[int, ...]
    periods: tuple[str, ...]
    needed: frozenset[str]
    seq: int = 0
    mark: tuple[Any, ...] | None = None
    _sums: list[dict[Key, dict[int, int]]] = field(default_factory=list)
    _columns: Numbers = field(default_factory=dict)
    _gone: Gone = field(default_factory=set)
    _waiting: dict[tuple[int, str], Column] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._start_anew()

    def verified(self) -> Numbers:
        """The sums now, by the code of the unit. The columns are shared: nobody writes into them."""
        with self._lock:
            if self._mark_at(self.seq) != self.mark:
                self._start_anew()
            touched = self._read_on()
            gone = self._now_gone()
            touched |= {key for _, _, period in gone ^ self._gone for key in self._keys_of(period)}
            self._gone = gone
            codes = self._codes(touched) if touched else {}
            self._columns.update((key, self._column(key, codes)) for key in touched)
            return {key: column for key, column in self._columns.items() if column}

    def waiting(self, period: str) -> dict[int, Column]:
        """Return -> the numbers of its submitted version that nobody has verified yet."""
        rows = Return.objects.filter(
            state=Return.State.SUBMITTED, obligation__form__in=self.forms, obligation__period=period
        ).order_by()  # fmt: skip
        sent = rows.annotate(sent=Cast("current__submitted_at", TextField())).values_list("pk", "current", "sent")
        now = {answer: (version, at) for answer, version, at in sent if version is not None}
        with self._lock:
            kept = {name: self._waiting[name] for name in now.values() if name in self._waiting}
            missing = {name[0]: name for name in now.values() if name not in kept}
            kept.update((missing[version], numbers) for version, numbers in self._numbers_of(missing, rows))
            self._waiting = kept
        return {answer: kept[name] for answer, name in now.items() if name in kept}

    def _numbers_of(self, versions: Collection[int], rows: QuerySet[Return]) -> Iterable[tuple[int, Column]]:
        asked = rows.filter(current__in=versions) if len(versions) <= FEW else rows
        for version, cells in asked.values_list("current", "current__cells"):
            if version in versions:
                numbers = {key: cell.get("v") for key, cell in (cells or {}).items() if key in self.needed}
                yield version, {key: n for key, n in numbers.items() if isinstance(n, int) and not isinstance(n, bool)}

    def _mark_at(self, seq: int) -> tuple[Any, ...] | None:
        columns = ("pk", "delta", "element", "version", "version__submitted_at")
        return LedgerEntry.objects.filter(seq=seq).order_by().values_list(*columns).first()

    def _start_anew(self) -> None:
        self.seq, self.mark, self._gone, self._columns, self._waiting = 0, None, set(), {}, {}
        self._sums = [defaultdict(dict) for _ in self.forms]

    def _read_on(self) -> set[Key]:
        """Add what came after the last number read; the columns that changed."""
        last = LedgerEntry.objects.aggregate(last=Max("seq"))["last"] or 0
        if last == self.seq:
            return set()
        rows = LedgerEntry.objects.order_by().filter(seq__gt=self.seq, seq__lte=last)
        if self.seq == 0:  # the whole: by its figures; later only the few rows that are new: by their numbers
            rows = LedgerEntry.objects.order_by().filter(
                period__in=self.periods, element__in=self.needed, seq__lte=last
            )  # fmt: skip
        periods, touched = set(self.periods), set()
        columns = ("version", "unit_version", "element", "period", "delta")
        new = [row for row in rows.values_list(*columns) if row[2] in self.needed and row[3] in periods]
        places = self._places({row[0] for row in new})
        for version, unit, element, period, delta in new:
            if version in places:
                column = self._sums[places[version]][element, period]
                column[unit] = column.get(unit, 0) + delta
                touched.add((element, period))
        self.seq, self.mark = last, self._mark_at(last)
        return touched

    def _places(self, versions: set[int]) -> dict[int, int]:
        """Version -> the place of its form; those of other forms are left out."""
        rows = ReturnVersion.objects.order_by().filter(
            answer__obligation__form__in=self.forms, answer__obligation__period__in=self.periods
        )  # fmt: skip
        if len(versions) <= FEW:
            rows = rows.filter(pk__in=versions)
        place = {form: n for n, form in enumerate(self.forms)}
        return {version: place[form] for version, form in rows.values_list("pk", "answer__obligation__form")}

    def _now_gone(self) -> Gone:
        """What has entries and is not accepted any more: it was opened again and passed to other units."""
        entries = LedgerEntry.objects.filter(version__answer=OuterRef("pk"))
        rows = Return.objects.order_by().filter(
            Exists(entries), accepted=None, obligation__form__in=self.forms, obligation__period__in=self.periods
        )  # fmt: skip
        place = {form: n for n, form in enumerate(self.forms)}
        columns = ("obligation__form", "obligation__unit_version", "obligation__period")
        return {(place[form], unit, period) for form, unit, period in rows.values_list(*columns)}

    def _keys_of(self, period: str) -> set[Key]:
        return {key for sums in self._sums for key in sums if key[1] == period}

    def _codes(self, keys: set[Key]) -> dict[int, str]:
        units = {unit for sums in self._sums for key in keys for unit in sums.get(key, ())}
        known = versions_of(units)
        return {unit: known[unit].code or known[unit].unit.key for unit in units}

    def _column(self, key: Key, codes: dict[int, str]) -> Column:
        period, found = key[1], dict[str, int]()
        for place, sums in enumerate(self._sums):
            for unit, number in sums.get(key, {}).items():
                if not self._gone or (place, unit, period) not in self._gone:
                    found.setdefault(codes[unit], number)
        return found


RUNNING: Kept[RunningSums] = Kept(4)


def running_sums(forms: Iterable[int], periods: Iterable[str], needed: Iterable[str]) -> RunningSums:
    """The sums that this worker carries for these forms, periods and elements."""
    key = (tuple(forms), tuple(periods), frozenset(needed))
    return RUNNING.get(key, None, lambda: RunningSums(*key))
