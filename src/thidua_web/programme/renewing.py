"""Deeds on a newer version of a paper: compare it with the programme, take each change over or keep what stands."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua_web.config.locking import locked
from thidua_web.documents.models import Document, Reading
from thidua_web.documents.register import sentence_around
from thidua_web.journal import journal
from thidua_web.people.models import User
from thidua_web.programme.acts import permit, touch
from thidua_web.programme.amending import successor, take_out
from thidua_web.programme.comparing import Pair, Read, compare
from thidua_web.programme.entries import KINDS, fields_of
from thidua_web.programme.errors import IllegalMove
from thidua_web.programme.models import Change, Entry, Programme

Sort, State = Change.Sort, Change.State


@transaction.atomic
def compare_newer(*, user: User, programme: Programme, document: Document) -> list[Change]:
    """Lay out what a newer version changes against the confirmed programme, once."""
    permit(user)
    programme = locked(Programme.objects.filter(pk=programme.pk)).get()
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if programme.changes.filter(document=document).exists():
        return list(programme.changes.filter(document=document))
    if not document.is_open or programme.version == 0:
        raise IllegalMove(gettext("Chỉ đối chiếu được bản mới chưa xác nhận với chương trình đã xác nhận."))
    entries = _entries(programme)
    old = [read_of(entry) for entry in entries.values() if entry.reading_id]
    new = [_read(r, document) for r in document.readings.standing() if r.kind in KINDS]
    changes = [_change(programme, document, pair, entries) for pair in compare(old, new)]
    Change.objects.bulk_create(changes)
    document.state = Document.State.COMPARED
    document.save(update_fields=["state"])
    journal.record(
        act="compare_newer",
        by=user,
        of=programme,
        changes=lambda: {
            "văn bản": str(document),
            **{str(sort.label): sum(c.sort == sort for c in changes) for sort in Sort},
        },
    )
    return list(programme.changes.filter(document=document))


def _entries(programme: Programme) -> dict[str, Entry]:
    """Give the confirmed entries by lineage, those left out on purpose aside."""
    out: dict[str, Entry] = {}
    for kind, model in KINDS.items():
        if kind != "omission":
            rows = model.objects.filter(programme=programme).of_version(programme.version)
            out |= {row.lineage: row for row in rows.select_related("reading__document")}
    return out


def read_of(entry: Entry) -> Read:
    """Give what the reader had read of a programme's entry: a person's correction is no change of the paper."""
    reading = entry.reading
    fields = reading.value if reading.original is None else reading.original
    return Read(entry.lineage, reading.kind, fields, _words(reading, fields, reading.document.text))


def _read(reading: Reading, document: Document) -> Read:
    return Read(reading, reading.kind, reading.value, _words(reading, reading.value, document.text))


def _words(reading: Reading, fields: dict[str, Any], text: str) -> str:
    """Give the words to compare by; of a date, what it is for, because the day itself is what changes."""
    return fields.get("label") or text[reading.start : reading.end]


def _change(programme: Programme, document: Document, pair: Pair, entries: dict[str, Entry]) -> Change:
    return Change(
        programme=programme, document=document, sort=pair.change, fields=list(pair.changed),
        kind=(pair.old or pair.new).kind, lineage=pair.old.key if pair.old else "",
        reading=pair.new.key if pair.new else None, before=pair.old.fields if pair.old else {},
        after=pair.new.fields if pair.new else {}, state=State.KEPT if pair.change == "same" else State.WAITING,
    )  # fmt: skip


@transaction.atomic
def decide_change(*, user: User, change: Change, to: str) -> Change:
    """Take one change over into the programme's next version (opened where it is not yet), or keep what stands."""
    permit(user)
    programme = locked(Programme.objects.filter(pk=change.programme_id)).get()
    change = locked(Change.objects.filter(pk=change.pk)).get()
    if to not in Change.MOVES.get(State(change.state), set()) or change.sort == Sort.SAME:
        raise IllegalMove(gettext("Thay đổi này đã được quyết định. Tải lại trang để xem."))
    if to == State.TAKEN:
        _take_over(programme, change)
    change.state, change.decided_by, change.decided_at = to, user, timezone.now()
    change.save()
    journal.record(
        act="decide_change",
        by=user,
        of=programme,
        changes=lambda: {
            "thay đổi": str(Sort(change.sort).label),
            "mục": _told(change),
            "trạng thái": str(State(to).label),
        },
    )
    return change


def _told(change: Change) -> str:
    fields = change.after or change.before
    return str(
        next((fields[name] for name in ("indicator", "action", "label", "name", "number") if fields.get(name)), "")
    )


def _take_over(programme: Programme, change: Change) -> None:
    if not programme.is_amending:
        if not programme.may_be_amended:
            raise IllegalMove(gettext("Chương trình ở trạng thái này không sửa được."))
        programme.working = programme.version + 1
    if change.sort == Sort.REMOVED:
        take_out(programme, change.kind, change.lineage)
    else:
        _write(programme, change)
    touch(programme)


def _write(programme: Programme, change: Change) -> None:
    row = successor(programme, change.kind, change.lineage)
    for name, part in {**_fields(change, row), **_origin(change)}.items():
        setattr(row, name, part)
    row.save()


def _fields(change: Change, row: Entry) -> dict[str, Any]:
    """Give the new fields: of a changed entry only what the paper changed, so that a person's corrections stay."""
    if change.kind == "citation":
        citation = change.reading.citation
        return {"instrument": citation.instrument, "is_basis": citation.is_legal_basis}
    value = dict(change.after)
    if change.sort == Sort.CHANGED:
        value = row.as_entry() | {name: change.after.get(name) for name in change.fields}
    return fields_of(change.kind, value)


def _origin(change: Change) -> dict[str, Any]:
    reading, text = change.reading, change.document.text
    sentence = sentence_around(text, reading.start, reading.end)
    return {"document": change.document, "reading": reading, "start": reading.start, "end": reading.end,
            "sentence": sentence}  # fmt: skip
