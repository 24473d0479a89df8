"""The closed set of test kinds. Each stands in one module with its three faces.

One unit (``judge``, with what is missing and what would mend it), columns (``columns``), explanation (``say``).
"""

from thidua.evaluation.kinds import absent, count, deed, not_above, rating, ratio, reviewed, scored, subordinates
from thidua.evaluation.outcome import Kind

KINDS: dict[str, Kind] = {
    "absent": absent,
    "count": count,
    "deed": deed,
    "not_above": not_above,
    "rating": rating,
    "ratio": ratio,
    "reviewed": reviewed,
    "scored": scored,
    "subordinates": subordinates,
}
"""Name in rule files -> module."""
