"""The papers that acts rest on, where the register of instruments holds them."""

from collections.abc import Iterable

from thidua_web.documents.models import Instrument


def papers_of(acts: Iterable[str]) -> dict[str, Instrument]:
    """Act (``1682/NQ-UBTVQH15``) -> the instrument of that code; acts whose paper nobody brought are left out."""
    codes = {act.strip() for act in acts if act.strip()}
    numbers = {code.split("/")[0].lstrip("0") for code in codes}
    rows = Instrument.objects.filter(number__in=[*numbers, *(n.zfill(2) for n in numbers)])
    return {row.code: row for row in rows if row.code in codes}
