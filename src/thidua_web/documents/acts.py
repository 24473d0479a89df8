"""Deeds on papers: upload, and each decision of the side-by-side confirmation. Permit, lock, change, journal."""

import hashlib
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from thidua_web.config.locking import locked
from thidua_web.documents import register, storage, waiting_room
from thidua_web.documents.errors import AlreadyHere, Closed, IllegalMove, Overtaken
from thidua_web.documents.intake import Paper, SecretPaper, read_paper, takes_long
from thidua_web.documents.models import Decision, Document, Instrument, Job, Reading
from thidua_web.documents.readings import lay_out
from thidua_web.journal import journal
from thidua_web.people.models import Role, User

State, Kind = Reading.State, Reading.Kind


def permit(user: User) -> None:
    """Let the standing office through; everybody else reads."""
    if not user.holds(Role.STANDING_OFFICE):
        raise PermissionDenied(gettext("Chỉ cơ quan thường trực tải lên và xác nhận văn bản."))


def upload_document(*, user: User, name: str, content: bytes, supersedes: Document | None = None) -> Document:
    """Read an uploaded file and keep it with its reading: the whole or nothing.

    Raises AlreadyHere (with the earlier document), SecretPaper (nothing kept, the refusal journaled without a name) or
    UnreadableFile.
    """
    permit(user)
    try:
        paper = read_paper(name=name, content=content)
    except SecretPaper:
        with transaction.atomic():
            journal.record(act="refuse_secret_paper", by=user)
        raise
    if twin := Document.objects.filter(sha256=paper.sha256).first():
        raise AlreadyHere(twin)
    return keep_paper(user=user, paper=paper, content=content, supersedes=supersedes)


def bring_paper(*, user: User, name: str, content: bytes, supersedes: Document | None = None) -> Document | Job:
    """Read a quick file at once; let one that takes long wait for the process that reads, and give back its Job.

    Raises what `upload_document` raises. A file that already waits is not queued twice: its Job comes back.
    """
    permit(user)
    if not takes_long(name=name, content=content):
        return upload_document(user=user, name=name, content=content, supersedes=supersedes)
    sha256 = hashlib.sha256(content).hexdigest()
    if twin := Document.objects.filter(sha256=sha256).first():
        raise AlreadyHere(twin)
    try:
        return _queue(user, name, sha256, content, supersedes)
    except IntegrityError:
        return Job.objects.open().get(sha256=sha256)


@transaction.atomic
def _queue(user: User, name: str, sha256: str, content: bytes, supersedes: Document | None) -> Job:
    """The row comes first: it alone decides who may put the file there."""
    job = Job.objects.create(
        name=name[-255:], sha256=sha256, size=len(content), supersedes=supersedes, by=user, asked_at=timezone.now()
    )
    waiting_room.keep(sha256, content)
    return job


@transaction.atomic
def cancel_job(*, user: User, job: Job) -> Job:
    """Stop a reading that waits or runs; its file goes, nothing of it was kept. One that has ended stays as it is."""
    permit(user)
    job = locked(Job.objects.filter(pk=job.pk)).get()
    if job.is_open:
        job.state, job.ended_at = Job.State.CANCELLED, timezone.now()
        job.save(update_fields=["state", "ended_at"])
        journal.record(act="cancel_job", by=user, of=job)
        waiting_room.drop(job.sha256)
    return job


@transaction.atomic
def dismiss_job(*, user: User, job: Job) -> None:
    """Take a reading that failed off the lists, once somebody has read why."""
    permit(user)
    job = locked(Job.objects.filter(pk=job.pk)).get()
    if job.is_failed:
        journal.record(act="dismiss_job", by=user, of=job)
        job.delete()


