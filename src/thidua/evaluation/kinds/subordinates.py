"""A ratio over a unit's subordinates of several kinds, from a tally (kind → total, registered, recognised).

``judged: pooled`` adds the kinds up to one ratio; it is known only where every part of every kind is.
``judged: each_kind`` asks it of each kind that has any; one kind known to fall short decides. 0 of 0 over all kinds is
not known. A missing unit is taken from the fewest kinds that suffice, among equals from the earlier kinds.
"""

from itertools import combinations
from typing import TYPE_CHECKING

from thidua.evaluation.kinds import ratio
from thidua.evaluation.outcome import FactFix, Fix, Outcome, Test
from thidua.evaluation.sight import Sight
from thidua.evaluation.verdicts import MET, NOT_MET, UNDECIDABLE

Counts = dict[str, tuple[int | None, int | None]]

if TYPE_CHECKING:
    from thidua.evaluation.columns.sheet import Column, Sheet

REASONS = (
    ("subordinates.enough", MET),
    ("subordinates.every_kind", MET),
    ("subordinates.unknown", UNDECIDABLE),
    ("subordinates.of_nothing", UNDECIDABLE),
    ("subordinates.short", NOT_MET),
    ("subordinates.kinds_short", NOT_MET),
)
"""Code in columns -> reason and verdict."""


def facts(test: Test) -> tuple[str, ...]:
    """Name the facts that are read, kind by kind: whole, part."""
    return tuple(name for kind in test["kinds"] for name in _names(test, kind))


def judge(test: Test, sight: Sight) -> Outcome:
    """Judge one unit."""
    counts: Counts = {kind: (_count(sight, names[0]), _count(sight, names[1])) for kind, names in _all(test)}
    # Where there are none of a kind, none can be registered or recognised: nothing is missing.
    counts = {kind: (whole, 0 if whole == 0 else part) for kind, (whole, part) in counts.items()}
    args: dict[str, object] = {"counts": counts}
    needs = _missing(test, counts)
    if not needs and not any(whole for whole, _ in counts.values()):
        wholes = tuple(names[0] for _, names in _all(test))
        return Outcome(UNDECIDABLE, "subordinates.of_nothing", needs=wholes, args=args)
    if test["judged"] == "pooled":
        return _pooled(test, counts, needs, args)
    short = [kind for kind in test["kinds"] if _short(test, *counts[kind])]
    if short:
        fixes = tuple(_raise(test, kind, counts, ratio.least(test, counts[kind][0] or 0)) for kind in short)
        return Outcome(NOT_MET, "subordinates.kinds_short", needs, fixes, {**args, "short": short})
    if needs:
        return Outcome(UNDECIDABLE, "subordinates.unknown", needs, args=args)
    return Outcome(MET, "subordinates.every_kind", args=args)


def _pooled(test: Test, counts: Counts, needs: tuple[str, ...], args: dict[str, object]) -> Outcome:
    if needs:
        return Outcome(UNDECIDABLE, "subordinates.unknown", needs, args=args)
    whole = sum(whole or 0 for whole, _ in counts.values())
    part = sum(part or 0 for _, part in counts.values())
    args = {**args, "whole": whole, "part": part}
    if part >= ratio.least(test, whole):
        return Outcome(MET, "subordinates.enough", args=args)
    fixes = _fewest(test, counts, ratio.least(test, whole) - part)
    return Outcome(NOT_MET, "subordinates.short", fixes=fixes, args=args)


def _fewest(test: Test, counts: Counts, missing: int) -> tuple[Fix, ...]:
    room = {kind: (whole or 0) - (part or 0) for kind, (whole, part) in counts.items()}
    for size in range(1, len(room) + 1):
        for kinds in combinations(test["kinds"], size):
            if sum(room[kind] for kind in kinds) >= missing:
                fixes: list[Fix] = []
                for kind in kinds:
                    step = min(room[kind], missing)
                    fixes.append(_raise(test, kind, counts, (counts[kind][1] or 0) + step))
                    missing -= step
                return tuple(fixes)
    return ()


def _raise(test: Test, kind: str, counts: Counts, to: int) -> FactFix:
    return FactFix(_names(test, kind)[1], counts[kind][1] or 0, to)


def _short(test: Test, whole: int | None, part: int | None) -> bool:
    return bool(whole) and whole is not None and part is not None and part < ratio.least(test, whole)


def _missing(test: Test, counts: Counts) -> tuple[str, ...]:
    found = []
    for kind, names in _all(test):
        found += [name for name, value in zip(names, counts[kind], strict=True) if value is None]
    return tuple(found)


def _names(test: Test, kind: str) -> tuple[str, str]:
    stem = f"{test['tally']}.{kind}"
    return f"{stem}.{test['whole']}", f"{stem}.{test['part']}"


def _all(test: Test) -> list[tuple[str, tuple[str, str]]]:
    return [(kind, _names(test, kind)) for kind in test["kinds"]]


def _count(sight: Sight, name: str) -> int | None:
    value = sight.get(name)
    return value if isinstance(value, int) else None


def columns(test: Test, sheet: "Sheet") -> "Column":
    """Give the reason codes of all units."""
    import numpy as np

    wholes = [sheet.fact(names[0]) for _, names in _all(test)]
    raw = [sheet.fact(names[1]) for _, names in _all(test)]
    parts = [np.where(whole == 0, 0, part) for whole, part in zip(wholes, raw, strict=True)]
    unknown = np.logical_or.reduce([(w < 0) | (p < 0) for w, p in zip(wholes, parts, strict=True)])
    nothing = ~unknown & np.logical_and.reduce([w <= 0 for w in wholes])
    if test["judged"] == "pooled":
        enough = ratio.reached(test, np.add.reduce(parts), np.add.reduce(wholes))
        codes = np.where(unknown, 2, np.where(enough, 0, 4))
    else:
        known = [(w > 0) & (p >= 0) for w, p in zip(wholes, parts, strict=True)]
        short = [k & ~ratio.reached(test, p, w) for k, p, w in zip(known, parts, wholes, strict=True)]
        codes = np.where(np.logical_or.reduce(short), 5, np.where(unknown, 2, 1))
    return np.where(nothing, 3, codes).astype("u1")


def say(test: Test, outcome: Outcome, sight: Sight) -> str:
    """Say it in Vietnamese with the figures."""
    tally = sight.words.facts[test["tally"]]
    part, counts = tally["parts"][test["part"]], outcome.args["counts"]
    if outcome.reason == "subordinates.unknown":
        return "chưa rõ " + ", ".join(sight.label(name) for name in outcome.needs)
    if outcome.reason == "subordinates.of_nothing":
        return f"không có đơn vị nào thuộc quyền nên không tính được tỷ lệ {part}"
    if outcome.reason == "subordinates.every_kind":
        return f"toàn bộ {sum(whole for whole, _ in counts.values())} đơn vị thuộc quyền: {part} đủ {test['at_least']}%"
    if outcome.reason == "subordinates.kinds_short":
        listed = (f"{tally['kinds'][k]} {counts[k][1]}/{counts[k][0]}" for k in outcome.args["short"])
        return f"{part} chưa đủ {test['at_least']}%: " + ", ".join(listed)
    got, whole = outcome.args["part"], outcome.args["whole"]
    figures = f"{part}: {got}/{whole} đơn vị thuộc quyền ({ratio.show_percent(got, whole)})"
    if outcome.reason == "subordinates.enough":
        return f"{figures}, đạt mức {ratio.asked_percent(test)}"
    return f"{figures}, chưa đạt mức {ratio.asked_percent(test)}, còn thiếu {ratio.least(test, whole) - got} đơn vị"
