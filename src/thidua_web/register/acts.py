"""Deeds on the registry. The standing office stages a generation, looks at it, activates it, may take it back."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.units import boundaries as library
from thidua.units.acts import apply_acts
from thidua.units.intake import Intake, founding_acts
from thidua.units.registry import Registry, count_units
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import Role, User
from thidua_web.register.changes import difference, lay, reverse
from thidua_web.register.live import move_stand, read_registry
from thidua_web.register.models import Generation, Share, Stand, SuccessionEdge, Unit

Old = Generation.State


def _permit(by: User | None) -> None:
    """Only the standing office changes the registry; ``None`` is the machine that sets the site up."""
    if by is not None and not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied


def _hold() -> None:
    """One change of the registry at a time, whoever makes it."""
    Stand.objects.get_or_create(pk=1)
    locked(Stand.objects.filter(pk=1)).get()


@transaction.atomic
def stage_generation(
    *, title: str, wanted: Registry, by: User | None, details: Mapping[str, Any] | None = None
) -> Generation:
    """Load a registry inactive: what would change is kept and shown, nothing in use is touched.

    ``details``: unit key -> size class, school levels and the like. OfficerError where nothing would change.
    """
    _permit(by)
    now = read_registry()
    changes = difference(now, wanted)
    if not any(changes.values()):
        raise OfficerError(gettext("Danh mục nạp vào giống hệt danh mục đang dùng: không có gì thay đổi."))
    if details:
        changes["details"] = dict(details)
    generation = Generation.objects.create(
        title=title, changes=changes, summary=_summary(changes, wanted), loaded_by=by,
        before=now.fingerprint(), after=wanted.fingerprint(),
    )  # fmt: skip
    journal.record(act="stage_generation", by=by, of=generation, changes=_counts(changes))
    return generation


@transaction.atomic
def stage_local_units(*, found: Intake, on: date, title: str, also_perhaps: bool, by: User | None) -> Generation:
    """Stage the new units of a province's own list; rows that may be the same as a standing unit only if asked.

    OfficerError where nothing is new, or a row cannot be founded; nothing is kept then.
    """
    chosen = [p for p in found.proposals if p.status == "new" or (also_perhaps and p.status == "perhaps")]
    if not chosen:
        raise OfficerError(gettext("Không có đơn vị nào mới: mọi dòng đều đã có trong sổ hoặc có thể trùng."))
    now = read_registry()
    key = f"{title[:80]} {on.isoformat()} #{Generation.objects.count() + 1}"
    lines = founding_acts(now, chosen, act=key, on=on, basis=title)
    wanted, report = apply_acts(now, lines)
    if report.problems:
        raise report.problems[0]
    by_code = {v.code: v.unit for v in wanted.versions if v.opened_by == key}
    details = {
        by_code[line.to]: {"size": p.size, "levels": list(p.school_levels)}
        for line, p in zip(lines, chosen, strict=True)
        if line.to in by_code and (p.size or p.school_levels)
    }
    return stage_generation(title=title[:200], wanted=wanted, by=by, details=details)


def _counts(changes: Mapping[str, list[Any]]) -> dict[str, int]:
    return {name: len(rows) for name, rows in changes.items() if rows}


def _summary(changes: Mapping[str, list[Any]], wanted: Registry) -> dict[str, Any]:
    days = sorted({v.valid_from for v in wanted.versions if v.valid_from})
    levels, _kinds = count_units(wanted, days[-1]) if days else ({}, {})
    return {"counts": _counts(changes), "levels": levels, "day": days[-1].isoformat() if days else None}


@transaction.atomic
def activate_generation(*, generation: Generation, by: User | None) -> None:
    """Put a staged generation into use. OfficerError where the registry moved since it was staged."""
    _permit(by)
    _hold()
    generation = locked(Generation.objects.filter(pk=generation.pk)).get()
    _require(generation, Old.ACTIVE)
    if read_registry().fingerprint() != generation.before:
        raise OfficerError(gettext("Sổ đơn vị đã thay đổi từ lúc nạp bản này; hãy nạp lại để so với sổ hiện tại."))
    lay(generation.changes)
    last = Generation.objects.in_use().first()
    was = generation.state
    generation.state, generation.place = Old.ACTIVE, (last.place or 0) + 1 if last else 1
    generation.activated_at = timezone.now()
    generation.save()
    move_stand()
    journal.record(act="activate_generation", by=by, of=generation, changes={"state": [was, generation.state]})


@transaction.atomic
def revert_generation(*, generation: Generation, by: User | None) -> None:
    """Take the last activated generation back; the registry is then identical to what it was before.

    OfficerError where a later one stands on it, or figures and posts already lean on its units.
    """
    _permit(by)
    _hold()
    generation = locked(Generation.objects.filter(pk=generation.pk)).get()
    _require(generation, Old.REVERTED)
    last = Generation.objects.in_use().first()
    if last is None or last.pk != generation.pk:
        raise OfficerError(gettext("Chỉ hoàn lại được lần nạp dùng gần nhất; hãy hoàn lại các lần sau trước."))
    try:
        lay(reverse(generation.changes))
    except models.ProtectedError as error:
        count = len(error.protected_objects)
        raise OfficerError(
            gettext("Đã có %(count)s bản ghi dựa vào các đơn vị của lần nạp này; không hoàn lại được.")
            % {"count": count}
        ) from None
    generation.state, generation.place = Old.REVERTED, None
    generation.save()
    move_stand()
    journal.record(act="revert_generation", by=by, of=generation, changes={"state": [Old.ACTIVE, Old.REVERTED]})


@transaction.atomic
def drop_generation(*, generation: Generation, by: User | None) -> None:
    """Put a staged or reverted generation aside for good."""
    _permit(by)
    generation = locked(Generation.objects.filter(pk=generation.pk)).get()
    _require(generation, Old.DROPPED)
    was = generation.state
    generation.state = Old.DROPPED
    generation.save()
    journal.record(act="drop_generation", by=by, of=generation, changes={"state": [was, generation.state]})


def _require(generation: Generation, state: str) -> None:
    if not generation.may_become(state):
        raise OfficerError(
            gettext("Lần nạp «%(generation)s» đang ở trạng thái %(state)s.")
            % {"generation": generation, "state": generation.get_state_display()}
        )


@transaction.atomic
def enter_shares(*, origin_key: str, element: str, shares: Mapping[str, Fraction], source: str, by: User) -> None:
    """Enter what part of an element of a split unit went to each successor (heir key -> exact fraction).

    OfficerError where an heir is no successor, one is left out, or the parts do not add up to 1.
    """
    _permit(by)
    _hold()
    edges = {e.heir.key: e for e in SuccessionEdge.objects.filter(origin__key=origin_key).select_related("heir")}
    if set(shares) != set(edges):
        raise OfficerError(gettext("Cần nhập phần của đủ các đơn vị kế thừa, không thừa không thiếu."))
    if any(part < 0 for part in shares.values()) or sum(shares.values()) != 1:
        raise OfficerError(
            gettext("Các phần cộng lại phải bằng đúng 1, đang là %(values)s.") % {"values": sum(shares.values())}
        )
    before = {
        share.edge.heir.key: f"{share.numerator}/{share.denominator}"
        for share in Share.objects.filter(edge__in=edges.values(), element=element).select_related("edge__heir")
    }
    for heir, part in shares.items():
        values = {"numerator": part.numerator, "denominator": part.denominator, "source": source}
        Share.objects.update_or_create(edge=edges[heir], element=element, defaults=values)
    move_stand()
    told = {heir: [before.get(heir), str(part)] for heir, part in sorted(shares.items())}
    journal.record(act="enter_shares", by=by, of=next(iter(edges.values())).origin, changes={element: str(told)})


@transaction.atomic
def import_boundaries(*, boundaries: Iterable[library.Boundary], source: str, by: User) -> int:
    """Keep boundaries; one that begins on the same day is replaced, an older open one ends where the new one begins."""
    _permit(by)
    if not source.strip():
        raise OfficerError(gettext("Ghi nguồn của ranh giới."))
    count = 0
    for boundary in boundaries:
        unit = Unit.objects.get(key=boundary.unit)
        earlier = unit.boundaries.filter(valid_to__isnull=True, valid_from__lt=boundary.valid_from)
        earlier.update(valid_to=boundary.valid_from)
        values = {"rings": boundary.rings, "valid_to": boundary.valid_to, "source": source.strip()[:200]}
        unit.boundaries.update_or_create(valid_from=boundary.valid_from, defaults=values)
        count += 1
    journal.record(act="import_boundaries", by=by, changes={"count": count, "source": source.strip()[:200]})
    return count
