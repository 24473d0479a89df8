"""Set papers read in one call beside each other: one cited paper dated two ways is a doubt in the later file.

Reads  ``Plan`` after ``Plan``.
Writes the plan with the doubts that the earlier ones raise.
"""

from msgspec.structs import replace

from thidua.citations import Citation, DatesSeen
from thidua.reading.plan import Doubt, Plan


class Across:
    """Remember what the plans read so far cite; hold no text."""

    def __init__(self) -> None:
        self._seen = DatesSeen()
        self._files = 0

    def add(self, plan: Plan) -> Plan:
        """Give the plan back, with the doubts that earlier plans raise."""
        self._files += 1
        name = plan.source.name or f"văn bản thứ {self._files}"
        citations = [c for c in plan.citations if isinstance(c, Citation)]
        found = [Doubt(d.span, d.code, d.found, d.suggests, d.message) for d in self._seen.differ(name, citations)]
        if not found:
            return plan
        return replace(plan, doubts=tuple(sorted([*plan.doubts, *found], key=lambda doubt: doubt.span)))
