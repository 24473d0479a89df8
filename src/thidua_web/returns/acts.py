"""Deeds of collection: forms, obligations, drafts, submission. Verification has its own deeds in its own app."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.figures.cells import Cell, cells_as_json
from thidua.figures.checks import Problem, check_return
from thidua.figures.elements import catalogue
from thidua.units.versions import TERRITORY
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import Role, User, today
from thidua_web.people.reach import reach_of, whole_ground
from thidua_web.register.models import UnitVersion
from thidua_web.returns.admission import check_admitted
from thidua_web.returns.forebears import last_period_cells
from thidua_web.returns.models import DeadlineFeed, Form, Obligation, Return, ReturnVersion
from thidua_web.returns.passing_on import settle_ended
from thidua_web.returns.proof import unproven
from thidua_web.returns.querysets import ReturnQuerySet

REPORTERS = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER, Role.STANDING_OFFICE)


class Stale(OfficerError):
    """Somebody else saved first; nothing was overwritten."""


class NotAcceptable(OfficerError):
    """A return with errors; ``problems`` says which. ``kept``: the draft, where it was to be kept."""

    problems: list[Problem]
    kept: Return | None = None


@dataclass(frozen=True)
class Saved:
    """What a save gave: the return's new revision and what is wrong so far."""

    answer: Return
    problems: list[Problem]


def permit_reporting(by: User, unit: int) -> None:
    """Whoever reports for a unit holds a reporting post that reaches it."""
    if not reach_of(by, *REPORTERS).covers(unit):
        raise PermissionDenied


@transaction.atomic
def make_form(*, key: str, title: str, level: str, regime: str, length: str, elements: list[str], by: User,
              programme: object | None = None, hierarchy: str = TERRITORY) -> Form:  # fmt: skip
    """Lay down a form. OfficerError where an element is unknown or not asked of this level."""
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    known = {e.key for e in catalogue(today()).elements_for(level)}
    strangers = [name for name in elements if name not in known]
    if strangers or not elements:
        told = (
            gettext("«%(value)s» không phải số liệu của cấp này") % {"value": strangers[0]}
            if strangers
            else gettext("chưa chọn số liệu nào")
        )
        raise OfficerError(gettext("Biểu mẫu chưa lập được: %(told)s.") % {"told": told})
    if Form.objects.filter(key=key).exists():
        raise OfficerError(gettext("Đã có biểu mẫu mã «%(key)s».") % {"key": key})
    form = Form(key=key, title=title, level=level, regime=regime, length=length, elements=elements, programme=programme,
                hierarchy=hierarchy)  # fmt: skip
    form.full_clean()
    form.save()
    journal.record(act="make_form", by=by, of=form, changes={"elements": len(elements)})
    return form


@transaction.atomic
def drop_form(*, form: Form, by: User) -> None:
    """Take a form back that was laid down by mistake: while no period of it is handed out and no workbook came in."""
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    form = locked(Form.objects.filter(pk=form.pk)).get()
    if form.obligations.exists() or form.workbooks.exists():
        raise OfficerError(gettext("Biểu «%(form)s» đã giao kỳ; thu hồi mọi kỳ rồi mới bỏ được biểu.") % {"form": form})
    journal.record(act="drop_form", by=by, of=form, changes={"elements": -len(form.elements)})
    form.delete()


@transaction.atomic
def oblige_units(*, form: Form, period: str, by: User, units: Iterable[int] | None = None) -> int:
    """Make every unit of the form's level in the installation's provinces owe a return for a period; those that
    already owe it are left as they are.

    The units are those of the period's last day. Handed out again after a merger was entered, the period passes from
    the units that are no more to those that came (``passing_on``). Returns how many are new.
    """
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    window = form.window(period)
    if window.length != form.length:
        raise OfficerError(
            gettext("Biểu «%(form)s» báo cáo theo %(length)s; «%(period)s» không phải kỳ ấy.")
            % {"form": form, "length": form.get_length_display(), "period": period}
        )
    rows = UnitVersion.objects.as_of(window.last_day).filter(level=form.level)
    asked = whole_ground(window.last_day) if units is None else frozenset(units)
    if asked is not None:
        rows = rows.filter(unit__in=asked)
    owing = set(form.obligations.filter(period=period).values_list("unit", flat=True))
    new = [
        Obligation(form=form, unit_id=row.unit_id, unit_version=row, period=period, opens_on=window.opens_on,
                   closes_on=window.closes_on, due_on=window.due_on)
        for row in rows if row.unit_id not in owing
    ]  # fmt: skip
    Obligation.objects.bulk_create(new, batch_size=500)
    told = {"period": period, "units": len(new)} | settle_ended(form=form, period=period, by=by)
    journal.record(act="oblige_units", by=by, of=form, changes=told)
    return len(new)


