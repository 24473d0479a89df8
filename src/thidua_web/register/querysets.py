"""Questions to many rows of the registry; each names its day."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from thidua.text import fold_name

if TYPE_CHECKING:
    from thidua_web.register.models import Unit, UnitVersion


class UnitQuerySet(models.QuerySet["Unit"]):
    """Identities."""

    def alive(self, day: date) -> "UnitQuerySet":
        """Units that exist on a day."""
        return self.filter(versions__in=_versions().as_of(day)).distinct()


class ValidQuerySet(models.QuerySet):
    """Rows with half-open days."""

    def as_of(self, day: date) -> Self:
        """The rows that cover a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )


class UnitVersionQuerySet(ValidQuerySet):
    """How units stood."""

    def matching(self, words: str) -> "UnitVersionQuerySet":
        """Versions whose kind, name or code holds all the words, diacritics forgiven."""
        found = self
        for word in fold_name(words).split():
            found = found.filter(folded__contains=word)
        return found

    def heirs_of(self, unit: int, day: date) -> "list[UnitVersion]":
        """The units of a day that a unit became, by however many steps, in the order of their names."""
        from thidua_web.register.models import SuccessionEdge

        found: set[int] = set()
        edge = {unit}
        while edge:
            heirs = SuccessionEdge.objects.filter(origin__in=edge, on__lte=day).values_list("heir", flat=True)
            edge = set(heirs) - found
            found |= edge
        return list(self.as_of(day).filter(unit__in=found).order_by("sort_key"))

    def below(self, unit: "Unit") -> "UnitVersionQuerySet":
        """Direct children in the territory."""
        return self.filter(parent=unit)


class GenerationQuerySet(models.QuerySet["Generation"]):
    """Loads of the registry."""

    def in_use(self) -> "GenerationQuerySet":
        """Active ones, the last activated first."""
        return self.filter(place__isnull=False).order_by("-place")


def _versions() -> UnitVersionQuerySet:
    from thidua_web.register.models import UnitVersion

    return UnitVersion.objects.all()
