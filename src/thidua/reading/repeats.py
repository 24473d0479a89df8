"""A target told in the title and again in the body counts once. Reads: targets. Writes: the body's."""

import re

from thidua.reading.plan import Target


def without_title_repeats(targets: list[Target], title_end: int) -> list[Target]:
    """Leave out each target of the title whose figures and words stand in the body again.

    >>> title = Target("", (0, 9), None, "xã có ma túy", None, None, "decrease_ge", 5, None, "%")
    >>> body = Target("", (50, 90), None, "số xã có tệ nạn ma túy", None, None, "decrease_ge", 5, None, "%")
    >>> len(without_title_repeats([title, body], 20))
    1
    """
    later = [t for t in targets if t.span[0] >= title_end]
    return [t for t in targets if t.span[0] >= title_end or not any(_same(t, other) for other in later)]


def _same(title: Target, body: Target) -> bool:
    if (title.value, title.value_max, title.unit) != (body.value, body.value_max, body.unit):
        return False
    mine, theirs = _words(title.subject), _words(body.subject)
    if mine and mine <= theirs | _words(body.indicator):
        return True  # "giảm 5% tai nạn giao thông" and below "kéo giảm tai nạn giao thông 5% trên cả 3 tiêu chí"
    return bool(mine and theirs) and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _words(told: str | None) -> set[str]:
    return set(re.findall(r"\w+", (told or "").casefold()))
