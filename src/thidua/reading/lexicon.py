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
    return f"(?:{ranked(choices)})"


def ranked(*groups: Iterable[str]) -> str:
    """Give the alternatives of whole words of several groups; at one place the earlier group wins, then the longer.

    Each alternative begins with its letter and looks back from there: a search then leaps over all other letters.

    >>> re.findall(ranked(["đã giao"], ["giao", "đã"]), "đã giao, đã nhận, bàn giao, giaothông")
    ['đã giao', 'đã', 'giao']
    """
    trees: dict[str, list[Tree]] = {}
    for group in groups:
        grown: dict[str, Tree] = {}
        for word in group:
            node = grown.setdefault(word[0], {})
            for letter in word[1:]:
                node = node.setdefault(letter, {})
            node[""] = {}
        for letter, tree in grown.items():
            trees.setdefault(letter, []).append(tree)
    written = []
    for letter, found in sorted(trees.items()):
        first = re.escape(letter)
        tails = "|".join(f"(?:{_tail(tree)})(?!\\w)" for tree in found)
        written.append(rf"{first}(?<!\w{first})(?:{tails})")
    return "|".join(written)


def _tail(tree: "Tree") -> str:
    """Write what may follow the first letter; the longest first, nothing where the letter is a word itself."""
    inside = _branches({k: v for k, v in tree.items() if k})
    return f"(?:{inside})?" if inside and "" in tree else inside


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
