"""Compare two versions of a paper: what the newer one adds, drops and changes. Entries are matched by their words.

Reads: two readings. Writes: ``Revision``, a list of changes in the order of the newer paper, dropped entries last.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from thidua.reading.plan import Plan
from thidua.reading.showing.words import amount_in_words, day_in_words, paper_in_words, runs_in_words
from thidua.text import fold_name

Entry = dict[str, Any]
What = Literal["document", "target", "task", "date", "initiative", "citation"]
_LIKE_ENOUGH = 0.5
"""Share of common words from which two entries are one; below it, one was dropped and another added."""
_LISTS: dict[What, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    # what: (list of the reading, fields whose words identify an entry, fields whose change matters)
    "target": (
        "targets", ("subject", "indicator", "scope"),
        ("comparator", "value", "value_max", "unit", "baseline", "effort", "deadline", "per",
         "subject", "scope", "indicator"),
    ),
    "task": ("tasks", ("action", "lead"), ("lead", "with", "deadline", "recurs", "action")),
    "date": ("dates", ("label", "kind"), ("date",)),
    "initiative": ("initiatives", ("name",), ()),
    "citation": ("citations", ("type", "number", "year", "symbol"), ("date", "issuer")),
}  # fmt: skip
_EXACT: frozenset[What] = frozenset({"initiative", "citation"})
_OF_PAPER = ("type", "number", "year", "symbol", "date", "issuer", "title", "signer", "runs")
_NAMES: dict[str, str] = {
    "comparator": "mức", "value": "mức", "value_max": "mức", "unit": "mức", "effort": "mức", "baseline": "mức",
    "deadline": "hạn", "per": "tính cho mỗi", "subject": "đối tượng", "scope": "phạm vi", "indicator": "nội dung",
    "lead": "chủ trì", "with": "phối hợp", "recurs": "kỳ lặp lại", "action": "việc", "date": "ngày",
    "issuer": "cơ quan",
    "type": "loại văn bản", "number": "số", "year": "năm", "symbol": "ký hiệu", "title": "trích yếu",
    "signer": "người ký", "runs": "thời gian thực hiện",
}  # fmt: skip
_WHAT: dict[What, str] = {
    "document": "Văn bản", "target": "Chỉ tiêu", "task": "Nhiệm vụ", "date": "Mốc thời gian",
    "initiative": "Mô hình", "citation": "Viện dẫn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``old`` is None for what was added, ``new`` for what was dropped; ``fields`` what changed."""

    what: What
    kind: Literal["added", "removed", "changed"]
    old: Entry | None
    new: Entry | None
    fields: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say the change to the person who keeps the programme."""
        name = _called(self.what, self.new or self.old or {})
        if self.old is None or self.new is None:
            return f"{_WHAT[self.what]} {'thêm' if self.old is None else 'bỏ'}: {name}."
        old, new = self.old, self.new
        told = dict.fromkeys((_NAMES[field], _value(field, old), _value(field, new)) for field in self.fields)
        changes = "; ".join(
            f"{label} từ «{was or 'không ghi'}» thành «{now or 'không ghi'}»" for label, was, now in told
        )
        return f"{_WHAT[self.what]} đổi: {name}; {changes}."


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two versions, and how many entries stayed as they were."""

    changes: tuple[Change, ...]
    unchanged: int

    def of(self, what: What) -> tuple[Change, ...]:
        """Give the changes of one sort."""
        return tuple(change for change in self.changes if change.what == what)


def compare(old: Plan, new: Plan) -> Revision:
    """Say what changed from ``old`` to ``new``.

    >>> from thidua.reading import read_text
    >>> before = read_text("I. CHỈ TIÊU\\n- Ít nhất 80% hộ dân được tuyên truyền.")
    >>> after = read_text("I. CHỈ TIÊU\\n- Ít nhất 85% hộ dân được tuyên truyền.")
    >>> [(change.kind, change.fields) for change in compare(before, after).of("target")]
    [('changed', ('value',))]
    """
    return compare_readings(old.as_dict(), new.as_dict())


def compare_readings(old: Entry, new: Entry) -> Revision:
    """Say what changed between two readings as plain data (``Plan.as_dict``), as they may have been stored."""
    changes, unchanged = _of_paper(old.get("document") or {}, new.get("document") or {}), 0
    for what, (name, identity, matter) in _LISTS.items():
        pairs = _matched(old.get(name) or [], new.get(name) or [], identity, exact=what in _EXACT)
        for was, now in pairs:
            if was is None or now is None:
                changes.append(Change(what, "added" if was is None else "removed", was, now))
                continue
            fields = tuple(field for field in matter if _plain(was.get(field)) != _plain(now.get(field)))
            unchanged += not fields
            if fields:
                changes.append(Change(what, "changed", was, now, fields))
    return Revision(tuple(changes), unchanged)


