"""What became of a unit that did not live to the last day of a period it owes.

Its return is then neither late nor waited for: the units that came report the period, or nobody does. Said beside it
until the standing office hands the period out again, which closes what was begun as passed on.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from thidua_web.register.models import SuccessionEdge, UnitVersion
from thidua_web.returns.models import Obligation

HAS_HEIRS, GONE = "heirs_report", "unit_gone"
"""Keys of ``frame.states``."""


def endings(versions: Iterable[UnitVersion], last_day: date) -> dict[int, str]:
    """Unit -> what became of it, of those that did not live to a day; two queries where there may be any."""
    ended = {v.unit_id for v in versions if v.valid_to is not None and v.valid_to <= last_day}
    if ended:
        ended -= set(UnitVersion.objects.as_of(last_day).filter(unit__in=ended).values_list("unit", flat=True))
    edges = (
        SuccessionEdge.objects.filter(origin__in=ended, on__lte=last_day) if ended else SuccessionEdge.objects.none()
    )
    continued = set(edges.values_list("origin", flat=True))
    return {unit: HAS_HEIRS if unit in continued else GONE for unit in ended}


def ending_of(owed: Any) -> str:
    """What became of the unit that owes; empty where it lives. Asked along with many by ``told_of_ends``."""
    known = getattr(owed, "ending", None)
    if known is not None:
        return str(known)
    assert isinstance(owed, Obligation)
    return endings([owed.unit_version], owed.last_day).get(owed.unit_id, "")