@transaction.atomic
def oblige_heirs(*, form: Form, period: str, by: User) -> int:
    """Hand a period out again to the units that came after those which owed it and are no more; to nobody else."""
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    last_day = form.window(period).last_day
    ended = form.obligations.filter(period=period).of_ended_units().values_list("unit", flat=True)
    heirs = {heir.unit_id for unit in ended for heir in UnitVersion.objects.heirs_of(unit, last_day)}
    return oblige_units(form=form, period=period, units=heirs, by=by)


@transaction.atomic
def take_back_period(*, form: Form, period: str, by: User) -> int:
    """Take a period back from every unit that has not begun to answer it; what was begun stays. Returns how many."""
    if not by.holds(Role.STANDING_OFFICE):
        raise PermissionDenied
    rows = locked(form.obligations.filter(period=period))
    untouched = [owed.pk for owed in rows.filter(answer=None)]
    if not untouched:
        raise OfficerError(
            gettext("Không thu hồi được: kỳ này chưa giao cho ai, hoặc đơn vị nào cũng đã bắt đầu nhập.")
        )
    Obligation.objects.filter(pk__in=untouched, answer=None).delete()
    journal.record(act="take_back_period", by=by, of=form, changes={"period": period, "units": -len(untouched)})
    return len(untouched)


def save_draft(
    *,
    obligation: Obligation,
    cells: Mapping[str, Cell],
    words: Mapping[str, str],
    revision: int,
    by: User,
    door: str = "web",
) -> Saved:
    """Keep what was typed. ``Stale`` where the draft moved on since ``revision``; nothing is overwritten then."""
    permit_reporting(by, obligation.unit_id)
    problems = _problems(obligation, cells, words, complete=False)

    def keep(answer: Return) -> Saved:
        check_admitted(obligation, today())
        _check_open(answer, revision)
        _write(answer, _version(answer, cells, words, by, door))
        return Saved(answer, problems)

    return _holding(obligation, keep)


def submit_return(
    *, obligation: Obligation, cells: Mapping[str, Cell], words: Mapping[str, str], revision: int, by: User,
    door: str = "web", keeps_draft: bool = False,
) -> Saved:  # fmt: skip
    """Submit a return to the verifying chain. ``NotAcceptable`` (with its problems) where it has errors.

    A figure that asks for evidence has a file, or a word that says why not; the journal names the latter.
    ``keeps_draft``: what is refused is kept as the draft, for a person who has it on the screen.
    The same cells sent again by the same person after a lost answer count as submitted already, not a second time.
    The cells are checked before the return is held: on the last evening every sender waits for the one that holds.
    """
    permit_reporting(by, obligation.unit_id)
    bare = frozenset(e.key for e in unproven(obligation, cells, _kept(words)))
    problems = _problems(obligation, cells, words, complete=True, bare=bare)
    refused = _refusal(problems)

    def send(answer: Return) -> Saved:
        if _is_already_submitted(answer, cells, by):
            return Saved(answer, [])
        check_admitted(obligation, today())
        _check_open(answer, revision)
        if refused is not None and not keeps_draft:
            raise refused
        version = _version(answer, cells, words, by, door)
        if refused is None:
            _submit(answer, version, by, bare)
        else:
            _write(answer, version)
            refused.kept = answer
        return Saved(answer, problems)

    saved = _holding(obligation, send)
    if refused is not None and refused.kept is not None:
        raise refused
    return saved


def _submit(answer: Return, version: ReturnVersion, by: User, bare: frozenset[str]) -> None:
    was = answer.state
    version.submitted_by, version.submitted_at = by, version.saved_at
    answer.state, answer.submitted_at = Return.State.SUBMITTED, version.saved_at
    _write(answer, version, "state", "submitted_at")
    told = {"state": [was, answer.state], "version": version.number, "door": version.door}
    reasons = {e.label: version.words[e.key] for e in answer.obligation.elements if e.key in bare}
    if reasons:
        told["without_evidence"] = reasons
    journal.record(act="submit_return", by=by, of=answer, changes=told)


@transaction.atomic
def withdraw_return(*, answer: Return, by: User) -> None:
    """Take a submission back before anybody verified it; it is a draft again."""
    permit_reporting(by, answer.obligation.unit_id)
    answer = locked(Return.objects.filter(pk=answer.pk)).get()
    if not answer.is_withdrawable:
        raise OfficerError(
            gettext("Báo cáo đang ở trạng thái «%(state)s», không rút lại được.")
            % {"state": answer.get_state_display()}
        )
    _move(answer, Return.State.DRAFT, "withdraw_return", by)


def _move(answer: Return, state: str, act: str, by: User) -> None:
    was, answer.state = answer.state, state
    answer.save(update_fields=["state"])
    journal.record(act=act, by=by, of=answer, changes={"state": [was, state]})


class _BegunMeanwhile(Exception):
    """Another sender made the return between our look and our hold."""


def _holding(obligation: Obligation, deed: Callable[[Return], Saved]) -> Saved:
    """Do a deed, in one transaction, on the return of an obligation, made on first mention and held: of two senders the
    second sees the first.

    Who finds that another has just begun the return does it all again, behind them. That is rare: a savepoint for it
    would cost each sender of the last evening two journeys to the database.
    """
    if getattr(obligation, "answer", None) is None:
        with suppress(_BegunMeanwhile), transaction.atomic():
            return deed(_begin(obligation))
    with transaction.atomic():
        answer = locked(Return.objects.filter(obligation=obligation).select_related("current")).get()
        answer.obligation = obligation
        return deed(answer)