def _of_paper(old: Entry, new: Entry) -> list[Change]:
    fields = tuple(field for field in _OF_PAPER if _plain(old.get(field)) != _plain(new.get(field)))
    return [Change("document", "changed", old, new, fields)] if fields else []


def _plain(value: Any) -> Any:
    """Letters and tone placement apart from meaning: what is the same to a reader is the same here."""
    if isinstance(value, str):
        return fold_name(value)
    if isinstance(value, list | tuple):
        return sorted(fold_name(str(part)) for part in value)
    return value


def _words(entry: Entry, identity: Sequence[str]) -> tuple[str, ...]:
    parts: list[str] = []
    for field in identity:
        value = entry.get(field)
        parts += value if isinstance(value, list | tuple) else [str(value)] if value is not None else []
    return tuple(fold_name(" ".join(parts)).split())


def _matched(
    old: list[Entry], new: list[Entry], identity: Sequence[str], *, exact: bool
) -> list[tuple[Entry | None, Entry | None]]:
    """Pair entries one to one; in the order of ``new``, the dropped last."""
    was = [_words(entry, identity) for entry in old]
    now = [_words(entry, identity) for entry in new]
    return [
        (None if a is None else old[a], None if b is None else new[b]) for a, b in pair_by_words(was, now, exact=exact)
    ]


def pair_by_words(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], *, exact: bool = False
) -> list[tuple[int | None, int | None]]:
    """Pair two lists of word lists one to one: the same words first, then (unless ``exact``) the likest.

    Gives places in the order of ``new``, what is only in ``old`` last. Folded words are expected (``fold_name``).

    >>> pair_by_words([("it", "nhat", "75")], [("moi",), ("it", "nhat", "80")])
    [(None, 0), (0, 1)]
    """
    partner: dict[int, int] = {}
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(old))):
        waiting[old[at]].append(at)
    for at, words in enumerate(new):
        if waiting[words]:
            partner[at] = waiting[words].pop()
    if not exact:
        taken = set(partner.values())
        left = [at for at in range(len(old)) if at not in taken]
        fresh = [at for at in range(len(new)) if at not in partner]
        _pair_likest(left, fresh, old.__getitem__, new.__getitem__, partner)
    kept = set(partner.values())
    pairs: list[tuple[int | None, int | None]] = [(partner.get(at), at) for at in range(len(new))]
    return pairs + [(at, None) for at in range(len(old)) if at not in kept]


def _pair_likest(
    old: list[int],
    new: list[int],
    was: Callable[[int], tuple[str, ...]],
    now: Callable[[int], tuple[str, ...]],
    partner: dict[int, int],
) -> None:
    """Pair the rest, likest first. Only entries that share a word are weighed, found through an index of words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at in old:
        for word in set(was(at)):
            holders[word].append(at)
    weighed: list[tuple[float, int, int, int]] = []
    for at in new:
        words = set(now(at))
        shared = Counter(other for word in words for other in holders.get(word, ()))
        for other, common in shared.items():
            likeness = 2 * common / (len(words) + len(set(was(other))))
            if likeness >= _LIKE_ENOUGH:
                weighed.append((-likeness, abs(at - other), at, other))
    taken: set[int] = set()
    for _, _, at, other in sorted(weighed):
        if at not in partner and other not in taken:
            partner[at] = other
            taken.add(other)


def _called(what: What, entry: Entry) -> str:
    """Name an entry in few words."""
    if what in ("document", "citation"):
        return paper_in_words(entry) or "văn bản"
    if what == "target":
        about = ", ".join(str(entry[key]) for key in ("subject", "indicator") if entry.get(key))
        return f"{about} ({amount_in_words(entry)})" if about else amount_in_words(entry)
    if what == "task":
        return f"{', '.join(entry.get('lead') or ()) or 'chưa rõ chủ trì'}: {entry.get('action') or ''}"
    if what == "date":
        return f"{day_in_words(entry.get('date'))} {entry.get('label') or ''}".strip()
    return f"“{entry.get('name')}”"


def _value(field: str, entry: Entry) -> str:
    if _NAMES[field] == "mức":
        return amount_in_words(entry)
    value = entry.get(field)
    if field == "runs":
        return runs_in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return day_in_words(value) if field in ("date", "deadline") else str(value or "")
