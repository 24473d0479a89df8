"""Deeds on programmes: confirm a paper into one, move it through its states. Permit, lock, change, journal."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua_web.config.locking import locked
from thidua_web.documents.models import Document, Reading
from thidua_web.journal import journal
from thidua_web.people.models import Role, User
from thidua_web.programme.entries import KINDS, goes_in, make_row
from thidua_web.programme.errors import IllegalMove, NotDecided, Overtaken, WithoutNumber
from thidua_web.programme.models import CalendarFeed, Campaign, Entry, Programme, Target

State = Programme.State
"""Addresses in force that one person may have of one programme's calendar."""


def permit(user: User) -> None:
    """Let the standing office through; everybody else reads."""
    if not user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied(gettext("Chỉ cơ quan thường trực lập và sửa chương trình."))


@transaction.atomic
def confirm_programme(
    *, user: User, document: Document, campaign: str, about: dict[str, Any], without_number: Collection[str] = ()
) -> Programme:
    """Make the confirmed programme of a paper whose every reading a person has decided.

    `without_number` holds the keys of targets that a person lets stand without a number. Raises NotDecided or
    WithoutNumber, each naming how many.
    """
    permit(user)
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if not document.is_open:
        raise IllegalMove(gettext("Văn bản này đã lập chương trình."))
    readings = list(document.readings.standing().select_related("citation__instrument"))
    _demand_decided(readings)
    _demand_numbers(readings, without_number)
    programme = Programme.objects.create(
        campaign=Campaign.objects.get_or_create(name=campaign)[0], document=document, instrument=document.instrument,
        state=State.CONFIRMED, version=1, created_by=user, created_at=timezone.now(), confirmed_by=user,
        confirmed_at=timezone.now(), **about,
    )  # fmt: skip
    counts = _enter(programme, document, readings, set(without_number))
    if Document.State.CONFIRMED not in Document.MOVES[Document.State(document.state)]:
        raise IllegalMove(gettext("Văn bản này đã được dùng vào việc khác."))
    document.state = Document.State.CONFIRMED
    document.save(update_fields=["state"])
    journal.record(
        act="confirm_programme",
        by=user,
        of=programme,
        changes=lambda: {"văn bản": str(document), **{str(model._meta.verbose_name): n for model, n in counts.items()}},
    )
    return programme


def _demand_decided(readings: list[Reading]) -> None:
    waiting = sum(reading.is_waiting for reading in readings)
    if waiting:
        raise NotDecided(
            gettext("Còn %(waiting)s mục chưa xem. Xem hết các mục rồi lập chương trình.") % {"waiting": waiting}
        )


def _demand_numbers(readings: list[Reading], without_number: Collection[str]) -> None:
    bare = [r for r in readings if is_numberless(r) and r.key not in without_number]
    if bare:
        raise WithoutNumber(
            gettext(
                "Có %(bare)s chỉ tiêu chưa có con số. Điền con số, bỏ chỉ tiêu, hoặc đánh dấu chấp nhận từng chỉ tiêu."
            )
            % {"bare": len(bare)}
        )


def is_numberless(reading: Reading) -> bool:
    return reading.kind == Reading.Kind.TARGET and reading.is_taken and reading.value.get("value") is None


def _enter(programme: Programme, document: Document, readings: list[Reading], bare: set[str]) -> dict[type[Entry], int]:
    rows: dict[type[Entry], list[Entry]] = {model: [] for model in KINDS.values()}
    for position, reading in enumerate(filter(goes_in, readings), start=1):
        reading.document = document
        row = make_row(programme, reading, programme.version, position)
        if isinstance(row, Target):
            row.is_without_number = row.reading.key in bare
        rows[type(row)].append(row)
    for model, made in rows.items():
        model.objects.bulk_create(made)
    return {model: len(made) for model, made in rows.items()}


@transaction.atomic
def move_programme(*, user: User, programme: Programme, to: str, revision: int) -> Programme:
    """Move a programme to its next state: launch, close, reopen."""
    permit(user)
    programme = held(programme, revision)
    before = programme.state
    if to not in Programme.MOVES[State(before)] or programme.is_amending:
        raise IllegalMove(gettext("Chương trình không chuyển được sang trạng thái đó."))
    programme.state = to
    touch(programme)
    journal.record(
        act="move_programme",
        by=user,
        of=programme,
        changes=lambda: {"trạng thái": [str(State(before).label), str(State(to).label)]},
    )
    return programme


def held(programme: Programme, revision: int) -> Programme:
    """Lock the programme and make sure that it is still as the person saw it."""
    programme = locked(Programme.objects.filter(pk=programme.pk)).get()
    if programme.revision != revision:
        raise Overtaken
    return programme


def touch(programme: Programme) -> None:
    """Save the programme; its revision tells others that it changed."""
    programme.revision += 1
    programme.save()


@transaction.atomic
def revoke_calendar_feed(*, user: User, feed: CalendarFeed) -> None:
    """End one's own address at once; a second time changes nothing."""
    if feed.owner_id != user.pk:
        raise PermissionDenied
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now()):
        journal.record(act="revoke_calendar_feed", by=user, of=feed.programme)
