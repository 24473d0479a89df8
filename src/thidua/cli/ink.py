"""Bold, dim and red on a terminal that shows them: never the only sign, never in a file or a pipe.

https://no-color.org: a value in ``NO_COLOR`` asks for plain text; so does a terminal that calls itself dumb.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Ink:
    """Put signs of a terminal around words, or leave the words alone.

    >>> Ink(False).bold("CHỈ TIÊU"), Ink(True).bold("CHỈ TIÊU")
    ('CHỈ TIÊU', '\\x1b[1mCHỈ TIÊU\\x1b[0m')
    """

    shows: bool = False

    def bold(self, words: str) -> str:
        return self._in("1", words)

    def dim(self, words: str) -> str:
        return self._in("2", words)

    def alarm(self, words: str) -> str:
        return self._in("31", words)

    def _in(self, code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.shows and words else words


PLAIN = Ink()


def ink_for(stream: TextIO, surroundings: Mapping[str, str]) -> Ink:
    """Give the ink that ``stream`` shows; ``surroundings`` are the variables of the process."""
    asked_plain = bool(surroundings.get("NO_COLOR")) or surroundings.get("TERM", "dumb") == "dumb"
    return Ink(stream.isatty() and not asked_plain)
