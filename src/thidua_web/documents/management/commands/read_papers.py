"""``read_papers``: the process that reads what takes long. ``thidua serve`` starts one and keeps it running."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.db import DatabaseError, close_old_connections

from thidua_web.config.commands import OfficeCommand
from thidua_web.documents.reading_jobs import read_next
from thidua_web.documents.waiting_room import reader_on_duty
from thidua_web.frame.doors import doors
from thidua_web.people.models import today

LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks at an empty list."""


class Command(OfficeCommand):
    help = "Đọc các tệp đang chờ (bản quét, tệp lớn), tệp này xong đến tệp khác, cho đến khi được bảo dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="đọc hết các tệp đang chờ rồi dừng")
        parser.add_argument("--with-parent", type=int, metavar="SỐ", help="dừng khi tiến trình mẹ số ấy không còn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read until told to stop; whoever answers requests goes first."""
        told, parent = threading.Event(), options["with_parent"]
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told.set())
        os.nice(10)

        def stop() -> bool:
            return told.is_set() or (parent is not None and os.getppid() != parent)

        done_on = None
        with reader_on_duty():
            while not stop():
                if not options["once"] and done_on != (done_on := today()):
                    _do_daily(done_on)
                if not _read(stop) and (options["once"] or told.wait(PAUSE)):
                    return


def _do_daily(day: date) -> None:
    """What the apps do once a day; an error of one is logged and stops no other."""
    close_old_connections()
    for door in doors():
        try:
            door.daily(day)
        except Exception:
            LOG.exception("read_papers: daily work of %s", type(door).__name__)


def _read(stop: Any) -> bool:
    """Read one; an error of the database or of ours is logged and does not end the process."""
    close_old_connections()
    try:
        return read_next(stop=stop)
    except DatabaseError:
        LOG.exception("read_papers: database")
    except Exception:
        LOG.exception("read_papers: reading")
    return False
