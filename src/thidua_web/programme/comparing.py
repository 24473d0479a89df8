"""What a newer version of a paper changes: its readings against those that the programme was made of.

Plain functions over readings; nothing is stored here. Two readings are one entry when their words are alike enough;
what a person corrected in the programme is not a change of the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thidua.reading.revision import pair_by_words
from thidua.text import fold_name

SILENT = {"id", "span", "section", "mentions"}
"""Fields that say where a thing stands, not what it asks for."""


@dataclass(frozen=True)
class Read:
    """One reading of one version: `key` names it for the caller, `words` are those of the paper."""

    key: Any
    kind: str
    fields: dict[str, Any]
    words: str


@dataclass(frozen=True)
class Pair:
    """An entry in the old version, in the new one, or in both; `changed` names the fields that differ."""

    old: Read | None
    new: Read | None
    changed: tuple[str, ...] = ()

    @property
    def change(self) -> str:
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed" if self.changed else "same"


def compare(old: Sequence[Read], new: Sequence[Read]) -> list[Pair]:
    """Pair the readings of two versions, kind by kind: equal ones first, then the most alike.

    >>> a = Read(1, "target", {"value": 75, "subject": "hộ dân"}, "ít nhất 75% hộ dân")
    >>> b = Read(2, "target", {"value": 80, "subject": "hộ dân"}, "ít nhất 80% hộ dân")
    >>> [(p.change, p.changed) for p in compare([a], [b])]
    [('changed', ('value',))]
    """
    pairs: list[Pair] = []
    for kind in dict.fromkeys(r.kind for r in (*old, *new)):
        pairs += _compare_kind([r for r in old if r.kind == kind], [r for r in new if r.kind == kind])
    return pairs


def _compare_kind(old: list[Read], new: list[Read]) -> list[Pair]:
    pairs = []
    rest = list(new)
    left = []
    for one in old:
        twin = next((r for r in rest if told(r.fields) == told(one.fields)), None)
        if twin is None:
            left.append(one)
        else:
            rest.remove(twin)
            pairs.append(Pair(one, twin))
    for was, now in pair_by_words([_bag(r) for r in left], [_bag(r) for r in rest]):
        one, other = None if was is None else left[was], None if now is None else rest[now]
        both = one is not None and other is not None
        pairs.append(Pair(one, other, differing(one.fields, other.fields) if both else ()))
    return pairs


def _bag(read: Read) -> tuple[str, ...]:
    return tuple(fold_name(read.words).split())


def told(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a reading's fields what only says where it stands."""
    return {name: part for name, part in fields.items() if name not in SILENT and part not in (None, "", [])}


def differing(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    """Name the fields in which two readings differ."""
    a, b = told(one), told(other)
    return tuple(name for name in dict.fromkeys((*a, *b)) if a.get(name) != b.get(name))
