"""Citations of official papers: find them, tell which are one, compare them across papers.

Verbs, each usable alone: ``find`` (places that name a paper) · ``add_laws`` (laws by name) · ``resolve`` (one entry per
paper) · ``cite`` (all of it for a text) · ``compare_dates`` (the same paper dated two ways in two files).
"""

from collections.abc import Sequence

from thidua.citations.compare import DatesSeen, compare_dates
from thidua.citations.find import find
from thidua.citations.laws import add_laws
from thidua.citations.model import Citation, Cited, Mention, Suspicion
from thidua.citations.resolve import Own, resolve
from thidua.text import Folded

__all__ = [
    "Citation", "Cited", "DatesSeen", "Mention", "Own", "Suspicion",
    "add_laws", "cite", "compare_dates", "find", "find_all", "resolve",
]  # fmt: skip


def find_all(fold: Folded) -> Sequence[Mention]:
    """Find numbered papers and laws by name, in reading order."""
    return add_laws(fold, find(fold))


def cite(text: str, own: Own | None = None) -> Cited:
    """Read the citations of a text; ``own``: the code of the text itself, left out.

    >>> cited = cite("Nghị định 42/2010/NĐ-CP ngày 15/4/2010, Nghị\\nđịnh số 65/2014/NĐ-CP")
    >>> [(c.type, c.code, c.date) for c in cited.citations]
    [('Nghị định', '42/2010/NĐ-CP', '2010-04-15'), ('Nghị định', '65/2014/NĐ-CP', None)]
    """
    fold = Folded(text)
    return resolve(fold, list(find_all(fold)), own)
