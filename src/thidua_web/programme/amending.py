"""Deeds that write a programme's next version, or a draft by hand: entries, the head, confirming or dropping it."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua_web.journal import journal
from thidua_web.people.models import User
from thidua_web.programme.acts import State, held, permit, touch
from thidua_web.programme.entries import BY_HAND, KINDS, fields_of
from thidua_web.programme.errors import IllegalMove, WithoutNumber
from thidua_web.programme.models import Campaign, Entry, Programme

ABOUT = ("title", "issuer", "from_year", "to_year", "runs_from", "runs_to")


@transaction.atomic
def draft_programme(*, user: User, campaign: str, about: dict[str, Any]) -> Programme:
    """Begin a programme by hand, where there is no file."""
    permit(user)
    programme = Programme.objects.create(
        campaign=Campaign.objects.get_or_create(name=campaign)[0], working=1, created_by=user,
        created_at=timezone.now(), **about,
    )  # fmt: skip
    journal.record(act="draft_programme", by=user, of=programme)
    return programme


@transaction.atomic
def amend_programme(*, user: User, programme: Programme, revision: int) -> Programme:
    """Open the next version for writing; readers keep the confirmed one."""
    permit(user)
    programme = held(programme, revision)
    if not programme.may_be_amended:
        raise IllegalMove(gettext("Chương trình ở trạng thái này không sửa được."))
    programme.working = programme.version + 1
    touch(programme)
    journal.record(act="amend_programme", by=user, of=programme, changes={"phiên bản": programme.working})
    return programme


@transaction.atomic
def describe_programme(
    *, user: User, programme: Programme, revision: int, campaign: str, about: dict[str, Any]
) -> Programme:
    """Change a programme's title, issuer and years while its draft or next version is open."""
    permit(user)
    programme = _written(programme, revision)
    changed = [name for name in ABOUT if getattr(programme, name) != about[name]]
    changes = {name: [getattr(programme, name), about[name]] for name in changed}
    programme.campaign = Campaign.objects.get_or_create(name=campaign)[0]
    for name in ABOUT:
        setattr(programme, name, about[name])
    touch(programme)
    journal.record(act="describe_programme", by=user, of=programme, changes=lambda: _named(programme, changes))
    return programme


@transaction.atomic
def write_entry(
    *, user: User, programme: Programme, revision: int, kind: str, value: dict[str, Any], lineage: str = "",
    origin: dict[str, Any] | None = None, is_without_number: bool = False,
) -> Entry:  # fmt: skip
    """Add an entry to the version being written, or change the one with this lineage; the confirmed version stays."""
    permit(user)
    programme = _written(programme, revision)
    if kind not in BY_HAND:
        raise IllegalMove(gettext("Loại mục này không nhập tay được."))
    fields = fields_of(kind, value) | (origin or {})
    if kind == "target":
        fields["is_without_number"] = is_without_number
    row = successor(programme, kind, lineage)
    before = {name: getattr(row, name) for name in fields} if lineage else {}
    for name, part in fields.items():
        setattr(row, name, part)
    row.save()
    touch(programme)
    changes = {n: [_plain(before.get(n)), _plain(p)] for n, p in fields.items() if before.get(n) != p}
    journal.record(act="write_entry", by=user, of=programme, changes=lambda: {**_named(row, changes), "mục": str(row)})
    return row


def successor(programme: Programme, kind: str, lineage: str) -> Entry:
    """Give the row to write: a new one, the one written in this version, or the successor of a confirmed one."""
    model, version = KINDS[kind], programme.working or 0
    if not lineage:
        last = model.objects.filter(programme=programme).order_by("-position").first()
        return model(programme=programme, since=version, position=(last.position if last else 0) + 1)
    row = _standing(programme, kind, lineage)
    if row.since != version:
        model.objects.filter(pk=row.pk).update(until=version)
        row.pk, row.since, row._state.adding = None, version, True
    return row


@transaction.atomic
def remove_entry(*, user: User, programme: Programme, revision: int, kind: str, lineage: str) -> None:
    """Take an entry out of the version being written; in earlier versions it stays."""
    permit(user)
    programme = _written(programme, revision)
    row = take_out(programme, kind, lineage)
    touch(programme)
    journal.record(act="remove_entry", by=user, of=programme, changes=lambda: {"mục": str(row)})


def take_out(programme: Programme, kind: str, lineage: str) -> Entry:
    """End an entry at the version being written; a row that was only written in it goes."""
    row = _standing(programme, kind, lineage)
    if row.since == programme.working:
        KINDS[kind].objects.filter(pk=row.pk).delete()
    else:
        KINDS[kind].objects.filter(pk=row.pk).update(until=programme.working)
    return row


@transaction.atomic
def confirm_version(*, user: User, programme: Programme, revision: int) -> Programme:
    """Confirm the version being written: from now on everybody reads it."""
    permit(user)
    programme = _written(programme, revision)
    targets = programme.targets.of_version(programme.working)
    bare = targets.filter(value=None, is_without_number=False).count()
    if bare:
        raise WithoutNumber(
            gettext("Có %(bare)s chỉ tiêu chưa có con số. Điền con số hoặc đánh dấu chấp nhận ở từng chỉ tiêu.")
            % {"bare": bare}
        )
    if not any(
        model.objects.filter(programme=programme).of_version(programme.working).exists() for model in KINDS.values()
    ):
        raise IllegalMove(
            gettext("Chương trình chưa có chỉ tiêu, nhiệm vụ hay mốc nào. Nhập ít nhất một mục rồi xác nhận.")
        )
    before = programme.version
    programme.version, programme.working = programme.working, None
    programme.confirmed_by, programme.confirmed_at = user, timezone.now()
    if programme.state == State.DRAFT:
        programme.state = State.CONFIRMED
    touch(programme)
    journal.record(act="confirm_version", by=user, of=programme, changes={"phiên bản": [before, programme.version]})
    return programme


@transaction.atomic
def drop_version(*, user: User, programme: Programme, revision: int) -> Programme:
    """Give up the version being written; the confirmed one stands as it was."""
    permit(user)
    programme = _written(programme, revision)
    if programme.state == State.DRAFT:
        raise IllegalMove(gettext("Dự thảo chưa có phiên bản nào để trở về."))
    for model in KINDS.values():
        model.objects.filter(programme=programme, since=programme.working).delete()
        model.objects.filter(programme=programme, until=programme.working).update(until=None)
    dropped, programme.working = programme.working, None
    touch(programme)
    journal.record(act="drop_version", by=user, of=programme, changes={"phiên bản": dropped})
    return programme


def _written(programme: Programme, revision: int) -> Programme:
    programme = held(programme, revision)
    if not programme.is_amending:
        raise IllegalMove(gettext("Mở bản sửa đổi của chương trình rồi mới sửa."))
    return programme


def _standing(programme: Programme, kind: str, lineage: str) -> Entry:
    rows = KINDS[kind].objects.filter(programme=programme, lineage=lineage).of_version(programme.working or 0)
    row = rows.first()
    if row is None:
        raise IllegalMove(gettext("Mục này không còn trong bản đang sửa. Tải lại trang để xem."))
    return row


def _named(row: models.Model, changes: dict[str, Any]) -> dict[str, Any]:
    """Call fields as people do: the journal is read by them."""
    return {str(row._meta.get_field(name).verbose_name): pair for name, pair in changes.items()}


def _plain(part: Any) -> Any:
    return part if isinstance(part, str | int | float | bool | list | dict | type(None)) else format(part, "")
