"""A small deadline night with a kill -9 in the middle: nothing acknowledged is lost, nothing doubled."""

import pytest
from bench import deadline


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_what_was_acknowledged_survives_the_server(vendor: str) -> None:
    if vendor == "sqlite":
        got = deadline.run(60, 60, "", kill=True, die=0.2)
    else:
        with deadline.postgresql() as started:
            started.psql("CREATE DATABASE night")
            got = deadline.run(60, 60, started.get_uri(database="night"), kill=True, die=0.2)
    assert (got["acknowledged"], got["stored"]) == (60, 60)
    assert (got["lost"], got["doubled"], got["other"], got["unnoted"]) == (0, 0, 0, 0)
    assert got["died"] and got["broken"], "somebody must have been cut off, or the night proves nothing"
