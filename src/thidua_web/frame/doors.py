"""How an app shows itself in the frame: one module ``door.py`` with one object ``door``.

An app that wants a tab, lines on the home page or entries in the command palette writes::

    # thidua_web/documents/door.py
    class DocumentsDoor(Door):
        def tabs(self, user): return [Tab("Văn bản", reverse("documents:list"), icon="document")]
        def waiting(self, user, today): return [Item("3 văn bản chờ xác nhận", url, note="…")]

    door = DocumentsDoor()

The frame finds it in the order of ``INSTALLED_APPS``; nothing is registered anywhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from thidua_web.people.models import User
    from thidua_web.register.models import Unit


@dataclass(frozen=True)
class Tab:
    """One entry of the main navigation; ``url`` is also the prefix under which it is the current one."""

    label: str
    url: str
    icon: str = ""
    weight: int = 50
    """Lower comes first."""


FIRST = 5
"""Weight of the tab that somebody comes for: beside home, where a telephone shows it without scrolling."""


@dataclass(frozen=True)
class Item:
    """One line of the home page: what, where to do it, since or until when, a short note, its state chip."""

    label: str
    url: str
    note: str = ""
    due_on: date | None = None
    at: datetime | None = None
    state: str = ""
    """A key of ``components.STATES`` (icon + word), or empty."""
    count: int = 1
    """For how many things it stands, where it leads to a list of them."""


FEW = 3
"""So many new things of one sort are told one by one; more of them in one line."""


def in_sum(items: Sequence[Item], *, label: str, url: str, count: int) -> list[Item]:
    """The items themselves where they are few; else one line for all ``count`` of them, with the newest by name."""
    if count <= FEW:
        return list(items)
    named = "; ".join(item.label for item in items[:FEW])
    return [Item(label, url, note=f"{named}…", at=items[0].at, count=count)]


@dataclass(frozen=True)
class Command:
    """One entry of the command palette (Ctrl K)."""

    label: str
    url: str
    hint: str = ""


class Door:
    """What an app shows in the frame; every method may be left out."""

    area_weight: int = 50
    """Where the state of an area stands at the foot of home: lower comes first."""
    acts: Mapping[str, str] = {}
    """What the journal calls the acts of this app: name of the function in ``acts.py`` -> Vietnamese."""

    is_numbered: bool = False
    """Whether its things are known by their number: who searches for a number most likely means one of them."""

    changes: Mapping[str, str] = {}
    """What the journal calls a change that is no field of the model: key in ``changes`` -> Vietnamese."""

    def tabs(self, user: "User") -> Iterable[Tab]:
        """Entries of the main navigation."""
        return ()

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        """What waits for this person to act."""
        return ()

    def late(self, user: "User", today: date) -> Iterable[Item]:
        """What is overdue in this person's area, most overdue first."""
        return ()

    def changed(self, user: "User", since: datetime) -> Iterable[Item]:
        """What others changed in this person's area since a moment, newest first."""
        return ()

    def area(self, user: "User", today: date) -> tuple[str, dict] | None:
        """The state of this person's area, for the foot of home: a template and its context (a table, a picture)."""
        return None

    def of_unit(self, user: "User", unit: "Unit") -> Iterable[Item]:
        """What this app has of a unit that the person may see, for the unit's own page."""
        return ()

    def daily(self, today: date) -> None:
        """What this app does once a day without anybody asking: done by the process that reads papers."""

    def holds(self, sha256: str) -> bool:
        """Whether a row of this app speaks of the kept file with this hash: then it stays."""
        return False

    def commands(self, user: "User") -> Iterable[Command]:
        """Entries of the command palette beside the tabs."""
        return ()

    def find(self, user: "User", words: str) -> Iterable[Command]:
        """Things of this app whose names match the words typed into the search (at most ten)."""
        return ()


@cache
def doors() -> tuple[Door, ...]:
    """The door of every installed app of ours that has one."""
    ours = [app.name for app in apps.get_app_configs() if app.name.startswith("thidua_web.")]
    return tuple(import_module(f"{name}.door").door for name in ours if find_spec(f"{name}.door"))


@cache
def act_names() -> Mapping[str, str]:
    """What every known act is called; said in the reader's language where it is written out."""
    return {act: name for door in doors() for act, name in door.acts.items()}


@cache
def change_names() -> Mapping[str, str]:
    """What changes that are no field of a model are called; said in the reader's language where it is written out."""
    return {key: name for door in doors() for key, name in door.changes.items()}
