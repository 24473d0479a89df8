"""Apply dated acts to a registry and undo them; history before an act's day never changes.

An act is one or more lines of one key and one day: ``merge`` and ``split`` lines lead from an old code to a new unit,
``rename`` and ``transfer`` change a unit that stays, ``abolish`` ends one or a whole level, ``found`` begins one. What
hangs below a unit that ends moves with it: to its only heir, or to what stood above an abolished level; where a unit
is split the line must say it. Nothing is half applied: a problem in any line leaves the registry as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from thidua.dates import show_day
from thidua.errors import OfficerError, Place, ThiduaError
from thidua.units.drafting import Draft
from thidua.units.registry import Registry
from thidua.units.versions import SUCCESSION_KINDS, TERRITORY, Succession


@dataclass(frozen=True)
class ActLine:
    """One line of an act. Codes are those borne on the eve of the day, ``to`` and ``parent`` may also be new ones.

    ``share`` is the part of ``element`` that goes from ``origin`` to ``to``; None: nobody has stated it.
    """

    act: str
    kind: str
    on: date | None = None
    origin: str = ""
    to: str = ""
    name: str = ""
    unit_kind: str = ""
    level: str = ""
    parent: str = ""
    hierarchy: str = TERRITORY
    element: str = "people"
    share: Fraction | None = None
    basis: str = ""
    issued_on: date | None = None
    source: str = "entered"
    place: Place = field(default_factory=Place)


@dataclass
class Report:
    """What a run of acts did or would do: applied keys, acts without a day, sentences about changes and problems."""

    applied: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    problems: list[ThiduaError] = field(default_factory=list)


def apply_acts(registry: Registry, lines: Iterable[ActLine]) -> tuple[Registry, Report]:
    """Apply acts in the order of their days; on any problem give the registry back unchanged.

    An act without a day waits: it is reported and not applied. Dry run and real run are the same call; what differs is
    whether the caller keeps the registry.
    """
    report = Report()
    acts: dict[str, list[ActLine]] = {}
    for line in lines:
        acts.setdefault(line.act, []).append(line)
    now = registry
    for key, own in sorted(acts.items(), key=lambda item: item[1][0].on or date.max):
        if all(line.on is None for line in own):
            report.waiting.append(key)
            continue
        try:
            draft = _drafted(now, key, own)
            now = draft.registry()
        except ThiduaError as error:
            report.problems.append(error)
            continue
        report.applied.append(key)
        report.changes += draft.sentences()
    if report.problems:
        return registry, report
    return now, report


def apply_act(registry: Registry, lines: Sequence[ActLine]) -> Registry:
    """Apply the lines of one act or raise the sentence that says why not."""
    return _drafted(registry, lines[0].act, lines).registry()


def _drafted(registry: Registry, key: str, lines: Sequence[ActLine]) -> Draft:
    first = lines[0]
    on = first.on
    if not key:
        raise OfficerError("Thiếu ký hiệu của lần thay đổi ở cột act.", first.place)
    if on is None or any(line.on != on for line in lines):
        raise OfficerError(f"Các dòng của «{key}» phải cùng một ngày hiệu lực.", first.place)
    if key in registry.acts:
        raise OfficerError(f"«{key}» đã được áp dụng; hoàn tác trước khi nhập lại.", first.place)
    basis = next((line.basis for line in lines if line.basis), key)
    issued = next((line.issued_on for line in lines if line.issued_on), None)
    draft = Draft(registry, Succession(key, on, first.kind, basis, issued, first.source))
    for step in (_flow, _abolish, _found, _rename, _transfer):
        for line in lines:
            if line.kind not in SUCCESSION_KINDS:
                known = ", ".join(SUCCESSION_KINDS)
                raise OfficerError(f"Loại thay đổi «{line.kind}» không có; dùng một trong: {known}.", line.place)
            try:
                step(draft, line)
            except ThiduaError as error:
                raise _placed(error, line) from None
    try:
        draft.settle()
    except ThiduaError as error:
        raise _placed(error, first) from None
    return draft


def _placed(error: ThiduaError, line: ActLine) -> ThiduaError:
    return error if str(error.place) else type(error)(error.sentence, line.place)


def _flow(draft: Draft, line: ActLine) -> None:
    if line.kind not in {"merge", "split"}:
        return
    if not line.to:
        raise OfficerError(f"Thiếu mã đơn vị nhận của {line.origin} ở cột to.")
    origin = draft.ending(line.origin)
    heir = draft.founded(line.to, line.name, line.unit_kind, line.level, line.parent, origin)
    draft.edge(origin, heir, line.element, line.share)


def _abolish(draft: Draft, line: ActLine) -> None:
    if line.kind != "abolish":
        return
    if line.origin:
        draft.ending(line.origin)
        return
    if not line.level:
        raise OfficerError("Bãi bỏ: ghi mã đơn vị ở cột from hoặc tên cấp ở cột level.")
    draft.end_level(line.level)


def _found(draft: Draft, line: ActLine) -> None:
    if line.kind == "found":
        draft.founded(line.to, line.name, line.unit_kind, line.level, line.parent, None)


def _rename(draft: Draft, line: ActLine) -> None:
    if line.kind == "rename":
        draft.changed(line.origin, line.to, line.name, line.unit_kind)


def _transfer(draft: Draft, line: ActLine) -> None:
    if line.kind == "transfer":
        draft.moved(line.origin, line.parent, line.hierarchy)


def undo(registry: Registry, key: str) -> Registry:
    """Take an act back: the registry is again what it was before, to the last row.

    Only the latest change of a unit can be undone: an act on whose units a later one rests is refused.
    """
    act = registry.acts.get(key)
    if act is None:
        raise OfficerError(f"Không có lần thay đổi «{key}» để hoàn tác.")
    opened = [v for v in registry.versions if v.opened_by == key]
    begun = {v.unit for v in opened if registry.by_unit[v.unit][0] == v}
    for v in registry.versions:
        if v.opened_by == key and v.valid_to is not None:
            raise OfficerError(
                f"{v.full_name} (mã {v.code}) đã thay đổi tiếp ngày {show_day(v.valid_to)}; hoàn tác lần sau trước."
            )
        if v.opened_by != key and any(parent in begun for _, parent in v.parents):
            raise OfficerError(f"{v.full_name} (mã {v.code}) đang thuộc đơn vị lập ra lần đó; hoàn tác lần sau trước.")
    versions = tuple(
        v._replace(valid_to=None, closed_by="") if v.closed_by == key else v
        for v in registry.versions
        if v.opened_by != key
    )
    edges = tuple(e for e in registry.edges if e.act != key)
    acts = {k: a for k, a in registry.acts.items() if k != key}
    return replace(registry, versions=versions, edges=edges, acts=acts)
