"""A case: one unit, a day, and what is known of it. What is not in ``facts`` is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

NONE = "none"
"""A deed that did not happen; a coordination rule that does not exist. Not the same as not known."""

Value = bool | int | str | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that must not occur, with its day and the circumstances that are known (absent: not known)."""

    kind: str
    day: date
    circumstances: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One unit on a day. ``asks`` holds what is known of the unit itself (size, levels …), ``facts`` dotted names."""

    as_of: date
    kind: str
    name: str | None = None
    asks: Mapping[str, Value] = field(default_factory=dict)
    province: str | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    events_complete: bool | None = None
    file: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
