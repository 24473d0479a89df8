"""The words that readers go by, from ``rules/reading``: loaded once, turned into patterns that cannot blow up."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from thidua.kept import kept_tables

Tree = dict[str, "Tree"]
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
    tree: Tree = {}
    for word in choices:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return rf"(?<!\w)(?:{_branches(tree)})(?!\w)"


def _branches(tree: "Tree") -> str:
    """Write a tree of letters as a pattern: each letter is tried once, not once a word."""
    written = []
    for letter, below in sorted(tree.items()):
        tail = ""
        while letter and len(below) == 1 and "" not in below:
            ((following, below),) = below.items()
            tail += following
        if letter:
            inside = _branches({k: v for k, v in below.items() if k})
            more = f"(?:{inside}){'?' if '' in below else ''}" if inside else ""
            written.append(re.escape(letter + tail) + more)
    return "|".join(written)
