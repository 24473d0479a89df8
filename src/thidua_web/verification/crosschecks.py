"""What a verifier should look at in submitted returns: jumps, and shares far from those of neighbors."""

from collections import defaultdict
from collections.abc import Iterable

from thidua.figures.checks import check_return
from thidua.figures.standing_out import far_from_neighbors
from thidua_web.returns.models import Obligation, Return, ReturnVersion


def cross_check(owed: list[Obligation]) -> dict[int, list[str]]:
    """Notes per obligation, a few queries for the whole page."""
    notes: dict[int, list[str]] = defaultdict(list)
    before = _last_periods(owed)
    for one in owed:
        version: ReturnVersion = one.answer.current
        cells = version.read_cells()
        last = before.get((one.form_id, one.unit_id, one.window.previous_code()), {})
        problems = check_return(one.elements, cells, last_period=last, complete=True)
        notes[one.pk] += [p.sentence for p in problems if not p.is_error]
    for period in {(o.form_id, o.period) for o in owed}:
        _against_neighbors([o for o in owed if (o.form_id, o.period) == period], notes)
    return notes


def _last_periods(owed: Iterable[Obligation]) -> dict[tuple[int, int, str], dict]:
    asked = {(o.form_id, o.window.previous_code()) for o in owed}
    units = [o.unit_id for o in owed]
    found = {}
    for form, period in asked:
        rows = Return.objects.filter(
            obligation__form=form, obligation__period=period, obligation__unit__in=units
        ).select_related("obligation", "accepted", "current")
        for row in rows:
            version = row.accepted or row.current
            if version and version.submitted_at:
                found[form, row.obligation.unit_id, period] = version.read_cells()
    return found


def _against_neighbors(owed: list[Obligation], notes: dict[int, list[str]]) -> None:
    """Shares of part over whole, compared over every return of the same form and period."""
    if not owed:
        return
    first = owed[0]
    rows = Return.objects.filter(
        obligation__form=first.form_id, obligation__period=first.period, current__submitted_at__isnull=False
    ).values_list("obligation", "current__cells")
    parts = [e for e in first.elements if e.part_of and e.is_number]
    here = {o.pk for o in owed}
    for element in parts:
        shares = {str(pk): pair for pk, cells in rows if (pair := _pair(cells, element.key, element.part_of or ""))}
        for far in far_from_neighbors(shares):
            if int(far.unit) in here:
                own, middle = (f"{float(100 * s):.0f}%" for s in (far.share, far.middle))
                notes[int(far.unit)].append(f"{element.label}: {own}, các đơn vị khác quanh {middle}.")


def _pair(cells: dict, part: str, whole: str) -> tuple[int, int] | None:
    a, b = (cells.get(key, {}).get("v") for key in (part, whole))
    return (a, b) if isinstance(a, int) and isinstance(b, int) else None
