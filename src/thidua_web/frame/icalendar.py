"""Write days as iCalendar (RFC 5545): whole days, stable identities, lines folded at 75 octets, a bell where asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75


@dataclass(frozen=True)
class Event:
    """One day. ``uid`` stays the same for ever; ``sequence`` grows as the words change; addresses are whole."""

    uid: str
    day: date
    summary: str
    url: str
    stamped: datetime
    description: str = ""
    category: str = ""
    sequence: int = 0
    rings_before: int | None = None
    """Days before its day on which a calendar rings."""


def write(events: Iterable[Event], *, name: str) -> str:
    """Give the file; ``name`` is what a calendar program shows."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thi-dua//lich//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
           f"X-WR-CALNAME:{_escaped(name)}", f"NAME:{_escaped(name)}", "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
           "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]  # fmt: skip
    for event in events:
        out += _lines(event)
    return "".join(f"{folded}\r\n" for line in [*out, "END:VCALENDAR"] for folded in _folded(line))


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{_escaped(event.category)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    if event.rings_before is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{event.rings_before}D")
        yield f"DESCRIPTION:{_escaped(event.summary)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    r"""Escape what separates values.

    >>> _escaped("một; hai, ba\nbốn")
    'một\\; hai\\, ba\\nbốn'
    """
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(
        "\\n" if sign == "\n" else sign for sign in plain.replace("\r\n", "\n") if sign >= " " or sign == "\n"
    )


def _folded(line: str) -> Iterator[str]:
    """Cut a line so that no piece is longer than 75 octets and no letter is cut in two."""
    piece, size = "", 0
    for sign in line:
        wide = len(sign.encode())
        if size + wide > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + wide
    yield piece
