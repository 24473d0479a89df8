"""Deeds that say how a programme's targets are measured. The machine suggests; only a person binds."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from thidua.dates import Period, show_day
from thidua.errors import OfficerError
from thidua.figures.earlier import EarlierFigure
from thidua.figures.earlier_recognitions import EarlierRecognition
from thidua.figures.elements import catalogue
from thidua.text import fold_name
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import Role, User, today
from thidua_web.programme.models import Programme, Target
from thidua_web.register.models import UnitVersion
from thidua_web.returns.acts import make_form
from thidua_web.returns.models import BaselineFigure, BaselineRecognition, Binding, Form

UNBOUND = ""
HELD, NOT = "held:", "not:"
"""What a choice says: nothing, ``held:ELEMENT`` (``held:`` alone: no element yet), ``not:WHY``, or an indicator."""


def permit(by: User) -> None:
    """The standing office says how its programme is measured."""
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied


def choice_of(binding: Binding | None) -> str:
    """The choice that a binding stands for.

    >>> choice_of(None)
    ''
    """
    if binding is None:
        return UNBOUND
    if binding.why_not:
        return f"{NOT}{binding.why_not}"
    return f"{HELD}{binding.element}" if binding.is_held_elsewhere else binding.indicator


@transaction.atomic
def bind_target(
    *, programme: Programme, lineage: str, choice: str, was: str | None = None, baseline: str = "", by: User
) -> Binding | None:
    """Bind a target of the programme's version in force, correct its binding, or unbind it (an empty ``choice``).

    ``was`` is the choice that the person's page showed. OfficerError where somebody changed it since, where the target
    is none of this programme, the indicator unknown, or the baseline no period.
    """
    permit(by)
    held = locked(Programme.objects.filter(pk=programme.pk)).get()
    target = Target.objects.filter(programme=held, lineage=lineage).of_version(held.version).first()
    if target is None:
        raise OfficerError(gettext("Chương trình không còn chỉ tiêu này; tải lại trang."))
    found = Binding.objects.filter(programme=held, lineage=lineage).first()
    now = choice_of(found)
    if was is not None and was != now:
        raise OfficerError(
            gettext("«%(target)s»: có người vừa đổi cách đo; tải lại trang rồi chọn tiếp.") % {"target": target}
        )
    baseline = baseline.strip() if choice and not choice.startswith((HELD, NOT)) else ""
    if baseline:
        Period.parse(baseline)
    if choice == now and (found is None or found.baseline_period == baseline):
        return found
    told = {"target": str(target), "indicator": [now or None, choice or None], "baseline_period": baseline or None}
    if choice == UNBOUND:
        if found is not None:
            found.delete()
        journal.record(act="bind_target", by=by, of=held, changes=told)
        return None
    made = _write(held, lineage, choice, baseline, by)
    journal.record(act="bind_target", by=by, of=held, changes=told)
    return made


def _write(programme: Programme, lineage: str, choice: str, baseline: str, by: User) -> Binding:
    known = catalogue(today())
    is_held, name = choice.startswith(HELD), choice.removeprefix(HELD)
    if is_held and name and not (name in known.elements and known.elements[name].held_elsewhere):
        raise OfficerError(
            gettext("«%(name)s» không phải nội dung do cơ quan khác giữ số liệu; chọn lại trong danh sách.")
            % {"name": name}
        )
    why_not = choice.removeprefix(NOT) if choice.startswith(NOT) else ""
    if why_not and why_not not in Binding.WhyNot.values:
        raise OfficerError(gettext("Không có lý do «%(name)s»; chọn lại trong danh sách.") % {"name": why_not})
    if not is_held and not why_not and name not in known.indicators:
        raise OfficerError(gettext("Không có chỉ số «%(name)s»; chọn lại trong danh sách.") % {"name": name})
    fields = {
        "indicator": "" if is_held or why_not else name, "element": name if is_held else "",
        "is_held_elsewhere": is_held, "why_not": why_not, "baseline_period": baseline,
        "confirmed_by": by, "confirmed_at": timezone.now(),
    }  # fmt: skip
    return Binding.objects.update_or_create(programme=programme, lineage=lineage, defaults=fields)[0]


def elements_needed(programme: Programme, level: str) -> list[str]:
    """The elements that the bound targets need of units of a level, with the wholes of parts; catalogue order."""
    known = catalogue(today())
    lineages = Target.objects.filter(programme=programme).of_version(programme.version).values("lineage")
    wanted: set[str] = set()
    for binding in programme.bindings.filter(lineage__in=lineages):
        indicator = known.indicators.get(binding.indicator)
        wanted |= {*indicator.numerator, *indicator.denominator} if indicator else {binding.element}
    wanted |= {e.part_of for key in wanted if (e := known.elements.get(key)) and e.part_of}
    return [e.key for e in known.elements_for(level) if e.key in wanted]


@transaction.atomic
def make_form_of_targets(*, programme: Programme, title: str, level: str, regime: str, length: str, by: User) -> Form:
    """Lay down the form that asks what the bound targets need and no form of the programme of that length asks yet.

    OfficerError where nothing is bound, or everything is asked already.
    """
    permit(by)
    needed = elements_needed(programme, level)
    if not needed:
        raise OfficerError(gettext("Chưa chỉ tiêu nào được gắn với chỉ số của cấp này; hãy gắn trước khi lập biểu."))
    there = programme.forms.filter(level=level, length=length, is_open=True).values_list("elements", flat=True)
    elements = [key for key in needed if not any(key in asked for asked in there)]
    if not elements:
        raise OfficerError(gettext("Các biểu đã lập của chương trình đã hỏi đủ những số liệu này."))
    if not title.strip():
        raise OfficerError(gettext("Biểu mẫu cần có tên."))
    key = f"{slugify(fold_name(title))[:48] or 'bieu'}-{programme.pk}"
    return make_form(
        key=key, title=title.strip(), level=level, regime=regime, length=length, elements=elements,
        programme=programme, by=by,
    )  # fmt: skip


@transaction.atomic
def enter_baseline(*, figures: Iterable[EarlierFigure], by: User | None) -> dict[str, int]:
    """Enter figures of earlier periods, all or none; a figure already there is corrected. Counts new, changed, same.

    OfficerError where a unit of the file is not (or no longer) in the registry.
    """
    if by is not None:
        permit(by)
    rows = list(figures)
    versions = _versions_of(rows)
    there = {
        (f.unit_version_id, f.element, f.period): f
        for f in locked(BaselineFigure.objects.filter(period__in={r.period for r in rows}))
    }
    new, changed, counts = [], [], {"new": 0, "changed": 0, "same": 0}
    for row in rows:
        found = there.get((versions[row.unit, row.last_day], row.element, row.period))
        kept = {"value": row.value, "paper": row.paper, "entered_by": by, "entered_at": timezone.now()}
        if found is None:
            new.append(BaselineFigure(unit_version_id=versions[row.unit, row.last_day], element=row.element,
                                      period=row.period, **kept))  # fmt: skip
        elif (found.value, found.paper) == (row.value, row.paper):
            counts["same"] += 1
        else:
            for name, value in kept.items():
                setattr(found, name, value)
            changed.append(found)
    BaselineFigure.objects.bulk_create(new, batch_size=500)
    BaselineFigure.objects.bulk_update(changed, ["value", "paper", "entered_by", "entered_at"], batch_size=500)
    counts |= {"new": len(new), "changed": len(changed)}
    journal.record(act="enter_baseline", by=by, changes={"figures": counts["new"], "figures_changed": len(changed)})
    return counts


@transaction.atomic
def enter_recognitions(*, recognitions: Iterable[EarlierRecognition], by: User | None) -> dict[str, int]:
    """Enter results of recognition of earlier rounds, all or none; one already there is corrected.

    OfficerError where a unit of the file is not (or no longer) in the registry. Counts new, changed, same.
    """
    if by is not None:
        permit(by)
    rows, counts = list(recognitions), {"new": 0, "changed": 0, "same": 0}
    versions = _versions_of(rows)
    there = {
        (r.unit_version_id, r.year): r
        for r in locked(BaselineRecognition.objects.filter(year__in={row.year for row in rows}))
    }
    for row in rows:
        version = versions[row.unit, row.last_day]
        kept = {"result": row.result.value, "paper": row.paper, "decided_on": row.decided_on}
        found = there.get((version, row.year)) or BaselineRecognition(unit_version_id=version, year=row.year)
        if found.pk and all(getattr(found, name) == value for name, value in kept.items()):
            counts["same"] += 1
            continue
        counts["changed" if found.pk else "new"] += 1
        for name, value in {**kept, "entered_by": by, "entered_at": timezone.now()}.items():
            setattr(found, name, value)
        found.save()
    journal.record(act="enter_recognitions", by=by, changes={"new": counts["new"], "changed": counts["changed"]})
    return counts


def _versions_of(rows: Sequence[EarlierFigure | EarlierRecognition]) -> dict[tuple[str, date], int]:
    """The version that each unit had on the last day of its period."""
    found: dict[tuple[str, date], int] = {}
    for day in {row.last_day for row in rows}:
        keys = {row.unit for row in rows if row.last_day == day}
        held = UnitVersion.objects.as_of(day).filter(unit__key__in=keys).values_list("unit__key", "pk")
        found |= {(key, day): pk for key, pk in held}
        if missing := keys - {key for key, d in found if d == day}:
            raise OfficerError(
                gettext("Sổ đơn vị không còn đơn vị «%(missing)s» trong ngày %(day)s.")
                % {"missing": min(missing), "day": show_day(day)}
            )
    return found
