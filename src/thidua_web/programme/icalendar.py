"""The dated lines of programmes as days of a calendar file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from thidua_web.frame.icalendar import Event
from thidua_web.programme.calendar import Dated


def events_of(
    lines: Iterable[Dated], *, host: str, stamped: datetime, sequence: int, absolute: Callable[[str], str]
) -> Iterator[Event]:
    """`absolute` turns an address of the site into one that works outside it.

    `sequence` grows with each version of the programme, so that a calendar replaces what it took over before.
    """
    for line in lines:
        told = [
            line.stamp if line.is_inexact else "", line.sentence, absolute(line.origin_url) if line.origin_url else ""
        ]  # fmt: skip
        yield Event(
            uid=f"{line.key}-{line.kind}@{host}", day=line.day,
            summary=f"{line.word[:1].upper()}{line.word[1:]}: {line.label}", url=absolute(line.url), stamped=stamped,
            description="\n".join(filter(None, told)), category=line.word, sequence=sequence,
        )  # fmt: skip
