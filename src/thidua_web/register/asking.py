"""What an address of the register asks: a day, a hierarchy, words; what cannot be read falls back to today."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest

from thidua.dates import parse_day
from thidua.errors import OfficerError
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.models import today
from thidua_web.register.models import Level


@dataclass(frozen=True)
class Asked:
    """A readable address."""

    day: date
    hierarchy: str
    words: str
    level: str
    parent: str


def asked(request: HttpRequest) -> Asked:
    """Read ``ngay``, ``he``, ``q``, ``cap``, ``thuoc``."""
    hierarchy, level = request.GET.get("he", ""), request.GET.get("cap", "")
    return Asked(
        day_in(request, "ngay", today()),
        hierarchy if hierarchy in HIERARCHIES else TERRITORY,
        request.GET.get("q", "").strip()[:120],
        level if level in Level.values else "",
        request.GET.get("thuoc", "")[:60],
    )


def day_in(request: HttpRequest, name: str, otherwise: date) -> date:
    """A day of the address; what is none is said, and the usual day stands."""
    typed = request.GET.get(name, "")
    try:
        return parse_day(typed) if typed else otherwise
    except OfficerError as refusal:
        messages.error(request, refusal.sentence)
        return otherwise