def keep_paper(
    *, user: User, paper: Paper, content: bytes, supersedes: Document | None = None,
    settle: Callable[[Document], None] | None = None,
) -> Document:  # fmt: skip
    """Keep a paper that was read, with its original: the whole or nothing. `settle` runs in the same transaction."""
    permit(user)
    is_new = storage.keep(paper.sha256, content)
    try:
        with transaction.atomic():
            document = _enter(user, paper, supersedes)
            journal.record(
                act="upload_document", by=user, of=document,
                changes={"tên tệp": paper.name, "mã băm": paper.sha256, "dung lượng": paper.size},
            )  # fmt: skip
            if settle:
                settle(document)
            return document
    except IntegrityError:
        if twin := Document.objects.filter(sha256=paper.sha256).first():
            raise AlreadyHere(twin) from None
        storage.drop(paper.sha256)
        raise
    except BaseException:
        if is_new:
            storage.drop(paper.sha256)
        raise


def _enter(user: User, paper: Paper, supersedes: Document | None) -> Document:
    document = Document.objects.create(
        name=paper.name[-255:], sha256=paper.sha256, size=paper.size, kind=paper.kind, encoding=paper.encoding,
        text=paper.text, pieces=paper.pieces, reading=paper.reading, reader_version=paper.reader_version,
        notes=paper.notes, supersedes=supersedes, uploaded_by=user, uploaded_at=timezone.now(),
    )  # fmt: skip
    Reading.objects.bulk_create(lay_out(document))
    _identify(document, paper.reading.get("document") or {})
    for reading in document.readings.filter(kind=Kind.CITATION):
        register.link(reading, document)
    return document


def _identify(document: Document, about: dict[str, Any]) -> None:
    """Name the paper after its own fields and enter it into the register."""
    document.name_after(about)
    if about.get("type") and (about.get("number") or about.get("title")):
        document.instrument = register.enter(about, place=about.get("place"))
    document.save(update_fields=["title", "instrument"])


@transaction.atomic
def drop_document(*, user: User, document: Document, reason: str) -> None:
    """Take out a paper that came by mistake: file, text, readings and decisions go, the journal says that it was here.

    Raises Closed where a programme stands on it, IllegalMove where a newer version does.
    """
    permit(user)
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if not document.is_open:
        raise Closed
    if document.newer.exists():
        raise IllegalMove(gettext("Văn bản có bản mới hơn dựa vào nó. Bỏ bản mới trước."))
    told = {"tên tệp": document.name, "mã băm": document.sha256, "lý do": reason}
    journal.record(act="drop_document", by=user, of=document, changes=told)
    named = list(Instrument.objects.filter(Q(citations__document=document) | Q(documents=document)).distinct())
    document.delete()
    register.forget(named)
    transaction.on_commit(partial(storage.forget, document.sha256))


@transaction.atomic
def decide_reading(
    *, user: User, reading: Reading, revision: int, after: str,
    value: dict[str, Any] | None = None, reason_code: str = "", reason: str = "",
) -> Reading:  # fmt: skip
    """Accept, correct or reject one reading as it stood at `revision`.

    Raises Overtaken where somebody decided in between, Closed where the paper has its programme already.
    """
    permit(user)
    reading = _held(reading)
    if reading.revision != revision:
        raise Overtaken(reading)
    before = reading.state
    _decide(user, reading, after, value, reason_code, reason)
    journal.record(
        act="decide_reading", by=user, of=reading.document,
        changes=lambda: {
            "mục": name_of(reading), "trạng thái": [str(State(before).label), str(State(after).label)],
            "lý do": reason or (str(Reading.Reason(reason_code).label) if reason_code else ""),
        },
    )  # fmt: skip
    return reading


@transaction.atomic
def add_reading(*, user: User, document: Document, kind: str, span: tuple[int, int], value: dict[str, Any]) -> Reading:
    """Add what the reader missed: words of the paper marked by a person, taken at once."""
    permit(user)
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if not document.is_open:
        raise Closed
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise IllegalMove(gettext("Phần chữ được chọn không nằm trong văn bản. Chọn lại trong khung văn bản."))
    reading = Reading.objects.create(
        document=document, kind=kind, key=f"new-{secrets.token_hex(4)}", start=start, end=end, value=value
    )
    _decide(user, reading, State.ACCEPTED, None)
    journal.record(act="add_reading", by=user, of=document, changes=lambda: {"mục": name_of(reading)})
    return reading


