"""Which words of two versions of a text differ, so that the eye finds `80%` and `85%` in a long sentence at once."""

from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 2000
"""Words beyond which two texts are shown without marks: the comparison grows with their product."""


@dataclass(frozen=True)
class Run:
    """Some words in a row, and whether the other version has them otherwise."""

    words: str
    differs: bool


def differing(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Cut both texts into runs of common and of differing words; blanks are written once.

    >>> differing("đạt 80% số hộ", "đạt 85% số hộ")[1]
    [Run(words='đạt', differs=False), Run(words='85%', differs=True), Run(words='số hộ', differs=False)]
    """
    old, new = before.split(), after.split()
    if len(old) * len(new) > MOST * MOST or not set(old) & set(new):
        return [Run(before, False)], [Run(after, False)]
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Run(" ".join(old[a:b]), tag != "equal"))
        if c < d:
            right.append(Run(" ".join(new[c:d]), tag != "equal"))
    return left, right
