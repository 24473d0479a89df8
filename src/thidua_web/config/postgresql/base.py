"""Django's PostgreSQL, which looks at a kept connection instead of asking over it before every request.

A server that ends a connection (a restart, an administrator) closes its side of the line, and mostly says why: there is
something to read where an idle line has nothing. To look costs no journey to the server; only where something is to be
read is the server asked. A line that fell silent without being closed would leave a question waiting just as long.
"""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is taken for sound while nothing is to be read from it and nothing went wrong over it."""

    def is_usable(self) -> Any:
        return (not self.errors_occurred and is_quiet(self.connection)) or super().is_usable()


def is_quiet(connection: Any) -> bool:
    """Whether an open connection has nothing to read: the server has neither spoken nor hung up."""
    if connection is None or connection.closed:
        return False
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    return not line.poll(0)
