"""The words that readers go by, from ``rules/reading``: loaded once, turned into patterns that cannot blow up."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from thidua.kept import kept_tables

FOLDER = Path(__file__).parent.parent / "rules" / "reading"


@cache
def load(name: str) -> dict[str, Any]:
    """Give one data file of ``rules/reading`` as plain data.

    >>> "ít nhất" in load("targets")["comparators"]["ge"]["words"]
    True
    """
    data: dict[str, Any] = kept_tables(FOLDER, [name])[name]
    return data


def words(name: str, *path: str, key: str = "words") -> list[str]:
    """Give the words of one group.

    >>> words("targets", "directions", "down")
    ['kéo giảm', 'giảm', 'hạ']
    """
    group = load(name)
    for step in path:
        group = group[step]
    return [str(word) for word in group[key]]


def either(choices: Iterable[str]) -> str:
    """Give an alternation, longest first, that takes whole words only.

    >>> re.findall(either(["trên", "hơn"]), "trên 5, bên trên, hơn6")
    ['trên', 'trên']
    """
    ordered = sorted(choices, key=lambda w: (-len(w), w))
    return r"(?<!\w)(?:" + "|".join(re.escape(w) for w in ordered) + r")(?!\w)"
