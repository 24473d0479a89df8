"""The closed set of test kinds. Each stands in one module with its three faces.

One unit (``judge``, with what is missing and what would mend it), columns (``columns``), explanation (``say``).
"""

from thidua.evaluation.kinds import absent, count, deed, rating, ratio, reviewed, subordinates
from thidua.evaluation.outcome import Kind

KINDS: dict[str, Kind] = {
    "absent": absent,
    "count": count,
    "deed": deed,
    "rating": rating,
    "ratio": ratio,
    "reviewed": reviewed,
    "subordinates": subordinates,
}
"""Name in rule files -> module."""
