"""A worker does not outlive the server that started it: killed outright, the server can tell nobody."""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import wait

GRACE = 10.0
"""Seconds in which answers under way are still given."""


def end_with_parent() -> threading.Thread | None:
    """Watch for the end of the process that started this one, and end then too; None where nothing started it so.

    The operating system closes the pipe between the two whatever the parent died of: nothing is asked now and again.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return None
    watch = threading.Thread(target=_end_after, args=(parent.sentinel,), name="end-with-parent", daemon=True)
    watch.start()
    return watch


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
