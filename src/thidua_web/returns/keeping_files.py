"""How long files that came with returns are kept: evidence and the workbooks that figures were entered from.

After their day the file goes; its name, hash, who sent it and when stay, and so do the figures. No instrument names a
term (unconfirmed): the province sets ``THIDUA_KEEP_YEARS``.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua_web.config.locking import locked
from thidua_web.documents import storage
from thidua_web.documents.models import Document
from thidua_web.journal import journal

AT_ONCE = 200
LOOKED_BACK = timedelta(days=30)
"""Files of rows dropped so lately are looked for again: a machine may have stopped between the row and the file."""


def kept_until(day: date | None = None) -> date:
    """The last day on which a file of this day is kept.

    >>> kept_until(date(2024, 2, 29)).month
    2
    """
    since = day or timezone.localdate()
    year = since.year + settings.KEEP_YEARS
    try:
        return since.replace(year=year)
    except ValueError:
        return since.replace(year=year, day=28)


def check_kept(file: models.Model) -> None:
    """OfficerError where the file was dropped after its day; the figures stand."""
    dropped_at, keep_until = getattr(file, "dropped_at", None), getattr(file, "keep_until", None)
    if dropped_at is not None and keep_until is not None:
        raise OfficerError(
            gettext("Tệp «%(name)s» giữ đến %(until)s, nay hết thời hạn nên đã xóa; tên, mã băm và số liệu còn nguyên.")
            % {"name": file, "until": show_day(keep_until)}
        )


def drop_expired(*, day: date) -> int:
    """Drop the files whose day has passed; one line of the journal for each. Returns how many rows."""
    done = 0
    for model in _kinds():
        while some := _drop_some(model, day):
            done += some
    _remove(_lately_dropped(day))
    return done


def _kinds() -> tuple[type[models.Model], ...]:
    from thidua_web.returns.models import Evidence, Workbook

    return Evidence, Workbook


@transaction.atomic
def _drop_some(model: type[models.Model], day: date) -> int:
    rows = list(locked(model._default_manager.filter(keep_until__lt=day, dropped_at=None))[:AT_ONCE])
    for row in rows:
        model._default_manager.filter(pk=row.pk).update(dropped_at=timezone.now())
        told = {"sha256": row.sha256, "keep_until": show_day(row.keep_until)}  # type: ignore[attr-defined]
        journal.record(act="drop_expired", by=None, of=row, changes=told)
    return len(rows)


def is_kept(sha256: str) -> bool:
    """Whether evidence or a workbook with this hash is still to be had."""
    return any(model._default_manager.filter(sha256=sha256, dropped_at=None).exists() for model in _kinds())


def _lately_dropped(day: date) -> set[str]:
    since = timezone.now() - LOOKED_BACK
    return {
        sha256 for model in _kinds()
        for sha256 in model._default_manager.filter(dropped_at__gte=since).values_list("sha256", flat=True)
    }  # fmt: skip


def _remove(hashes: Iterable[str]) -> None:
    """Take away the files that nothing else holds: one file may have come by several ways."""
    left = set(hashes)
    for model in _kinds():
        left -= set(model._default_manager.filter(sha256__in=left, dropped_at=None).values_list("sha256", flat=True))
    left -= set(Document.objects.filter(sha256__in=left).values_list("sha256", flat=True))
    for sha256 in sorted(left):
        storage.drop(sha256)
