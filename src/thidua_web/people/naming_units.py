"""What a person calls a unit, read as a unit of a day: its key, its code, or its name; never a guess."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua.text import fold_name
from thidua_web.people.models import OwnProvince
from thidua_web.people.reach import DEPTH, Reach
from thidua_web.register.models import Level, UnitVersion

MOST_NAMED = 5
PROVINCE_DIGITS, COMMUNE_DIGITS = 2, 5


@dataclass(frozen=True)
class NamedUnit:
    """A unit as it is called on the day it was asked for."""

    pk: int
    code: str
    name: str
    level: str
    above: str

    def __str__(self) -> str:
        told = f"{self.name} (mã {self.code})" if self.code else self.name
        return f"{told}, {self.above}" if self.above else told


class UnitsOfDay:
    """The units of one day within a reach, by key, by code and by name; one query, however many rows ask."""

    def __init__(self, day: date, reach: Reach) -> None:
        self.day = day
        self._called: dict[str, list[NamedUnit]] = defaultdict(list)
        rows = list(
            UnitVersion.objects.as_of(day)
            .order_by("pk")
            .values_list("unit_id", "unit__key", "code", "kind", "name", "level", "parent_id")
        )
        names = {pk: _full(kind, name) for pk, _key, _code, kind, name, _level, _above in rows}
        self._above = {row[0]: row[-1] for row in rows}
        for pk, key, code, kind, name, level, above in rows:
            if not reach.covers(pk):
                continue
            unit = NamedUnit(pk, code, _full(kind, name), level, names.get(above, ""))
            for word in {key, code, fold_name(name), fold_name(_full(kind, name))} - {""}:
                self._called[word].append(unit)

    def find(self, words: str, *, within: str = "") -> NamedUnit:
        """The one unit called so; ``within`` is the name of the unit above it. OfficerError where none or several.

        Of several the one in the installation's own province is meant.
        """
        found = (
            self._called.get(words.strip()) or self._called.get(fold_name(words), []) or self._zeros_lost(words.strip())
        )
        if within:
            found = [unit for unit in found if fold_name(within) in fold_name(unit.above)]
        if len(found) > 1:
            found = [unit for unit in found if self._is_own(unit.pk)] or found
        if len(found) == 1:
            return found[0]
        if not found:
            raise OfficerError(
                gettext(
                    "Không có đơn vị «%(words)s» ngày %(day)s trong phạm vi được giao; ghi mã hoặc tên đúng "
                    "như trang Đơn vị của ngày đó."
                )
                % {"words": words, "day": show_day(self.day)}
            )
        told = "; ".join(str(unit) for unit in found[:MOST_NAMED])
        more = (
            gettext(" và %(value)s đơn vị nữa") % {"value": len(found) - MOST_NAMED} if len(found) > MOST_NAMED else ""
        )
        raise OfficerError(
            gettext("Có %(found)s đơn vị cùng tên «%(words)s»: %(told)s%(more)s. Ghi mã thay cho tên.")
            % {"found": len(found), "words": words, "told": told, "more": more}
        )

    @cached_property
    def _own(self) -> set[int]:
        return set(OwnProvince.objects.values_list("unit", flat=True))

    def _is_own(self, unit: int | None) -> bool:
        for _ in range(DEPTH):
            if unit is None or unit in self._own:
                break
            unit = self._above.get(unit)
        return unit in self._own

    def _zeros_lost(self, words: str) -> list[NamedUnit]:
        """Spreadsheets turn the code 00451 into the number 451: what it may have been, province or commune."""
        lengths = PROVINCE_DIGITS, COMMUNE_DIGITS
        whole = {words.zfill(length) for length in lengths} if words.isdigit() else set()
        return [unit for code in sorted(whole) for unit in self._called.get(code, [])]


def _full(kind: str, name: str) -> str:
    return UnitVersion(kind=kind, name=name).full_name


def is_province(unit: NamedUnit | None) -> bool:
    """Whether a post there covers the whole province."""
    return unit is None or unit.level == Level.PROVINCE
