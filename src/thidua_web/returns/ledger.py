"""The ledger: what acceptance writes, and what the sums say."""

from collections.abc import Mapping

from thidua.figures.cells import Cell
from thidua.figures.elements import Element
from thidua_web.config.locking import locked
from thidua_web.returns.models import LedgerEntry, LedgerTail, Obligation, ReturnVersion


def deltas(form: list[Element], before: Mapping[str, Cell], after: Mapping[str, Cell]) -> dict[str, int]:
    """What each figure changes by from one accepted version to the next; unchanged figures are left out.

    A figure that was never there and is 0 is entered as 0, so that «0» and «chưa có» stay apart in the ledger.
    """
    found = {}
    for element in form:
        if not element.is_number:
            continue
        was, now = _number(before, element.key), _number(after, element.key)
        if now is not None and was is None:
            found[element.key] = now
        elif was is not None and (now or 0) != was:
            found[element.key] = (now or 0) - was
    return found


def _number(cells: Mapping[str, Cell], key: str) -> int | None:
    cell = cells.get(key)
    return cell.number if cell else None


def post(obligation: Obligation, version: ReturnVersion, before: Mapping[str, Cell]) -> int:
    """Write the entries of an accepted version; inside the transaction of the act. Returns how many."""
    return _write(obligation, version, deltas(obligation.elements, before, version.read_cells()))


def take_out(obligation: Obligation, version: ReturnVersion) -> int:
    """Write the entries that undo an accepted version, whose unit is not to count any more. Returns how many."""
    return _write(obligation, version, deltas(obligation.elements, version.read_cells(), {}))


def _write(obligation: Obligation, version: ReturnVersion, changed: Mapping[str, int]) -> int:
    first = _take(len(changed))
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            seq=first + n, version=version, unit_version_id=obligation.unit_version_id,
            element=element, period=obligation.period, delta=delta,
        )
        for n, (element, delta) in enumerate(changed.items())
    )  # fmt: skip
    return len(changed)


def _take(count: int) -> int:
    """The first of ``count`` numbers after the present end; the tail is held until the transaction ends."""
    LedgerTail.objects.get_or_create(pk=1)
    tail = locked(LedgerTail.objects.filter(pk=1)).get()
    first = tail.seq + 1
    tail.seq += count
    tail.save(update_fields=["seq"])
    return first