@transaction.atomic
def accept_undoubted(*, user: User, document: Document, kind: str = "") -> int:
    """Accept everything that still waits and carries no doubt, as one batch that one undo takes back."""
    permit(user)
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if not document.is_open:
        raise Closed
    waiting = document.readings.waiting().filter(**({"kind": kind} if kind else {}))
    batch, taken = secrets.token_hex(8), 0
    for reading in waiting:
        if not reading.has_doubts:
            reading.document = document
            _decide(user, reading, State.ACCEPTED, None, batch=batch)
            taken += 1
    if taken:
        journal.record(act="accept_undoubted", by=user, of=document, changes={"số mục": taken})
    return taken


@transaction.atomic
def undo_decision(*, user: User, document: Document) -> list[Reading]:
    """Take back this person's last deed on the paper: one decision, or one whole batch."""
    permit(user)
    document = locked(Document.objects.filter(pk=document.pk)).get()
    if not document.is_open:
        raise Closed
    mine = Decision.objects.filter(reading__document=document, by=user, undone_at=None).order_by("-pk")
    last = mine.first()
    if last is None:
        raise IllegalMove(gettext("Không còn quyết định nào của bạn để hoàn tác ở văn bản này."))
    deeds = list(mine.filter(batch=last.batch) if last.batch else [last])
    readings = [_take_back(deed, document) for deed in deeds]
    journal.record(
        act="undo_decision", by=user, of=document, changes=lambda: {"mục": [name_of(r) for r in readings][:200]}
    )
    return readings


def name_of(reading: Reading) -> str:
    """Say in the journal which entry it was: its kind and the first words of the paper there."""
    words = " ".join(reading.document.text[reading.start : reading.start + 80].split())
    return f"{reading.get_kind_display()}: {words}"


def _held(reading: Reading) -> Reading:
    document = locked(Document.objects.filter(pk=reading.document_id)).get()
    if not document.is_open:
        raise Closed
    held = locked(Reading.objects.filter(pk=reading.pk)).get()
    held.document = document
    return held


def _decide(
    user: User, reading: Reading, after: str, value: dict[str, Any] | None,
    reason_code: str = "", reason: str = "", batch: str = "",
) -> None:  # fmt: skip
    if after not in Reading.MOVES[State(reading.state)] and reading.state != after:
        raise IllegalMove(gettext("Mục này không chuyển được sang trạng thái đó."))
    new = (
        value if after == State.CORRECTED else (reading.original or reading.value) if after == State.ACCEPTED else None
    )
    deed = Decision(
        reading=reading, before=reading.state, after=after, value_before=reading.value, value=new or reading.value,
        reason_code=reason_code, reason=reason, batch=batch, by=user, at=timezone.now(),
    )  # fmt: skip
    _stand(reading, after, deed.value, reason_code, reason, user)
    deed.revision = reading.revision
    deed.save()


def _take_back(deed: Decision, document: Document) -> Reading:
    reading = deed.reading
    standing = list(reading.decisions.filter(undone_at=None)[:2])
    if standing[0].pk != deed.pk:
        raise Overtaken(reading)
    reading.document = document
    added = reading.is_added and len(standing) == 1
    code, reason = (standing[1].reason_code, standing[1].reason) if len(standing) == 2 else ("", "")
    _stand(reading, State.WITHDRAWN if added else deed.before, deed.value_before, code, reason, deed.by)
    deed.undone_at = timezone.now()
    deed.save(update_fields=["undone_at"])
    return reading


def _stand(reading: Reading, state: str, value: dict[str, Any], reason_code: str, reason: str, user: User) -> None:
    """Write the standing of a reading and what hangs on it."""
    reading.state, reading.value, reading.reason_code, reading.reason = state, value, reason_code, reason
    reading.decided_by = None if state == State.WAITING else user
    reading.decided_at = None if state == State.WAITING else timezone.now()
    reading.revision += 1
    reading.save()
    if reading.kind == Kind.PAPER:
        _identify(reading.document, value)
    if reading.kind == Kind.CITATION and reading.is_taken:
        register.link(reading, reading.document)
