"""A port for a server that a test starts: free, and kept free until that server listens."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

FIRST, LAST = 11_000, 19_999
"""Below the ports that the system lends to whoever asks for any."""


@contextmanager
def port_of_its_own() -> Iterator[int]:
    """No other test, worker or run is given the same port meanwhile: the datagram port of that number is the token."""
    for port in range(FIRST, LAST):
        with socket.socket(type=socket.SOCK_DGRAM) as token, socket.socket() as probe:
            try:
                token.bind(("127.0.0.1", port))
            except OSError:
                continue
            if probe.connect_ex(("127.0.0.1", port)):
                yield port
                return
    raise AssertionError(f"không còn cổng trống từ {FIRST} đến {LAST}")
