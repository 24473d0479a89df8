"""Whether figures may be written into a return at all: its period has begun, and its unit stood on its last day.

A period may have been handed out before a merger was known. Whoever then reports for the unit that is no more is told
since when, what became of it, and whom to ask; the same sentence on the web, for a workbook and for a program.
"""

from datetime import date

from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua_web.frame.retelling import period_name
from thidua_web.register.models import UnitVersion
from thidua_web.returns.models import Obligation, Return

NAMED = 3


def check_admitted(owed: Obligation, day: date) -> None:
    """OfficerError where nothing may be written."""
    told = why_not(owed, day)
    if told:
        raise OfficerError(told)


def why_not(owed: Obligation, day: date) -> str:
    """The sentence that says why nothing may be written; empty where it may."""
    if day < owed.opens_on:
        return gettext("Kỳ %(label)s chưa mở; mở từ %(opens_on)s.") % {
            "label": period_name(owed.window.label),
            "opens_on": show_day(owed.opens_on),
        }
    last = owed.last_day
    if owed.unit_version.covers(last) or UnitVersion.objects.as_of(last).filter(unit=owed.unit_id).exists():
        return ""
    return that_it_ended(owed.unit_version, last, is_passed_on=owed.state == Return.State.PASSED_ON)


def that_it_ended(version: UnitVersion, last_day: date, *, is_passed_on: bool = False) -> str:
    """Say of a unit that did not live to the last day of a period since when, what became of it, what is to be done."""
    newest = UnitVersion.objects.filter(unit=version.unit_id).order_by("-valid_from").first() or version
    names = [heir.full_name for heir in UnitVersion.objects.heirs_of(version.unit_id, last_day)]
    told = {"unit": version.full_name, "on": show_day(newest.valid_to) if newest.valid_to else ""}
    if not names:
        return gettext("%(unit)s không còn từ %(on)s: không báo cáo kỳ này nữa.") % told
    told["heirs"] = ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    if is_passed_on:
        return (
            gettext(
                "%(unit)s không còn từ %(on)s, nay là %(heirs)s: đơn vị mới báo cáo kỳ này và thấy những gì đã nhập "
                "ở đây."
            )
            % told
        )
    return (
        gettext(
            "%(unit)s không còn từ %(on)s, nay là %(heirs)s: đơn vị mới báo cáo kỳ này. Nhờ cơ quan thường trực giao "
            "lại kỳ."
        )
        % told
    )
