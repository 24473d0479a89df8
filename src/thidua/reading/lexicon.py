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
    written = []
    for letter, tree in sorted(_tree(groups).items()):
        first = re.escape(letter)
        written.append(rf"{first}(?<!\w{first})(?:{_tail(tree)})(?!\w)")
    return "|".join(written)


def one_of(choices: Iterable[str]) -> str:
    """Give an alternation, longest first, of what may stand before anything: each letter is tried once.

    >>> re.match(one_of(["m", "mm", "m²"]), "mm²")[0]
    'mm'
    """
    return f"(?:{_branches(_tree([choices]))})"


def spaced(*groups: Iterable[str], first: str = "") -> str:
    """Give the alternatives of ``ranked`` behind a space or "(", which is part of what is found.

    A search leaps from word to word at half the cost of ``ranked``; words behind other signs are passed over.
    ``first``: a pattern that is tried before the words.

    >>> [m[1:] for m in re.findall(spaced(["đã giao"], ["giao", "đã"]), "đã giao, đã nhận, bàn giao (giao) “giao”")]
    ['giao', 'đã', 'giao', 'giao']
    """
    return rf"[ (](?:{first}{'|' if first else ''}(?:{_branches(_tree(groups))})(?!\w))"


def _tree(groups: Iterable[Iterable[str]]) -> "Tree":
    """Grow one tree of letters; a word that begins with a word of an earlier group never wins, and is left out."""
    root: Tree = {}
    for group in groups:
        grown = []
        for word in group:
            node, shadowed = root, False
            for at, letter in enumerate(word):
                shadowed = shadowed or ("" in node and not letter.isalnum() and at > 0)
                node = node.get(letter, {})
            if not shadowed:
                grown.append(word)
        for word in grown:
            node = root
            for letter in word:
                node = node.setdefault(letter, {})
            node[""] = {}
    return root


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
