"""Read an opened paper: its text, and what was noticed while opening it, as doubts.

Reads: ``Opened``. Writes: ``Plan``.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from thidua.reading.plan import Doubt, Plan

if TYPE_CHECKING:
    from thidua.reading.opening.opened import Opened


def read_paper(paper: "Opened") -> Plan:
    """Read ``paper`` into a ``Plan``; remarks of the opening stand behind the reader's own doubts.

    >>> from thidua.reading.opening import open_bytes
    >>> read_paper(open_bytes(b"", name="trong.txt")).doubts[0].code
    'empty'
    """
    from thidua.reading import read_text

    plan = read_text(paper.text, name=paper.name, sha256=paper.sha256, encoding=paper.encoding)
    if plan.document is None or not paper.remarks:
        return plan
    told = tuple(Doubt((r.start, r.end), r.code, paper.text[r.start : r.end], None, r.message) for r in paper.remarks)
    return replace(plan, doubts=(*plan.doubts, *told))
