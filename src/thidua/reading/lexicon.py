"""The words that readers go by, from ``rules/reading``: loaded once, turned into patterns that cannot blow up."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> dict[str, Any]:
    """Give one data file of ``rules/reading`` as plain data.

    >>> "ít nhất" in load("targets")["comparators"]["ge"]["words"]
    True
    """
    data: dict[str, Any] = yaml.load((files("thidua.rules") / "reading" / f"{name}.yaml").read_bytes(), Loader=_Loader)
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