def _begin(obligation: Obligation) -> Return:
    try:
        return Return.objects.create(obligation=obligation)
    except IntegrityError as error:
        raise _BegunMeanwhile from error


def _check_open(answer: Return, revision: int) -> None:
    """It may be written into, and nobody has since ``revision``."""
    if not answer.is_editable:
        raise OfficerError(
            gettext("Báo cáo đang ở trạng thái «%(state)s», không sửa được.") % {"state": answer.get_state_display()}
        )
    if answer.revision != revision:
        raise Stale(gettext("Có người vừa lưu báo cáo này; hãy xem bản mới rồi nhập tiếp, không số nào bị ghi đè."))


def _refusal(problems: list[Problem]) -> NotAcceptable | None:
    wrong = sum(p.is_error for p in problems)
    if not wrong:
        return None
    refused = NotAcceptable(gettext("Còn %(wrong)s ô phải sửa trước khi gửi.") % {"wrong": wrong})
    refused.problems = problems
    return refused


def _version(answer: Return, cells: Mapping[str, Cell], words: Mapping[str, str], by: User, door: str) -> ReturnVersion:
    """The version being drafted with these cells, not yet written; after a submission the next one is begun."""
    version = answer.current
    if version is None or version.submitted_at is not None:
        version = ReturnVersion(answer=answer, number=version.number + 1 if version else 1)
    version.cells, version.words, version.door = cells_as_json(cells), _kept(words), door
    version.saved_by, version.saved_at = by, timezone.now()
    return version


def _write(answer: Return, version: ReturnVersion, *more: str) -> None:
    """Write the version and what the return says of it: one statement each."""
    version.save()
    answer.current, answer.revision, answer.changed_at = version, answer.revision + 1, version.saved_at
    answer.save(update_fields=["current", "revision", "changed_at", *more])


def _kept(words: Mapping[str, str]) -> dict[str, str]:
    """The explanations that say something."""
    return {key: word.strip() for key, word in words.items() if word.strip()}


def _problems(
    obligation: Obligation, cells: Mapping[str, Cell], words: Mapping[str, str], *, complete: bool,
    bare: frozenset[str] = frozenset(),
) -> list[Problem]:  # fmt: skip
    """``bare``: the figures whose evidence is not there."""
    return check_return(
        obligation.elements, cells, last_period=last_period_cells(obligation), explained=frozenset(_kept(words)),
        evidenced=frozenset(e.key for e in obligation.elements) - bare, complete=complete,
    )  # fmt: skip


def last_period_version(obligation: Obligation) -> tuple[Return | None, ReturnVersion | None]:
    """The return of the period before and the version of it that counts: accepted, or else submitted."""
    before = _returns_before(obligation).select_related("accepted", "current").first()
    version = (before.accepted or before.current) if before else None
    return before, version if version and version.submitted_at else None


def _returns_before(obligation: Obligation) -> ReturnQuerySet:
    """The return of the same unit and form for the period before, if there is one."""
    return Return.objects.filter(
        obligation__form=obligation.form_id, obligation__unit=obligation.unit_id,
        obligation__period=obligation.window.previous_code(),
    )  # fmt: skip


def _is_already_submitted(answer: Return, cells: Mapping[str, Cell], by: User) -> bool:
    version = answer.current
    if answer.state != Return.State.SUBMITTED or version is None:
        return False
    return version.cells == cells_as_json(cells) and version.submitted_by_id == by.pk


@transaction.atomic
def open_deadline_feed(*, by: User) -> str:
    """Make a new secret address for one's own deadlines; the address before it stops working. Returns the secret."""
    secret = secrets.token_urlsafe(24)
    values = {"digest": digest_of_feed(secret), "made_at": timezone.now()}
    feed, _ = DeadlineFeed.objects.update_or_create(user=by, defaults=values)
    journal.record(act="open_deadline_feed", by=by, of=feed)
    return secret


@transaction.atomic
def close_deadline_feed(*, by: User) -> None:
    """Stop the address of one's own deadlines."""
    for feed in locked(DeadlineFeed.objects.filter(user=by)):
        journal.record(act="close_deadline_feed", by=by, of=feed)
        feed.delete()


@transaction.atomic
def note_reminder(*, user: User) -> None:
    """Keep that the mail server took this person's letter; a second run of the day skips them.

    The letter goes first and outside any transaction: a slow mail server must not hold the database. Whoever stops the
    machine between the two gets one letter twice; none is lost.
    """
    journal.record(act="send_reminder", by=None, of=user)


def digest_of_feed(secret: str) -> str:
    """What is stored of the secret part of an address."""
    return salted_hmac("thidua_web.returns.deadline_feed", secret, algorithm="sha256").hexdigest()
