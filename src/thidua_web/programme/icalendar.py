"""Write dated lines as iCalendar (RFC 5545): whole days, stable identities, lines folded at 75 octets."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from thidua_web.programme.calendar import Dated

OCTETS = 75


def write(
    lines: Iterable[Dated], *, name: str, host: str, stamped: datetime, sequence: int, absolute: Callable[[str], str]
) -> str:
    """Give the file. `absolute` turns an address of the site into one that works outside it.

    `sequence` grows with each version of the programme, so that a calendar replaces what it took over before.
    """
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thi-dua//lich chuong trinh//VI", "CALSCALE:GREGORIAN",
           "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}", f"NAME:{_escaped(name)}",
           "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]  # fmt: skip
    for line in lines:
        out += _event(line, host, stamped, sequence, absolute)
    return "".join(f"{folded}\r\n" for line in [*out, "END:VCALENDAR"] for folded in _folded(line))


def _event(line: Dated, host: str, stamped: datetime, sequence: int, absolute: Callable[[str], str]) -> Iterator[str]:
    told = [line.stamp if line.is_inexact else "", line.sentence, absolute(line.origin_url) if line.origin_url else ""]
    yield "BEGIN:VEVENT"
    yield f"UID:{line.key}-{line.kind}@{host}"
    yield f"DTSTAMP:{stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART;VALUE=DATE:{line.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{line.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{line.word[:1].upper()}{line.word[1:]}: {line.label}')}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(filter(None, told)))}"
    yield f"CATEGORIES:{_escaped(line.word)}"
    yield f"URL:{absolute(line.url)}"
    yield "TRANSP:TRANSPARENT"
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
