"""Small things the register's templates need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()
LINE = 12
"""Letters that fit one line of a tile."""


@register.filter
def at(table: Mapping[str, Any], key: str) -> Any:
    """``{{ names|at:edge.heir }}``: look a key up."""
    return table.get(key)


@register.filter
def times(number: int, by: int) -> int:
    """``{{ tile.column|times:100 }}``."""
    return number * by


@register.filter
def two_lines(name: str) -> list[tuple[int, str]]:
    """Break a name over at most two lines of a tile: (height in the tile, words)."""
    if len(name) <= LINE:
        return [(37, name)]
    words, first = name.split(), ""
    while words and len(f"{first} {words[0]}".strip()) <= max(LINE, len(name) // 2):
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    rest = rest if len(rest) <= LINE + 2 else rest[: LINE + 1] + "…"
    return [(29, first), (47, rest)] if rest else [(37, first)]
