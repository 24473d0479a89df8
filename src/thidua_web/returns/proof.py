"""Which figures have their evidence: a file of this return, or one that stood behind the same number before.

A stock (how many are recognized, how many households were reached) that did not change needs no second file: what
proved it in an earlier period proves it still.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date

from thidua.figures.cells import Cell
from thidua.figures.checks import claims_evidence
from thidua.figures.elements import Element
from thidua_web.returns.models import Evidence, Obligation, Return

Claim = tuple[Obligation, Mapping[str, Cell]]


def unproven(owed: Obligation, cells: Mapping[str, Cell], explained: Container[str] = ()) -> list[Element]:
    """The figures of one return that ask for evidence and have none."""
    return unproven_of([(owed, cells)], explained)[owed.pk]


def unproven_of(claims: Iterable[Claim], explained: Container[str] = ()) -> dict[int, list[Element]]:
    """Obligation -> its figures that ask for evidence and have none; at most two queries for all of them.

    ``explained``: figures of which somebody says why there is no file; earlier periods are not searched for theirs.
    """
    claims = list(claims)
    forms = {(owed.form_id, owed.period): owed for owed, _ in claims}
    asking = {of: [e for e in owed.elements if e.evidence_required] for of, owed in forms.items()}
    asked = {
        owed.pk: [
            e for e in asking[owed.form_id, owed.period] if claims_evidence(e, cells.get(e.key, Cell.missing()))
        ]
        for owed, cells in claims
    }  # fmt: skip
    begun = [(owed, cells) for owed, cells in claims if asked[owed.pk] and getattr(owed, "answer", None)]
    _take_out(asked, _with_a_file(begun) if begun else {})
    left = [(owed, cells) for owed, cells in claims if any(e.key not in explained for e in asked[owed.pk])]
    _take_out(asked, _proven_before(left, asked) if left else {})
    return asked


def _take_out(asked: dict[int, list[Element]], there: Mapping[int, set[str]]) -> None:
    asked |= {pk: [e for e in asked[pk] if e.key not in keys] for pk, keys in there.items()}


def _with_a_file(claims: list[Claim]) -> dict[int, set[str]]:
    rows = Evidence.objects.filter(answer__obligation__in=[owed.pk for owed, _ in claims]).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for pk, element in rows.values_list("answer__obligation", "element").distinct():
        found[pk].add(element)
    return found


def _proven_before(claims: list[Claim], asked: Mapping[int, list[Element]]) -> dict[int, set[str]]:
    """Stocks whose number a file stood behind in an earlier period of the same form, and that stayed the same."""
    stocks = {e.key for elements in asked.values() for e in elements if e.is_number and not e.flow}
    if not stocks:
        return {}
    rows = Return.objects.filter(
        obligation__unit__in=[owed.unit_id for owed, _ in claims], obligation__form__in={o.form_id for o, _ in claims},
        evidence__element__in=stocks, current__submitted_at__isnull=False,
    ).order_by()  # fmt: skip
    columns = (
        "obligation__unit", "obligation__form", "obligation__closes_on", "evidence__element", "accepted__cells",
        "current__cells",
    )  # fmt: skip
    earlier: dict[tuple[int, int, str], list[tuple[date, int | None]]] = defaultdict(list)
    for unit, form, closes_on, key, accepted, current in rows.values_list(*columns):
        stored = (accepted or current).get(key)
        earlier[unit, form, key].append((closes_on, Cell.from_json(stored).number if stored else None))

    def stands(owed: Obligation, key: str, now: int | None) -> bool:
        before = [row for row in earlier[owed.unit_id, owed.form_id, key] if row[0] < owed.closes_on]
        return bool(before) and max(before, key=lambda row: row[0])[1] == now

    return {
        owed.pk: {e.key for e in asked[owed.pk] if stands(owed, e.key, cells[e.key].number)} for owed, cells in claims
    }
