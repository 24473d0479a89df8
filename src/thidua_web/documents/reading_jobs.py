"""The process that reads what takes long: takes one job after another, says how far it is, keeps all or nothing.

Safe with any number of such processes: the lock of the waiting file says who reads it, the row says whether anybody
still should. Both are looked at again before something is kept. A job whose reader died is taken by the next one; one
that took its reader along twice is given up.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from thidua.errors import ThiduaError
from thidua_web.config.locking import locked
from thidua_web.documents import acts, waiting_room
from thidua_web.documents.errors import AlreadyHere, NoLongerWanted
from thidua_web.documents.intake import Paper, SecretPaper, read_paper
from thidua_web.documents.models import Document, Job
from thidua_web.journal import journal

State = Job.State
MOST_ATTEMPTS = 2
LOOKS_UP = 1.0
"""Seconds between two looks whether anybody still wants what is being read."""
LOST = gettext_lazy("Tệp chờ đọc không còn trong kho. Tải lên lại.")
GIVEN_UP = gettext_lazy("Tệp làm bộ đọc dừng đột ngột hai lần. Mở tệp, in lại thành PDF mới rồi tải lên.")
NOT_ALLOWED = gettext_lazy(
    "Người tải lên không còn là cơ quan thường trực. Nhờ người của cơ quan thường trực tải lên lại."
)
UNEXPECTED = gettext_lazy("Bộ đọc gặp lỗi chưa lường trước, không giữ lại gì. Báo người quản trị rồi tải lên lại sau.")


class ToldToStop(Exception):
    """The process is to end; the job goes back to those that wait."""


def read_next(*, stop: Callable[[], bool] = lambda: False) -> bool:
    """Take the oldest job that nobody reads and see it through; False where there is none."""
    for job in Job.objects.open():
        try:
            with waiting_room.taken(job.sha256) as file:
                if file is None or not _begin(job):
                    continue
                _see_through(job, file.read(), stop)
                return True
        except FileNotFoundError:
            _fail(job, LOST)
    return False


def _see_through(job: Job, content: bytes, stop: Callable[[], bool]) -> None:
    def progress(done: int, whole: int) -> None:
        if stop():
            raise ToldToStop
        _tell(job, done, whole)

    try:
        during = looking_up(lambda: progress(job.pages_done, job.pages_all))
        paper = read_paper(name=job.name, content=content, progress=progress, during=during)
        progress(job.pages_all, job.pages_all)
        _keep(job, paper, content)
    except NoLongerWanted:
        return
    except ToldToStop:
        _put_back(job)
    except SecretPaper as refusal:
        _refuse_secret(job, refusal.sentence)
    except AlreadyHere as twin:
        _settle(job, twin.document)
    except PermissionDenied:
        _fail(job, NOT_ALLOWED)
    except ThiduaError as refusal:
        _fail(job, _sentence(refusal))
    except Exception:
        _fail(job, UNEXPECTED)
        raise


@contextmanager
def looking_up(look: Callable[[], None]) -> Iterator[None]:
    """Call `look` about once a second while the text is read; what it raises ends the reading where it stands.

    By an alarm: the library asks nobody, and reading changes nothing outside itself. The next alarm is set when a look
    is over, so that two never meet at the database. Outside the main thread no alarm is heard: then nobody looks up.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(*_: object) -> None:
        try:
            look()
        finally:  # where it comes in the middle of a finalizer what it raises is lost: the next look stops the reading
            signal.setitimer(signal.ITIMER_REAL, LOOKS_UP)

    before = signal.signal(signal.SIGALRM, heard)
    signal.setitimer(signal.ITIMER_REAL, LOOKS_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _sentence(refusal: ThiduaError) -> str:
    """The sentence without the file's name, which the page shows anyway."""
    where = f"Trang {refusal.place.page}: " if refusal.place.page else ""
    said = where + refusal.sentence
    return said[:1].upper() + said[1:]


def _keep(job: Job, paper: Paper, content: bytes) -> None:
    acts.keep_paper(
        user=job.by, paper=paper, content=content, supersedes=job.supersedes, settle=lambda kept: _settle(job, kept)
    )


def _held(job: Job) -> Job:
    """The row, locked, while the job is open; NoLongerWanted where somebody ended it."""
    held = locked(Job.objects.open().filter(pk=job.pk)).first()
    if held is None:
        raise NoLongerWanted
    return held


@transaction.atomic
def _begin(job: Job) -> bool:
    """Say that the job is being read. False where it ended meanwhile or is given up."""
    try:
        held = _held(job)
    except NoLongerWanted:
        return False
    if held.attempts >= MOST_ATTEMPTS:
        _end(held, State.FAILED, failure=GIVEN_UP)
        return False
    held.state, held.attempts, held.pages_done = State.RUNNING, held.attempts + 1, 0
    held.save(update_fields=["state", "attempts", "pages_done"])
    return True


def _tell(job: Job, done: int, whole: int) -> None:
    """Write down how far it is; during a page, when nothing moved, only ask whether anybody still wants it."""
    wanted = Job.objects.filter(pk=job.pk, state=State.RUNNING)
    is_new = (job.pages_done, job.pages_all) != (done, whole)
    job.pages_done, job.pages_all = done, whole
    if not (wanted.update(pages_done=done, pages_all=whole) if is_new else wanted.exists()):
        raise NoLongerWanted


@transaction.atomic
def _put_back(job: Job) -> None:
    """Nothing was wrong with the file: the next process starts anew."""
    Job.objects.filter(pk=job.pk, state=State.RUNNING).update(state=State.WAITING, attempts=0, pages_done=0)


@transaction.atomic
def _settle(job: Job, document: Document) -> None:
    _end(_held(job), State.DONE, document=document)


@transaction.atomic
def _refuse_secret(job: Job, sentence: str) -> None:
    """As at the door: neither name nor hash nor file stays, the journal tells that it happened."""
    held = _held(job)
    journal.record(act="refuse_secret_paper", by=job.by)
    waiting_room.drop(held.sha256)
    held.name = held.sha256 = ""
    _end(held, State.FAILED, failure=sentence)


@transaction.atomic
def _fail(job: Job, sentence: str) -> None:
    held = locked(Job.objects.open().filter(pk=job.pk)).first()
    if held is not None:
        _end(held, State.FAILED, failure=sentence[:500])


def _end(held: Job, state: str, *, failure: str = "", document: Document | None = None) -> None:
    held.state, held.failure, held.document, held.ended_at = state, failure, document, timezone.now()
    held.save()
    if held.sha256:
        waiting_room.drop(held.sha256)
