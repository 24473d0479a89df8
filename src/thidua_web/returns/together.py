"""The figures of a form over all its units of a period, a row per unit: as large as a province, a few rows in memory.

The layout is that of a workbook for many units, so that what goes out can be read in again. Behind the figures stand
the state and version of the return, and the shares that can be computed from them (never typed).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from thidua.figures.cells import Cell
from thidua.figures.elements import Element, Indicator, catalogue
from thidua.figures.measures import measure
from thidua.figures.workbooks import form as words
from thidua.figures.workbooks.form import cell_to_excel
from thidua.figures.workbooks.streaming import Value, stream_xlsx
from thidua.figures.workbooks.writing import SAMPLE_MARK
from thidua_web.frame.states import STATES
from thidua_web.frame.templatetags import vietnamese
from thidua_web.people.models import User
from thidua_web.returns.models import Form, Obligation, ReturnVersion

BATCH = 100
"""Returns fetched at a time."""
HEAD = 6


@dataclass
class Together:
    """What is downloaded: the form, the period, the units that the reader's posts reach."""

    form: Form
    period: str
    numbers: list[int]
    """Obligations in the order of their units."""
    state: Callable[[Obligation], str]
    is_sample: bool = False

    @classmethod
    def of(cls, user: User, form: Form, period: str, state: Callable[[Obligation], str], *, sample: bool) -> "Together":
        """Ask for the units only; their figures are fetched while the file is on its way."""
        rows = Obligation.objects.visible_to(user).not_passed_on().filter(form=form, period=period)
        numbers = list(rows.order_by("unit_version__sort_key", "pk").values_list("pk", flat=True))
        return cls(form, period, numbers, state, sample)

    @cached_property
    def elements(self) -> list[Element]:
        """What the form asks on the last day of the period."""
        return self.form.elements_on(self.form.window(self.period).last_day)

    @cached_property
    def shares(self) -> list[Indicator]:
        """The shares of the catalogue whose every part the form asks for."""
        there = {e.key for e in self.elements if e.is_number}
        known = catalogue(self.form.window(self.period).last_day).indicators.values()
        return [i for i in known if i.is_ratio and there.issuperset((*i.numerator, *i.denominator))]

    def rows(self) -> Iterator[Sequence[Value]]:
        """The head, then a row per unit."""
        yield [self.form.title]
        yield [words.PERIOD_HEADER, self.period, self.form.window(self.period).label]
        yield [SAMPLE_MARK] if self.is_sample else []
        yield []
        behind = [gettext("Trạng thái"), gettext("Bản số"), gettext("Gửi lúc")]
        yield ["", "", *(e.label for e in self.elements), *behind, *(i.label for i in self.shares)]
        yield [words.CODE_HEADER, words.NAME_HEADER, *(e.key for e in self.elements)]
        for start in range(0, len(self.numbers), BATCH):
            yield from self._units(self.numbers[start : start + BATCH])

    def _units(self, some: Sequence[int]) -> Iterator[Sequence[Value]]:
        rows = (
            Obligation.objects.filter(pk__in=some)
            .order_by()
            .told_of_ends()
            .select_related("unit_version", "unit", "answer")
        )
        found = {owed.pk: owed for owed in rows}
        versions = shown_versions(found.values())
        for owed in (found.pop(pk) for pk in some if pk in found):
            yield self._unit(owed, versions.pop(owed.pk, None))
            owed._state.fields_cache.clear()  # an obligation and its return hold each other in memory

    def _unit(self, owed: Obligation, version: ReturnVersion | None) -> Sequence[Value]:
        cells: Mapping[str, Any] = version.cells if version else {}
        return [
            owed.unit_version.code or owed.unit.key,
            owed.unit_version.full_name,
            *[_value(cells.get(e.key)) for e in self.elements],
            str(STATES[self.state(owed)].word),
            version.number if version else None,
            timezone.localtime(version.submitted_at) if version and version.submitted_at else None,
            *[measure(i, _numbers(cells, i)).value for i in self.shares],
        ]

    def as_xlsx(self) -> Iterator[bytes]:
        """The pieces of a workbook."""
        return stream_xlsx(self.rows(), head=HEAD, fixed=2)

    def as_csv(self) -> Iterator[bytes]:
        """UTF-8 with a mark at the start: Excel reads Vietnamese right only with it."""
        yield "\ufeff".encode()
        rows = self.rows()
        while some := list(islice(rows, BATCH)):
            buffer = io.StringIO()
            csv.writer(buffer).writerows([_text(value) for value in row] for row in some)
            yield buffer.getvalue().encode()


def shown_versions(owed: Iterable[Obligation]) -> dict[int, ReturnVersion]:
    """Obligation -> the version shown: the newest that was submitted; of a draft what was accepted before it."""
    answers = {o.answer.current_id: o for o in owed if getattr(o, "answer", None) and o.answer.current_id}
    newest = ReturnVersion.objects.filter(pk__in=answers, submitted_at__isnull=False).order_by()
    found = {answers[version.pk].pk: version for version in newest}
    others = {o.answer.accepted_id: o.pk for o in answers.values() if o.answer.accepted_id and o.pk not in found}
    if others:
        found |= {others[version.pk]: version for version in ReturnVersion.objects.filter(pk__in=others).order_by()}
    return found


def _value(cell: Any) -> Value:
    """What stands in a spreadsheet for a stored cell; most are numbers and need no second look."""
    if cell is None:
        return None
    number = cell.get("v") if len(cell) == 1 else None
    return number if type(number) is int else cell_to_excel(Cell.from_json(cell))


def _numbers(cells: Mapping[str, Any], indicator: Indicator) -> dict[str, int | None]:
    needed = {key: cells.get(key, {}).get("v") for key in (*indicator.numerator, *indicator.denominator)}
    return {key: value if type(value) is int else None for key, value in needed.items()}


def _text(value: Value) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return vietnamese.moment(value) if hasattr(value, "hour") else f"{float(100 * value):.2f}%".replace(".", ",")
