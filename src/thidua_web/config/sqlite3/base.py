"""Django's SQLite, with a queue in front of its one write lock.

SQLite lets a waiting writer sleep and try again, ever longer up to 100 ms: with two dozen writers the lucky ones pass
and the others wait for seconds. A file lock beside the database wakes the next writer at once, in every thread and
process, and falls with the process that held it. SQLite's own lock still decides; this only orders who asks for it.
"""

import fcntl
import os
import threading
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_queues: dict[str, threading.Lock] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before ``BEGIN IMMEDIATE`` and gives it up when the transaction ends."""

    turn: int | None = None
    queue: "threading.Lock | None" = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> Any:
        told = super()._commit()
        self._end_turn()
        return told

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        """First the queue of this process, which gives up in time, then that of all processes."""
        name = str(self.settings_dict["NAME"])
        if self.turn is not None or self.is_in_memory_db() or self.transaction_mode != "IMMEDIATE":
            return
        queue = _queues.setdefault(name, threading.Lock())
        if not queue.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        try:
            turn = os.open(f"{name}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(turn, fcntl.LOCK_EX)
        except BaseException:
            queue.release()
            raise
        self.turn, self.queue = turn, queue

    def _end_turn(self) -> None:
        if self.turn is not None and self.queue is not None:
            os.close(self.turn)
            self.queue.release()
            self.turn = self.queue = None
